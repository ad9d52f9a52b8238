//! From one program to the other: nothing is lost on the way, and whoever cannot come is not waited for.

use super::{handed_over, photo, refused, round, shop, usual};
use crate::{
    flow::{Act, FileState, Flow, News, Screen, Todo},
    program::Program,
};
use claims::problem::EvidenceKind;
use serde_json::json;

#[test]
fn a_sent_claim_is_followed_with_what_was_seen_of_it_and_the_files_on_their_way() {
    let mut sent = usual(Screen::Sent);
    sent.hear(News::Sending(1, 40));
    assert_eq!(sent.apply(Act::Go(Screen::Progress)), [Todo::Leave]);
    assert_eq!(sent.kept.screen, Screen::Sent, "until the other is here");
    assert_eq!(sent.apply(Act::Go(Screen::Progress)), [], "asked once");
    let (flow, todos) = handed_over(&sent);
    assert_eq!(
        todos,
        [
            Todo::Keep,
            Todo::FocusHeading,
            Todo::Picture(1),
            Todo::View,
            Todo::Upload(1, 0)
        ]
    );
    assert_eq!(flow.kept.screen, Screen::Progress);
    assert_eq!(
        (&flow.view, &flow.kept.claim),
        (&sent.view, &sent.kept.claim)
    );
}

#[test]
fn a_file_that_is_still_made_smaller_is_made_smaller_by_the_other_program() {
    let mut sent = usual(Screen::Check);
    sent.apply(Act::Go(Screen::Evidence));
    sent.hear(News::Picked(EvidenceKind::Photo, vec![photo(2)]));
    let (_, todos) = handed_over(&sent);
    assert!(todos.contains(&Todo::Prepare(2)) && !todos.contains(&Todo::Picture(2)));
    let kept = round(&sent.kept);
    assert_eq!(kept.files[1].state, FileState::Preparing);
}

#[test]
fn where_the_other_program_does_not_come_this_one_stays_and_says_so() {
    for (screen, act, other) in [
        (Screen::Sent, Act::Go(Screen::Progress), Screen::Sent),
        (Screen::Items, Act::Go(Screen::Recover), Screen::Items),
        (Screen::Progress, Act::Restart, Screen::Progress),
    ] {
        let mut flow = usual(screen);
        let view = flow.view.clone();
        assert_eq!(flow.apply(act), [Todo::Leave]);
        flow.hear(News::Stayed);
        assert_eq!((flow.kept.screen, &flow.view), (other, &view));
        assert_eq!(
            flow.alert.as_ref().map(|alert| alert.key),
            Some("error.network")
        );
        let link = flow.alert.as_ref().and_then(|alert| alert.claim.clone());
        let is_sent = screen == Screen::Sent;
        assert_eq!(link.is_some(), is_sent, "to the hosted page");
        assert_eq!(flow.apply(act), [Todo::Leave], "and can be asked again");
    }
}

#[test]
fn a_claim_of_an_earlier_visit_is_left_to_the_program_that_follows() {
    let kept = usual(Screen::Sent).kept;
    let mut flow = Flow::new(Program::Claim, shop(), "en", kept, None);
    assert!(flow.start(false).contains(&Todo::Leave));
}

#[test]
fn a_link_that_opens_nothing_on_the_last_screen_is_left_to_the_program_that_follows() {
    let mut sent = usual(Screen::Sent);
    let gone = refused("token_expired", &json!({}));
    assert_eq!(sent.hear(News::Viewed(Err(gone))), [Todo::Leave]);
    assert!(
        handed_over(&sent).0.kept.claim.is_some(),
        "it finds out by itself"
    );
}
