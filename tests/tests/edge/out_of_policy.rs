//! A claim that the policy does not cover: the reason, and what is still possible.

use claims::{
    claim::Actor,
    problem::{EvidenceKind, ProblemKind},
    status::{ClaimEvent, Status},
    verdict::{Decision, Remedy, StillPossible},
};
use tests::{
    config::Config,
    customer::{self, Upload},
    desk, photo,
    world::World,
};

/// Beyond the 36 months of the shop's warranty and everything the law grants.
const LONG_AGO: i32 = 1_500;

#[test]
fn a_claim_out_of_policy_gets_the_reason_and_what_is_still_possible_and_a_person_if_it_is_sent_anyway()
 {
    let world = World::of(
        &Config::lumen()
            .with_in("POLICY", "out_of_policy", "decline")
            .without("RULES"),
    );
    let (order, found) = world.found(LONG_AGO);
    let claim = customer::file(
        &world.edge,
        &found,
        &world.draft(&order, "1", ProblemKind::Defective),
    );

    let verdict = &claim.filed.claim.verdict;
    assert_eq!(verdict.decision, Decision::Decline);
    let line = &verdict.lines[0];
    assert_eq!(line.entitlements, []);
    assert!(!line.reasons.is_empty());
    for reason in &line.reasons {
        assert!(
            !reason.rule.is_empty() && reason.text.len() > 10,
            "an id for machines, a sentence for people: {reason:?}"
        );
        assert!(
            !reason.text.contains(['{', '}']),
            "every place in the sentence is filled: {reason:?}"
        );
    }
    assert!(
        line.still_possible.contains(&StillPossible::HumanReview),
        "{line:?}"
    );
    assert!(
        line.still_possible.contains(&StillPossible::DisputeBody),
        "{line:?}"
    );

    // Sent although the verdict says no: nothing is decided, and once the photo that every defect needs is there,
    // a person of the shop answers.
    assert_eq!(claim.filed.claim.status, Status::Received);
    assert_eq!(claim.filed.claim.missing_evidence, [EvidenceKind::Photo]);
    let _ = claim
        .upload(&Upload::photo(&photo::plain_jpeg(16, 1)))
        .expect(200);
    let seen = claim.view();
    assert_eq!(
        (seen.status, seen.next.actor, seen.next.action.as_str()),
        (Status::Received, Actor::Shop, "answer")
    );
    let _ = world.shop.waits_for(claim.number(), "claim.submitted");
    let coupon = ClaimEvent::Approved {
        remedy: Some(Remedy::Coupon),
        amount: None,
        lines: Vec::new(),
        message: None,
        send_goods: Some(false),
    };
    desk::answer(&world.edge, claim.number(), coupon);
    assert_eq!(
        claim.view().lines[0].outcome.as_ref().unwrap().remedy,
        Some(Remedy::Coupon),
        "goodwill all the same"
    );
}

#[test]
fn where_the_shop_reviews_what_is_out_of_policy_the_verdict_says_so() {
    let world = World::shared();
    let (order, found) = world.found(LONG_AGO);
    let claim = customer::file(
        &world.edge,
        &found,
        &world.draft(&order, "1", ProblemKind::ChangedMind),
    );

    let verdict = &claim.filed.claim.verdict;
    assert_eq!(verdict.decision, Decision::Review);
    assert!(!verdict.lines[0].reasons.is_empty());
    assert_eq!(verdict.lines[0].entitlements, []);
}
