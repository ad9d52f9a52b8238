//! `eu`: the law of the Union that every member state has at least.

use crate::{
    civil::Date,
    order::Trait,
    policy::law::{
        AfterService, FailedBy, GuaranteeLaw, Holidays, Law, NotTold, Told, WithdrawalLaw,
    },
    verdict::{Payer, Remedy},
};

/// The versions of the Union's law, the oldest first.
pub(super) fn laws() -> Vec<Law> {
    vec![
        before_2022(),
        law(),
        with_withdrawal_function(),
        with_longer_guarantee_after_repair(),
    ]
}

/// The law of a member state for orders from that day: the Union's versions with its own holidays and changes.
pub(super) fn in_country(
    id: &str,
    from: Date,
    holidays: &Holidays,
    change: fn(Law) -> Law,
) -> Vec<Law> {
    let mut versions = laws();
    while versions.get(1).is_some_and(|next| next.valid_from <= from) {
        versions.remove(0);
    }
    let of_country = |law: Law| {
        change(Law {
            id: id.to_owned(),
            valid_from: law.valid_from.max(from),
            holidays: holidays.clone(),
            ..law
        })
    };
    versions.into_iter().map(of_country).collect()
}

/// A version whose legal guarantee differs.
pub(super) fn with_guarantee(law: Law, change: fn(GuaranteeLaw) -> GuaranteeLaw) -> Law {
    Law {
        guarantee: law.guarantee.map(change),
        ..law
    }
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
            ..Holidays::default()
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
            // Article 3(5): where the seller "has not completed the remedy", which is about the fault it was for.
            failed_by: FailedBy::SameFault,
            ..guarantee()
        }),
        ..law()
    }
}

/// For sales from 19 June 2026: Directive (EU) 2023/2673 brings the function "withdraw from contract here" and "confirm
/// withdrawal", with an acknowledgement of content, date and time.
fn with_withdrawal_function() -> Law {
    Law {
        valid_from: Date::of(2026, 6, 19),
        told: vec![Told::WithdrawalFunction],
        ..law()
    }
}

/// For sales from 31 July 2026: Directive (EU) 2024/1799 (repair of goods), Article 21. Choice and extension are told
/// before the remedy.
fn with_longer_guarantee_after_repair() -> Law {
    Law {
        valid_from: Date::of(2026, 7, 31),
        told: vec![Told::WithdrawalFunction, Told::RepairExtends],
        guarantee: Some(GuaranteeLaw {
            after: AfterService {
                // Twelve months, once.
                repair_adds_months: vec![12, 0],
                ..AfterService::default()
            },
            ..guarantee()
        }),
        ..law()
    }
}

/// What a country whose guarantee is longer than two years may have opted out of, and is taken to have: the twelve
/// months after a repair.
pub(super) fn opted_out(after: AfterService) -> AfterService {
    AfterService {
        repair_adds_months: Vec::new(),
        ..after
    }
}

/// Directive 2011/83/EU (consumer rights), Articles 9 to 16.
pub(super) fn withdrawal() -> WithdrawalLaw {
    WithdrawalLaw {
        // Article 9(1) and (2)(b): 14 days from the delivery of the last good of the order.
        days: 14,
        // Article 9(2)(c): digital content not on a tangible medium, from the conclusion of the contract.
        from_order: vec![Trait::Digital],
        // Article 10(1): twelve months from the end of that period.
        not_told: NotTold::MonthsMore(12),
        // Article 14(1): the consumer, unless the trader agreed to or did not say so.
        return_shipping: Payer::Customer,
        // Article 6(6) and 14(1): who was not told of the costs does not bear them. Article 14(2): the consumer is liable
        // for diminished value by handling beyond what is necessary to try the goods, if told of the right.
        costs_need_telling: true,
        // Article 13(1): 14 days from the notice, outbound delivery included.
        refund_days: 14,
        // Article 14(1): 14 days from the notice. From memory.
        send_back_days: Some(14),
        // Article 16 (c), (d), (m), (l), (j), (h) and Article 3(3)(j), in this order; (d), (j) and Article 3(3)(j)
        // (food and drink on regular rounds) from memory.
        excluded: vec![
            Trait::CustomMade,
            Trait::Perishable,
            Trait::DigitalStarted,
            Trait::DatedLeisure,
            Trait::Periodical,
            Trait::UrgentRepair,
            Trait::RegularDelivery,
        ],
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
        presumed_with_delivery: false,
        follows_warranty: false,
        // Article 13(2): repair or replacement, the consumer's choice.
        remedies: vec![Remedy::Repair, Remedy::Replace],
        // Article 13(4): price reduction or termination where the first step fails.
        second: vec![Remedy::PartialRefund, Remedy::Refund],
        // Article 13(4)(b): "a lack of conformity appears despite the seller having attempted to bring the goods into
        // conformity": a lack of conformity, not that one. Germany (§ 475d(1) no. 2: "ein Mangel"), Spain (article 119
        // d): "cualquier falta") and Ireland (section 26(1)(b): "the same or a different lack") write it in like this;
        // those that ask for the same fault say so in their preset.
        attempts: 1,
        failed_by: FailedBy::AnyFault,
        serious_opens_second: false,
        at_first: None,
        // Article 13(2): unless impossible or at disproportionate cost.
        repair_may_be_refused: true,
        complex: None,
        after: AfterService::default(),
        // Article 14(1)(b): within a reasonable time; no number.
        refund_days: None,
        refund_from_agreement: false,
        repair_days: None,
        replace_days: None,
        replace_days_inspected: None,
        loaner: false,
        loaner_days: None,
        penalty_percent_a_day: None,
    }
}
