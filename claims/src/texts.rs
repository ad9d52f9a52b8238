//! The texts of the domain in every language (feature `texts`): the page loads its one language instead.
//!
//! A text is a sentence with facts in braces. One that speaks of a count has a form for each way its language counts:
//! `"key": {"one": "{count} day", "other": "{count} days"}`, kept as `key.one` and `key.other`.

use crate::explain::Texts;
use serde_json::Value;
use std::sync::LazyLock;

mod language;
mod money;
mod plural;
#[cfg(test)]
mod tests;

pub use language::Language;
pub(crate) use language::capitalised;
pub use plural::plural;

/// The languages there are texts in. The first is shown where none fits.
pub const LANGUAGES: [&str; 9] = ["en", "fr", "de", "es", "it", "pl", "uk", "ru", "ar"];

/// In the order of [`LANGUAGES`], each read when it is first asked for.
static TEXTS: [LazyLock<Texts>; LANGUAGES.len()] = [
    LazyLock::new(|| read(include_str!("../texts/en.json"))),
    LazyLock::new(|| read(include_str!("../texts/fr.json"))),
    LazyLock::new(|| read(include_str!("../texts/de.json"))),
    LazyLock::new(|| read(include_str!("../texts/es.json"))),
    LazyLock::new(|| read(include_str!("../texts/it.json"))),
    LazyLock::new(|| read(include_str!("../texts/pl.json"))),
    LazyLock::new(|| read(include_str!("../texts/uk.json"))),
    LazyLock::new(|| read(include_str!("../texts/ru.json"))),
    LazyLock::new(|| read(include_str!("../texts/ar.json"))),
];

/// The files are part of the crate, and a test reads each: there is nothing to report at run time.
fn read(json: &str) -> Texts {
    let mut texts = Texts::new();
    let written: serde_json::Map<String, Value> = serde_json::from_str(json).unwrap_or_default();
    for (key, value) in written {
        match value {
            Value::String(text) => {
                texts.insert(key, text);
            }
            Value::Object(forms) => {
                for (category, form) in forms {
                    let form = form.as_str().unwrap_or_default().to_owned();
                    texts.insert(format!("{key}.{category}"), form);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => {}
        }
    }
    texts
}

/// Where in [`LANGUAGES`] a locale's language is: its own, that of its base, or English.
fn place_of(locale: &str) -> usize {
    let base = locale.split('-').next().unwrap_or(locale);
    let known = LANGUAGES.iter().position(|language| *language == base);
    known.unwrap_or(0)
}

/// The texts of `locale`, of its base language, or English.
#[must_use]
pub fn texts(locale: &str) -> &'static Texts {
    &TEXTS[place_of(locale)]
}
