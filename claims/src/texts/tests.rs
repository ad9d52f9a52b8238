//! Every language says everything, with the same facts, in forms for all its counts, and in its own words.

use super::*;
use crate::{
    policy::why::Why,
    status::EventKind,
    words::{BASES, DECISIONS, EVIDENCE, KINDS, PAYERS, REMEDIES, TRAITS},
};
use std::collections::{BTreeMap, BTreeSet};

mod unused;

const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// Texts that are the same in English and there, and right in both.
const SAME_IN_ENGLISH: [(&str, &str); 8] = [
    ("fr", "evidence.photo"),
    ("fr", "statement.email"),
    ("fr", "statement.description"),
    ("de", "statement.name"),
    ("de", "statement.problem"),
    ("it", "statement.email"),
    ("pl", "statement.email"),
    ("pl", "statement.problem"),
];

fn placeholders(text: &str) -> BTreeSet<&str> {
    text.split('{')
        .skip(1)
        .filter_map(|rest| Some(rest.split_once('}')?.0))
        .collect()
}

/// The key without a category of counts, and whether it had one. Every language counts to one.
fn counted(key: &str) -> (&str, bool) {
    let has_one = |stem: &str| texts("en").contains_key(&format!("{stem}.one"));
    match key.rsplit_once('.') {
        Some((stem, category)) if CATEGORIES.contains(&category) && has_one(stem) => (stem, true),
        _ => (key, false),
    }
}

/// The facts of each key, the forms of a count taken together.
fn facts(language: &str) -> BTreeMap<(&'static str, bool), BTreeSet<&'static str>> {
    let mut facts: BTreeMap<_, BTreeSet<&str>> = BTreeMap::new();
    for (key, text) in texts(language) {
        facts
            .entry(counted(key))
            .or_default()
            .extend(placeholders(text));
    }
    facts
}

#[test]
fn every_language_has_the_same_keys_with_the_same_facts() {
    let english = facts("en");
    assert!(english.len() > 100, "the file was read");
    for language in LANGUAGES {
        let other = facts(language);
        for (key, said) in &english {
            assert_eq!(other.get(key), Some(said), "{language} {key:?}");
        }
        let more: Vec<_> = other
            .keys()
            .filter(|key| !english.contains_key(*key))
            .collect();
        assert!(more.is_empty(), "{language} {more:?}");
        for (key, text) in texts(language) {
            assert!(!text.trim().is_empty(), "{language} {key}");
        }
    }
    assert_eq!(texts("fr-CA"), texts("fr"));
    assert_eq!(texts("xx"), texts("en"));
}

#[test]
fn a_text_with_a_count_has_a_form_for_every_count_and_no_other() {
    for language in LANGUAGES {
        let needed: BTreeSet<&str> = (0..200).map(|count| plural(language, count)).collect();
        let mut forms: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for (key, text) in texts(language) {
            if let (stem, true) = counted(key) {
                let category = key.rsplit('.').next().unwrap_or_default();
                forms.entry(stem).or_default().insert(category);
                // Only one day may be said without its number, "the first day", and two where the language has a dual.
                assert!(
                    ["one", "two"].contains(&category) || text.contains("{count}"),
                    "{language} {key} does not say its count"
                );
            }
        }
        for (stem, categories) in forms {
            assert_eq!(categories, needed, "{language} {stem}");
        }
    }
}

/// A slip is easy to make and hard to see: a sentence copied and never translated.
#[test]
fn no_language_says_it_in_english() {
    for language in LANGUAGES.into_iter().skip(1) {
        for (key, text) in texts(language) {
            let own = text.split(['{', '}']).step_by(2);
            let letters = own
                .flat_map(str::chars)
                .filter(|c| c.is_alphabetic())
                .count();
            let known = SAME_IN_ENGLISH
                .iter()
                .any(|(code, same)| *code == language && same == key);
            let is_name = key.starts_with("country.");
            let is_same = texts("en").get(key) == Some(text) && !is_name;
            assert!(
                !is_same || known || letters < 4,
                "{language} {key}: \"{text}\" is English"
            );
        }
        for (code, key) in SAME_IN_ENGLISH {
            assert!(
                code != language || texts(language).get(key) == texts("en").get(key),
                "{language} {key} is translated now"
            );
        }
    }
}

/// A colon that begins a line is French typography gone wrong.
#[test]
fn french_signs_are_held_to_their_words() {
    for (key, text) in texts("fr") {
        for loose in [" :", " ;", " ?", " !", "« ", " »"] {
            assert!(!text.contains(loose), "{key}: {text}");
        }
    }
}

/// "2026 г." and "2026 р." end in a full stop of their own.
#[test]
fn no_sentence_ends_with_a_date_that_has_its_own_full_stop() {
    for language in ["uk", "ru"] {
        for (key, text) in texts(language) {
            assert!(!text.contains("{until}."), "{language} {key}: {text}");
        }
    }
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
    let statuses =
        "received needs_info under_review approved declined in_progress resolved withdrawn expired";
    add("status", &mut statuses.split(' '));
    let ways = "another_basis goodwill human_review dispute_body";
    add("still_possible", &mut ways.split(' '));
    add("said", &mut REMEDIES.iter().map(|(name, _)| *name));
    add("trait", &mut TRAITS.iter().map(|(name, _)| *name));
    for language in LANGUAGES {
        for key in &keys {
            let said = texts(language).contains_key(key);
            let by_count = CATEGORIES
                .iter()
                .any(|category| texts(language).contains_key(&format!("{key}.{category}")));
            assert!(said || by_count, "{language} lacks {key}");
        }
    }
}

#[test]
fn no_reason_without_its_id_and_no_text_without_its_reason() {
    let ids: BTreeSet<&str> = Why::ALL.iter().map(|why| why.id()).collect();
    assert_eq!(ids.len(), Why::ALL.len());
    for key in texts("en")
        .keys()
        .filter_map(|key| counted(key).0.strip_prefix("reason."))
    {
        assert!(
            key == "rule" || ids.contains(key),
            "reason.{key} is said by nothing"
        );
    }
}
