//! `ua`: Ukraine. Law No. 1023-XII "On the protection of consumers' rights".

use crate::{
    civil::Date,
    order::Trait,
    policy::law::{
        AfterService, Clock, ExchangeLaw, FailedBy, GuaranteeLaw, Holidays, Law, NotTold, Restarts,
        WithdrawalLaw,
    },
    verdict::{Payer, Remedy},
};

/// The versions, the oldest first: for sales from 13 January 2006, when the wording of these articles came into
/// force. From memory.
pub(super) fn laws() -> Vec<Law> {
    vec![Law {
        id: "ua".to_owned(),
        valid_from: Date::of(2006, 1, 13),
        withdrawal: Some(withdrawal()),
        exchange: Some(exchange()),
        guarantee: Some(guarantee()),
        // Civil Code, Article 254(5). From memory.
        ends_on_working_day: true,
        // Labour Code, Article 73; the days off after Easter and Trinity Sunday (Article 67). They are suspended under
        // martial law, and kept here in the customer's favour. From memory.
        holidays: Holidays {
            fixed: vec![
                (1, 1),
                (3, 8),
                (5, 1),
                (5, 8),
                (6, 28),
                (7, 15),
                (8, 24),
                (10, 1),
                (12, 25),
            ],
            orthodox: vec![1, 50],
            ..Holidays::default()
        },
        decide_days: None,
        silence_accepts: false,
        // The consumer protection service (Derzhprodspozhyvsluzhba) takes complaints.
        dispute_body: true,
        told: Vec::new(),
    }]
}

/// Article 13 (distance sale).
fn withdrawal() -> WithdrawalLaw {
    WithdrawalLaw {
        // Article 13(4): 14 days.
        days: 14,
        from_order: Vec::new(),
        // Article 13(4): 90 days where the confirmation was missing or defective.
        not_told: NotTold::DaysInstead(90),
        // From memory.
        return_shipping: Payer::Customer,
        costs_need_telling: false,
        // 30 days. From memory.
        refund_days: 30,
        send_back_days: None,
        // Article 13(5). From memory.
        excluded: vec![
            Trait::CustomMade,
            Trait::Perishable,
            Trait::DigitalStarted,
            Trait::Periodical,
        ],
        excluded_unsealed: vec![Trait::SealedMedia],
    }
}

/// Article 9: sound goods of the wrong shape, size, style, colour.
fn exchange() -> ExchangeLaw {
    ExchangeLaw {
        // Article 9(1): 14 days, the day of purchase not counted.
        days: 14,
        // Article 9(2): seven days where there is nothing alike on sale. From memory.
        refund_days: 7,
        // Cabinet Decree No. 172 of 19 March 1994, annex 3: the list of goods that are not exchanged. From memory, in
        // part.
        excluded: vec![
            Trait::SealedHygiene,
            Trait::CustomMade,
            Trait::Perishable,
            Trait::Periodical,
        ],
    }
}

/// Articles 7 and 8.
fn guarantee() -> GuaranteeLaw {
    GuaranteeLaw {
        // The warranty; two years where none is set. The two years from memory.
        months: Some(24),
        presumed_months: 24,
        presumed_with_delivery: false,
        follows_warranty: true,
        // Article 8(1): repair or a lower price.
        remedies: vec![Remedy::Repair, Remedy::PartialRefund],
        // Article 8(1): for a substantial fault (one that comes back, or takes more than 14 days to mend), money back
        // or a replacement.
        second: vec![Remedy::Refund, Remedy::Replace],
        attempts: 1,
        failed_by: FailedBy::SameFault,
        serious_opens_second: true,
        at_first: None,
        repair_may_be_refused: false,
        complex: None,
        after: AfterService {
            repair_adds_months: Vec::new(),
            // Article 7: extended by the repair, anew with a replacement. From memory.
            clock_stops: vec![Clock::Guarantee, Clock::Presumption, Clock::Warranty],
            replacement_restarts: Restarts::Always,
            same_fault: None,
        },
        refund_days: None,
        refund_from_agreement: false,
        // Article 8(9): 14 days. From memory.
        repair_days: Some(14),
        replace_days: None,
        replace_days_inspected: None,
        // Article 8(9): for the time of repair, on demand; no number of days. From memory.
        loaner: true,
        loaner_days: None,
        // Article 8(9): one per cent a day. From memory.
        penalty_percent_a_day: Some(1),
    }
}
