//! A verdict in words: for the customer, then for the shop.

use claims::texts::Language;
use claims::verdict::{Entitlement, LineVerdict};
use serde::Serialize;

use super::Trial;

/// What the customer reads, line by line, and what the shop reads.
pub fn of(trial: &Trial) -> String {
    let mut text = String::from("What the customer reads\n");
    for line in &trial.verdict.lines {
        text.push_str(&for_customer(trial, line));
    }
    text.push_str("\nWhat the shop reads\n");
    for line in &trial.verdict.lines {
        text.push_str(&format!("\n  {}\n", title(trial, line)));
        for step in &line.trace {
            text.push_str(&format!("    {:<28} {} = {}\n", step.by, step.set, step.to));
        }
    }
    text
}

fn for_customer(trial: &Trial, line: &LineVerdict) -> String {
    let language = Language::of(&trial.locale);
    let mut text = format!(
        "\n  {}: {}\n",
        title(trial, line),
        said(language, "decision", line.decision)
    );
    for reason in &line.reasons {
        text.push_str(&format!("    {}\n", reason.text));
    }
    for given in &line.entitlements {
        text.push_str(&format!("    - {}\n", ground(language, given)));
    }
    if !line.missing_evidence.is_empty() {
        let kinds = line.missing_evidence.iter();
        let kinds: Vec<String> = kinds.map(|kind| said(language, "evidence", kind)).collect();
        text.push_str(&format!("    + {}\n", kinds.join(", ")));
    }
    for way in &line.still_possible {
        text.push_str(&format!(
            "    > {}\n",
            said(language, "still_possible", way)
        ));
    }
    text
}

fn title<'t>(trial: &'t Trial, line: &'t LineVerdict) -> &'t str {
    let bought = trial.order.line(&line.line);
    bought.map_or(line.line.as_str(), |bought| bought.title.as_str())
}

fn ground(language: Language, given: &Entitlement) -> String {
    let remedies = given.remedies.iter();
    let remedies: Vec<String> = remedies
        .map(|remedy| said(language, "remedy", remedy))
        .collect();
    format!(
        "{}{}: {}. {}.",
        said(language, "basis", given.basis),
        given
            .until
            .map(|until| format!(", {until}"))
            .unwrap_or_default(),
        remedies.join(", "),
        said(language, "payer", given.return_shipping)
    )
}

/// The text of a word of the domain: `remedy.refund`.
fn said(language: Language, list: &str, word: impl Serialize) -> String {
    let word = serde_json::to_value(word).unwrap_or_default();
    let key = format!("{list}.{}", word.as_str().unwrap_or_default());
    language.text(&key)
}
