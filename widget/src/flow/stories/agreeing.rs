//! What the shop asks of the customer: an answer to an offer, a time, how it went; and files that go with a message.

use super::{errors, money, photo, refused, set, usual, view};
use crate::flow::{Act, Field, FileState, Flow, News, Screen, Todo};
use serde_json::{Value, json};

fn offered(more: &Value) -> Flow {
    let mut flow = usual(Screen::Progress);
    let mut offer = json!({ "remedy": "partial_refund", "amount": money(2000) });
    for (name, value) in more.as_object().unwrap() {
        offer[name] = value.clone();
    }
    flow.view = Some(view(&json!({ "status": "under_review", "offer": offer })));
    flow
}

fn answer(flow: &mut Flow, changes: &Value) -> Vec<Todo> {
    flow.hear(News::Answered(Ok(Box::new(view(changes)))))
}

#[test]
fn something_else_is_asked_for_in_money_in_words_or_both() {
    for (amount, text, body) in [
        (
            "35,50",
            "",
            "{\"amount\":{\"amount_minor\":3550,\"currency\":\"EUR\"}}",
        ),
        ("", " A new one. ", "{\"text\":\"A new one.\"}"),
        (
            "40",
            "Or so.",
            "{\"text\":\"Or so.\",\"amount\":{\"amount_minor\":4000,\"currency\":\"EUR\"}}",
        ),
    ] {
        let mut flow = offered(&json!({}));
        assert_eq!(
            flow.apply(Act::AskCounter(true)),
            [Todo::Focus(Field::CounterAmount)]
        );
        set(&mut flow, Field::CounterAmount, amount);
        set(&mut flow, Field::CounterText, text);
        assert_eq!(
            flow.apply(Act::SendCounter),
            [Todo::Post("counter", body.to_owned())]
        );
        answer(&mut flow, &json!({ "status": "under_review" }));
        assert!(!flow.following.countering);
        assert_eq!(flow.following.typed(Field::CounterText), "");
        assert_eq!(flow.said, "event.offer.answered.countered");
    }
}

#[test]
fn nothing_at_all_or_no_amount_is_not_sent() {
    let mut flow = offered(&json!({}));
    flow.apply(Act::AskCounter(true));
    flow.apply(Act::SendCounter);
    assert_eq!(errors(&flow), [(Field::CounterText, "error.required")]);
    for typed in ["much", "0"] {
        set(&mut flow, Field::CounterAmount, typed);
        flow.apply(Act::SendCounter);
        assert_eq!(
            errors(&flow),
            [(Field::CounterAmount, "error.invalid_amount")]
        );
    }
    set(&mut flow, Field::CounterAmount, "");
    set(&mut flow, Field::CounterText, &"x".repeat(4_001));
    flow.apply(Act::SendCounter);
    assert_eq!(errors(&flow), [(Field::CounterText, "error.too_long")]);
}

#[test]
fn an_offer_that_lapsed_meanwhile_is_said_and_the_claim_is_looked_at() {
    let mut flow = offered(&json!({ "expires_at": "2026-11-22T10:00:00.000Z" }));
    flow.apply(Act::Accept);
    let problem = refused("offer_lapsed", &json!({ "status": 409 }));
    let todos = flow.hear(News::Answered(Err(problem)));
    assert!(todos.contains(&Todo::View), "{todos:?}");
    assert_eq!(flow.alert.map(|it| it.key), Some("progress.offer_lapsed"));
}

#[test]
fn a_time_is_chosen_and_changed() {
    let mut flow = usual(Screen::Progress);
    let appointment = json!({
        "times": ["2026-12-01T09:00:00.000Z"], "place": "Lyon",
        "slots": [{ "time": "2026-12-02T14:30:00.000Z", "place": "Paris" }, { "time": "2026-12-03T08:00:00.000Z" }],
    });
    flow.view = Some(view(&json!({ "appointment": appointment })));
    flow.apply(Act::TakeSlot);
    assert_eq!(errors(&flow), [(Field::Slot, "error.required_choice")]);
    for (slot, body) in [
        (
            "0",
            "{\"time\":\"2026-12-01T09:00:00.000Z\",\"place\":\"Lyon\"}",
        ),
        (
            "1",
            "{\"time\":\"2026-12-02T14:30:00.000Z\",\"place\":\"Paris\"}",
        ),
        ("2", "{\"time\":\"2026-12-03T08:00:00.000Z\"}"),
    ] {
        set(&mut flow, Field::Slot, slot);
        assert_eq!(
            flow.apply(Act::TakeSlot),
            [Todo::Post("appointment", body.to_owned())]
        );
        let mut chosen = appointment.clone();
        chosen["chosen"] = json!("2026-12-01T09:00:00.000Z");
        answer(&mut flow, &json!({ "appointment": chosen }));
        assert_eq!(flow.following.typed(Field::Slot), "");
        assert_eq!(flow.apply(Act::AskSlots), [Todo::Focus(Field::Slot)]);
    }
    set(&mut flow, Field::Slot, "0");
    flow.apply(Act::TakeSlot);
    let late = json!({ "status": 422, "errors": [{ "pointer": "/time", "code": "too_late", "detail": "" }] });
    flow.hear(News::Answered(Err(refused("invalid_body", &late))));
    assert_eq!(errors(&flow), [(Field::Slot, "progress.appointment_fixed")]);
}

#[test]
fn how_it_went_is_said_once_it_is_over() {
    let mut flow = usual(Screen::Progress);
    flow.view = Some(view(&json!({ "status": "resolved" })));
    flow.apply(Act::Rate);
    assert_eq!(errors(&flow), [(Field::Stars, "error.required_choice")]);
    set(&mut flow, Field::Stars, "4");
    set(&mut flow, Field::Rating, " Quick. ");
    let body = "{\"stars\":4,\"text\":\"Quick.\"}".to_owned();
    assert_eq!(flow.apply(Act::Rate), [Todo::Post("rating", body)]);
    answer(
        &mut flow,
        &json!({ "status": "resolved", "rating": { "stars": 4, "text": "Quick." } }),
    );
    assert_eq!(flow.view.unwrap().followed().stars, 4);
}

/// A page that follows a claim, with nothing of the claim's own files on their way.
fn writing() -> Flow {
    let mut flow = usual(Screen::Progress);
    flow.kept.files.clear();
    flow.uploading = None;
    flow
}

#[test]
fn a_message_waits_for_its_files_and_names_them() {
    let mut flow = writing();
    let mut paper = photo(8);
    paper.media_type = "application/pdf".to_owned();
    flow.hear(News::Attached(vec![photo(7), paper.clone()]));
    assert_eq!(
        flow.hear(News::Prepared(photo(7))),
        [Todo::Keep],
        "nothing is sent yet"
    );
    set(&mut flow, Field::Message, "See these.");
    flow.apply(Act::SendMessage);
    assert_eq!(flow.apply(Act::SendMessage), [], "once");
    let todos = flow.hear(News::Prepared(paper));
    assert!(todos.contains(&Todo::Upload(7, 0)), "{todos:?}");
    let todos = flow.hear(News::Uploaded(7, Ok(Box::new(view(&json!({}))))));
    assert!(todos.contains(&Todo::Upload(8, 0)), "{todos:?}");
    let todos = flow.hear(News::Uploaded(8, Ok(Box::new(view(&json!({}))))));
    let places: Vec<u32> = flow.kept.files.iter().map(|file| file.n).collect();
    let body = format!(
        "{{\"text\":\"See these.\",\"files\":[{},{}]}}",
        places[0], places[1]
    );
    assert!(todos.contains(&Todo::Post("messages", body)), "{todos:?}");
    answer(&mut flow, &json!({}));
    assert_eq!(
        (
            flow.following.typed(Field::Message),
            flow.kept.files.iter().filter(|file| file.attached).count()
        ),
        ("", 0)
    );
}

#[test]
fn a_file_can_be_taken_away_before_it_is_sent_and_one_that_did_not_arrive_is_tried_again() {
    let mut flow = writing();
    flow.hear(News::Attached(vec![photo(7)]));
    flow.hear(News::Prepared(photo(7)));
    assert!(flow.apply(Act::Remove(7)).contains(&Todo::Drop(7)));
    assert!(flow.kept.files.is_empty());

    flow.hear(News::Attached(vec![photo(9)]));
    flow.hear(News::Prepared(photo(9)));
    set(&mut flow, Field::Message, "See this.");
    flow.apply(Act::SendMessage);
    let refusal = refused("file_unreadable", &json!({ "status": 422 }));
    flow.hear(News::Uploaded(9, Err(refusal)));
    assert_eq!(flow.kept.files[0].state, FileState::Failed);
    assert_eq!(
        flow.following.typed(Field::Message),
        "See this.",
        "kept for another try"
    );
    assert!(flow.apply(Act::SendMessage).contains(&Todo::Upload(9, 0)));
}
