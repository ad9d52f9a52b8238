//! The JSON of an event: one flat record for `ClaimEvent`, `Happened` and `BackendEvent`.
//!
//! Written by hand rather than with serde's `tag` and `flatten`, which buffer whatever they read and cost the
//! page several kilobytes.

use crate::{
    civil::Instant,
    claim::{Actor, Counter, EvidenceFile, LineOutcome, Slot},
    money::Money,
    status::{ClaimEvent, EventKind},
    timeline::Happened,
    verdict::Remedy,
    wire::BackendEvent,
};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Every field any event has.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct EventRecord {
    #[serde(skip_serializing_if = "Option::is_none")]
    claim: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    seq: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<Instant>,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<Actor>,
    #[serde(rename = "type")]
    kind: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<EvidenceFile>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    finding: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    person: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    accepted: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    verified: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    send_goods: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    remedy: Option<Remedy>,
    #[serde(skip_serializing_if = "Option::is_none")]
    amount: Option<Money>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    lines: Vec<LineOutcome>,
    #[serde(skip_serializing_if = "Option::is_none")]
    time: Option<Instant>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    times: Vec<Instant>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    slots: Vec<Slot>,
    #[serde(skip_serializing_if = "Option::is_none")]
    notice_hours: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    counter: Option<Counter>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expires_at: Option<Instant>,
    #[serde(skip_serializing_if = "Option::is_none")]
    may_counter: Option<bool>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    files: Vec<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    item: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    notification: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    stars: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    actor: Option<Actor>,
    #[serde(skip_serializing_if = "Option::is_none")]
    action: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<Instant>,
}

/// What a record lacks.
#[derive(Debug)]
pub(crate) struct BadRecord(&'static str);

impl fmt::Display for BadRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("event without a good `")?;
        f.write_str(self.0)?;
        f.write_str("`")
    }
}

impl From<ClaimEvent> for EventRecord {
    fn from(event: ClaimEvent) -> Self {
        let record = Self {
            kind: event.name().to_owned(),
            ..Self::default()
        };
        match event {
            ClaimEvent::Submitted
            | ClaimEvent::Expired
            | ClaimEvent::OfferLapsed
            | ClaimEvent::LinkRequested => record,
            ClaimEvent::EvidenceAdded { file } => Self {
                file: Some(file),
                ..record
            },
            ClaimEvent::MessageAdded { text, files } | ClaimEvent::MessageSent { text, files } => {
                Self {
                    text: Some(text),
                    files,
                    ..record
                }
            }
            ClaimEvent::Withdrawn { reason } => Self { reason, ..record },
            ClaimEvent::OfferAnswered { accepted, counter } => Self {
                accepted: Some(accepted),
                counter,
                ..record
            },
            ClaimEvent::NeedsInfo { message } => Self {
                message: Some(message),
                ..record
            },
            ClaimEvent::UnderReview { person } => Self { person, ..record },
            ClaimEvent::Approved {
                remedy,
                amount,
                lines,
                message,
                send_goods,
            } => Self {
                remedy,
                amount,
                lines,
                message,
                send_goods,
                ..record
            },
            ClaimEvent::Declined { reason } => Self {
                reason: Some(reason),
                ..record
            },
            ClaimEvent::OfferMade {
                remedy,
                amount,
                message,
                expires_at,
                may_counter,
            } => Self {
                remedy: Some(remedy),
                amount,
                message,
                expires_at,
                may_counter,
                ..record
            },
            ClaimEvent::GoodsReceived { finding } => Self { finding, ..record },
            ClaimEvent::GoodsInspected { finding } => Self {
                finding: Some(finding),
                ..record
            },
            ClaimEvent::InProgress { message }
            | ClaimEvent::Resolved { message }
            | ClaimEvent::AppointmentCancelled { message }
            | ClaimEvent::GoodsInTransit { message }
            | ClaimEvent::GoodsReturned { message }
            | ClaimEvent::LoanerReturned { message } => Self { message, ..record },
            ClaimEvent::LoanerLent { item, message } => Self {
                item: Some(item),
                message,
                ..record
            },
            ClaimEvent::AppointmentProposed {
                times,
                place,
                slots,
                notice_hours,
                message,
            } => Self {
                times,
                place,
                slots,
                notice_hours,
                message,
                ..record
            },
            ClaimEvent::AppointmentChosen { time, place } => Self {
                time: Some(time),
                place,
                ..record
            },
            ClaimEvent::Rated { stars, text } => Self {
                stars: Some(stars),
                text,
                ..record
            },
            ClaimEvent::DeadlineNear { actor, action, due }
            | ClaimEvent::DeadlineMissed { actor, action, due } => Self {
                actor: Some(actor),
                action: Some(action),
                due: Some(due),
                ..record
            },
            ClaimEvent::OrderChecked { verified } => Self {
                verified: Some(verified),
                ..record
            },
            ClaimEvent::NotificationFailed {
                reason,
                notification,
            } => Self {
                reason: Some(reason),
                notification,
                ..record
            },
        }
    }
}

impl TryFrom<EventRecord> for ClaimEvent {
    type Error = BadRecord;

    fn try_from(record: EventRecord) -> Result<Self, BadRecord> {
        let EventRecord {
            file,
            text,
            reason,
            message,
            finding,
            person,
            remedy,
            amount,
            lines,
            ..
        } = record;
        Ok(
            match EventKind::of_name(&record.kind).ok_or(BadRecord("type"))? {
                EventKind::Submitted => Self::Submitted,
                EventKind::Expired => Self::Expired,
                EventKind::OfferLapsed => Self::OfferLapsed,
                EventKind::LinkRequested => Self::LinkRequested,
                EventKind::EvidenceAdded => Self::EvidenceAdded {
                    file: file.ok_or(BadRecord("file"))?,
                },
                EventKind::MessageAdded => Self::MessageAdded {
                    text: text.ok_or(BadRecord("text"))?,
                    files: record.files,
                },
                EventKind::MessageSent => Self::MessageSent {
                    text: text.ok_or(BadRecord("text"))?,
                    files: record.files,
                },
                EventKind::Withdrawn => Self::Withdrawn { reason },
                EventKind::OfferAnswered => Self::OfferAnswered {
                    accepted: record.accepted.ok_or(BadRecord("accepted"))?,
                    counter: record.counter,
                },
                EventKind::NeedsInfo => Self::NeedsInfo {
                    message: message.ok_or(BadRecord("message"))?,
                },
                EventKind::UnderReview => Self::UnderReview { person },
                EventKind::Approved => Self::Approved {
                    remedy,
                    amount,
                    lines,
                    message,
                    send_goods: record.send_goods,
                },
                EventKind::Declined => Self::Declined {
                    reason: reason.ok_or(BadRecord("reason"))?,
                },
                EventKind::OfferMade => Self::OfferMade {
                    remedy: remedy.ok_or(BadRecord("remedy"))?,
                    amount,
                    message,
                    expires_at: record.expires_at,
                    may_counter: record.may_counter,
                },
                EventKind::GoodsReceived => Self::GoodsReceived { finding },
                EventKind::GoodsInspected => Self::GoodsInspected {
                    finding: finding.ok_or(BadRecord("finding"))?,
                },
                EventKind::GoodsInTransit => Self::GoodsInTransit { message },
                EventKind::GoodsReturned => Self::GoodsReturned { message },
                EventKind::LoanerLent => Self::LoanerLent {
                    item: record.item.ok_or(BadRecord("item"))?,
                    message,
                },
                EventKind::LoanerReturned => Self::LoanerReturned { message },
                EventKind::AppointmentProposed => Self::AppointmentProposed {
                    times: record.times,
                    place: record.place,
                    slots: record.slots,
                    notice_hours: record.notice_hours,
                    message,
                },
                EventKind::AppointmentCancelled => Self::AppointmentCancelled { message },
                EventKind::AppointmentChosen => Self::AppointmentChosen {
                    time: record.time.ok_or(BadRecord("time"))?,
                    place: record.place,
                },
                EventKind::Rated => Self::Rated {
                    stars: record.stars.ok_or(BadRecord("stars"))?,
                    text,
                },
                EventKind::DeadlineNear => Self::DeadlineNear {
                    actor: record.actor.ok_or(BadRecord("actor"))?,
                    action: record.action.ok_or(BadRecord("action"))?,
                    due: record.due.ok_or(BadRecord("due"))?,
                },
                EventKind::DeadlineMissed => Self::DeadlineMissed {
                    actor: record.actor.ok_or(BadRecord("actor"))?,
                    action: record.action.ok_or(BadRecord("action"))?,
                    due: record.due.ok_or(BadRecord("due"))?,
                },
                EventKind::InProgress => Self::InProgress { message },
                EventKind::NotificationFailed => Self::NotificationFailed {
                    reason: reason.ok_or(BadRecord("reason"))?,
                    notification: record.notification,
                },
                EventKind::Resolved => Self::Resolved { message },
                EventKind::OrderChecked => Self::OrderChecked {
                    verified: record.verified.ok_or(BadRecord("verified"))?,
                },
            },
        )
    }
}

impl From<Happened> for EventRecord {
    fn from(happened: Happened) -> Self {
        let Happened { seq, at, by, event } = happened;
        Self {
            seq: Some(seq),
            at: Some(at),
            by: Some(by),
            ..Self::from(event)
        }
    }
}

impl TryFrom<EventRecord> for Happened {
    type Error = BadRecord;

    fn try_from(record: EventRecord) -> Result<Self, BadRecord> {
        Ok(Self {
            seq: record.seq.ok_or(BadRecord("seq"))?,
            at: record.at.ok_or(BadRecord("at"))?,
            by: record.by.ok_or(BadRecord("by"))?,
            event: ClaimEvent::try_from(record)?,
        })
    }
}

impl From<BackendEvent> for EventRecord {
    fn from(sent: BackendEvent) -> Self {
        Self {
            claim: Some(sent.claim),
            ..Self::from(sent.event)
        }
    }
}

impl TryFrom<EventRecord> for BackendEvent {
    type Error = BadRecord;

    fn try_from(mut record: EventRecord) -> Result<Self, BadRecord> {
        let claim = record.claim.take().ok_or(BadRecord("claim"))?;
        Ok(Self {
            claim,
            event: ClaimEvent::try_from(record)?,
        })
    }
}

#[cfg(test)]
mod tests;
