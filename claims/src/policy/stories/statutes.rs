//! What one article or section of a law says, to the day.

use crate::{
    civil::Date,
    draft::DraftLine,
    order::{Buyer, OrderFacts, OrderLine, Trait},
    policy::sample::{claimed, day, judged, order, policy, reasons},
    verdict::{Decision, StillPossible},
};

#[test]
fn a_presumption_that_begins_with_the_day_of_delivery_counts_it() {
    // Delivered, and the last day on which it is presumed.
    for (preset, delivered_on, last) in [
        ("uk", "2026-06-01", "2026-11-30"),
        ("uk", "2026-03-01", "2026-08-31"),
        // There is no 31 February, so the month's last day; from the 29th, the 28th is the day before.
        ("uk", "2026-08-31", "2027-02-28"),
        ("uk", "2023-08-31", "2024-02-29"),
        ("uk", "2026-08-30", "2027-02-28"),
        ("uk", "2026-08-28", "2027-02-27"),
        ("uk", "2026-05-31", "2026-11-30"),
        ("ie", "2025-06-01", "2026-05-31"),
        ("ie", "2024-02-29", "2025-02-28"),
        // Elsewhere the day of delivery is not counted.
        ("it", "2025-06-01", "2026-06-01"),
        ("it", "2024-02-29", "2025-02-28"),
    ] {
        let presumed = |today: Date| {
            let policy = policy(&format!("preset = \"{preset}\""));
            let order = order(delivered_on);
            let verdict = judged(&policy, &order, &claimed("defective"), &today.to_string());
            reasons(&verdict).contains(&"conformity.presumed")
        };
        let last = day(last);
        assert!(presumed(last), "{preset} {delivered_on}");
        assert!(!presumed(last.add_days(1)), "{preset} {delivered_on}");
    }
}

#[test]
fn thirty_days_that_begin_with_the_day_of_delivery_count_it() {
    for (preset, last) in [
        ("ie", "2026-10-30"),
        ("pt", "2026-10-31"),
        ("uk", "2026-10-31"),
    ] {
        let at_first = |today: Date| {
            let policy = policy(&format!("preset = \"{preset}\""));
            let order = order("2026-10-01");
            let verdict = judged(&policy, &order, &claimed("defective"), &today.to_string());
            reasons(&verdict).contains(&"conformity.at_first")
        };
        let last = day(last);
        assert!(at_first(last) && !at_first(last.add_days(1)), "{preset}");
    }
}

#[test]
fn the_withdrawal_from_a_download_runs_from_the_order() {
    // Ordered on Wednesday 4 November; what was sent came on the 13th.
    let mut order = order("2026-11-07");
    order.placed_on = day("2026-11-04");
    order.lines[0].traits = vec![Trait::Digital];
    let lamp = OrderLine {
        id: "2".to_owned(),
        traits: Vec::new(),
        delivered_on: Some(day("2026-11-13")),
        ..order.lines[0].clone()
    };
    order.lines.push(lamp);
    let of = |preset: &str, order: &OrderFacts, line: &str| {
        let policy = policy(&format!("preset = \"{preset}\""));
        let claimed = DraftLine {
            line: line.to_owned(),
            ..claimed("changed_mind")
        };
        let given = judged(&policy, order, &claimed, "2026-11-17")
            .entitlements
            .remove(0);
        (given.until, given.deadlines.send_back.is_some())
    };
    assert_eq!(of("de", &order, "1"), (Some(day("2026-11-18")), false));
    assert_eq!(of("uk", &order, "1"), (Some(day("2026-11-18")), false));
    assert_eq!(of("de", &order, "2"), (Some(day("2026-11-27")), true));
    // Nothing is delivered of it, and the lamp does not wait for it.
    order.lines[0].delivered_on = None;
    order.delivered_on = None;
    assert_eq!(of("de", &order, "1"), (Some(day("2026-11-18")), false));
    assert_eq!(of("de", &order, "2"), (Some(day("2026-11-27")), true));
    // Who was not told has twelve months more from there.
    order.informed_of_withdrawal = false;
    assert_eq!(of("de", &order, "1").0, Some(day("2027-11-18")));
}

#[test]
fn a_fee_does_not_touch_a_withdrawal_by_law_and_the_loss_in_value_is_for_a_person_to_find() {
    let of = |preset: &str, today: &str, informed_of_withdrawal: bool| {
        let policy = policy(&format!(
            "preset = \"{preset}\"\nwithdrawal = {{ days = 400 }}\n\
             [[vars.RULES]]\nid = \"used\"\nwhen = {{ opened = true }}\nthen = {{ fee = \"15 %\" }}"
        ));
        let order = OrderFacts {
            informed_of_withdrawal,
            ..order("2026-11-16")
        };
        let claimed = DraftLine {
            opened: true,
            ..claimed("changed_mind")
        };
        let verdict = judged(&policy, &order, &claimed, today);
        assert_eq!(verdict.decision, Decision::Approve);
        let is_told = reasons(&verdict).contains(&"withdrawal.used");
        let given = &verdict.entitlements[0];
        (given.fee.clone().map(|fee| fee.amount_minor), is_told)
    };
    for preset in ["eu", "fr", "uk", "no"] {
        assert_eq!(of(preset, "2026-11-21", true), (None, true), "{preset}");
        // Article 14(2): not liable where nobody told of the right; and then the law holds for a year.
        assert_eq!(of(preset, "2027-11-21", false), (None, false), "{preset}");
        // After the law's days the shop's own terms hold.
        assert_eq!(
            of(preset, "2027-11-21", true),
            (Some(735), true),
            "{preset}"
        );
    }
    for preset in ["ru", "ua"] {
        assert_eq!(of(preset, "2026-11-21", true), (None, false), "{preset}");
    }
}

#[test]
fn who_is_not_in_the_union_does_not_take_its_rules_by_itself() {
    let laws = |preset| crate::policy::preset::laws_of(preset);
    // Norway: through the EEA, once it is brought in.
    assert!(laws("no").iter().all(|law| law.told.is_empty()));
    assert!(laws("se").last().is_some_and(|law| !law.told.is_empty()));
    // Switzerland has no body for the disputes of all consumers.
    for (preset, has_body) in [("ch", false), ("de", true)] {
        let policy = policy(&format!(
            "preset = \"{preset}\"\nout_of_policy = \"decline\""
        ));
        let verdict = judged(
            &policy,
            &order("2020-01-01"),
            &claimed("changed_mind"),
            "2026-11-21",
        );
        let body = verdict.still_possible.contains(&StillPossible::DisputeBody);
        assert_eq!(body, has_body, "{preset}");
        assert_eq!(verdict.decision, Decision::Decline);
    }
}

#[test]
fn the_days_to_answer_by_law_are_for_consumers() {
    for preset in ["pl", "cz"] {
        let policy = policy(&format!(
            "preset = \"{preset}\"\nbusiness = {{ withdrawal_days = 14, guarantee_months = 12 }}"
        ));
        for buyer in [Buyer::Consumer, Buyer::Business] {
            let is_consumer = buyer == Buyer::Consumer;
            let order = OrderFacts {
                buyer,
                ..order("2026-11-16")
            };
            for problem in ["defective", "changed_mind"] {
                let verdict = judged(&policy, &order, &claimed(problem), "2026-11-21");
                let given = &verdict.entitlements[0];
                assert_eq!(
                    given.deadlines.decide.is_some(),
                    is_consumer,
                    "{preset} {problem}"
                );
                let silence = verdict
                    .reasons
                    .iter()
                    .any(|reason| reason.rule == "conformity.silence");
                assert_eq!(
                    silence,
                    is_consumer && preset == "pl" && problem == "defective"
                );
            }
        }
    }
}
