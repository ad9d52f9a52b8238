//! Files on their way, once the claim is kept.

use super::{filed, photo, refused, set, usual, view};
use crate::flow::{Act, Field, FileState, Flow, News, Screen, Todo, Trouble};
use claims::problem::EvidenceKind;
use serde_json::json;

fn state(flow: &Flow, id: u32) -> FileState {
    let file = flow.kept.files.iter().find(|file| file.id == id);
    file.unwrap().state
}

/// Sent with two photos, the first of them on its way.
fn with_two_photos() -> Flow {
    let mut flow = usual(Screen::Check);
    flow.apply(Act::Go(Screen::Evidence));
    flow.hear(News::Picked(EvidenceKind::Photo, vec![photo(2)]));
    flow.hear(News::Prepared(photo(2)));
    flow.apply(Act::Next);
    flow.apply(Act::Next);
    set(&mut flow, Field::Name, "Anna");
    flow.apply(Act::Next);
    flow.hear(News::Key("key-1".to_owned()));
    let todos = flow.hear(News::Filed(Ok(Box::new(filed()))));
    assert!(todos.contains(&Todo::Upload(1, 0)) && !todos.contains(&Todo::Upload(2, 0)));
    flow
}

#[test]
fn files_go_one_after_the_other() {
    let mut flow = with_two_photos();
    let places: Vec<u32> = flow.kept.files.iter().map(|file| file.n).collect();
    assert_eq!(places, [1, 2]);
    flow.hear(News::Sending(1, 40));
    assert_eq!(state(&flow, 1), FileState::Sending(40, 0));
    let kept = || Ok(Box::new(view(&json!({}))));
    assert_eq!(
        flow.hear(News::Uploaded(1, kept())),
        [Todo::Drop(1), Todo::Keep, Todo::Upload(2, 0)]
    );
    assert_eq!(
        flow.hear(News::Uploaded(2, kept())),
        [Todo::Drop(2), Todo::Keep]
    );
    assert!(flow.kept.files.iter().all(|file| file.sent));
}

#[test]
fn a_file_is_tried_again_after_longer_and_longer_waits_then_given_up_visibly() {
    let mut flow = with_two_photos();
    for wait_ms in [1_000, 4_000, 10_000] {
        let todos = flow.hear(News::Uploaded(1, Err(Trouble::NoAnswer)));
        assert_eq!(todos, [Todo::Upload(1, wait_ms)]);
        flow.hear(News::Sending(1, 10));
    }
    let todos = flow.hear(News::Uploaded(1, Err(Trouble::NoAnswer)));
    assert_eq!(state(&flow, 1), FileState::Failed);
    assert_eq!(
        todos,
        [Todo::Keep, Todo::Upload(2, 0)],
        "the next one has its turn"
    );
    assert_eq!(flow.apply(Act::SendAgain(1)), [], "one at a time");
    let todos = flow.hear(News::Uploaded(2, Ok(Box::new(view(&json!({}))))));
    assert_eq!(todos.last(), Some(&Todo::Upload(1, 0)));
}

#[test]
fn a_file_the_edge_refuses_is_not_tried_again() {
    let mut flow = with_two_photos();
    let trouble = refused("file_type_mismatch", &json!({ "status": 415 }));
    flow.hear(News::Uploaded(1, Err(trouble)));
    assert_eq!(state(&flow, 1), FileState::Failed);
}

#[test]
fn a_file_of_a_claim_that_is_followed_takes_the_next_place_and_goes_at_once() {
    let mut flow = usual(Screen::Progress);
    let evidence = json!([{
        "n": 4, "kind": "photo", "name": "a.jpg", "media_type": "image/jpeg", "size_bytes": 1, "sha256": "00",
    }]);
    flow.hear(News::Uploaded(
        1,
        Ok(Box::new(view(&json!({ "evidence": evidence })))),
    ));
    let picked = News::Picked(EvidenceKind::Photo, vec![photo(9)]);
    assert_eq!(flow.hear(picked), [Todo::Prepare(9), Todo::Keep]);
    assert_eq!(
        flow.hear(News::Prepared(photo(9))),
        [Todo::Keep, Todo::Upload(9, 0)]
    );
    assert_eq!(flow.kept.files.last().map(|file| file.n), Some(5));
}
