//! Following a claim: looked at less and less often.

use super::{refused, usual, view};
use crate::flow::{Flow, News, Screen, Socket, Todo, Trouble, View};
use serde_json::{Value, json};

/// A page whose shop's policy forbids sockets: it was tried often enough.
fn without_socket() -> Flow {
    let mut flow = usual(Screen::Progress);
    flow.following.socket = Socket::Opening;
    flow
}

fn looked_at(flow: &mut Flow, changes: &Value) -> Vec<Todo> {
    flow.hear(News::Viewed(Ok(Some(Box::new(view(changes))))))
}

fn polled(todos: &[Todo]) -> Option<u32> {
    todos.iter().find_map(|todo| {
        if let Todo::Poll(wait_ms) = todo {
            Some(*wait_ms)
        } else {
            None
        }
    })
}

#[test]
fn while_nothing_changes_it_is_looked_at_less_often() {
    let mut flow = without_socket();
    for wait_ms in [4_500, 6_750, 10_125, 15_187, 22_780, 30_000, 30_000] {
        assert_eq!(flow.hear(News::Tick), [Todo::View]);
        assert_eq!(flow.hear(News::Viewed(Ok(None))), [Todo::Poll(wait_ms)]);
    }
    let todos = looked_at(&mut flow, &json!({ "status": "approved" }));
    assert_eq!(
        todos,
        [
            Todo::Emit(
                "status",
                "{\"number\":\"K7QX-2MPD\",\"status\":\"approved\"}".to_owned()
            ),
            Todo::Poll(3_000),
        ]
    );
    assert_eq!(flow.said, "status.approved");
}

#[test]
fn without_an_answer_it_waits_twice_as_long_and_says_so() {
    let mut flow = usual(Screen::Progress);
    for wait_ms in [6_000, 12_000, 24_000, 30_000, 30_000] {
        assert_eq!(
            flow.hear(News::Viewed(Err(Trouble::NoAnswer))),
            [Todo::Poll(wait_ms)]
        );
        assert_eq!(
            flow.alert.as_ref().map(|alert| alert.key),
            Some("progress.offline")
        );
    }
    flow.hear(News::Viewed(Ok(None)));
    assert_eq!(flow.alert, None);
}

#[test]
fn back_online_it_is_looked_at_at_once() {
    let mut flow = usual(Screen::Progress);
    flow.hear(News::Uploaded(1, Ok(Box::new(view(&json!({}))))));
    flow.hear(News::Viewed(Err(Trouble::Offline)));
    assert_eq!(flow.hear(News::Online), [Todo::View]);
    assert_eq!(flow.alert, None);
}

#[test]
fn where_nothing_more_is_to_come_it_is_looked_at_rarely() {
    for (status, is_over) in [
        ("received", false),
        ("needs_info", false),
        ("under_review", false),
        ("approved", false),
        ("in_progress", false),
        ("declined", true),
        ("resolved", true),
        ("withdrawn", true),
        ("expired", true),
    ] {
        let mut flow = usual(Screen::Progress);
        let todos = looked_at(&mut flow, &json!({ "status": status }));
        let wait_ms = if is_over { 120_000 } else { 3_000 };
        assert_eq!(polled(&todos), Some(wait_ms), "{status}");
        assert_eq!(flow.view.as_ref().map(View::is_over), Some(is_over));
    }
}

#[test]
fn a_link_that_no_longer_opens_it_leads_to_a_new_one() {
    for code in ["token_expired", "token_invalid", "claim_not_found"] {
        let mut flow = usual(Screen::Progress);
        let todos = flow.hear(News::Viewed(Err(refused(code, &json!({})))));
        assert!(todos.contains(&Todo::Forget), "{code}");
        assert_eq!(polled(&todos), None, "{code}");
        assert_eq!(flow.kept.screen, Screen::Recover, "{code}");
        assert_eq!(flow.kept.claim, None, "{code}");
        assert_eq!(
            flow.alert.map(|alert| alert.key),
            Some("progress.expired"),
            "{code}"
        );
    }
    let mut flow = usual(Screen::Progress);
    let todos = flow.hear(News::Viewed(Err(refused("internal", &json!({})))));
    assert_eq!(todos, [Todo::Poll(30_000)], "the shop is busy, no more");
    assert_eq!(flow.kept.screen, Screen::Progress);
}
