//! The texts of the domain in every language (feature `texts`): the page loads its one language instead.

use crate::explain::Texts;
use std::sync::LazyLock;

/// The languages there are texts in. The first is shown where none fits.
pub const LANGUAGES: [&str; 3] = ["en", "fr", "ru"];

static EN: LazyLock<Texts> = LazyLock::new(|| read(include_str!("../texts/en.json")));
static FR: LazyLock<Texts> = LazyLock::new(|| read(include_str!("../texts/fr.json")));
static RU: LazyLock<Texts> = LazyLock::new(|| read(include_str!("../texts/ru.json")));

/// The files are part of the crate, and a test reads each: there is nothing to report at run time.
fn read(json: &str) -> Texts {
    serde_json::from_str(json).unwrap_or_default()
}

/// The texts of `locale`, of its base language, or English.
#[must_use]
pub fn texts(locale: &str) -> &'static Texts {
    match locale.split('-').next().unwrap_or(locale) {
        "fr" => &FR,
        "ru" => &RU,
        _ => &EN,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        policy::why::Why,
        status::EventKind,
        words::{BASES, DECISIONS, EVIDENCE, KINDS, PAYERS, REMEDIES},
    };
    use std::collections::BTreeSet;

    fn placeholders(text: &str) -> BTreeSet<&str> {
        text.split('{')
            .skip(1)
            .filter_map(|rest| Some(rest.split_once('}')?.0))
            .collect()
    }

    #[test]
    fn every_language_has_the_same_keys_with_the_same_facts() {
        for language in LANGUAGES {
            let (english, other) = (texts("en"), texts(language));
            let keys = |texts: &'static Texts| texts.keys().collect::<BTreeSet<_>>();
            assert_eq!(keys(english), keys(other), "{language}");
            for (key, text) in english {
                assert_eq!(
                    placeholders(text),
                    placeholders(&other[key]),
                    "{language} {key}"
                );
                assert!(!other[key].trim().is_empty(), "{language} {key}");
            }
        }
        assert_ne!(texts("en"), texts("fr"));
        assert_ne!(texts("en"), texts("ru"));
        assert_eq!(texts("fr-CA"), texts("fr"));
        assert_eq!(texts("xx"), texts("en"));
    }

    #[test]
    fn every_word_the_domain_says_has_its_text() {
        let mut keys: Vec<String> = Vec::new();
        let mut add = |prefix: &str, names: &mut dyn Iterator<Item = &str>| {
            keys.extend(names.map(|name| format!("{prefix}.{name}")));
        };
        add("reason", &mut Why::ALL.iter().map(|why| why.id()));
        add("reason", &mut ["rule"].into_iter());
        add("basis", &mut BASES.iter().map(|(name, _)| *name));
        add("remedy", &mut REMEDIES.iter().map(|(name, _)| *name));
        add("decision", &mut DECISIONS.iter().map(|(name, _)| *name));
        add("payer", &mut PAYERS.iter().map(|(name, _)| *name));
        add("evidence", &mut EVIDENCE.iter().map(|(name, _)| *name));
        add("problem", &mut KINDS.iter().map(|(name, _)| *name));
        add("event", &mut EventKind::ALL.iter().map(|kind| kind.name()));
        add(
            "status",
            &mut [
                "received",
                "needs_info",
                "under_review",
                "approved",
                "declined",
                "in_progress",
                "resolved",
                "withdrawn",
                "expired",
            ]
            .into_iter(),
        );
        add(
            "goods",
            &mut [
                "not_required",
                "awaiting",
                "in_transit",
                "received",
                "inspected",
                "returned_to_customer",
            ]
            .into_iter(),
        );
        add(
            "still_possible",
            &mut ["another_basis", "goodwill", "human_review", "dispute_body"].into_iter(),
        );
        for language in LANGUAGES {
            for key in &keys {
                assert!(texts(language).contains_key(key), "{language} lacks {key}");
            }
        }
    }

    #[test]
    fn no_reason_without_its_id_and_no_text_without_its_reason() {
        let ids: BTreeSet<&str> = Why::ALL.iter().map(|why| why.id()).collect();
        assert_eq!(ids.len(), Why::ALL.len());
        for key in texts("en")
            .keys()
            .filter_map(|key| key.strip_prefix("reason."))
        {
            assert!(
                key == "rule" || ids.contains(key),
                "reason.{key} is said by nothing"
            );
        }
    }
}
