//! One language speaking: texts filled in, counts, dates and amounts as its readers write them.

use crate::{
    civil::Date,
    explain::Texts,
    money::Money,
    texts::{LANGUAGES, TEXTS, money, place_of, plural},
    verdict::{Fact, Remedy},
    words::{REMEDIES, word},
};

/// One of [`LANGUAGES`].
#[derive(Clone, Copy, Debug)]
pub struct Language {
    /// `fr`.
    pub code: &'static str,
    texts: &'static Texts,
}

impl Language {
    /// That of `locale`, of its base, or English.
    #[must_use]
    pub fn of(locale: &str) -> Self {
        let place = place_of(locale);
        Self {
            code: LANGUAGES[place],
            texts: &TEXTS[place],
        }
    }

    /// How it is written: the `dir` of a page.
    #[must_use]
    pub fn direction(self) -> &'static str {
        if self.code == "ar" { "rtl" } else { "ltr" }
    }

    /// The text of that key, or nothing.
    #[must_use]
    pub fn find(self, key: &str) -> Option<&'static str> {
        self.texts.get(key).map(String::as_str)
    }

    /// The text of that key; the key itself where it is missing, which tests prevent.
    #[must_use]
    pub fn text(self, key: &str) -> String {
        self.find(key).unwrap_or(key).to_owned()
    }

    /// The text of that key with every `{name}` replaced by its value.
    ///
    /// ```
    /// use claims::texts::Language;
    ///
    /// let french = Language::of("fr");
    /// assert_eq!(french.fill("list.or", &[("first", "réparation"), ("last", "avoir")]), "réparation ou avoir");
    /// ```
    #[must_use]
    pub fn fill(self, key: &str, values: &[(&str, &str)]) -> String {
        let pattern = self.find(key).unwrap_or(key);
        let mut parts = pattern.split('{');
        let mut filled = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (name, rest) = part.split_once('}').unwrap_or(("", part));
            let value = values.iter().find(|(known, _)| *known == name);
            filled.push_str(value.map_or("", |(_, value)| value));
            filled.push_str(rest);
        }
        filled
    }

    /// The form of `key` for `count`, with `{count}` and the other values filled in.
    ///
    /// ```
    /// use claims::texts::Language;
    ///
    /// assert_eq!(Language::of("uk").counted("time.days", 22, &[]), "22 дні");
    /// ```
    #[must_use]
    pub fn counted(self, key: &str, count: u32, values: &[(&str, &str)]) -> String {
        let digits = count.to_string();
        let mut all = vec![("count", digits.as_str())];
        all.extend_from_slice(values);
        self.fill(&format!("{key}.{}", plural(self.code, count)), &all)
    }

    /// `a, b or c`.
    #[must_use]
    pub fn any_of(self, items: &[String]) -> String {
        self.joined("list.or", items)
    }

    /// `a, b and c`.
    #[must_use]
    pub fn all_of(self, items: &[String]) -> String {
        self.joined("list.and", items)
    }

    /// `a; b; c`.
    #[must_use]
    pub fn clauses(self, items: Vec<String>) -> String {
        let both = |first: String, last: String| {
            self.fill("list.clauses", &[("first", &first), ("last", &last)])
        };
        items.into_iter().reduce(both).unwrap_or_default()
    }

    fn joined(self, key: &str, items: &[String]) -> String {
        match items {
            [] => String::new(),
            [only] => only.clone(),
            // Arabic says its "and" before each: "a wa-b wa-c".
            [first, rest @ ..] if self.code == "ar" => {
                rest.iter().fold(first.clone(), |first, last| {
                    self.fill(key, &[("first", &first), ("last", last)])
                })
            }
            [first @ .., last] => self.fill(
                key,
                &[("first", &first.join(", ")), ("last", last.as_str())],
            ),
        }
    }

    /// `23 novembre 2026`, as the browsers' `Intl` writes long dates.
    #[must_use]
    pub fn date(self, date: Date) -> String {
        let months = self.text("date.months");
        let month = months.split(' ').nth(usize::from(date.month()) - 1);
        let (day, year) = (date.day().to_string(), date.year().to_string());
        let month = month.unwrap_or_default();
        self.fill(
            "date.long",
            &[("day", &day), ("month", month), ("year", &year)],
        )
    }

    /// `29,90 €`; whole amounts without decimals.
    #[must_use]
    pub fn money(self, money: &Money) -> String {
        money::written(self.code, money)
    }

    /// What a remedy is called on its own: `Replacement`.
    #[must_use]
    pub fn remedy(self, remedy: Remedy) -> String {
        capitalised(&self.said(remedy))
    }

    /// What a remedy is called in a sentence: `replacement`.
    #[must_use]
    pub fn said(self, remedy: Remedy) -> String {
        self.text(&format!("said.{}", word(&REMEDIES, &remedy)))
    }

    /// A fact of a reason.
    #[must_use]
    pub fn fact(self, fact: &Fact) -> String {
        match fact {
            Fact::Date(date) => self.date(*date),
            Fact::Money(money) => self.money(money),
            Fact::Count(count) => count.to_string(),
            Fact::Text(text) => text.clone(),
        }
    }
}

/// With its first letter as a sentence begins.
pub(crate) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_dates_are_written_as_browsers_write_them() {
        let (november, march) = (Date::of(2026, 11, 23), Date::of(2026, 3, 1));
        for (language, long, first) in [
            ("en", "November 23, 2026", "March 1, 2026"),
            ("fr", "23 novembre 2026", "1 mars 2026"),
            ("de", "23. November 2026", "1. März 2026"),
            ("es", "23 de noviembre de 2026", "1 de marzo de 2026"),
            ("it", "23 novembre 2026", "1 marzo 2026"),
            ("pl", "23 listopada 2026", "1 marca 2026"),
            ("uk", "23 листопада 2026 р.", "1 березня 2026 р."),
            ("ru", "23 ноября 2026 г.", "1 марта 2026 г."),
            ("ar", "23 نوفمبر 2026", "1 مارس 2026"),
        ] {
            let language = Language::of(language);
            assert_eq!(language.date(november), long);
            assert_eq!(language.date(march), first);
        }
    }

    #[test]
    fn every_language_has_twelve_months() {
        for code in LANGUAGES {
            assert_eq!(
                Language::of(code).text("date.months").split(' ').count(),
                12
            );
        }
    }

    #[test]
    fn lists_of_none_one_and_several_read_well() {
        let english = Language::of("en");
        let items = |items: &[&str]| {
            items
                .iter()
                .map(|item| (*item).to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(english.any_of(&[]), "");
        assert_eq!(english.any_of(&items(&["a"])), "a");
        assert_eq!(english.all_of(&items(&["a", "b", "c"])), "a, b and c");
        assert_eq!(Language::of("de").any_of(&items(&["a", "b"])), "a oder b");
        assert_eq!(english.clauses(items(&["a", "b", "c"])), "a; b; c");
        let french = Language::of("fr").clauses(items(&["a", "b"]));
        assert_eq!(french, "a\u{a0}; b");
        let arabic = Language::of("ar").all_of(&items(&["أ", "ب", "ج"]));
        assert_eq!(arabic, "أ وب وج");
    }

    #[test]
    fn counts_take_the_form_of_their_language() {
        for (code, written) in [
            ("en", "1 day|2 days|5 days|11 days|21 days|22 days|25 days"),
            (
                "fr",
                "1 jour|2 jours|5 jours|11 jours|21 jours|22 jours|25 jours",
            ),
            ("de", "1 Tag|2 Tage|5 Tage|11 Tage|21 Tage|22 Tage|25 Tage"),
            ("es", "1 día|2 días|5 días|11 días|21 días|22 días|25 días"),
            (
                "it",
                "1 giorno|2 giorni|5 giorni|11 giorni|21 giorni|22 giorni|25 giorni",
            ),
            ("pl", "1 dzień|2 dni|5 dni|11 dni|21 dni|22 dni|25 dni"),
            ("uk", "1 день|2 дні|5 днів|11 днів|21 день|22 дні|25 днів"),
            ("ru", "1 день|2 дня|5 дней|11 дней|21 день|22 дня|25 дней"),
            (
                "ar",
                "يوم واحد|يومان|5 أيام|11 يومًا|21 يومًا|22 يومًا|25 يومًا",
            ),
        ] {
            let say = |count| Language::of(code).counted("time.days", count, &[]);
            assert_eq!([1, 2, 5, 11, 21, 22, 25].map(say).join("|"), written);
        }
    }
}
