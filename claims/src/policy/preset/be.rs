//! `be`: Belgium. The law of the Union, in the ancien Code civil, articles 1649bis to 1649octies.

use super::eu;
use crate::{
    civil::Date,
    policy::law::{AfterService, Clock, GuaranteeLaw, Holidays, Law},
};

/// The versions, the oldest first: for sales from 1 June 2022, when the Directive 2019/771 was brought in. From memory.
pub(super) fn laws() -> Vec<Law> {
    // Legal holidays; Easter Monday, Ascension Day, Whit Monday. From memory.
    let holidays = Holidays {
        fixed: vec![
            (1, 1),
            (5, 1),
            (7, 21),
            (8, 15),
            (11, 1),
            (11, 11),
            (12, 25),
        ],
        easter: vec![1, 39, 50],
        ..Holidays::default()
    };
    eu::in_country("be", Date::of(2022, 6, 1), &holidays, |law| {
        eu::with_guarantee(law, guarantee)
    })
}

fn guarantee(eu: GuaranteeLaw) -> GuaranteeLaw {
    GuaranteeLaw {
        // Article 1649quater, § 4: two years. From memory.
        presumed_months: 24,
        after: AfterService {
            // Article 1649quater, § 1: the clock stops during repair or replacement. From memory.
            clock_stops: vec![Clock::Guarantee],
            ..eu.after
        },
        ..eu
    }
}
