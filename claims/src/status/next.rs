//! Whose turn it is, and by when.

use crate::{
    civil::{Date, Instant},
    claim::{Actor, Claim, LineOutcome, Next},
    status::{EventKind, Goods, Status},
    verdict::{Entitlement, Remedy},
};

const HOUR_MS: i64 = 3_600_000;

/// The first turn of a new claim: the customer's where evidence is to follow, else the shop's.
pub(crate) fn first_turn(claim: &Claim, now: Instant, respond_hours: u32) -> Next {
    turn(claim, now, respond_hours)
}

/// The turn after an event of `kind`. `before` is the claim as the event met it.
pub(super) fn next_turn(
    before: &Claim,
    after: &Claim,
    kind: EventKind,
    now: Instant,
    respond_hours: u32,
) -> Next {
    match kind {
        EventKind::LinkRequested | EventKind::OrderChecked => before.next.clone(),
        EventKind::MessageAdded => {
            keep_promise(&before.next, shop("answer", respond_by(now, respond_hours)))
        }
        EventKind::EvidenceAdded => keep_promise(&before.next, turn(after, now, respond_hours)),
        EventKind::GoodsReceived
            if !matches!(after.status, Status::Approved | Status::InProgress) =>
        {
            before.next.clone()
        }
        EventKind::Submitted
        | EventKind::Withdrawn
        | EventKind::OfferAnswered
        | EventKind::Expired
        | EventKind::NeedsInfo
        | EventKind::UnderReview
        | EventKind::Approved
        | EventKind::Declined
        | EventKind::OfferMade
        | EventKind::MessageSent
        | EventKind::GoodsReceived
        | EventKind::InProgress
        | EventKind::Resolved => turn(after, now, respond_hours),
    }
}

/// What the state of a claim alone says.
fn turn(claim: &Claim, now: Instant, respond_hours: u32) -> Next {
    match claim.status {
        Status::Received if !claim.missing_evidence().is_empty() => customer("send_evidence", None),
        Status::Received => shop("answer", respond_by(now, respond_hours)),
        Status::NeedsInfo => customer("answer", None),
        Status::UnderReview if claim.offer.is_some() => customer("answer_offer", None),
        Status::UnderReview => shop(
            "decide",
            decide_by(claim).or(respond_by(now, respond_hours)),
        ),
        Status::Approved => match claim.goods {
            Goods::Awaiting => customer("send_goods", send_by(claim, now)),
            Goods::InTransit => Next {
                actor: Actor::Carrier,
                action: "deliver".to_owned(),
                due: None,
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
        },
    }
}

/// What the customer does while it is the shop's turn does not put off what the shop promised.
fn keep_promise(before: &Next, after: Next) -> Next {
    let both_shop = before.actor == Actor::Shop && after.actor == Actor::Shop;
    match (before.due, after.due) {
        (Some(promised), Some(due)) if both_shop && promised < due => Next {
            due: Some(promised),
            ..after
        },
        _ => after,
    }
}

fn shop(action: &str, due: Option<Instant>) -> Next {
    Next {
        actor: Actor::Shop,
        action: action.to_owned(),
        due,
    }
}

fn customer(action: &str, due: Option<Instant>) -> Next {
    Next {
        actor: Actor::Customer,
        action: action.to_owned(),
        due,
    }
}

#[allow(clippy::unnecessary_wraps, reason = "every due date is an option")]
fn respond_by(now: Instant, respond_hours: u32) -> Option<Instant> {
    Some(now.plus_ms(i64::from(respond_hours) * HOUR_MS))
}

fn decide_by(claim: &Claim) -> Option<Instant> {
    let days = claim
        .verdict
        .lines
        .iter()
        .filter_map(|line| line.entitlements.first()?.deadlines.decide);
    days.min().map(Date::noon)
}

/// The days the customer has are counted from the approval, not from the day the claim was filed.
fn send_by(claim: &Claim, now: Instant) -> Option<Instant> {
    let days = granted(claim).filter_map(|(ground, _)| ground.deadlines.send_back);
    let last = days.min()?;
    Some(
        now.utc_date()
            .add_days(claim.filed_on.days_until(last))
            .noon(),
    )
}

/// The law counts the shop's days from the customer's notice, or from the day the shop agrees.
fn remedy_by(claim: &Claim) -> Option<Instant> {
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
        .map(Date::noon)
}

/// The grounds and remedies of what was granted.
fn granted(claim: &Claim) -> impl Iterator<Item = (&Entitlement, Remedy)> {
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
