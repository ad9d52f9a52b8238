//! What rules of the shop ask: as soon as they match, kept, and sent.

use super::{errors, found, lamp_at, reloaded, set, shop_answer, start, tree, usual};
use crate::{
    flow::{Act, Field, Flow, News, Screen, Shop, Todo},
    read,
};
use serde_json::{Value, json};

/// The demo shop, which asks of lamps that stay dark, of opened goods and of who would like another one.
pub(crate) fn asking_shop() -> Shop {
    let asks = |id: &str, when: Value, text: &str, required: bool| {
        let text = json!({ "en": text, "fr": text, "ru": text });
        json!({ "id": id, "when": when, "then": { "question": { "id": id, "text": text, "required": required } } })
    };
    read::shop(&tree(&shop_answer(|file| {
        let dark = json!({ "problem": "does-not-light" });
        let photo = json!({ "evidence": ["photo"] });
        file.rules = json!([
            asks("which-bulb", dark, "Which bulb is in it?", true),
            asks(
                "why",
                json!({ "opened": true }),
                "What did you use it for?",
                false
            ),
            asks(
                "colour",
                json!({ "requested": "replace" }),
                "Which colour?",
                true
            ),
            asks("seen", photo, "When was the photo taken?", false),
        ])
        .into();
    })))
}

fn told(problem: &str) -> Flow {
    let mut flow = lamp_at(Screen::Problem, start(asking_shop()), found("2026-10-24"));
    set(&mut flow, Field::Problem(0), problem);
    set(&mut flow, Field::Description(0), "It stays dark.");
    flow
}

/// The questions asked about the only line: those of the problem screen, and those of the next ones.
fn asked(flow: &Flow) -> (Vec<&str>, Vec<&str>) {
    let (mut first, mut late) = (Vec::new(), Vec::new());
    for (n, question) in flow.questions(0).iter().enumerate() {
        if flow.is_asked_late(0, n) {
            late.push(question.id.as_str());
        } else {
            first.push(question.id.as_str());
        }
    }
    (first, late)
}

#[test]
fn a_question_is_asked_as_soon_as_its_rule_matches() {
    let mut flow = told("not-as-shown");
    assert_eq!(asked(&flow), (vec![], vec![]));
    set(&mut flow, Field::Problem(0), "does-not-light");
    assert_eq!(asked(&flow), (vec!["which-bulb"], vec![]));
    set(&mut flow, Field::Opened(0), "1");
    assert_eq!(asked(&flow), (vec!["which-bulb", "why"], vec![]));
}

#[test]
fn every_item_is_asked_of_as_soon_as_its_own_problem_is_chosen() {
    let mut flow = lamp_at(Screen::Items, start(asking_shop()), found("2026-10-24"));
    set(&mut flow, Field::Item(0), "1");
    set(&mut flow, Field::Item(2), "1");
    flow.apply(Act::Next);
    set(&mut flow, Field::Problem(1), "does-not-light");
    assert_eq!(flow.questions(0), []);
    assert_eq!(flow.questions(1).len(), 1);
    assert_eq!(flow.questions(7), []);
}

#[test]
fn a_required_question_is_answered_before_it_goes_on_and_another_need_not_be() {
    let mut flow = told("does-not-light");
    set(&mut flow, Field::Opened(0), "1");
    assert_eq!(flow.apply(Act::Next), [Todo::Focus(Field::Answer(0, 0))]);
    assert_eq!(errors(&flow), [(Field::Answer(0, 0), "error.required")]);
    set(&mut flow, Field::Problem(0), "not-as-shown");
    assert_eq!(errors(&flow), [], "nor is what is no longer asked");
    set(&mut flow, Field::Problem(0), "does-not-light");
    set(&mut flow, Field::Answer(0, 0), "  ");
    flow.apply(Act::Next);
    assert_eq!(flow.kept.screen, Screen::Problem, "blanks say nothing");
    set(&mut flow, Field::Answer(0, 1), &"x".repeat(4_001));
    set(&mut flow, Field::Answer(0, 0), "E27");
    flow.apply(Act::Next);
    assert_eq!(errors(&flow), [(Field::Answer(0, 1), "error.too_long")]);
    set(&mut flow, Field::Answer(0, 1), "");
    flow.apply(Act::Next);
    assert_eq!(flow.kept.screen, Screen::Evidence);
}

#[test]
fn a_withdrawal_the_law_grants_waits_for_no_answer() {
    let mut flow = lamp_at(Screen::Problem, start(asking_shop()), found("2026-11-19"));
    set(&mut flow, Field::Problem(0), "changed-my-mind");
    set(&mut flow, Field::Opened(0), "1");
    assert_eq!(asked(&flow).0, ["why"]);
    flow.apply(Act::Next);
    assert_eq!(flow.kept.screen, Screen::Evidence);
}

#[test]
fn what_is_asked_for_a_wish_or_a_photo_is_asked_where_that_is_known() {
    let mut flow = told("does-not-light");
    set(&mut flow, Field::Answer(0, 0), "E27");
    flow.apply(Act::Next);
    flow.hear(News::Picked(
        claims::problem::EvidenceKind::Photo,
        vec![super::photo(1)],
    ));
    flow.hear(News::Prepared(super::photo(1)));
    flow.apply(Act::Next);
    assert_eq!(asked(&flow), (vec!["which-bulb"], vec!["seen"]));
    set(&mut flow, Field::Remedy(0), "replace");
    assert_eq!(asked(&flow), (vec!["which-bulb"], vec!["colour", "seen"]));
    assert_eq!(flow.apply(Act::Next), [Todo::Focus(Field::Answer(0, 1))]);
    assert_eq!(errors(&flow), [(Field::Answer(0, 1), "error.required")]);
    set(&mut flow, Field::Answer(0, 1), "Brass");
    flow.apply(Act::Next);
    assert_eq!(flow.kept.screen, Screen::Check);
    let answers = &flow.draft().lines[0].answers;
    let sent: Vec<_> = answers
        .iter()
        .map(|(id, told)| (id.as_str(), told.as_str()))
        .collect();
    assert_eq!(sent, [("colour", "Brass"), ("which-bulb", "E27")]);
}

#[test]
fn answers_survive_a_reload_and_go_with_the_claim() {
    let mut flow = told("does-not-light");
    set(&mut flow, Field::Answer(0, 0), " E27 ");
    let again = reloaded(&flow);
    assert_eq!(again.kept.lines[0].answers["which-bulb"], " E27 ");
    assert_eq!(flow.draft().lines[0].answers["which-bulb"], "E27");
}

#[test]
fn an_answer_to_what_is_no_longer_asked_is_not_sent_and_comes_back_with_its_question() {
    let mut flow = told("does-not-light");
    set(&mut flow, Field::Answer(0, 0), "E27");
    set(&mut flow, Field::Problem(0), "not-as-shown");
    assert!(flow.draft().lines[0].answers.is_empty());
    set(&mut flow, Field::Problem(0), "does-not-light");
    assert_eq!(flow.draft().lines[0].answers["which-bulb"], "E27");
}

#[test]
fn a_shop_that_asks_nothing_has_no_such_field() {
    let mut flow = usual(Screen::Problem);
    set(&mut flow, Field::Problem(0), "does-not-light");
    assert_eq!(flow.questions(0), []);
    set(&mut flow, Field::Answer(0, 0), "E27");
    assert!(flow.kept.lines[0].answers.is_empty());
}
