//! `fr`: France. The law of the Union, and what the Code de la consommation adds.

use super::eu;
use crate::{
    civil::Date,
    policy::law::{AfterService, Clock, FailedBy, GuaranteeLaw, Holidays, Law, Restarts},
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
        // Article L217-7: 24 months.
        presumed_months: 24,
        // Article L217-10: repair or replacement within 30 days.
        repair_days: Some(30),
        replace_days: Some(30),
        // Article L217-17: money back within 14 days of the goods or proof of their sending. Counted from the notice here,
        // which is the earliest day it can be.
        refund_days: Some(14),
        after: AfterService {
            // Article L217-13: "tout bien réparé" has six months more, so each repair adds them; the first one twelve
            // where the Union says so.
            repair_adds_months: vec![eu.after.repair_adds(0).unwrap_or(6), 6],
            // Article L217-28: "toute période d'immobilisation suspend la garantie", the legal one and the commercial.
            clock_stops: vec![Clock::Guarantee, Clock::Warranty],
            // Article L217-13: a new guarantee where the consumer chose repair and the seller replaced.
            replacement_restarts: Restarts::InsteadOfRepair,
            same_fault: None,
        },
        // Article L217-14, 4°: the fault "persiste en dépit de la tentative de mise en conformité"; 2°: or that took more
        // than 30 days.
        failed_by: FailedBy::SameFault,
        ..eu
    }
}
