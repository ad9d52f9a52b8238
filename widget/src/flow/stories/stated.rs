//! An order the shop could not look up, in the customer's own words.

use super::{errors, look_up, set, shop, start, unverified};
use crate::flow::{Act, Field, Flow, Screen, Todo};
use claims::{draft::ClaimDraft, problem::EvidenceKind};

fn asked() -> Flow {
    let mut flow = start(shop());
    look_up(&mut flow, unverified());
    assert!(flow.is_stated());
    assert_eq!(flow.kept.screen, Screen::Items);
    flow
}

#[test]
fn what_was_bought_is_stated_and_becomes_the_claim() {
    let mut flow = asked();
    for (field, value) in [
        (Field::Title(0), " Desk lamp "),
        (Field::Bought(0), "2"),
        (Field::Price(0), "49,90"),
        (Field::Placed, "2026-11-01"),
        (Field::Delivered, "2026-11-04"),
    ] {
        set(&mut flow, field, value);
    }
    assert_eq!(flow.apply(Act::Next), [Todo::Keep, Todo::FocusHeading]);
    assert_eq!(flow.kept.screen, Screen::Problem);
    set(&mut flow, Field::Problem(0), "does-not-light");
    set(&mut flow, Field::Description(0), "Dark.");
    flow.apply(Act::Next);
    assert!(
        flow.required.contains(&EvidenceKind::Receipt),
        "nobody has confirmed the order"
    );
    flow.apply(Act::Later);
    set(&mut flow, Field::Remedy(0), "repair");
    flow.apply(Act::Next);
    set(&mut flow, Field::Name, "Anna");
    flow.apply(Act::Next);
    let draft: ClaimDraft = serde_json::from_str(&flow.kept.body).unwrap();
    let order = draft.stated_order.unwrap();
    assert_eq!(order.placed_on.to_string(), "2026-11-01");
    assert_eq!(order.lines[0].title, "Desk lamp");
    assert_eq!(order.lines[0].quantity, 2);
    assert_eq!(
        order.lines[0]
            .unit_price
            .as_ref()
            .map(|price| price.amount_minor),
        Some(4990)
    );
    assert_eq!(draft.lines[0].line, order.lines[0].id);
}

#[test]
fn what_is_missing_or_no_day_is_said_at_its_field() {
    for (field, value, expected) in [
        (
            Field::Title(0),
            "",
            (Field::Title(0), "error.required_title"),
        ),
        (
            Field::Bought(0),
            "0",
            (Field::Bought(0), "error.invalid_number"),
        ),
        (
            Field::Bought(0),
            "-1",
            (Field::Bought(0), "error.invalid_number"),
        ),
        (
            Field::Bought(0),
            "many",
            (Field::Bought(0), "error.invalid_number"),
        ),
        (
            Field::Price(0),
            "cheap",
            (Field::Price(0), "error.invalid_amount"),
        ),
        (Field::Placed, "", (Field::Placed, "error.required_date")),
        (
            Field::Placed,
            "2026-02-30",
            (Field::Placed, "error.invalid_date"),
        ),
        (
            Field::Placed,
            "2026-11-22",
            (Field::Placed, "error.in_the_future"),
        ),
        (
            Field::Delivered,
            "yesterday",
            (Field::Delivered, "error.invalid_date"),
        ),
        (
            Field::Delivered,
            "2026-11-22",
            (Field::Delivered, "error.in_the_future"),
        ),
    ] {
        let mut flow = asked();
        set(&mut flow, Field::Title(0), "Lamp");
        set(&mut flow, Field::Placed, "2026-11-21");
        set(&mut flow, field, value);
        assert_eq!(
            flow.apply(Act::Next),
            [Todo::Focus(expected.0)],
            "{field:?} {value}"
        );
        assert_eq!(errors(&flow), [expected], "{field:?} {value}");
        assert_eq!(flow.kept.screen, Screen::Items);
    }
}

#[test]
fn before_anything_is_typed_there_is_one_item_to_name() {
    let mut flow = asked();
    assert_eq!(flow.apply(Act::Next), [Todo::Focus(Field::Title(0))]);
    assert_eq!(
        errors(&flow),
        [
            (Field::Title(0), "error.required_title"),
            (Field::Placed, "error.required_date"),
        ]
    );
}

#[test]
fn items_are_added_and_taken_out() {
    let mut flow = asked();
    assert_eq!(
        flow.apply(Act::AddItem),
        [Todo::Keep, Todo::Focus(Field::Title(1))]
    );
    set(&mut flow, Field::Title(0), "Lamp");
    set(&mut flow, Field::Title(1), "Bulb");
    assert_eq!(
        flow.apply(Act::RemoveItem(0)),
        [Todo::Keep, Todo::Focus(Field::Title(0))]
    );
    let titles: Vec<_> = flow
        .kept
        .stated
        .items
        .iter()
        .map(|item| item.title.as_str())
        .collect();
    assert_eq!(titles, ["Bulb"]);
}

#[test]
fn what_was_told_of_an_item_stays_when_one_is_added() {
    let mut flow = asked();
    set(&mut flow, Field::Title(0), "Lamp");
    set(&mut flow, Field::Placed, "2026-11-01");
    flow.apply(Act::Next);
    set(&mut flow, Field::Problem(0), "does-not-light");
    flow.apply(Act::Back);
    flow.apply(Act::AddItem);
    set(&mut flow, Field::Title(1), "Bulb");
    flow.apply(Act::Next);
    let told: Vec<_> = flow
        .kept
        .lines
        .iter()
        .map(|line| line.problem.as_str())
        .collect();
    assert_eq!(told, ["does-not-light", ""]);
}
