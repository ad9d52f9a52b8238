//! `POST /v1/backend/events`: what the shop says, each event with the fields of its type.

use super::{Unreadable, filled, moment, places, text_or_none};
use crate::{
    body::{Body, Table},
    civil::Instant,
    claim::{LineOutcome, Slot},
    limits,
    status::{ClaimEvent, EventKind},
    wire::{BackendEvent, BackendEvents, BatchedEvent},
    words::{DECISIONS, REMEDIES},
};
use serde_json::Value;

/// Reads the body of `POST /v1/backend/events`: one event, or several in `events`, each by itself.
///
/// # Errors
/// [`Unreadable`]: of a single event all that is wrong with it, of several only what is wrong with the list.
pub fn read_backend_events(body: &str) -> Result<BackendEvents, Unreadable> {
    let value = Body::parse(body)?;
    let mut body = Body::default();
    if value.get("events").is_none() {
        let read = backend_event(&mut body, &value);
        return Ok(BackendEvents::One(body.finish(read)?));
    }
    let read = batch(&mut body, &value);
    Ok(BackendEvents::Several(body.finish(read)?))
}

fn batch(body: &mut Body, value: &Value) -> Option<Vec<BatchedEvent>> {
    let table = body.table(value, "", &["events"])?;
    let entries = body.list(&table, "events", limits::EVENTS);
    if entries.is_empty() {
        return body.missing(&table, "events");
    }
    let read = |(_, value): &(String, &Value)| {
        let id = value.get("id").and_then(Value::as_str).map(str::to_owned);
        let mut one = Body::default();
        let event = batched(&mut one, value);
        BatchedEvent {
            id,
            event: one.finish(event),
        }
    };
    Some(entries.iter().map(read).collect())
}

/// One of several may have an id of its own.
fn batched(body: &mut Body, value: &Value) -> Option<BackendEvent> {
    let mut value = value.clone();
    if let Some(fields) = value.as_object_mut()
        && let Some(id) = fields.remove("id")
    {
        let good = id.as_str().is_some_and(|id| {
            (1..=limits::ID_CHARS as usize).contains(&id.len())
                && id.bytes().all(|sign| sign.is_ascii_graphic())
        });
        if !good {
            let detail = "expected 1 to 64 visible ASCII characters".to_owned();
            body.error("/id".to_owned(), "wrong_type", detail);
        }
    }
    backend_event(body, &value)
}

fn backend_event(body: &mut Body, value: &Value) -> Option<BackendEvent> {
    // The type first: it says which fields there may be.
    let kinds: Vec<(&str, EventKind)> = EventKind::ALL
        .into_iter()
        .filter(|kind| kind.is_from_shop())
        .map(|kind| (kind.name(), kind))
        .collect();
    let Value::Object(fields) = value else {
        body.table(value, "", &[]);
        return None;
    };
    let typed = fields
        .get("type")
        .and_then(Value::as_str)
        .and_then(EventKind::of_name);
    let own = typed.map_or(ALL_FIELDS, fields_of);
    let known: Vec<&str> = ["claim", "type"].iter().chain(own).copied().collect();
    let table = body.table(value, "", &known)?;
    let claim = filled(body, &table, "claim", limits::ID_CHARS);
    let kind = body.word(&table, "type", &kinds);
    let event = event(body, &table, kind?);
    Some(BackendEvent {
        claim: claim?,
        event: event?,
    })
}

const ALL_FIELDS: &[&str] = &[
    "message",
    "person",
    "remedy",
    "amount",
    "lines",
    "send_goods",
    "reason",
    "text",
    "finding",
    "times",
    "place",
    "item",
    "notification",
    "expires_at",
    "may_counter",
    "files",
    "slots",
    "notice_hours",
];

/// The fields of an event the shop sends.
fn fields_of(kind: EventKind) -> &'static [&'static str] {
    match kind {
        EventKind::NeedsInfo
        | EventKind::InProgress
        | EventKind::Resolved
        | EventKind::AppointmentCancelled
        | EventKind::GoodsInTransit
        | EventKind::GoodsReturned
        | EventKind::LoanerReturned => &["message"],
        EventKind::AppointmentProposed => &["times", "place", "slots", "notice_hours", "message"],
        EventKind::LoanerLent => &["item", "message"],
        EventKind::NotificationFailed => &["reason", "notification"],
        EventKind::UnderReview => &["person"],
        EventKind::Approved => &["remedy", "amount", "lines", "message", "send_goods"],
        EventKind::Declined => &["reason"],
        EventKind::OfferMade => &["remedy", "amount", "message", "expires_at", "may_counter"],
        EventKind::MessageSent => &["text", "files"],
        EventKind::GoodsReceived | EventKind::GoodsInspected => &["finding"],
        EventKind::Submitted
        | EventKind::EvidenceAdded
        | EventKind::MessageAdded
        | EventKind::Withdrawn
        | EventKind::OfferAnswered
        | EventKind::OfferLapsed
        | EventKind::AppointmentChosen
        | EventKind::Rated
        | EventKind::DeadlineNear
        | EventKind::DeadlineMissed
        | EventKind::LinkRequested
        | EventKind::Expired
        | EventKind::OrderChecked => ALL_FIELDS,
    }
}

fn event(body: &mut Body, table: &Table<'_>, kind: EventKind) -> Option<ClaimEvent> {
    Some(match kind {
        EventKind::NeedsInfo => ClaimEvent::NeedsInfo {
            message: filled(body, table, "message", limits::TEXT_CHARS)?,
        },
        EventKind::UnderReview => ClaimEvent::UnderReview {
            person: text_or_none(body, table, "person"),
        },
        EventKind::Approved => approved(body, table),
        EventKind::Declined => ClaimEvent::Declined {
            reason: filled(body, table, "reason", limits::TEXT_CHARS)?,
        },
        EventKind::OfferMade => {
            let remedy = body.word(table, "remedy", &REMEDIES);
            let amount = body.money_if(table, "amount");
            let message = text_or_none(body, table, "message");
            let expires_at = moment_if(body, table, "expires_at");
            let may_counter = body.flag(table, "may_counter");
            ClaimEvent::OfferMade {
                remedy: remedy?,
                amount,
                message,
                expires_at,
                may_counter,
            }
        }
        EventKind::MessageSent => {
            let text = filled(body, table, "text", limits::TEXT_CHARS);
            let files = places(body, table, limits::SHOP_FILES);
            ClaimEvent::MessageSent {
                text: text?,
                files: files?,
            }
        }
        EventKind::GoodsReceived => ClaimEvent::GoodsReceived {
            finding: text_or_none(body, table, "finding"),
        },
        EventKind::InProgress => ClaimEvent::InProgress {
            message: text_or_none(body, table, "message"),
        },
        EventKind::GoodsInspected => ClaimEvent::GoodsInspected {
            finding: filled(body, table, "finding", limits::TEXT_CHARS)?,
        },
        EventKind::GoodsInTransit => ClaimEvent::GoodsInTransit {
            message: text_or_none(body, table, "message"),
        },
        EventKind::GoodsReturned => ClaimEvent::GoodsReturned {
            message: text_or_none(body, table, "message"),
        },
        EventKind::LoanerLent => {
            let item = filled(body, table, "item", limits::NAME_CHARS);
            let message = text_or_none(body, table, "message");
            ClaimEvent::LoanerLent {
                item: item?,
                message,
            }
        }
        EventKind::LoanerReturned => ClaimEvent::LoanerReturned {
            message: text_or_none(body, table, "message"),
        },
        EventKind::AppointmentProposed => {
            let times = times(body, table);
            let slots = slots(body, table);
            let place = text_or_none(body, table, "place");
            let notice_hours = notice_hours(body, table);
            let message = text_or_none(body, table, "message");
            let (times, slots) = (times?, slots?);
            if times.is_empty() && slots.is_empty() {
                return body.missing(table, "times");
            }
            ClaimEvent::AppointmentProposed {
                times,
                place,
                slots,
                notice_hours,
                message,
            }
        }
        EventKind::AppointmentCancelled => ClaimEvent::AppointmentCancelled {
            message: text_or_none(body, table, "message"),
        },
        EventKind::NotificationFailed => {
            let reason = filled(body, table, "reason", limits::TEXT_CHARS);
            let notification = body.text_if(table, "notification", limits::ID_CHARS);
            ClaimEvent::NotificationFailed {
                reason: reason?,
                notification,
            }
        }
        EventKind::Resolved => ClaimEvent::Resolved {
            message: text_or_none(body, table, "message"),
        },
        EventKind::Submitted
        | EventKind::EvidenceAdded
        | EventKind::MessageAdded
        | EventKind::Withdrawn
        | EventKind::OfferAnswered
        | EventKind::OfferLapsed
        | EventKind::AppointmentChosen
        | EventKind::Rated
        | EventKind::DeadlineNear
        | EventKind::DeadlineMissed
        | EventKind::LinkRequested
        | EventKind::Expired
        | EventKind::OrderChecked => return None,
    })
}

fn times(body: &mut Body, table: &Table<'_>) -> Option<Vec<Instant>> {
    let entries = body.list(table, "times", limits::TIMES);
    let read = |(at, value): &(String, &Value)| {
        moment(body, at.clone(), value.as_str().unwrap_or_default())
    };
    entries.iter().map(read).collect()
}

/// Times with a place each.
fn slots(body: &mut Body, table: &Table<'_>) -> Option<Vec<Slot>> {
    let entries = body.list(table, "slots", limits::TIMES);
    let mut slots = Vec::new();
    for (at, value) in &entries {
        let table = body.table(value, at, &["time", "place"])?;
        let text = filled(body, &table, "time", limits::ID_CHARS)?;
        let time = moment(body, table.at("time"), &text)?;
        let place = text_or_none(body, &table, "place");
        slots.push(Slot { time, place });
    }
    Some(slots)
}

fn notice_hours(body: &mut Body, table: &Table<'_>) -> Option<u32> {
    let value = table.get("notice_hours")?;
    let hours = value.as_u64().and_then(|hours| u32::try_from(hours).ok());
    let hours = hours.filter(|hours| *hours <= limits::NOTICE_HOURS);
    if hours.is_none() {
        let most = limits::NOTICE_HOURS;
        let detail = format!("found {value}, expected a whole number from 0 to {most}");
        body.error(table.at("notice_hours"), "out_of_range", detail);
    }
    hours
}

fn moment_if(body: &mut Body, table: &Table<'_>, name: &str) -> Option<Instant> {
    let text = body.text_if(table, name, limits::ID_CHARS)?;
    moment(body, table.at(name), &text)
}

fn approved(body: &mut Body, table: &Table<'_>) -> ClaimEvent {
    let entries = body.list(table, "lines", limits::LINES);
    let lines = entries
        .iter()
        .filter_map(|(at, value)| outcome(body, at, value))
        .collect();
    ClaimEvent::Approved {
        remedy: body.word_if(table, "remedy", &REMEDIES),
        amount: body.money_if(table, "amount"),
        lines,
        message: text_or_none(body, table, "message"),
        send_goods: body.flag(table, "send_goods"),
    }
}

fn outcome(body: &mut Body, at: &str, value: &Value) -> Option<LineOutcome> {
    let table = body.table(value, at, &["line", "decision", "remedy", "amount"])?;
    let line = filled(body, &table, "line", limits::ID_CHARS);
    let decision = body.word(&table, "decision", &DECISIONS);
    let remedy = body.word_if(&table, "remedy", &REMEDIES);
    let amount = body.money_if(&table, "amount");
    Some(LineOutcome {
        line: line?,
        decision: decision?,
        remedy,
        amount,
    })
}
