//! `ch`: Switzerland. Obligationenrecht. There is no right of withdrawal from a distance sale.

use super::eu;
use crate::{
    civil::Date,
    policy::law::{AfterService, GuaranteeLaw, Holidays, Law},
    verdict::Remedy,
};

/// The versions, the oldest first: for sales from 1 January 2013, when the two years came. From memory.
pub(super) fn laws() -> Vec<Law> {
    vec![Law {
        id: "ch".to_owned(),
        valid_from: Date::of(2013, 1, 1),
        withdrawal: None,
        guarantee: Some(GuaranteeLaw {
            // Article 210(1): two years from delivery; (4): which a consumer's contract cannot make less.
            months: Some(24),
            // No presumption: who has the goods shows the fault.
            presumed_months: 0,
            // Articles 205 and 206: the sale undone, a lower price, or the same again.
            remedies: vec![Remedy::Refund, Remedy::PartialRefund, Remedy::Replace],
            second: Vec::new(),
            attempts: 0,
            repair_may_be_refused: false,
            after: AfterService::default(),
            ..eu::guarantee()
        }),
        // Article 78(1): the next working day. The holidays of most cantons: Good Friday, Easter Monday, Ascension Day,
        // Whit Monday. From memory.
        holidays: Holidays {
            fixed: vec![(1, 1), (8, 1), (12, 25), (12, 26)],
            easter: vec![-2, 1, 39, 50],
            ..Holidays::default()
        },
        // Directive 2013/11/EU does not hold here, and no body takes the disputes of all consumers. From memory.
        dispute_body: false,
        ..eu::law()
    }]
}
