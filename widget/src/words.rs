//! Texts, dates and money in the customer's language. The browser's `Intl` writes dates and money.

use crate::{
    element::{El, el, text},
    json::Tree,
    program::CLAIMS,
};
use claims::{
    calendar::digits,
    civil::Date,
    decimal::{count, padded},
    few::Few,
    money::Money,
    placed::Placed,
    verdict::{Fact, Verdict},
};

#[cfg(not(target_arch = "wasm32"))]
mod intl {
    //! Outside a browser (tests) dates and money are written plainly.
    pub fn date(_: &str, _: &str, date: &str, _: bool) -> String {
        date.to_owned()
    }
    pub fn numbers(_: &str, date: &str) -> String {
        date.to_owned()
    }
    pub fn money(_: &str, amount_minor: i64, currency: &str) -> String {
        format!("{amount_minor} {currency}")
    }
    pub fn megabytes(_: &str, bytes: u64) -> String {
        format!("{bytes} bytes")
    }
    pub fn plural(_: &str, count: u32) -> String {
        if count == 1 { "one" } else { "other" }.to_owned()
    }
}
#[cfg(target_arch = "wasm32")]
use crate::browser::intl;

/// The texts of a map.
#[must_use]
pub fn texts(tree: &Tree) -> Few<String> {
    let mut texts = Few::default();
    if let Tree::Map(map) = tree {
        for (key, text) in map {
            texts.insert(key.clone(), text.as_str().unwrap_or_default().to_owned());
        }
    }
    texts
}

/// The language file: the shifts, the checks, then the texts.
#[must_use]
pub fn placed(tree: &Tree) -> Placed {
    let Tree::List(list) = tree else {
        return Placed::default();
    };
    let mut placed = Placed::default();
    for item in list {
        if let Tree::List(shifts) = item {
            for shift in shifts {
                if let Tree::Number(shift) = shift {
                    let shift = u32::try_from(*shift).unwrap_or_default();
                    placed.shifts.push(shift);
                }
            }
        } else {
            let text = item.as_str().unwrap_or_default();
            placed.texts.push(text.to_owned());
        }
    }
    if !placed.texts.is_empty() {
        placed.checks = placed.texts.remove(0);
    }
    placed
}

/// The words of one language.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// `fr-CA`: how dates and money are written.
    pub locale: String,
    /// The shop's time zone; every time of day is shown there.
    pub time_zone: String,
    /// The sentences of reasons: they come with the shop, since they speak of its law.
    pub reasons: Tree,
    /// By key.
    pub texts: Placed,
}

/// Texts, none of them empty, with something between them; std's `join` is six times the code.
#[inline(never)]
#[must_use]
pub fn joined(texts: &[String], between: &str) -> String {
    let mut whole = String::new();
    for text in texts {
        if !whole.is_empty() {
            whole.push_str(between);
        }
        whole.push_str(text);
    }
    whole
}

impl Words {
    /// The text of that key; the key itself where it is missing, which the checks of the build prevent.
    #[must_use]
    pub fn text<'a>(&'a self, key: &'a str) -> &'a str {
        self.texts.get(key).unwrap_or(key)
    }

    /// An element with the text of that key.
    #[inline(never)]
    #[must_use]
    pub fn el(&self, tag: &'static str, class: &str, key: &str) -> El {
        text(tag, class, self.text(key))
    }

    /// The text of `group.name`.
    #[must_use]
    pub fn of(&self, group: &str, name: &str) -> String {
        self.text(&[group, ".", name].concat()).to_owned()
    }

    /// The text of that key with `{name}` replaced by its value.
    #[must_use]
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        let mut text = String::new();
        for part in self.text(key).split('{') {
            let (name, rest) = part.split_once('}').unwrap_or(("", part));
            text.push_str(
                values
                    .iter()
                    .find(|(is, _)| *is == name)
                    .map_or("", |(_, value)| value),
            );
            text.push_str(rest);
        }
        text
    }

    /// An element with a number in its text that must not be broken across lines.
    #[must_use]
    pub fn with_number(&self, tag: &'static str, key: &str, number: &str) -> El {
        let (before, after) = self
            .text(key)
            .split_once("{number}")
            .unwrap_or((self.text(key), ""));
        el(tag, "")
            .child(text("span", "", before))
            .child(text("span", "whole", number))
            .child(text("span", "", after))
    }

    /// A civil date, `21 November 2026`.
    #[must_use]
    pub fn date(&self, date: Date) -> String {
        self.civil(&date.text())
    }

    /// A civil date as JSON has it.
    #[must_use]
    pub fn civil(&self, date: &str) -> String {
        intl::date(&self.locale, "UTC", date, false)
    }

    /// The day of an instant (RFC 3339) in the shop's time zone.
    #[must_use]
    pub fn day(&self, instant: &str) -> String {
        intl::date(&self.locale, &self.time_zone, instant, false)
    }

    /// The day of an instant in Unix milliseconds, likewise.
    #[must_use]
    pub fn moment(&self, ms: u64) -> String {
        intl::date(&self.locale, &self.time_zone, &padded(ms, 1), false)
    }

    /// That day as calendar files have it, `20261122`.
    #[must_use]
    pub fn calendar_day(&self, instant: &str) -> String {
        let mut day = digits(&intl::numbers(&self.time_zone, instant));
        day.truncate(8);
        day
    }

    /// Day and time of an instant (RFC 3339) in the shop's time zone.
    #[must_use]
    pub fn time(&self, instant: &str) -> String {
        intl::date(&self.locale, &self.time_zone, instant, true)
    }

    /// An amount, `49,00 €`.
    #[must_use]
    pub fn money(&self, money: &Money) -> String {
        intl::money(&self.locale, money.amount_minor, &money.currency.0)
    }

    /// What stands between two parts of a list.
    #[must_use]
    pub fn comma(&self) -> &'static str {
        if self.locale.starts_with("ar") {
            "، "
        } else {
            ", "
        }
    }

    /// A size, `0.7 MB`.
    #[must_use]
    pub fn size(&self, bytes: u64) -> String {
        intl::megabytes(&self.locale, bytes)
    }

    /// `within 24 hours`: how soon the shop answers. It comes with the shop, since each language counts its own way.
    #[must_use]
    pub fn within(&self) -> &str {
        self.reasons.at("within").as_str().unwrap_or_default()
    }

    /// Puts a verdict's reasons into words.
    pub fn explain(&self, verdict: Option<&mut Verdict>) {
        let Some(verdict) = verdict.filter(|_| CLAIMS) else {
            return;
        };
        let show = |fact: &Fact| match fact {
            Fact::Date(date) => self.date(*date),
            Fact::Money(money) => self.money(money),
            Fact::Count(number) => count(*number as usize),
            Fact::Text(text) => text.clone(),
        };
        let plural = |count| intl::plural(&self.locale, count);
        claims::explain::explain(
            verdict,
            &|key| self.reasons.at(key).as_str(),
            &show,
            &plural,
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json;

    const TEXTS: [(&str, &str); 9] = [
        ("en", include_str!("../texts/en.json")),
        ("fr", include_str!("../texts/fr.json")),
        ("ru", include_str!("../texts/ru.json")),
        ("de", include_str!("../texts/de.json")),
        ("es", include_str!("../texts/es.json")),
        ("it", include_str!("../texts/it.json")),
        ("pl", include_str!("../texts/pl.json")),
        ("uk", include_str!("../texts/uk.json")),
        ("ar", include_str!("../texts/ar.json")),
    ];

    fn words(text: &str) -> Words {
        Words {
            locale: String::new(),
            time_zone: String::new(),
            reasons: Tree::Nothing,
            texts: json::read(text)
                .map(|tree| Placed::of(&texts(&tree).into_iter().collect()))
                .unwrap_or_default(),
        }
    }

    #[test]
    fn every_language_has_the_same_keys_and_placeholders() {
        let placeholders = |text: &str| {
            let mut names: Vec<_> = text
                .split('{')
                .skip(1)
                .filter_map(|part| part.split('}').next())
                .map(str::to_owned)
                .collect();
            names.sort();
            names
        };
        let english = texts(&json::read(TEXTS[0].1).unwrap());
        for (language, text) in TEXTS {
            let other = texts(&json::read(text).unwrap());
            assert!(other.keys().eq(english.keys()), "{language}");
            for (key, text) in other.iter() {
                assert_eq!(
                    placeholders(text),
                    placeholders(&english[key]),
                    "{language} {key}"
                );
            }
        }
    }

    #[test]
    fn placeholders_are_filled_and_never_twice() {
        let words = words(
            r#"{"a": "{n} of {count}: {name}", "b": "no placeholder", "c": "Claim {number}!"}"#,
        );
        assert_eq!(
            words.fill("a", &[("n", "2"), ("count", "6"), ("name", "{n}")]),
            "2 of 6: {n}"
        );
        assert_eq!(words.fill("b", &[("n", "2")]), "no placeholder");
        assert_eq!(
            words.with_number("h2", "c", "AB-CD").words(),
            "Claim  | AB-CD | !"
        );
        assert_eq!(words.text("missing.key"), "missing.key");
    }
}
