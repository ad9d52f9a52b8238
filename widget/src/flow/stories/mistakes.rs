//! What the edge finds wrong is shown at the field to blame, on the field's screen.

use super::{errors, refused, set, usual};
use crate::flow::{Act, Field, News, Screen, Todo};
use serde_json::json;

/// A claim that was sent and is not answered yet.
fn sent() -> crate::flow::Flow {
    let mut flow = usual(Screen::Check);
    set(&mut flow, Field::Name, "Anna");
    flow.apply(Act::Next);
    flow.hear(News::Key("key-1".to_owned()));
    flow
}

#[test]
fn every_pointer_leads_to_a_field_on_its_screen() {
    for (pointer, code, field, key, screen) in [
        (
            "/customer/name",
            "required",
            Field::Name,
            "error.required",
            Screen::Check,
        ),
        (
            "/customer/phone",
            "too_long",
            Field::Phone,
            "error.too_long",
            Screen::Check,
        ),
        (
            "/customer/email",
            "invalid_email",
            Field::Email,
            "error.invalid_email",
            Screen::Find,
        ),
        (
            "/lines/0/quantity",
            "units_exceeded",
            Field::Quantity(0),
            "error.too_large",
            Screen::Items,
        ),
        (
            "/lines/0/line",
            "unknown_line",
            Field::Item(0),
            "error.invalid",
            Screen::Items,
        ),
        (
            "/lines/0/problem",
            "unknown_problem",
            Field::Problem(0),
            "error.invalid",
            Screen::Problem,
        ),
        (
            "/lines/0/description",
            "too_long",
            Field::Description(0),
            "error.too_long",
            Screen::Problem,
        ),
        (
            "/lines/0/serial",
            "too_long",
            Field::Serial(0),
            "error.too_long",
            Screen::Problem,
        ),
        (
            "/lines/0/answers",
            "too_long",
            Field::Answer(0, 0),
            "error.too_long",
            Screen::Problem,
        ),
        (
            "/lines/0/requested",
            "wrong_type",
            Field::Remedy(0),
            "error.invalid",
            Screen::Remedy,
        ),
        (
            "/files",
            "too_many",
            Field::Files,
            "error.too_many",
            Screen::Evidence,
        ),
        (
            "/files/0/size_bytes",
            "too_large",
            Field::Files,
            "error.too_large",
            Screen::Evidence,
        ),
        (
            "/stated_order/placed_on",
            "in_the_future",
            Field::Placed,
            "error.in_the_future",
            Screen::Items,
        ),
        (
            "/stated_order/delivered_on",
            "invalid_date",
            Field::Delivered,
            "error.invalid_date",
            Screen::Items,
        ),
        (
            "/stated_order/lines/0/unit_price/amount_minor",
            "too_small",
            Field::Price(0),
            "error.too_small",
            Screen::Items,
        ),
    ] {
        let mut flow = sent();
        let trouble = refused(
            "invalid_body",
            &json!({ "status": 422, "errors": [{ "pointer": pointer, "code": code, "detail": "" }] }),
        );
        let todos = flow.hear(News::Filed(Err(trouble)));
        assert_eq!(errors(&flow), [(field, key)], "{pointer}");
        assert_eq!(flow.kept.screen, screen, "{pointer}");
        let focused = todos
            .iter()
            .rfind(|todo| matches!(todo, Todo::Focus(_) | Todo::FocusHeading));
        assert_eq!(
            focused,
            Some(&Todo::Focus(field)),
            "the field, after the heading: {pointer}"
        );
        assert!(!flow.busy && flow.alert.is_none(), "{pointer}");
        assert_eq!(
            flow.kept.key, "",
            "what was refused is not sent again: {pointer}"
        );
    }
}

#[test]
fn a_line_of_the_draft_is_found_among_the_lines_of_the_order() {
    let mut flow = usual(Screen::Items);
    set(&mut flow, Field::Item(2), "1");
    flow.apply(Act::Next);
    let trouble = refused(
        "invalid_body",
        &json!({ "errors": [{ "pointer": "/lines/0/quantity", "code": "too_large", "detail": "" }] }),
    );
    flow.hear(News::Filed(Err(trouble)));
    assert_eq!(errors(&flow), [(Field::Quantity(2), "error.too_large")]);
}

#[test]
fn where_no_field_is_to_blame_the_claim_is_to_be_checked_again() {
    for pointer in ["", "/nonsense", "/lines"] {
        let mut flow = sent();
        let trouble = refused(
            "invalid_body",
            &json!({ "errors": [{ "pointer": pointer, "code": "wrong_type", "detail": "" }] }),
        );
        flow.hear(News::Filed(Err(trouble)));
        assert_eq!(
            flow.alert.map(|alert| alert.key),
            Some("check.changed"),
            "{pointer}"
        );
        assert_eq!(flow.kept.screen, Screen::Check, "{pointer}");
    }
}

#[test]
fn several_errors_start_at_the_screen_of_the_first() {
    let mut flow = sent();
    let trouble = refused(
        "invalid_body",
        &json!({ "errors": [
            { "pointer": "/lines/0/description", "code": "required", "detail": "" },
            { "pointer": "/customer/name", "code": "required", "detail": "" },
        ] }),
    );
    flow.hear(News::Filed(Err(trouble)));
    assert_eq!(flow.kept.screen, Screen::Problem);
    assert_eq!(flow.errors.len(), 2);
}
