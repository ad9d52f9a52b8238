//! Policies, orders and claims for the tests.

use crate::{
    civil::Date,
    draft::{AnnouncedFile, DraftLine},
    money::{Currency, Money},
    order::{Buyer, CustomerHistory, OrderFacts, OrderLine},
    policy::{
        Case, Policy,
        file::{Checked, ConfigFile, check},
        judge,
        preset::PRESETS,
    },
    problem::EvidenceKind,
    shop::Shop,
    verdict::{LineVerdict, Verdict},
    words::{BASES, DECISIONS, PAYERS, REMEDIES, word},
};
use serde_json::{Value, json};

pub(crate) fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

pub(crate) fn euros(amount_minor: i64) -> Money {
    Money {
        amount_minor,
        currency: Currency("EUR".to_owned()),
    }
}

/// The `[vars.*]` of a `wrangler.toml`; a shop is put in where there is none.
pub(crate) fn config(toml: &str) -> ConfigFile {
    let table: toml::Table = toml.parse().unwrap();
    let whole: Value = serde_json::to_value(table).unwrap();
    let none = serde_json::Map::new();
    let vars = whole
        .get("vars")
        .and_then(Value::as_object)
        .unwrap_or(&none);
    let mut file = ConfigFile::of(vars);
    if file.shop.is_null() {
        let preset = file.policy.get("preset").and_then(Value::as_str);
        let country = PRESETS
            .iter()
            .find(|known| Some(known.id) == preset)
            .map_or("FR", |known| known.countries[0]);
        file.shop = json!({
            "name": "Lumen Lampes", "origins": ["https://lumen.example"], "country": country,
            "time_zone": "Europe/Paris", "currency": "EUR", "locales": ["fr", "en"],
            "contact": { "name": "Claire", "email": "sav@lumen.example" },
        });
    }
    file
}

pub(crate) fn checked(toml: &str) -> (Shop, Policy) {
    let Checked {
        config, mistakes, ..
    } = check(&config(toml));
    config.unwrap_or_else(|| panic!("{mistakes:#?}"))
}

/// A checked policy of these lines below `[vars.POLICY]`, which may go on with `[[vars.RULES]]`.
pub(crate) fn policy(lines: &str) -> Policy {
    checked(&format!("[vars.POLICY]\n{lines}")).1
}

/// A consumer's order of two lamps at 49 euros, told of everything, that came in one parcel.
pub(crate) fn order(delivered_on: &str) -> OrderFacts {
    let line = OrderLine {
        id: "1".to_owned(),
        sku: "LAMP-1".to_owned(),
        title: "Lamp".to_owned(),
        quantity: 2,
        unit_price: Some(euros(4900)),
        category: Some("lamp".to_owned()),
        ..OrderLine::default()
    };
    let delivered_on = Date::parse(delivered_on);
    OrderFacts {
        number: "LL-1".to_owned(),
        verified: true,
        placed_on: delivered_on.unwrap_or(Date::of(2026, 11, 1)).add_days(-3),
        delivered_on,
        country: "FR".to_owned(),
        currency: Currency("EUR".to_owned()),
        buyer: Buyer::Consumer,
        informed_of_withdrawal: true,
        channel: Some("web".to_owned()),
        discount: None,
        payment_method: None,
        gift: None,
        customer: Some(CustomerHistory::default()),
        lines: vec![line],
    }
}

/// One unit of line 1 with that problem.
pub(crate) fn claimed(problem: &str) -> DraftLine {
    DraftLine {
        line: "1".to_owned(),
        quantity: 1,
        problem: problem.to_owned(),
        ..DraftLine::default()
    }
}

pub(crate) fn photo() -> AnnouncedFile {
    AnnouncedFile {
        kind: EvidenceKind::Photo,
        name: "lamp.jpg".to_owned(),
        media_type: "image/jpeg".to_owned(),
        size_bytes: 70_000,
    }
}

pub(crate) fn verdict(
    policy: &Policy,
    order: &OrderFacts,
    lines: &[DraftLine],
    today: &str,
) -> Verdict {
    judge(
        policy,
        &Case {
            order,
            lines,
            files: &[photo()],
            locale: "en",
            today: day(today),
        },
    )
}

/// The verdict on one line.
pub(crate) fn judged(
    policy: &Policy,
    order: &OrderFacts,
    line: &DraftLine,
    today: &str,
) -> LineVerdict {
    verdict(policy, order, std::slice::from_ref(line), today)
        .lines
        .remove(0)
}

/// A verdict in one line: `approve; withdrawal 2026-11-23 refund, customer pays`.
pub(crate) fn summary(verdict: &LineVerdict) -> String {
    let mut parts = vec![word(&DECISIONS, &verdict.decision).to_owned()];
    for given in &verdict.entitlements {
        let remedies: Vec<&str> = given
            .remedies
            .iter()
            .map(|remedy| word(&REMEDIES, remedy))
            .collect();
        let payer = word(&PAYERS, &given.return_shipping);
        let keeps = if given.keep_item { ", kept" } else { "" };
        let fee = given
            .fee
            .as_ref()
            .map(|fee| format!(", fee {fee}"))
            .unwrap_or_default();
        let basis = word(&BASES, &given.basis);
        parts.push(format!(
            "{basis} {} {}, {payer} pays{keeps}{fee}",
            given
                .until
                .map_or("always".to_owned(), |last| last.to_string()),
            remedies.join("+")
        ));
    }
    parts.join("; ")
}

pub(crate) fn reasons(verdict: &LineVerdict) -> Vec<&str> {
    verdict
        .reasons
        .iter()
        .map(|reason| reason.rule.as_str())
        .collect()
}

pub(crate) fn trace(verdict: &LineVerdict) -> Vec<String> {
    verdict
        .trace
        .iter()
        .map(|step| format!("{} {} = {}", step.by, step.set, step.to))
        .collect()
}
