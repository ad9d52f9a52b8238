//! `cz`: the Czech Republic. The law of the Union, in the občanský zákoník.

use super::eu;
use crate::{
    civil::Date,
    policy::law::{AfterService, Clock, FailedBy, GuaranteeLaw, Holidays, Law},
};

/// The versions, the oldest first: for sales from 6 January 2023, when the Directive 2019/771 was brought in. From memory.
pub(super) fn laws() -> Vec<Law> {
    // Zákon č. 245/2000 Sb., §§ 1 and 2; Easter Monday. Good Friday from memory.
    let holidays = Holidays {
        fixed: vec![
            (1, 1),
            (5, 1),
            (5, 8),
            (7, 5),
            (7, 6),
            (9, 28),
            (10, 28),
            (11, 17),
            (12, 24),
            (12, 25),
            (12, 26),
        ],
        easter: vec![-2, 1],
        ..Holidays::default()
    };
    eu::in_country("cz", Date::of(2023, 1, 6), &holidays, |law| Law {
        // § 19(3): settled within 30 days.
        decide_days: Some(30),
        ..eu::with_guarantee(law, guarantee)
    })
}

fn guarantee(eu: GuaranteeLaw) -> GuaranteeLaw {
    GuaranteeLaw {
        // Zákon č. 634/1992 Sb., § 19(3): a complaint is settled, the fault mended, within 30 days.
        repair_days: Some(30),
        after: AfterService {
            // Občanský zákoník, § 2165(4): the two years do not run while the buyer cannot use the goods.
            clock_stops: vec![Clock::Guarantee],
            ..eu.after
        },
        replace_days: Some(30),
        // Občanský zákoník, § 2171(1) b): the fault "se projeví opakovaně", shows repeatedly. Zákon č. 634/1992 Sb.,
        // § 19(4): or the 30 days went by in vain.
        failed_by: FailedBy::SameFault,
        ..eu
    }
}
