//! The shop's rules, with the law under them.

use super::*;

#[test]
fn for_each_thing_the_first_rule_that_sets_it_wins_and_the_law_is_the_floor() {
    let verdict = judged(
        &policy(RULES),
        &order("2026-10-01"),
        &claimed("defective"),
        "2026-11-21",
    );
    assert_eq!(
        summary(&verdict),
        "approve; conformity 2028-10-01 replace+refund, shop pays, kept"
    );
    assert_eq!(verdict.evidence, [EvidenceKind::Photo]);
    assert_eq!(
        trace(&verdict),
        [
            "preset:fr conformity.until = 2028-10-01",
            "preset:fr withdrawal.until = 2026-10-15",
            "rule:small-defects-are-replaced remedies = replace, refund",
            "rule:lamps-cost-something return_shipping = customer",
            "rule:small-defects-are-replaced keep_item = yes",
            "rule:lamps-cost-something fee = 4.90 EUR",
            "rule:small-defects-are-replaced evidence = photo",
            "floor:fr return_shipping = shop",
            "floor:fr fee = none",
            "preset:fr decision = review",
            "rule:small-defects-are-replaced decision = approve",
            "rule:lamps-cost-something lost.evidence = rule:small-defects-are-replaced",
        ]
    );
    assert!(
        !reasons(&verdict).contains(&"rule:lamps-cost-something"),
        "nothing it sets stands"
    );
    // The 61st day: the first rule no longer matches.
    let verdict = judged(
        &policy(RULES),
        &order("2026-09-21"),
        &claimed("defective"),
        "2026-11-21",
    );
    assert_eq!(
        summary(&verdict),
        "review; conformity 2028-09-21 repair+replace, shop pays"
    );
    assert_eq!(
        (verdict.evidence, verdict.missing_evidence),
        (vec![EvidenceKind::Video], vec![EvidenceKind::Video])
    );
}

#[test]
fn a_fee_holds_only_beyond_the_law() {
    let rules = "preset = \"fr\"\nwithdrawal = { days = 30 }\n[[vars.RULES]]\nid = \"restocking\"\n\
                 then = { fee = \"15 %\", remedies = [\"store_credit\"] }";
    let line = DraftLine {
        quantity: 2,
        ..claimed("changed_mind")
    };
    let inside = judged(&policy(rules), &order("2026-11-09"), &line, "2026-11-21");
    assert_eq!(
        summary(&inside),
        "approve; withdrawal 2026-12-09 store_credit+refund, customer pays"
    );
    assert!(reasons(&inside).contains(&"floor.remedies"));
    let beyond = judged(&policy(rules), &order("2026-11-02"), &line, "2026-11-21");
    assert_eq!(
        summary(&beyond),
        "approve; withdrawal 2026-12-02 store_credit, customer pays, fee 14.70 EUR"
    );
}

#[test]
fn no_rule_refuses_or_shortens_what_the_law_grants() {
    let ruled = |then: &str, delivered_on: &str, problem: &str| {
        let lines = format!(
            "preset = \"fr\"\nwarranty = {{ months = 36 }}\nwithdrawal = {{ days = 30 }}\nout_of_policy = \"goodwill\"\n\
             [[vars.RULES]]\nid = \"harsh\"\nthen = {{ {then} }}"
        );
        judged(
            &policy(&lines),
            &order(delivered_on),
            &claimed(problem),
            "2026-11-21",
        )
    };
    for (then, delivered_on, problem, expected) in [
        (
            "decision = \"decline\"",
            "2026-11-09",
            "changed_mind",
            "approve; withdrawal 2026-11-23 refund, customer pays",
        ),
        (
            "decision = \"decline\"",
            "2025-11-09",
            "defective",
            "review; conformity 2027-11-09 repair+replace, shop pays",
        ),
        (
            "decision = \"decline\"",
            "2024-11-09",
            "defective",
            "decline",
        ),
        (
            "decision = \"decline\"",
            "2026-11-02",
            "changed_mind",
            "decline",
        ),
        ("eligible = false", "2024-11-09", "defective", "decline"),
        (
            "eligible = false",
            "2026-11-09",
            "changed_mind",
            "approve; withdrawal 2026-11-23 refund, customer pays",
        ),
        (
            "decision = \"review\"",
            "2026-11-09",
            "changed_mind",
            "review; withdrawal 2026-12-09 refund, customer pays",
        ),
        (
            "window = { days = 3 }",
            "2026-11-09",
            "changed_mind",
            "approve; withdrawal 2026-11-23 refund, customer pays",
        ),
        (
            "window = { months = 6 }",
            "2026-06-01",
            "changed_mind",
            "approve; withdrawal 2026-12-01 refund, customer pays",
        ),
        (
            "window = { months = 60 }",
            "2022-11-21",
            "defective",
            "review; warranty 2027-11-21 repair+replace, shop pays",
        ),
        (
            "remedies = [\"coupon\"]",
            "2026-01-05",
            "defective",
            "review; conformity 2028-01-05 coupon+repair+replace, shop pays; warranty 2029-01-05 coupon, shop pays",
        ),
        (
            "remedies = [\"refund\"]",
            "2026-01-05",
            "wrong_item",
            "review; conformity 2028-01-05 refund+replace, shop pays; warranty 2029-01-05 refund, shop pays",
        ),
        (
            "eligible = true, remedies = [\"coupon\"]",
            "2020-01-05",
            "defective",
            "review; goodwill 2026-12-05 coupon, customer pays",
        ),
        (
            "decision = \"approve\", remedies = [\"store_credit\"]",
            "2020-01-05",
            "other",
            "approve; goodwill 2026-12-05 store_credit, customer pays",
        ),
    ] {
        assert_eq!(
            summary(&ruled(then, delivered_on, problem)),
            expected,
            "{then} {delivered_on} {problem}"
        );
    }
    let raised = ruled("decision = \"decline\"", "2025-11-09", "defective");
    assert!(trace(&raised).contains(&"floor:fr decision = review".to_owned()));
    assert!(reasons(&raised).contains(&"floor.decision"));
}

#[test]
fn private_rules_turn_an_approval_into_a_review_and_stay_private() {
    let policy = policy(
        "preset = \"fr\"\n[[vars.RULES]]\nid = \"watch\"\nprivate = true\nwhen = { earlier_claims_at_least = 5 }\n\
         then = { decision = \"review\" }",
    );
    let known = |earlier_claims: u32| {
        let customer = Some(CustomerHistory {
            earlier_claims,
            ..CustomerHistory::default()
        });
        OrderFacts {
            customer,
            ..order("2026-11-16")
        }
    };
    let good = judged(&policy, &known(4), &claimed("changed_mind"), "2026-11-21");
    assert_eq!(good.decision, Decision::Approve);
    let watched = judged(&policy, &known(5), &claimed("changed_mind"), "2026-11-21");
    assert_eq!(watched.decision, Decision::Review);
    assert_eq!(reasons(&watched), ["withdrawal.open", "review.person"]);
    assert!(trace(&watched).contains(&"rule:watch decision = review".to_owned()));
    // The page has neither the rule nor the history; a page that had the history alone would say the same.
    let in_page = judged(
        &policy.for_page(),
        &known(5),
        &claimed("changed_mind"),
        "2026-11-21",
    );
    assert_eq!(
        (in_page.decision, policy.for_page().rules.len()),
        (Decision::Approve, 0)
    );
    assert_eq!(in_page.entitlements, watched.entitlements);
}
