//! What survives a reload.

use super::{found, reloaded, round, set, shop, start, usual};
use crate::{
    flow::{Act, Field, FileState, Flow, Kept, Screen, Todo, Tracking},
    json,
    program::Program,
    read, write,
};

#[test]
fn every_screen_of_the_form_is_come_back_to() {
    for screen in [
        Screen::Items,
        Screen::Problem,
        Screen::Evidence,
        Screen::Remedy,
        Screen::Check,
    ] {
        let before = usual(screen);
        let mut flow = reloaded(&before);
        assert_eq!(flow.kept.screen, screen);
        assert_eq!(flow.kept.lines, before.kept.lines);
        assert_eq!(flow.verdict, before.verdict, "{screen:?}");
        assert_eq!(flow.required, before.required, "{screen:?}");
        assert!(!flow.busy);
        let pictures: Vec<_> = before
            .kept
            .files
            .iter()
            .map(|file| Todo::Picture(file.id))
            .collect();
        assert_eq!(flow.start(false), pictures);
    }
}

#[test]
fn without_the_order_the_form_starts_over_with_what_was_typed() {
    let before = usual(Screen::Check);
    let flow = Flow::new(Program::Claim, shop(), "en", round(&before.kept), None);
    assert_eq!(flow.kept.screen, Screen::Find);
    assert_eq!(flow.kept.order_number, " LL-1001 ");
    assert_eq!(flow.kept.lines, before.kept.lines);
}

#[test]
fn a_claim_that_was_sent_is_followed_and_its_files_go_on() {
    let before = usual(Screen::Sent);
    let mut flow = reloaded(&before);
    assert_eq!(flow.kept.screen, Screen::Progress);
    assert_eq!(
        flow.start(false),
        [Todo::Picture(1), Todo::View, Todo::Upload(1, 0)]
    );
}

#[test]
fn what_is_sent_is_not_kept_any_longer() {
    let kept = usual(Screen::Sent).kept;
    assert_eq!(kept.lines, []);
    assert_eq!(
        (kept.body.as_str(), kept.key.as_str(), kept.found.as_str()),
        ("", "", "")
    );
    assert!(kept.claim.is_some() && !kept.files.is_empty());
}

#[test]
fn a_file_that_was_sent_stays_sent_and_one_that_was_not_is_ready_again() {
    let mut kept = usual(Screen::Sent).kept;
    kept.files.push(kept.files[0].clone());
    kept.files[0].sent = true;
    kept.files[1].state = FileState::Failed;
    let states: Vec<_> = round(&kept).files.iter().map(|file| file.state).collect();
    assert_eq!(states, [FileState::Sent, FileState::Ready]);
}

#[test]
fn odd_characters_come_back_as_they_were() {
    for odd in [
        "\"",
        "\\",
        "\\\"",
        "\\u0041",
        "a\nb\tc\rd",
        "\0\u{1}\u{8}\u{b}\u{c}\u{f}\u{10}\u{1f}\u{7f}",
        "é ß Ж 漢 \u{1f600}\u{200d}\u{1f4a1}",
        "\u{2028}\u{2029}\u{feff}\u{d7ff}\u{e000}\u{10ffff}",
        "</script>{}[],:/",
        " ",
    ] {
        let mut flow = usual(Screen::Check);
        set(&mut flow, Field::Name, odd);
        flow.kept.lines[0].description = odd.to_owned();
        flow.kept.lines[0].serial = Some(odd.to_owned());
        flow.kept.files[0].name = odd.to_owned();
        flow.kept.stated.placed = odd.to_owned();
        flow.kept.found = odd.to_owned();
        flow.kept.body = odd.to_owned();
        flow.kept.claim = Some(Tracking {
            number: odd.to_owned(),
            token: odd.to_owned(),
            url: odd.to_owned(),
        });
        assert_eq!(round(&flow.kept), flow.kept, "{odd:?}");
        let by_serde: serde_json::Value = serde_json::from_str(&write::kept(&flow.kept)).unwrap();
        assert_eq!(by_serde["name"], odd);
    }
}

#[test]
fn what_was_kept_by_another_version_is_taken_as_far_as_it_goes() {
    for text in [
        "{}",
        "[]",
        "null",
        "{\"screen\":99,\"lines\":7,\"files\":[{\"kind\":\"hologram\"}]}",
    ] {
        let kept = read::kept(&json::read(text).unwrap());
        assert_eq!(kept, Kept::default(), "{text}");
    }
}

#[test]
fn every_screen_has_a_place_of_its_own() {
    for place in 0..10 {
        assert_eq!(Screen::of_place(place).place(), place);
    }
    assert_eq!(Screen::of_place(10), Screen::Find);
}

#[test]
fn the_back_button_goes_through_the_steps_and_keeps_what_was_told() {
    let mut flow = usual(Screen::Check);
    let told = flow.kept.lines.clone();
    for screen in [
        Screen::Remedy,
        Screen::Evidence,
        Screen::Problem,
        Screen::Items,
        Screen::Find,
        Screen::Find,
    ] {
        assert_eq!(flow.apply(Act::Back), [Todo::Keep, Todo::FocusHeading]);
        assert_eq!(flow.kept.screen, screen);
    }
    assert_eq!(flow.kept.lines, told);
}

#[test]
fn items_are_kept_in_the_order_of_the_order_and_units_within_what_is_open() {
    let mut flow = start(shop());
    super::look_up(&mut flow, found("2026-10-24"));
    assert_eq!(flow.apply(Act::Next), [Todo::Focus(Field::Item(0))]);
    for (at, value) in [(2, "1"), (0, "1"), (1, "1"), (0, ""), (9, "1")] {
        set(&mut flow, Field::Item(at), value);
    }
    for (value, quantity) in [("2", 2), ("3", 3), ("4", 3), ("0", 1), ("x", 1)] {
        set(&mut flow, Field::Quantity(2), value);
        assert_eq!(flow.kept.lines[1].quantity, quantity, "{value}");
    }
    let lines: Vec<_> = flow
        .kept
        .lines
        .iter()
        .map(|line| line.line.as_str())
        .collect();
    assert_eq!(lines, ["2", "3"]);
}

#[test]
fn another_order_that_was_sent_is_asked_about_and_begun_with_if_wanted() {
    let mut flow = reloaded(&usual(Screen::Remedy));
    flow.typed("LL-2".to_owned(), "b@mail.example".to_owned(), true);
    assert_eq!(flow.start(true), [Todo::Picture(1)]);
    assert!(flow.offered);
    assert_eq!(flow.kept.order_number, " LL-1001 ");
    let todos = flow.apply(Act::Restart);
    assert!(todos.starts_with(&[Todo::Forget]), "{todos:?}");
    assert!(todos.ends_with(&[Todo::Keep, Todo::Find]), "{todos:?}");
    assert_eq!(flow.asked(), ("order_number", "LL-2"));
    assert_eq!(flow.kept.email, "b@mail.example");
    assert!(flow.kept.lines.is_empty() && flow.busy);
}

#[test]
fn the_same_order_or_one_that_was_only_typed_leaves_the_draft_as_it_is() {
    for (number, is_sent) in [("LL-1001", true), ("LL-2", false)] {
        let mut flow = reloaded(&usual(Screen::Remedy));
        flow.typed(number.to_owned(), "b@mail.example".to_owned(), is_sent);
        assert_eq!((flow.offered, &flow.other), (false, &None), "{number}");
        assert_eq!(flow.kept.order_number, " LL-1001 ");
    }
}

#[test]
fn what_was_sent_is_looked_up_and_not_what_was_typed_on_an_earlier_visit() {
    let mut flow = start(shop());
    set(&mut flow, Field::Order, "LL-1");
    set(&mut flow, Field::Email, "a@mail.example");
    let mut flow = reloaded(&flow);
    flow.typed("LL-2".to_owned(), "b@mail.example".to_owned(), true);
    assert_eq!(flow.start(true), [Todo::Keep, Todo::Find]);
    assert_eq!(flow.asked(), ("order_number", "LL-2"));
    assert_eq!(flow.kept.email, "b@mail.example");
}

#[test]
fn a_link_is_followed_once_the_draft_of_an_earlier_visit_is_deleted() {
    let mut flow = reloaded(&usual(Screen::Remedy));
    flow.link = "token".to_owned();
    flow.offer();
    let _ = flow.start(false);
    assert!(flow.apply(Act::Restart).contains(&Todo::Find));
    assert_eq!(flow.asked(), ("link", "token"));
}
