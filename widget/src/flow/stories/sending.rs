//! Sending the claim: once, whatever the network does.

use super::{filed, found, look_up, photo, refused, reloaded, set, shop, start, usual};
use crate::{
    flow::{Act, Field, Flow, News, Screen, Todo, Trouble},
    write,
};
use claims::{draft::ClaimDraft, problem::EvidenceKind, wire::ClaimLink};
use serde_json::json;

fn sent() -> Flow {
    let mut flow = usual(Screen::Check);
    set(&mut flow, Field::Name, " Anna ");
    assert_eq!(flow.apply(Act::Next), [Todo::NewKey]);
    assert_eq!(
        flow.hear(News::Key("key-1".to_owned())),
        [Todo::Keep, Todo::File]
    );
    flow
}

#[test]
fn a_claim_goes_from_the_order_to_the_shop() {
    let on = [Todo::Keep, Todo::FocusHeading];
    let mut flow = start(shop());
    assert_eq!(look_up(&mut flow, found("2026-10-24")), on);
    set(&mut flow, Field::Item(0), "1");
    assert_eq!(flow.apply(Act::Next), on);
    set(&mut flow, Field::Problem(0), "does-not-light");
    set(&mut flow, Field::Description(0), "It stays dark.");
    assert_eq!(flow.apply(Act::Next), on);
    let picked = News::Picked(EvidenceKind::Photo, vec![photo(1)]);
    assert_eq!(flow.hear(picked), [Todo::Prepare(1), Todo::Keep]);
    assert_eq!(flow.hear(News::Prepared(photo(1))), [Todo::Keep]);
    assert_eq!(flow.apply(Act::Next), on);
    set(&mut flow, Field::Remedy(0), "repair");
    assert_eq!(flow.apply(Act::Next), on);
    set(&mut flow, Field::Name, "Anna");
    assert_eq!(flow.apply(Act::Next), [Todo::NewKey]);
    assert_eq!(
        flow.hear(News::Key("key-1".to_owned())),
        [Todo::Keep, Todo::File]
    );
    assert!(flow.busy);
    assert_eq!(flow.apply(Act::Next), [], "sent once");
    assert_eq!(
        flow.hear(News::Filed(Ok(Box::new(filed())))),
        [
            Todo::Keep,
            Todo::FocusHeading,
            Todo::Emit("filed", "{\"number\":\"K7QX-2MPD\"}".to_owned()),
            Todo::Upload(1, 0),
            Todo::Poll(3_000),
        ]
    );
    assert_eq!(flow.kept.screen, Screen::Sent);
}

#[test]
fn what_is_sent_is_the_draft_with_its_words_trimmed() {
    let flow = sent();
    let draft: ClaimDraft = serde_json::from_str(&flow.kept.body).unwrap();
    assert_eq!(draft, flow.draft());
    assert_eq!(draft.customer.name, "Anna");
    assert_eq!(draft.customer.email, "anna@example.com");
    assert_eq!(draft.customer.phone, None);
    assert_eq!(draft.lines[0].description, "It stays dark.");
    assert_eq!(draft.files.len(), 1);
    assert_eq!(draft.stated_order, None);
}

#[test]
fn a_claim_without_a_name_stays() {
    let mut flow = usual(Screen::Check);
    set(&mut flow, Field::Name, "  ");
    assert_eq!(flow.apply(Act::Next), [Todo::Focus(Field::Name)]);
}

#[test]
fn without_an_answer_the_same_claim_goes_under_the_same_key() {
    for trouble in [Trouble::NoAnswer, Trouble::Offline] {
        let mut flow = sent();
        let body = flow.kept.body.clone();
        flow.hear(News::Filed(Err(trouble)));
        assert!(flow.alert.as_ref().is_some_and(|alert| alert.retry));
        assert_eq!(flow.apply(Act::Next), [Todo::File]);
        assert_eq!((flow.kept.key.as_str(), &flow.kept.body), ("key-1", &body));
    }
}

#[test]
fn a_changed_claim_goes_under_a_new_key() {
    let mut flow = sent();
    let body = flow.kept.body.clone();
    flow.hear(News::Filed(Err(Trouble::NoAnswer)));
    set(&mut flow, Field::Phone, "+33 1");
    assert_eq!(flow.apply(Act::Next), [Todo::NewKey]);
    flow.hear(News::Key("key-2".to_owned()));
    assert_eq!(flow.kept.key, "key-2");
    assert_ne!(flow.kept.body, body);
}

#[test]
fn a_reload_before_the_answer_sends_the_same_key_again() {
    let before = sent();
    let mut flow = reloaded(&before);
    assert!(flow.busy);
    assert_eq!(flow.start(false), [Todo::Picture(1), Todo::File]);
    assert_eq!(flow.kept.key, "key-1");
    assert_eq!(flow.kept.body, before.kept.body);
    assert_eq!(write::draft(&flow.draft()), flow.kept.body);
}

#[test]
fn back_online_it_is_sent_once() {
    let mut flow = sent();
    flow.hear(News::Filed(Err(Trouble::Offline)));
    assert_eq!(
        flow.alert.as_ref().map(|alert| alert.key),
        Some("check.offline")
    );
    assert_eq!(flow.hear(News::Online), [Todo::File]);
    assert!(flow.alert.is_none());
    assert_eq!(flow.hear(News::Online), [], "already on its way");
    assert_eq!(flow.apply(Act::Next), []);
}

#[test]
fn the_network_alone_sends_nothing_that_was_not_sent() {
    let mut flow = usual(Screen::Check);
    set(&mut flow, Field::Name, "Anna");
    assert_eq!(flow.hear(News::Online), []);
}

#[test]
fn an_item_in_an_open_claim_leads_to_that_claim() {
    let mut flow = sent();
    let claim = json!({ "number": "AAAA-BBBB", "url": "https://lumen.example/track#t" });
    flow.hear(News::Filed(Err(refused(
        "already_claimed",
        &json!({ "status": 409, "claim": claim }),
    ))));
    let alert = flow.alert.unwrap();
    assert_eq!(alert.key, "error.already_claimed");
    assert_eq!(
        alert.claim,
        Some(ClaimLink {
            number: "AAAA-BBBB".to_owned(),
            url: "https://lumen.example/track#t".to_owned(),
        })
    );
}

#[test]
fn an_ended_session_finds_the_order_again_and_keeps_what_was_entered() {
    let mut flow = sent();
    let lines = flow.kept.lines.clone();
    flow.hear(News::Filed(Err(refused("token_expired", &json!({})))));
    assert_eq!(flow.kept.screen, Screen::Find);
    assert_eq!(
        flow.alert.as_ref().map(|alert| alert.key),
        Some("error.session")
    );
    assert_eq!((&flow.kept.lines, flow.kept.name.trim()), (&lines, "Anna"));
}

#[test]
fn a_lost_answer_that_is_told_again_says_so() {
    let mut flow = sent();
    flow.hear(News::Filed(Ok(Box::new(crate::flow::Filed {
        replayed: true,
        ..filed()
    }))));
    assert!(flow.replayed);
    assert_eq!(flow.kept.claim.unwrap().token, "tracking-token");
}
