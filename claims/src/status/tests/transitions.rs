//! Which event may happen in which status.

use super::*;

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
