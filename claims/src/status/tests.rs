//! What may happen to a claim in which status, and what it is like afterwards.

use crate::{
    civil::{HOUR_MS, Instant},
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
mod decisions;
mod evidence;
mod sequences;
mod transitions;

const RESPOND_HOURS: Pace = Pace {
    respond_hours: 24,
    expire_days: 30,
};

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
