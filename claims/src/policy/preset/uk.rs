//! `uk`: the United Kingdom. England and Wales; Scotland has five years where they have six.

use crate::{
    civil::Date,
    order::Trait,
    policy::law::{AtFirst, Excluded, GuaranteeLaw, Law, NotTold, WithdrawalLaw},
    verdict::{Payer, Remedy},
};

/// Consumer Contracts (Information, Cancellation and Additional Charges) Regulations 2013.
const WITHDRAWAL: WithdrawalLaw = WithdrawalLaw {
    // Regulation 30: 14 days after the day the last of the goods came.
    days: 14,
    // Regulation 31: twelve months more.
    not_told: NotTold::MonthsMore(12),
    // Regulation 35(5): the consumer, unless the trader agreed to or did not say so.
    return_shipping: Payer::Customer,
    // Regulation 35(5)(b).
    untold_ships_free: true,
    // Regulation 34(5): 14 days from the goods, or proof of their sending. Counted from the notice here, which
    // is the earliest day it can be.
    refund_days: 14,
    // Regulation 35(4).
    send_back_days: Some(14),
    // Regulations 28 and 37: the same as in the Union.
    excluded: &[
        (Trait::CustomMade, Excluded::Always),
        (Trait::Perishable, Excluded::Always),
        (Trait::SealedHygiene, Excluded::SealBroken),
        (Trait::SealedMedia, Excluded::SealBroken),
        (Trait::DigitalStarted, Excluded::Always),
    ],
};

/// Consumer Rights Act 2015, sections 19 to 24.
const GUARANTEE: GuaranteeLaw = GuaranteeLaw {
    // Limitation Act 1980, section 5: up to six years.
    months: 72,
    // Section 19(14) and (15): six months.
    presumed_months: 6,
    follows_warranty: false,
    // Section 23: repair or replacement.
    remedies: &[Remedy::Repair, Remedy::Replace],
    // Section 22(3): the short-term right to reject, 30 days.
    at_first: Some(AtFirst {
        days: 30,
        remedies: &[Remedy::Refund, Remedy::Replace, Remedy::Repair],
    }),
    // Section 23(3).
    repair_may_be_refused: true,
    // Section 24: one repair or replacement, then price reduction or the final right to reject.
    second_step: true,
    complex: None,
    // Section 20(15): 14 days from when the trader agrees.
    refund_days: Some(14),
    // Section 23(2)(a): within a reasonable time.
    repair_days: None,
    replace_days: None,
    loaner_days: None,
};

/// For sales from 1 October 2015, when the Consumer Rights Act came into force.
const LAW: Law = Law {
    id: "uk",
    valid_from: Date::of(2015, 10, 1),
    countries: &["GB"],
    withdrawal: Some(WITHDRAWAL),
    exchange: None,
    guarantee: GUARANTEE,
    ends_on_working_day: false,
    holidays: &[],
    decide_days: None,
    dispute_body: true,
};

pub(super) static VERSIONS: [Law; 1] = [LAW];
