//! What each action of a rule does, who wins, and what the shop is told.

use crate::{
    draft::DraftLine,
    order::OrderFacts,
    policy::sample::{claimed, day, euros, judged, order, policy, reasons, summary, trace},
    verdict::{Basis, Decision, Fact, LineVerdict, Remedy},
};

/// The verdict on 2026-11-21 under these lines and a rule that sets `then` for every claim.
fn ruled(lines: &str, then: &str, order: &OrderFacts, line: &DraftLine) -> LineVerdict {
    let lines = format!("preset = \"{lines}\n[[vars.RULES]]\nid = \"a\"\nthen = {{ {then} }}");
    judged(&policy(&lines), order, line, "2026-11-21")
}

fn faulty(then: &str) -> LineVerdict {
    ruled("fr\"", then, &order("2026-09-01"), &claimed("defective"))
}

fn sound(then: &str) -> LineVerdict {
    ruled(
        "fr\"\nwithdrawal = { days = 30 }",
        then,
        &order("2026-11-02"),
        &claimed("changed_mind"),
    )
}

#[test]
fn a_window_starts_at_the_day_the_rule_says() {
    let mut two = order("2026-11-02");
    let mut second = two.lines[0].clone();
    second.id = "2".to_owned();
    second.delivered_on = Some(day("2026-11-10"));
    two.lines.push(second);
    let until = |from: &str| {
        let then = format!("window = {{ days = 60{from} }}");
        let verdict = ruled("fr\"", &then, &two, &claimed("defective"));
        let warranty = verdict
            .entitlements
            .iter()
            .find(|it| it.basis == Basis::Warranty);
        warranty.and_then(|it| it.until).map(|day| day.to_string())
    };
    assert_eq!(until("").as_deref(), Some("2027-01-01"));
    assert_eq!(
        until(", from = \"delivery\"").as_deref(),
        Some("2027-01-01")
    );
    assert_eq!(until(", from = \"order\"").as_deref(), Some("2026-12-29"));
    assert_eq!(
        until(", from = \"last_delivery\"").as_deref(),
        Some("2027-01-09")
    );
}

#[test]
fn a_required_question_leaves_the_claim_to_a_person_until_it_is_answered() {
    let then = "decision = \"approve\", question = { id = \"which\", text = { fr = \"Lequel ?\", en = \"Which?\" }, \
                required = true }";
    let open = faulty(then);
    assert_eq!(open.decision, Decision::Review);
    assert!(reasons(&open).contains(&"review.question"));
    assert_eq!(
        (open.questions[0].text.as_str(), open.questions[0].answered),
        ("Which?", false)
    );
    let answered = DraftLine {
        answers: [("which".to_owned(), "the left one".to_owned())].into(),
        ..claimed("defective")
    };
    let closed = ruled("fr\"", then, &order("2026-09-01"), &answered);
    assert_eq!(closed.decision, Decision::Approve);
    assert!(closed.questions[0].answered);
    // The law lets nobody wait for an answer who withdraws.
    let withdrawn = ruled("fr\"", then, &order("2026-11-10"), &claimed("changed_mind"));
    assert_eq!(withdrawn.decision, Decision::Approve);
    assert!(!withdrawn.questions[0].required);
}

#[test]
fn a_question_that_is_not_required_holds_nothing_up_and_is_asked_once() {
    let lines = "preset = \"fr\"\n\
        [[vars.RULES]]\nid = \"a\"\nthen = { question = { id = \"q\", text = { fr = \"Un\", en = \"One\" } } }\n\
        [[vars.RULES]]\nid = \"b\"\nthen = { question = { id = \"q\", text = { fr = \"Deux\", en = \"Two\" } } }\n\
        [[vars.RULES]]\nid = \"c\"\nthen = { question = { id = \"r\", text = { fr = \"Trois\", en = \"Three\" } } }";
    let verdict = judged(
        &policy(lines),
        &order("2026-11-10"),
        &claimed("changed_mind"),
        "2026-11-21",
    );
    let asked: Vec<&str> = verdict
        .questions
        .iter()
        .map(|it| it.text.as_str())
        .collect();
    assert_eq!(asked, ["One", "Three"]);
    assert_eq!(verdict.decision, Decision::Approve);
    assert!(trace(&verdict).contains(&"rule:a matched = asks a question".to_owned()));
}

#[test]
fn a_tip_and_a_person_in_charge_go_with_the_verdict() {
    let verdict = faulty(
        "tip = { fr = \"Changez l’ampoule.\", en = \"Change the bulb.\" }, \
         contact = { name = \"Ann\", email = \"ann@lumen.example\" }",
    );
    assert_eq!(verdict.tip.as_deref(), Some("Change the bulb."));
    assert_eq!(verdict.contact.as_ref().unwrap().name, "Ann");
    assert!(trace(&verdict).contains(&"rule:a contact = yes".to_owned()));
}

#[test]
fn a_loaner_is_for_faulty_goods_and_not_taken_away_where_the_law_gives_it() {
    assert!(!faulty("keep_item = false").entitlements[0].loaner);
    assert!(faulty("loaner = true").entitlements[0].loaner);
    assert!(!sound("loaner = true").entitlements[0].loaner);
    let russian = |then| ruled("ru\"", then, &order("2026-09-01"), &claimed("defective"));
    let raised = russian("loaner = false");
    assert!(raised.entitlements[0].loaner && raised.entitlements[0].deadlines.loaner.is_some());
    assert!(trace(&raised).contains(&"floor:ru loaner = yes".to_owned()));
}

#[test]
fn a_bonus_comes_on_top_of_store_credit_and_coupons_only() {
    let verdict = sound("remedies = [\"store_credit\", \"refund\"], bonus = \"10 %\"");
    assert_eq!(verdict.entitlements[0].bonus, Some(euros(490)));
    let reason = verdict
        .reasons
        .iter()
        .find(|it| it.rule == "bonus.credit")
        .unwrap();
    assert_eq!(reason.facts["amount"], Fact::Money(euros(490)));
    let verdict = sound("remedies = [\"coupon\"], bonus = \"5 EUR\"");
    assert_eq!(verdict.entitlements[0].bonus, Some(euros(500)));
    assert_eq!(sound("bonus = \"5 EUR\"").entitlements[0].bonus, None);
}

#[test]
fn places_to_hand_it_in_are_named_where_it_is_sent_back() {
    let there = sound("drop_off = [\"12 rue de l’Abat-Jour\", \"Relais\"]");
    assert_eq!(there.entitlements[0].drop_off.len(), 2);
    let kept = sound("drop_off = \"Relais\", keep_item = true");
    assert_eq!(kept.entitlements[0].drop_off, Vec::<String>::new());
}

#[test]
fn deadlines_of_a_rule_are_never_worse_than_the_laws() {
    let verdict = faulty(
        "deadlines = { respond = \"4h\", decide = \"3d\", repair = \"25h\", replace = \"90d\" }",
    );
    let given = &verdict.entitlements[0].deadlines;
    assert_eq!(
        (given.respond_hours, given.decide),
        (Some(4), Some(day("2026-11-24")))
    );
    assert_eq!(
        given.repair,
        Some(day("2026-11-23")),
        "a day begun is a day"
    );
    assert_eq!(given.replace, Some(day("2026-12-21")), "30 days in France");
    assert!(trace(&verdict).contains(&"floor:fr deadlines.replace = 2026-12-21".to_owned()));
    // Inside the law the customer has its 14 days to send it back; beyond it what the shop says.
    let inside = ruled(
        "fr\"",
        "deadlines = { send_back = \"2d\", refund = \"1d\" }",
        &order("2026-11-10"),
        &claimed("changed_mind"),
    );
    let given = &inside.entitlements[0].deadlines;
    assert_eq!(given.send_back, Some(day("2026-12-07")));
    assert_eq!(given.refund, Some(day("2026-11-22")));
    let beyond = sound("deadlines = { send_back = \"2d\", refund = \"60d\" }");
    let given = &beyond.entitlements[0].deadlines;
    assert_eq!(given.send_back, Some(day("2026-11-23")));
    assert_eq!(given.refund, Some(day("2027-01-20")));
    // What the ground does not give has no time.
    let none = faulty("deadlines = { refund = \"1d\", loaner = \"1d\" }");
    assert_eq!(none.entitlements[0].deadlines.refund, None);
    assert_eq!(none.entitlements[0].deadlines.loaner, None);
    let lent = faulty("loaner = true, deadlines = { loaner = \"1d\" }");
    assert_eq!(
        lent.entitlements[0].deadlines.loaner,
        Some(day("2026-11-22"))
    );
}

#[test]
fn a_later_rule_sets_the_deadline_no_earlier_one_does_and_the_trace_says_who_lost() {
    let lines = "preset = \"fr\"\n\
        [[vars.RULES]]\nid = \"a\"\nthen = { deadlines = { respond = \"4h\" }, decision = \"review\" }\n\
        [[vars.RULES]]\nid = \"b\"\nthen = { deadlines = { respond = \"9h\", decide = \"1d\" }, decision = \"approve\" }";
    let verdict = judged(
        &policy(lines),
        &order("2026-09-01"),
        &claimed("defective"),
        "2026-11-21",
    );
    let given = &verdict.entitlements[0].deadlines;
    assert_eq!(
        (given.respond_hours, given.decide),
        (Some(4), Some(day("2026-11-22")))
    );
    let trace = trace(&verdict);
    for step in [
        "rule:b lost.decision = rule:a",
        "rule:b lost.deadlines.respond = rule:a",
    ] {
        assert!(trace.contains(&step.to_owned()), "{trace:#?}");
    }
    assert_eq!(verdict.decision, Decision::Review);
}

/// The rules whose own words the customer reads.
fn heard(then: &[&str], delivered_on: &str, problem: &str) -> Vec<String> {
    let mut lines = "preset = \"fr\"\nwithdrawal = { days = 30 }".to_owned();
    for (n, then) in then.iter().enumerate() {
        lines.push_str(&format!(
            "\n[[vars.RULES]]\nid = \"r{n}\"\nthen = {{ {then}, text = {{ fr = \"Mot {n}\", en = \"Word {n}\" }} }}"
        ));
    }
    let verdict = judged(
        &policy(&lines),
        &order(delivered_on),
        &claimed(problem),
        "2026-11-21",
    );
    let own = verdict
        .reasons
        .iter()
        .filter(|reason| reason.rule.starts_with("rule:"));
    own.map(|reason| reason.text.clone()).collect()
}

#[test]
fn only_a_rule_that_decided_or_set_something_that_stands_is_heard() {
    for (then, delivered_on, problem, expected) in [
        // The second comes too late.
        (
            &["decision = \"review\"", "decision = \"approve\""][..],
            "2026-11-10",
            "changed_mind",
            &["Word 0"][..],
        ),
        // The law takes the fee back; beyond the law it stands.
        (&["fee = \"5 EUR\""], "2026-11-10", "changed_mind", &[]),
        (
            &["fee = \"5 EUR\""],
            "2026-11-02",
            "changed_mind",
            &["Word 0"],
        ),
        // A refusal the law does not allow is not given as a reason; one it allows is.
        (
            &["decision = \"decline\""],
            "2026-11-10",
            "changed_mind",
            &[],
        ),
        (
            &["decision = \"decline\""],
            "2023-11-10",
            "defective",
            &["Word 0"],
        ),
        (
            &["eligible = false"],
            "2023-11-10",
            "defective",
            &["Word 0"],
        ),
        (&["eligible = true"], "2023-11-10", "defective", &["Word 0"]),
        // Each sets something else.
        (
            &["keep_item = true", "evidence = [\"video\"]"],
            "2026-09-01",
            "defective",
            &["Word 0", "Word 1"],
        ),
        // The shop pays by law.
        (
            &["return_shipping = \"customer\""],
            "2026-09-01",
            "defective",
            &[],
        ),
        (
            &["return_shipping = \"shop\""],
            "2026-09-01",
            "defective",
            &["Word 0"],
        ),
        // A window shorter than the law's, and one that is longer.
        (
            &["window = { days = 3 }"],
            "2026-11-10",
            "changed_mind",
            &[],
        ),
        (
            &["window = { days = 60 }"],
            "2026-11-10",
            "changed_mind",
            &["Word 0"],
        ),
    ] {
        assert_eq!(
            heard(then, delivered_on, problem),
            expected,
            "{then:?} {delivered_on}"
        );
    }
}

#[test]
fn a_rule_with_words_alone_is_heard() {
    let verdict = faulty("text = { fr = \"Merci\", en = \"Thank you\" }");
    assert_eq!(
        verdict
            .reasons
            .iter()
            .filter(|it| it.text == "Thank you")
            .count(),
        1
    );
}

#[test]
fn a_rule_that_matches_without_effect_is_traced() {
    let verdict = sound("loaner = true");
    assert!(trace(&verdict).contains(&"rule:a matched = without effect here".to_owned()));
    let verdict = sound("remedies = [\"store_credit\"]");
    assert_eq!(
        summary(&verdict),
        "approve; withdrawal 2026-12-02 store_credit, customer pays"
    );
    assert_eq!(verdict.remedy_for(None), Some(Remedy::StoreCredit));
}
