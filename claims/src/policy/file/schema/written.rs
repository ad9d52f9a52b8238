//! The schema of each form a value may have.

use crate::{
    policy::file::{Written, names, terms},
    texts::LANGUAGES,
};
use serde_json::{Map, Value, json};

/// The schema of a condition's or an action's value.
pub(super) fn value(written: Written) -> Value {
    match written {
        Written::Flag => json!({ "type": "boolean" }),
        Written::Number { least, most, .. } => {
            json!({ "type": "integer", "minimum": least, "maximum": most })
        }
        Written::Money => money(),
        Written::MoneyOrPercent => {
            let percent = json!({ "type": "string", "pattern": "^([1-9][0-9]?|100) ?%$" });
            json!({ "anyOf": [money(), percent], "examples": ["5 EUR", "15 %"] })
        }
        Written::Day => day(),
        Written::Texts | Written::Problems => texts(),
        Written::Word(words) => one_of(words.iter().copied()),
        Written::Words(words) => any_of(words.iter().copied()),
        Written::WordsOrNone(words) => {
            let mut some = any_of(words.iter().copied());
            some["anyOf"][1]["minItems"] = 0.into();
            some
        }
        Written::Countries => any_of(names::countries_known()),
        Written::Locales => any_of(LANGUAGES),
        Written::Localized => localized(),
        Written::Window => window(),
        Written::Places => {
            json!({ "type": "array", "items": text(), "minItems": 1, "maxItems": 20 })
        }
        Written::Question => question(),
        Written::Contact => contact(),
        Written::Deadlines(names) => deadlines(names),
    }
}

pub(super) fn one_of<'w>(words: impl IntoIterator<Item = &'w str>) -> Value {
    json!({ "enum": words.into_iter().collect::<Vec<_>>() })
}

/// One of the words, or several, each once.
pub(super) fn any_of<'w>(words: impl IntoIterator<Item = &'w str>) -> Value {
    one_or_more(one_of(words))
}

pub(super) fn one_or_more(one: Value) -> Value {
    let several = json!({ "type": "array", "items": one, "minItems": 1, "uniqueItems": true });
    json!({ "anyOf": [one, several] })
}

pub(super) fn texts() -> Value {
    let text = json!({ "type": "string", "minLength": 1 });
    json!({ "anyOf": [text, { "type": "array", "items": text, "minItems": 1 }] })
}

pub(super) fn day() -> Value {
    json!({ "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "examples": ["2026-12-24"] })
}

pub(super) fn hours() -> Value {
    json!({ "type": "string", "pattern": "^[1-9][0-9]*[hd]$", "examples": ["24h", "3d"] })
}

fn money() -> Value {
    json!({ "type": "string", "pattern": "^[0-9]{1,9}(\\.[0-9]{1,3})? [A-Z]{3}$", "examples": ["30 EUR", "29.90 EUR"] })
}

/// A text for each of the shop's languages, or one alone where it has only one.
pub(super) fn localized() -> Value {
    let text = json!({ "type": "string", "minLength": 1 });
    let languages: Map<String, Value> = LANGUAGES
        .iter()
        .map(|language| ((*language).to_owned(), text.clone()))
        .collect();
    let table = json!({
        "type": "object", "properties": languages, "additionalProperties": false, "minProperties": 1,
    });
    json!({ "anyOf": [text, table] })
}

fn text() -> Value {
    json!({ "type": "string", "minLength": 1 })
}

fn window() -> Value {
    let (days, months) = (terms::DAYS, terms::MONTHS);
    json!({
        "type": "object",
        "properties": {
            "days": { "type": "integer", "minimum": days.start(), "maximum": days.end() },
            "months": { "type": "integer", "minimum": months.start(), "maximum": months.end() },
            "from": { "description": "What starts it.", "enum": ["delivery", "order", "last_delivery"] },
        },
        "additionalProperties": false,
        "oneOf": [{ "required": ["days"] }, { "required": ["months"] }],
    })
}

fn question() -> Value {
    json!({
        "type": "object",
        "properties": {
            "id": { "type": "string", "pattern": "^[a-z0-9_-]{1,64}$", "examples": ["colour"] },
            "text": localized(),
            "required": { "type": "boolean" },
        },
        "required": ["id", "text"],
        "additionalProperties": false,
    })
}

/// A person, with at least one way to reach them.
pub(super) fn contact() -> Value {
    json!({
        "type": "object",
        "properties": {
            "name": { "description": "The name of a person.", "type": "string", "minLength": 1 },
            "email": { "type": "string", "pattern": "^[^@\\s]+@[^@\\s]+$", "examples": ["help@shop.example"] },
            "phone": { "description": "As it is dialled from abroad.", "type": "string", "minLength": 1 },
        },
        "required": ["name"],
        "anyOf": [{ "required": ["email"] }, { "required": ["phone"] }],
        "additionalProperties": false,
    })
}

fn deadlines(names: &[&str]) -> Value {
    let each: Map<String, Value> = names
        .iter()
        .map(|name| ((*name).to_owned(), hours()))
        .collect();
    json!({ "type": "object", "properties": each, "additionalProperties": false, "minProperties": 1 })
}
