//! Whose turn it is, and by when.

use crate::{
    civil::{DAY_MS, Date, HOUR_MS, Instant},
    claim::{Actor, Claim, LineOutcome, Next},
    status::{EventKind, Goods, Pace, Status},
    verdict::{Entitlement, Remedy},
};

/// By when.
#[derive(Clone, Copy)]
enum By {
    /// A moment.
    Moment(Instant),
    /// A whole day, where the shop is.
    Day(Date),
}

/// The first turn of a new claim: the customer's where evidence is to follow, else the shop's.
pub(crate) fn first_turn(claim: &Claim, now: Instant, pace: Pace) -> Next {
    turn(claim, now, pace)
}

/// The turn after an event of `kind`. `before` is the claim as the event met it.
pub(super) fn next_turn(
    before: &Claim,
    after: &Claim,
    kind: EventKind,
    now: Instant,
    pace: Pace,
) -> Next {
    match kind {
        EventKind::LinkRequested
        | EventKind::OrderChecked
        | EventKind::NotificationFailed
        | EventKind::DeadlineNear
        | EventKind::DeadlineMissed
        | EventKind::AppointmentProposed
        | EventKind::AppointmentChosen
        | EventKind::AppointmentCancelled
        | EventKind::Rated
        | EventKind::LoanerLent
        | EventKind::LoanerReturned => before.next.clone(),
        EventKind::MessageAdded => {
            keep_promise(&before.next, shop("answer", respond_by(now, pace)))
        }
        EventKind::EvidenceAdded => keep_promise(&before.next, turn(after, now, pace)),
        EventKind::GoodsInTransit
        | EventKind::GoodsReceived
        | EventKind::GoodsInspected
        | EventKind::GoodsReturned
            if !matches!(after.status, Status::Approved | Status::InProgress) =>
        {
            before.next.clone()
        }
        EventKind::Submitted
        | EventKind::Withdrawn
        | EventKind::OfferAnswered
        | EventKind::OfferLapsed
        | EventKind::Expired
        | EventKind::NeedsInfo
        | EventKind::UnderReview
        | EventKind::Approved
        | EventKind::Declined
        | EventKind::OfferMade
        | EventKind::MessageSent
        | EventKind::GoodsInTransit
        | EventKind::GoodsReceived
        | EventKind::GoodsInspected
        | EventKind::GoodsReturned
        | EventKind::InProgress
        | EventKind::Resolved => turn(after, now, pace),
    }
}

/// What the state of a claim alone says.
fn turn(claim: &Claim, now: Instant, pace: Pace) -> Next {
    match claim.status {
        Status::Received if !claim.missing_evidence().is_empty() => {
            customer("send_evidence", end_by(now, pace))
        }
        Status::Received => shop("answer", respond_by(now, pace)),
        Status::NeedsInfo => customer("answer", end_by(now, pace)),
        Status::UnderReview if claim.offer.is_some() => {
            let until = claim.offer.as_ref().and_then(|offer| offer.expires_at);
            customer("answer_offer", until.map(By::Moment))
        }
        Status::UnderReview => shop("decide", decide_by(claim).or(respond_by(now, pace))),
        Status::Approved => match claim.goods {
            Goods::Awaiting => customer("send_goods", send_by(claim, now)),
            Goods::InTransit => Next {
                actor: Actor::Carrier,
                action: "deliver".to_owned(),
                due: None,
                day: None,
            },
            Goods::NotRequired | Goods::Received | Goods::Inspected | Goods::ReturnedToCustomer => {
                shop("give_remedy", remedy_by(claim))
            }
        },
        Status::InProgress => shop("give_remedy", remedy_by(claim)),
        Status::Declined | Status::Resolved | Status::Withdrawn | Status::Expired => Next {
            actor: Actor::Nobody,
            action: "none".to_owned(),
            due: None,
            day: None,
        },
    }
}

/// What the customer does while it is the shop's turn does not put off what the shop promised.
fn keep_promise(before: &Next, after: Next) -> Next {
    let both_shop = before.actor == Actor::Shop && after.actor == Actor::Shop;
    match (before.due, after.due) {
        (Some(promised), Some(due)) if both_shop && promised < due => Next {
            due: Some(promised),
            day: before.day,
            ..after
        },
        _ => after,
    }
}

fn shop(action: &str, by: Option<By>) -> Next {
    turn_of(Actor::Shop, action, by)
}

fn customer(action: &str, by: Option<By>) -> Next {
    turn_of(Actor::Customer, action, by)
}

fn turn_of(actor: Actor, action: &str, by: Option<By>) -> Next {
    let (due, day) = match by {
        Some(By::Moment(due)) => (Some(due), None),
        Some(By::Day(day)) => (Some(day.noon()), Some(day)),
        None => (None, None),
    };
    Next {
        actor,
        action: action.to_owned(),
        due,
        day,
    }
}

#[allow(clippy::unnecessary_wraps, reason = "every due date is an option")]
fn respond_by(now: Instant, pace: Pace) -> Option<By> {
    let ms = i64::from(pace.respond_hours) * HOUR_MS;
    Some(By::Moment(now.plus_ms(ms)))
}

/// A claim whose customer was asked for something does not wait for ever.
#[allow(clippy::unnecessary_wraps, reason = "every due date is an option")]
fn end_by(now: Instant, pace: Pace) -> Option<By> {
    let ms = i64::from(pace.expire_days) * DAY_MS;
    Some(By::Moment(now.plus_ms(ms)))
}

fn decide_by(claim: &Claim) -> Option<By> {
    let days = claim
        .verdict
        .lines
        .iter()
        .filter_map(|line| line.entitlements.first()?.deadlines.decide);
    days.min().map(By::Day)
}

/// The days the customer has are counted from the approval, not from the day the claim was filed.
fn send_by(claim: &Claim, now: Instant) -> Option<By> {
    let days = granted(claim).filter_map(|(ground, _)| ground.deadlines.send_back);
    let last = days.min()?;
    let days = claim.filed_on.days_until(last);
    Some(By::Day(now.utc_date().add_days(days)))
}

/// The law counts the shop's days from the customer's notice, or from the day the shop agrees.
fn remedy_by(claim: &Claim) -> Option<By> {
    let agreed_on = claim.agreed_at.map(Instant::utc_date);
    granted(claim)
        .filter_map(|(ground, remedy)| match remedy {
            Remedy::Refund | Remedy::PartialRefund => agreed_on
                .and_then(|on| ground.deadlines.refund_agreed(on))
                .or(ground.deadlines.refund),
            Remedy::Repair => ground.deadlines.repair,
            Remedy::Replace | Remedy::Exchange | Remedy::SparePart => ground.deadlines.replace,
            Remedy::StoreCredit | Remedy::Coupon => None,
        })
        .min()
        .map(By::Day)
}

/// The grounds and remedies of what was granted.
pub(super) fn granted(claim: &Claim) -> impl Iterator<Item = (&Entitlement, Remedy)> {
    claim.outcomes.iter().filter_map(|outcome: &LineOutcome| {
        let remedy = outcome.remedy?;
        let line = claim
            .verdict
            .lines
            .iter()
            .find(|line| line.line == outcome.line)?;
        Some((line.ground_for(Some(remedy))?, remedy))
    })
}
