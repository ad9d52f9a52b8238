//! Bodies of the smaller routes, read by the same rules as a draft.

mod customer;
mod shop;
#[cfg(test)]
mod tests;

pub use customer::{
    read_appointment, read_counter, read_find_order, read_message, read_rating, read_recover,
    read_solved, read_withdraw,
};
pub use shop::read_backend_events;

use crate::{
    body::{Body, Table},
    civil::Instant,
    draft::email_is_good,
    limits,
    wire::FieldError,
};

/// Why a body was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// Not JSON, or nested too deeply: problem `invalid_json`, 400. What the parser says.
    NotJson(String),
    /// JSON, but not of this route: problem `invalid_body`, 422.
    Fields(Vec<FieldError>),
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

fn moment(body: &mut Body, at: String, text: &str) -> Option<Instant> {
    let moment = Instant::parse(text);
    if moment.is_none() {
        let detail = "expected a moment such as 2026-11-24T14:00:00Z".to_owned();
        body.error(at, "invalid_date", detail);
    }
    moment
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
