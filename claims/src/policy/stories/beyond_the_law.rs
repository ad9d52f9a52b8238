//! Who buys what, and what the shop gives beyond the law.

use super::*;

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
