//! What the screens tell, where it depends on what happened.

use super::{all, shown, words};
use crate::{
    element::On,
    flow::{
        Act, Field, Filed, Flow, LIFETIME_MS, News, Screen, Trouble,
        stories::{
            asking_shop, filed, found, lamp_at, refused, set, shop_answer, start, strict_shop,
            tree, usual, view,
        },
    },
    read,
};
use serde_json::json;

#[test]
fn all_turned_down_says_why_and_leads_to_a_person() {
    let words = words("en");
    let mut flow = lamp_at(Screen::Problem, start(strict_shop()), found("2023-01-15"));
    set(&mut flow, Field::Problem(0), "changed-my-mind");
    flow.apply(Act::Next);
    flow.apply(Act::Next);
    let screen = shown(&mut flow, &words);
    for key in [
        "remedy.decline_title",
        "remedy.decline",
        "remedy.still",
        "still_possible.human_review",
    ] {
        assert!(screen.words().contains(words.text(key)), "{key}");
    }
    let button = screen.button(words.text("remedy.ask_person")).unwrap();
    assert_eq!(button.attribute("type"), Some("submit"));
    assert!(!flow.verdict.unwrap().lines[0].reasons.is_empty());
}

#[test]
fn an_item_in_an_open_claim_has_a_link_to_it() {
    let words = words("en");
    let mut flow = usual(Screen::Check);
    let claim = json!({ "number": "AAAA-BBBB", "url": "https://lumen.example/track#t" });
    flow.hear(News::Filed(Err(refused(
        "already_claimed",
        &json!({ "claim": claim }),
    ))));
    let screen = shown(&mut flow, &words);
    let link = screen
        .within()
        .into_iter()
        .find(|element| element.attribute("href") == Some("https://lumen.example/track#t"));
    assert_eq!(
        link.map(crate::element::El::words).as_deref(),
        Some(words.text("error.already_claimed_link"))
    );
}

#[test]
fn open_units_bound_what_can_be_ticked_and_chosen() {
    let words = words("en");
    let mut order = found("2026-10-24");
    order.open_units = vec![
        ("1".to_owned(), 0),
        ("2".to_owned(), 1),
        ("3".to_owned(), 3),
    ];
    let mut flow = lamp_at(
        Screen::Items,
        start(crate::flow::stories::shop()),
        order.clone(),
    );
    set(&mut flow, Field::Item(2), "1");
    let screen = shown(&mut flow, &words);
    let is_off = |at: usize| {
        let boxes = screen
            .within()
            .into_iter()
            .find(|element| element.0.on == Some(On::Set(Field::Item(at))));
        boxes.unwrap().attribute("disabled").is_some()
    };
    assert_eq!([is_off(0), is_off(1), is_off(2)], [true, false, false]);
    assert!(screen.words().contains("1 of 2 can be claimed"));
    let options = screen
        .within()
        .into_iter()
        .filter(|element| element.0.tag == "option");
    assert_eq!(options.count(), 3);
    order.open_units = ["1", "2", "3"].map(|id| (id.to_owned(), 0)).to_vec();
    let mut flow = lamp_at(Screen::Items, start(crate::flow::stories::shop()), order);
    let screen = shown(&mut flow, &words);
    assert!(screen.words().contains(words.text("items.none_open")));
    assert!(screen.button(words.text("nav.next")).is_none());
}

#[test]
fn after_sending_the_customer_is_told_what_comes_first() {
    let words = words("en");
    for (claim, key) in [
        (json!({ "status": "approved" }), "sent.approved"),
        (
            json!({ "missing_evidence": ["receipt"] }),
            "sent.lead_evidence",
        ),
    ] {
        let mut flow = usual(Screen::Sent);
        let waiting = shown(&mut flow, &words).words();
        assert!(
            waiting.contains(words.text("sent.lead_files")),
            "a file is on its way"
        );
        flow.hear(News::Uploaded(1, Ok(Box::new(view(&claim)))));
        let told = shown(&mut flow, &words).words();
        assert!(told.contains(words.text(key)), "{key}");
    }
    let mut flow = usual(Screen::Sent);
    flow.hear(News::Uploaded(1, Ok(Box::new(view(&json!({}))))));
    let told = shown(&mut flow, &words).words();
    assert!(told.contains("Lumen Lampes answers by 2026-11-22T10:00:00.000Z"));
    assert!(told.contains("K7QX-2MPD"));
    assert!(!told.contains(words.text("sent.replayed")));
}

#[test]
fn a_claim_that_had_been_kept_before_is_not_announced_as_new() {
    let words = words("en");
    let mut flow = usual(Screen::Check);
    set(&mut flow, Field::Name, "Anna");
    flow.apply(Act::Next);
    flow.hear(News::Key("key-1".to_owned()));
    let kept_before = Filed {
        replayed: true,
        ..filed()
    };
    flow.hear(News::Filed(Ok(Box::new(kept_before))));
    assert!(
        shown(&mut flow, &words)
            .words()
            .contains(words.text("sent.replayed"))
    );
}

#[test]
fn an_offer_stands_with_its_amount_and_two_answers() {
    let words = words("en");
    let mut flow = usual(Screen::Progress);
    let offer = json!({ "remedy": "partial_refund", "amount": { "amount_minor": 2000, "currency": "EUR" } });
    flow.view = Some(view(&json!({ "status": "under_review", "offer": offer })));
    let screen = shown(&mut flow, &words);
    assert!(screen.words().contains("2000 EUR"));
    for (key, act) in [
        ("progress.offer_accept", Act::Accept),
        ("progress.offer_decline", Act::Decline),
    ] {
        let button = screen.button(words.text(key)).unwrap();
        assert_eq!(button.0.on, Some(On::Press(act)), "{key}");
    }
}

#[test]
fn only_a_claim_that_is_open_can_be_withdrawn_and_what_was_decided_can_be_answered() {
    let words = words("en");
    for (status, can_withdraw, can_write) in [
        ("received", true, true),
        ("approved", true, true),
        ("in_progress", false, true),
        ("declined", false, true),
        ("resolved", false, true),
        ("withdrawn", false, false),
    ] {
        let mut flow = usual(Screen::Progress);
        flow.view = Some(view(&json!({ "status": status })));
        let screen = shown(&mut flow, &words);
        let has = |key: &str| screen.button(words.text(key)).is_some();
        assert_eq!(has("progress.withdraw"), can_withdraw, "{status}");
        assert_eq!(has("progress.message_send"), can_write, "{status}");
    }
}

#[test]
fn a_missing_placeholder_or_text_never_shows_braces() {
    let words = words("en");
    assert_eq!(
        words.fill("steps.of", &[("n", "2"), ("count", "6"), ("name", "Items")]),
        "Step 2 of 6: Items"
    );
    assert_eq!(words.fill("steps.of", &[]), "Step  of : ");
    assert_eq!(
        words.fill("steps.of", &[("n", "{count}")]),
        "Step {count} of : "
    );
    assert_eq!(words.text("no.such_text"), "no.such_text");
}

#[test]
fn goods_are_sent_to_an_address_by_a_day_and_an_answer_comes_by_the_hour() {
    let words = words("en");
    let mut flow = usual(Screen::Progress);
    let due = "2026-12-05T12:00:00.000Z";
    flow.view = Some(view(&json!({
        "status": "approved", "goods": "awaiting", "return_address": "12 Shade Street\nParis",
        "next": { "actor": "customer", "action": "send_goods", "due": due },
    })));
    let told = shown(&mut flow, &words).words();
    assert!(told.contains("12 Shade Street\nParis"), "{told}");
    assert!(told.contains(&words.fill("progress.due", &[("date", &words.day(due))])));
}

#[test]
fn a_draft_says_how_long_it_is_kept_and_is_offered_or_deleted_on_a_screen_of_its_own() {
    let words = words("en");
    let mut flow = usual(Screen::Remedy);
    flow.kept.at_ms = 1_000;
    let day = words.moment(1_000 + LIFETIME_MS);
    let told = words.fill("nav.kept", &[("date", &day)]);
    let screen = shown(&mut flow, &words);
    assert!(screen.words().contains(&told));
    let delete = screen.button(words.text("nav.delete")).unwrap();
    assert_eq!(delete.0.on, Some(On::Press(Act::Offer)));

    flow.apply(Act::Offer);
    let screen = shown(&mut flow, &words);
    assert!(screen.words().contains(words.text("nav.offer")));
    assert!(screen.words().contains("LL-1001"), "{}", screen.words());
    let delete = screen.button(words.text("nav.restart")).unwrap();
    assert_eq!(delete.0.on, Some(On::Press(Act::Restart)));
    flow.apply(Act::Next);
    let screen = shown(&mut flow, &words);
    assert!(screen.words().contains(words.text("remedy.title")));
}

#[test]
fn a_browser_that_keeps_nothing_is_told_of_and_promises_nothing() {
    let words = words("en");
    let mut flow = usual(Screen::Remedy);
    flow.unkept = true;
    let screen = shown(&mut flow, &words);
    assert!(screen.words().contains(words.text("nav.unkept")));
    assert!(screen.button(words.text("nav.delete")).is_none());
}

#[test]
fn what_did_not_work_can_be_tried_again() {
    let words = words("en");
    let mut flow = usual(Screen::Items);
    flow.alert = Some(Trouble::NoAnswer.alert());
    let again = words.text("nav.again");
    let on = |flow: &mut Flow| {
        let screen = shown(flow, &words);
        screen.button(again).map(|button| button.0.on)
    };
    assert_eq!(on(&mut flow), Some(Some(On::Press(Act::Again))));
    flow.alert = Some(refused("order_not_found", &json!({})).alert());
    assert_eq!(on(&mut flow), None);
}

#[test]
fn an_amount_is_set_off_as_the_language_does() {
    for (locale, comma) in [("en", ", "), ("ar", "، ")] {
        let mut words = words(locale);
        words.locale = locale.to_owned();
        let told = crate::part::with_amount(
            &words,
            claims::verdict::Remedy::Refund,
            Some(&claims::money::Money {
                amount_minor: 100,
                currency: claims::money::Currency("EUR".to_owned()),
            }),
        );
        assert_eq!(
            told,
            [words.text("remedy.refund"), comma, "100 EUR"].concat()
        );
    }
}

#[test]
fn what_the_shop_asks_stands_on_the_problem_screen_and_the_answer_on_the_check_screen() {
    let words = words("en");
    let mut flow = lamp_at(Screen::Problem, start(asking_shop()), found("2026-10-24"));
    set(&mut flow, Field::Problem(0), "does-not-light");
    set(&mut flow, Field::Description(0), "It stays dark.");
    set(&mut flow, Field::Opened(0), "1");
    let label = |flow: &mut Flow, field: Field| {
        let screen = shown(flow, &words);
        let labels = all(&screen, "label").into_iter();
        let mut of_field = labels.filter(|label| label.attribute("for") == Some(&field.id()));
        of_field.next().map(crate::element::El::words)
    };
    assert_eq!(
        label(&mut flow, Field::Answer(0, 0)).unwrap(),
        "Which bulb is in it?"
    );
    assert_eq!(
        label(&mut flow, Field::Answer(0, 1)).unwrap(),
        "What did you use it for? (optional)"
    );
    set(&mut flow, Field::Opened(0), "");
    set(&mut flow, Field::Answer(0, 0), "E27");
    flow.apply(Act::Next);
    flow.apply(Act::Later);
    set(&mut flow, Field::Remedy(0), "replace");
    assert_eq!(
        label(&mut flow, Field::Answer(0, 0)),
        None,
        "it was asked before"
    );
    assert_eq!(
        label(&mut flow, Field::Answer(0, 1)).unwrap(),
        "Which colour?"
    );
    set(&mut flow, Field::Answer(0, 1), "Brass");
    flow.apply(Act::Next);
    let told = shown(&mut flow, &words).words();
    assert!(told.contains("Which bulb is in it? E27"), "{told}");
    assert!(told.contains("Which colour? Brass"), "{told}");
}

#[test]
fn a_tip_of_a_rule_comes_before_that_of_the_problem() {
    let words = words("en");
    let lamps = |tip: bool| {
        let answer = shop_answer(|file| {
            if tip {
                let tip = json!({ "en": "Screw it in.", "fr": "Vissez-la.", "ru": "Вкрутите её." });
                let rule = json!({ "id": "screw", "when": { "category": ["lamp"] }, "then": { "tip": tip } });
                file.rules = json!([rule]).into();
            }
        });
        read::shop(&tree(&answer))
    };
    let of_problem = shop_answer(|_| {})
        .policy
        .problem("does-not-light")
        .unwrap()
        .tip
        .clone();
    let of_problem = of_problem.unwrap().get("en").to_owned();
    for (rule, expected) in [(true, "Screw it in."), (false, of_problem.as_str())] {
        let mut flow = lamp_at(Screen::Problem, start(lamps(rule)), found("2026-10-24"));
        set(&mut flow, Field::Problem(0), "does-not-light");
        let told = shown(&mut flow, &words).words();
        assert!(told.contains(expected), "{told}");
        assert_eq!(told.contains(&of_problem), !rule);
    }
}

#[test]
fn the_sent_screen_has_a_calendar_file_where_there_is_a_date() {
    let words = words("en");
    let mut flow = usual(Screen::Sent);
    let button = |flow: &mut Flow| {
        let screen = shown(flow, &words);
        screen
            .button(words.text("sent.calendar"))
            .map(|button| button.0.on)
    };
    assert_eq!(button(&mut flow), Some(Some(On::Press(Act::Calendar))));
    let next = json!({ "actor": "customer", "action": "send_evidence" });
    flow.view = Some(view(&json!({ "next": next })));
    assert_eq!(button(&mut flow), None);
}
