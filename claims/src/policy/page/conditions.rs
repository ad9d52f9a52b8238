//! A rule's condition as a clause: `the item costs less than €30`.
//!
//! The clause is chosen by the fact's name, `condition.price`, and by what there is of it: yes or no, above or below,
//! from or until, at least or at most.

use crate::{
    civil::Date,
    money::Money,
    policy::{Condition, Subject, Test, page::speaker::Speaker},
    problem::EvidenceKind,
    texts::Language,
    words::EVIDENCE,
};

pub(super) fn said(speaker: Speaker<'_>, Condition(subject, test): &Condition) -> String {
    let key = match (subject, test) {
        // `discounted = true`: any discount at all.
        (Subject::Discount, Test::AtLeast(1) | Test::AtMost(0)) => {
            "condition.discounted".to_owned()
        }
        (subject, _) => format!("condition.{}", name(*subject)),
    };
    match test {
        Test::AtLeast(number) => numbered(speaker, &key, *number, true),
        Test::AtMost(number) => numbered(speaker, &key, *number, false),
        Test::AnyOf(words) => {
            let words = named(speaker, *subject, words);
            speaker.fill(&key, &[("list", &speaker.language.any_of(&words))])
        }
        Test::AllOf(words) => {
            let words = named(speaker, *subject, words);
            speaker.fill(&key, &[("list", &speaker.language.all_of(&words))])
        }
    }
}

/// Its name in JSON, which is its name in the texts.
pub(super) fn name(subject: Subject) -> String {
    let name = serde_json::to_value(subject).ok();
    let name = name.as_ref().and_then(|name| name.as_str());
    name.unwrap_or_default().to_owned()
}

fn numbered(speaker: Speaker<'_>, key: &str, number: i64, is_least: bool) -> String {
    let language = speaker.language;
    let one_of = |least: &str, most: &str| format!("{key}.{}", if is_least { least } else { most });
    let is_there = |key: &String| language.find(key).is_some();
    if let Some(key) = Some(one_of("yes", "no")).filter(is_there) {
        return language.text(&key);
    }
    if let Some(key) = Some(one_of("above", "below")).filter(is_there) {
        // `price_below = "30 EUR"` is kept as at most 29.99.
        let amount_minor = if is_least { number - 1 } else { number + 1 };
        let currency = speaker.policy.currency.clone();
        let money = language.money(&Money {
            amount_minor,
            currency,
        });
        return language.fill(&key, &[("money", &money)]);
    }
    if let Some(key) = Some(one_of("from", "until")).filter(is_there) {
        let days = i32::try_from(number).unwrap_or_default();
        let date = language.date(Date::of(1970, 1, 1).add_days(days));
        return language.fill(&key, &[("date", &date)]);
    }
    let count = u32::try_from(number).unwrap_or_default();
    language.counted(&one_of("at_least", "at_most"), count, &[])
}

/// Words of the lists we know in the reader's language, the shop's own words as they are.
fn named(speaker: Speaker<'_>, subject: Subject, words: &[String]) -> Vec<String> {
    let language = speaker.language;
    let known = |group: &str, word: &String| {
        let text = language.find(&format!("{group}.{word}"));
        text.map_or_else(|| speaker.quoted(word), str::to_owned)
    };
    let name = name(subject);
    let word = |word: &String| match name.as_str() {
        "problem" | "kind" => speaker.quoted(&problem(speaker, word)),
        "requested" => known("said", word),
        group @ ("trait" | "buyer" | "country") => known(group, word),
        "evidence" => speaker.evidence(&evidence(word)),
        "locale" => Language::of(word).text("policy.language"),
        _ => speaker.quoted(word),
    };
    words.iter().map(word).collect()
}

fn evidence(word: &str) -> Vec<EvidenceKind> {
    let kinds = EVIDENCE.iter().filter(|(name, _)| *name == word);
    kinds.map(|(_, kind)| *kind).collect()
}

/// The words a customer chooses the problem by.
fn problem(speaker: Speaker<'_>, word: &str) -> String {
    let code = speaker.language.code;
    let own = speaker.policy.problem(word);
    let text = own.map(|problem| problem.text.get(code).to_owned());
    text.unwrap_or_else(|| speaker.text(&format!("problem.{word}")))
}
