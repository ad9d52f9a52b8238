//! What one article or section of a law says, to the day.

use crate::{
    order::{Buyer, OrderFacts},
    policy::sample::{claimed, judged, order, policy},
};

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
