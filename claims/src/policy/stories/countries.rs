//! What each country's preset comes to, at its edges.

use crate::{
    order::{OrderFacts, Trait},
    policy::sample::{claimed, day, judged, order, policy, reasons, summary},
    verdict::{Decision, Fact},
};

mod days;

/// Each line: the preset, the day it came, the problem, today, the verdict.
fn assert_verdicts(cases: &[(&str, &str, &str, &str, &str)]) {
    for (preset, delivered_on, problem, today, expected) in cases {
        let policy = policy(&format!("preset = \"{preset}\""));
        let verdict = judged(&policy, &order(delivered_on), &claimed(problem), today);
        assert_eq!(
            summary(&verdict),
            *expected,
            "{preset} {delivered_on} {problem} {today}"
        );
    }
}

#[test]
fn guarantees_end_where_each_country_says() {
    assert_verdicts(&[
        (
            "de",
            "2024-11-21",
            "defective",
            "2026-11-21",
            "review; conformity 2026-11-21 repair+replace, shop pays",
        ),
        ("de", "2024-11-21", "defective", "2026-11-22", "review"),
        (
            "es",
            "2023-11-21",
            "defective",
            "2026-11-21",
            "review; conformity 2026-11-21 repair+replace, shop pays",
        ),
        ("es", "2023-11-20", "defective", "2026-11-21", "review"),
        (
            "se",
            "2023-11-21",
            "defective",
            "2026-11-21",
            "review; conformity 2026-11-21 repair+replace, shop pays",
        ),
        (
            "no",
            "2021-11-21",
            "defective",
            "2026-11-21",
            "review; conformity 2026-11-21 repair+replace, shop pays",
        ),
        ("no", "2021-11-20", "defective", "2026-11-21", "review"),
        (
            "ie",
            "2022-12-01",
            "defective",
            "2026-11-21",
            "review; conformity 2028-12-01 repair+replace, shop pays",
        ),
        (
            "ch",
            "2024-11-21",
            "defective",
            "2026-11-21",
            "review; conformity 2026-11-21 refund+partial_refund+replace, shop pays",
        ),
        (
            "ua",
            "2024-11-21",
            "defective",
            "2026-11-21",
            "review; conformity 2026-11-21 repair+partial_refund, shop pays",
        ),
        // No fixed end, and nothing at all by federal law.
        (
            "au",
            "2014-11-21",
            "defective",
            "2026-11-21",
            "review; conformity always repair+replace, shop pays",
        ),
        ("us", "2026-11-20", "defective", "2026-11-21", "review"),
    ]);
}

#[test]
fn the_first_thirty_days_give_more_where_the_law_says_so() {
    assert_verdicts(&[
        (
            "pt",
            "2026-10-22",
            "defective",
            "2026-11-21",
            "review; conformity 2029-10-22 refund+replace+repair, shop pays",
        ),
        (
            "pt",
            "2026-10-21",
            "defective",
            "2026-11-21",
            "review; conformity 2029-10-21 repair+replace, shop pays",
        ),
        (
            "ie",
            "2026-10-23",
            "defective",
            "2026-11-21",
            "review; conformity 2032-10-23 refund+replace+repair, shop pays",
        ),
    ]);
}

#[test]
fn sound_goods_go_back_where_the_law_lets_them() {
    assert_verdicts(&[
        // 14 days: Monday 14 December 2026 to Monday the 28th.
        (
            "de",
            "2026-12-14",
            "changed_mind",
            "2026-12-28",
            "approve; withdrawal 2026-12-28 refund, customer pays",
        ),
        // Boxing Day 2026 is a Saturday, so that Ireland is as free on the 28th as Germany.
        (
            "ie",
            "2026-04-20",
            "changed_mind",
            "2026-05-05",
            "approve; withdrawal 2026-05-05 refund, customer pays",
        ),
        // 3 October 2026 is a Saturday and the day of German unity: Monday the 5th, in Belgium too.
        (
            "de",
            "2026-09-19",
            "changed_mind",
            "2026-10-05",
            "approve; withdrawal 2026-10-05 refund, customer pays",
        ),
        // 11 November is a Wednesday: a holiday in Poland and Belgium, none in Germany.
        (
            "pl",
            "2026-10-28",
            "changed_mind",
            "2026-11-12",
            "approve; withdrawal 2026-11-12 refund, customer pays",
        ),
        (
            "be",
            "2026-10-28",
            "changed_mind",
            "2026-11-12",
            "approve; withdrawal 2026-11-12 refund, customer pays",
        ),
        ("de", "2026-10-28", "changed_mind", "2026-11-12", "review"),
        // From Friday 1 January 2027 over the weekend to Monday the 4th; in Austria and Italy Wednesday the 6th is
        // Epiphany.
        (
            "at",
            "2026-12-23",
            "changed_mind",
            "2027-01-07",
            "approve; withdrawal 2027-01-07 refund, customer pays",
        ),
        (
            "it",
            "2026-12-23",
            "changed_mind",
            "2027-01-07",
            "approve; withdrawal 2027-01-07 refund, customer pays",
        ),
        ("nl", "2026-12-23", "changed_mind", "2027-01-07", "review"),
        // The King's day of the Netherlands is Monday 27 April 2026.
        (
            "nl",
            "2026-04-13",
            "changed_mind",
            "2026-04-28",
            "approve; withdrawal 2026-04-28 refund, customer pays",
        ),
        // Maundy Thursday to Easter Monday 2026 in Norway: 2 to 6 April.
        (
            "no",
            "2026-03-19",
            "changed_mind",
            "2026-04-07",
            "approve; withdrawal 2026-04-07 refund, customer pays",
        ),
        (
            "se",
            "2026-12-10",
            "changed_mind",
            "2026-12-28",
            "approve; withdrawal 2026-12-28 refund, customer pays",
        ),
        (
            "cz",
            "2026-11-03",
            "changed_mind",
            "2026-11-18",
            "approve; withdrawal 2026-11-18 refund, customer pays",
        ),
        (
            "es",
            "2026-11-24",
            "changed_mind",
            "2026-12-09",
            "approve; withdrawal 2026-12-09 refund, customer pays",
        ),
        (
            "pt",
            "2026-11-17",
            "changed_mind",
            "2026-12-02",
            "approve; withdrawal 2026-12-02 refund, customer pays",
        ),
        // The Monday after the eastern Easter of 2026, 12 April.
        (
            "ua",
            "2026-03-30",
            "changed_mind",
            "2026-04-14",
            "approve; withdrawal 2026-04-14 refund, customer pays; exchange 2026-04-14 exchange, customer pays",
        ),
        ("ch", "2026-11-20", "changed_mind", "2026-11-21", "review"),
        ("au", "2026-11-20", "changed_mind", "2026-11-21", "review"),
        ("us", "2026-11-20", "changed_mind", "2026-11-21", "review"),
    ]);
    for preset in ["ch", "au", "us"] {
        let policy = policy(&format!("preset = \"{preset}\""));
        let verdict = judged(
            &policy,
            &order("2026-11-20"),
            &claimed("changed_mind"),
            "2026-11-21",
        );
        assert_eq!(
            reasons(&verdict),
            ["withdrawal.none", "out_of_policy.review"],
            "{preset}"
        );
    }
}

#[test]
fn where_the_law_grants_nothing_the_shops_terms_decide() {
    let policy = policy(
        "preset = \"us\"\nwithdrawal = { days = 30 }\nguarantee = { months = 12 }\nwarranty = { months = 24 }",
    );
    let at = |problem| {
        judged(
            &policy,
            &order("2025-12-01"),
            &claimed(problem),
            "2026-11-21",
        )
    };
    assert_eq!(
        summary(&at("defective")),
        "review; conformity 2026-12-01 repair+replace, shop pays; warranty 2027-12-01 repair+replace, shop pays"
    );
    assert!(reasons(&at("defective")).contains(&"warranty.written_terms"));
    let young = judged(
        &policy,
        &order("2026-11-01"),
        &claimed("changed_mind"),
        "2026-11-21",
    );
    assert_eq!(
        summary(&young),
        "approve; withdrawal 2026-12-01 refund, customer pays"
    );
}

#[test]
fn who_was_not_told_in_ukraine_has_ninety_days() {
    let untold = OrderFacts {
        informed_of_withdrawal: false,
        ..order("2026-08-24")
    };
    let policy = policy("preset = \"ua\"");
    // The 90th day is Sunday 22 November.
    assert_eq!(
        summary(&judged(
            &policy,
            &untold,
            &claimed("changed_mind"),
            "2026-11-23"
        )),
        "approve; withdrawal 2026-11-23 refund, customer pays"
    );
    assert_eq!(
        judged(&policy, &untold, &claimed("changed_mind"), "2026-11-24").decision,
        Decision::Review
    );
}

#[test]
fn what_the_law_wants_told_is_told() {
    let told = |preset: &str, problem: &str| {
        let policy = policy(&format!("preset = \"{preset}\""));
        let verdict = judged(
            &policy,
            &order("2026-09-01"),
            &claimed(problem),
            "2026-11-21",
        );
        verdict.reasons
    };
    let has = |preset: &str, rule: &str| {
        told(preset, "defective")
            .iter()
            .any(|reason| reason.rule == rule)
    };
    assert!(has("pl", "conformity.silence") && !has("cz", "conformity.silence"));
    assert!(has("au", "conformity.cannot_be_excluded") && has("au", "conformity.serious"));
    assert!(has("au", "conformity.no_end") && has("au", "conformity.prove"));
    assert!(has("ua", "conformity.loaner") && has("ua", "conformity.serious"));
    assert!(has("us", "conformity.none"));
    let ukrainian = judged(
        &policy("preset = \"ua\""),
        &order("2026-09-01"),
        &claimed("defective"),
        "2026-11-21",
    );
    assert!(ukrainian.entitlements[0].loaner);
    let fact = |preset: &str, rule: &str, name: &str| {
        told(preset, "defective")
            .iter()
            .find(|reason| reason.rule == rule)
            .unwrap()
            .facts[name]
            .clone()
    };
    assert_eq!(fact("ru", "conformity.penalty", "percent"), Fact::Count(1));
    assert_eq!(
        fact("ru", "conformity.inspection", "until"),
        Fact::Date(day("2026-12-11"))
    );
    assert_eq!(
        fact("de", "conformity.repair_extends", "months"),
        Fact::Count(12)
    );
    // Norway's five years need no extension.
    assert!(!has("no", "conformity.repair_extends"));
}

#[test]
fn what_cannot_be_taken_back_says_why() {
    for (held, why) in [
        (Trait::DatedLeisure, "withdrawal.dated_leisure"),
        (Trait::Periodical, "withdrawal.periodical"),
        (Trait::UrgentRepair, "withdrawal.urgent_repair"),
        (Trait::RegularDelivery, "withdrawal.regular_delivery"),
    ] {
        let mut order = order("2026-11-16");
        order.lines[0].traits = vec![held];
        let policy = policy("preset = \"it\"");
        let verdict = judged(&policy, &order, &claimed("changed_mind"), "2026-11-21");
        assert_eq!(reasons(&verdict), [why, "out_of_policy.review"]);
    }
}

#[test]
fn nobody_knows_whether_it_fits_before_it_came() {
    for preset in ["fr", "ru"] {
        let policy = policy(&format!(
            "preset = \"{preset}\"\nexchange = {{ days = 30 }}"
        ));
        let verdict = judged(
            &policy,
            &order("not yet"),
            &claimed("does_not_fit"),
            "2026-11-05",
        );
        assert_eq!(verdict.decision, Decision::Review);
        assert!(reasons(&verdict).contains(&"review.undelivered"));
    }
}
