//! Every key the widget says is in every language, and no text is carried to the customer that nobody says.

use super::texts_of;
use claims::{claim::Actor, problem::EvidenceKind, texts::LANGUAGES, verdict::Remedy};
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

pub(super) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The widget's own files of that extension, without tests and without the loader's table of texts.
fn sources(folder: &Path, extension: &str) -> Vec<String> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if path.is_dir() && !["tests", "stories"].contains(&name) {
            all.extend(sources(&path, extension));
        } else if path.extension().is_some_and(|is| is == extension)
            && !["tests.rs", "stories.rs", "first_texts.ts"].contains(&name)
        {
            let text = fs::read_to_string(&path).unwrap();
            let before_tests = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
            all.push(before_tests.to_owned());
        }
    }
    all
}

/// The quoted words of that form: `group.name`, perhaps with more parts. One that ends in `_` is only the start of a key.
pub(super) fn literals(sources: &[String]) -> BTreeSet<String> {
    let is_name =
        |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    sources
        .iter()
        .flat_map(|source| source.split('"'))
        .filter(|quoted| quoted.contains('.') && !quoted.ends_with('_'))
        .filter(|quoted| quoted.split('.').all(is_name))
        .map(str::to_owned)
        .collect()
}

/// The keys that are put together from a name.
fn computed() -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for by in ["order", "receipt", "serial"] {
        keys.insert(format!("find.{by}"));
    }
    for actor in [Actor::Customer, Actor::Shop, Actor::Carrier, Actor::Nobody] {
        keys.insert(format!("progress.turn_{}", crate::flow::actor_name(actor)));
    }
    for kind in [
        EvidenceKind::Photo,
        EvidenceKind::Video,
        EvidenceKind::Receipt,
        EvidenceKind::Serial,
        EvidenceKind::Statement,
    ] {
        let name = crate::read::kind_name(kind);
        keys.insert(format!("evidence.{name}"));
        keys.insert(format!("evidence.add_{name}"));
        keys.insert(format!("evidence.{name}_hint"));
    }
    for remedy in [
        Remedy::Repair,
        Remedy::Replace,
        Remedy::Exchange,
        Remedy::Refund,
        Remedy::PartialRefund,
        Remedy::StoreCredit,
        Remedy::SparePart,
        Remedy::Coupon,
    ] {
        let name = crate::read::remedy_name(remedy);
        keys.insert(format!("remedy.{name}"));
        keys.insert(format!("remedy.{name}_hint"));
    }
    keys
}

fn own_keys(language: &str) -> BTreeSet<String> {
    let file = root().join("texts").join(format!("{language}.json"));
    let texts: std::collections::BTreeMap<String, String> =
        serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
    texts.into_keys().collect()
}

#[test]
fn every_key_that_is_said_is_in_every_language() {
    let said = literals(&sources(&root().join("src"), "rs"));
    assert!(said.len() > 150, "the keys are found: {}", said.len());
    let groups: BTreeSet<String> = texts_of("en")
        .keys()
        .filter_map(|key| Some(key.split_once('.')?.0.to_owned()))
        .collect();
    for language in LANGUAGES {
        let texts = texts_of(language);
        let is_event = |key: &str| texts.contains_key(&format!("event.{key}"));
        for key in &said {
            let is_key = key
                .split_once('.')
                .is_some_and(|(group, _)| groups.contains(group));
            if is_key && !is_event(key) {
                assert!(texts.contains_key(key), "{language} lacks {key}");
            }
        }
        for key in computed() {
            assert!(texts.contains_key(&key), "{language} lacks {key}");
        }
    }
}

#[test]
fn no_text_is_carried_that_nobody_says() {
    let mut said = literals(&sources(&root().join("src"), "rs"));
    said.extend(literals(&sources(&root().join("loader"), "ts")));
    said.extend(computed());
    let unsaid: Vec<String> = own_keys("en").difference(&said).cloned().collect();
    assert!(unsaid.is_empty(), "{unsaid:?}");
}

#[test]
fn the_languages_have_the_same_keys_and_none_of_the_domain_s() {
    for language in LANGUAGES {
        assert_eq!(own_keys(language), own_keys("en"), "{language}");
        let domain: BTreeSet<String> = claims::texts::texts(language).keys().cloned().collect();
        let both: Vec<_> = own_keys(language).intersection(&domain).cloned().collect();
        assert!(both.is_empty(), "{language}: {both:?}");
    }
}

/// The screens' own texts of a language by key.
fn own_texts(language: &str) -> std::collections::BTreeMap<String, String> {
    let file = root().join("texts").join(format!("{language}.json"));
    serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap()
}

/// Signs that are held to their words, quotes of the language, and no sentence that ends in two full stops.
#[test]
fn every_language_is_set_as_its_readers_set_it() {
    for language in LANGUAGES {
        for (key, text) in own_texts(language) {
            let loose: &[&str] = match language {
                "fr" => &[" :", " ;", " ?", " !", "« ", " »", "“"],
                // A date ends in "г." or "р." there.
                "ru" | "uk" => &["{date}.", "“", "’s"],
                "de" | "pl" => &["«", "“{", "“ {", " :", " ?", " !"],
                "ar" => &["?", ",", ";", "“"],
                "es" | "it" => &["“", "„", " :", " ?", " !"],
                _ => &["«", "„", " :", " ?", " !"],
            };
            let wrong = ["'", "\"", "...", "  "].iter().chain(loose);
            for wrong in wrong {
                assert!(
                    !text.contains(wrong),
                    "{language} {key} has {wrong:?}: {text}"
                );
            }
            assert_eq!(text.trim(), text, "{language} {key}");
            if language == "es" {
                let signs = |sign| text.matches(sign).count();
                assert_eq!(signs('¿'), signs('?'), "{key}: {text}");
                assert_eq!(signs('¡'), signs('!'), "{key}: {text}");
            }
        }
    }
}

/// A sentence copied and never translated.
#[test]
fn no_screen_says_it_in_english() {
    let english = own_texts("en");
    // The same word in both languages.
    let same = [
        ("fr", "steps.evidence"),
        ("fr", "evidence.photo"),
        ("fr", "steps.remedy"),
        ("de", "steps.problem"),
        ("de", "check.problem"),
        ("de", "problem.serial"),
        ("it", "check.files"),
        ("pl", "steps.problem"),
        ("pl", "check.problem"),
    ];
    for language in LANGUAGES.into_iter().filter(|language| *language != "en") {
        for (key, text) in own_texts(language) {
            let is_same = english[&key] == text && text.chars().any(char::is_alphabetic);
            assert!(
                !is_same || same.contains(&(language, &key)) || text.starts_with('{'),
                "{language} {key}: \"{text}\" is English"
            );
        }
    }
}
