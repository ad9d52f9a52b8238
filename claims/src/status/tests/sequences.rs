//! Whatever happens in whatever order, no claim contradicts itself.

use super::{RESPOND_HOURS, after_hours, claim_of, event, photo};
use crate::{
    claim::{Actor, Claim, LineOutcome},
    policy::sample::euros,
    status::{ClaimEvent, EventKind, Goods, Status, apply, misfits},
    verdict::{Decision, Remedy},
    words::{DECISIONS, REMEDIES},
};
use proptest::{collection::vec, option, prelude::*, sample::select};

fn any_remedy() -> impl Strategy<Value = Remedy> {
    (0..REMEDIES.len()).prop_map(|at| REMEDIES[at].1)
}

fn any_outcome() -> impl Strategy<Value = LineOutcome> {
    let line = select(vec!["1", "2", "9"]);
    let decision = (0..DECISIONS.len()).prop_map(|at| DECISIONS[at].1);
    let amount = option::of(prop_oneof![Just(0), 1..9000_i64]);
    (line, decision, option::of(any_remedy()), amount).prop_map(
        |(line, decision, remedy, amount)| LineOutcome {
            line: line.to_owned(),
            decision,
            remedy,
            amount: amount.map(euros),
        },
    )
}

fn any_approval() -> impl Strategy<Value = ClaimEvent> {
    let send = option::of(any::<bool>());
    (option::of(any_remedy()), vec(any_outcome(), 0..3), send).prop_map(
        |(remedy, lines, send_goods)| ClaimEvent::Approved {
            remedy,
            amount: None,
            lines,
            message: None,
            send_goods,
        },
    )
}

fn any_event() -> impl Strategy<Value = ClaimEvent> {
    let kinds = (0..EventKind::ALL.len()).prop_map(|at| event(EventKind::ALL[at]));
    prop_oneof![
        6 => kinds,
        2 => any_approval(),
        1 => any::<bool>().prop_map(|accepted| ClaimEvent::OfferAnswered { accepted, counter: None }),
        1 => (1..4_u32).prop_map(photo),
        1 => any::<bool>().prop_map(|verified| ClaimEvent::OrderChecked { verified }),
        1 => option::of(Just("scratched".to_owned())).prop_map(|finding| ClaimEvent::GoodsReceived { finding }),
    ]
}

/// A claim of two lines.
fn any_claim() -> impl Strategy<Value = Claim> {
    let problem = select(vec!["defective", "changed_mind", "missing_parts"]);
    (problem, option::of(any_remedy()), any::<bool>()).prop_map(|(problem, requested, two)| {
        let mut claim = claim_of("", problem, None);
        claim.lines[0].requested = requested;
        if two {
            let mut line = claim.lines[0].clone();
            line.line = "2".to_owned();
            claim.lines.push(line);
            let mut judged = claim.verdict.lines[0].clone();
            judged.line = "2".to_owned();
            claim.verdict.lines.push(judged);
        }
        claim
    })
}

/// What is impossible about `claim`; empty: nothing.
fn impossible(claim: &Claim) -> Vec<&'static str> {
    let status = claim.status;
    let undecided = matches!(
        status,
        Status::Received | Status::NeedsInfo | Status::UnderReview
    );
    let given = matches!(status, Status::Approved | Status::InProgress);
    let approved = |outcome: &LineOutcome| outcome.decision == Decision::Approve;
    let refused = |outcome: &LineOutcome| outcome.decision == Decision::Decline;
    let lines = claim.lines.iter().map(|line| &line.line);
    let is_each_line = claim.outcomes.iter().map(|outcome| &outcome.line).eq(lines);
    let next = &claim.next;
    // Who was turned down or has what was given may write once more, and is answered.
    let answers = next.action == "answer" && next.actor == Actor::Shop;
    let nobody = next.actor == Actor::Nobody;
    let mut found = Vec::new();
    let mut never = |impossible: bool, what: &'static str| {
        if impossible {
            found.push(what);
        }
    };
    never(
        status.is_closed() && !nobody && !answers,
        "over, and somebody has a turn",
    );
    never(!status.is_closed() && nobody, "open, and nobody has a turn");
    never(
        nobody != (next.action == "none"),
        "a turn of nobody with something to do",
    );
    never(nobody && next.due.is_some(), "nothing to do by a day");
    never(
        undecided && !claim.outcomes.is_empty(),
        "undecided with outcomes",
    );
    never(
        given && !is_each_line,
        "given without an outcome for each line",
    );
    never(
        given && !claim.outcomes.iter().any(approved),
        "given, and nothing approved",
    );
    never(
        status == Status::Declined && !claim.outcomes.iter().all(refused),
        "declined with something approved",
    );
    never(
        claim
            .outcomes
            .iter()
            .filter(|one| refused(one))
            .any(|one| one.remedy.is_some()),
        "a line turned down with a remedy",
    );
    never(
        claim.goods == Goods::Awaiting
            && status != Status::Approved
            && status != Status::InProgress,
        "goods awaited, and nothing given",
    );
    never(
        claim.offer.is_some() && !undecided,
        "an offer after the decision",
    );
    never(
        next.action == "answer_offer" && claim.offer.is_none(),
        "an offer to answer that is not there",
    );
    never(
        next.actor == Actor::Carrier && claim.goods != Goods::InTransit,
        "a carrier without goods",
    );
    found
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn no_sequence_of_events_leads_to_an_impossible_claim(
        filed in any_claim(),
        events in vec(any_event(), 1..12),
    ) {
        let mut claim = filed;
        prop_assert_eq!(impossible(&claim), Vec::<&str>::new());
        for (hours, event) in (1..).zip(&events) {
            // The edge asks first what does not belong to the claim.
            let now = after_hours(hours);
            if !misfits(&claim, event, now).is_empty() {
                continue;
            }
            match apply(&claim, event, now, RESPOND_HOURS) {
                Ok(after) => {
                    prop_assert_eq!(after.updated_at, now);
                    prop_assert_eq!(&after.lines, &claim.lines);
                    claim = after;
                }
                Err(illegal) => {
                    prop_assert_eq!(illegal.status, claim.status);
                    prop_assert!(!illegal.allowed.contains(&event.name()));
                }
            }
            prop_assert_eq!(impossible(&claim), Vec::<&str>::new(), "after {:?}", event);
        }
    }
}

#[test]
fn the_property_can_fail() {
    let mut claim = claim_of("", "defective", None);
    claim.status = Status::Approved;
    claim.goods = Goods::Awaiting;
    assert_eq!(
        impossible(&claim),
        [
            "given without an outcome for each line",
            "given, and nothing approved",
        ]
    );
    claim.status = Status::Withdrawn;
    assert_eq!(
        impossible(&claim),
        [
            "over, and somebody has a turn",
            "goods awaited, and nothing given",
        ]
    );
}

#[test]
fn an_approval_that_grants_nothing_is_named() {
    let claim = claim_of("", "defective", None);
    let refuse = |decision| LineOutcome {
        line: "1".to_owned(),
        decision,
        remedy: Some(Remedy::Refund),
        amount: None,
    };
    let with = |lines| ClaimEvent::Approved {
        remedy: None,
        amount: None,
        lines,
        message: None,
        send_goods: Some(true),
    };
    let codes = |event: &ClaimEvent| {
        misfits(&claim, event, after_hours(0))
            .into_iter()
            .map(|error| error.code)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        codes(&with(vec![refuse(Decision::Decline)])),
        ["nothing_granted"]
    );
    assert_eq!(codes(&with(vec![refuse(Decision::Review)])), ["undecided"]);
    assert_eq!(
        codes(&with(vec![refuse(Decision::Approve)])),
        Vec::<String>::new()
    );
    // Where nobody asked first, nothing comes back for nothing.
    let after = apply(
        &claim,
        &with(vec![refuse(Decision::Decline)]),
        after_hours(1),
        RESPOND_HOURS,
    )
    .unwrap();
    assert_eq!(
        (after.goods, after.outcomes[0].remedy),
        (Goods::NotRequired, None)
    );
}
