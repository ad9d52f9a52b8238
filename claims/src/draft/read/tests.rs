//! Each mistake in a claim's JSON.

use super::*;
use crate::{civil::Date, verdict::Remedy};

const GOOD: &str = r#"{"locale":"fr","customer":{"name":"Camille","email":"c@mail.example","phone":null},
    "lines":[{"line":"1","quantity":2,"problem":"does-not-charge","requested":"replace","opened":true}],
    "files":[{"kind":"photo","name":"lamp.jpg","media_type":"image/jpeg","size_bytes":70000}],
    "stated_order":{"placed_on":"2026-11-01","lines":[{"id":"1","title":"Lamp","quantity":2,
      "unit_price":{"amount_minor":4900,"currency":"EUR"}}]}}"#;

/// `GOOD` with one thing replaced, and what is found then: pointer, code, a part of the detail.
fn found(replaced: &str, by: &str) -> Vec<(String, String, String)> {
    assert!(GOOD.contains(replaced), "{replaced}");
    match read_draft(&GOOD.replacen(replaced, by, 1)) {
        Err(Unreadable::Fields(errors)) => errors
            .into_iter()
            .map(|error| (error.pointer, error.code, error.detail))
            .collect(),
        other => panic!("{replaced} -> {by}: {other:?}"),
    }
}

#[test]
fn a_good_body_becomes_a_draft() {
    let draft = read_draft(GOOD).unwrap();
    assert_eq!(draft.customer.phone, None);
    assert_eq!(draft.lines[0].requested, Some(Remedy::Replace));
    assert!(draft.lines[0].opened && !draft.lines[0].seal_broken);
    assert_eq!(
        draft.stated_order.unwrap().placed_on,
        Date::new(2026, 11, 1).unwrap()
    );
}

#[test]
fn what_is_written_is_read_again() {
    let draft = read_draft(GOOD).unwrap();
    assert_eq!(
        read_draft(&serde_json::to_string(&draft).unwrap()).unwrap(),
        draft
    );
}

#[test]
fn each_mistake_is_named_with_its_place() {
    let long = format!("\"{}\"", "x".repeat(201));
    let long_words = format!("\"quantity\":2,\"description\":\"{}\"", "я".repeat(4001));
    for (replaced, by, pointer, code, detail) in [
        (
            "\"locale\"",
            "\"local\"",
            "/local",
            "unknown_field",
            "did you mean `locale`?",
        ),
        (
            "\"name\":\"Camille\"",
            "\"name\":7",
            "/customer/name",
            "wrong_type",
            "found a number, expected a text",
        ),
        (
            "\"Camille\"",
            &long,
            "/customer/name",
            "too_long",
            "found 201 characters, expected at most 200",
        ),
        (
            "\"quantity\":2",
            &long_words,
            "/lines/0/description",
            "too_long",
            "found 4001",
        ),
        (
            "\"quantity\":2",
            "\"quantity\":-1",
            "/lines/0/quantity",
            "too_small",
            "found -1",
        ),
        (
            "\"quantity\":2",
            "\"quantity\":1.5",
            "/lines/0/quantity",
            "wrong_type",
            "a whole number",
        ),
        (
            "\"quantity\":2",
            "\"quantity\":\"2\"",
            "/lines/0/quantity",
            "wrong_type",
            "found a text",
        ),
        (
            "\"quantity\":2",
            "\"quantity\":5000000000",
            "/lines/0/quantity",
            "too_large",
            "found 5000000000",
        ),
        ("\"quantity\":2,", "", "/lines/0/quantity", "required", ""),
        (
            "\"replace\"",
            "\"replacement\"",
            "/lines/0/requested",
            "unknown_value",
            "expected one of: repair",
        ),
        (
            "\"replace\"",
            "\"refnud\"",
            "/lines/0/requested",
            "unknown_value",
            "did you mean `refund`?",
        ),
        (
            "\"opened\":true",
            "\"opened\":\"yes\"",
            "/lines/0/opened",
            "wrong_type",
            "true or false",
        ),
        (
            "\"opened\"",
            "\"open/ed~\"",
            "/lines/0/open~1ed~0",
            "unknown_field",
            "did you mean `opened`?",
        ),
        (
            "2026-11-01",
            "2026-02-30",
            "/stated_order/placed_on",
            "invalid_date",
            "found `2026-02-30`",
        ),
        (
            "\"2026-11-01\"",
            "20261101",
            "/stated_order/placed_on",
            "wrong_type",
            "a date such as",
        ),
        (
            "4900",
            "49.5",
            "/stated_order/lines/0/unit_price/amount_minor",
            "wrong_type",
            "minor units",
        ),
        (
            "\"EUR\"",
            "\"eur\"",
            "/stated_order/lines/0/unit_price/currency",
            "unknown_value",
            "EUR",
        ),
        (
            "\"photo\"",
            "\"picture\"",
            "/files/0/kind",
            "unknown_value",
            "expected one of: photo",
        ),
        ("70000", "-1", "/files/0/size_bytes", "wrong_type", "bytes"),
        (
            "Camille",
            "\\u0000",
            "/customer/name",
            "invalid_characters",
            "control",
        ),
        (
            "[{\"line\"",
            "[[],{\"line\"",
            "/lines/0",
            "wrong_type",
            "found a list, expected an object",
        ),
    ] {
        let all = found(replaced, by);
        let hit = all.iter().find(|(at, ..)| at == pointer);
        let (_, found_code, found_detail) =
            hit.unwrap_or_else(|| panic!("{replaced} -> {by}: {all:?}"));
        assert_eq!(found_code, code, "{all:?}");
        assert!(found_detail.contains(detail), "{found_detail}");
    }
}

#[test]
fn every_mistake_is_found_at_once() {
    let body =
        r#"{"customer":{"email":1},"lines":[{"line":"1"},{"quantity":0,"extra":1}],"files":{}}"#;
    let Err(Unreadable::Fields(errors)) = read_draft(body) else {
        panic!("read")
    };
    let at: Vec<&str> = errors.iter().map(|error| error.pointer.as_str()).collect();
    let expected = [
        "/locale",
        "/customer/name",
        "/customer/email",
        "/lines/0/quantity",
        "/lines/0/problem",
        "/lines/1/extra",
        "/lines/1/line",
        "/lines/1/problem",
        "/files",
    ];
    assert_eq!(at, expected);
}

#[test]
fn too_many_lines_and_files_are_counted_not_read() {
    let lines = format!("\"lines\":[{}{{\"line\"", "{},".repeat(50));
    assert_eq!(found("\"lines\":[{\"line\"", &lines)[0].1, "too_many");
    let files = format!("\"files\":[{}{{\"kind\"", "{},".repeat(10));
    assert_eq!(found("\"files\":[{\"kind\"", &files)[0].1, "too_many");
}

#[test]
fn what_is_not_json_is_said_to_be_so() {
    for body in [
        "",
        "{",
        "null x",
        "{\"a\":1,}",
        &"[".repeat(1_000_000),
        &"{\"a\":".repeat(200_000),
    ] {
        assert!(
            matches!(read_draft(body), Err(Unreadable::NotJson(_))),
            "{}",
            shortened(body)
        );
    }
    for body in ["null", "[]", "\"x\"", "7"] {
        let Err(Unreadable::Fields(errors)) = read_draft(body) else {
            panic!("{body}")
        };
        assert_eq!(
            (errors[0].pointer.as_str(), errors[0].code.as_str()),
            ("", "wrong_type")
        );
    }
}

fn shortened(body: &str) -> String {
    crate::body::shortened(body)
}
