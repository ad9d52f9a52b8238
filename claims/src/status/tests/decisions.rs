//! The shop's answers: approval, refusal, questions, offers.

use super::*;

#[test]
fn an_approval_fills_the_lines_it_does_not_name() {
    let mut two = claim();
    two.lines.push(crate::draft::DraftLine {
        line: "2".to_owned(),
        ..two.lines[0].clone()
    });
    let outcome = |line: &str| LineOutcome {
        line: line.to_owned(),
        decision: Decision::Approve,
        remedy: Some(Remedy::PartialRefund),
        amount: Some(euros(900)),
    };
    let approved = |remedy, amount, lines| {
        let event = ClaimEvent::Approved {
            remedy,
            amount,
            lines,
            message: None,
            send_goods: None,
        };
        let claim = after(&two, &[event]);
        let told =
            |outcome: &LineOutcome| (outcome.decision, outcome.remedy, outcome.amount.clone());
        (
            claim.outcomes.iter().map(told).collect::<Vec<_>>(),
            claim.goods,
        )
    };
    let (all, goods) = approved(Some(Remedy::Refund), Some(euros(9000)), vec![]);
    assert_eq!(
        all[0],
        (Decision::Approve, Some(Remedy::Refund), Some(euros(9000)))
    );
    assert_eq!(
        (&all[1], goods),
        (
            &(Decision::Approve, Some(Remedy::Refund), None),
            Goods::Awaiting
        )
    );
    let (named, goods) = approved(None, None, vec![outcome("2")]);
    assert_eq!(named[0], (Decision::Decline, None, None));
    assert_eq!(
        (&named[1].1, goods),
        (&Some(Remedy::PartialRefund), Goods::NotRequired)
    );
    assert_eq!(
        approved(Some(Remedy::Replace), None, vec![outcome("2")]).0[0].1,
        Some(Remedy::Replace)
    );
    assert_eq!(
        approved(None, None, vec![]).0[0].1,
        Some(Remedy::Replace),
        "as asked for"
    );
}

#[test]
fn what_does_not_belong_to_the_claim_is_named() {
    let stray = ClaimEvent::Approved {
        remedy: None,
        amount: Some(Money {
            amount_minor: 0,
            currency: Currency("USD".into()),
        }),
        lines: vec![LineOutcome {
            line: "9".into(),
            decision: Decision::Approve,
            remedy: None,
            amount: Some(euros(-1)),
        }],
        message: None,
        send_goods: None,
    };
    let found: Vec<String> = misfits(&claim(), &stray, after_hours(0))
        .iter()
        .map(|error| format!("{} {}", error.pointer, error.code))
        .collect();
    assert_eq!(
        found,
        [
            "/amount/currency wrong_currency",
            "/amount/amount_minor too_small",
            "/lines/0/line unknown_line",
            "/lines/0/amount/amount_minor too_small"
        ]
    );
    for kind in EventKind::ALL {
        assert_eq!(
            misfits(&claim(), &event(kind), after_hours(0)),
            [],
            "{kind:?}"
        );
    }
}

#[test]
fn the_shop_says_whether_the_goods_must_come_back() {
    let send = |send_goods| ClaimEvent::Approved {
        remedy: Some(Remedy::Refund),
        amount: None,
        lines: vec![],
        message: None,
        send_goods,
    };
    assert_eq!(after(&claim(), &[send(None)]).goods, Goods::Awaiting);
    assert_eq!(
        after(&claim(), &[send(Some(false))]).goods,
        Goods::NotRequired
    );
    assert_eq!(
        after(&claim(), &[approve(Some(Remedy::Coupon))]).goods,
        Goods::NotRequired
    );
    let came = [
        ClaimEvent::GoodsReceived {
            finding: Some("complete".into()),
        },
        send(None),
    ];
    assert_eq!(after(&claim(), &came).goods, Goods::Inspected);
}

#[test]
fn questions_and_answers_pass_the_turn() {
    let asked = after(
        &claim(),
        &[photo(1), ClaimEvent::NeedsInfo { message: text() }],
    );
    assert_eq!(
        (asked.status, turn(&asked)),
        (
            Status::NeedsInfo,
            (
                Actor::Customer,
                "answer",
                Some("2026-12-21T12:00:00.000Z".to_owned())
            )
        )
    );
    let answered = after(
        &asked,
        &[ClaimEvent::MessageAdded {
            text: text(),
            files: Vec::new(),
        }],
    );
    assert_eq!(answered.status, Status::UnderReview);
    assert_eq!(
        turn(&answered),
        (
            Actor::Shop,
            "answer",
            Some("2026-11-22T11:00:00.000Z".into())
        )
    );
    let waiting = after(
        &answered,
        &[
            ClaimEvent::MessageAdded {
                text: text(),
                files: Vec::new(),
            },
            ClaimEvent::MessageSent {
                text: text(),
                files: Vec::new(),
            },
        ],
    );
    assert_eq!(
        turn(&waiting),
        (
            Actor::Shop,
            "decide",
            Some("2026-11-22T12:00:00.000Z".into())
        )
    );
    let link = after(&waiting, &[ClaimEvent::LinkRequested]);
    assert_eq!(link.next, waiting.next);
}

#[test]
fn an_offer_is_accepted_or_turned_down() {
    let offered = after(&claim(), &[event(EventKind::OfferMade)]);
    assert_eq!(
        (offered.status, turn(&offered)),
        (Status::UnderReview, (Actor::Customer, "answer_offer", None))
    );
    let accepted = after(
        &offered,
        &[ClaimEvent::OfferAnswered {
            accepted: true,
            counter: None,
        }],
    );
    assert_eq!(
        (accepted.status, accepted.goods, accepted.offer),
        (Status::Approved, Goods::NotRequired, None)
    );
    assert_eq!(accepted.outcomes[0].amount, Some(euros(490)));
    let declined = after(
        &offered,
        &[ClaimEvent::OfferAnswered {
            accepted: false,
            counter: None,
        }],
    );
    assert_eq!(
        (declined.status, declined.offer.clone(), declined.next.actor),
        (Status::UnderReview, None, Actor::Shop)
    );
    assert!(
        apply(
            &declined,
            &ClaimEvent::OfferAnswered {
                accepted: true,
                counter: None
            },
            filed_at(),
            RESPOND_HOURS
        )
        .is_err()
    );
}

#[test]
fn a_refusal_can_be_answered_and_frees_the_units() {
    let declined = after(&claim(), &[ClaimEvent::Declined { reason: text() }]);
    assert_eq!(
        (declined.status, declined.outcomes[0].decision),
        (Status::Declined, Decision::Decline)
    );
    assert!(!declined.status.takes_units() && Status::Resolved.takes_units());
    let disputed = after(
        &declined,
        &[ClaimEvent::MessageAdded {
            text: text(),
            files: Vec::new(),
        }],
    );
    assert_eq!(
        (disputed.status, disputed.next.action.as_str()),
        (Status::Declined, "answer")
    );
    let answered = after(
        &disputed,
        &[ClaimEvent::MessageSent {
            text: text(),
            files: Vec::new(),
        }],
    );
    assert_eq!(answered.next.actor, Actor::Nobody);
}

#[test]
fn after_an_approval_only_an_inspection_leads_to_a_refusal() {
    let approved = after(&claim(), &[approve(Some(Remedy::Replace))]);
    let decline = ClaimEvent::Declined { reason: text() };
    assert!(apply(&approved, &decline, filed_at(), RESPOND_HOURS).is_err());
    let found = after(
        &approved,
        &[
            ClaimEvent::GoodsReceived {
                finding: Some("cut cable".into()),
            },
            decline,
        ],
    );
    assert_eq!(
        (found.status, found.goods),
        (Status::Declined, Goods::Inspected)
    );
}
