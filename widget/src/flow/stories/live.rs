//! News by a socket, and how the page goes on without one.

use super::{set, usual, view};
use crate::flow::{Field, Flow, News, Screen, Socket, Todo, Trouble};
use serde_json::{Value, json};

fn told(flow: &mut Flow, changes: &Value) -> Vec<Todo> {
    flow.hear(News::Live(Box::new(view(changes))))
}

/// A page that has its news by a socket.
fn live() -> Flow {
    let mut flow = usual(Screen::Progress);
    assert_eq!(
        flow.hear(News::Viewed(Ok(None))),
        [Todo::Live(0), Todo::Poll(4_500)]
    );
    assert_eq!(told(&mut flow, &json!({})), []);
    flow
}

/// So many events, the last of that type by that side.
fn with_events(count: usize, kind: &str, by: &str) -> Value {
    let mut event =
        json!({ "type": kind, "by": by, "at": "2026-11-21T10:00:00.000Z", "text": "x" });
    let timeline: Vec<Value> = (1..=count)
        .map(|seq| {
            event["seq"] = json!(seq);
            event.clone()
        })
        .collect();
    json!({ "timeline": timeline })
}

#[test]
fn while_news_comes_by_itself_nothing_is_asked() {
    let mut flow = live();
    assert_eq!(flow.hear(News::Tick), []);
    let todos = told(&mut flow, &json!({ "status": "approved" }));
    assert!(matches!(&todos[..], [Todo::Emit("status", _)]), "{todos:?}");
    assert_eq!(flow.said, "status.approved");
}

#[test]
fn a_lost_socket_is_tried_again_later_and_later_while_the_claim_is_looked_at() {
    let mut flow = live();
    assert_eq!(
        flow.hear(News::LiveLost),
        [Todo::Live(2_000), Todo::Poll(3_000)]
    );
    for wait_ms in [4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000] {
        assert_eq!(flow.hear(News::LiveLost), [Todo::Live(wait_ms)]);
    }
    assert_eq!(flow.hear(News::Tick), [Todo::View]);
    flow.hear(News::Viewed(Err(Trouble::NoAnswer)));
    assert_eq!(
        flow.alert.as_ref().map(|it| it.key),
        Some("progress.offline")
    );
    told(&mut flow, &json!({}));
    assert_eq!(
        (flow.following.socket, flow.alert.clone()),
        (Socket::Open, None)
    );
    assert_eq!(flow.hear(News::Tick), []);
}

#[test]
fn a_socket_that_never_works_is_given_up() {
    let mut flow = usual(Screen::Progress);
    flow.hear(News::Viewed(Ok(None)));
    for _ in 0..6 {
        assert!(matches!(flow.hear(News::LiveLost)[..], [Todo::Live(_)]));
    }
    assert_eq!(flow.hear(News::LiveLost), []);
    assert_eq!(flow.hear(News::Tick), [Todo::View]);
    assert_eq!(flow.hear(News::Viewed(Ok(None))), [Todo::Poll(6_750)]);
}

#[test]
fn nobody_looking_or_no_network_lets_the_socket_go_until_it_is_back() {
    let mut flow = live();
    assert_eq!(flow.hear(News::Away(false)), [Todo::Quiet]);
    assert_eq!(flow.hear(News::LiveLost), [], "it was let go");
    assert!(flow.hear(News::Online).contains(&Todo::View));
    assert!(flow.hear(News::Viewed(Ok(None))).contains(&Todo::Live(0)));

    assert!(flow.hear(News::Away(true)).contains(&Todo::Quiet));
    assert_eq!(
        flow.alert.as_ref().map(|it| it.key),
        Some("progress.offline")
    );
    flow.hear(News::Online);
    assert_eq!(flow.alert, None);
}

#[test]
fn what_the_shop_did_is_said_and_what_the_customer_did_is_not() {
    let mut flow = live();
    told(&mut flow, &with_events(2, "message.sent", "shop"));
    assert_eq!(
        (&*flow.said, flow.following.heard),
        ("event.message.sent", 2)
    );
    told(&mut flow, &with_events(3, "message.sent", "shop"));
    assert_eq!(flow.following.heard, 3, "said anew");
    flow.said.clear();
    let mut own = with_events(4, "message.sent", "shop");
    own["timeline"][3]["type"] = json!("message.added");
    told(&mut flow, &own);
    assert_eq!(flow.said, "");
}

#[test]
fn an_answer_that_news_has_overtaken_changes_nothing() {
    let mut flow = live();
    told(&mut flow, &with_events(3, "message.sent", "shop"));
    set(&mut flow, Field::Message, "half a sen");
    flow.hear(News::Viewed(Ok(Some(Box::new(view(&json!({})))))));
    assert_eq!(flow.view.as_ref().unwrap().events(), 3);
    assert_eq!(
        flow.following.typed(Field::Message),
        "half a sen",
        "what is typed stays"
    );
}
