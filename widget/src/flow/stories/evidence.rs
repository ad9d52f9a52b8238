//! Photos and papers: asked for, chosen, made smaller.

use super::{errors, photo, usual};
use crate::flow::{Act, Field, Flow, News, Picked, Screen, Todo};
use claims::problem::EvidenceKind;

fn pick(flow: &mut Flow, id: u32) -> Vec<Todo> {
    flow.hear(News::Picked(EvidenceKind::Photo, vec![photo(id)]))
}

#[test]
fn what_the_policy_asks_for_is_needed_or_sent_later() {
    let mut flow = usual(Screen::Evidence);
    assert_eq!(flow.required, [EvidenceKind::Photo]);
    assert_eq!(flow.apply(Act::Next), [Todo::Focus(Field::Files)]);
    assert_eq!(errors(&flow), [(Field::Files, "evidence.missing")]);
    flow.apply(Act::Later);
    assert_eq!(flow.kept.screen, Screen::Remedy);
    assert_eq!(flow.missing_evidence(), [EvidenceKind::Photo]);
}

#[test]
fn a_file_that_cannot_be_sent_is_refused_at_once() {
    let paper = |name: &str, media_type: &str, size_bytes: u64| Picked {
        id: 1,
        name: name.to_owned(),
        media_type: media_type.to_owned(),
        size_bytes,
        picture: String::new(),
    };
    for (file, refused) in [
        (
            paper("a.zip", "application/zip", 1),
            Some("evidence.wrong_type"),
        ),
        (paper("a", "", 1), Some("evidence.wrong_type")),
        (
            paper("a.pdf", "application/pdf", 10 * 1024 * 1024 + 1),
            Some("evidence.too_large"),
        ),
        (paper("a.pdf", "application/pdf", 10 * 1024 * 1024), None),
        // A picture is made smaller first, and may be of a kind that becomes another.
        (paper("a.bmp", "image/bmp", 50 * 1024 * 1024), None),
    ] {
        let mut flow = usual(Screen::Evidence);
        let todos = flow.hear(News::Picked(EvidenceKind::Receipt, vec![file.clone()]));
        match refused {
            Some(key) => {
                assert_eq!(todos, [Todo::Drop(1), Todo::Keep], "{file:?}");
                assert_eq!(errors(&flow), [(Field::Files, key)], "{file:?}");
                assert_eq!(flow.errors[0].name, file.name);
                assert!(flow.kept.files.is_empty());
            }
            None => assert_eq!(todos, [Todo::Prepare(1), Todo::Keep], "{file:?}"),
        }
    }
}

#[test]
fn a_picture_that_did_not_get_small_enough_is_taken_out() {
    let mut flow = usual(Screen::Evidence);
    pick(&mut flow, 1);
    let large = Picked {
        size_bytes: 11_000_000,
        ..photo(1)
    };
    assert_eq!(
        flow.hear(News::Prepared(large)),
        [Todo::Drop(1), Todo::Keep]
    );
    assert_eq!(errors(&flow), [(Field::Files, "evidence.too_large")]);
    assert!(flow.kept.files.is_empty());
}

#[test]
fn the_eleventh_file_is_refused() {
    let mut flow = usual(Screen::Evidence);
    let files = (1..=11).map(photo).collect();
    let todos = flow.hear(News::Picked(EvidenceKind::Photo, files));
    assert_eq!(flow.kept.files.len(), 10);
    assert!(todos.contains(&Todo::Drop(11)));
    assert_eq!(errors(&flow), [(Field::Files, "evidence.too_many")]);
}

#[test]
fn who_is_in_a_hurry_goes_on_as_soon_as_the_files_are_ready() {
    let mut flow = usual(Screen::Evidence);
    pick(&mut flow, 1);
    assert_eq!(flow.apply(Act::Next), []);
    assert!(flow.going_on);
    assert_eq!(
        flow.hear(News::Prepared(photo(1))),
        [Todo::Keep, Todo::Keep, Todo::FocusHeading]
    );
    assert_eq!(flow.kept.screen, Screen::Remedy);
}

#[test]
fn a_file_that_is_taken_out_is_asked_for_again() {
    let mut flow = usual(Screen::Remedy);
    flow.apply(Act::Back);
    assert_eq!(flow.missing_evidence(), []);
    assert_eq!(
        flow.apply(Act::Remove(1)),
        [Todo::Drop(1), Todo::Keep, Todo::FocusHeading]
    );
    assert_eq!(flow.missing_evidence(), [EvidenceKind::Photo]);
    assert_eq!(flow.hear(News::Prepared(photo(1))), [], "too late");
}
