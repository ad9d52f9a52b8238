//! What an approval or an accepted offer gives, line by line, and whether the goods must come back.

use crate::{
    civil::Instant,
    claim::{Claim, EvidenceFile, LineOutcome, Offer, Slot},
    draft::DraftLine,
    money::Money,
    status::{ClaimEvent, Goods},
    verdict::{Decision, Remedy},
    wire::FieldError,
};

/// What in an event of the shop does not belong to this claim: a line it has not, money of another currency or none
/// at all, an approval that grants nothing. Asked before [`apply`](crate::status::apply), which leaves out what it does not know.
#[must_use]
pub fn misfits(claim: &Claim, event: &ClaimEvent, now: Instant) -> Vec<FieldError> {
    let mut errors = Vec::new();
    match event {
        ClaimEvent::Approved { amount, lines, .. } => {
            check_money(claim, amount.as_ref(), "/amount", &mut errors);
            for (at, outcome) in lines.iter().enumerate() {
                if !claim.lines.iter().any(|line| line.line == outcome.line) {
                    let pointer = format!("/lines/{at}/line");
                    let known: Vec<&str> =
                        claim.lines.iter().map(|line| line.line.as_str()).collect();
                    let detail = format!(
                        "found `{}`, expected one of: {}",
                        outcome.line,
                        known.join(", ")
                    );
                    errors.push(FieldError {
                        pointer,
                        code: "unknown_line".to_owned(),
                        detail,
                    });
                }
                if outcome.decision == Decision::Review {
                    errors.push(FieldError {
                        pointer: format!("/lines/{at}/decision"),
                        code: "undecided".to_owned(),
                        detail: "found `review`, expected `approve` or `decline`".to_owned(),
                    });
                }
                check_money(
                    claim,
                    outcome.amount.as_ref(),
                    &format!("/lines/{at}/amount"),
                    &mut errors,
                );
            }
            if errors.is_empty() && !grants_something(claim, event) {
                errors.push(FieldError {
                    pointer: "/lines".to_owned(),
                    code: "nothing_granted".to_owned(),
                    detail: "found no line that is approved, expected at least one; `claim.declined` turns a claim down"
                        .to_owned(),
                });
            }
        }
        ClaimEvent::OfferMade {
            amount, expires_at, ..
        } => {
            check_money(claim, amount.as_ref(), "/amount", &mut errors);
            if expires_at.is_some_and(|at| at <= now) {
                let detail = format!("it is {now}, expected a later moment");
                errors.push(error("/expires_at", "in_the_past", detail));
            }
        }
        ClaimEvent::OfferAnswered {
            counter: Some(counter),
            ..
        } => {
            check_money(claim, counter.amount.as_ref(), "/amount", &mut errors);
            if claim.offer.as_ref().is_some_and(|offer| !offer.may_counter) {
                let detail = "the shop takes yes or no for an answer to this offer".to_owned();
                errors.push(error("", "counter_not_allowed", detail));
            }
        }
        ClaimEvent::MessageAdded { files, .. } => check_files(files, &claim.evidence, &mut errors),
        ClaimEvent::MessageSent { files, .. } => check_files(files, &claim.files, &mut errors),
        ClaimEvent::AppointmentProposed { times, slots, .. } => {
            let times = times.iter().enumerate();
            let times = times.map(|(at, time)| (format!("/times/{at}"), *time));
            let slots = slots.iter().enumerate();
            let slots = slots.map(|(at, slot)| (format!("/slots/{at}/time"), slot.time));
            for (pointer, time) in times.chain(slots).filter(|(_, time)| *time <= now) {
                let detail = format!("found `{time}`, expected a moment after {now}");
                errors.push(error(&pointer, "in_the_past", detail));
            }
        }
        ClaimEvent::AppointmentChosen { time, place } => {
            check_choice(claim, *time, place.as_ref(), now, &mut errors);
        }
        ClaimEvent::Submitted
        | ClaimEvent::EvidenceAdded { .. }
        | ClaimEvent::Withdrawn { .. }
        | ClaimEvent::OfferAnswered { counter: None, .. }
        | ClaimEvent::OfferLapsed
        | ClaimEvent::Expired
        | ClaimEvent::NeedsInfo { .. }
        | ClaimEvent::UnderReview { .. }
        | ClaimEvent::Declined { .. }
        | ClaimEvent::GoodsReceived { .. }
        | ClaimEvent::InProgress { .. }
        | ClaimEvent::OrderChecked { .. }
        | ClaimEvent::LinkRequested
        | ClaimEvent::Rated { .. }
        | ClaimEvent::DeadlineNear { .. }
        | ClaimEvent::DeadlineMissed { .. }
        | ClaimEvent::AppointmentCancelled { .. }
        | ClaimEvent::GoodsInTransit { .. }
        | ClaimEvent::GoodsInspected { .. }
        | ClaimEvent::GoodsReturned { .. }
        | ClaimEvent::LoanerLent { .. }
        | ClaimEvent::LoanerReturned { .. }
        | ClaimEvent::NotificationFailed { .. }
        | ClaimEvent::Resolved { .. } => {}
    }
    errors
}

fn error(pointer: &str, code: &str, detail: String) -> FieldError {
    FieldError {
        pointer: pointer.to_owned(),
        code: code.to_owned(),
        detail,
    }
}

/// Files that come with a message are there before it.
fn check_files(files: &[u32], kept: &[EvidenceFile], errors: &mut Vec<FieldError>) {
    for (at, n) in files.iter().enumerate() {
        if !kept.iter().any(|file| file.n == *n) {
            let detail = format!("found {n}, expected the place of a file that is kept");
            errors.push(error(&format!("/files/{at}"), "unknown_value", detail));
        }
    }
}

/// A time the shop proposed, still to come, and what was chosen before not too near.
fn check_choice(
    claim: &Claim,
    time: Instant,
    place: Option<&String>,
    now: Instant,
    errors: &mut Vec<FieldError>,
) {
    let Some(appointment) = &claim.appointment else {
        return;
    };
    let at_time: Vec<Slot> = appointment
        .all()
        .into_iter()
        .filter(|slot| slot.time == time)
        .collect();
    let is_there = |slot: &Slot| place.is_none() || slot.place.as_ref() == place;
    if at_time.is_empty() {
        let detail = format!("found `{time}`, expected one of the times the shop proposed");
        errors.push(error("/time", "unknown_value", detail));
    } else if !at_time.iter().any(is_there) {
        let detail = "expected one of the places of that time".to_owned();
        errors.push(error("/place", "unknown_value", detail));
    } else if place.is_none() && at_time.len() > 1 {
        let detail = "this time is proposed at several places: expected one of them".to_owned();
        errors.push(error("/place", "required", detail));
    } else if time <= now {
        let detail = format!("found `{time}`, which has passed");
        errors.push(error("/time", "in_the_past", detail));
    }
    if let Some(fixed) = appointment.fixed_from().filter(|fixed| *fixed <= now) {
        let detail = format!("what was chosen could be changed until {fixed}");
        errors.push(error("/time", "too_late", detail));
    }
}

/// Whether an approval leaves a line that is approved.
fn grants_something(claim: &Claim, event: &ClaimEvent) -> bool {
    let ClaimEvent::Approved {
        remedy,
        amount,
        lines,
        ..
    } = event
    else {
        return false;
    };
    outcomes(claim, *remedy, amount.as_ref(), lines)
        .iter()
        .any(|outcome| outcome.decision == Decision::Approve)
}

fn check_money(claim: &Claim, amount: Option<&Money>, pointer: &str, errors: &mut Vec<FieldError>) {
    let Some(amount) = amount else { return };
    if amount.currency != claim.order.currency {
        let detail = format!(
            "found `{}`, expected `{}`",
            amount.currency.0, claim.order.currency.0
        );
        let pointer = format!("{pointer}/currency");
        errors.push(FieldError {
            pointer,
            code: "wrong_currency".to_owned(),
            detail,
        });
    }
    if amount.amount_minor < 1 {
        let detail = format!("found {}, expected at least 1", amount.amount_minor);
        let pointer = format!("{pointer}/amount_minor");
        errors.push(FieldError {
            pointer,
            code: "too_small".to_owned(),
            detail,
        });
    }
}

/// The outcomes of an approval. Lines not named get `remedy`; where that is missing too, a shop that names lines
/// grants those alone, and one that names none grants what was asked for.
pub(super) fn outcomes(
    claim: &Claim,
    remedy: Option<Remedy>,
    amount: Option<&Money>,
    named: &[LineOutcome],
) -> Vec<LineOutcome> {
    let mut whole_amount = amount.cloned();
    let outcome = |line: &DraftLine| {
        if let Some(named) = named.iter().find(|outcome| outcome.line == line.line) {
            return LineOutcome {
                // What is turned down gives nothing.
                remedy: named.remedy.filter(|_| named.decision != Decision::Decline),
                amount: named
                    .amount
                    .clone()
                    .filter(|_| named.decision != Decision::Decline),
                ..named.clone()
            };
        }
        if remedy.is_none() && !named.is_empty() {
            return LineOutcome {
                line: line.line.clone(),
                decision: Decision::Decline,
                remedy: None,
                amount: None,
            };
        }
        let judged = claim
            .verdict
            .lines
            .iter()
            .find(|judged| judged.line == line.line);
        let remedy = remedy
            .or_else(|| judged?.remedy_for(line.requested))
            .or(line.requested);
        // The amount is for the whole claim: it stands at one line, so that adding up the lines is right.
        LineOutcome {
            line: line.line.clone(),
            decision: Decision::Approve,
            remedy,
            amount: whole_amount.take(),
        }
    };
    claim.lines.iter().map(outcome).collect()
}

/// The outcomes of an accepted offer.
pub(super) fn offered(claim: &Claim, offer: &Offer) -> Vec<LineOutcome> {
    outcomes(claim, Some(offer.remedy), offer.amount.as_ref(), &[])
}

/// Where the goods are to go once `outcomes` are granted.
pub(super) fn goods_after(
    claim: &Claim,
    outcomes: &[LineOutcome],
    send_goods: Option<bool>,
) -> Goods {
    let came_already = matches!(
        claim.goods,
        Goods::InTransit | Goods::Received | Goods::Inspected
    );
    if came_already {
        return claim.goods;
    }
    let granted = outcomes
        .iter()
        .any(|outcome| outcome.decision == Decision::Approve);
    if granted
        && send_goods.unwrap_or_else(|| outcomes.iter().any(|outcome| comes_back(claim, outcome)))
    {
        Goods::Awaiting
    } else {
        Goods::NotRequired
    }
}

fn comes_back(claim: &Claim, outcome: &LineOutcome) -> bool {
    let Some(remedy) = outcome.remedy else {
        return false;
    };
    let needs_goods = match remedy {
        Remedy::Repair
        | Remedy::Replace
        | Remedy::Exchange
        | Remedy::Refund
        | Remedy::StoreCredit => true,
        Remedy::PartialRefund | Remedy::SparePart | Remedy::Coupon => false,
    };
    let keeps = claim
        .verdict
        .lines
        .iter()
        .find(|line| line.line == outcome.line)
        .and_then(|line| line.ground_for(Some(remedy)))
        .is_some_and(|ground| ground.keep_item);
    needs_goods && !keeps && !never_came(claim, &outcome.line)
}

/// An order withdrawn from before it came: there is nothing to send back.
fn never_came(claim: &Claim, line: &str) -> bool {
    let Some(line) = claim.order.line(line) else {
        return false;
    };
    claim.order.verified && claim.order.delivered_on(line).is_none()
}

/// The outcomes of a refusal.
pub(super) fn refused(claim: &Claim) -> Vec<LineOutcome> {
    let refuse = |line: &DraftLine| LineOutcome {
        line: line.line.clone(),
        decision: Decision::Decline,
        remedy: None,
        amount: None,
    };
    claim.lines.iter().map(refuse).collect()
}
