//! The one function that moves a claim.

use crate::{
    civil::Instant,
    claim::{Actor, Appointment, Claim, EvidenceFile, Offer, Rating, Reminded, Slot},
    status::{
        ClaimEvent, EventKind, Goods, IllegalTransition, Pace, Status,
        awaited::{LEND, is_offer, is_short, lending_by, reminded},
        grant::{goods_after, offered, outcomes, refused},
        next::next_turn,
    },
};

/// The claim after `event`: status, goods, outcomes, offer, evidence, `next` and `updated_at` are set.
///
/// # Errors
/// [`IllegalTransition`] where the event does not fit the claim: nothing is changed then, and the error names what
/// the same side may do instead.
pub fn apply(
    claim: &Claim,
    event: &ClaimEvent,
    now: Instant,
    pace: Pace,
) -> Result<Claim, IllegalTransition> {
    let kind = event.kind();
    if !fits(claim, kind) {
        return Err(illegal(claim, kind));
    }
    let mut after = Claim {
        updated_at: now,
        ..claim.clone()
    };
    change(&mut after, event);
    after.next = next_turn(claim, &after, kind, now, pace);
    Ok(after)
}

fn illegal(claim: &Claim, kind: EventKind) -> IllegalTransition {
    // That a message did not arrive always fits, and is no way on.
    let same_side = |other: &EventKind| {
        other.is_from_shop() == kind.is_from_shop() && *other != EventKind::NotificationFailed
    };
    let allowed = EventKind::ALL
        .into_iter()
        .filter(|other| same_side(other) && fits(claim, *other));
    IllegalTransition {
        status: claim.status,
        event: kind.name(),
        allowed: allowed.map(EventKind::name).collect(),
    }
}

/// Whether an event of that kind may happen to the claim as it is.
fn fits(claim: &Claim, kind: EventKind) -> bool {
    use Status::{Approved, Declined, InProgress, NeedsInfo, Received, UnderReview};
    let status = claim.status;
    let undecided = matches!(status, Received | NeedsInfo | UnderReview);
    let goods_here = matches!(claim.goods, Goods::Received | Goods::Inspected);
    let may_come = undecided || matches!(status, Approved | InProgress | Declined);
    let on_the_way = matches!(
        claim.goods,
        Goods::NotRequired | Goods::Awaiting | Goods::InTransit
    );
    match kind {
        // Filing makes the claim: it never happens to one.
        EventKind::Submitted => false,
        EventKind::LinkRequested
        | EventKind::OrderChecked
        | EventKind::NotificationFailed
        | EventKind::MessageSent => true,
        EventKind::EvidenceAdded => !status.is_closed(),
        // A refusal can be answered, and so can what was given.
        EventKind::MessageAdded => !matches!(status, Status::Withdrawn | Status::Expired),
        EventKind::Withdrawn => undecided || status == Approved,
        EventKind::OfferAnswered => claim.offer.is_some() && undecided,
        EventKind::OfferLapsed => {
            let lapses = |offer: &Offer| offer.expires_at.is_some();
            claim.offer.as_ref().is_some_and(lapses) && undecided
        }
        EventKind::Expired => !status.is_closed() && claim.next.actor == Actor::Customer,
        EventKind::DeadlineNear | EventKind::DeadlineMissed => {
            claim.next.due.is_some() || lending_by(claim).is_some()
        }
        EventKind::AppointmentProposed => !status.is_closed(),
        EventKind::AppointmentChosen | EventKind::AppointmentCancelled => {
            claim.appointment.is_some() && !status.is_closed()
        }
        EventKind::Rated => matches!(status, Status::Resolved | Declined) && claim.rating.is_none(),
        EventKind::LoanerLent => !status.is_closed() && claim.loaner.is_none(),
        // It may come back after all is settled.
        EventKind::LoanerReturned => claim.loaner.is_some(),
        EventKind::NeedsInfo
        | EventKind::UnderReview
        | EventKind::OfferMade
        | EventKind::Approved => undecided,
        // After an approval only what the inspection found can still lead to a refusal.
        EventKind::Declined => undecided || (status == Approved && goods_here),
        EventKind::GoodsInTransit => {
            may_come && matches!(claim.goods, Goods::NotRequired | Goods::Awaiting)
        }
        EventKind::GoodsReceived => may_come && (on_the_way || claim.goods == Goods::Received),
        EventKind::GoodsInspected => may_come && (on_the_way || goods_here),
        EventKind::GoodsReturned => goods_here && status != Status::Withdrawn,
        EventKind::InProgress => status == Approved,
        // A question answered on first contact is resolved without a remedy.
        EventKind::Resolved => undecided || matches!(status, Approved | InProgress),
    }
}

fn change(claim: &mut Claim, event: &ClaimEvent) {
    match event {
        ClaimEvent::Submitted
        | ClaimEvent::LinkRequested
        | ClaimEvent::NotificationFailed { .. }
        | ClaimEvent::MessageSent { .. } => {}
        ClaimEvent::OrderChecked { verified } => claim.order.verified = *verified,
        ClaimEvent::EvidenceAdded { file } => {
            keep(&mut claim.evidence, file);
            answered(claim);
        }
        ClaimEvent::MessageAdded { .. } => answered(claim),
        ClaimEvent::Withdrawn { .. } => close(claim, Status::Withdrawn),
        ClaimEvent::Expired => close(claim, Status::Expired),
        ClaimEvent::Resolved { .. } => close(claim, Status::Resolved),
        ClaimEvent::Declined { .. } => {
            close(claim, Status::Declined);
            claim.outcomes = refused(claim);
        }
        ClaimEvent::OfferLapsed => claim.offer = None,
        ClaimEvent::OfferAnswered { accepted, .. } => match (claim.offer.take(), accepted) {
            (Some(offer), true) => {
                claim.outcomes = offered(claim, &offer);
                claim.goods = goods_after(claim, &claim.outcomes, None);
                agreed(claim);
            }
            (Some(_) | None, _) => claim.status = Status::UnderReview,
        },
        ClaimEvent::NeedsInfo { .. } => claim.status = Status::NeedsInfo,
        ClaimEvent::UnderReview { .. } => claim.status = Status::UnderReview,
        ClaimEvent::OfferMade {
            remedy,
            amount,
            expires_at,
            may_counter,
            ..
        } => {
            claim.offer = Some(Offer {
                remedy: *remedy,
                amount: amount.clone(),
                expires_at: *expires_at,
                may_counter: may_counter.unwrap_or(true),
                // Of one that lapses soon, the offer itself is the warning.
                warned: expires_at.is_some_and(|at| is_short(claim.updated_at, at)),
            });
            claim.status = Status::UnderReview;
        }
        ClaimEvent::Approved {
            remedy,
            amount,
            lines,
            send_goods,
            ..
        } => {
            claim.outcomes = outcomes(claim, *remedy, amount.as_ref(), lines);
            claim.goods = goods_after(claim, &claim.outcomes, *send_goods);
            claim.offer = None;
            agreed(claim);
        }
        ClaimEvent::GoodsReceived { finding } => {
            claim.goods = if finding.is_some() {
                Goods::Inspected
            } else {
                Goods::Received
            };
        }
        ClaimEvent::GoodsInspected { .. } => claim.goods = Goods::Inspected,
        ClaimEvent::GoodsInTransit { .. } => claim.goods = Goods::InTransit,
        ClaimEvent::GoodsReturned { .. } => claim.goods = Goods::ReturnedToCustomer,
        ClaimEvent::AppointmentProposed {
            times,
            place,
            slots,
            notice_hours,
            ..
        } => {
            claim.appointment = Some(Appointment {
                times: times.clone(),
                place: place.clone(),
                slots: slots.clone(),
                notice_hours: *notice_hours,
                chosen: None,
                chosen_place: None,
            });
        }
        ClaimEvent::AppointmentChosen { time, place } => {
            if let Some(appointment) = &mut claim.appointment {
                let all = appointment.all();
                let is_it =
                    |slot: &&Slot| slot.time == *time && (place.is_none() || slot.place == *place);
                appointment.chosen = Some(*time);
                appointment.chosen_place = all.iter().find(is_it).and_then(|it| it.place.clone());
            }
        }
        ClaimEvent::AppointmentCancelled { .. } => claim.appointment = None,
        ClaimEvent::Rated { stars, text } => {
            claim.rating = Some(Rating {
                stars: *stars,
                text: text.clone(),
            });
        }
        ClaimEvent::LoanerLent { item, .. } => {
            claim.loaner = Some(item.clone());
            claim.lending = Some(Reminded {
                due: claim.updated_at,
                warnings: 0,
                missed: true,
            });
        }
        ClaimEvent::LoanerReturned { .. } => claim.loaner = None,
        ClaimEvent::DeadlineNear { action, due, .. } => told(claim, action, *due, false),
        ClaimEvent::DeadlineMissed { action, due, .. } => told(claim, action, *due, true),
        ClaimEvent::InProgress { .. } => claim.status = Status::InProgress,
    }
}

/// What both sides were told is known of each thing that has a day of its own.
fn told(claim: &mut Claim, action: &str, due: Instant, missed: bool) {
    if is_offer(action) {
        if let Some(offer) = &mut claim.offer {
            offer.warned = true;
        }
        return;
    }
    let place = match action {
        LEND => &mut claim.lending,
        _ => &mut claim.reminded,
    };
    *place = Some(reminded(place.as_ref(), due, missed));
}

/// Where the law counts from the day the shop agrees, it is this one.
fn agreed(claim: &mut Claim) {
    claim.status = Status::Approved;
    claim.agreed_at = Some(claim.updated_at);
}

/// The customer's answer to a question puts the claim back with the person who asked.
fn answered(claim: &mut Claim) {
    if claim.status == Status::NeedsInfo {
        claim.status = Status::UnderReview;
    }
}

fn close(claim: &mut Claim, status: Status) {
    claim.status = status;
    claim.offer = None;
    if claim.goods == Goods::Awaiting {
        claim.goods = Goods::NotRequired;
    }
}

/// A file sent again takes the place of the one of the same number.
fn keep(evidence: &mut Vec<EvidenceFile>, file: &EvidenceFile) {
    match evidence.iter_mut().find(|kept| kept.n == file.n) {
        Some(kept) => *kept = file.clone(),
        None => evidence.push(file.clone()),
    }
    evidence.sort_by_key(|kept| kept.n);
}
