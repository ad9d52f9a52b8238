//! Bodies of the smaller routes, read by the same rules as a draft.

use crate::{
    body::{Body, Table},
    civil::Instant,
    claim::{Counter, LineOutcome, Rating, Slot},
    draft::email_is_good,
    limits,
    status::{ClaimEvent, EventKind},
    wire::{
        BackendEvent, BackendEvents, BatchedEvent, ChooseAppointment, FieldError, FindOrder,
        NewMessage, Recover, Solved, WithdrawClaim,
    },
    words::{DECISIONS, REMEDIES},
};
use serde_json::Value;

/// Why a body was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// Not JSON, or nested too deeply: problem `invalid_json`, 400. What the parser says.
    NotJson(String),
    /// JSON, but not of this route: problem `invalid_body`, 422.
    Fields(Vec<FieldError>),
}

/// Reads the body of `POST /v1/orders/find`; what is around number and address is trimmed.
///
/// # Errors
/// [`Unreadable`].
pub fn read_find_order(body: &str) -> Result<FindOrder, Unreadable> {
    let value = Body::parse(body)?;
    let mut body = Body::default();
    let read = find_order(&mut body, &value);
    body.finish(read)
}

fn find_order(body: &mut Body, value: &Value) -> Option<FindOrder> {
    let table = body.table(value, "", &["order_number", "email", "locale"])?;
    let order_number = filled(body, &table, "order_number", limits::ORDER_NUMBER_CHARS);
    let email = email(body, &table);
    let locale = body.text_if(&table, "locale", limits::LOCALE_CHARS);
    Some(FindOrder {
        order_number: order_number?,
        email: email?,
        locale,
    })
}

/// Reads the body of `POST /v1/claims/{number}/messages`.
///
/// # Errors
/// [`Unreadable`].
pub fn read_message(body: &str) -> Result<NewMessage, Unreadable> {
    let value = Body::parse(body)?;
    let mut body = Body::default();
    let table = body.table(&value, "", &["text", "files"]);
    let read = table.and_then(|table| {
        let text = filled(&mut body, &table, "text", limits::TEXT_CHARS);
        let files = places(&mut body, &table, limits::FILES);
        Some(NewMessage {
            text: text?,
            files: files?,
        })
    });
    body.finish(read)
}

/// The places of files, each once.
fn places(body: &mut Body, table: &Table<'_>, last: u32) -> Option<Vec<u32>> {
    let entries = body.list(table, "files", last as usize);
    let mut places = Vec::new();
    for (at, value) in &entries {
        let place = value.as_u64().and_then(|n| u32::try_from(n).ok());
        let place = place.filter(|n| (1..=last).contains(n) && !places.contains(n));
        let Some(place) = place else {
            let detail = format!("found {value}, expected a file's place from 1 to {last}, once");
            body.error(at.clone(), "out_of_range", detail);
            return None;
        };
        places.push(place);
    }
    Some(places)
}

/// Reads the body of `POST /v1/claims/{number}/counter`: an amount, words, or both.
///
/// # Errors
/// [`Unreadable`].
pub fn read_counter(body: &str) -> Result<Counter, Unreadable> {
    let value = Body::parse(body)?;
    let mut body = Body::default();
    let table = body.table(&value, "", &["amount", "text"]);
    let read = table.and_then(|table| {
        let amount = body.money_if(&table, "amount");
        let text = text_or_none(&mut body, &table, "text");
        if amount.is_none() && text.is_none() {
            return body.missing(&table, "text");
        }
        Some(Counter { amount, text })
    });
    body.finish(read)
}

/// Reads the body of `POST /v1/claims/{number}/withdraw`; an empty body is no reason given.
///
/// # Errors
/// [`Unreadable`].
pub fn read_withdraw(body: &str) -> Result<WithdrawClaim, Unreadable> {
    if body.trim().is_empty() {
        return Ok(WithdrawClaim::default());
    }
    let value = Body::parse(body)?;
    let mut body = Body::default();
    let table = body.table(&value, "", &["reason"]);
    let read = table.map(|table| WithdrawClaim {
        reason: text_or_none(&mut body, &table, "reason"),
    });
    body.finish(read)
}

/// Reads the body of `POST /v1/claims/{number}/appointment`: the time chosen.
///
/// # Errors
/// [`Unreadable`].
pub fn read_appointment(body: &str) -> Result<ChooseAppointment, Unreadable> {
    let value = Body::parse(body)?;
    let mut body = Body::default();
    let table = body.table(&value, "", &["time", "place"]);
    let read = table.and_then(|table| {
        let place = text_or_none(&mut body, &table, "place");
        let text = filled(&mut body, &table, "time", limits::ID_CHARS)?;
        let time = moment(&mut body, table.at("time"), &text)?;
        Some(ChooseAppointment { time, place })
    });
    body.finish(read)
}

/// Reads the body of `POST /v1/claims/{number}/rating`.
///
/// # Errors
/// [`Unreadable`].
pub fn read_rating(body: &str) -> Result<Rating, Unreadable> {
    let value = Body::parse(body)?;
    let mut body = Body::default();
    let read = rating(&mut body, &value);
    body.finish(read)
}

fn rating(body: &mut Body, value: &Value) -> Option<Rating> {
    let table = body.table(value, "", &["stars", "text"])?;
    let text = text_or_none(body, &table, "text");
    let Some(stars) = table.get("stars") else {
        return body.missing(&table, "stars");
    };
    let good = stars.as_u64().and_then(|stars| u8::try_from(stars).ok());
    let Some(stars) = good.filter(|stars| (1..=5).contains(stars)) else {
        let detail = format!("found {stars}, expected a whole number from 1 to 5");
        body.error(table.at("stars"), "out_of_range", detail);
        return None;
    };
    Some(Rating { stars, text })
}

fn moment(body: &mut Body, at: String, text: &str) -> Option<Instant> {
    let moment = Instant::parse(text);
    if moment.is_none() {
        let detail = "expected a moment such as 2026-11-24T14:00:00Z".to_owned();
        body.error(at, "invalid_date", detail);
    }
    moment
}

/// Reads the body of `POST /v1/claims/recover`.
///
/// # Errors
/// [`Unreadable`].
pub fn read_recover(body: &str) -> Result<Recover, Unreadable> {
    let value = Body::parse(body)?;
    let mut body = Body::default();
    let read = recover(&mut body, &value);
    body.finish(read)
}

fn recover(body: &mut Body, value: &Value) -> Option<Recover> {
    let table = body.table(value, "", &["email", "number"])?;
    let email = email(body, &table);
    let number = body.text_if(&table, "number", limits::ORDER_NUMBER_CHARS);
    let number = number
        .map(|number| number.trim().to_owned())
        .filter(|number| !number.is_empty());
    Some(Recover {
        email: email?,
        number,
    })
}

/// Reads the body of `POST /v1/solved`.
///
/// # Errors
/// [`Unreadable`].
pub fn read_solved(body: &str) -> Result<Solved, Unreadable> {
    let value = Body::parse(body)?;
    let mut body = Body::default();
    let table = body.table(&value, "", &["problem"]);
    let problem = table.and_then(|table| body.text(&table, "problem", limits::ORDER_NUMBER_CHARS));
    body.finish(problem.map(|problem| Solved { problem }))
}

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

/// A text with something in it, trimmed.
fn filled(body: &mut Body, table: &Table<'_>, name: &str, max_chars: u32) -> Option<String> {
    let text = body.text(table, name, max_chars)?;
    let text = text.trim();
    if text.is_empty() {
        return body.missing(table, name);
    }
    Some(text.to_owned())
}

fn text_or_none(body: &mut Body, table: &Table<'_>, name: &str) -> Option<String> {
    let text = body.text_if(table, name, limits::TEXT_CHARS)?;
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

fn email(body: &mut Body, table: &Table<'_>) -> Option<String> {
    let email = filled(body, table, "email", limits::EMAIL_CHARS)?;
    if !email_is_good(&email) {
        let detail = "expected an address such as name@mail.example".to_owned();
        body.error(table.at("email"), "invalid_email", detail);
        return None;
    }
    Some(email)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::{Decision, Remedy};

    fn one(body: &str) -> Result<BackendEvent, Unreadable> {
        match read_backend_events(body)? {
            BackendEvents::One(event) => Ok(event),
            BackendEvents::Several(events) => panic!("{events:?}"),
        }
    }

    fn codes<T: std::fmt::Debug>(read: Result<T, Unreadable>) -> Vec<String> {
        match read {
            Err(Unreadable::Fields(errors)) => errors
                .iter()
                .map(|error| format!("{} {}", error.pointer, error.code))
                .collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn number_and_address_of_an_order_are_trimmed() {
        let read =
            read_find_order(r#"{"order_number":" LL-1001 ","email":" c@mail.example "}"#).unwrap();
        assert_eq!(
            (read.order_number.as_str(), read.email.as_str()),
            ("LL-1001", "c@mail.example")
        );
    }

    #[test]
    fn mistakes_of_the_small_bodies_are_named() {
        assert_eq!(
            codes(read_find_order("{}")),
            ["/order_number required", "/email required"]
        );
        assert_eq!(
            codes(read_find_order(
                r#"{"order_number":"  ","email":"nobody","mail":1}"#
            )),
            [
                "/mail unknown_field",
                "/order_number required",
                "/email invalid_email"
            ]
        );
        assert_eq!(codes(read_message(r#"{"text":" "}"#)), ["/text required"]);
        assert_eq!(
            codes(read_message(r#"{"text":["a"]}"#)),
            ["/text wrong_type"]
        );
        assert_eq!(
            codes(read_withdraw(r#"{"because":"x"}"#)),
            ["/because unknown_field"]
        );
        assert_eq!(
            codes(read_recover(r#"{"number":1}"#)),
            ["/email required", "/number wrong_type"]
        );
        assert_eq!(codes(read_solved("{}")), ["/problem required"]);
        assert_eq!(read_withdraw("").unwrap(), WithdrawClaim::default());
        assert!(matches!(read_message("text"), Err(Unreadable::NotJson(_))));
    }

    #[test]
    fn an_event_of_the_shop_is_read_with_the_fields_of_its_type() {
        let read = one(
            r#"{"claim":"2222","type":"claim.approved","lines":[{"line":"1","decision":"approve","remedy":"refund",
               "amount":{"amount_minor":100,"currency":"EUR"}}],"send_goods":false}"#,
        )
        .unwrap();
        let ClaimEvent::Approved {
            lines, send_goods, ..
        } = read.event
        else {
            panic!("{read:?}")
        };
        assert_eq!(
            (lines[0].decision, lines[0].remedy),
            (Decision::Approve, Some(Remedy::Refund))
        );
        assert_eq!(send_goods, Some(false));
    }

    #[test]
    fn mistakes_of_an_event_are_named() {
        for (body, expected) in [
            ("{}", &["/claim required", "/type required"][..]),
            (
                r#"{"claim":"x","type":"claim.declined","reason":""}"#,
                &["/reason required"],
            ),
            (
                r#"{"claim":"x","type":"claim.declined","message":"no"}"#,
                &["/message unknown_field", "/reason required"],
            ),
            (
                r#"{"claim":"x","type":"claim.aproved"}"#,
                &["/type unknown_value"],
            ),
            (
                r#"{"claim":"x","type":"claim.submitted"}"#,
                &["/type unknown_value"],
            ),
            (
                r#"{"claim":"x","type":"order.checked"}"#,
                &["/type unknown_value"],
            ),
            (
                r#"{"claim":"x","type":"offer.made","amount":{}}"#,
                &[
                    "/remedy required",
                    "/amount/currency required",
                    "/amount/amount_minor required",
                ],
            ),
            (
                r#"{"claim":"x","type":"claim.approved","lines":[{}]}"#,
                &["/lines/0/line required", "/lines/0/decision required"],
            ),
            ("[]", &[" wrong_type"]),
        ] {
            assert_eq!(codes(one(body)), expected, "{body}");
        }
    }
}
