//! `ie`: Ireland. The law of the Union, in the Consumer Rights Act 2022.

use super::eu;
use crate::{
    civil::Date,
    policy::law::{AtFirst, GuaranteeLaw, Holidays, Law},
    verdict::Remedy,
};

/// The versions, the oldest first: for sales from 29 November 2022, when that Act came into force. The day from memory.
pub(super) fn laws() -> Vec<Law> {
    // Organisation of Working Time Act 1997; Easter Monday and the Mondays of February, May, June, August and October. From
    // memory.
    let holidays = Holidays {
        fixed: vec![(1, 1), (3, 17), (12, 25), (12, 26)],
        mondays: vec![(2, 1), (5, 1), (6, 1), (8, 1), (10, 5)],
        easter: vec![1],
        ..Holidays::default()
    };
    eu::in_country("ie", Date::of(2022, 11, 29), &holidays, |law| {
        eu::with_guarantee(law, guarantee)
    })
}

fn guarantee(eu: GuaranteeLaw) -> GuaranteeLaw {
    GuaranteeLaw {
        // Statute of Limitations 1957, section 11(1): six years "from the date", which is not counted here in the
        // customer's favour.
        months: Some(72),
        // Section 22(1): "the period of 12 months beginning with" delivery.
        presumed_with_delivery: true,
        // Section 24(2): the short-term right to terminate, until "the end of the period of 30 days beginning with"
        // delivery.
        at_first: Some(AtFirst {
            days: 30,
            // Which is their first day: Interpretation Act 2005, section 18(h).
            with_delivery: true,
            remedies: vec![Remedy::Refund, Remedy::Replace, Remedy::Repair],
            days_left_after_service: None,
        }),
        after: eu::opted_out(eu.after),
        ..eu
    }
}
