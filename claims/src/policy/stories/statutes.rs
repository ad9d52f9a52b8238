//! What one article or section of a law says, to the day.

use crate::{
    order::{Buyer, OrderFacts},
    policy::sample::{claimed, judged, order, policy},
    verdict::{Decision, StillPossible},
};

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
