//! What did not work is tried again, by the customer and by itself; a draft of another visit is offered first.

use super::{filed, photo, refused, reloaded, round, set, shop, start, usual};
use crate::flow::{Act, Field, FileState, Flow, News, Screen, Todo, Trouble};
use claims::problem::EvidenceKind;
use serde_json::json;

/// Sent without an answer.
fn waiting() -> Flow {
    let mut flow = usual(Screen::Check);
    flow.kept.began_ms = 7;
    set(&mut flow, Field::Name, "Anna");
    flow.apply(Act::Next);
    flow.hear(News::Key("key-1".to_owned()));
    flow.hear(News::Filed(Err(Trouble::NoAnswer)));
    flow
}

#[test]
fn a_claim_nobody_answered_goes_by_itself_after_longer_and_longer_waits() {
    let mut flow = usual(Screen::Check);
    set(&mut flow, Field::Name, "Anna");
    flow.apply(Act::Next);
    flow.hear(News::Key("key-1".to_owned()));
    for wait_ms in [3_000, 6_000, 12_000, 24_000, 30_000, 30_000] {
        let todos = flow.hear(News::Filed(Err(Trouble::NoAnswer)));
        assert_eq!(todos.get(1), Some(&Todo::Poll(wait_ms)), "{todos:?}");
        assert_eq!(
            flow.alert.as_ref().map(|alert| alert.key),
            Some("check.waiting")
        );
        assert_eq!(flow.hear(News::Tick), [Todo::File]);
        assert_eq!(flow.hear(News::Tick), [], "it is on its way");
    }
    assert_eq!(flow.kept.key, "key-1");
}

#[test]
fn what_was_changed_meanwhile_waits_for_the_customer() {
    let mut flow = waiting();
    set(&mut flow, Field::Phone, "+33 1");
    assert_eq!(flow.hear(News::Tick), []);
    assert_eq!(flow.hear(News::Online), []);
    assert!(flow.alert.is_some());
}

#[test]
fn another_tab_lends_its_key_and_what_it_has_sent_is_followed() {
    let mut other = usual(Screen::Check);
    other.kept.began_ms = 7;
    set(&mut other, Field::Name, "Anna");
    other.apply(Act::Next);
    let elsewhere = |flow: &Flow| News::Elsewhere(Box::new(round(&flow.kept)));
    assert_eq!(other.hear(elsewhere(&waiting())), []);
    other.hear(News::Key("key-2".to_owned()));
    assert_eq!(other.kept.key, "key-1", "the same claim has one key");

    let mut sent = waiting();
    sent.apply(Act::Next);
    sent.hear(News::Filed(Ok(Box::new(filed()))));
    assert_eq!(other.hear(elsewhere(&sent)), [Todo::Leave]);
    assert_eq!(other.kept.claim, sent.kept.claim);
}

#[test]
fn another_draft_of_another_tab_changes_nothing() {
    let mut flow = waiting();
    flow.kept.began_ms = 8;
    let before = flow.kept.clone();
    let mut sent = waiting();
    sent.apply(Act::Next);
    sent.hear(News::Filed(Ok(Box::new(filed()))));
    assert_eq!(flow.hear(News::Elsewhere(Box::new(sent.kept))), []);
    assert_eq!(flow.kept, before);
}

#[test]
fn on_another_visit_the_draft_is_offered_and_what_was_sent_goes_on() {
    for screen in [Screen::Items, Screen::Problem, Screen::Check] {
        let mut flow = reloaded(&usual(screen));
        flow.offer();
        assert!(flow.offered);
        assert_eq!(flow.apply(Act::Next), [Todo::Keep, Todo::FocusHeading]);
        assert_eq!((flow.offered, flow.kept.screen), (false, screen));
    }
    let mut flow = reloaded(&waiting());
    flow.offer();
    assert!(!flow.offered && flow.busy);
    let mut flow = start(shop());
    flow.offer();
    assert!(!flow.offered, "there is nothing to go on with");
}

#[test]
fn deleting_is_asked_for_and_leaves_nothing() {
    let mut flow = usual(Screen::Remedy);
    assert_eq!(flow.apply(Act::Offer), [Todo::FocusHeading]);
    let todos = flow.apply(Act::Restart);
    assert_eq!(todos, [Todo::Forget, Todo::Keep, Todo::FocusHeading]);
    assert_eq!((flow.offered, flow.kept.screen), (false, Screen::Find));
    assert!(flow.kept.lines.is_empty() && flow.kept.files.is_empty());
}

#[test]
fn what_was_not_got_is_asked_for_again() {
    let mut flow = usual(Screen::Sent);
    flow.hear(News::NotGot(Todo::Statement, Trouble::NoAnswer));
    assert_eq!(
        flow.alert.as_ref().map(|alert| alert.key),
        Some("error.network")
    );
    assert_eq!(
        flow.apply(Act::Again),
        [Todo::FocusHeading, Todo::Statement]
    );
    assert!(flow.alert.is_none());

    let mut flow = usual(Screen::Progress);
    set(&mut flow, Field::Message, "Hello?");
    let asked = flow.apply(Act::SendMessage);
    flow.hear(News::Answered(Err(Trouble::NoAnswer)));
    let again = flow.apply(Act::Again);
    assert_eq!(again.get(1..), Some(asked.as_slice()));
}

#[test]
fn files_that_were_given_up_go_when_the_network_is_back() {
    let mut flow = usual(Screen::Sent);
    for _ in 0..4 {
        flow.hear(News::Uploaded(1, Err(Trouble::Offline)));
    }
    assert_eq!(flow.kept.files[0].state, FileState::Failed);
    assert_eq!(flow.hear(News::Online), [Todo::Upload(1, 0), Todo::View]);
}

#[test]
fn a_change_link_leads_back_to_the_review_past_what_is_complete() {
    for screen in [
        Screen::Items,
        Screen::Problem,
        Screen::Evidence,
        Screen::Remedy,
    ] {
        let mut flow = usual(Screen::Check);
        let told = flow.kept.lines.clone();
        flow.apply(Act::Go(screen));
        flow.apply(Act::Next);
        assert_eq!(flow.kept.screen, Screen::Check, "{screen:?}");
        assert_eq!(flow.kept.lines, told);
    }
}

#[test]
fn a_change_that_leaves_something_to_tell_stops_there() {
    let mut flow = usual(Screen::Check);
    flow.apply(Act::Go(Screen::Items));
    set(&mut flow, Field::Item(2), "1");
    flow.apply(Act::Next);
    assert_eq!(flow.kept.screen, Screen::Problem, "of the other item");
    set(&mut flow, Field::Problem(1), "not-as-shown");
    set(&mut flow, Field::Description(1), "Too dim.");
    flow.apply(Act::Next);
    assert_eq!(flow.kept.screen, Screen::Remedy, "the photo is there");
    set(&mut flow, Field::Remedy(1), "refund");
    flow.apply(Act::Next);
    assert_eq!(flow.kept.screen, Screen::Check);
}

#[test]
fn what_is_to_follow_later_is_not_asked_for_on_the_way_back() {
    let mut flow = usual(Screen::Evidence);
    flow.apply(Act::Later);
    set(&mut flow, Field::Remedy(0), "repair");
    flow.apply(Act::Next);
    flow.apply(Act::Go(Screen::Problem));
    flow.apply(Act::Next);
    assert_eq!(flow.kept.screen, Screen::Check);
    // Said again on the screen itself, it is asked for again.
    flow.apply(Act::Go(Screen::Evidence));
    assert_eq!(flow.apply(Act::Next), [Todo::Focus(Field::Files)]);
    flow.hear(News::Picked(EvidenceKind::Photo, vec![photo(1)]));
    flow.hear(News::Prepared(photo(1)));
    flow.apply(Act::Next);
    assert_eq!(flow.kept.screen, Screen::Check);
}

#[test]
fn a_refused_claim_is_not_sent_by_itself() {
    let mut flow = waiting();
    flow.apply(Act::Next);
    flow.hear(News::Filed(Err(refused(
        "already_claimed",
        &json!({ "status": 409 }),
    ))));
    assert_eq!(flow.hear(News::Tick), []);
}
