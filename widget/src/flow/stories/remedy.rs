//! The verdict in the page, and what is chosen from it.

use super::{errors, found, lamp_at, set, shop, shop_answer, start, strict_shop, usual};
use crate::flow::{Act, Field, Screen, Todo, choices};
use claims::{
    policy::{Case, judge},
    problem::EvidenceKind,
    verdict::{Decision, Remedy},
};

#[test]
fn the_page_judges_as_the_edge_does() {
    // The edge's own policy, never written as JSON and read back.
    let policy = shop_answer(|_| {}).policy;
    let mut seen = Vec::new();
    for delivered_on in [
        "2026-11-19",
        "2026-10-24",
        "2026-08-01",
        "2025-01-15",
        "2023-01-15",
    ] {
        for (line, problem) in [
            (0, "does-not-light"),
            (0, "changed-my-mind"),
            (0, "arrived-broken"),
            (1, "does-not-charge"),
            (1, "part-missing"),
            (2, "does-not-light"),
            (2, "not-as-shown"),
        ] {
            let mut flow = lamp_at(Screen::Items, start(shop()), found(delivered_on));
            set(&mut flow, Field::Item(line), "1");
            flow.apply(Act::Next);
            set(&mut flow, Field::Problem(0), problem);
            set(&mut flow, Field::Description(0), "So it is.");
            flow.apply(Act::Next);
            assert_eq!(flow.kept.screen, Screen::Evidence, "{problem}");
            let order = found(delivered_on).order;
            let case = Case {
                order: &order,
                lines: &flow.kept.lines,
                files: &[],
                locale: "en",
                today: found(delivered_on).today,
            };
            let verdict = judge(&policy, &case);
            assert_eq!(
                flow.verdict.as_ref(),
                Some(&verdict),
                "{delivered_on} {problem}"
            );
            seen.push(verdict.decision);
        }
    }
    assert!(
        seen.contains(&Decision::Approve) && seen.contains(&Decision::Review),
        "the table shows more than one answer"
    );
}

#[test]
fn what_can_be_chosen_is_what_the_verdict_grants_each_once() {
    let flow = usual(Screen::Remedy);
    let line = &flow.verdict.as_ref().unwrap().lines[0];
    let choices = choices(line);
    assert!(choices.contains(&Remedy::Repair) && choices.contains(&Remedy::Replace));
    for remedy in &choices {
        assert_eq!(choices.iter().filter(|other| *other == remedy).count(), 1);
        assert!(
            line.entitlements
                .iter()
                .any(|ground| ground.remedies.contains(remedy))
        );
    }
}

#[test]
fn a_remedy_is_chosen_for_every_item() {
    let mut flow = usual(Screen::Items);
    set(&mut flow, Field::Item(1), "1");
    set(&mut flow, Field::Item(0), "1");
    flow.apply(Act::Next);
    for (at, problem) in ["does-not-light", "part-missing"].into_iter().enumerate() {
        set(&mut flow, Field::Problem(at), problem);
        set(&mut flow, Field::Description(at), "So it is.");
    }
    flow.apply(Act::Next);
    flow.apply(Act::Later);
    set(&mut flow, Field::Remedy(0), "repair");
    assert_eq!(flow.apply(Act::Next), [Todo::Focus(Field::Remedy(1))]);
    assert_eq!(errors(&flow), [(Field::Remedy(1), "remedy.choose_one")]);
    set(&mut flow, Field::Remedy(1), "spare_part");
    flow.apply(Act::Next);
    assert_eq!(flow.kept.screen, Screen::Check);
}

#[test]
fn what_is_not_granted_cannot_be_chosen() {
    let mut flow = usual(Screen::Remedy);
    set(&mut flow, Field::Remedy(0), "coupon");
    assert_eq!(flow.kept.lines[0].requested, None);
    set(&mut flow, Field::Remedy(7), "repair");
    assert_eq!(flow.kept.lines[0].requested, None);
}

#[test]
fn another_problem_asks_for_the_remedy_again() {
    let mut flow = usual(Screen::Check);
    flow.apply(Act::Go(Screen::Problem));
    set(&mut flow, Field::Problem(0), "not-as-shown");
    assert_eq!(flow.kept.lines[0].requested, None);
}

#[test]
fn where_all_is_declined_a_person_can_be_asked() {
    let mut flow = lamp_at(Screen::Problem, start(strict_shop()), found("2023-01-15"));
    set(&mut flow, Field::Problem(0), "changed-my-mind");
    flow.apply(Act::Next);
    flow.apply(Act::Next);
    assert_eq!(flow.kept.screen, Screen::Remedy);
    assert!(flow.all_declined());
    let line = &flow.verdict.as_ref().unwrap().lines[0];
    assert_eq!(line.entitlements, []);
    assert_eq!(
        choices(line),
        [
            Remedy::Repair,
            Remedy::Replace,
            Remedy::Refund,
            Remedy::StoreCredit
        ]
    );
    set(&mut flow, Field::Remedy(0), "refund");
    flow.apply(Act::Next);
    set(&mut flow, Field::Name, "Anna");
    assert_eq!(
        flow.apply(Act::Next),
        [Todo::NewKey],
        "and is sent like any other"
    );
}

#[test]
fn a_typed_serial_number_is_evidence() {
    let mut flow = usual(Screen::Items);
    set(&mut flow, Field::Item(1), "1");
    flow.apply(Act::Next);
    set(&mut flow, Field::Problem(0), "does-not-charge");
    set(&mut flow, Field::Description(0), "Empty.");
    assert!(flow.asks_serial(&flow.kept.lines[0]));
    flow.apply(Act::Next);
    assert!(flow.missing_evidence().contains(&EvidenceKind::Serial));
    flow.apply(Act::Back);
    set(&mut flow, Field::Serial(0), "B2-77");
    flow.apply(Act::Next);
    assert!(!flow.missing_evidence().contains(&EvidenceKind::Serial));
}

#[test]
fn a_problem_is_told_before_it_goes_on() {
    let mut flow = usual(Screen::Problem);
    assert_eq!(flow.apply(Act::Next), [Todo::Focus(Field::Problem(0))]);
    assert_eq!(
        errors(&flow),
        [(Field::Problem(0), "error.required_problem")]
    );
    set(&mut flow, Field::Problem(0), "does-not-light");
    assert_eq!(flow.apply(Act::Next), [Todo::Focus(Field::Description(0))]);
    assert_eq!(
        errors(&flow),
        [(Field::Description(0), "error.required_description")]
    );
    set(&mut flow, Field::Description(0), &"x".repeat(4_001));
    flow.apply(Act::Next);
    assert_eq!(errors(&flow), [(Field::Description(0), "error.too_long")]);
    set(&mut flow, Field::Description(0), "");
    set(&mut flow, Field::Problem(0), "changed-my-mind");
    flow.apply(Act::Next);
    assert_eq!(
        flow.kept.screen,
        Screen::Evidence,
        "who changed their mind need not say why"
    );
}
