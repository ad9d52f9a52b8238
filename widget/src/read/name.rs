//! The words of the fixed lists, as JSON writes them.

use crate::json::Tree;
use claims::{
    claim::Actor,
    order::{Buyer, ServiceKind, Trait},
    policy::{Deadline, OutOfPolicy, Told, WindowFrom},
    problem::{EvidenceKind, ProblemKind},
    verdict::{Basis, Decision, Payer, Remedy, StillPossible},
};

fn find<T: Copy>(tree: &Tree, all: &[T], name: fn(T) -> &'static str) -> Option<T> {
    let text = tree.as_str()?;
    all.iter().find(|one| name(**one) == text).copied()
}

/// `refund`, ...
#[must_use]
pub fn remedy_name(remedy: Remedy) -> &'static str {
    match remedy {
        Remedy::Repair => "repair",
        Remedy::Replace => "replace",
        Remedy::Exchange => "exchange",
        Remedy::Refund => "refund",
        Remedy::PartialRefund => "partial_refund",
        Remedy::StoreCredit => "store_credit",
        Remedy::SparePart => "spare_part",
        Remedy::Coupon => "coupon",
    }
}

/// A remedy.
#[must_use]
pub fn remedy(tree: &Tree) -> Option<Remedy> {
    const ALL: [Remedy; 8] = [
        Remedy::Repair,
        Remedy::Replace,
        Remedy::Exchange,
        Remedy::Refund,
        Remedy::PartialRefund,
        Remedy::StoreCredit,
        Remedy::SparePart,
        Remedy::Coupon,
    ];
    find(tree, &ALL, remedy_name)
}

/// `photo`, ...
#[must_use]
pub fn kind_name(kind: EvidenceKind) -> &'static str {
    match kind {
        EvidenceKind::Photo => "photo",
        EvidenceKind::Video => "video",
        EvidenceKind::Receipt => "receipt",
        EvidenceKind::Serial => "serial",
        EvidenceKind::Statement => "statement",
    }
}

/// A kind of evidence.
#[must_use]
pub fn kind(tree: &Tree) -> Option<EvidenceKind> {
    const ALL: [EvidenceKind; 5] = [
        EvidenceKind::Photo,
        EvidenceKind::Video,
        EvidenceKind::Receipt,
        EvidenceKind::Serial,
        EvidenceKind::Statement,
    ];
    find(tree, &ALL, kind_name)
}

/// A kind of problem.
#[must_use]
pub fn problem_kind(tree: &Tree) -> Option<ProblemKind> {
    const ALL: [ProblemKind; 8] = [
        ProblemKind::ChangedMind,
        ProblemKind::DoesNotFit,
        ProblemKind::NotAsDescribed,
        ProblemKind::Defective,
        ProblemKind::DamagedInTransit,
        ProblemKind::WrongItem,
        ProblemKind::MissingParts,
        ProblemKind::Other,
    ];
    find(tree, &ALL, |kind| match kind {
        ProblemKind::ChangedMind => "changed_mind",
        ProblemKind::DoesNotFit => "does_not_fit",
        ProblemKind::NotAsDescribed => "not_as_described",
        ProblemKind::Defective => "defective",
        ProblemKind::DamagedInTransit => "damaged_in_transit",
        ProblemKind::WrongItem => "wrong_item",
        ProblemKind::MissingParts => "missing_parts",
        ProblemKind::Other => "other",
    })
}

/// `conformity`, ...
#[must_use]
pub fn basis_name(basis: Basis) -> &'static str {
    match basis {
        Basis::Withdrawal => "withdrawal",
        Basis::Exchange => "exchange",
        Basis::Conformity => "conformity",
        Basis::Warranty => "warranty",
        Basis::Transit => "transit",
        Basis::Goodwill => "goodwill",
    }
}

/// `human_review`, ...
#[must_use]
pub fn still_name(still: StillPossible) -> &'static str {
    match still {
        StillPossible::AnotherBasis => "another_basis",
        StillPossible::Goodwill => "goodwill",
        StillPossible::HumanReview => "human_review",
        StillPossible::DisputeBody => "dispute_body",
    }
}

/// A decision.
#[must_use]
pub fn decision(tree: &Tree) -> Option<Decision> {
    find(
        tree,
        &[Decision::Approve, Decision::Review, Decision::Decline],
        |decision| match decision {
            Decision::Approve => "approve",
            Decision::Review => "review",
            Decision::Decline => "decline",
        },
    )
}

pub(super) fn payer(tree: &Tree) -> Option<Payer> {
    find(tree, &[Payer::Shop, Payer::Customer], |payer| match payer {
        Payer::Shop => "shop",
        Payer::Customer => "customer",
    })
}

pub(super) fn deadline(tree: &Tree) -> Option<Deadline> {
    find(tree, &Deadline::ALL, Deadline::name)
}

pub(super) fn window_from(tree: &Tree) -> Option<WindowFrom> {
    find(
        tree,
        &[
            WindowFrom::Delivery,
            WindowFrom::Order,
            WindowFrom::LastDelivery,
        ],
        |from| match from {
            WindowFrom::Delivery => "delivery",
            WindowFrom::Order => "order",
            WindowFrom::LastDelivery => "last_delivery",
        },
    )
}

pub(super) fn buyer(tree: &Tree) -> Option<Buyer> {
    find(
        tree,
        &[Buyer::Consumer, Buyer::Business],
        |buyer| match buyer {
            Buyer::Consumer => "consumer",
            Buyer::Business => "business",
        },
    )
}

pub(super) fn out_of_policy(tree: &Tree) -> Option<OutOfPolicy> {
    find(
        tree,
        &[
            OutOfPolicy::Review,
            OutOfPolicy::Decline,
            OutOfPolicy::Goodwill,
        ],
        |out| match out {
            OutOfPolicy::Review => "review",
            OutOfPolicy::Decline => "decline",
            OutOfPolicy::Goodwill => "goodwill",
        },
    )
}

pub(super) fn actor(tree: &Tree) -> Option<Actor> {
    find(
        tree,
        &[Actor::Customer, Actor::Shop, Actor::Carrier, Actor::Nobody],
        crate::flow::actor_name,
    )
}

pub(super) fn service(tree: &Tree) -> Option<ServiceKind> {
    const ALL: [ServiceKind; 2] = [ServiceKind::Repair, ServiceKind::Replacement];
    find(tree, &ALL, |kind| match kind {
        ServiceKind::Repair => "repair",
        ServiceKind::Replacement => "replacement",
    })
}

pub(super) fn told(tree: &Tree) -> Option<Told> {
    const ALL: [Told; 4] = [
        Told::WithdrawalFunction,
        Told::RepairExtends,
        Told::CannotBeExcluded,
        Told::WrittenTerms,
    ];
    find(tree, &ALL, |told| match told {
        Told::WithdrawalFunction => "withdrawal_function",
        Told::RepairExtends => "repair_extends",
        Told::CannotBeExcluded => "cannot_be_excluded",
        Told::WrittenTerms => "written_terms",
    })
}

pub(super) fn line_trait(tree: &Tree) -> Option<Trait> {
    const ALL: [Trait; 13] = [
        Trait::Digital,
        Trait::DigitalStarted,
        Trait::Perishable,
        Trait::SealedHygiene,
        Trait::SealedMedia,
        Trait::CustomMade,
        Trait::FinalSale,
        Trait::Oversized,
        Trait::TechnicallyComplex,
        Trait::DatedLeisure,
        Trait::Periodical,
        Trait::UrgentRepair,
        Trait::RegularDelivery,
    ];
    find(tree, &ALL, |it| match it {
        Trait::Digital => "digital",
        Trait::DigitalStarted => "digital_started",
        Trait::Perishable => "perishable",
        Trait::SealedHygiene => "sealed_hygiene",
        Trait::SealedMedia => "sealed_media",
        Trait::CustomMade => "custom_made",
        Trait::FinalSale => "final_sale",
        Trait::Oversized => "oversized",
        Trait::TechnicallyComplex => "technically_complex",
        Trait::DatedLeisure => "dated_leisure",
        Trait::Periodical => "periodical",
        Trait::UrgentRepair => "urgent_repair",
        Trait::RegularDelivery => "regular_delivery",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_read_as_serde_writes_it() {
        fn same<T: serde::Serialize + std::fmt::Debug + PartialEq + Copy>(
            all: &[T],
            read: fn(&Tree) -> Option<T>,
        ) {
            for one in all {
                let written = serde_json::to_value(one)
                    .map(|value| value.as_str().unwrap_or_default().to_owned());
                assert_eq!(read(&Tree::Text(written.unwrap_or_default())), Some(*one));
            }
        }
        same(
            &[
                Remedy::Repair,
                Remedy::Replace,
                Remedy::Exchange,
                Remedy::Refund,
                Remedy::PartialRefund,
            ],
            remedy,
        );
        same(
            &[Remedy::StoreCredit, Remedy::SparePart, Remedy::Coupon],
            remedy,
        );
        same(
            &[
                EvidenceKind::Photo,
                EvidenceKind::Video,
                EvidenceKind::Receipt,
                EvidenceKind::Serial,
                EvidenceKind::Statement,
            ],
            kind,
        );
        same(
            &[
                ProblemKind::ChangedMind,
                ProblemKind::DoesNotFit,
                ProblemKind::NotAsDescribed,
                ProblemKind::Defective,
            ],
            problem_kind,
        );
        same(
            &[
                ProblemKind::DamagedInTransit,
                ProblemKind::WrongItem,
                ProblemKind::MissingParts,
                ProblemKind::Other,
            ],
            problem_kind,
        );
        same(
            &[Decision::Approve, Decision::Review, Decision::Decline],
            decision,
        );
        same(&[Payer::Shop, Payer::Customer], payer);
        same(&[ServiceKind::Repair, ServiceKind::Replacement], service);
        same(&[Buyer::Consumer, Buyer::Business], buyer);
        same(
            &[
                OutOfPolicy::Review,
                OutOfPolicy::Decline,
                OutOfPolicy::Goodwill,
            ],
            out_of_policy,
        );
        same(
            &[
                Told::WithdrawalFunction,
                Told::RepairExtends,
                Told::CannotBeExcluded,
                Told::WrittenTerms,
            ],
            told,
        );
        same(
            &[Actor::Customer, Actor::Shop, Actor::Carrier, Actor::Nobody],
            actor,
        );
        same(
            &[
                Trait::Digital,
                Trait::DigitalStarted,
                Trait::Perishable,
                Trait::SealedHygiene,
                Trait::SealedMedia,
            ],
            line_trait,
        );
        same(
            &[
                Trait::CustomMade,
                Trait::FinalSale,
                Trait::Oversized,
                Trait::TechnicallyComplex,
            ],
            line_trait,
        );
        same(
            &[
                Trait::DatedLeisure,
                Trait::Periodical,
                Trait::UrgentRepair,
                Trait::RegularDelivery,
            ],
            line_trait,
        );
        assert_eq!(remedy(&Tree::Text("nonsense".to_owned())), None);
    }
}
