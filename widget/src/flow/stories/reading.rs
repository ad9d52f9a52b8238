//! The answers of the edge, against the types they are written from.

use super::{found, granted, money, shop, shop_answer, tree, view};
use crate::{flow::Grant, json::Tree};
use claims::verdict::{Entitlement, Payer, Remedy};
use serde_json::json;

#[test]
fn the_policy_comes_through_as_it_was() {
    let answer = shop_answer(|_| {});
    assert!(!answer.policy.rules.is_empty() && !answer.policy.problems.is_empty());
    assert_eq!(shop().policy, answer.policy);
    assert_eq!(shop().limits, answer.limits);
    assert_eq!(shop().name, "Lumen Lampes");
    assert_eq!(shop().time_zone, "Europe/Paris");
    assert!(shop().orders_looked_up);
}

#[test]
fn the_law_of_every_country_comes_through_as_it_was() {
    for (preset, country) in [
        ("eu", "LU"),
        ("fr", "FR"),
        ("de", "DE"),
        ("es", "ES"),
        ("cz", "CZ"),
        ("pt", "PT"),
        ("pl", "PL"),
        ("ie", "IE"),
        ("uk", "GB"),
        ("ru", "RU"),
        ("ua", "UA"),
        ("au", "AU"),
        ("us", "US"),
    ] {
        let answer = shop_answer(|file| {
            file.shop["country"] = json!(country);
            file.policy["preset"] = json!(preset);
        });
        assert!(!answer.policy.laws.is_empty());
        assert_eq!(
            crate::read::shop(&tree(&answer)).policy.laws,
            answer.policy.laws
        );
    }
}

#[test]
fn what_was_repaired_before_comes_through() {
    let line = json!({
        "id": "1", "title": "Lamp", "quantity": 1, "warranty_months": 36,
        "traits": ["periodical", "regular_delivery"],
        "history": [
            { "kind": "repair", "problem": "defective", "from": "2026-01-10", "until": "2026-01-20" },
            { "kind": "replacement", "instead_of": "repair", "from": "2026-11-20" },
        ],
    });
    let expected: claims::order::OrderLine = serde_json::from_value(line.clone()).unwrap();
    let found = super::world::found_of(&json!({
        "number": "LL-1", "placed_on": "2026-01-01", "country": "FR", "currency": "EUR", "lines": [line],
    }));
    assert_eq!(found.order.lines, [expected]);
}

#[test]
fn an_order_comes_through_with_its_lines_and_open_units() {
    let found = found("2026-10-24");
    assert_eq!(found.order.lines.len(), 3);
    assert!(found.order.verified && found.order.informed_of_withdrawal);
    assert_eq!(found.order.lines[1].category.as_deref(), Some("battery"));
    assert_eq!(found.open_units[2], ("3".to_owned(), 3));
    assert_eq!(found.today.to_string(), "2026-11-21");
}

#[test]
fn an_answer_that_is_another_kind_of_answer_is_none() {
    for tree in [
        Tree::Nothing,
        tree(&json!({})),
        tree(&json!([])),
        tree(&json!({ "claim": {} })),
    ] {
        assert!(crate::read::found(&tree).is_none());
        assert!(crate::read::filed(&tree).is_none());
        assert!(crate::read::view(&tree).is_none());
        assert!(crate::read::problem(&tree).is_none());
    }
}

#[test]
fn a_claim_comes_through_with_what_happened() {
    let view = view(&json!({
        "timeline": [
            { "seq": 1, "at": "2026-11-21T10:00:00.000Z", "by": "customer", "type": "claim.submitted" },
            { "seq": 2, "at": "2026-11-21T11:00:00.000Z", "by": "shop", "type": "message.sent", "text": "Hello" },
        ],
        "offer": { "remedy": "coupon" }, "missing_evidence": ["photo", "receipt"],
    }));
    let told = view.followed();
    let kinds: Vec<_> = told
        .timeline
        .iter()
        .map(|event| event.kind.as_str())
        .collect();
    assert_eq!(kinds, ["claim.submitted", "message.sent"]);
    assert_eq!(told.timeline[1].text.as_deref(), Some("Hello"));
    assert_eq!(view.missing_evidence.len(), 2);
    assert!(told.offer.is_some());
}

#[test]
fn what_a_claim_is_granted_is_the_same_from_the_edge_s_answer_as_from_the_page_s_own_verdict() {
    let all = json!({
        "until": "2027-01-01", "evidence": ["photo"], "fee": money(500), "bonus": money(700), "keep_item": true,
        "loaner": true, "drop_off": ["Kiosk"], "return_shipping": "shop",
        "deadlines": { "refund": "2026-11-23", "repair": "2026-11-24", "replace": "2026-11-25", "loaner": "2026-11-26" },
    });
    for remedy in [
        "repair",
        "refund",
        "partial_refund",
        "replace",
        "exchange",
        "spare_part",
        "store_credit",
    ] {
        let changes = granted(remedy, &all);
        let written = changes["verdict"]["lines"][0]["entitlements"][1].clone();
        let ground: Entitlement = serde_json::from_value(written).unwrap();
        let expected = Grant::of(&ground, ground.remedies[0]);
        assert_eq!(view(&changes).granted(0), Some(&expected), "{remedy}");
    }
}

#[test]
fn what_the_shop_grants_beyond_every_ground_stands_on_the_best() {
    let mut changes = granted("repair", &json!({}));
    changes["lines"][0]["outcome"]["remedy"] = json!("exchange");
    let view = view(&changes);
    let grant = view.granted(0).unwrap();
    assert_eq!(grant.remedy, Remedy::Exchange);
    assert_eq!(
        grant.return_shipping,
        Payer::Shop,
        "that of the first ground"
    );
}

#[test]
fn nothing_is_granted_before_it_is_decided_or_once_it_is_over() {
    for (name, value) in [
        ("status", json!("received")),
        ("status", json!("resolved")),
        ("lines", json!([])),
    ] {
        let mut changes = granted("repair", &json!({}));
        changes[name] = value;
        assert_eq!(view(&changes).granted(0), None, "{name}");
    }
}
