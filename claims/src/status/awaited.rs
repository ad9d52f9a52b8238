//! What happens by itself when nobody does anything: warnings before a deadline, its passing, the end of a claim
//! whose customer does not go on with it.

use crate::{
    civil::{DAY_MS, Date, HOUR_MS, Instant},
    claim::{Actor, Claim, Reminded},
    status::{ClaimEvent, Pace, Status, next::granted},
    verdict::Remedy,
};

/// The hour of the shop's clock at which it is told that the next day is somebody's last.
const WARN_HOUR: u8 = 9;

/// A claim that ends by itself is warned of a week before, where it waits at least two, and a day before.
const LAST_WARNING_DAYS: u32 = 1;
const FIRST_WARNING_DAYS: u32 = 7;

/// What the shop does that has a day of its own beside its turn.
pub(super) const LEND: &str = "lend";
/// What the customer does until the offer lapses, whoever's turn it is meanwhile.
const ANSWER_OFFER: &str = "answer_offer";

/// The next event that time alone brings, and the moment it is due; none where nothing is to be done by any day, or
/// both sides were told that its day has passed. `clock` is the moment of a day and an hour in the shop's time zone.
///
/// A warning that comes too late is left out. Another deadline begins anew. An offer lapses and a loaner is due beside
/// whatever else is to be done.
#[must_use]
pub fn awaited(
    claim: &Claim,
    pace: Pace,
    now: Instant,
    clock: impl Fn(Date, u8) -> Instant,
) -> Option<(Instant, ClaimEvent)> {
    let each = [
        of_turn(claim, pace, now, &clock),
        of_offer(claim, now),
        of_loaner(claim, now, &clock),
    ];
    each.into_iter().flatten().min_by_key(|(at, _)| *at)
}

/// Of whose turn it is.
fn of_turn(
    claim: &Claim,
    pace: Pace,
    now: Instant,
    clock: &impl Fn(Date, u8) -> Instant,
) -> Option<(Instant, ClaimEvent)> {
    let (due, actor, action) = (claim.next.due?, claim.next.actor, &claim.next.action);
    let told = claim.reminded.as_ref().filter(|told| told.due == due);
    if is_offer(action) || told.is_some_and(|told| told.missed) {
        return None;
    }
    let ends = ends_by_itself(claim);
    let (warnings, over) = match claim.next.day {
        // A whole day: over when it ends where the shop is.
        Some(day) => (
            vec![clock(day.add_days(-1), WARN_HOUR)],
            clock(day.add_days(1), 0),
        ),
        None if ends => (warnings_of_the_end(due, pace), due),
        None => {
            let ahead_ms = i64::from(pace.respond_hours) * HOUR_MS / 4;
            (vec![due.plus_ms(-ahead_ms)], due)
        }
    };
    let given = told.map_or(0, |told| told.warnings);
    let next = usize::try_from(given)
        .ok()
        .and_then(|next| warnings.get(next));
    let action = action.clone();
    Some(match next {
        Some(warning) if now < over => (*warning, ClaimEvent::DeadlineNear { actor, action, due }),
        Some(_) | None if ends => (over, ClaimEvent::Expired),
        Some(_) | None => (over, ClaimEvent::DeadlineMissed { actor, action, due }),
    })
}

/// An offer that nobody answers lapses, with a warning a day before.
fn of_offer(claim: &Claim, now: Instant) -> Option<(Instant, ClaimEvent)> {
    let offer = claim.offer.as_ref().filter(|_| !claim.status.is_closed())?;
    let due = offer.expires_at?;
    if offer.warned || now >= due {
        return Some((due, ClaimEvent::OfferLapsed));
    }
    let (actor, action) = (Actor::Customer, ANSWER_OFFER.to_owned());
    let near = ClaimEvent::DeadlineNear { actor, action, due };
    Some((due.plus_ms(-DAY_MS), near))
}

/// Whether what is to be done is to answer an offer.
pub(super) fn is_offer(action: &str) -> bool {
    action == ANSWER_OFFER
}

/// An offer that is open for less than two days is not warned of: it was made only just now.
pub(super) fn is_short(made: Instant, expires: Instant) -> bool {
    expires.ms() - made.ms() < 2 * DAY_MS
}

/// A repair that was promised with a loaner: the shop has until that day to lend one.
fn of_loaner(
    claim: &Claim,
    now: Instant,
    clock: &impl Fn(Date, u8) -> Instant,
) -> Option<(Instant, ClaimEvent)> {
    let day = lending_by(claim)?;
    let (actor, action, due) = (Actor::Shop, LEND.to_owned(), day.noon());
    let over = clock(day.add_days(1), 0);
    let is_warned = claim.lending.is_some() || now >= over;
    Some(if is_warned {
        (over, ClaimEvent::DeadlineMissed { actor, action, due })
    } else {
        let warning = clock(day.add_days(-1), WARN_HOUR);
        (warning, ClaimEvent::DeadlineNear { actor, action, due })
    })
}

/// The last day to lend one, while that is still to be done and nobody was told that it has passed.
pub(super) fn lending_by(claim: &Claim) -> Option<Date> {
    let is_on = matches!(claim.status, Status::Approved | Status::InProgress);
    let is_settled = claim.lending.as_ref().is_some_and(|told| told.missed);
    if !is_on || is_settled || claim.loaner.is_some() {
        return None;
    }
    granted(claim)
        .filter(|(ground, remedy)| ground.loaner && *remedy == Remedy::Repair)
        .filter_map(|(ground, _)| ground.deadlines.loaner)
        .min()
}

/// The customer was asked for something and has not sent it. What was granted, or offered, never ends so.
fn ends_by_itself(claim: &Claim) -> bool {
    let asked = matches!(claim.next.action.as_str(), "send_evidence" | "answer");
    asked && claim.next.actor == Actor::Customer && !claim.status.is_closed()
}

fn warnings_of_the_end(due: Instant, pace: Pace) -> Vec<Instant> {
    let before = |days: u32| due.plus_ms(-i64::from(days) * DAY_MS);
    let first = (pace.expire_days >= 2 * FIRST_WARNING_DAYS).then(|| before(FIRST_WARNING_DAYS));
    first
        .into_iter()
        .chain([before(LAST_WARNING_DAYS)])
        .collect()
}

/// What was told of `due` once one more warning is given, or its passing.
pub(super) fn reminded(before: Option<&Reminded>, due: Instant, missed: bool) -> Reminded {
    let warnings = before
        .filter(|told| told.due == due)
        .map_or(0, |told| told.warnings);
    Reminded {
        due,
        warnings: warnings + u32::from(!missed),
        missed,
    }
}
