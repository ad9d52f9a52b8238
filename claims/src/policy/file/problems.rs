//! `[[vars.PROBLEMS]]`: what customers can choose from, or a list of ours where the shop writes none.

use crate::{
    body::shortened,
    few::Few,
    locale::Localized,
    policy::file::{
        reader::{Reader, Table},
        shop::Known,
        variables::Parts,
    },
    problem::{EvidenceKind, Problem, ProblemKind},
    texts::texts,
    words::{EVIDENCE, KINDS},
};
use serde_json::Value;

/// Problems of one shop.
const MOST: usize = 100;

/// The shop's list, or the default one. With a mistake in it, the good ones: rules may speak of them.
pub(super) fn read(reader: &mut Reader, parts: &Parts, known: &Known) -> Vec<Problem> {
    if parts.is_absent() {
        return KINDS
            .iter()
            .map(|(id, kind)| by_default(id, *kind, known))
            .collect();
    }
    let mut problems: Vec<Problem> = Vec::new();
    for (path, entry) in entries(reader, parts, "PROBLEMS", MOST) {
        let Some(problem) = read_one(reader, entry, &path, known) else {
            continue;
        };
        if problems.iter().any(|other| other.id == problem.id) {
            reader.mistake(
                format!("{path}.id"),
                format!("\"{}\" again", problem.id),
                "an id of its own",
                None,
            );
        }
        problems.push(problem);
    }
    problems
}

/// The entries of an array of tables, each with its path; the array may stand in several variables.
pub(super) fn entries<'v>(
    reader: &mut Reader,
    parts: &'v Parts,
    name: &str,
    most: usize,
) -> Vec<(String, &'v Value)> {
    let mut all = Vec::new();
    for (variable, value) in parts.named(name) {
        let Value::Array(entries) = value else {
            let expected = format!("an array of tables, each headed [[vars.{variable}]]");
            let found = if value.is_object() {
                format!("a table, headed [vars.{variable}]")
            } else {
                "no array".to_owned()
            };
            reader.mistake(variable, found, expected, None);
            continue;
        };
        if entries.is_empty() && name == "PROBLEMS" {
            reader.mistake(
                variable.as_str(),
                "an empty list",
                "at least one problem, or no list at all for the default one",
                None,
            );
        }
        let entries = entries.iter().enumerate();
        all.extend(entries.map(|(n, entry)| (format!("{variable}[{n}]"), entry)));
    }
    if all.len() > most {
        reader.mistake(
            name,
            format!("{} entries", all.len()),
            format!("at most {most}"),
            None,
        );
        all.truncate(most);
    }
    all
}

fn read_one(reader: &mut Reader, value: &Value, path: &str, known: &Known) -> Option<Problem> {
    let table = reader.table(
        value,
        path,
        &["id", "kind", "categories", "text", "tip", "evidence"],
    )?;
    let id = id(reader, &table);
    let kind = match table.get("kind") {
        Some(_) => reader.word_if(&table, "kind", &KINDS),
        None => reader.missing(
            &table,
            "kind",
            &format!("one of: {}", KINDS.map(|(word, _)| word).join(", ")),
        ),
    };
    let categories = reader.names(&table, "categories");
    let text = match table.get("text") {
        Some(_) => localized(reader, &table, "text", known),
        None => reader.missing(&table, "text", "what the customer reads, in each language"),
    };
    let tip = localized(reader, &table, "tip", known);
    let evidence = evidence_list(reader, &table, "evidence").unwrap_or_default();
    Some(Problem {
        id: id?,
        kind: kind?,
        categories,
        text: text?,
        tip,
        evidence,
    })
}

/// A list that may be empty: `evidence = []` asks for nothing.
pub(super) fn evidence_list(
    reader: &mut Reader,
    table: &Table<'_>,
    key: &str,
) -> Option<Vec<EvidenceKind>> {
    let asks_nothing = table.get(key)?.as_array().is_some_and(Vec::is_empty);
    Some(if asks_nothing {
        Vec::new()
    } else {
        reader.words(table, key, &EVIDENCE)
    })
}

/// An id: what logs, webhooks and links can carry.
pub(super) fn id(reader: &mut Reader, table: &Table<'_>) -> Option<String> {
    const EXPECTED: &str =
        "up to 64 small letters, digits, `-` and `_`, such as \"does-not-charge\"";
    let id = reader.text(table, "id", EXPECTED)?;
    let fits = |sign: u8| {
        sign.is_ascii_lowercase() || sign.is_ascii_digit() || matches!(sign, b'-' | b'_')
    };
    if id.len() <= 64 && id.bytes().all(fits) {
        return Some(id);
    }
    let meant: String = id
        .to_lowercase()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join("-")
        .bytes()
        .filter(|sign| fits(*sign))
        .map(char::from)
        .collect();
    let meant = Some(meant.as_str()).filter(|meant| !meant.is_empty() && meant.len() <= 64);
    reader.mistake(
        table.at("id"),
        format!("\"{}\"", shortened(&id)),
        EXPECTED,
        meant,
    );
    None
}

/// A text in each of the shop's languages, where there is one. One text alone is for shops of one language.
pub(super) fn localized(
    reader: &mut Reader,
    table: &Table<'_>,
    key: &str,
    known: &Known,
) -> Option<Localized> {
    let value = table.get(key)?;
    if let (Value::String(_), [only]) = (value, known.locales.as_slice()) {
        let text = reader.text_if(table, key, "a text")?;
        return Some(Localized(Few::from([(only.clone(), text)])));
    }
    if value.is_string() {
        let meant = known
            .locales
            .iter()
            .map(|locale| format!("{locale} = \"…\""))
            .collect::<Vec<_>>()
            .join(", ");
        reader.mistake(
            table.at(key),
            "one text",
            format!("one for each language: {{ {meant} }}"),
            None,
        );
        return None;
    }
    let locales: Vec<&str> = known.locales.iter().map(String::as_str).collect();
    let inner = reader.inner(table, key, &locales)?;
    let mut texts = Few::default();
    for locale in locales {
        let text = reader.text(&inner, locale, "the text in this language");
        texts.extend(text.map(|text| (locale.to_owned(), text)));
    }
    Some(Localized(texts))
}

fn by_default(id: &str, kind: ProblemKind, known: &Known) -> Problem {
    let in_each = |key: &str| -> Few<String> {
        let text = |locale: &String| Some((locale.clone(), texts(locale).get(key)?.clone()));
        known.locales.iter().filter_map(text).collect()
    };
    let tip = in_each(&format!("problem.{id}.tip"));
    let evidence = match kind {
        ProblemKind::NotAsDescribed
        | ProblemKind::Defective
        | ProblemKind::DamagedInTransit
        | ProblemKind::WrongItem => vec![EvidenceKind::Photo],
        ProblemKind::ChangedMind
        | ProblemKind::DoesNotFit
        | ProblemKind::MissingParts
        | ProblemKind::Other => Vec::new(),
    };
    Problem {
        id: id.to_owned(),
        kind,
        categories: Vec::new(),
        text: Localized(in_each(&format!("problem.{id}"))),
        tip: Some(Localized(tip)).filter(|tip| !tip.0.is_empty()),
        evidence,
    }
}
