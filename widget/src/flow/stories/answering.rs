//! What the customer can do about a claim that was sent.

use super::{errors, handed_over, refused, set, usual, view};
use crate::flow::{Act, Field, News, Screen, Todo, Trouble};
use serde_json::{Value, json};

fn answer(changes: &Value) -> News {
    News::Answered(Ok(Box::new(view(changes))))
}

#[test]
fn a_message_is_written_and_sent_once() {
    let mut flow = usual(Screen::Progress);
    for (text, key) in [
        (" ", "error.required_message"),
        (&*"x".repeat(4_001), "error.too_long"),
    ] {
        set(&mut flow, Field::Message, text);
        assert_eq!(flow.apply(Act::SendMessage), [Todo::Focus(Field::Message)]);
        assert_eq!(errors(&flow), [(Field::Message, key)]);
    }
    set(&mut flow, Field::Message, " Any \"news\"? ");
    let body = "{\"text\":\"Any \\\"news\\\"?\"}".to_owned();
    assert_eq!(
        flow.apply(Act::SendMessage),
        [Todo::Post("messages", body.clone())]
    );
    assert_eq!(flow.apply(Act::SendMessage), [], "already on its way");
    flow.hear(News::Answered(Err(Trouble::NoAnswer)));
    assert_eq!(
        flow.following.typed(Field::Message),
        " Any \"news\"? ",
        "kept for another try"
    );
    assert_eq!(flow.apply(Act::SendMessage), [Todo::Post("messages", body)]);
    assert_eq!(flow.hear(answer(&json!({}))), [Todo::Poll(3_000)]);
    assert_eq!(
        (flow.following.typed(Field::Message), flow.said.as_str()),
        ("", "progress.message_sent")
    );
}

#[test]
fn an_offer_is_accepted_or_declined() {
    for (act, path) in [(Act::Accept, "accept"), (Act::Decline, "decline")] {
        let mut flow = usual(Screen::Progress);
        let offer = json!({ "remedy": "partial_refund", "amount": { "amount_minor": 2000, "currency": "EUR" } });
        flow.view = Some(view(&json!({ "status": "under_review", "offer": offer })));
        assert_eq!(flow.apply(act), [Todo::Post(path, String::new())]);
        assert_eq!(flow.apply(Act::Decline), [], "one answer at a time");
        let todos = flow.hear(answer(&json!({ "status": "approved" })));
        assert!(todos.contains(&Todo::Poll(3_000)));
        assert!(!flow.busy);
        assert_eq!(flow.view.and_then(|view| view.followed().offer), None);
    }
}

#[test]
fn withdrawing_asks_first() {
    let mut flow = usual(Screen::Progress);
    assert_eq!(
        flow.apply(Act::AskWithdraw(true)),
        [Todo::Focus(Field::Reason)]
    );
    assert!(flow.withdrawing);
    assert_eq!(flow.apply(Act::AskWithdraw(false)), [Todo::FocusHeading]);
    assert!(!flow.withdrawing);
    for (reason, body) in [(" ", "{}"), (" It works. ", "{\"reason\":\"It works.\"}")] {
        let mut flow = usual(Screen::Progress);
        flow.apply(Act::AskWithdraw(true));
        set(&mut flow, Field::Reason, reason);
        assert_eq!(
            flow.apply(Act::Withdraw),
            [Todo::Post("withdraw", body.to_owned())]
        );
        let todos = flow.hear(answer(&json!({ "status": "withdrawn" })));
        assert!(todos.contains(&Todo::FocusHeading));
        assert!(!flow.withdrawing);
        assert_eq!(flow.said, "progress.withdrawn");
    }
}

#[test]
fn what_is_no_longer_possible_is_said() {
    let mut flow = usual(Screen::Progress);
    flow.apply(Act::Accept);
    flow.hear(News::Answered(Err(refused(
        "illegal_transition",
        &json!({ "status": 409 }),
    ))));
    assert_eq!(flow.alert.map(|alert| alert.key), Some("error.illegal"));
    assert!(!flow.busy);
}

#[test]
fn another_claim_starts_with_the_same_address_and_nothing_else() {
    let mut flow = usual(Screen::Progress);
    assert_eq!(flow.apply(Act::Restart), [Todo::Leave]);
    let (flow, todos) = handed_over(&flow);
    assert_eq!(todos, [Todo::Forget, Todo::Keep, Todo::FocusHeading]);
    let nothing_else = crate::flow::Kept {
        email: " anna@example.com ".to_owned(),
        ..Default::default()
    };
    assert_eq!(flow.kept, nothing_else);
    assert!(flow.view.is_none() && flow.found.is_none() && flow.verdict.is_none());
}
