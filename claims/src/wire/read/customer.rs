//! Bodies of the customer's routes.

use super::{Unreadable, email, filled, moment, places, text_or_none};
use crate::{
    body::Body,
    claim::{Counter, Rating},
    limits,
    wire::{Asked, ChooseAppointment, FindOrder, NewMessage, Recover, Solved, WithdrawClaim},
};
use serde_json::Value;

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
    let ways = ["order_number", "receipt", "serial", "link"];
    let [number, receipt, serial, link] = ways;
    let table = body.table(
        value,
        "",
        &[number, receipt, serial, link, "email", "locale"],
    )?;
    let written: Vec<&str> = ways
        .into_iter()
        .filter(|way| Body::has(&table, way))
        .collect();
    for more in written.iter().skip(1) {
        let detail = format!("`{}` is there already, expected one of them", written[0]);
        body.error(table.at(more), "too_many", detail);
    }
    let way = written.first().copied().unwrap_or(number);
    let chars = match way {
        "link" => limits::LINK_CHARS,
        "serial" => limits::SERIAL_CHARS,
        _ => limits::ORDER_NUMBER_CHARS,
    };
    let text = filled(body, &table, way, chars);
    let asked = text.map(|text| match way {
        "receipt" => Asked::Receipt(text),
        "serial" => Asked::Serial(text),
        "link" => Asked::Link(text),
        _ => Asked::OrderNumber(text),
    });
    let email = match way {
        "link" => Some(String::new()),
        _ => email(body, &table),
    };
    let locale = body.text_if(&table, "locale", limits::LOCALE_CHARS);
    Some(FindOrder {
        asked: asked?,
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
