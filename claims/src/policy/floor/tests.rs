//! For any policy and any facts, the verdict is at least as good for the customer as the preset alone.

use super::any::{Facts, any_facts, any_policy, preset_alone};
use crate::{
    civil::Date,
    policy::{Case, Policy, judge, law::Law},
    verdict::{Basis, Deadlines, Decision, Entitlement, LineVerdict, Payer, Remedy},
};
use proptest::prelude::*;

fn judged(policy: &Policy, facts: &Facts) -> LineVerdict {
    let case = Case {
        order: &facts.order,
        lines: std::slice::from_ref(&facts.line),
        files: &[],
        locale: "en",
        today: facts.today,
    };
    judge(policy, &case).lines.remove(0)
}

/// What an entitlement by law lacks beside `floor`, the same one of the preset alone; empty: it is as good.
fn worse(given: &Entitlement, floor: &Entitlement, law: &Law) -> Vec<String> {
    let mut worse = Vec::new();
    let mut check = |is_good: bool, what: &str| {
        if !is_good {
            worse.push(format!("{:?}: {what}", given.basis));
        }
    };
    let last = |until: Option<Date>| until.unwrap_or(Date::LAST);
    check(last(given.until) >= last(floor.until), "ends earlier");
    let offers = |remedy: Remedy| given.remedies.contains(&remedy);
    // Directive 2019/771, Article 13(2) and (3): repair may be refused as out of proportion where money and goods are
    // both offered.
    let may_refuse_repair = law
        .guarantee
        .as_ref()
        .is_some_and(|law| law.repair_may_be_refused)
        && offers(Remedy::Refund)
        && (offers(Remedy::Replace) || offers(Remedy::SparePart));
    for remedy in &floor.remedies {
        let excused = may_refuse_repair && matches!(remedy, Remedy::Repair | Remedy::SparePart);
        check(offers(*remedy) || excused, &format!("no {remedy:?}"));
    }
    check(
        floor.return_shipping == Payer::Customer || given.return_shipping == Payer::Shop,
        "the customer pays for sending it back",
    );
    check(given.fee.is_none(), "a fee");
    let lends = given.loaner || !floor.loaner || !offers(Remedy::Repair);
    check(lends, "no loaner");
    if given.basis == Basis::Withdrawal {
        let asked = |kind| floor.evidence.contains(kind);
        check(given.evidence.iter().all(asked), "asks for evidence");
    }
    let repairs = offers(Remedy::Repair);
    for (what, floor_day, day) in days_to_keep(&floor.deadlines, &given.deadlines, repairs) {
        let is_kept = floor_day.is_none_or(|latest| day.is_some_and(|day| day <= latest));
        check(is_kept, &format!("{what} later"));
    }
    let from_agreement = |deadlines: &Deadlines| deadlines.refund_days_from_agreement;
    let is_kept = from_agreement(&floor.deadlines)
        .is_none_or(|most| from_agreement(&given.deadlines).is_some_and(|days| days <= most));
    check(is_kept, "refund later, once the shop agrees");
    let send_back = (floor.deadlines.send_back, given.deadlines.send_back);
    if let (Some(earliest), Some(day)) = send_back {
        check(day >= earliest, "less time to send it back");
    }
    check(
        floor.deadlines.send_back.is_some() || given.deadlines.send_back.is_none(),
        "a day to send it back by",
    );
    worse
}

/// What the shop has to keep to; a repair that is not offered has no last day.
fn days_to_keep(
    floor: &Deadlines,
    given: &Deadlines,
    repairs: bool,
) -> Vec<(&'static str, Option<Date>, Option<Date>)> {
    let mut days = vec![
        ("decision", floor.decide, given.decide),
        ("refund", floor.refund, given.refund),
        ("replacement", floor.replace, given.replace),
    ];
    if repairs {
        days.push(("repair", floor.repair, given.repair));
        days.push(("loaner", floor.loaner, given.loaner));
    }
    days
}

/// Every entitlement the preset alone gives by law is there and as good, and it is not turned down.
fn worse_than_the_law(policy: &Policy, facts: &Facts) -> Vec<String> {
    let verdict = judged(policy, facts);
    let alone = judged(&preset_alone(&policy.preset), facts);
    let law = Law::of(&policy.laws, facts.order.placed_on).unwrap();
    let by_law = |floor: &&Entitlement| match floor.basis {
        Basis::Withdrawal | Basis::Exchange | Basis::Conformity => true,
        // The preset's days for damage on the way are a default of ours; the rest is the shop's.
        Basis::Warranty | Basis::Transit | Basis::Goodwill => false,
    };
    let mut worse_than = Vec::new();
    for floor in alone.entitlements.iter().filter(by_law) {
        let same = |given: &&Entitlement| given.basis == floor.basis;
        match verdict.entitlements.iter().find(same) {
            Some(given) => worse_than.extend(worse(given, floor, law)),
            None => worse_than.push(format!("{:?}: not there", floor.basis)),
        }
        if verdict.decision == Decision::Decline {
            worse_than.push("declined".to_owned());
        }
    }
    worse_than
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn no_policy_gives_less_than_the_law(policy in any_policy(), facts in any_facts()) {
        prop_assert_eq!(worse_than_the_law(&policy, &facts), Vec::<String>::new());
    }

    #[test]
    fn whoever_is_turned_down_is_told_what_is_still_possible(policy in any_policy(), facts in any_facts()) {
        let verdict = judged(&policy, &facts);
        let nothing = verdict.entitlements.is_empty() && verdict.decision != Decision::Approve;
        prop_assert_eq!(nothing, !verdict.still_possible.is_empty());
        prop_assert!(!verdict.reasons.is_empty());
    }

    #[test]
    fn every_entitlement_is_open_and_gives_something(policy in any_policy(), facts in any_facts()) {
        for given in judged(&policy, &facts).entitlements {
            prop_assert!(given.until.is_none_or(|last| last >= facts.today));
            prop_assert!(!given.remedies.is_empty());
            let days = given.deadlines;
            for day in [days.decide, days.refund, days.repair, days.replace, days.loaner, days.send_back] {
                prop_assert!(day.is_none_or(|day| day >= facts.today));
            }
        }
    }
}

#[test]
fn the_property_can_fail() {
    // A verdict of a shop without law beside one of the Union's.
    let facts = Facts {
        order: crate::policy::sample::order("2026-11-09"),
        line: crate::policy::sample::claimed("defective"),
        today: crate::policy::sample::day("2026-11-21"),
    };
    let law = crate::policy::preset::laws_of("fr").pop().unwrap();
    let floor = judged(&preset_alone("fr"), &facts).entitlements.remove(0);
    let mut given = floor.clone();
    assert_eq!(worse(&given, &floor, &law), Vec::<String>::new());
    given.until = floor.until.map(|last| last.add_days(-1));
    given.remedies = vec![Remedy::Coupon];
    given.return_shipping = Payer::Customer;
    given.deadlines.replace = None;
    assert_eq!(
        worse(&given, &floor, &law),
        [
            "Conformity: ends earlier",
            "Conformity: no Repair",
            "Conformity: no Replace",
            "Conformity: the customer pays for sending it back",
            "Conformity: replacement later",
        ]
    );
}
