//! `[[vars.RULES]]`: the shop's rules, read from top to bottom.

use crate::{
    policy::{
        Rule,
        file::{
            actions, conditions,
            conflicts::Placed,
            described::ACTIONS,
            problems::{entries, id},
            reader::{Reader, Table},
            shop::Known,
            variables::Parts,
        },
    },
    problem::Problem,
    verdict::Decision,
};
use serde_json::Value;

/// Rules of one shop: more than a person can keep in mind.
const MOST: usize = 500;

/// The rules, each with its place; none where there is no array to read.
pub(super) fn read(
    reader: &mut Reader,
    parts: &Parts,
    known: &Known,
    problems: &[Problem],
) -> Vec<Placed> {
    if parts.is_absent() {
        return Vec::new();
    }
    let mut rules: Vec<Placed> = Vec::new();
    for (path, entry) in entries(reader, parts, "RULES", MOST) {
        let Some(rule) = read_one(reader, entry, &path, known, problems) else {
            continue;
        };
        if rules.iter().any(|other| other.rule.id == rule.id) {
            reader.mistake(
                format!("{path}.id"),
                format!("\"{}\" again", rule.id),
                "an id of its own",
                None,
            );
        }
        rules.push(Placed { path, rule });
    }
    rules
}

fn read_one(
    reader: &mut Reader,
    value: &Value,
    path: &str,
    known: &Known,
    problems: &[Problem],
) -> Option<Rule> {
    let table = reader.table(value, path, &["id", "private", "when", "then"])?;
    let id = id(reader, &table);
    let private = reader.flag_if(&table, "private").unwrap_or_default();
    // Without conditions a rule always matches: a default of the shop.
    let when = reader.inner(&table, "when", &conditions::keys());
    let when = when
        .map(|when| conditions::read(reader, &when, known, problems))
        .unwrap_or_default();
    let keys = ACTIONS.map(|action| action.key);
    let expected = format!("at least one of: {}", keys.join(", "));
    let then_table = match table.get("then") {
        Some(_) => reader.inner(&table, "then", &keys),
        None => reader.missing(&table, "then", &expected),
    };
    let then_table = then_table?;
    if then_table.is_empty() {
        reader.mistake(
            then_table.path(),
            "a rule without an action",
            expected,
            None,
        );
    }
    let then = actions::read(reader, &then_table, known);
    let rule = Rule {
        id: id?,
        private,
        when,
        then,
    };
    check_privacy(reader, path, &then_table, &rule);
    check_sense(reader, path, &rule);
    Some(rule)
}

/// What the page cannot know must not change what it promises, but for the better.
fn check_privacy(reader: &mut Reader, path: &str, then: &Table<'_>, rule: &Rule) {
    if rule.when.asks_about_customer() && !rule.private {
        let found = "a condition on the customer's history in a rule that is not private";
        reader.mistake(
            path,
            found,
            "`private = true`: the page must not know the customer's history",
            None,
        );
    }
    let only_reviews = rule.then.decision == Some(Decision::Review) && then.keys().count() == 1;
    if rule.private && !only_reviews {
        let expected =
            "`decision = \"review\"` and nothing else: a private rule can only ask for a person";
        reader.mistake(
            then.path(),
            "other actions in a private rule",
            expected,
            None,
        );
    }
}

fn check_sense(reader: &mut Reader, path: &str, rule: &Rule) {
    match (rule.then.eligible, rule.then.decision) {
        (Some(false), Some(Decision::Approve)) => {
            let found = "`eligible = false` with `decision = \"approve\"`";
            reader.mistake(format!("{path}.then"), found, "one or the other", None);
        }
        (Some(true), Some(Decision::Decline)) => {
            let found = "`eligible = true` with `decision = \"decline\"`";
            reader.mistake(format!("{path}.then"), found, "one or the other", None);
        }
        _ => {}
    }
}
