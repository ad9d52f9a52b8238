//! What the shop does by itself with a line, and what is still possible where that is nothing.

use crate::{
    policy::{
        OutOfPolicy,
        grounds::{Ground, is_guaranteed},
        line::{Line, named},
        rule::{Rule, Set},
        why::{Notes, Why},
    },
    problem::ProblemKind,
    verdict::{Basis, Decision, StillPossible},
    words::{DECISIONS, word},
};

/// Days in which goods usually come: Directive 2011/83/EU, Article 18(1). An order without a date of delivery that is
/// older is looked at by a person.
const USUAL_DELIVERY_DAYS: i32 = 30;

/// The decision on a line whose open grounds are these, the best first.
pub(super) fn decide(
    line: &Line<'_>,
    grounds: &[Ground],
    unanswered: bool,
    notes: &mut Notes,
) -> Decision {
    let by_default = default(line, grounds, notes);
    let (ruled, rule) = by_rule(line, grounds, by_default, notes);
    let decision = cautious(line, grounds, ruled, unanswered, notes);
    if let Some(rule) = rule.filter(|_| decision == ruled) {
        notes.decides(named(rule));
    }
    if decision == Decision::Approve {
        notes.why(Why::ApproveAtOnce);
    } else if decision == Decision::Review && !grounds.is_empty() {
        notes.why(Why::ReviewPerson);
    }
    decision
}

/// Without rules: sound goods are taken back at once; faulty ones a person looks at.
fn default(line: &Line<'_>, grounds: &[Ground], notes: &mut Notes) -> Decision {
    let Some(best) = grounds.first() else {
        return without_ground(line, notes);
    };
    let decision = match best.basis {
        Basis::Withdrawal | Basis::Exchange => Decision::Approve,
        Basis::Conformity | Basis::Warranty | Basis::Transit | Basis::Goodwill => Decision::Review,
    };
    notes.step(
        || line.preset(),
        "decision",
        || word(&DECISIONS, &decision).to_owned(),
    );
    decision
}

fn without_ground(line: &Line<'_>, notes: &mut Notes) -> Decision {
    if let Some(rule) = line.refused_by() {
        notes.step(
            || named(rule),
            "decision",
            || word(&DECISIONS, &Decision::Decline).to_owned(),
        );
        notes.decides(named(rule));
        return Decision::Decline;
    }
    if line.problem.kind == ProblemKind::Other {
        notes.why(Why::ReviewOther);
        return Decision::Review;
    }
    let decision = match line.policy.out_of_policy {
        OutOfPolicy::Review | OutOfPolicy::Goodwill => {
            notes.why(Why::OutOfPolicyReview);
            Decision::Review
        }
        OutOfPolicy::Decline => {
            notes.why(Why::OutOfPolicyDecline);
            Decision::Decline
        }
    };
    notes.step(
        || "policy".to_owned(),
        "decision",
        || word(&DECISIONS, &decision).to_owned(),
    );
    decision
}

/// The first rule that decides, and the floor under it: what the law grants is not refused.
fn by_rule<'a>(
    line: &Line<'a>,
    grounds: &[Ground],
    by_default: Decision,
    notes: &mut Notes,
) -> (Decision, Option<&'a Rule>) {
    let Some((rule, decision)) = line.ruled(Set::Decision, |then| then.decision) else {
        return (by_default, None);
    };
    if decision != by_default {
        notes.step(
            || named(rule),
            "decision",
            || word(&DECISIONS, &decision).to_owned(),
        );
    }
    match decision {
        Decision::Approve if grounds.is_empty() => (by_default, None),
        Decision::Decline if !grounds.is_empty() => {
            notes.step(
                || line.floor(),
                "decision",
                || word(&DECISIONS, &by_default).to_owned(),
            );
            notes.why(Why::FloorDecision);
            (by_default, None)
        }
        Decision::Approve | Decision::Review | Decision::Decline => (decision, Some(rule)),
    }
}

/// Nothing is approved that a person should see first.
fn cautious(
    line: &Line<'_>,
    grounds: &[Ground],
    decision: Decision,
    unanswered: bool,
    notes: &mut Notes,
) -> Decision {
    let order = line.case.order;
    if !order.verified {
        notes.why(Why::ReviewUnverified);
    }
    if decision != Decision::Approve {
        return decision;
    }
    if line.delivered_on().is_none() && line.problem.kind == ProblemKind::DoesNotFit {
        notes.step(|| line.preset(), "decision", || "review".to_owned());
        notes.why(Why::ReviewUndelivered);
        return Decision::Review;
    }
    let overdue = order.placed_on.add_days(USUAL_DELIVERY_DAYS) < line.today();
    let delivery_unknown = line.delivered_on().is_none() && (!line.is_sound() || overdue);
    if delivery_unknown {
        notes.step(|| line.preset(), "decision", || "review".to_owned());
        notes.why(Why::ReviewDeliveryUnknown);
        return Decision::Review;
    }
    if !order.verified || grounds.is_empty() {
        notes.step(|| line.preset(), "decision", || "review".to_owned());
        return Decision::Review;
    }
    if unanswered {
        notes.step(|| "policy".to_owned(), "decision", || "review".to_owned());
        notes.why(Why::ReviewQuestion);
        return Decision::Review;
    }
    if let Some(rule) = line.private {
        notes.step(|| named(rule), "decision", || "review".to_owned());
        return Decision::Review;
    }
    decision
}

/// The ways on where the shop grants nothing by itself.
pub(super) fn still_possible(
    line: &Line<'_>,
    decision: Decision,
    grounds: &[Ground],
) -> Vec<StillPossible> {
    if !grounds.is_empty() || decision == Decision::Approve {
        return Vec::new();
    }
    let mut ways = Vec::new();
    if line.is_sound() && is_guaranteed(line) {
        ways.push(StillPossible::AnotherBasis);
    }
    if line.policy.out_of_policy == OutOfPolicy::Goodwill {
        ways.push(StillPossible::Goodwill);
    }
    ways.push(StillPossible::HumanReview);
    if decision == Decision::Decline && line.is_consumer() && line.law.dispute_body {
        ways.push(StillPossible::DisputeBody);
    }
    ways
}
