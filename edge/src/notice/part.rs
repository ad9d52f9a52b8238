//! What a message says, event by event.

use super::{Part, Told, harmless::harmless, words::turn};
use claims::{
    civil::Instant,
    claim::{Actor, Claim, LineOutcome},
    money::Money,
    status::ClaimEvent,
    texts::Language,
    timeline::ViewLine,
    verdict::{Basis, Decision, Remedy},
};

type Rows = Vec<(String, String)>;

/// Everything there is to say of the event.
pub fn parts(told: &Told<'_>, language: Language) -> Vec<Part> {
    let say = |key: &str| Part::Says(language.text(key));
    let mut parts = Vec::new();
    match &told.happened.event {
        ClaimEvent::Submitted => received(told, language, &mut parts),
        ClaimEvent::NeedsInfo { message } => {
            parts.extend([say("mail.question"), Part::Quote(message.clone())]);
            turn_of_the_customer(told, language, &mut parts);
        }
        ClaimEvent::MessageSent { text, .. } => {
            parts.extend([say("mail.written"), Part::Quote(text.clone())]);
        }
        ClaimEvent::Approved { message, .. } => {
            parts.push(say("event.claim.approved"));
            quote(message.as_deref(), &mut parts);
            rows(given(told, language), &mut parts);
            turn_with_day(told, language, &mut parts);
        }
        ClaimEvent::Declined { reason } => parts.extend([
            say("event.claim.declined"),
            Part::Quote(reason.clone()),
            say("mail.further"),
        ]),
        ClaimEvent::OfferMade {
            remedy,
            amount,
            message,
            ..
        } => {
            parts.push(say("event.offer.made"));
            rows(promised(language, *remedy, amount.as_ref()), &mut parts);
            quote(message.as_deref(), &mut parts);
            turn_with_day(told, language, &mut parts);
        }
        ClaimEvent::AppointmentProposed {
            times,
            place,
            message,
            slots,
            ..
        } => {
            parts.extend([say("event.appointment.proposed"), say("mail.times")]);
            rows(meeting(told, language, times, place.as_deref()), &mut parts);
            for slot in slots {
                let place = slot.place.as_deref();
                rows(meeting(told, language, &[slot.time], place), &mut parts);
            }
            quote(message.as_deref(), &mut parts);
        }
        event @ (ClaimEvent::AppointmentCancelled { message }
        | ClaimEvent::GoodsReturned { message }
        | ClaimEvent::InProgress { message }) => {
            parts.push(say(&format!("event.{}", event.name())));
            quote(message.as_deref(), &mut parts);
        }
        ClaimEvent::GoodsReceived { finding } => {
            parts.push(say("event.goods.received"));
            quote(finding.as_deref(), &mut parts);
            turn_with_day(told, language, &mut parts);
        }
        ClaimEvent::GoodsInspected { finding } => {
            parts.extend([say("event.goods.inspected"), Part::Quote(finding.clone())]);
            turn_with_day(told, language, &mut parts);
        }
        ClaimEvent::LoanerLent { item, message } => {
            parts.extend([say("event.loaner.lent"), Part::Quote(item.clone())]);
            quote(message.as_deref(), &mut parts);
        }
        ClaimEvent::DeadlineNear { .. } => turn_of_the_customer(told, language, &mut parts),
        ClaimEvent::DeadlineMissed { actor, due, .. } => {
            let date = day_of(told, *due);
            let date = language.date(date);
            let (key, is_theirs) = match actor {
                Actor::Customer => ("mail.missed", true),
                Actor::Shop | Actor::Carrier | Actor::Nobody => ("mail.late", false),
            };
            if is_theirs {
                parts.extend(turn(language, &told.claim.next).map(|says| Part::Says(says.into())));
            }
            parts.push(Part::Says(language.fill(key, &[("date", &date)])));
        }
        ClaimEvent::OfferLapsed => parts.push(say("event.offer.lapsed")),
        ClaimEvent::Expired => parts.extend([say("event.claim.expired"), say("mail.again")]),
        ClaimEvent::Withdrawn { .. } => {
            parts.push(say("event.claim.withdrawn"));
            let when = (told.moment)(told.happened.at);
            rows(vec![(language.text("mail.row.time"), when)], &mut parts);
        }
        ClaimEvent::Resolved { message } => {
            parts.push(say("event.claim.resolved"));
            quote(message.as_deref(), &mut parts);
            parts.push(say("mail.rate"));
        }
        ClaimEvent::LinkRequested => parts.push(say("mail.link")),
        ClaimEvent::EvidenceAdded { .. }
        | ClaimEvent::MessageAdded { .. }
        | ClaimEvent::OfferAnswered { .. }
        | ClaimEvent::AppointmentChosen { .. }
        | ClaimEvent::Rated { .. }
        | ClaimEvent::UnderReview { .. }
        | ClaimEvent::GoodsInTransit { .. }
        | ClaimEvent::LoanerReturned { .. }
        | ClaimEvent::OrderChecked { .. }
        | ClaimEvent::NotificationFailed { .. } => {}
    }
    parts
}

fn quote(text: Option<&str>, parts: &mut Vec<Part>) {
    parts.extend(text.map(|text| Part::Quote(text.to_owned())));
}

fn rows(rows: Rows, parts: &mut Vec<Part>) {
    parts.extend((!rows.is_empty()).then_some(Part::Rows(rows)));
}

/// What was sent and when: where it withdraws from the contract, this is the acknowledgement on a durable medium
/// (Directive 2011/83/EU, Article 11a, from 19 June 2026).
fn received(told: &Told<'_>, language: Language, parts: &mut Vec<Part>) {
    let Told { claim, lines, .. } = *told;
    let key = match withdraws(claim) {
        true => "mail.acknowledged",
        false => "mail.received",
    };
    let when = (told.moment)(told.happened.at);
    parts.push(Part::Says(language.fill(key, &[("when", &when)])));
    parts.push(Part::Rows(sent(claim, lines, language)));
    let missing: Vec<String> = claim
        .missing_evidence()
        .iter()
        .filter_map(|kind| serde_json::to_value(kind).ok())
        .filter_map(|kind| Some(language.text(&format!("evidence.{}", kind.as_str()?))))
        .collect();
    if !missing.is_empty() {
        let what = missing.join(", ");
        parts.push(Part::Says(
            language.fill("mail.missing", &[("what", &what)]),
        ));
    }
    turn_with_day(told, language, parts);
}

fn withdraws(claim: &Claim) -> bool {
    let lines = claim.lines.iter().zip(&claim.verdict.lines);
    lines.into_iter().any(|(line, judged)| {
        let ground = judged.ground_for(line.requested);
        ground.is_some_and(|ground| ground.basis == Basis::Withdrawal)
    })
}

/// Who claims what of which order. Texts that only the customer vouches for stay out where they could lead anywhere.
fn sent(claim: &Claim, lines: &[ViewLine], language: Language) -> Rows {
    let row = |key: &str, value: String| (language.text(&format!("statement.{key}")), value);
    let mut rows = Rows::new();
    if let Some(name) = harmless(&claim.customer.name) {
        rows.push(row("name", name.to_owned()));
    }
    rows.push(row("email", claim.customer.email.clone()));
    let known = |text: &str| match claim.order.verified {
        true => Some(text.to_owned()),
        false => harmless_number(text),
    };
    if let Some(number) = known(&claim.order.number) {
        rows.push(row("order", number));
    }
    for line in lines {
        let title = match claim.order.verified {
            true => Some(line.title.as_str()),
            false => harmless(&line.title),
        };
        let title = title.unwrap_or("…");
        rows.push(row("items", format!("{} × {title}", line.quantity)));
        rows.push(row("problem", line.problem.clone()));
        let requested = line.requested.map(|remedy| language.remedy(remedy));
        rows.extend(requested.map(|remedy| row("requested", remedy)));
    }
    rows
}

/// An order's number may be nothing but digits.
fn harmless_number(text: &str) -> Option<String> {
    let is_number = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '-' | '#' | ' ');
    (text.len() <= 40 && text.chars().all(is_number)).then(|| text.to_owned())
}

fn given(told: &Told<'_>, language: Language) -> Rows {
    let granted = |outcome: &LineOutcome| {
        let line = told.lines.iter().find(|line| line.line == outcome.line)?;
        let what = match (outcome.decision, outcome.remedy) {
            (Decision::Decline, _) => language.text("decision.decline"),
            (Decision::Approve | Decision::Review, Some(remedy)) => {
                with_amount(language, remedy, outcome.amount.as_ref())
            }
            (Decision::Approve | Decision::Review, None) => language.text("decision.approve"),
        };
        Some((line.title.clone(), what))
    };
    told.claim.outcomes.iter().filter_map(granted).collect()
}

fn with_amount(language: Language, remedy: Remedy, amount: Option<&Money>) -> String {
    let remedy = language.remedy(remedy);
    match amount {
        Some(amount) => format!("{remedy}, {}", language.money(amount)),
        None => remedy,
    }
}

fn promised(language: Language, remedy: Remedy, amount: Option<&Money>) -> Rows {
    let mut rows = vec![(language.text("mail.row.given"), language.remedy(remedy))];
    let amount = amount.map(|amount| language.money(amount));
    rows.extend(amount.map(|amount| (language.text("mail.row.amount"), amount)));
    rows
}

fn meeting(told: &Told<'_>, language: Language, times: &[Instant], place: Option<&str>) -> Rows {
    let time = |time: &Instant| (language.text("mail.row.time"), (told.moment)(*time));
    let mut rows: Rows = times.iter().map(time).collect();
    rows.extend(place.map(|place| (language.text("mail.row.place"), place.to_owned())));
    rows
}

/// Where a whole day is given, that one; else the day of the moment.
fn day_of(told: &Told<'_>, due: Instant) -> claims::civil::Date {
    let next = &told.claim.next;
    next.day
        .filter(|_| next.due == Some(due))
        .unwrap_or_else(|| (told.day)(due))
}

/// Whose turn it is, and by when.
fn turn_with_day(told: &Told<'_>, language: Language, parts: &mut Vec<Part>) {
    let next = &told.claim.next;
    parts.extend(turn(language, next).map(|says| Part::Says(says.to_owned())));
    if let Some(due) = next.due {
        // An offer lapses at its moment; what else is due is due on a day.
        let by = match next.action.as_str() {
            "answer_offer" => (told.moment)(due),
            _ => language.date(day_of(told, due)),
        };
        rows(vec![(language.text("mail.row.due"), by)], parts);
    }
}

/// The same, with what happens if nothing does.
fn turn_of_the_customer(told: &Told<'_>, language: Language, parts: &mut Vec<Part>) {
    turn_with_day(told, language, parts);
    let next = &told.claim.next;
    let ends = matches!(next.action.as_str(), "send_evidence" | "answer");
    if let (Actor::Customer, true, Some(due)) = (next.actor, ends, next.due) {
        let date = language.date(day_of(told, due));
        parts.push(Part::Says(language.fill("mail.ends", &[("date", &date)])));
    }
}
