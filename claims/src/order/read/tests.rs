use super::*;
use crate::{
    civil::Date,
    money::Money,
    order::{Buyer, ServiceKind, Trait},
};
use serde_json::json;

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn full() -> OrderFacts {
    let euros = |amount_minor| Money {
        amount_minor,
        currency: Currency("EUR".into()),
    };
    OrderFacts {
        number: "1001".into(),
        verified: true,
        placed_on: day("2026-11-01"),
        delivered_on: Some(day("2026-11-03")),
        country: "FR".into(),
        currency: Currency("EUR".into()),
        buyer: Buyer::Business,
        informed_of_withdrawal: false,
        channel: Some("web".into()),
        discount: Some(euros(0)),
        payment_method: Some("card".into()),
        gift: Some(true),
        customer: Some(CustomerHistory {
            earlier_claims: 2,
            orders: 3,
            tags: vec!["loyal".into()],
            blocked: true,
        }),
        lines: vec![OrderLine {
            id: "1".into(),
            sku: "AUBE-01".into(),
            title: "Lamp".into(),
            image: Some("https://lumen.example/aube.jpg".into()),
            quantity: 2,
            unit_price: Some(euros(8_900)),
            category: Some("lamp".into()),
            product_type: Some("table".into()),
            tags: vec!["sale".into()],
            vendor: Some("Aube".into()),
            traits: vec![Trait::Oversized],
            delivered_on: Some(day("2026-11-04")),
            warranty_months: Some(36),
            history: vec![Service {
                kind: ServiceKind::Replacement,
                problem: Some("defective".into()),
                instead_of: Some(ServiceKind::Repair),
                from: day("2026-11-05"),
                until: Some(day("2026-11-09")),
            }],
            extended_plan_months: Some(0),
            serial: Some("A1".into()),
        }],
    }
}

#[test]
fn every_fact_that_is_written_is_read() {
    let written = serde_json::to_string(&full()).unwrap();
    let read = read_order(&written).unwrap();
    assert_eq!(read.facts, full());
    assert_eq!(read.unknown, []);
}

fn mistakes(value: &Value) -> String {
    let errors = match read_order(&value.to_string()) {
        Ok(read) => read.unknown,
        Err(Unreadable::Fields(errors)) => errors,
        Err(Unreadable::NotJson(error)) => panic!("{error}"),
    };
    let line = |error: &FieldError| format!("{} {}: {}\n", error.pointer, error.code, error.detail);
    errors.iter().map(line).collect()
}

#[test]
fn every_mistake_is_named_at_once() {
    let order = json!({
        "placed_on": "2026-11-31", "country": "France", "currency": "eur", "buyer": "consumr", "gift": "yes",
        "customer": { "orders": -1, "block": true },
        "lines": [
            { "id": "1", "title": "Lamp", "quantity": 0, "traits": ["digitl", 3], "tags": "sale" },
            { "id": 1, "quantity": 1.5, "history": [ { "kind": "repairs", "from": "2026-11-05", "until": "2026-11-04" } ] },
        ],
    });
    assert_eq!(
        mistakes(&order),
        "/number required: found nothing, expected a value
/placed_on invalid_date: found `2026-11-31`, expected a day of the calendar such as 2026-11-21
/country unknown_value: found `France`, expected 2 capital letters such as FR
/currency unknown_value: found `eur`, expected 3 capital letters such as EUR
/buyer unknown_value: found `consumr`, expected one of: consumer, business; did you mean `consumer`?
/gift wrong_type: found a text, expected true or false
/customer/block unknown_field: unknown field `block`; did you mean `blocked`?
/customer/orders too_small: found -1, expected at least 0
/lines/0/quantity too_small: found 0, expected at least 1
/lines/0/traits/0 unknown_value: found `digitl`, expected one of: digital, perishable, sealed_hygiene, sealed_media, \
custom_made, final_sale, oversized, technically_complex, digital_started, dated_leisure, periodical, urgent_repair, \
regular_delivery; did you mean `digital`?
/lines/0/traits/1 wrong_type: found a number, expected a text
/lines/0/tags wrong_type: found a text, expected a list
/lines/1/id wrong_type: found a number, expected a text
/lines/1/title required: found nothing, expected a value
/lines/1/quantity wrong_type: found a number, expected a whole number
/lines/1/history/0/kind unknown_value: found `repairs`, expected one of: repair, replacement; did you mean `repair`?
/lines/1/history/0/until too_early: found 2026-11-04, expected 2026-11-05 or later
"
    );
}

#[test]
fn lines_of_one_id_and_a_delivery_before_the_purchase_are_mistakes() {
    let line = json!({ "id": "1", "title": "Lamp", "quantity": 1 });
    let order = json!({
        "number": "1001", "placed_on": "2026-11-02", "delivered_on": "2026-11-01", "country": "FR", "currency": "EUR",
        "lines": [line, line],
    });
    assert_eq!(
        mistakes(&order),
        "/delivered_on too_early: found 2026-11-01, expected 2026-11-02 or later
/lines/1/id duplicate: found `1` a second time, expected an id of its own
"
    );
}

#[test]
fn a_field_of_the_backends_own_is_read_over_and_told() {
    let order = json!({
        "number": "1001", "placed_on": "2026-11-02", "country": "FR", "currency": "EUR", "shopify_id": 7,
        "lines": [ { "id": "1", "title": "Lamp", "quantity": 1 } ],
    });
    let read = read_order(&order.to_string()).unwrap();
    assert_eq!(read.unknown.len(), 1);
    assert_eq!(read.unknown[0].pointer, "/shopify_id");
    assert_eq!(read.facts.lines.len(), 1);
}
