//! What a remedy comes with is shown before a claim is sent and, once it is granted, after it.

use super::{shown, words};
use crate::{
    flow::{
        Screen,
        stories::{found, granted, lamp_at, money, shop_answer, start, tree, usual, view},
    },
    read,
};
use serde_json::{Value, json};

/// What stands at a remedy where a rule of the shop does `then`.
fn at_remedy(remedy: &str, then: &Value) -> String {
    let answer = shop_answer(|file| {
        file.rules =
            json!([{ "id": "a", "when": { "problem": "does-not-light" }, "then": then }]).into();
    });
    let mut flow = lamp_at(
        Screen::Remedy,
        start(read::shop(&tree(&answer))),
        found("2026-08-01"),
    );
    let screen = shown(&mut flow, &words("en"));
    let within = screen.within().into_iter();
    let choices = within.filter(|element| element.attribute("class") == Some("choice"));
    let name = words("en").of("remedy", remedy);
    let mut of_remedy = choices.filter(|choice| choice.words().starts_with(&name));
    of_remedy
        .next()
        .map(crate::element::El::words)
        .unwrap_or_default()
}

#[test]
fn a_remedy_says_what_a_rule_adds_to_it() {
    let all = ["repair", "refund", "store_credit", "coupon", "spare_part"];
    for (then, remedy, said) in [
        (
            json!({ "keep_item": true }),
            "replace",
            "You can keep the item.",
        ),
        (
            json!({ "bonus": "10 EUR", "remedies": all }),
            "store_credit",
            "1000 EUR comes on top.",
        ),
        (
            json!({ "bonus": "10 EUR", "remedies": all }),
            "coupon",
            "1000 EUR comes on top.",
        ),
        (
            json!({ "loaner": true, "remedies": all }),
            "repair",
            "You have another one while it is mended.",
        ),
        (
            json!({ "loaner": true, "deadlines": { "loaner": "3d" } }),
            "repair",
            "A loaner is yours by 2026-11-24",
        ),
        (
            json!({ "return_shipping": "shop" }),
            "replace",
            "We pay for sending it back.",
        ),
        (
            json!({ "drop_off": ["Kiosk", "Shop"] }),
            "repair",
            "You can hand it in here: Kiosk · Shop",
        ),
    ] {
        let told = at_remedy(remedy, &then);
        assert!(told.contains(said), "{then}: {told}");
    }
}

#[test]
fn what_does_not_belong_to_a_remedy_is_not_said_of_it() {
    let all = ["repair", "refund", "store_credit", "coupon", "spare_part"];
    let then = json!({
        "bonus": "10 EUR", "loaner": true, "drop_off": ["Kiosk"], "return_shipping": "shop", "remedies": all,
    });
    for (remedy, not_said) in [
        ("repair", "on top"),
        ("refund", "mended."),
        ("spare_part", "sending it back"),
        ("coupon", "Kiosk"),
    ] {
        let told = at_remedy(remedy, &then);
        assert_ne!(told, "", "{remedy}");
        let facts = told.split_once('.').map_or("", |(_, facts)| facts);
        assert!(!facts.contains(not_said), "{remedy}: {told}");
    }
    let kept = at_remedy(
        "replace",
        &json!({ "keep_item": true, "drop_off": ["Kiosk"] }),
    );
    assert!(
        !kept.contains("Kiosk") && !kept.contains("back by"),
        "{kept}"
    );
}

#[test]
fn the_person_a_rule_puts_in_charge_is_named_with_the_ways_to_reach_them() {
    let contact = json!({ "name": "Ann Oak", "email": "ann@lumen.example", "phone": "+33 1 23" });
    let answer = shop_answer(|file| {
        file.rules = json!([{ "id": "a", "then": { "contact": contact } }]).into();
    });
    let mut before = lamp_at(
        Screen::Remedy,
        start(read::shop(&tree(&answer))),
        found("2026-08-01"),
    );
    let mut after = usual(Screen::Sent);
    after.view = Some(view(&json!({ "contact": contact })));
    let mut over = usual(Screen::Progress);
    over.view = Some(view(&json!({ "contact": contact, "status": "resolved" })));
    let mut open = usual(Screen::Progress);
    open.view = Some(view(&json!({ "contact": contact })));
    for flow in [&mut before, &mut after, &mut over, &mut open] {
        let screen = shown(flow, &words("en"));
        assert!(screen.words().contains("Ann Oak takes care of your claim"));
        let links: Vec<_> = screen
            .within()
            .into_iter()
            .filter_map(|element| element.attribute("href"))
            .collect();
        assert_eq!(links, ["tel:+33123", "mailto:ann@lumen.example"]);
    }
}

#[test]
fn what_is_granted_stands_on_the_sent_screen_and_at_the_item_on_the_progress_screen() {
    let with = json!({
        "fee": money(500), "drop_off": ["Kiosk"], "return_shipping": "shop", "loaner": true,
    });
    for screen in [Screen::Sent, Screen::Progress] {
        let told = |changes: &Value| {
            let mut flow = usual(screen);
            flow.view = Some(view(changes));
            shown(&mut flow, &words("en")).words()
        };
        let refund = told(&granted("refund", &with));
        for said in [
            "You get: Money back",
            "Money back by 2026-12-05",
            "A fee of 500 EUR is taken off the refund.",
            "We pay for sending it back.",
            "You can hand it in here: Kiosk",
        ] {
            assert!(refund.contains(said), "{screen:?} {said}: {refund}");
        }
        assert!(
            !refund.contains("mended"),
            "a loaner is for a repair: {refund}"
        );
        assert!(
            !refund.contains("2026-12-04"),
            "that was counted from the day of filing: {refund}"
        );
        let repair = told(&granted("repair", &with));
        assert!(
            repair.contains("Done by 2026-12-21") && repair.contains("mended"),
            "{repair}"
        );
        let mut came = granted("refund", &with);
        came["goods"] = json!("received");
        let came = told(&came);
        assert!(
            !came.contains("Kiosk") && !came.contains("sending it back"),
            "{came}"
        );
        let mut kept = granted("refund", &json!({ "keep_item": true }));
        kept["goods"] = json!("not_required");
        assert!(told(&kept).contains("You can keep the item."));
    }
}

#[test]
fn before_it_is_decided_nothing_is_promised() {
    let mut flow = usual(Screen::Sent);
    let mut changes = granted("refund", &json!({}));
    changes["status"] = json!("received");
    changes["lines"][0]
        .as_object_mut()
        .unwrap()
        .remove("outcome");
    flow.view = Some(view(&changes));
    let told = shown(&mut flow, &words("en")).words();
    assert!(
        !told.contains("Money back") && !told.contains("You get"),
        "{told}"
    );
}
