//! Lists of a body, and texts by id.

use super::{Body, Table, Words, is_within, shortened};
use crate::{few::Few, limits};
use serde_json::Value;

impl Body {
    /// The list in field `name`, each entry with its pointer; left out is empty. Beyond `max` nothing is read.
    pub(crate) fn list<'v>(
        &mut self,
        table: &'v Table<'_>,
        name: &str,
        max: usize,
    ) -> Vec<(String, &'v Value)> {
        let Some(value) = table.get(name) else {
            return Vec::new();
        };
        let Value::Array(entries) = value else {
            self.wrong_type::<()>(table.at(name), value, "a list");
            return Vec::new();
        };
        if entries.len() > max {
            let detail = format!("found {} entries, expected at most {max}", entries.len());
            self.error(table.at(name), "too_many", detail);
            return Vec::new();
        }
        let pointer = table.at(name);
        entries
            .iter()
            .enumerate()
            .map(|(at, entry)| (format!("{pointer}/{at}"), entry))
            .collect()
    }

    /// A list of words; left out is none.
    pub(crate) fn words<T: Copy>(
        &mut self,
        table: &Table<'_>,
        name: &str,
        most: usize,
        words: Words<'_, T>,
    ) -> Vec<T> {
        let entries = self.list(table, name, most);
        let word = |(at, value)| self.word_of(at, value, words);
        entries.into_iter().filter_map(word).collect()
    }

    /// A list of names; left out is none.
    pub(crate) fn texts(&mut self, table: &Table<'_>, name: &str, most: usize) -> Vec<String> {
        let mut texts = Vec::new();
        for (at, value) in self.list(table, name, most) {
            match value {
                Value::String(text) if is_within(text, limits::NAME_CHARS) => {
                    texts.push(text.clone());
                }
                Value::String(_) => {
                    let detail = format!("expected at most {} characters", limits::NAME_CHARS);
                    self.error(at, "too_long", detail);
                }
                Value::Null
                | Value::Bool(_)
                | Value::Number(_)
                | Value::Array(_)
                | Value::Object(_) => {
                    self.wrong_type::<()>(at, value, "a text");
                }
            }
        }
        texts
    }

    /// Texts under ids of the sender's own choosing; left out is none.
    pub(crate) fn texts_by_id(
        &mut self,
        table: &Table<'_>,
        name: &str,
        most: usize,
    ) -> Option<Few<String>> {
        let Some(value) = table.get(name) else {
            return Some(Few::default());
        };
        let Value::Object(map) = value else {
            return self.wrong_type(table.at(name), value, "an object of texts");
        };
        if map.len() > most {
            let detail = format!("found {} entries, expected at most {most}", map.len());
            self.error(table.at(name), "too_many", detail);
            return None;
        }
        let inner = Table {
            map,
            pointer: table.at(name),
        };
        let mut texts = Few::default();
        for id in map.keys() {
            if !is_within(id, limits::ID_CHARS) {
                let detail = format!("expected an id of at most {} characters", limits::ID_CHARS);
                self.error(inner.at(&shortened(id)), "too_long", detail);
            } else {
                let text = self.text(&inner, id, limits::TEXT_CHARS);
                texts.extend(text.map(|text| (id.clone(), text)));
            }
        }
        Some(texts)
    }
}
