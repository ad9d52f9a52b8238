//! Stories: what a customer gets, with real dates. 2026-11-21 is a Saturday.

use crate::{
    draft::DraftLine,
    order::{Buyer, CustomerHistory, OrderFacts, Trait},
    policy::sample::{
        claimed, day, euros, judged, order, policy, reasons, summary, trace, verdict,
    },
    problem::EvidenceKind,
    verdict::{Decision, Fact, Remedy, StillPossible},
};

mod actions;
mod beyond_the_law;
mod countries;
mod ledger;
mod periods;
mod refusals;
mod rules;
mod second_step;
mod statutes;

fn line(verdict: &crate::verdict::LineVerdict) -> (String, Vec<String>) {
    (
        summary(verdict),
        reasons(verdict).into_iter().map(str::to_owned).collect(),
    )
}

const RULES: &str = r#"preset = "fr"
[[vars.RULES]]
id = "small-defects-are-replaced"
when = { problem = "defective", price_below = "50 EUR", days_since_delivery_at_most = 60 }
then = { remedies = ["replace", "refund"], decision = "approve", keep_item = true, evidence = ["photo"] }
[[vars.RULES]]
id = "lamps-cost-something"
when = { category = "lamp" }
then = { fee = "10 %", return_shipping = "customer", evidence = ["video"], text = { fr = "Lampes", en = "Lamps" } }
"#;

#[test]
fn an_order_the_customer_states_needs_a_receipt_and_a_person() {
    let stated = OrderFacts {
        verified: false,
        customer: None,
        ..order("2026-11-16")
    };
    let verdict = judged(
        &policy("preset = \"fr\""),
        &stated,
        &claimed("changed_mind"),
        "2026-11-21",
    );
    assert_eq!(
        summary(&verdict),
        "review; withdrawal 2026-11-30 refund, customer pays"
    );
    assert_eq!(verdict.missing_evidence, [EvidenceKind::Receipt]);
    assert_eq!(
        reasons(&verdict),
        ["withdrawal.open", "review.unverified", "review.person"]
    );
}

#[test]
fn what_is_asked_for_decides_which_way_is_best() {
    let policy = policy("preset = \"fr\"");
    let with = |requested| DraftLine {
        requested: Some(requested),
        ..claimed("defective")
    };
    let refund = judged(
        &policy,
        &order("2026-11-09"),
        &with(Remedy::Refund),
        "2026-11-21",
    );
    assert_eq!(
        summary(&refund),
        "approve; withdrawal 2026-11-23 refund, customer pays; conformity 2028-11-09 repair+replace, shop pays"
    );
    assert_eq!(refund.evidence, [], "a withdrawal asks for nothing");
    let repair = judged(
        &policy,
        &order("2026-11-09"),
        &with(Remedy::Repair),
        "2026-11-21",
    );
    assert_eq!(repair.decision, Decision::Review);
    assert_eq!(repair.evidence, [EvidenceKind::Photo]);
}

#[test]
fn a_verdict_is_as_good_as_its_worst_line_and_names_the_policy() {
    let policy = policy("preset = \"fr\"\nout_of_policy = \"decline\"");
    let mut order = order("2026-11-09");
    let mut custom = order.lines[0].clone();
    (custom.id, custom.traits) = ("2".to_owned(), vec![Trait::CustomMade]);
    order.lines.push(custom);
    let second = DraftLine {
        line: "2".to_owned(),
        ..claimed("changed_mind")
    };
    let both = verdict(
        &policy,
        &order,
        &[claimed("changed_mind"), second],
        "2026-11-21",
    );
    assert_eq!(both.lines[0].decision, Decision::Approve);
    assert_eq!(
        (both.lines[1].decision, both.decision),
        (Decision::Decline, Decision::Decline)
    );
    assert_eq!(both.policy_version, policy.version);
    assert!(policy.version.starts_with("fr-"));
}

#[test]
fn a_page_that_asks_before_all_is_chosen_gets_an_answer() {
    let policy = policy("preset = \"fr\"");
    let early = DraftLine {
        line: "9".to_owned(),
        quantity: 0,
        problem: String::new(),
        ..DraftLine::default()
    };
    assert_eq!(
        judged(&policy, &order("2026-11-09"), &early, "2026-11-21").decision,
        Decision::Review
    );
    assert_eq!(
        verdict(&policy, &order("2026-11-09"), &[], "2026-11-21").decision,
        Decision::Review
    );
    let odd = OrderFacts {
        lines: vec![],
        ..order("2026-11-09")
    };
    assert_eq!(
        judged(&policy, &odd, &claimed("changed_mind"), "2026-11-21").decision,
        Decision::Approve
    );
}

#[test]
fn page_and_edge_judge_alike_after_the_policy_crossed_the_wire() {
    let policy = policy(RULES);
    let sent: crate::policy::Policy =
        serde_json::from_str(&serde_json::to_string(&policy).unwrap()).unwrap();
    assert_eq!(sent, policy);
    let order = order("2026-10-01");
    for problem in &policy.problems {
        let line = claimed(&problem.id);
        assert_eq!(
            judged(&sent, &order, &line, "2026-11-21"),
            judged(&policy, &order, &line, "2026-11-21")
        );
    }
    assert_eq!(policy.problems.len(), 8);
    assert_eq!(euros(4900).to_string(), "49 EUR");
}

#[test]
fn a_line_of_unknown_category_has_every_problem() {
    let policy = policy(
        "preset = \"fr\"\n[[vars.PROBLEMS]]\nid = \"flat\"\nkind = \"defective\"\ncategories = [\"battery\"]\n\
         text = { fr = \"Vide\", en = \"Flat\" }",
    );
    let mut line = order("2026-11-02").lines.remove(0);
    let offered = |line: &crate::order::OrderLine| crate::policy::problems_for(&policy, line).len();
    assert_eq!(offered(&line), 0, "a lamp is no battery");
    line.category = None;
    assert_eq!(offered(&line), 1);
}
