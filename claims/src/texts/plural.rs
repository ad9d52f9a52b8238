//! How the languages count: the plural categories of Unicode CLDR for whole numbers.
//!
//! In a page the browser's `Intl.PluralRules` says the same.

/// The category of `count` in the language of `locale`: `one`, `few`, `many` or `other`, in Arabic also `zero` and
/// `two`. Counts here are days, months
/// and pieces: the category that French, Spanish and Italian have for whole millions is left out.
///
/// ```
/// assert_eq!(claims::texts::plural("pl", 22), "few");
/// assert_eq!(claims::texts::plural("ru", 21), "one");
/// ```
#[must_use]
pub fn plural(locale: &str, count: u32) -> &'static str {
    let (ten, hundred) = (count % 10, count % 100);
    let is_few = matches!(ten, 2..=4) && !matches!(hundred, 12..=14);
    match locale.split('-').next().unwrap_or(locale) {
        "ru" | "uk" if ten == 1 && hundred != 11 => "one",
        "pl" if count == 1 => "one",
        "ru" | "uk" | "pl" if is_few => "few",
        "ru" | "uk" | "pl" => "many",
        "fr" if count < 2 => "one",
        "ar" => arabic(count, hundred),
        _ if count == 1 => "one",
        _ => "other",
    }
}

/// Arabic has a dual, a plural of few for 3 to 10, and says 11 to 99 of each hundred in the singular.
fn arabic(count: u32, hundred: u32) -> &'static str {
    match (count, hundred) {
        (0, _) => "zero",
        (1, _) => "one",
        (2, _) => "two",
        (_, 3..=10) => "few",
        (_, 11..) => "many",
        (_, 0..=2) => "other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::LANGUAGES;
    use icu_locale_core::Locale;
    use icu_plurals::{PluralCategory, PluralRules};

    #[test]
    fn every_language_counts_as_unicode_says() {
        for language in LANGUAGES {
            let locale: Locale = language.parse().unwrap();
            let rules = PluralRules::try_new_cardinal((&locale).into()).unwrap();
            for count in 0..=10_000_u32 {
                let category = match rules.category_for(count) {
                    PluralCategory::Zero => "zero",
                    PluralCategory::One => "one",
                    PluralCategory::Two => "two",
                    PluralCategory::Few => "few",
                    PluralCategory::Many => "many",
                    PluralCategory::Other => "other",
                };
                assert_eq!(plural(language, count), category, "{language} {count}");
            }
        }
    }

    #[test]
    fn a_region_counts_like_its_language_and_an_unknown_one_like_english() {
        assert_eq!(plural("ru-KZ", 11), "many");
        assert_eq!(plural("fr-CA", 0), "one");
        assert_eq!(plural("xx", 0), "other");
    }
}
