//! `ru`: Russia. Law No. 2300-1 "On the protection of consumers' rights".

use crate::{
    civil::Date,
    order::Trait,
    policy::law::{ExchangeLaw, Excluded, GuaranteeLaw, Holiday, Law, NotTold, WithdrawalLaw},
    verdict::{Payer, Remedy},
};

/// Labour Code, Article 112. From memory.
const HOLIDAYS: [Holiday; 14] = [
    Holiday::Fixed(1, 1),
    Holiday::Fixed(1, 2),
    Holiday::Fixed(1, 3),
    Holiday::Fixed(1, 4),
    Holiday::Fixed(1, 5),
    Holiday::Fixed(1, 6),
    Holiday::Fixed(1, 7),
    Holiday::Fixed(1, 8),
    Holiday::Fixed(2, 23),
    Holiday::Fixed(3, 8),
    Holiday::Fixed(5, 1),
    Holiday::Fixed(5, 9),
    Holiday::Fixed(6, 12),
    Holiday::Fixed(11, 4),
];

/// Article 26.1 (distance sale).
const WITHDRAWAL: WithdrawalLaw = WithdrawalLaw {
    // Article 26.1(4): within seven days after delivery.
    days: 7,
    // Article 26.1(4): three months from delivery. From memory.
    not_told: NotTold::MonthsInstead(3),
    // Article 26.1(4): the money back, less the cost of return delivery.
    return_shipping: Payer::Customer,
    untold_ships_free: false,
    // Article 26.1(4): ten days from the demand.
    refund_days: 10,
    send_back_days: None,
    // Article 26.1(4): goods with individually defined properties that only this buyer can use. From memory.
    excluded: &[(Trait::CustomMade, Excluded::Always)],
};

/// Article 25: sound goods of the wrong shape, size, style, colour.
const EXCHANGE: ExchangeLaw = ExchangeLaw {
    // Article 25(1): 14 days, the day of purchase not counted.
    days: 14,
    // Article 25(2): three days where there is nothing alike on sale. From memory.
    refund_days: 3,
    // Government Decree No. 2463 of 31 December 2020: the list of goods that are not exchanged. From memory, in part.
    excluded: &[
        Trait::TechnicallyComplex,
        Trait::SealedHygiene,
        Trait::CustomMade,
        Trait::Perishable,
    ],
};

/// Articles 18 to 22.
const GUARANTEE: GuaranteeLaw = GuaranteeLaw {
    // Article 19(1): two years where no warranty is set; (5): and within them after a shorter warranty, where the
    // consumer proves that the fault was there.
    months: 24,
    // Article 18(6): where no warranty is set the consumer shows that the fault was there; shops treat the two years
    // as presumed all the same, and so does this preset, in the customer's favour.
    presumed_months: 24,
    // Articles 18(6) and 19(1), (5): under a warranty the shop shows what it is not liable for; after a shorter one
    // the consumer does; a longer one prolongs the rights of Article 18.
    follows_warranty: true,
    // Article 18(1): the consumer's choice.
    remedies: &[
        Remedy::Replace,
        Remedy::Refund,
        Remedy::Repair,
        Remedy::PartialRefund,
    ],
    at_first: None,
    repair_may_be_refused: false,
    second_step: false,
    // Article 18(1): technically complex goods are replaced or paid back within 15 days; later only for a
    // substantial fault, a late repair, or over 30 days a year in repair, which a person has to find.
    complex: Some((15, &[Remedy::Repair, Remedy::PartialRefund])),
    // Article 22: ten days.
    refund_days: Some(10),
    // Article 20(1): at most 45 days.
    repair_days: Some(45),
    // Article 21(1): seven days; 20 with an inspection.
    replace_days: Some(7),
    // Articles 20(2) and 21(1): three days from asking. From memory.
    loaner_days: Some(3),
};

/// For sales from 1 January 2021 (Decree No. 2463).
const LAW: Law = Law {
    id: "ru",
    valid_from: Date::of(2021, 1, 1),
    countries: &["RU"],
    withdrawal: Some(WITHDRAWAL),
    exchange: Some(EXCHANGE),
    guarantee: GUARANTEE,
    // Civil Code, Article 193. From memory.
    ends_on_working_day: true,
    holidays: &HOLIDAYS,
    decide_days: None,
    // Rospotrebnadzor takes complaints.
    dispute_body: true,
};

pub(super) static VERSIONS: [Law; 1] = [LAW];
