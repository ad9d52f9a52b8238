//! A JSON body being read: every field that is unknown, missing, of a wrong type or too long, with its pointer.
//!
//! serde stops at the first mistake and names no pointer; this walk goes on. The parser itself refuses nesting
//! deeper than 128, so a body of a million `[` is not JSON to us and costs nothing.

use crate::{
    civil::Date,
    nearest::nearest,
    wire::{FieldError, Unreadable},
};
use serde_json::{Map, Value};

mod lists;
mod numbers;

/// A word of a fixed list, as JSON writes it.
pub(crate) type Words<'a, T> = &'a [(&'a str, T)];

/// The mistakes found so far.
#[derive(Default)]
pub(crate) struct Body {
    errors: Vec<FieldError>,
}

/// A table of the body, with its place in it.
pub(crate) struct Table<'a> {
    map: &'a Map<String, Value>,
    pointer: String,
}

impl Table<'_> {
    /// The pointer of a field of this table (RFC 6901).
    pub(crate) fn at(&self, name: &str) -> String {
        let mut pointer = self.pointer.clone();
        pointer.push('/');
        for sign in name.chars() {
            match sign {
                '~' => pointer.push_str("~0"),
                '/' => pointer.push_str("~1"),
                other => pointer.push(other),
            }
        }
        pointer
    }

    /// The field's value; `null` counts as left out.
    pub(crate) fn get(&self, name: &str) -> Option<&Value> {
        self.map.get(name).filter(|value| !value.is_null())
    }
}

impl Body {
    /// Parses `text`.
    pub(crate) fn parse(text: &str) -> Result<Value, Unreadable> {
        serde_json::from_str(text).map_err(|error| Unreadable::NotJson(error.to_string()))
    }

    /// What was read, if nothing was wrong with it.
    pub(crate) fn finish<T>(self, read: Option<T>) -> Result<T, Unreadable> {
        match read {
            Some(read) if self.errors.is_empty() => Ok(read),
            _ => Err(Unreadable::Fields(self.errors)),
        }
    }

    /// Everything that was wrong.
    pub(crate) fn into_errors(self) -> Vec<FieldError> {
        self.errors
    }

    pub(crate) fn error(&mut self, pointer: String, code: &str, detail: String) {
        self.errors.push(FieldError {
            pointer,
            code: code.to_owned(),
            detail,
        });
    }

    /// `value` as a table of `known` fields; any other field is an error of its own.
    pub(crate) fn table<'v>(
        &mut self,
        value: &'v Value,
        pointer: &str,
        known: &[&str],
    ) -> Option<Table<'v>> {
        let Value::Object(map) = value else {
            self.wrong_type::<()>(pointer.to_owned(), value, "an object");
            return None;
        };
        let table = Table {
            map,
            pointer: pointer.to_owned(),
        };
        for name in map.keys().filter(|name| !known.contains(&name.as_str())) {
            let mut detail = format!("unknown field `{}`", shortened(name));
            match nearest(name, known.iter().copied()) {
                Some(meant) => detail.push_str(&format!("; did you mean `{meant}`?")),
                None if known.is_empty() => detail.push_str("; none is expected"),
                None => detail.push_str(&format!("; expected one of: {}", known.join(", "))),
            }
            self.error(table.at(name), "unknown_field", detail);
        }
        Some(table)
    }

    /// The table in field `name`.
    pub(crate) fn inner<'v>(
        &mut self,
        table: &'v Table<'_>,
        name: &str,
        known: &[&str],
    ) -> Option<Table<'v>> {
        match table.get(name) {
            Some(value) => self.table(value, &table.at(name), known),
            None => self.missing(table, name),
        }
    }

    /// A text that must be there; it may still be empty, which is for validation to say.
    pub(crate) fn text(&mut self, table: &Table<'_>, name: &str, max_chars: u32) -> Option<String> {
        if table.get(name).is_none() {
            return self.missing(table, name);
        }
        self.text_if(table, name, max_chars)
    }

    /// A text that may be left out.
    pub(crate) fn text_if(
        &mut self,
        table: &Table<'_>,
        name: &str,
        max_chars: u32,
    ) -> Option<String> {
        let value = table.get(name)?;
        let Value::String(text) = value else {
            return self.wrong_type(table.at(name), value, "a text");
        };
        if is_within(text, max_chars) {
            if text
                .chars()
                .any(|sign| sign.is_control() && !matches!(sign, '\n' | '\r' | '\t'))
            {
                let detail = "found control characters, expected text that can be read".to_owned();
                self.error(table.at(name), "invalid_characters", detail);
                return None;
            }
            return Some(text.clone());
        }
        let chars = text.chars().count();
        let detail = format!("found {chars} characters, expected at most {max_chars}");
        self.error(table.at(name), "too_long", detail);
        None
    }

    /// Yes or no; left out is no answer.
    pub(crate) fn flag(&mut self, table: &Table<'_>, name: &str) -> Option<bool> {
        let value = table.get(name)?;
        match value {
            Value::Bool(flag) => Some(*flag),
            Value::Null
            | Value::Number(_)
            | Value::String(_)
            | Value::Array(_)
            | Value::Object(_) => self.wrong_type(table.at(name), value, "true or false"),
        }
    }

    /// A day that may be left out.
    pub(crate) fn date_if(&mut self, table: &Table<'_>, name: &str) -> Option<Date> {
        let value = table.get(name)?;
        let Value::String(text) = value else {
            return self.wrong_type(table.at(name), value, "a date such as \"2026-11-21\"");
        };
        let date = Date::parse(text);
        if date.is_none() {
            let detail = format!(
                "found `{}`, expected a day of the calendar such as 2026-11-21",
                shortened(text)
            );
            self.error(table.at(name), "invalid_date", detail);
        }
        date
    }

    /// A day that must be there.
    pub(crate) fn date(&mut self, table: &Table<'_>, name: &str) -> Option<Date> {
        if table.get(name).is_none() {
            return self.missing(table, name);
        }
        self.date_if(table, name)
    }

    /// One of `words` that may be left out.
    pub(crate) fn word_if<T: Copy>(
        &mut self,
        table: &Table<'_>,
        name: &str,
        words: Words<'_, T>,
    ) -> Option<T> {
        let value = table.get(name)?;
        self.word_of(table.at(name), value, words)
    }

    fn word_of<T: Copy>(&mut self, at: String, value: &Value, words: Words<'_, T>) -> Option<T> {
        let Value::String(text) = value else {
            return self.wrong_type(at, value, "a text");
        };
        if let Some((_, word)) = words.iter().find(|(known, _)| known == text) {
            return Some(*word);
        }
        let names = words.iter().map(|(known, _)| *known);
        let mut detail = format!("found `{}`, expected one of: ", shortened(text));
        detail.push_str(&names.clone().collect::<Vec<_>>().join(", "));
        if let Some(meant) = nearest(text, names) {
            detail.push_str(&format!("; did you mean `{meant}`?"));
        }
        self.error(at, "unknown_value", detail);
        None
    }

    /// One of `words` that must be there.
    pub(crate) fn word<T: Copy>(
        &mut self,
        table: &Table<'_>,
        name: &str,
        words: Words<'_, T>,
    ) -> Option<T> {
        if table.get(name).is_none() {
            return self.missing(table, name);
        }
        self.word_if(table, name, words)
    }

    pub(crate) fn has(table: &Table<'_>, name: &str) -> bool {
        table.get(name).is_some()
    }

    pub(crate) fn missing<T>(&mut self, table: &Table<'_>, name: &str) -> Option<T> {
        self.error(
            table.at(name),
            "required",
            "found nothing, expected a value".to_owned(),
        );
        None
    }

    fn wrong_type<T>(&mut self, pointer: String, value: &Value, expected: &str) -> Option<T> {
        let found = match value {
            Value::Null => "nothing",
            Value::Bool(_) => "true or false",
            Value::Number(_) => "a number",
            Value::String(_) => "a text",
            Value::Array(_) => "a list",
            Value::Object(_) => "an object",
        };
        self.error(
            pointer,
            "wrong_type",
            format!("found {found}, expected {expected}"),
        );
        None
    }
}

fn is_within(text: &str, max_chars: u32) -> bool {
    u32::try_from(text.chars().count()).is_ok_and(|chars| chars <= max_chars)
}

/// What a stranger wrote, short enough to repeat in an answer.
pub(crate) fn shortened(text: &str) -> String {
    const REPEATED: usize = 40;
    let mut short: String = text
        .chars()
        .filter(|sign| !sign.is_control())
        .take(REPEATED)
        .collect();
    if text.chars().count() > REPEATED {
        short.push('…');
    }
    short
}
