//! How long each ground lasts, and from when.

use super::*;

/// Each line: the preset, the day it came, the problem, today, the verdict.
#[test]
fn last_days() {
    for (preset, delivered_on, problem, today, expected) in [
        // The 14th day after a Monday is a Monday.
        (
            "fr",
            "2026-11-02",
            "changed_mind",
            "2026-11-16",
            "approve; withdrawal 2026-11-16 refund, customer pays",
        ),
        ("fr", "2026-11-02", "changed_mind", "2026-11-17", "review"),
        // It would end on Saturday the 21st or Sunday the 22nd: Monday the 23rd.
        (
            "fr",
            "2026-11-07",
            "changed_mind",
            "2026-11-23",
            "approve; withdrawal 2026-11-23 refund, customer pays",
        ),
        (
            "fr",
            "2026-11-08",
            "changed_mind",
            "2026-11-23",
            "approve; withdrawal 2026-11-23 refund, customer pays",
        ),
        ("fr", "2026-11-07", "changed_mind", "2026-11-24", "review"),
        // Friday 25 December, then a weekend: Monday the 28th. 1 January 2027 is a Friday too.
        (
            "fr",
            "2026-12-11",
            "changed_mind",
            "2026-12-28",
            "approve; withdrawal 2026-12-28 refund, customer pays",
        ),
        (
            "fr",
            "2026-12-18",
            "changed_mind",
            "2027-01-04",
            "approve; withdrawal 2027-01-04 refund, customer pays",
        ),
        // Easter Monday 2026 is 6 April; Boxing Day is none in France.
        (
            "fr",
            "2026-03-20",
            "changed_mind",
            "2026-04-03",
            "approve; withdrawal 2026-04-03 refund, customer pays",
        ),
        (
            "fr",
            "2026-03-22",
            "changed_mind",
            "2026-04-07",
            "approve; withdrawal 2026-04-07 refund, customer pays",
        ),
        // The United Kingdom counts 14 days and no more: Saturday the 21st it is.
        (
            "uk",
            "2026-11-07",
            "changed_mind",
            "2026-11-21",
            "approve; withdrawal 2026-11-21 refund, customer pays",
        ),
        ("uk", "2026-11-07", "changed_mind", "2026-11-22", "review"),
        // Russia: seven days after delivery, 14 for an exchange.
        (
            "ru",
            "2026-11-10",
            "changed_mind",
            "2026-11-17",
            "approve; withdrawal 2026-11-17 refund, customer pays; exchange 2026-11-24 exchange, customer pays",
        ),
        (
            "ru",
            "2026-11-10",
            "does_not_fit",
            "2026-11-24",
            "approve; exchange 2026-11-24 exchange, customer pays",
        ),
        ("ru", "2026-11-10", "does_not_fit", "2026-11-25", "review"),
        // Two years, to the day; from a leap day to the last of February.
        (
            "fr",
            "2024-02-29",
            "defective",
            "2026-02-28",
            "review; conformity 2026-02-28 repair+replace, shop pays",
        ),
        ("fr", "2024-02-29", "defective", "2026-03-01", "review"),
        (
            "eu",
            "2024-11-21",
            "defective",
            "2026-11-21",
            "review; conformity 2026-11-21 repair+replace, shop pays",
        ),
        ("eu", "2024-11-21", "defective", "2026-11-22", "review"),
        // Six years in the United Kingdom; all the money back in the first 30 days.
        (
            "uk",
            "2026-10-22",
            "defective",
            "2026-11-21",
            "review; conformity 2032-10-22 refund+replace+repair, shop pays",
        ),
        (
            "uk",
            "2026-10-21",
            "defective",
            "2026-11-21",
            "review; conformity 2032-10-21 repair+replace, shop pays",
        ),
        ("uk", "2020-11-21", "defective", "2026-11-22", "review"),
        // Inside the withdrawal window faulty goods can be sent back both ways.
        (
            "fr",
            "2026-11-09",
            "defective",
            "2026-11-21",
            "review; conformity 2028-11-09 repair+replace, shop pays; withdrawal 2026-11-23 refund, customer pays",
        ),
        (
            "fr",
            "2026-09-01",
            "wrong_item",
            "2026-11-21",
            "review; conformity 2028-09-01 replace, shop pays",
        ),
        (
            "fr",
            "2026-09-01",
            "missing_parts",
            "2026-11-21",
            "review; conformity 2028-09-01 spare_part+replace, shop pays",
        ),
        (
            "fr",
            "2026-11-05",
            "damaged_in_transit",
            "2026-11-19",
            "review; transit 2026-11-19 replace+refund, shop pays; conformity 2028-11-05 repair+replace, shop pays; \
          withdrawal 2026-11-19 refund, customer pays",
        ),
        (
            "fr",
            "2026-11-05",
            "damaged_in_transit",
            "2026-11-20",
            "review; conformity 2028-11-05 repair+replace, shop pays",
        ),
        ("fr", "2026-11-09", "other", "2026-11-21", "review"),
    ] {
        let policy = policy(&format!("preset = \"{preset}\""));
        let verdict = judged(&policy, &order(delivered_on), &claimed(problem), today);
        assert_eq!(
            summary(&verdict),
            expected,
            "{preset} {delivered_on} {problem} {today}"
        );
    }
}

#[test]
fn who_was_not_told_of_withdrawal_has_twelve_months_more_and_a_free_way_back() {
    let policy = policy("preset = \"fr\"");
    let untold = OrderFacts {
        informed_of_withdrawal: false,
        ..order("2025-11-07")
    };
    // 21 November 2025 and twelve months: Saturday 21 November 2026, so Monday the 23rd.
    let verdict = judged(&policy, &untold, &claimed("changed_mind"), "2026-11-23");
    assert_eq!(
        summary(&verdict),
        "approve; withdrawal 2026-11-23 refund, shop pays"
    );
    assert_eq!(reasons(&verdict)[0], "withdrawal.not_told");
    assert_eq!(
        judged(&policy, &untold, &claimed("changed_mind"), "2026-11-24").decision,
        Decision::Review
    );
    let policy = crate::policy::sample::policy("preset = \"ru\"");
    let untold = OrderFacts {
        informed_of_withdrawal: false,
        ..order("2026-08-24")
    };
    assert_eq!(
        summary(&judged(
            &policy,
            &untold,
            &claimed("changed_mind"),
            "2026-11-24"
        )),
        "approve; withdrawal 2026-11-24 refund, customer pays"
    );
}

#[test]
fn withdrawal_runs_from_the_last_delivery_and_each_guarantee_from_its_own() {
    let policy = policy("preset = \"fr\"");
    let mut order = order("2026-11-02");
    let mut second = order.lines[0].clone();
    second.id = "2".to_owned();
    second.delivered_on = Some(day("2026-11-12"));
    order.lines.push(second);
    assert_eq!(
        summary(&judged(
            &policy,
            &order,
            &claimed("defective"),
            "2026-11-26"
        )),
        "review; conformity 2028-11-02 repair+replace, shop pays; withdrawal 2026-11-26 refund, customer pays"
    );
}

#[test]
fn an_order_on_its_way_can_be_withdrawn_from_and_there_is_nothing_to_send_back() {
    let policy = policy("preset = \"fr\"");
    let verdict = judged(
        &policy,
        &order("not yet"),
        &claimed("changed_mind"),
        "2026-11-05",
    );
    assert_eq!(verdict.decision, Decision::Approve);
    assert_eq!(
        reasons(&verdict),
        ["withdrawal.undelivered", "approve.at_once"]
    );
    assert_eq!(verdict.entitlements[0].deadlines.send_back, None);
    // Two months later nobody believes it: a person looks.
    let late = judged(
        &policy,
        &order("not yet"),
        &claimed("changed_mind"),
        "2027-01-05",
    );
    assert_eq!(late.decision, Decision::Review);
    assert!(reasons(&late).contains(&"review.delivery_unknown"));
}

#[test]
fn deadlines_are_those_of_the_remedies_on_offer() {
    let deadlines = |preset: &str, delivered_on: &str| {
        let policy = policy(&format!("preset = \"{preset}\""));
        let verdict = judged(
            &policy,
            &order(delivered_on),
            &claimed("defective"),
            "2026-11-21",
        );
        let given = verdict.entitlements[0].deadlines.clone();
        [given.refund, given.repair, given.replace, given.loaner]
            .map(|day| day.map(|day| day.to_string()))
    };
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(
        deadlines("fr", "2026-09-01"),
        [None, some("2026-12-21"), some("2026-12-21"), None]
    );
    assert_eq!(deadlines("eu", "2026-09-01"), [None, None, None, None]);
    // Fourteen days from the day the shop agrees, which nobody knows yet.
    assert_eq!(deadlines("uk", "2026-11-09"), [None, None, None, None]);
    assert_eq!(
        deadlines("ru", "2026-09-01"),
        [
            some("2026-12-01"),
            some("2027-01-05"),
            some("2026-11-28"),
            some("2026-11-24")
        ]
    );
}

#[test]
fn russian_goods_that_are_technically_complex_are_swapped_in_the_first_15_days() {
    let policy = policy("preset = \"ru\"");
    let mut order = order("2026-11-06");
    order.lines[0].traits = vec![Trait::TechnicallyComplex];
    // The 15th day is a Saturday, so that Monday the 23rd is the last.
    let first = judged(&policy, &order, &claimed("defective"), "2026-11-23");
    assert_eq!(
        summary(&first),
        "review; conformity 2028-11-06 replace+refund+repair+partial_refund, shop pays"
    );
    let later = judged(&policy, &order, &claimed("defective"), "2026-11-24");
    assert_eq!(
        summary(&later),
        "review; conformity 2028-11-06 repair+partial_refund, shop pays"
    );
    assert!(reasons(&later).contains(&"conformity.complex"));
    let sound = judged(&policy, &order, &claimed("does_not_fit"), "2026-11-16");
    assert_eq!(
        reasons(&sound),
        [
            "exchange.excluded",
            "withdrawal.over",
            "out_of_policy.review"
        ]
    );
}

#[test]
fn a_russian_warranty_prolongs_the_law_and_a_short_one_ends_the_presumption() {
    let judged = |months: u32, delivered_on: &str| {
        let policy = policy(&format!(
            "preset = \"ru\"\nwarranty = {{ months = {months}, remedies = [\"repair\"] }}"
        ));
        judged(
            &policy,
            &order(delivered_on),
            &claimed("defective"),
            "2026-11-21",
        )
    };
    let long = judged(36, "2024-03-01");
    assert!(
        summary(&long).contains("conformity 2027-03-01 replace+refund+repair+partial_refund"),
        "{}",
        summary(&long)
    );
    assert!(reasons(&long).contains(&"conformity.presumed"));
    let short = judged(6, "2026-03-01");
    assert!(summary(&short).contains("conformity 2028-03-01"));
    assert!(reasons(&short).contains(&"conformity.prove"));
}
