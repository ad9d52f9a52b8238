//! `uk`: the United Kingdom. England and Wales; Scotland has five years where they have six.

use super::eu;
use crate::{
    civil::Date,
    policy::law::{AtFirst, FailedBy, GuaranteeLaw, Holidays, Law, WithdrawalLaw},
    verdict::Remedy,
};

/// The versions, the oldest first.
pub(super) fn laws() -> Vec<Law> {
    vec![law()]
}

/// For sales from 1 October 2015, when the Consumer Rights Act came into force.
fn law() -> Law {
    Law {
        id: "uk".to_owned(),
        valid_from: Date::of(2015, 10, 1),
        withdrawal: Some(WithdrawalLaw {
            // Consumer Contracts (Information, Cancellation and Additional Charges) Regulations 2013, which brought
            // Directive 2011/83/EU in: regulations 28 to 37 say what its Articles 9 to 16 do. Regulation 34(5): 14
            // days from the goods, or proof of their sending. Counted from the notice here, which is the earliest
            // day it can be.
            refund_days: 14,
            ..eu::withdrawal()
        }),
        exchange: None,
        guarantee: Some(guarantee()),
        ends_on_working_day: false,
        holidays: Holidays::default(),
        decide_days: None,
        silence_accepts: false,
        dispute_body: true,
        told: Vec::new(),
    }
}

/// Consumer Rights Act 2015, sections 19 to 24.
fn guarantee() -> GuaranteeLaw {
    GuaranteeLaw {
        // Limitation Act 1980, section 5: up to six years.
        months: Some(72),
        // Section 19(14) and (15): "the period of six months beginning with the day on which the goods were delivered".
        presumed_months: 6,
        presumed_with_delivery: true,
        // Section 22(3): the short-term right to reject, 30 days "beginning with the first day after" delivery; (6) to (8): the clock stops while it is repaired or
        // replaced, and at least seven days are left after that.
        at_first: Some(AtFirst {
            days: 30,
            with_delivery: false,
            remedies: vec![Remedy::Refund, Remedy::Replace, Remedy::Repair],
            days_left_after_service: Some(7),
        }),
        // Section 24(5)(a): after one repair or one replacement the goods do not conform, then price reduction or the
        // final right to reject; (6): "whether in relation to one fault or more than one".
        attempts: 1,
        failed_by: FailedBy::AnyFault,
        // Section 20(15): "within 14 days beginning with the day on which the trader agrees".
        refund_days: Some(14),
        refund_from_agreement: true,
        // Section 23: repair or replacement within a reasonable time, as in the Union, and refused for the same reasons.
        ..eu::guarantee()
    }
}
