//! From the order's number to its items.

use super::{errors, found, found_of, look_up, recovering, refused, set, shop, start, usual};
use crate::flow::{Act, Field, Found, News, Screen, Todo};
use serde_json::json;

#[test]
fn the_order_is_looked_up_and_its_items_are_shown() {
    let mut flow = start(shop());
    assert_eq!(flow.start(false), []);
    assert_eq!(
        look_up(&mut flow, found("2026-10-24")),
        [Todo::Keep, Todo::FocusHeading]
    );
    assert_eq!(flow.kept.screen, Screen::Items);
    assert_eq!(flow.kept.found, "as received");
    assert!(!flow.busy);
    assert!(flow.kept.lines.is_empty());
}

#[test]
fn what_is_missing_or_no_address_is_said_at_its_field() {
    for (order, email, expected) in [
        (
            "",
            "",
            vec![
                (Field::Order, "error.required_order"),
                (Field::Email, "error.required_email"),
            ],
        ),
        (
            "  ",
            "anna@example.com",
            vec![(Field::Order, "error.required_order")],
        ),
        ("1", "anna", vec![(Field::Email, "error.invalid_email")]),
        (
            "1",
            "@example.com",
            vec![(Field::Email, "error.invalid_email")],
        ),
        (
            "1",
            "anna@.com",
            vec![(Field::Email, "error.invalid_email")],
        ),
        (
            "1",
            "anna@example.",
            vec![(Field::Email, "error.invalid_email")],
        ),
        (
            "1",
            "an na@example.com",
            vec![(Field::Email, "error.invalid_email")],
        ),
    ] {
        let mut flow = start(shop());
        set(&mut flow, Field::Order, order);
        set(&mut flow, Field::Email, email);
        let first = expected.first().map(|(field, _)| Todo::Focus(*field));
        assert_eq!(
            flow.apply(Act::Next).first(),
            first.as_ref(),
            "{order:?} {email:?}"
        );
        assert_eq!(errors(&flow), expected, "{order:?} {email:?}");
        assert!(!flow.busy);
    }
}

#[test]
fn an_error_goes_when_its_field_is_changed_and_only_then() {
    let mut flow = start(shop());
    flow.apply(Act::Next);
    set(&mut flow, Field::Order, "1");
    assert_eq!(errors(&flow), [(Field::Email, "error.required_email")]);
}

#[test]
fn the_form_that_was_sent_before_the_page_was_there_is_taken_up() {
    let mut flow = start(shop());
    flow.kept.order_number = "LL-1001".to_owned();
    flow.kept.email = "anna@example.com".to_owned();
    assert_eq!(flow.start(true), [Todo::Keep, Todo::Find]);
    assert!(flow.busy);
    assert_eq!(flow.apply(Act::Next), [], "asked once");
}

#[test]
fn the_only_item_is_chosen_already_unless_it_is_in_an_open_claim() {
    let order = json!({
        "number": "LL-2", "verified": true, "placed_on": "2026-11-01", "delivered_on": "2026-11-03", "country": "FR",
        "currency": "EUR", "lines": [{ "id": "1", "title": "Lamp", "quantity": 1 }],
    });
    let mut flow = start(shop());
    look_up(&mut flow, found_of(&order));
    assert_eq!(flow.kept.lines.len(), 1);
    let mut taken = found_of(&order);
    taken.open_units = vec![("1".to_owned(), 0)];
    let mut flow = start(shop());
    look_up(&mut flow, taken);
    assert!(flow.kept.lines.is_empty());
}

#[test]
fn the_same_order_found_again_keeps_what_was_told() {
    let mut flow = usual(Screen::Check);
    let told = flow.kept.lines.clone();
    flow.apply(Act::Go(Screen::Find));
    look_up(&mut flow, found("2026-10-24"));
    assert_eq!(flow.kept.lines, told);
}

#[test]
fn a_lost_link_is_sent_again_whoever_asks() {
    let mut flow = recovering();
    assert_eq!(flow.apply(Act::Next), [Todo::Focus(Field::Email)]);
    for (field, value) in [
        (Field::Email, "anna@example.com"),
        (Field::Number, "LL-1001"),
    ] {
        let todos = flow.hear(News::Set(field, value.to_owned()));
        assert_eq!(todos, [], "a draft that was kept stays as it was");
    }
    assert_eq!(flow.apply(Act::Next), [Todo::Recover]);
    assert_eq!(flow.hear(News::Recovered(Ok(()))), []);
    assert!(flow.recovered && !flow.busy);
    assert_eq!(flow.said, "recover.sent");
}

#[test]
fn a_link_finds_the_order_at_once_and_the_customer_is_who_it_says() {
    let mut flow = start(shop());
    flow.link = "token".to_owned();
    assert_eq!(flow.start(false), [Todo::Find]);
    assert_eq!(flow.asked(), ("link", "token"));
    let linked = Found {
        email: "anna@example.com".to_owned(),
        ..found("2026-10-24")
    };
    let _ = flow.hear(News::Found(Ok((
        Box::new(linked),
        "as received".to_owned(),
    ))));
    assert_eq!(flow.kept.screen, Screen::Items);
    assert_eq!(flow.kept.email, "anna@example.com");
    assert_eq!(flow.kept.order_number, "LL-1001");
    assert_eq!(flow.asked(), ("order_number", "LL-1001"));
}

#[test]
fn a_link_that_is_too_old_leaves_the_form_to_type_in() {
    let mut flow = start(shop());
    flow.link = "token".to_owned();
    let _ = flow.start(false);
    let _ = flow.hear(News::Found(Err(refused("token_expired", &json!({})))));
    assert!(!flow.busy);
    assert_eq!(
        flow.alert.as_ref().map(|alert| alert.key),
        Some("error.session")
    );
    assert_eq!(
        look_up(&mut flow, found("2026-10-24")),
        [Todo::Keep, Todo::FocusHeading]
    );
}

#[test]
fn a_shop_that_finds_by_receipts_asks_what_the_number_is_of() {
    let mut shop = shop();
    shop.find_by = vec!["receipt".to_owned(), "serial".to_owned()];
    let mut flow = start(shop);
    for (by, number, asked) in [
        ("receipt", " B-1 ", ("receipt", "B-1")),
        ("serial", "SN 1", ("serial", "SN 1")),
        ("", "LL-1", ("order_number", "LL-1")),
    ] {
        set(&mut flow, Field::By, by);
        set(&mut flow, Field::Order, number);
        assert_eq!(flow.asked(), asked);
    }
    set(&mut flow, Field::By, "serial");
    set(&mut flow, Field::Order, "");
    set(&mut flow, Field::Email, "anna@example.com");
    let _ = flow.apply(Act::Next);
    assert_eq!(errors(&flow), [(Field::Order, "error.required")]);
}
