//! Warnings before a deadline, its passing, and the end of a claim nobody goes on with: once each, at the right moment.

use super::{RESPOND_HOURS, after, after_hours, approve, claim, event, filed_at, photo};
use crate::{
    civil::{Date, Instant},
    claim::Claim,
    status::{EventKind, Status, apply, awaited},
    verdict::Remedy,
};

/// A shop an hour ahead of UTC.
fn clock(day: Date, hour: u8) -> Instant {
    day.noon()
        .plus_ms((i64::from(hour) - 12) * 3_600_000 - 3_600_000)
}

/// What time alone brings, and when, up to `events`.
fn told(claim: &Claim, events: usize) -> (Claim, Vec<String>) {
    let (mut claim, mut said) = (claim.clone(), Vec::new());
    let mut now = claim.updated_at;
    while let Some((at, event)) = awaited(&claim, RESPOND_HOURS, now, clock) {
        now = at.max(now);
        claim = apply(&claim, &event, now, RESPOND_HOURS).unwrap();
        said.push(format!("{now} {}", event.name()));
        assert!(said.len() <= events, "once each: {said:?}");
    }
    (claim, said)
}

#[test]
fn what_is_due_by_the_hour_is_warned_of_a_quarter_before_and_missed_at_that_moment() {
    let (claim, said) = told(&after(&claim(), &[photo(1)]), 2);
    assert_eq!(
        said,
        [
            "2026-11-22T05:00:00.000Z deadline.near",
            "2026-11-22T11:00:00.000Z deadline.missed"
        ]
    );
    assert_eq!(claim.status, Status::Received, "nothing else is decided");
}

#[test]
fn a_day_is_over_when_it_ends_where_the_shop_is_and_is_warned_of_the_morning_before() {
    let repaired = after(
        &claim(),
        &[
            approve(Some(Remedy::Repair)),
            event(EventKind::GoodsReceived),
        ],
    );
    assert_eq!(repaired.next.day.unwrap().to_string(), "2026-12-21");
    let (_, said) = told(&repaired, 2);
    assert_eq!(
        said,
        [
            "2026-12-20T08:00:00.000Z deadline.near",
            "2026-12-21T23:00:00.000Z deadline.missed"
        ]
    );
}

#[test]
fn a_claim_whose_customer_never_sends_the_evidence_ends_after_two_warnings() {
    let (claim, said) = told(&claim(), 3);
    assert_eq!(
        said,
        [
            "2026-12-14T10:00:00.000Z deadline.near",
            "2026-12-20T10:00:00.000Z deadline.near",
            "2026-12-21T10:00:00.000Z claim.expired"
        ]
    );
    assert_eq!(claim.status, Status::Expired);
    assert!(!claim.status.takes_units());
}

#[test]
fn one_that_was_asked_something_ends_too_and_one_with_an_offer_or_an_approval_does_not() {
    let asked = after(&claim(), &[event(EventKind::NeedsInfo)]);
    assert_eq!(told(&asked, 3).0.status, Status::Expired);
    for kind in [EventKind::OfferMade, EventKind::Approved] {
        let (claim, _) = told(&after(&claim(), &[event(kind)]), 2);
        assert_ne!(claim.status, Status::Expired, "{kind:?}");
    }
    let closed = after(&claim(), &[event(EventKind::Resolved)]);
    assert!(awaited(&closed, RESPOND_HOURS, filed_at(), clock).is_none());
}

#[test]
fn another_deadline_begins_anew_and_the_same_one_does_not() {
    let (missed, _) = told(&after(&claim(), &[photo(1)]), 2);
    let noted = after(&missed, &[event(EventKind::OrderChecked)]);
    assert!(awaited(&noted, RESPOND_HOURS, after_hours(30), clock).is_none());
    let reviewed = apply(
        &missed,
        &event(EventKind::UnderReview),
        after_hours(30),
        RESPOND_HOURS,
    )
    .unwrap();
    assert_eq!(told(&reviewed, 2).1.len(), 2);
}

#[test]
fn a_warning_that_would_come_too_late_is_left_out() {
    let waiting = after(&claim(), &[photo(1)]);
    let (_, event) = awaited(&waiting, RESPOND_HOURS, after_hours(99), clock).unwrap();
    assert_eq!(event.name(), "deadline.missed");
}

fn offer(hours: i64) -> crate::status::ClaimEvent {
    crate::status::ClaimEvent::OfferMade {
        remedy: Remedy::Coupon,
        amount: None,
        message: None,
        expires_at: Some(after_hours(hours)),
        may_counter: None,
    }
}

#[test]
fn an_offer_is_warned_of_a_day_before_it_lapses_and_then_it_is_the_shops_turn() {
    let offered = after(&claim(), &[offer(96)]);
    assert_eq!(offered.next.due, Some(after_hours(96)));
    let (lapsed, said) = told(&offered, 4);
    assert_eq!(
        said[..2],
        [
            format!("{} deadline.near", after_hours(72)),
            format!("{} offer.lapsed", after_hours(96))
        ]
    );
    assert_eq!(lapsed.offer, None);
    assert_eq!(lapsed.next.actor, crate::claim::Actor::Shop);
    assert_eq!(
        lapsed.status,
        Status::UnderReview,
        "nothing else is decided"
    );
}

#[test]
fn an_offer_that_lapses_soon_is_not_warned_of_and_lapses_whoevers_turn_it_is() {
    let asked = after(&claim(), &[offer(40), event(EventKind::MessageAdded)]);
    assert_eq!(asked.next.actor, crate::claim::Actor::Shop);
    let (lapsed, said) = told(&asked, 5);
    let at = |name: &str| said.iter().find(|line| line.ends_with(name)).cloned();
    assert_eq!(
        at("offer.lapsed"),
        Some(format!("{} offer.lapsed", after_hours(40)))
    );
    assert_eq!(lapsed.offer, None);
    assert!(
        !said[0].ends_with("offer.lapsed"),
        "the answer was due first: {said:?}"
    );
}

#[test]
fn a_promised_loaner_has_a_day_of_its_own_until_one_is_lent() {
    let mut promised = claim();
    for line in &mut promised.verdict.lines {
        for ground in &mut line.entitlements {
            ground.loaner = true;
            ground.deadlines.loaner = Date::parse("2026-11-25");
        }
    }
    let repaired = after(&promised, &[approve(Some(Remedy::Repair))]);
    let (_, said) = told(&repaired, 4);
    let lend: Vec<_> = said
        .iter()
        .filter(|line| line.starts_with("2026-11-2"))
        .collect();
    assert_eq!(
        lend,
        [
            "2026-11-24T08:00:00.000Z deadline.near",
            "2026-11-25T23:00:00.000Z deadline.missed"
        ]
    );
    let lent = after(
        &repaired,
        &[
            event(EventKind::LoanerLent),
            event(EventKind::LoanerReturned),
        ],
    );
    let (_, said) = told(&lent, 4);
    assert!(
        !said.iter().any(|line| line.starts_with("2026-11-2")),
        "{said:?}"
    );
}
