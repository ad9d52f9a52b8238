//! `pt`: Portugal. The law of the Union, and a longer guarantee (Decreto-Lei 84/2021).

use super::eu;
use crate::{
    civil::Date,
    policy::law::{AfterService, AtFirst, Clock, GuaranteeLaw, Holidays, Law, Restarts},
    verdict::Remedy,
};

/// The versions, the oldest first: for sales from 1 January 2022, when the law that brought Directive 2019/771 in came into force.
pub(super) fn laws() -> Vec<Law> {
    // National holidays; Good Friday, Corpus Christi. From memory.
    let holidays = Holidays {
        fixed: vec![
            (1, 1),
            (4, 25),
            (5, 1),
            (6, 10),
            (8, 15),
            (10, 5),
            (11, 1),
            (12, 1),
            (12, 8),
            (12, 25),
        ],
        easter: vec![-2, 60],
        ..Holidays::default()
    };
    eu::in_country("pt", Date::of(2022, 1, 1), &holidays, |law| {
        eu::with_guarantee(law, guarantee)
    })
}

fn guarantee(eu: GuaranteeLaw) -> GuaranteeLaw {
    GuaranteeLaw {
        // Article 12: three years.
        months: Some(36),
        // Article 13: two years.
        presumed_months: 24,
        // Article 16: rejected within 30 days of delivery.
        at_first: Some(AtFirst {
            days: 30,
            with_delivery: false,
            remedies: vec![Remedy::Refund, Remedy::Replace, Remedy::Repair],
            days_left_after_service: None,
        }),
        // Article 18(3): repair or replacement within 30 days.
        repair_days: Some(30),
        replace_days: Some(30),
        after: AfterService {
            // Article 18(4): six months more for each repair, up to four of them.
            repair_adds_months: vec![6, 6, 6, 6, 0],
            // Article 12: the clock stops during repair or replacement. From memory.
            clock_stops: vec![Clock::Guarantee],
            // Article 18(6): the goods that replace them have the guarantee of Article 12, three years of their own.
            replacement_restarts: Restarts::Always,
            same_fault: None,
        },
        ..eu
    }
}
