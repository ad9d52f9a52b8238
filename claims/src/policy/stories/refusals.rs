//! Where nothing is granted, the customer reads what is still possible.

use crate::{
    order::{Buyer, Trait},
    policy::{
        Policy,
        preset::PRESETS,
        sample::{claimed, judged, order, policy},
    },
    texts::{LANGUAGES, texts},
    verdict::{Decision, LineVerdict},
    words::{KINDS, TRAITS},
};
use std::collections::BTreeSet;

/// The reasons by which a way is closed.
const CLOSED: [&str; 20] = [
    "withdrawal.over",
    "withdrawal.business",
    "withdrawal.custom_made",
    "withdrawal.perishable",
    "withdrawal.sealed_hygiene",
    "withdrawal.sealed_media",
    "withdrawal.digital_started",
    "withdrawal.dated_leisure",
    "withdrawal.periodical",
    "withdrawal.urgent_repair",
    "withdrawal.regular_delivery",
    "withdrawal.none",
    "exchange.over",
    "exchange.used",
    "exchange.excluded",
    "conformity.over",
    "conformity.business",
    "warranty.over",
    "transit.over",
    "out_of_policy.decline",
];

/// Shops that help as little as they may, and one that is kind, under every law.
fn shops() -> Vec<Policy> {
    let refuses = "[[vars.RULES]]\nid = \"no\"\nthen = { decision = \"decline\" }\n";
    let mut shops = Vec::new();
    for terms in [
        "out_of_policy = \"decline\"\nwarranty = { months = 6 }\n".to_owned(),
        "out_of_policy = \"review\"\n".to_owned(),
        ["out_of_policy = \"decline\"\n", refuses].concat(),
        ["out_of_policy = \"goodwill\"\n", refuses].concat(),
    ] {
        let shop = policy(&["preset = \"fr\"\n", &terms].concat());
        shops.extend(PRESETS.iter().map(|preset| Policy {
            laws: (preset.laws)(),
            ..shop.clone()
        }));
    }
    shops
}

/// Verdicts on every kind of problem, of goods of every trait, new and old, for consumers and businesses.
fn verdicts(shop: &Policy) -> Vec<LineVerdict> {
    let mut verdicts = Vec::new();
    for held in TRAITS.iter().map(|(_, held)| Some(*held)).chain([None]) {
        for (kind, _) in KINDS {
            for (delivered, buyer) in [
                ("2026-11-10", Buyer::Consumer),
                ("2026-11-10", Buyer::Business),
                ("2015-11-10", Buyer::Consumer),
            ] {
                verdicts.push(on(shop, kind, held, delivered, buyer));
            }
        }
    }
    verdicts
}

fn on(
    shop: &Policy,
    kind: &str,
    held: Option<Trait>,
    delivered: &str,
    buyer: Buyer,
) -> LineVerdict {
    let mut order = order(delivered);
    order.buyer = buyer;
    for line in &mut order.lines {
        line.traits.extend(held);
    }
    let mut claimed = claimed(kind);
    claimed.opened = true;
    claimed.seal_broken = true;
    judged(shop, &order, &claimed, "2026-11-21")
}

#[test]
fn a_refusal_always_names_what_is_still_possible() {
    let mut closed = BTreeSet::new();
    for shop in shops() {
        for verdict in verdicts(&shop) {
            let is_refused = verdict.entitlements.is_empty();
            assert!(
                is_refused || verdict.decision != Decision::Decline,
                "{verdict:?}"
            );
            if !is_refused {
                continue;
            }
            assert!(!verdict.still_possible.is_empty(), "{verdict:?}");
            closed.extend(verdict.reasons.into_iter().map(|reason| reason.rule));
            for way in verdict.still_possible {
                let way = serde_json::to_value(way).unwrap();
                let key = format!("still_possible.{}", way.as_str().unwrap());
                for language in LANGUAGES {
                    assert!(texts(language).contains_key(&key), "{language} lacks {key}");
                }
            }
        }
    }
    for reason in CLOSED {
        assert!(
            closed.contains(reason),
            "no refusal for {reason}: {closed:?}"
        );
    }
}
