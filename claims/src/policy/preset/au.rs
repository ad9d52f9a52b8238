//! `au`: Australia. Australian Consumer Law (Schedule 2 of the Competition and Consumer Act 2010).

use crate::{
    civil::Date,
    policy::law::{AfterService, FailedBy, GuaranteeLaw, Holidays, Law, Told},
    verdict::Remedy,
};

/// The versions, the oldest first: for sales from 1 January 2011, when the law came into force.
pub(super) fn laws() -> Vec<Law> {
    vec![Law {
        id: "au".to_owned(),
        valid_from: Date::of(2011, 1, 1),
        // No right to change one's mind about a distance sale.
        withdrawal: None,
        exchange: None,
        guarantee: Some(guarantee()),
        ends_on_working_day: false,
        holidays: Holidays::default(),
        decide_days: None,
        silence_accepts: false,
        // The consumer protection agencies and tribunals of states and territories.
        dispute_body: true,
        // Competition and Consumer Regulations 2010, regulation 90.
        told: vec![Told::CannotBeExcluded],
    }]
}

/// Sections 54 and 259 to 263.
fn guarantee() -> GuaranteeLaw {
    GuaranteeLaw {
        // Section 54: acceptable quality, for as long as goods of the kind can be expected to last.
        months: None,
        // No presumption in months.
        presumed_months: 0,
        presumed_with_delivery: false,
        follows_warranty: false,
        // Section 261: a minor failure is repaired or replaced.
        remedies: vec![Remedy::Repair, Remedy::Replace],
        // Sections 259(3) and 263: for a major failure the customer chooses.
        second: vec![Remedy::Refund, Remedy::Replace],
        // Section 260(2): failures that are major only together. From memory.
        attempts: 1,
        // Section 259(2)(b): the supplier fails to remedy the failure, that one.
        failed_by: FailedBy::SameFault,
        serious_opens_second: true,
        at_first: None,
        repair_may_be_refused: false,
        complex: None,
        after: AfterService::default(),
        refund_days: None,
        refund_from_agreement: false,
        // Section 259(2): within a reasonable time.
        repair_days: None,
        replace_days: None,
        replace_days_inspected: None,
        loaner: false,
        loaner_days: None,
        penalty_percent_a_day: None,
    }
}
