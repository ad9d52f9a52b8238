//! `pl`: Poland. The law of the Union, in the ustawa o prawach konsumenta.

use super::eu;
use crate::{
    civil::Date,
    policy::law::{FailedBy, GuaranteeLaw, Holidays, Law},
};

/// The versions, the oldest first: for sales from 1 January 2023, when the Directive 2019/771 was brought in. From memory.
pub(super) fn laws() -> Vec<Law> {
    // Ustawa o dniach wolnych od pracy; Easter Monday, Corpus Christi. From memory.
    let holidays = Holidays {
        fixed: vec![
            (1, 1),
            (1, 6),
            (5, 1),
            (5, 3),
            (8, 15),
            (11, 1),
            (11, 11),
            (12, 24),
            (12, 25),
            (12, 26),
        ],
        easter: vec![1, 60],
        ..Holidays::default()
    };
    eu::in_country("pl", Date::of(2023, 1, 1), &holidays, |law| Law {
        // Article 7a: an answer within 14 days; silence accepts.
        decide_days: Some(14),
        silence_accepts: true,
        ..eu::with_guarantee(law, guarantee)
    })
}

fn guarantee(eu: GuaranteeLaw) -> GuaranteeLaw {
    GuaranteeLaw {
        // Article 43c(1), second sentence: a fault that shows within two years is presumed.
        presumed_months: 24,
        // Article 43e(1)(3): the fault "występuje nadal", is still there.
        failed_by: FailedBy::SameFault,
        ..eu
    }
}
