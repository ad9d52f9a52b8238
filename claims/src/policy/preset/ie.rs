//! `ie`: Ireland. The law of the Union, in the Consumer Rights Act 2022.

use super::eu;
use crate::{
    civil::Date,
    policy::law::{AtFirst, GuaranteeLaw, Holidays, Law},
    verdict::Remedy,
};

/// The versions, the oldest first: for sales from 29 November 2022, when that Act came into force. From memory.
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
        // Statute of Limitations 1957: six years. From memory.
        months: Some(72),
        // The short-term right to terminate, 30 days. From memory.
        at_first: Some(AtFirst {
            days: 30,
            remedies: vec![Remedy::Refund, Remedy::Replace, Remedy::Repair],
            days_left_after_service: None,
        }),
        after: eu::opted_out(eu.after),
        ..eu
    }
}
