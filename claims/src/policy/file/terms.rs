//! `[vars.POLICY]`: the preset and what the shop grants beyond it.

use crate::{
    body::shortened,
    civil::Date,
    nearest::nearest,
    policy::{
        BusinessTerms, OutOfPolicy, Policy, Terms,
        file::{
            problems::evidence_list,
            quantities::{RESPOND_DAYS, hours_if},
            reader::{Reader, Table, shown},
            shop::Known,
        },
        law::Law,
        preset::{PRESETS, Preset},
    },
    words::{PAYERS, REMEDIES},
};
use serde_json::Value;

/// Days a window may have: ten years, beyond which nobody means days.
pub(super) const DAYS: std::ops::RangeInclusive<u32> = 1..=3650;
/// Months a window may have: thirty years.
pub(super) const MONTHS: std::ops::RangeInclusive<u32> = 1..=360;
/// Days until a claim ends whose customer does not send what was asked for: a week at least, so that a holiday does not
/// cost anybody a claim.
pub(super) const EXPIRE: std::ops::RangeInclusive<u32> = 7..=365;
/// Hours until a person answers, where the shop says nothing. A default of ours: two days.
const RESPOND_HOURS: u32 = 48;

/// The words for what happens to what nothing covers.
pub(super) const OUT_OF_POLICY: [(&str, OutOfPolicy); 3] = [
    ("review", OutOfPolicy::Review),
    ("decline", OutOfPolicy::Decline),
    ("goodwill", OutOfPolicy::Goodwill),
];

pub(super) fn read(reader: &mut Reader, value: &Value, known: &Known) -> Option<Policy> {
    let keys = [
        "preset",
        "withdrawal",
        "exchange",
        "guarantee",
        "warranty",
        "transit",
        "goodwill",
        "business",
        "respond_within",
        "expire_after",
        "out_of_policy",
        "holidays",
        "keep",
    ];
    let table = reader.table(value, "POLICY", &keys)?;
    let preset = read_preset(reader, &table, known);
    let withdrawal = terms(
        reader,
        &table,
        "withdrawal",
        &["days", "months", "remedies", "return_shipping"],
    );
    let exchange = terms(
        reader,
        &table,
        "exchange",
        &["days", "months", "remedies", "return_shipping"],
    );
    let guarantee = terms(
        reader,
        &table,
        "guarantee",
        &["days", "months", "remedies", "evidence"],
    );
    let every = ["days", "months", "remedies", "evidence", "return_shipping"];
    let warranty = terms(reader, &table, "warranty", &every);
    let transit = terms(reader, &table, "transit", &every);
    let goodwill = terms(
        reader,
        &table,
        "goodwill",
        &["remedies", "evidence", "return_shipping"],
    );
    if table.get("warranty").is_some() && warranty.days.is_none() && warranty.months.is_none() {
        let duration = table
            .get("warranty")
            .is_some_and(|value| value.get("days").or(value.get("months")).is_none());
        if duration && table.get("warranty").is_some_and(Value::is_object) {
            reader.mistake("POLICY.warranty", "no duration", "`months` or `days`", None);
        }
    }
    let business = business(reader, &table);
    let holidays = holidays(reader, &table);
    let respond_hours =
        hours_if(reader, &table, "respond_within", RESPOND_DAYS).unwrap_or(RESPOND_HOURS);
    let expire_days = expire_days(reader, &table).unwrap_or_default();
    let out_of_policy = reader
        .word_if(&table, "out_of_policy", &OUT_OF_POLICY)
        .unwrap_or_default();
    let preset = preset?;
    let laws = (preset.laws)();
    if let Some(law) = laws.last() {
        warn_below_law(reader, law, &withdrawal, &exchange, &guarantee);
        warn_of_nothing_more(reader, law, &warranty);
    }
    Some(Policy {
        preset: preset.id.to_owned(),
        laws,
        respond_hours,
        expire_days,
        out_of_policy,
        withdrawal,
        exchange,
        guarantee,
        warranty,
        transit,
        goodwill,
        business,
        holidays,
        ..Policy::default()
    })
}

/// Whole days, written as hours or days.
fn expire_days(reader: &mut Reader, table: &Table<'_>) -> Option<u32> {
    let value = table.get("expire_after")?;
    let hours = hours_if(reader, table, "expire_after", *EXPIRE.end())?;
    let days = hours / 24;
    if hours % 24 != 0 || !EXPIRE.contains(&days) {
        let expected = format!("days from \"{}d\" to \"{}d\"", EXPIRE.start(), EXPIRE.end());
        reader.mistake(table.at("expire_after"), shown(value), expected, None);
        return None;
    }
    Some(days)
}

/// The preset, which must be one for the shop's country.
fn read_preset(reader: &mut Reader, table: &Table<'_>, known: &Known) -> Option<&'static Preset> {
    let ids: Vec<&str> = PRESETS.iter().map(|preset| preset.id).collect();
    let expected = format!("one of: {}", ids.join(", "));
    let country = known.country.as_deref();
    let own = country.and_then(|country| {
        // The preset of the fewest countries is the nearest.
        PRESETS
            .iter()
            .filter(|preset| preset.countries.contains(&country))
            .min_by_key(|preset| preset.countries.len())
    });
    let Some(value) = table.get("preset") else {
        reader.mistake(
            table.at("preset"),
            "nothing",
            expected,
            own.map(|preset| preset.id),
        );
        return None;
    };
    let id = reader.text_at(value, &table.at("preset"), &expected)?;
    let Some(preset) = PRESETS.iter().find(|preset| preset.id == id) else {
        let meant = nearest(&id, ids).or(own.map(|preset| preset.id));
        reader.mistake(
            table.at("preset"),
            format!("\"{}\"", shortened(&id)),
            expected,
            meant,
        );
        return None;
    };
    if let Some(country) = country {
        if !preset.countries.contains(&country) {
            let expected = format!("a preset for {country}, the shop's country");
            reader.mistake(
                table.at("preset"),
                format!("\"{id}\""),
                expected,
                own.map(|preset| preset.id),
            );
        } else if let Some(own) = own.filter(|own| own.id != preset.id) {
            reader.warning(
                table.at("preset"),
                format!("\"{id}\""),
                format!("\"{}\", which knows more of {country}", own.id),
            );
        }
    }
    Some(preset)
}

/// A window: in days or in months, not both.
pub(super) fn window(reader: &mut Reader, table: &Table<'_>) -> (Option<u32>, Option<u32>) {
    let days = reader.number_if(table, "days", DAYS, "days");
    let months = reader.number_if(table, "months", MONTHS, "months");
    if days.is_some() && months.is_some() {
        reader.mistake(
            table.path(),
            "both `days` and `months`",
            "one of them",
            None,
        );
    }
    (days, months)
}

fn terms(reader: &mut Reader, table: &Table<'_>, key: &str, known: &[&str]) -> Terms {
    let Some(inner) = reader.inner(table, key, known) else {
        return Terms::default();
    };
    if inner.is_empty() {
        reader.mistake(
            table.at(key),
            "an empty table",
            format!("some of: {}", known.join(", ")),
            None,
        );
    }
    // A key that this ground has not is an unknown key already.
    let has = |key: &str| known.contains(&key);
    let (days, months) = if has("days") {
        window(reader, &inner)
    } else {
        (None, None)
    };
    Terms {
        days,
        months,
        remedies: reader.words(&inner, "remedies", &REMEDIES),
        evidence: if has("evidence") {
            evidence_list(reader, &inner, "evidence").unwrap_or_default()
        } else {
            Vec::new()
        },
        return_shipping: if has("return_shipping") {
            reader.word_if(&inner, "return_shipping", &PAYERS)
        } else {
            None
        },
    }
}

fn business(reader: &mut Reader, table: &Table<'_>) -> BusinessTerms {
    let Some(inner) = reader.inner(table, "business", &["withdrawal_days", "guarantee_months"])
    else {
        return BusinessTerms::default();
    };
    BusinessTerms {
        withdrawal_days: reader.number_if(&inner, "withdrawal_days", DAYS, "days"),
        guarantee_months: reader.number_if(&inner, "guarantee_months", MONTHS, "months"),
    }
}

fn holidays(reader: &mut Reader, table: &Table<'_>) -> Vec<Date> {
    let path = table.at("holidays");
    match table.get("holidays") {
        None => Vec::new(),
        Some(Value::Array(days)) => {
            let mut read = Vec::new();
            for (n, day) in days.iter().enumerate() {
                read.extend(reader.date_at(day, &format!("{path}[{n}]")));
            }
            read
        }
        Some(other) => {
            reader.mistake(
                path,
                shown(other),
                "a list of days, such as [\"2026-12-24\"]",
                None,
            );
            Vec::new()
        }
    }
}

/// What the floor will raise: the shop's own number then has no effect.
fn warn_below_law(
    reader: &mut Reader,
    law: &Law,
    withdrawal: &Terms,
    exchange: &Terms,
    guarantee: &Terms,
) {
    let mut below = |key: &str, own: Option<u32>, by_law: Option<u32>, unit: &str| {
        let (Some(own), Some(by_law)) = (own, by_law) else {
            return;
        };
        if own < by_law {
            let expected = format!(
                "at least {by_law} {unit}: the law of `{}` holds instead",
                law.id
            );
            reader.warning(format!("POLICY.{key}"), format!("{own} {unit}"), expected);
        }
    };
    below(
        "withdrawal.days",
        withdrawal.days,
        law.withdrawal.as_ref().map(|law| law.days),
        "days",
    );
    below(
        "exchange.days",
        exchange.days,
        law.exchange.as_ref().map(|law| law.days),
        "days",
    );
    below(
        "guarantee.months",
        guarantee.months,
        law.guarantee_months(),
        "months",
    );
    below(
        "guarantee.days",
        guarantee.days,
        law.guarantee_months().map(|months| months * 30),
        "days",
    );
}

/// A warranty that ends no later than the time in which the law asks for no proof gives nothing on top of it.
fn warn_of_nothing_more(reader: &mut Reader, law: &Law, warranty: &Terms) {
    let Some(guarantee) = law.guarantee.as_ref().filter(|law| !law.follows_warranty) else {
        return;
    };
    let presumed = guarantee.presumed_months;
    let adds_nothing = match (warranty.months, warranty.days) {
        (Some(months), None) => months <= presumed,
        (None, Some(days)) => days <= presumed * 30,
        (Some(_), Some(_)) | (None, None) => false,
    };
    if adds_nothing {
        let found = warranty.months.map_or_else(
            || format!("{} days", warranty.days.unwrap_or_default()),
            |months| format!("{months} months"),
        );
        let expected = format!(
            "more than {presumed} months: so long the law of `{}` gives the same without it",
            law.id
        );
        reader.warning("POLICY.warranty", found, expected);
    }
}
