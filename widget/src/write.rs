//! To JSON, from what is sent and what is kept.
//!
//! Every struct is taken apart with nothing left out, so that a field that is added in `claims` does not compile here
//! until it is written; the tests compare with what serde writes.

mod calendar;
mod kept;
mod sent;
#[cfg(test)]
mod tests;

pub use calendar::{appointment, calendar, dates};
pub use kept::kept;
pub use sent::{counter, draft, find_order, message, rating, recover, slot, withdraw};

use crate::words::joined;
use claims::decimal::padded;

/// A map being written.
#[derive(Debug)]
pub struct Map(String);

impl Default for Map {
    fn default() -> Self {
        Self("{".to_owned())
    }
}

impl Map {
    fn name(&mut self, name: &str) {
        if self.0.len() > 1 {
            self.0.push(',');
        }
        quote(&mut self.0, name);
        self.0.push(':');
    }

    /// JSON as it is.
    #[inline(never)]
    #[must_use]
    pub fn raw(mut self, name: &str, json: &str) -> Self {
        self.name(name);
        self.0.push_str(json);
        self
    }

    /// A string.
    #[inline(never)]
    #[must_use]
    pub fn text(mut self, name: &str, text: &str) -> Self {
        self.name(name);
        quote(&mut self.0, text);
        self
    }

    /// A string, or no field at all.
    #[inline(never)]
    #[must_use]
    pub fn maybe(self, name: &str, text: Option<&str>) -> Self {
        match text {
            Some(text) => self.text(name, text),
            None => self,
        }
    }

    /// A number.
    #[inline(never)]
    #[must_use]
    pub fn number(self, name: &str, number: u64) -> Self {
        self.raw(name, &padded(number, 1))
    }

    /// `true` or `false`.
    #[inline(never)]
    #[must_use]
    pub fn truth(self, name: &str, is: bool) -> Self {
        self.raw(name, if is { "true" } else { "false" })
    }

    /// A list of maps.
    #[inline(never)]
    #[must_use]
    pub fn list(self, name: &str, maps: &[String]) -> Self {
        self.raw(name, &["[", &joined(maps, ","), "]"].concat())
    }

    /// The text.
    #[inline(never)]
    #[must_use]
    pub fn done(mut self) -> String {
        self.0.push('}');
        self.0
    }
}

fn quote(json: &mut String, text: &str) {
    json.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => {
                json.push('\\');
                json.push(character);
            }
            // The two digits of a control character: the first is 0 or 1.
            '\0'..'\u{20}' => {
                json.push_str(if character < '\u{10}' {
                    "\\u000"
                } else {
                    "\\u001"
                });
                json.push(char::from_digit(u32::from(character) % 16, 16).unwrap_or('0'));
            }
            _ => json.push(character),
        }
    }
    json.push('"');
}

fn all<T>(items: &[T], write: fn(&T) -> String) -> Vec<String> {
    let mut written = Vec::new();
    for item in items {
        written.push(write(item));
    }
    written
}
