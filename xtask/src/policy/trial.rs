//! `cargo xtask policy try`: what a policy makes of one claim, as the edge would decide it.

mod words;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use claims::civil::Date;
use claims::draft::{read_draft, validate};
use claims::explain::explain;
use claims::order::{self, OrderFacts};
use claims::policy::file::check;
use claims::policy::{Case, Policy, judge};
use claims::shop::Shop;
use claims::texts::{Language, plural};
use claims::verdict::Verdict;
use claims::wire::{FieldError, Limits, Unreadable};
use lexopt::{Arg, ValueExt};

use super::variables;
use crate::terminal::say;
use crate::trouble::Trouble;

/// What is tried, by the command line.
#[derive(Debug, Default)]
struct Wanted {
    config: Option<PathBuf>,
    order: Option<PathBuf>,
    draft: Option<PathBuf>,
    today: Option<String>,
    locale: Option<String>,
}

/// The claim, judged.
struct Trial {
    verdict: Verdict,
    order: OrderFacts,
    locale: String,
}

/// Prints the verdict as JSON on standard output, and in words beside it.
pub fn run(arguments: lexopt::Parser) -> Result<(), Trouble> {
    let trial = tried(&Wanted::parse(arguments)?)?;
    let json = serde_json::to_string_pretty(&trial.verdict).unwrap_or_default();
    say(json);
    eprintln!("\n{}", words::of(&trial));
    Ok(())
}

impl Wanted {
    fn parse(mut arguments: lexopt::Parser) -> Result<Self, Trouble> {
        let mut wanted = Self::default();
        while let Some(argument) = arguments.next()? {
            match argument {
                Arg::Long("config") => wanted.config = Some(arguments.value()?.into()),
                Arg::Long("order") => wanted.order = Some(arguments.value()?.into()),
                Arg::Long("draft") => wanted.draft = Some(arguments.value()?.into()),
                Arg::Long("today") => wanted.today = Some(arguments.value()?.string()?),
                Arg::Long("locale") => wanted.locale = Some(arguments.value()?.string()?),
                other @ (Arg::Short(_) | Arg::Long(_) | Arg::Value(_)) => {
                    return Err(other.unexpected().into());
                }
            }
        }
        Ok(wanted)
    }
}

/// Reads all that is given, so that the mistakes of all are told, then judges.
fn tried(wanted: &Wanted) -> Result<Trial, Trouble> {
    let mut mistakes = Vec::new();
    let config = told(&mut mistakes, read_config(wanted.config.as_deref()));
    let order = told(&mut mistakes, read_order(wanted.order.as_deref()));
    let draft = told(&mut mistakes, read_claim(wanted.draft.as_deref()));
    let today = told(&mut mistakes, read_today(wanted.today.as_deref()));
    let (Some((shop, policy)), Some(order), Some(draft), Some(today)) =
        (config, order, draft, today)
    else {
        return Err(Trouble::Findings(mistakes.join("\n")));
    };
    let all = BTreeMap::new();
    let valid = validate(&draft, &order, &all, &policy, &Limits::standard(), today)
        .map_err(|errors| Trouble::Findings(fields("--draft", &errors).join("\n")))?;
    let locale = wanted.locale.clone().unwrap_or(draft.locale);
    let locale = locale_of(&shop, &locale)?;
    let (draft, order) = valid.into_parts();
    let case = Case {
        order: &order,
        lines: &draft.lines,
        files: &draft.files,
        locale: &locale,
        today,
    };
    let mut verdict = judge(&policy, &case);
    let language = Language::of(&locale);
    explain(
        &mut verdict,
        &|key| language.find(key),
        &|fact| language.fact(fact),
        &|count| plural(language.code, count).to_owned(),
    );
    Ok(Trial {
        verdict,
        order,
        locale,
    })
}

/// What was read, or one more mistake.
fn told<T>(mistakes: &mut Vec<String>, read: Result<T, Vec<String>>) -> Option<T> {
    read.map_err(|lines| mistakes.extend(lines)).ok()
}

fn read_config(file: Option<&Path>) -> Result<(Shop, Policy), Vec<String>> {
    let file = given("--config", file)?;
    let config = variables::of_file(file).map_err(|trouble| vec![trouble.to_string()])?;
    let checked = check(&config);
    let lines = checked.mistakes.iter().map(|it| format!("--config: {it}"));
    checked.config.ok_or_else(|| lines.collect())
}

fn read_order(file: Option<&Path>) -> Result<OrderFacts, Vec<String>> {
    let read =
        order::read_order(&text_of("--order", file)?).map_err(|it| unreadable("--order", it))?;
    if read.unknown.is_empty() {
        return Ok(read.facts);
    }
    // The edge reads over them; who tries a policy wants to know.
    Err(fields("--order", &read.unknown))
}

fn read_claim(file: Option<&Path>) -> Result<claims::draft::ClaimDraft, Vec<String>> {
    read_draft(&text_of("--draft", file)?).map_err(|it| unreadable("--draft", it))
}

fn unreadable(option: &str, unreadable: Unreadable) -> Vec<String> {
    match unreadable {
        Unreadable::NotJson(error) => vec![format!("{option}: {error}")],
        Unreadable::Fields(errors) => fields(option, &errors),
    }
}

fn read_today(text: Option<&str>) -> Result<Date, Vec<String>> {
    let text =
        text.ok_or_else(|| vec!["--today is missing: a day such as 2026-11-21".to_owned()])?;
    let wrong = || {
        vec![format!(
            "--today: found `{text}`, expected a day such as 2026-11-21"
        )]
    };
    Date::parse(text).ok_or_else(wrong)
}

fn text_of(option: &str, file: Option<&Path>) -> Result<String, Vec<String>> {
    let file = given(option, file)?;
    fs::read_to_string(file).map_err(|error| vec![Trouble::reading(file)(error).to_string()])
}

fn given<'f>(option: &str, file: Option<&'f Path>) -> Result<&'f Path, Vec<String>> {
    file.ok_or_else(|| vec![format!("{option} is missing: a file")])
}

fn fields(option: &str, errors: &[FieldError]) -> Vec<String> {
    let line = |error: &FieldError| format!("{option}: {}: {}", error.pointer, error.detail);
    errors.iter().map(line).collect()
}

/// One of the shop's languages.
fn locale_of(shop: &Shop, wanted: &str) -> Result<String, Trouble> {
    let base = wanted.split('-').next().unwrap_or(wanted);
    let near = |locale: &&claims::locale::Locale| locale.0 == wanted || locale.0 == base;
    if let Some(locale) = shop.locales.iter().find(near) {
        return Ok(locale.0.clone());
    }
    let all: Vec<&str> = shop
        .locales
        .iter()
        .map(|locale| locale.0.as_str())
        .collect();
    Err(Trouble::Findings(format!(
        "--locale: found `{wanted}`, expected one of the shop's languages: {}",
        all.join(", ")
    )))
}

#[cfg(test)]
mod tests;
