//! `ru`: Russia. Law No. 2300-1 "On the protection of consumers' rights".

use crate::{
    civil::Date,
    order::Trait,
    policy::law::{
        AfterService, Clock, ComplexLaw, ExchangeLaw, FailedBy, GuaranteeLaw, Holidays, Law,
        NotTold, Restarts, WithdrawalLaw,
    },
    verdict::{Payer, Remedy},
};

/// The versions, the oldest first.
pub(super) fn laws() -> Vec<Law> {
    vec![law()]
}

/// For sales from 1 January 2021 (Decree No. 2463).
fn law() -> Law {
    Law {
        id: "ru".to_owned(),
        valid_from: Date::of(2021, 1, 1),
        withdrawal: Some(withdrawal()),
        exchange: Some(exchange()),
        guarantee: Some(guarantee()),
        // Civil Code, Article 193. From memory.
        ends_on_working_day: true,
        // Labour Code, Article 112. From memory.
        holidays: Holidays {
            fixed: vec![
                (1, 1),
                (1, 2),
                (1, 3),
                (1, 4),
                (1, 5),
                (1, 6),
                (1, 7),
                (1, 8),
                (2, 23),
                (3, 8),
                (5, 1),
                (5, 9),
                (6, 12),
                (11, 4),
            ],
            ..Holidays::default()
        },
        decide_days: None,
        silence_accepts: false,
        // Rospotrebnadzor takes complaints.
        dispute_body: true,
        told: Vec::new(),
    }
}

/// Article 26.1 (distance sale).
fn withdrawal() -> WithdrawalLaw {
    WithdrawalLaw {
        // Article 26.1(4): within seven days after delivery.
        days: 7,
        from_order: Vec::new(),
        // Article 26.1(4): three months from delivery. From memory.
        not_told: NotTold::MonthsInstead(3),
        // Article 26.1(4): the money back, less the cost of return delivery.
        return_shipping: Payer::Customer,
        costs_need_telling: false,
        // Article 26.1(4): ten days from the demand.
        refund_days: 10,
        send_back_days: None,
        // Article 26.1(4): goods with individually defined properties that only this buyer can use. From memory.
        excluded: vec![Trait::CustomMade],
        excluded_unsealed: Vec::new(),
    }
}

/// Article 25: sound goods of the wrong shape, size, style, colour.
fn exchange() -> ExchangeLaw {
    ExchangeLaw {
        // Article 25(1): 14 days, the day of purchase not counted.
        days: 14,
        // Article 25(2): three days where there is nothing alike on sale. From memory.
        refund_days: 3,
        // Government Decree No. 2463 of 31 December 2020: the list of goods that are not exchanged. From memory, in
        // part.
        excluded: vec![
            Trait::TechnicallyComplex,
            Trait::SealedHygiene,
            Trait::CustomMade,
            Trait::Perishable,
        ],
    }
}

/// Articles 18 to 22.
fn guarantee() -> GuaranteeLaw {
    GuaranteeLaw {
        // Article 19(1): two years where no warranty is set; (5): and within them after a shorter warranty, where the
        // consumer proves that the fault was there.
        months: Some(24),
        // Article 18(6): where no warranty is set the consumer shows that the fault was there; shops treat the two
        // years as presumed all the same, and so does this preset, in the customer's favour.
        presumed_months: 24,
        presumed_with_delivery: false,
        // Articles 18(6) and 19(1), (5): under a warranty the shop shows what it is not liable for; after a shorter
        // one the consumer does; a longer one prolongs the rights of Article 18.
        follows_warranty: true,
        // Article 18(1): the consumer's choice.
        remedies: vec![
            Remedy::Replace,
            Remedy::Refund,
            Remedy::Repair,
            Remedy::PartialRefund,
        ],
        second: Vec::new(),
        attempts: 0,
        // Preamble: a substantial fault is one that shows again after it was mended.
        failed_by: FailedBy::SameFault,
        serious_opens_second: false,
        at_first: None,
        repair_may_be_refused: false,
        complex: Some(ComplexLaw {
            // Article 18(1): technically complex goods are replaced or paid back within 15 days; later only for a
            // substantial fault, a late repair, or over 30 days a year in repair.
            days: 15,
            remedies: vec![Remedy::Repair, Remedy::PartialRefund],
            days_in_repair_a_year: 30,
        }),
        after: AfterService {
            repair_adds_months: Vec::new(),
            // Article 20(3): the warranty is extended by the time from the demand to the day the goods are handed out.
            clock_stops: vec![Clock::Guarantee, Clock::Presumption, Clock::Warranty],
            // Article 21(2), second paragraph: the warranty starts anew with the replacement.
            replacement_restarts: Restarts::Always,
            same_fault: None,
        },
        // Article 22: ten days.
        refund_days: Some(10),
        refund_from_agreement: false,
        // Article 20(1): at most 45 days.
        repair_days: Some(45),
        // Article 21(1): seven days; 20 with an inspection. A month where it has to come from far away is left to
        // rules.
        replace_days: Some(7),
        replace_days_inspected: Some(20),
        loaner: true,
        // Articles 20(2) and 21(1): three days from asking. From memory.
        loaner_days: Some(3),
        // Article 23(1): one per cent a day.
        penalty_percent_a_day: Some(1),
    }
}
