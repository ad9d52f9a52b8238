//! `eu`: the law of the Union that every member state has at least.

use crate::{
    civil::Date,
    order::Trait,
    policy::law::{Excluded, GuaranteeLaw, Holiday, Law, NotTold, WithdrawalLaw},
    verdict::{Payer, Remedy},
};

/// Holidays of nearly all member states; country presets name their own. From memory.
const HOLIDAYS: [Holiday; 5] = [
    Holiday::Fixed(1, 1),
    Holiday::Easter(1),
    Holiday::Fixed(5, 1),
    Holiday::Fixed(12, 25),
    Holiday::Fixed(12, 26),
];

/// Directive 2011/83/EU (consumer rights), Articles 9 to 16.
const WITHDRAWAL: WithdrawalLaw = WithdrawalLaw {
    // Article 9(1) and (2)(b): 14 days from the delivery of the last good of the order.
    days: 14,
    // Article 10(1): twelve months from the end of that period.
    not_told: NotTold::MonthsMore(12),
    // Article 14(1): the consumer, unless the trader agreed to or did not say so.
    return_shipping: Payer::Customer,
    // Article 6(6) and 14(1): who was not told of the costs does not bear them.
    untold_ships_free: true,
    // Article 13(1): 14 days from the notice, outbound delivery included.
    refund_days: 14,
    // Article 14(1): 14 days from the notice. From memory.
    send_back_days: Some(14),
    // Article 16 (c), (d), (e), (i), (m); (d) and (e) from memory.
    excluded: &[
        (Trait::CustomMade, Excluded::Always),
        (Trait::Perishable, Excluded::Always),
        (Trait::SealedHygiene, Excluded::SealBroken),
        (Trait::SealedMedia, Excluded::SealBroken),
        (Trait::DigitalStarted, Excluded::Always),
    ],
};

/// Directive (EU) 2019/771 (sale of goods), Articles 10 to 16.
const GUARANTEE: GuaranteeLaw = GuaranteeLaw {
    // Article 10(1): two years from delivery.
    months: 24,
    // Article 11(1): one year.
    presumed_months: 12,
    follows_warranty: false,
    // Article 13(2): repair or replacement, the consumer's choice.
    remedies: &[Remedy::Repair, Remedy::Replace],
    at_first: None,
    // Article 13(2): unless impossible or at disproportionate cost.
    repair_may_be_refused: true,
    // Article 13(4): price reduction or termination where the first step fails.
    second_step: true,
    complex: None,
    // Article 14(1)(b): within a reasonable time; no number.
    refund_days: None,
    repair_days: None,
    replace_days: None,
    loaner_days: None,
};

/// For sales from 1 January 2022 (Article 24 of Directive 2019/771).
pub(super) const LAW: Law = Law {
    id: "eu",
    valid_from: Date::of(2022, 1, 1),
    // The member states, then Iceland, Liechtenstein and Norway, which follow both directives through the EEA
    // (Norway with more: its own preset is to come).
    countries: &[
        "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE",
        "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK", "IS", "LI", "NO",
    ],
    withdrawal: Some(WITHDRAWAL),
    exchange: None,
    guarantee: GUARANTEE,
    // Regulation (EEC, Euratom) No 1182/71, Article 3(4).
    ends_on_working_day: true,
    holidays: &HOLIDAYS,
    decide_days: None,
    // Directive 2013/11/EU: every member state has bodies for disputes out of court.
    dispute_body: true,
};

/// Before: Directive 1999/44/EC, with two years of guarantee and a presumption of six months (Article 5(3)).
const BEFORE_2022: Law = Law {
    // Directive 2011/83/EU holds for contracts from 13 June 2014 (Article 28(2)).
    valid_from: Date::of(2014, 6, 13),
    guarantee: GuaranteeLaw {
        presumed_months: 6,
        ..GUARANTEE
    },
    ..LAW
};

pub(super) static VERSIONS: [Law; 2] = [BEFORE_2022, LAW];
