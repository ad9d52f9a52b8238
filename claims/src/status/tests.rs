//! What may happen to a claim in which status, and what it is like afterwards.

use crate::{
    civil::Instant,
    claim::{Actor, Claim, EvidenceFile, LineOutcome, file_claim},
    draft::{ClaimDraft, Customer, validate},
    money::{Currency, Money},
    number::ClaimNumber,
    policy::sample::{checked, claimed, day, euros, order, policy, verdict},
    problem::EvidenceKind,
    status::{ClaimEvent, EventKind, Goods, Pace, Status, apply, automatic, misfits},
    timeline::{Happened, view},
    verdict::{Decision, Remedy},
    wire::Limits,
};
use std::collections::{BTreeMap, BTreeSet};

mod agreement;
mod sequences;

const RESPOND_HOURS: Pace = Pace {
    respond_hours: 24,
    expire_days: 30,
};
const HOUR_MS: i64 = 3_600_000;

fn filed_at() -> Instant {
    Instant::parse("2026-11-21T10:00:00Z").unwrap()
}

fn after_hours(hours: i64) -> Instant {
    filed_at().plus_ms(hours * HOUR_MS)
}

/// A claim for one lamp that came twelve days ago, filed on 21 November 2026.
fn claim_of(policy_lines: &str, problem: &str, requested: Option<Remedy>) -> Claim {
    claim_under("fr", policy_lines, problem, requested)
}

fn claim_under(
    preset: &str,
    policy_lines: &str,
    problem: &str,
    requested: Option<Remedy>,
) -> Claim {
    let policy = policy(&format!("preset = \"{preset}\"\n{policy_lines}"));
    let order = order("2026-11-09");
    let mut line = claimed(problem);
    line.requested = requested;
    let draft = ClaimDraft {
        locale: "fr".to_owned(),
        customer: Customer {
            name: "Camille".into(),
            email: "c@mail.example".into(),
            phone: None,
        },
        lines: vec![line],
        ..ClaimDraft::default()
    };
    let valid = validate(
        &draft,
        &order,
        &BTreeMap::new(),
        &policy,
        &Limits::standard(),
        day("2026-11-21"),
    )
    .unwrap();
    let verdict = verdict(&policy, valid.order(), &valid.draft().lines, "2026-11-21");
    let number = ClaimNumber::new(1, 0, 7);
    file_claim(
        number,
        filed_at(),
        day("2026-11-21"),
        valid,
        verdict,
        RESPOND_HOURS,
    )
}

fn claim() -> Claim {
    claim_of("", "defective", Some(Remedy::Replace))
}

fn photo(n: u32) -> ClaimEvent {
    let file = EvidenceFile {
        n,
        kind: EvidenceKind::Photo,
        name: "lamp.jpg".to_owned(),
        media_type: "image/jpeg".to_owned(),
        size_bytes: 70_000,
        sha256: format!("{n:064}"),
    };
    ClaimEvent::EvidenceAdded { file }
}

fn approve(remedy: Option<Remedy>) -> ClaimEvent {
    ClaimEvent::Approved {
        remedy,
        amount: None,
        lines: vec![],
        message: None,
        send_goods: None,
    }
}

fn text() -> String {
    "…".to_owned()
}

fn event(kind: EventKind) -> ClaimEvent {
    match kind {
        EventKind::Submitted => ClaimEvent::Submitted,
        EventKind::EvidenceAdded => photo(1),
        EventKind::MessageAdded => ClaimEvent::MessageAdded {
            text: text(),
            files: Vec::new(),
        },
        EventKind::Withdrawn => ClaimEvent::Withdrawn { reason: None },
        EventKind::OfferAnswered => ClaimEvent::OfferAnswered {
            accepted: true,
            counter: None,
        },
        EventKind::OfferLapsed => ClaimEvent::OfferLapsed,
        EventKind::LinkRequested => ClaimEvent::LinkRequested,
        EventKind::Expired => ClaimEvent::Expired,
        EventKind::OrderChecked => ClaimEvent::OrderChecked { verified: true },
        EventKind::NeedsInfo => ClaimEvent::NeedsInfo { message: text() },
        EventKind::UnderReview => ClaimEvent::UnderReview { person: None },
        EventKind::Approved => approve(None),
        EventKind::Declined => ClaimEvent::Declined { reason: text() },
        EventKind::OfferMade => ClaimEvent::OfferMade {
            remedy: Remedy::Coupon,
            amount: Some(euros(490)),
            message: None,
            expires_at: None,
            may_counter: None,
        },
        EventKind::MessageSent => ClaimEvent::MessageSent {
            text: text(),
            files: Vec::new(),
        },
        EventKind::GoodsReceived => ClaimEvent::GoodsReceived { finding: None },
        EventKind::AppointmentProposed => ClaimEvent::AppointmentProposed {
            times: vec![after_hours(72)],
            place: None,
            message: None,
            slots: Vec::new(),
            notice_hours: None,
        },
        EventKind::AppointmentChosen => ClaimEvent::AppointmentChosen {
            time: after_hours(72),
            place: None,
        },
        EventKind::AppointmentCancelled => ClaimEvent::AppointmentCancelled { message: None },
        EventKind::Rated => ClaimEvent::Rated {
            stars: 4,
            text: None,
        },
        EventKind::DeadlineNear => ClaimEvent::DeadlineNear {
            actor: Actor::Shop,
            action: "answer".to_owned(),
            due: after_hours(24),
        },
        EventKind::DeadlineMissed => ClaimEvent::DeadlineMissed {
            actor: Actor::Shop,
            action: "answer".to_owned(),
            due: after_hours(24),
        },
        EventKind::GoodsInTransit => ClaimEvent::GoodsInTransit { message: None },
        EventKind::GoodsInspected => ClaimEvent::GoodsInspected { finding: text() },
        EventKind::GoodsReturned => ClaimEvent::GoodsReturned { message: None },
        EventKind::LoanerLent => ClaimEvent::LoanerLent {
            item: text(),
            message: None,
        },
        EventKind::LoanerReturned => ClaimEvent::LoanerReturned { message: None },
        EventKind::InProgress => ClaimEvent::InProgress { message: None },
        EventKind::NotificationFailed => ClaimEvent::NotificationFailed {
            reason: text(),
            notification: None,
        },
        EventKind::Resolved => ClaimEvent::Resolved { message: None },
    }
}

/// The claim after those events, an hour apart.
fn after(claim: &Claim, events: &[ClaimEvent]) -> Claim {
    let step = |(claim, hours): (Claim, i64), event: &ClaimEvent| {
        let next = apply(&claim, event, after_hours(hours), RESPOND_HOURS);
        (
            next.unwrap_or_else(|illegal| panic!("{illegal}")),
            hours + 1,
        )
    };
    events.iter().fold((claim.clone(), 1), step).0
}

fn turn(claim: &Claim) -> (Actor, &str, Option<String>) {
    (
        claim.next.actor,
        claim.next.action.as_str(),
        claim.next.due.map(|due| due.to_string()),
    )
}

#[test]
fn the_first_turn_is_the_customers_where_evidence_is_to_follow() {
    let with_photo = claim();
    assert_eq!(with_photo.missing_evidence(), [EvidenceKind::Photo]);
    assert_eq!(
        turn(&with_photo),
        (
            Actor::Customer,
            "send_evidence",
            Some("2026-12-21T10:00:00.000Z".to_owned())
        )
    );
    assert_eq!(
        (with_photo.status, with_photo.goods),
        (Status::Received, Goods::NotRequired)
    );
    let without = claim_of("", "changed_mind", None);
    assert_eq!(
        turn(&without),
        (
            Actor::Shop,
            "answer",
            Some("2026-11-22T10:00:00.000Z".into())
        )
    );
}

#[test]
fn evidence_is_kept_once_for_each_place_and_gives_the_shop_its_turn() {
    let kept = after(&claim(), &[photo(2), photo(1), photo(2)]);
    assert_eq!(
        kept.evidence.iter().map(|file| file.n).collect::<Vec<_>>(),
        [1, 2]
    );
    assert_eq!(kept.missing_evidence(), []);
    // The turn began with the first photo, after an hour; the others do not put it off.
    assert_eq!(
        turn(&kept),
        (
            Actor::Shop,
            "answer",
            Some("2026-11-22T11:00:00.000Z".into())
        )
    );
    assert_eq!(kept.updated_at, after_hours(3));
}

#[test]
fn a_typed_serial_number_is_evidence() {
    let mut claim = claim();
    claim.verdict.lines[0].evidence = vec![EvidenceKind::Serial];
    assert_eq!(claim.missing_evidence(), [EvidenceKind::Serial]);
    claim.lines[0].serial = Some("7".to_owned());
    assert_eq!(claim.missing_evidence(), []);
}

#[test]
fn what_the_verdict_approves_is_approved_as_soon_as_the_evidence_is_kept() {
    let rule = "[[vars.RULES]]\nid = \"a\"\nthen = { decision = \"approve\", keep_item = true }";
    let filed = claim_of(rule, "defective", Some(Remedy::Replace));
    assert_eq!(automatic(&filed), None);
    let kept = after(&filed, &[photo(1)]);
    let event = automatic(&kept).unwrap();
    let approved = after(&kept, &[event]);
    assert_eq!(
        (approved.status, approved.goods),
        (Status::Approved, Goods::NotRequired)
    );
    assert_eq!(approved.outcomes[0].remedy, Some(Remedy::Replace));
    assert_eq!(
        turn(&approved),
        (
            Actor::Shop,
            "give_remedy",
            Some("2026-12-21T12:00:00.000Z".into())
        )
    );
    assert_eq!(automatic(&approved), None);
    let unverified = Claim {
        order: crate::order::OrderFacts {
            verified: false,
            ..kept.order.clone()
        },
        ..kept.clone()
    };
    assert_eq!(automatic(&unverified), None);
    assert_eq!(automatic(&after(&claim(), &[photo(1)])), None);
}

#[test]
fn a_withdrawal_is_approved_at_once_and_waits_for_the_goods() {
    let filed = claim_of("", "changed_mind", None);
    let approved = after(&filed, &[automatic(&filed).unwrap()]);
    assert_eq!(approved.outcomes[0].remedy, Some(Remedy::Refund));
    assert_eq!(
        turn(&approved),
        (
            Actor::Customer,
            "send_goods",
            Some("2026-12-07T12:00:00.000Z".into())
        )
    );
    let came = after(&approved, &[ClaimEvent::GoodsReceived { finding: None }]);
    assert_eq!(
        (came.goods, turn(&came)),
        (
            Goods::Received,
            (
                Actor::Shop,
                "give_remedy",
                Some("2026-12-05T12:00:00.000Z".into())
            )
        )
    );
    let done = after(
        &came,
        &[
            ClaimEvent::InProgress { message: None },
            ClaimEvent::Resolved { message: None },
        ],
    );
    assert_eq!(
        (done.status, turn(&done)),
        (Status::Resolved, (Actor::Nobody, "none", None))
    );
}

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

#[test]
fn an_illegal_event_changes_nothing_and_names_what_is_allowed() {
    let withdrawn = after(&claim(), &[ClaimEvent::Withdrawn { reason: None }]);
    let illegal = apply(&withdrawn, &approve(None), filed_at(), RESPOND_HOURS).unwrap_err();
    assert_eq!(
        illegal.to_string(),
        "`claim.approved` does not fit a claim in status `withdrawn`; allowed now: `message.sent`"
    );
    let illegal = apply(&withdrawn, &photo(1), filed_at(), RESPOND_HOURS).unwrap_err();
    assert_eq!(illegal.allowed, ["link.requested", "order.checked"]);
    let approved = after(&claim(), &[approve(None)]);
    let illegal = apply(&approved, &approve(None), filed_at(), RESPOND_HOURS).unwrap_err();
    assert_eq!(
        illegal.allowed,
        [
            "message.sent",
            "appointment.proposed",
            "goods.in_transit",
            "goods.received",
            "goods.inspected",
            "loaner.lent",
            "claim.in_progress",
            "claim.resolved"
        ]
    );
}

/// Each line: a status, and the events that may happen in it.
#[test]
fn the_table_of_transitions() {
    use EventKind::{
        AppointmentCancelled, AppointmentChosen, AppointmentProposed, Approved, DeadlineMissed,
        DeadlineNear, Declined, EvidenceAdded, Expired, GoodsInTransit, GoodsInspected,
        GoodsReceived, GoodsReturned, InProgress, LinkRequested, LoanerLent, LoanerReturned,
        MessageAdded, MessageSent, NeedsInfo, NotificationFailed, OfferAnswered, OfferMade,
        OrderChecked, Rated, Resolved, UnderReview, Withdrawn,
    };
    let undecided = [
        EvidenceAdded,
        MessageAdded,
        Withdrawn,
        LinkRequested,
        OrderChecked,
        NotificationFailed,
        NeedsInfo,
        UnderReview,
        Approved,
        Declined,
        OfferMade,
        MessageSent,
        Resolved,
        GoodsInTransit,
        GoodsReceived,
        GoodsInspected,
        AppointmentProposed,
        LoanerLent,
    ];
    let due = [DeadlineNear, DeadlineMissed];
    let always = [LinkRequested, OrderChecked, MessageSent, NotificationFailed];
    let with = |some: &[EventKind], more: &[EventKind]| {
        some.iter().chain(more).copied().collect::<BTreeSet<_>>()
    };
    let goods = ClaimEvent::GoodsReceived {
        finding: Some(text()),
    };
    for (name, events, is_due, allowed) in [
        (
            "received, evidence missing",
            vec![],
            true,
            with(&undecided, &[Expired]),
        ),
        ("received", vec![photo(1)], true, with(&undecided, &[])),
        (
            "asked",
            vec![event(NeedsInfo)],
            true,
            with(&undecided, &[Expired]),
        ),
        (
            "in review",
            vec![event(UnderReview)],
            true,
            with(&undecided, &[]),
        ),
        (
            "with an offer",
            vec![event(OfferMade)],
            false,
            with(&undecided, &[OfferAnswered, Expired]),
        ),
        (
            "with an appointment",
            vec![event(OfferMade), event(AppointmentProposed)],
            false,
            with(
                &undecided,
                &[
                    OfferAnswered,
                    Expired,
                    AppointmentChosen,
                    AppointmentCancelled,
                ],
            ),
        ),
        (
            "approved",
            vec![approve(None)],
            false,
            with(
                &always,
                &[
                    EvidenceAdded,
                    MessageAdded,
                    Withdrawn,
                    Expired,
                    AppointmentProposed,
                    GoodsInTransit,
                    GoodsReceived,
                    GoodsInspected,
                    LoanerLent,
                    InProgress,
                    Resolved,
                ],
            ),
        ),
        (
            "approved, on the way",
            vec![approve(None), event(GoodsInTransit)],
            false,
            with(
                &always,
                &[
                    EvidenceAdded,
                    MessageAdded,
                    Withdrawn,
                    AppointmentProposed,
                    GoodsReceived,
                    GoodsInspected,
                    LoanerLent,
                    InProgress,
                    Resolved,
                ],
            ),
        ),
        (
            "approved, inspected, with a loaner",
            vec![approve(None), goods.clone(), event(LoanerLent)],
            true,
            with(
                &always,
                &[
                    EvidenceAdded,
                    MessageAdded,
                    Withdrawn,
                    Declined,
                    AppointmentProposed,
                    GoodsInspected,
                    GoodsReturned,
                    LoanerReturned,
                    InProgress,
                    Resolved,
                ],
            ),
        ),
        (
            "in progress",
            vec![approve(None), event(InProgress)],
            true,
            with(
                &always,
                &[
                    EvidenceAdded,
                    MessageAdded,
                    AppointmentProposed,
                    GoodsInTransit,
                    GoodsReceived,
                    GoodsInspected,
                    LoanerLent,
                    Resolved,
                ],
            ),
        ),
        (
            "declined",
            vec![event(Declined)],
            false,
            with(
                &always,
                &[
                    MessageAdded,
                    GoodsInTransit,
                    GoodsReceived,
                    GoodsInspected,
                    Rated,
                ],
            ),
        ),
        (
            "resolved",
            vec![event(Resolved)],
            false,
            with(&always, &[MessageAdded, Rated]),
        ),
        (
            "resolved and rated",
            vec![event(Resolved), event(Rated)],
            false,
            with(&always, &[MessageAdded]),
        ),
        (
            "withdrawn",
            vec![event(Withdrawn)],
            false,
            with(&always, &[]),
        ),
        ("expired", vec![event(Expired)], false, with(&always, &[])),
    ] {
        let claim = after(&claim(), &events);
        let allowed = match is_due {
            true => allowed.iter().chain(&due).copied().collect(),
            false => allowed,
        };
        let found: BTreeSet<EventKind> = EventKind::ALL
            .into_iter()
            .filter(|kind| apply(&claim, &event(*kind), after_hours(9), RESPOND_HOURS).is_ok())
            .collect();
        assert_eq!(found, allowed, "{name}");
    }
}

/// No order of events leads to a claim that contradicts itself.
#[test]
fn every_claim_within_four_events_is_in_order() {
    let mut claims = vec![claim(), claim_of("", "changed_mind", None)];
    for hours in 1..=4 {
        let next: Vec<Claim> = claims
            .iter()
            .flat_map(|claim| {
                EventKind::ALL
                    .map(|kind| apply(claim, &event(kind), after_hours(hours), RESPOND_HOURS).ok())
            })
            .flatten()
            .collect();
        for claim in &next {
            let decided = matches!(
                claim.status,
                Status::Approved | Status::InProgress | Status::Declined
            );
            assert!(!decided || claim.outcomes.len() == 1, "{claim:?}");
            assert!(
                claim.offer.is_none()
                    || !claim.status.is_closed() && claim.status != Status::Approved,
                "{claim:?}"
            );
            assert!(
                claim.goods != Goods::Awaiting || !claim.status.is_closed(),
                "{claim:?}"
            );
            let answered = claim.next.action != "answer";
            assert!(
                !claim.status.is_closed() || claim.next.actor == Actor::Nobody || !answered,
                "{claim:?}"
            );
            assert!(
                claim.next.actor == Actor::Nobody || claim.next.action != "none",
                "{claim:?}"
            );
        }
        // One claim for each state that matters, so that the walk stays small.
        let mut seen = BTreeSet::new();
        claims = next;
        claims.retain(|claim| {
            seen.insert((
                claim.status,
                claim.goods,
                claim.offer.is_some(),
                claim.next.action.clone(),
                claim.evidence.len(),
            ))
        });
    }
    assert!(claims.len() > 20);
}

#[test]
fn the_customer_sees_the_claim_without_the_shops_trace() {
    let (shop, policy) = checked("[vars.POLICY]\npreset = \"fr\"");
    let filed = claim();
    let happened = |seq, event: ClaimEvent| Happened {
        seq,
        at: filed_at(),
        by: event.actor(),
        event,
    };
    let events = [
        happened(1, ClaimEvent::Submitted),
        happened(2, ClaimEvent::LinkRequested),
        happened(3, photo(1)),
    ];
    let claim = after(&filed, &[photo(1), approve(Some(Remedy::Refund))]);
    let seen = view(&claim, &events, &shop, &policy);
    assert_eq!(
        seen.timeline
            .iter()
            .map(|happened| happened.seq)
            .collect::<Vec<_>>(),
        [1, 3]
    );
    assert!(!filed.verdict.lines[0].trace.is_empty() && seen.verdict.lines[0].trace.is_empty());
    let line = &seen.lines[0];
    assert_eq!(
        (line.title.as_str(), line.problem.as_str()),
        ("Lamp", "Il est cassé ou ne fonctionne pas")
    );
    assert_eq!(
        (line.requested, line.outcome.as_ref().unwrap().remedy),
        (Some(Remedy::Replace), Some(Remedy::Refund))
    );
    assert_eq!(
        (seen.missing_evidence.len(), seen.contact.name.as_str()),
        (0, "Claire")
    );
    // A problem that is no longer on the shop's list shows its id.
    let gone = crate::policy::Policy {
        problems: vec![],
        ..policy
    };
    assert_eq!(
        view(&claim, &events, &shop, &gone).lines[0].problem,
        "defective"
    );
}

#[test]
fn a_claim_is_kept_as_json_and_comes_back_the_same() {
    let claim = after(&claim(), &[photo(1), event(EventKind::OfferMade)]);
    let json = serde_json::to_string(&claim).unwrap();
    assert_eq!(serde_json::from_str::<Claim>(&json).unwrap(), claim);
    for part in [
        "\"number\":\"2292-2222-222L\"",
        "\"status\":\"under_review\"",
        "\"filed_on\":\"2026-11-21\"",
        "\"offer\":{\"remedy\":\"coupon\",\"amount\":{\"amount_minor\":490,\"currency\":\"EUR\"},\"may_counter\":true}",
        "\"next\":{\"actor\":\"customer\",\"action\":\"answer_offer\"}",
    ] {
        assert!(json.contains(part), "{part} in {json}");
    }
}

#[test]
fn the_return_address_is_shown_while_the_goods_are_awaited() {
    let (mut shop, policy) = checked("[vars.POLICY]\npreset = \"fr\"");
    shop.return_address = Some(crate::locale::Localized(crate::few::Few::from([
        ("en".to_owned(), "12 Shade Street, Paris".to_owned()),
        ("fr".to_owned(), "12 rue de l'Abat-Jour, Paris".to_owned()),
    ])));
    let shown = |claim: &Claim| view(claim, &[], &shop, &policy).return_address;
    let filed = claim_of("", "changed_mind", None);
    assert_eq!(shown(&filed), None);
    let approved = after(&filed, &[automatic(&filed).unwrap()]);
    assert_eq!(
        shown(&approved).as_deref(),
        Some("12 rue de l'Abat-Jour, Paris")
    );
    let arrived = after(&approved, &[event(EventKind::GoodsReceived)]);
    assert_eq!(shown(&arrived), None);
}

#[test]
fn nothing_is_missing_any_more_once_it_is_decided() {
    let approved = after(&claim(), &[approve(None)]);
    assert_eq!(approved.missing_evidence(), []);
}

mod deadlines;
