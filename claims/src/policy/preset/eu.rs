//! `eu`: the law of the Union that every member state has at least.

use crate::{
    civil::Date,
    order::Trait,
    policy::law::{AfterService, GuaranteeLaw, Holidays, Law, NotTold, WithdrawalLaw},
    verdict::{Payer, Remedy},
};

/// The versions of the Union's law, the oldest first.
pub(super) fn laws() -> Vec<Law> {
    vec![before_2022(), law()]
}

/// For sales from 1 January 2022 (Article 24 of Directive 2019/771).
pub(super) fn law() -> Law {
    Law {
        id: "eu".to_owned(),
        valid_from: Date::of(2022, 1, 1),
        withdrawal: Some(withdrawal()),
        exchange: None,
        guarantee: Some(guarantee()),
        // Regulation (EEC, Euratom) No 1182/71, Article 3(4).
        ends_on_working_day: true,
        // Holidays of nearly all member states; country presets name their own. From memory.
        holidays: Holidays {
            fixed: vec![(1, 1), (5, 1), (12, 25), (12, 26)],
            easter: vec![1],
            orthodox: Vec::new(),
        },
        decide_days: None,
        silence_accepts: false,
        // Directive 2013/11/EU: every member state has bodies for disputes out of court.
        dispute_body: true,
        told: Vec::new(),
    }
}

/// Before: Directive 1999/44/EC, with two years of guarantee and a presumption of six months (Article 5(3)).
fn before_2022() -> Law {
    Law {
        // Directive 2011/83/EU holds for contracts from 13 June 2014 (Article 28(2)).
        valid_from: Date::of(2014, 6, 13),
        guarantee: Some(GuaranteeLaw {
            presumed_months: 6,
            ..guarantee()
        }),
        ..law()
    }
}

/// Directive 2011/83/EU (consumer rights), Articles 9 to 16.
pub(super) fn withdrawal() -> WithdrawalLaw {
    WithdrawalLaw {
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
        // Article 16 (c), (d), (m); (d) from memory.
        excluded: vec![Trait::CustomMade, Trait::Perishable, Trait::DigitalStarted],
        // Article 16 (e), (i); (e) from memory.
        excluded_unsealed: vec![Trait::SealedHygiene, Trait::SealedMedia],
    }
}

/// Directive (EU) 2019/771 (sale of goods), Articles 10 to 16.
pub(super) fn guarantee() -> GuaranteeLaw {
    GuaranteeLaw {
        // Article 10(1): two years from delivery.
        months: Some(24),
        // Article 11(1): one year.
        presumed_months: 12,
        follows_warranty: false,
        // Article 13(2): repair or replacement, the consumer's choice.
        remedies: vec![Remedy::Repair, Remedy::Replace],
        // Article 13(4): price reduction or termination where the first step fails.
        second: vec![Remedy::PartialRefund, Remedy::Refund],
        // Article 13(4)(b): a fault that appears although the seller attempted to mend it.
        attempts: 1,
        serious_opens_second: false,
        at_first: None,
        // Article 13(2): unless impossible or at disproportionate cost.
        repair_may_be_refused: true,
        complex: None,
        after: AfterService::default(),
        // Article 14(1)(b): within a reasonable time; no number.
        refund_days: None,
        repair_days: None,
        replace_days: None,
        replace_days_inspected: None,
        loaner: false,
        loaner_days: None,
        penalty_percent_a_day: None,
    }
}
