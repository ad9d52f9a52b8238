//! The words of the fixed lists, as JSON and the policy write them: one place for reading, checking and texts.

#[cfg(test)]
use crate::verdict::Basis;
use crate::{
    order::{Buyer, ServiceKind, Trait},
    problem::{EvidenceKind, ProblemKind},
    verdict::{Decision, Payer, Remedy},
};

pub(crate) const REMEDIES: [(&str, Remedy); 8] = [
    ("repair", Remedy::Repair),
    ("replace", Remedy::Replace),
    ("exchange", Remedy::Exchange),
    ("refund", Remedy::Refund),
    ("partial_refund", Remedy::PartialRefund),
    ("store_credit", Remedy::StoreCredit),
    ("spare_part", Remedy::SparePart),
    ("coupon", Remedy::Coupon),
];

pub(crate) const EVIDENCE: [(&str, EvidenceKind); 5] = [
    ("photo", EvidenceKind::Photo),
    ("video", EvidenceKind::Video),
    ("receipt", EvidenceKind::Receipt),
    ("serial", EvidenceKind::Serial),
    ("statement", EvidenceKind::Statement),
];

pub(crate) const KINDS: [(&str, ProblemKind); 8] = [
    ("changed_mind", ProblemKind::ChangedMind),
    ("does_not_fit", ProblemKind::DoesNotFit),
    ("not_as_described", ProblemKind::NotAsDescribed),
    ("defective", ProblemKind::Defective),
    ("damaged_in_transit", ProblemKind::DamagedInTransit),
    ("wrong_item", ProblemKind::WrongItem),
    ("missing_parts", ProblemKind::MissingParts),
    ("other", ProblemKind::Other),
];

#[cfg(test)]
pub(crate) const BASES: [(&str, Basis); 6] = [
    ("withdrawal", Basis::Withdrawal),
    ("exchange", Basis::Exchange),
    ("conformity", Basis::Conformity),
    ("warranty", Basis::Warranty),
    ("transit", Basis::Transit),
    ("goodwill", Basis::Goodwill),
];

pub(crate) const DECISIONS: [(&str, Decision); 3] = [
    ("approve", Decision::Approve),
    ("review", Decision::Review),
    ("decline", Decision::Decline),
];

pub(crate) const PAYERS: [(&str, Payer); 2] =
    [("shop", Payer::Shop), ("customer", Payer::Customer)];

pub(crate) const BUYERS: [(&str, Buyer); 2] =
    [("consumer", Buyer::Consumer), ("business", Buyer::Business)];

pub(crate) const SERVICES: [(&str, ServiceKind); 2] = [
    ("repair", ServiceKind::Repair),
    ("replacement", ServiceKind::Replacement),
];

pub(crate) const TRAITS: [(&str, Trait); 13] = [
    ("digital", Trait::Digital),
    ("perishable", Trait::Perishable),
    ("sealed_hygiene", Trait::SealedHygiene),
    ("sealed_media", Trait::SealedMedia),
    ("custom_made", Trait::CustomMade),
    ("final_sale", Trait::FinalSale),
    ("oversized", Trait::Oversized),
    ("technically_complex", Trait::TechnicallyComplex),
    ("digital_started", Trait::DigitalStarted),
    ("dated_leisure", Trait::DatedLeisure),
    ("periodical", Trait::Periodical),
    ("urgent_repair", Trait::UrgentRepair),
    ("regular_delivery", Trait::RegularDelivery),
];

/// The word of `value`; every value of these lists has one (see the tests).
pub(crate) fn word<T: PartialEq>(words: &[(&'static str, T)], value: &T) -> &'static str {
    words
        .iter()
        .find(|(_, known)| known == value)
        .map_or("", |(word, _)| *word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::{Serialize, de::DeserializeOwned};

    fn same_as_json<T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(
        words: &[(&'static str, T)],
    ) {
        for (name, value) in words {
            let json = serde_json::to_value(value).unwrap();
            assert_eq!(json, *name);
            assert_eq!(&serde_json::from_value::<T>(json).unwrap(), value);
            assert_eq!(word(words, value), *name);
        }
        let refused = serde_json::from_str::<T>("\"?\"").unwrap_err().to_string();
        assert_eq!(
            refused.matches('`').count() / 2,
            words.len() + 1,
            "{refused}: every value has its word"
        );
    }

    #[test]
    fn every_list_has_every_value_under_its_json_name() {
        same_as_json(&REMEDIES);
        same_as_json(&EVIDENCE);
        same_as_json(&KINDS);
        same_as_json(&BASES);
        same_as_json(&DECISIONS);
        same_as_json(&PAYERS);
        same_as_json(&BUYERS);
        same_as_json(&SERVICES);
        same_as_json(&TRAITS);
    }
}
