//! The demo shop, orders, and answers as the edge writes them.

use crate::{
    flow::{Filed, Found, Picked, Shop, Trouble, View},
    json::{self, Tree},
    read,
};
use claims::{
    policy::file::{ConfigFile, check},
    timeline::ClaimView,
    wire::{FoundOrder, Limits, Problem, ShopAnswer},
};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// What serde writes of `value`, as the page reads it.
pub(crate) fn tree<T: serde::Serialize>(value: &T) -> Tree {
    json::read(&serde_json::to_string(value).unwrap()).unwrap()
}

/// `GET /v1/shop` of the demo shop, with what its owner may have set instead.
pub(crate) fn shop_answer(change: impl FnOnce(&mut ConfigFile)) -> ShopAnswer {
    let table: toml::Table = include_str!("../../../../examples/storefront-lamps/wrangler.toml")
        .parse()
        .unwrap();
    let whole: Value = serde_json::to_value(table).unwrap();
    let mut file = ConfigFile::of(whole["vars"].as_object().unwrap());
    change(&mut file);
    let checked = check(&file);
    let (shop, policy) = checked
        .config
        .unwrap_or_else(|| panic!("{:?}", checked.mistakes));
    ShopAnswer {
        shop,
        policy: policy.for_page(),
        orders_looked_up: true,
        limits: Limits::standard(),
        texts: BTreeMap::new(),
    }
}

pub(crate) fn shop() -> Shop {
    read::shop(&tree(&shop_answer(|_| {})))
}

/// The demo shop, but what is too late is turned down.
pub(crate) fn strict_shop() -> Shop {
    read::shop(&tree(&shop_answer(|file| {
        file.policy["out_of_policy"] = json!("decline");
    })))
}

/// A lamp, two batteries and three bulbs that came on `delivered_on`; it is 21 November 2026.
pub(crate) fn found(delivered_on: &str) -> Found {
    let line = |id: &str, title: &str, category: &str, quantity: u32, amount_minor: i64| {
        json!({
            "id": id, "sku": id, "title": title, "category": category, "quantity": quantity,
            "unit_price": { "amount_minor": amount_minor, "currency": "EUR" },
        })
    };
    found_of(&json!({
        "number": "LL-1001", "verified": true, "placed_on": "2023-01-10", "delivered_on": delivered_on,
        "country": "FR", "currency": "EUR",
        "lines": [
            line("1", "Desk lamp Alba", "lamp", 1, 8900),
            line("2", "Battery B2", "battery", 2, 4900),
            line("3", "Bulb E27", "bulb", 3, 1200),
        ],
    }))
}

/// The answer to a look-up that found this order.
pub(crate) fn found_of(order: &Value) -> Found {
    let answer: FoundOrder = serde_json::from_value(json!({
        "order_token": "order-token", "expires_at": "2026-11-21T23:00:00.000Z", "order": order,
        "open_units": { "1": 1, "2": 2, "3": 3 }, "today": "2026-11-21",
    }))
    .unwrap();
    read::found(&tree(&answer)).unwrap()
}

/// An order the shop could not look up.
pub(crate) fn unverified() -> Found {
    found_of(&json!({
        "number": "LL-9", "verified": false, "placed_on": "2026-11-21", "country": "FR", "currency": "EUR", "lines": [],
    }))
}

/// A claim as the edge shows it, with `changes` to its fields.
pub(crate) fn view(changes: &Value) -> View {
    let mut claim = json!({
        "number": "K7QX-2MPD", "created_at": "2026-11-21T10:00:00.000Z", "updated_at": "2026-11-21T10:00:00.000Z",
        "status": "received", "goods": "not_required",
        "next": { "actor": "shop", "action": "answer", "due": "2026-11-22T10:00:00.000Z" },
        "locale": "en", "order_number": "LL-1001",
        "lines": [{
            "line": "1", "title": "Desk lamp Alba", "quantity": 1, "problem": "Does not light up", "requested": "repair",
        }],
        "verdict": { "policy_version": "1", "decision": "review", "lines": [] },
        "missing_evidence": [], "evidence": [],
        "timeline": [{ "seq": 1, "at": "2026-11-21T10:00:00.000Z", "by": "customer", "type": "claim.submitted" }],
        "contact": { "name": "Claire Aubry", "email": "sav@lumen.example" },
    });
    for (name, value) in changes.as_object().unwrap() {
        claim[name] = value.clone();
    }
    let claim: ClaimView = serde_json::from_value(claim).unwrap();
    read::view(&tree(&claim)).unwrap()
}

/// Euros, as JSON.
pub(crate) fn money(amount_minor: i64) -> Value {
    json!({ "amount_minor": amount_minor, "currency": "EUR" })
}

/// What changes of a claim that is granted `remedy`: the goods are to be sent back, and the legal guarantee it is
/// granted on has `with` it.
pub(crate) fn granted(remedy: &str, with: &Value) -> Value {
    let mut ground = json!({
        "basis": "conformity", "remedies": [remedy], "evidence": [], "return_shipping": "customer",
        "deadlines": {
            "refund": "2026-12-05", "repair": "2026-12-21", "replace": "2026-12-22", "send_back": "2026-12-04",
        },
    });
    for (name, value) in with.as_object().unwrap() {
        ground[name] = value.clone();
    }
    let other = json!({
        "basis": "goodwill", "remedies": ["coupon"], "evidence": [], "return_shipping": "shop", "deadlines": {},
    });
    json!({
        "status": "approved", "goods": "awaiting",
        "next": { "actor": "customer", "action": "send_goods", "due": "2026-12-07T12:00:00.000Z" },
        "lines": [{
            "line": "1", "title": "Desk lamp Alba", "quantity": 1, "problem": "Does not light up", "requested": remedy,
            "outcome": { "line": "1", "decision": "approve", "remedy": remedy },
        }],
        "verdict": { "policy_version": "1", "decision": "approve", "lines": [{
            "line": "1", "entitlements": [other, ground], "decision": "approve", "reasons": [],
            "missing_evidence": [],
        }] },
    })
}

pub(crate) fn filed() -> Filed {
    Filed {
        claim: view(&json!({})),
        tracking_token: "tracking-token".to_owned(),
        tracking_url: "https://lumen.example/track#tracking-token".to_owned(),
        replayed: false,
    }
}

/// An answer of the edge that is a problem.
pub(crate) fn refused(code: &str, more: &Value) -> Trouble {
    let mut problem = json!({ "type": "about:blank", "title": "No", "status": 400, "code": code });
    for (name, value) in more.as_object().unwrap() {
        problem[name] = value.clone();
    }
    let problem: Problem = serde_json::from_value(problem).unwrap();
    Trouble::Refused(Box::new(read::problem(&tree(&problem)).unwrap()))
}

pub(crate) fn photo(id: u32) -> Picked {
    Picked {
        id,
        name: format!("lamp-{id}.jpg"),
        media_type: "image/jpeg".to_owned(),
        size_bytes: 700_000,
        picture: String::new(),
    }
}
