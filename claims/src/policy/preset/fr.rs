//! `fr`: France. The law of the Union, and what the Code de la consommation adds.

use super::eu;
use crate::{
    civil::Date,
    policy::law::{AfterService, FailedBy, GuaranteeLaw, Holidays, Law},
};

/// The versions, the oldest first: for sales from 1 October 2022 (décret n° 2022-946; the date from memory).
pub(super) fn laws() -> Vec<Law> {
    // Code du travail, article L3133-1; Easter Monday, Ascension Day, Whit Monday. From memory.
    let holidays = Holidays {
        fixed: vec![
            (1, 1),
            (5, 1),
            (5, 8),
            (7, 14),
            (8, 15),
            (11, 1),
            (11, 11),
            (12, 25),
        ],
        easter: vec![1, 39, 50],
        ..Holidays::default()
    };
    eu::in_country("fr", Date::of(2022, 10, 1), &holidays, |law| {
        eu::with_guarantee(law, guarantee)
    })
}

fn guarantee(eu: GuaranteeLaw) -> GuaranteeLaw {
    GuaranteeLaw {
        // Article L217-7: 24 months. From memory.
        presumed_months: 24,
        // Article L217-10: repair or replacement within 30 days.
        repair_days: Some(30),
        replace_days: Some(30),
        // Article L217-17: money back within 14 days. From memory.
        refund_days: Some(14),
        after: AfterService {
            // Article L217-13: six months after a repair, from memory; twelve where the Union says so.
            repair_adds_months: eu.after.repair_adds_months.max(Some(6)),
            repair_adds_times: 1,
            ..eu.after
        },
        // Article L217-14, 4°: the fault "persiste en dépit de la tentative de mise en conformité"; 2°: or that took more
        // than 30 days.
        failed_by: FailedBy::SameFault,
        ..eu
    }
}
