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
mod countries;
mod ledger;
mod refusals;
mod second_step;
mod statutes;

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

fn line(verdict: &crate::verdict::LineVerdict) -> (String, Vec<String>) {
    (
        summary(verdict),
        reasons(verdict).into_iter().map(str::to_owned).collect(),
    )
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
fn a_business_has_what_the_contract_grants() {
    let of = |order: OrderFacts| OrderFacts {
        buyer: Buyer::Business,
        ..order
    };
    let silent = policy("preset = \"fr\"");
    let verdict = judged(
        &silent,
        &of(order("2026-11-09")),
        &claimed("changed_mind"),
        "2026-11-21",
    );
    assert_eq!(
        line(&verdict),
        (
            "review".to_owned(),
            vec!["withdrawal.business".into(), "out_of_policy.review".into()]
        )
    );
    let verdict = judged(
        &silent,
        &of(order("2026-11-09")),
        &claimed("defective"),
        "2026-11-21",
    );
    assert_eq!(
        reasons(&verdict),
        ["conformity.business", "out_of_policy.review"]
    );

    let generous =
        policy("preset = \"fr\"\nbusiness = { withdrawal_days = 7, guarantee_months = 12 }");
    let verdict = judged(
        &generous,
        &of(order("2026-11-10")),
        &claimed("defective"),
        "2026-11-17",
    );
    assert_eq!(
        summary(&verdict),
        "review; conformity 2027-11-10 repair+replace, shop pays; withdrawal 2026-11-17 refund, customer pays"
    );
}

#[test]
fn traits_take_away_the_withdrawal_and_never_the_guarantee() {
    let policy = policy("preset = \"eu\"\nout_of_policy = \"decline\"");
    let with = |held: Trait| {
        let mut order = order("2026-11-16");
        order.lines[0].traits = vec![held];
        order
    };
    for (held, seal_broken, why) in [
        (Trait::CustomMade, false, Some("withdrawal.custom_made")),
        (Trait::Perishable, false, Some("withdrawal.perishable")),
        (Trait::SealedHygiene, false, None),
        (
            Trait::SealedHygiene,
            true,
            Some("withdrawal.sealed_hygiene"),
        ),
        (Trait::SealedMedia, true, Some("withdrawal.sealed_media")),
        (Trait::Digital, true, None),
        (
            Trait::DigitalStarted,
            false,
            Some("withdrawal.digital_started"),
        ),
        (Trait::FinalSale, false, None),
        (Trait::Oversized, false, None),
    ] {
        let line = DraftLine {
            seal_broken,
            ..claimed("changed_mind")
        };
        let verdict = judged(&policy, &with(held), &line, "2026-11-21");
        assert_eq!(
            verdict.decision == Decision::Decline,
            why.is_some(),
            "{held:?}"
        );
        if let Some(why) = why {
            assert_eq!(reasons(&verdict), [why, "out_of_policy.decline"]);
            let ways = [
                StillPossible::AnotherBasis,
                StillPossible::HumanReview,
                StillPossible::DisputeBody,
            ];
            assert_eq!(verdict.still_possible, ways);
        }
        let line = DraftLine {
            problem: "defective".to_owned(),
            ..line
        };
        let verdict = judged(&policy, &with(held), &line, "2026-11-21");
        assert!(
            summary(&verdict).contains("conformity 2028-11-16"),
            "{held:?}"
        );
    }
}

#[test]
fn a_final_sale_has_what_the_law_gives_and_no_more() {
    let policy = policy("preset = \"fr\"\nwithdrawal = { days = 60 }\nexchange = { days = 60 }");
    let mut order = order("2026-11-02");
    order.lines[0].traits = vec![Trait::FinalSale];
    let verdict = judged(&policy, &order, &claimed("changed_mind"), "2026-11-16");
    assert_eq!(
        summary(&verdict),
        "approve; withdrawal 2026-11-16 refund, customer pays"
    );
    assert_eq!(
        judged(&policy, &order, &claimed("changed_mind"), "2026-11-17").entitlements,
        []
    );
}

#[test]
fn the_shops_terms_go_beyond_the_law_and_the_warranty_beyond_the_guarantee() {
    let policy = policy(
        "preset = \"fr\"\nwithdrawal = { days = 30, return_shipping = \"shop\" }\n\
         warranty = { months = 36, remedies = [\"repair\"] }\nrespond_within = \"24h\"",
    );
    let verdict = judged(
        &policy,
        &order("2026-10-23"),
        &claimed("changed_mind"),
        "2026-11-21",
    );
    assert_eq!(
        summary(&verdict),
        "approve; withdrawal 2026-11-23 refund, shop pays"
    );
    assert_eq!(
        trace(&verdict),
        [
            "preset:fr withdrawal.until = 2026-11-06",
            "policy withdrawal.until = 2026-11-23",
            "preset:fr decision = approve"
        ]
    );
    let deadlines = &verdict.entitlements[0].deadlines;
    assert_eq!(
        (deadlines.respond_hours, deadlines.refund),
        (Some(24), Some(day("2026-12-05")))
    );
    // Saturday the 5th is no working day.
    assert_eq!(deadlines.send_back, Some(day("2026-12-07")));
    // LL-1011: 800 days after delivery the guarantee is over, the warranty is not.
    let verdict = judged(
        &policy,
        &order("2024-09-12"),
        &claimed("defective"),
        "2026-11-21",
    );
    assert_eq!(
        summary(&verdict),
        "review; warranty 2027-09-12 repair, shop pays"
    );
    assert_eq!(
        reasons(&verdict),
        ["conformity.over", "warranty.open", "review.person"]
    );
    assert_eq!(
        verdict.reasons[0].facts["until"],
        Fact::Date(day("2026-09-12"))
    );
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

#[test]
fn used_goods_are_not_exchanged_and_still_withdrawn_from() {
    let policy = policy("preset = \"ru\"");
    let used = DraftLine {
        opened: true,
        ..claimed("does_not_fit")
    };
    let verdict = judged(&policy, &order("2026-11-16"), &used, "2026-11-21");
    assert_eq!(
        summary(&verdict),
        "approve; withdrawal 2026-11-23 refund, customer pays"
    );
    assert_eq!(
        reasons(&verdict),
        ["exchange.used", "withdrawal.open", "approve.at_once"]
    );
}

#[test]
fn out_of_policy_is_what_the_shop_says_and_names_what_is_left() {
    let late = |lines: &str, problem: &str| {
        judged(
            &policy(&format!("preset = \"fr\"\n{lines}")),
            &order("2023-01-02"),
            &claimed(problem),
            "2026-11-21",
        )
    };
    let review = late("", "defective");
    assert_eq!(line(&review).1, ["conformity.over", "out_of_policy.review"]);
    assert_eq!(review.still_possible, [StillPossible::HumanReview]);
    let decline = late("out_of_policy = \"decline\"", "defective");
    assert_eq!(decline.decision, Decision::Decline);
    assert_eq!(
        decline.still_possible,
        [StillPossible::HumanReview, StillPossible::DisputeBody]
    );
    let kind = late("out_of_policy = \"goodwill\"", "defective");
    assert_eq!(
        summary(&kind),
        "review; goodwill 2026-12-05 coupon, customer pays"
    );
    let kinder = late(
        "out_of_policy = \"goodwill\"\ngoodwill = { remedies = [\"store_credit\"] }",
        "changed_mind",
    );
    assert_eq!(
        summary(&kinder),
        "review; goodwill 2026-12-05 store_credit, customer pays"
    );
    assert_eq!(
        late("out_of_policy = \"goodwill\"", "other").entitlements,
        []
    );
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
