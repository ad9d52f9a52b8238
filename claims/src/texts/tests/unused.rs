//! No text is kept, and translated, that nothing says.
//!
//! A key is said where the sources quote it, or quote how it is put together: `policy.row.{name}` says
//! `policy.row.time` where `"time"` is quoted too.

use crate::{
    policy::why::Why,
    status::EventKind,
    texts::{tests::counted, texts},
};
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// Who says texts of the domain.
const READERS: [&str; 4] = ["claims/src", "edge/src", "widget/src", "xtask/src/policy"];

/// Groups whose words are those of the JSON: `every_word_the_domain_says_has_its_text` lists them.
const BY_THEIR_JSON: [&str; 4] = ["status", "next", "still_possible", "decision"];

/// What follows a fact's name in the key of a condition, and in the policy after a line: `price_below`.
const ENDS: [&str; 6] = ["at_least", "at_most", "above", "below", "from", "until"];

/// Everything in quotes under that folder, tests apart.
fn quoted(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap();
        if ["tests", "stories", "written"].contains(&name) {
            continue;
        }
        if path.is_dir() {
            quoted(&path, found);
        } else if path.extension().is_some_and(|is| is == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            let own = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
            let lines = own.lines().filter(|line| !line.trim().starts_with("//"));
            for line in lines {
                found.extend(line.split('"').skip(1).step_by(2).map(str::to_owned));
            }
        }
    }
}

/// `policy.then.{what}.{which}` is `policy.then.keep.yes`, where `keep` and `yes` are quoted.
fn is_put_together(pattern: &str, key: &str, quoted: &BTreeSet<String>) -> bool {
    let (pattern, key) = (pattern.split('.'), key.split('.'));
    pattern.clone().count() == key.clone().count()
        && pattern
            .zip(key)
            .all(|(part, word)| part == word || part.starts_with('{') && quoted.contains(word))
}

/// `condition.price.below` is said of `price_below`, `condition.gift.yes` of `gift`.
fn is_condition(key: &str, quoted: &BTreeSet<String>) -> bool {
    match key.split_once('.') {
        None => quoted.contains(key),
        Some((fact, "yes" | "no")) => quoted.contains(fact),
        Some((fact, end)) => ENDS.contains(&end) && quoted.contains(&format!("{fact}_{end}")),
    }
}

fn is_event(event: &str) -> bool {
    let answers = ["", ".accepted", ".declined"];
    EventKind::ALL.iter().any(|kind| {
        let rest = event.strip_prefix(kind.name());
        rest.is_some_and(|rest| answers.contains(&rest))
    })
}

fn is_said(key: &str, quoted: &BTreeSet<String>) -> bool {
    let (group, rest) = key.split_once('.').unwrap();
    let mut patterns = quoted.iter().filter(|it| it.starts_with(group));
    let by_name = match group {
        "reason" => Why::ALL.iter().any(|why| why.id() == rest),
        "event" => is_event(rest),
        "condition" => is_condition(rest, quoted),
        // An order may go to any country.
        "country" => true,
        _ if BY_THEIR_JSON.contains(&group) => {
            quoted.contains(group) || quoted.contains(&format!("{group}."))
        }
        _ => quoted.contains(group) && quoted.contains(rest),
    };
    by_name || quoted.contains(key) || patterns.any(|it| is_put_together(it, key, quoted))
}

#[test]
fn no_text_is_kept_that_nothing_says() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let mut all = BTreeSet::new();
    for reader in READERS {
        quoted(&root.parent().unwrap().join(reader), &mut all);
    }
    assert!(all.len() > 1_000, "the sources were read");
    let keys: BTreeSet<&str> = texts("en").keys().map(|key| counted(key).0).collect();
    let unsaid: Vec<_> = keys.into_iter().filter(|key| !is_said(key, &all)).collect();
    assert!(unsaid.is_empty(), "nothing says {unsaid:?}");
}

#[test]
fn a_key_is_said_by_its_quote_or_by_what_puts_it_together() {
    let words = [
        "a.b",
        "policy.row.{name}",
        "time",
        "price_below",
        "gift",
        "trait",
        "digital",
    ];
    let quoted: BTreeSet<String> = words.into_iter().map(str::to_owned).collect();
    for said in [
        "a.b",
        "policy.row.time",
        "condition.price.below",
        "condition.gift.no",
        "trait.digital",
    ] {
        assert!(is_said(said, &quoted), "{said}");
    }
    for unsaid in [
        "a.c",
        "policy.row.other",
        "policy.by.time",
        "condition.price.above",
        "condition.price.at_most",
        "trait.other",
        "event.none",
        "reason.none",
        "status.received",
    ] {
        assert!(!is_said(unsaid, &quoted), "{unsaid}");
    }
}
