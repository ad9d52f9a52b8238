//! `[[vars.RULES]]`: the shop's rules, read from top to bottom.

use crate::{
    body::shortened,
    nearest::nearest,
    policy::{
        Rule, Then, When, Window,
        file::{
            names,
            problems::{entries, evidence_list, id, localized},
            quantities::{fee_if, money_if},
            reader::{Reader, Table},
            shop::Known,
            terms::window,
            variables::Parts,
        },
    },
    problem::Problem,
    verdict::Decision,
    words::{BUYERS, DECISIONS, EVIDENCE, KINDS, PAYERS, REMEDIES, TRAITS},
};
use serde_json::Value;

/// Rules of one shop: more than a person can keep in mind.
const MOST: usize = 500;
/// Days a condition may count: longer than any guarantee.
const DAYS: std::ops::RangeInclusive<u32> = 0..=36_500;

pub(super) const CONDITIONS: [&str; 37] = [
    "problem",
    "kind",
    "category",
    "product_type",
    "sku",
    "tag",
    "vendor",
    "trait",
    "price_below",
    "price_above",
    "quantity_at_least",
    "quantity_at_most",
    "country",
    "channel",
    "days_since_delivery_at_most",
    "days_since_delivery_at_least",
    "days_since_order_at_most",
    "days_since_order_at_least",
    "ordered_from",
    "ordered_until",
    "order_value_above",
    "order_value_below",
    "claimed_amount_above",
    "claimed_amount_below",
    "buyer",
    "informed_of_withdrawal",
    "verified",
    "opened",
    "seal_broken",
    "serial_given",
    "requested",
    "evidence",
    "locale",
    "earlier_claims_at_least",
    "orders_at_most",
    "customer_tag",
    "customer_blocked",
];

pub(super) const ACTIONS: [&str; 9] = [
    "eligible",
    "text",
    "window",
    "remedies",
    "decision",
    "evidence",
    "return_shipping",
    "fee",
    "keep_item",
];

/// The rules; `None` where there is no array to read.
pub(super) fn read(
    reader: &mut Reader,
    parts: &Parts,
    known: &Known,
    problems: &[Problem],
) -> Option<Vec<Rule>> {
    if parts.is_absent() {
        return None;
    }
    let mut rules: Vec<Rule> = Vec::new();
    for (path, entry) in entries(reader, parts, "RULES", MOST) {
        let Some(rule) = read_one(reader, entry, &path, known, problems) else {
            continue;
        };
        if rules.iter().any(|other| other.id == rule.id) {
            reader.mistake(
                format!("{path}.id"),
                format!("\"{}\" again", rule.id),
                "an id of its own",
                None,
            );
        }
        rules.push(rule);
    }
    Some(rules)
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
    let when = reader.inner(&table, "when", &CONDITIONS);
    let when = when
        .map(|when| conditions(reader, &when, known, problems))
        .unwrap_or_default();
    let then_table = match table.get("then") {
        Some(_) => reader.inner(&table, "then", &ACTIONS),
        None => reader.missing(
            &table,
            "then",
            &format!("at least one of: {}", ACTIONS.join(", ")),
        ),
    };
    let then_table = then_table?;
    if then_table.is_empty() {
        let expected = format!("at least one of: {}", ACTIONS.join(", "));
        reader.mistake(
            then_table.path(),
            "a rule without an action",
            expected,
            None,
        );
    }
    let then = actions(reader, &then_table, known);
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
    let when = &rule.when;
    let mut none_fits = |least: Option<u32>, most: Option<u32>, what: &str| {
        if let (Some(least), Some(most)) = (least, most)
            && least > most
        {
            let found = format!("{what} at least {least} and at most {most}");
            reader.mistake(
                format!("{path}.when"),
                found,
                "a range that something can be in",
                None,
            );
        }
    };
    none_fits(
        when.days_since_delivery_at_least,
        when.days_since_delivery_at_most,
        "days since delivery",
    );
    none_fits(
        when.days_since_order_at_least,
        when.days_since_order_at_most,
        "days since the order",
    );
    none_fits(
        when.quantity_at_least,
        when.quantity_at_most,
        "a quantity of",
    );
}

fn conditions(reader: &mut Reader, table: &Table<'_>, known: &Known, problems: &[Problem]) -> When {
    When {
        problem: problem_names(reader, table, problems),
        kind: reader.words(table, "kind", &KINDS),
        category: reader.names(table, "category"),
        product_type: reader.names(table, "product_type"),
        sku: reader.names(table, "sku"),
        tag: reader.names(table, "tag"),
        vendor: reader.names(table, "vendor"),
        line_trait: reader.words(table, "trait", &TRAITS),
        price_below: money_if(reader, table, "price_below", known),
        price_above: money_if(reader, table, "price_above", known),
        quantity_at_least: reader.number_if(table, "quantity_at_least", 1..=10_000, "units"),
        quantity_at_most: reader.number_if(table, "quantity_at_most", 1..=10_000, "units"),
        country: names::countries(reader, table, "country"),
        channel: reader.names(table, "channel"),
        days_since_delivery_at_most: reader.number_if(
            table,
            "days_since_delivery_at_most",
            DAYS,
            "days",
        ),
        days_since_delivery_at_least: reader.number_if(
            table,
            "days_since_delivery_at_least",
            DAYS,
            "days",
        ),
        days_since_order_at_most: reader.number_if(table, "days_since_order_at_most", DAYS, "days"),
        days_since_order_at_least: reader.number_if(
            table,
            "days_since_order_at_least",
            DAYS,
            "days",
        ),
        ordered_from: reader.date_if(table, "ordered_from"),
        ordered_until: reader.date_if(table, "ordered_until"),
        order_value_above: money_if(reader, table, "order_value_above", known),
        order_value_below: money_if(reader, table, "order_value_below", known),
        claimed_amount_above: money_if(reader, table, "claimed_amount_above", known),
        claimed_amount_below: money_if(reader, table, "claimed_amount_below", known),
        buyer: reader.word_if(table, "buyer", &BUYERS),
        informed_of_withdrawal: reader.flag_if(table, "informed_of_withdrawal"),
        verified: reader.flag_if(table, "verified"),
        opened: reader.flag_if(table, "opened"),
        seal_broken: reader.flag_if(table, "seal_broken"),
        serial_given: reader.flag_if(table, "serial_given"),
        requested: reader.words(table, "requested", &REMEDIES),
        evidence: reader.words(table, "evidence", &EVIDENCE),
        locale: locales(reader, table, known),
        earlier_claims_at_least: reader.number_if(
            table,
            "earlier_claims_at_least",
            1..=10_000,
            "claims",
        ),
        orders_at_most: reader.number_if(table, "orders_at_most", 1..=10_000, "orders"),
        customer_tag: reader.names(table, "customer_tag"),
        customer_blocked: reader.flag_if(table, "customer_blocked"),
    }
}

/// Ids of the shop's problems, or kinds.
fn problem_names(reader: &mut Reader, table: &Table<'_>, problems: &[Problem]) -> Vec<String> {
    let known: Vec<&str> = problems
        .iter()
        .map(|problem| problem.id.as_str())
        .chain(KINDS.iter().map(|(kind, _)| *kind))
        .collect();
    let mut names = Vec::new();
    for (path, name) in reader.texts(table, "problem", "the id of a problem, or a kind") {
        if known.contains(&name.as_str()) {
            names.push(name);
        } else {
            let meant = nearest(&name, known.iter().copied());
            let found = format!("\"{}\"", shortened(&name));
            reader.mistake(
                path,
                found,
                "the id of one of PROBLEMS, or a kind such as \"defective\"",
                meant,
            );
        }
    }
    names
}

fn locales(reader: &mut Reader, table: &Table<'_>, known: &Known) -> Vec<String> {
    let words: Vec<(&str, ())> = known
        .locales
        .iter()
        .map(|locale| (locale.as_str(), ()))
        .collect();
    let mut locales = Vec::new();
    for (path, locale) in reader.texts(table, "locale", "one of the shop's languages") {
        if reader.word_of(&path, &locale, &words).is_some() {
            locales.push(locale);
        }
    }
    locales
}

fn actions(reader: &mut Reader, table: &Table<'_>, known: &Known) -> Then {
    let window = reader
        .inner(table, "window", &["days", "months"])
        .and_then(|inner| {
            let (days, months) = window(reader, &inner);
            if inner.is_empty() {
                reader.mistake(inner.path(), "an empty table", "`days` or `months`", None);
            }
            (days.is_some() || months.is_some()).then_some(Window { days, months })
        });
    Then {
        eligible: reader.flag_if(table, "eligible"),
        text: localized(reader, table, "text", known),
        window,
        remedies: reader.words(table, "remedies", &REMEDIES),
        decision: reader.word_if(table, "decision", &DECISIONS),
        evidence: evidence_list(reader, table, "evidence"),
        return_shipping: reader.word_if(table, "return_shipping", &PAYERS),
        fee: fee_if(reader, table, "fee", known),
        keep_item: reader.flag_if(table, "keep_item"),
    }
}
