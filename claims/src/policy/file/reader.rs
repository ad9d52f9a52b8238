//! A table of the configuration being read: every mistake with its path.

use crate::{body::shortened, civil::Date, nearest::nearest, policy::file::Mistake};
use serde_json::{Map, Value};

/// What was found so far.
#[derive(Default)]
pub(super) struct Reader {
    mistakes: Vec<Mistake>,
    warnings: Vec<Mistake>,
}

/// A table with its place.
pub(super) struct Table<'v> {
    map: &'v Map<String, Value>,
    path: String,
}

impl<'v> Table<'v> {
    /// `POLICY.warranty.months`.
    pub(super) fn at(&self, key: &str) -> String {
        format!("{}.{key}", self.path)
    }

    pub(super) fn path(&self) -> &str {
        &self.path
    }

    pub(super) fn get(&self, key: &str) -> Option<&'v Value> {
        self.map.get(key).filter(|value| !value.is_null())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.map.is_empty()
    }

    pub(super) fn keys(&self) -> impl Iterator<Item = &'v str> {
        self.map.keys().map(String::as_str)
    }
}

impl Reader {
    pub(super) fn into_parts(self) -> (Vec<Mistake>, Vec<Mistake>) {
        (self.mistakes, self.warnings)
    }

    pub(super) fn mistake(
        &mut self,
        path: impl Into<String>,
        found: impl Into<String>,
        expected: impl Into<String>,
        suggestion: Option<&str>,
    ) {
        self.mistakes.push(Mistake {
            path: path.into(),
            found: found.into(),
            expected: expected.into(),
            suggestion: suggestion.map(str::to_owned),
        });
    }

    pub(super) fn warning(
        &mut self,
        path: impl Into<String>,
        found: impl Into<String>,
        expected: impl Into<String>,
    ) {
        let (path, found, expected) = (path.into(), found.into(), expected.into());
        self.warnings.push(Mistake {
            path,
            found,
            expected,
            suggestion: None,
        });
    }

    fn wrong_type(&mut self, path: impl Into<String>, value: &Value, expected: &str) {
        self.mistake(path, shown(value), expected, None);
    }

    /// `value` as a table of `known` keys.
    pub(super) fn table<'v>(
        &mut self,
        value: &'v Value,
        path: &str,
        known: &[&str],
    ) -> Option<Table<'v>> {
        let Value::Object(map) = value else {
            let expected = if value.is_null() {
                "a table; it is required"
            } else {
                "a table"
            };
            self.wrong_type(path, value, expected);
            return None;
        };
        let table = Table {
            map,
            path: path.to_owned(),
        };
        for key in map.keys().filter(|key| !known.contains(&key.as_str())) {
            let expected = format!("one of: {}", known.join(", "));
            self.mistake(
                table.at(key),
                "an unknown key",
                expected,
                nearest(key, known.iter().copied()),
            );
        }
        Some(table)
    }

    /// The table under `key`, where there is one.
    pub(super) fn inner<'v>(
        &mut self,
        table: &Table<'v>,
        key: &str,
        known: &[&str],
    ) -> Option<Table<'v>> {
        self.table(table.get(key)?, &table.at(key), known)
    }

    pub(super) fn missing<T>(&mut self, table: &Table<'_>, key: &str, expected: &str) -> Option<T> {
        self.mistake(table.at(key), "nothing", expected, None);
        None
    }

    /// A text with something in it, where there is one.
    pub(super) fn text_if(
        &mut self,
        table: &Table<'_>,
        key: &str,
        expected: &str,
    ) -> Option<String> {
        self.text_at(table.get(key)?, &table.at(key), expected)
    }

    pub(super) fn text_at(&mut self, value: &Value, path: &str, expected: &str) -> Option<String> {
        match value
            .as_str()
            .map(str::trim)
            .filter(|text| !text.is_empty())
        {
            Some(text) => Some(text.to_owned()),
            None => {
                self.wrong_type(path, value, expected);
                None
            }
        }
    }

    /// A text that must be there.
    pub(super) fn text(&mut self, table: &Table<'_>, key: &str, expected: &str) -> Option<String> {
        if table.get(key).is_none() {
            return self.missing(table, key, expected);
        }
        self.text_if(table, key, expected)
    }

    /// One text, or a list of them; each with its path.
    pub(super) fn texts(
        &mut self,
        table: &Table<'_>,
        key: &str,
        expected: &str,
    ) -> Vec<(String, String)> {
        let path = table.at(key);
        match table.get(key) {
            None => Vec::new(),
            Some(Value::Array(entries)) => {
                if entries.is_empty() {
                    self.mistake(path, "an empty list", expected, None);
                    return Vec::new();
                }
                let mut texts = Vec::new();
                for (n, entry) in entries.iter().enumerate() {
                    let path = format!("{path}[{n}]");
                    let text = self.text_at(entry, &path, expected);
                    texts.extend(text.map(|text| (path, text)));
                }
                texts
            }
            Some(value) => {
                let text = self.text_at(value, &path, expected);
                text.map(|text| (path, text)).into_iter().collect()
            }
        }
    }

    /// One text, or a list of them.
    pub(super) fn names(&mut self, table: &Table<'_>, key: &str) -> Vec<String> {
        let texts = self.texts(table, key, "a text, or a list of texts");
        texts.into_iter().map(|(_, text)| text).collect()
    }

    /// The value of a word of a fixed list.
    pub(super) fn word_of<T: Copy>(
        &mut self,
        path: &str,
        text: &str,
        words: &[(&str, T)],
    ) -> Option<T> {
        if let Some((_, value)) = words.iter().find(|(word, _)| *word == text) {
            return Some(*value);
        }
        let names = words.iter().map(|(word, _)| *word);
        let expected = format!("one of: {}", names.clone().collect::<Vec<_>>().join(", "));
        self.mistake(
            path,
            format!("\"{}\"", shortened(text)),
            expected,
            nearest(text, names),
        );
        None
    }

    /// A word of a fixed list, where there is one.
    pub(super) fn word_if<T: Copy>(
        &mut self,
        table: &Table<'_>,
        key: &str,
        words: &[(&str, T)],
    ) -> Option<T> {
        let text = self.text_if(table, key, &one_of(words))?;
        self.word_of(&table.at(key), &text, words)
    }

    /// Words of a fixed list; one alone may stand without brackets.
    pub(super) fn words<T: Copy + PartialEq>(
        &mut self,
        table: &Table<'_>,
        key: &str,
        words: &[(&str, T)],
    ) -> Vec<T> {
        let mut values = Vec::new();
        for (path, text) in self.texts(table, key, &one_of(words)) {
            let Some(value) = self.word_of(&path, &text, words) else {
                continue;
            };
            if values.contains(&value) {
                self.mistake(path, format!("\"{text}\" twice"), "each once", None);
            } else {
                values.push(value);
            }
        }
        values
    }

    pub(super) fn flag_if(&mut self, table: &Table<'_>, key: &str) -> Option<bool> {
        let value = table.get(key)?;
        if value.as_bool().is_none() {
            self.wrong_type(table.at(key), value, "true or false");
        }
        value.as_bool()
    }

    /// A whole number in a range, where there is one.
    pub(super) fn number_if(
        &mut self,
        table: &Table<'_>,
        key: &str,
        range: std::ops::RangeInclusive<u32>,
        unit: &str,
    ) -> Option<u32> {
        let value = table.get(key)?;
        let number = value.as_u64().and_then(|number| u32::try_from(number).ok());
        match number.filter(|number| range.contains(number)) {
            Some(number) => Some(number),
            None => {
                let expected = format!(
                    "a whole number of {unit} from {} to {}",
                    range.start(),
                    range.end()
                );
                self.wrong_type(table.at(key), value, &expected);
                None
            }
        }
    }

    pub(super) fn date_at(&mut self, value: &Value, path: &str) -> Option<Date> {
        let date = value.as_str().and_then(Date::parse);
        if date.is_none() {
            self.wrong_type(
                path,
                value,
                "a day of the calendar in quotes, such as \"2026-12-24\"",
            );
        }
        date
    }

    pub(super) fn date_if(&mut self, table: &Table<'_>, key: &str) -> Option<Date> {
        self.date_at(table.get(key)?, &table.at(key))
    }
}

fn one_of<T>(words: &[(&str, T)]) -> String {
    let names: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
    format!("one of: {}", names.join(", "))
}

/// A value as it may be repeated in one line.
pub(super) fn shown(value: &Value) -> String {
    match value {
        Value::Null => "nothing".to_owned(),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "a table".to_owned(),
        Value::String(text) => format!("\"{}\"", shortened(text)),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
    }
}
