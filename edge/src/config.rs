//! The Worker's configuration: variables and secrets, read and checked once per isolate.
//!
//! A mistake is never half a configuration: every route but `/v1/health` answers 503 until all are mended.

use crate::{
    intl::Intl,
    outbox::Schedule,
    secret::Secret,
    signature,
    token::{self, Keys},
};
use claims::{
    number::MAX_SHARDS,
    policy::{
        Policy,
        file::{ConfigFile, Mistake, check},
    },
    shop::Shop,
    wire::{Limits, ShopAnswer},
};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

pub mod environment;

/// Variables and secrets the Worker reads, by name.
pub const NAMES: [&str; 13] = [
    "SHOP",
    "POLICY",
    "RULES",
    "PROBLEMS",
    "BACKEND_URL",
    "PUBLIC_URL",
    "SHARDS",
    "RETRY_SCHEDULE",
    "FAULTS",
    "TOKEN_KEYS",
    "WEBHOOK_SECRET",
    "SHOP_SECRET",
    "LEDGER",
];

const SHOP_SECRET_BYTES_MIN: usize = 24;

/// Where `wrangler dev` serves; used while `PUBLIC_URL` is not set, for requests from this machine only.
const LOCAL_URL: &str = "http://localhost:8787";

/// The environment's values, before they are checked.
pub type Values = BTreeMap<String, Value>;

/// The configuration, checked.
#[derive(Debug)]
pub struct Config {
    /// The shop.
    pub shop: Shop,
    /// Its policy, private rules included.
    pub policy: Policy,
    /// What the edge takes.
    pub limits: Limits,
    /// The shop's backend, without a slash at the end; absent: the customer states the order, nobody is told.
    pub backend_url: Option<String>,
    /// Where customers reach this Worker, without a slash at the end.
    pub public_url: String,
    /// `PUBLIC_URL` is not set: only requests from this machine are answered.
    pub local_only: bool,
    /// Shards of the ledger that new claims are spread over.
    pub shards: u8,
    /// Waits between attempts of a webhook.
    pub schedule: Schedule,
    /// Requests may ask for a fault: tests only.
    pub faults: bool,
    /// Of order, tracking and evidence tokens.
    pub keys: Keys,
    /// Of webhooks in both directions; the first signs.
    pub webhook_secrets: Vec<Secret>,
    /// Of `GET /v1/backend/*`.
    pub shop_secret: Secret,
    /// The answer to `GET /v1/shop`.
    pub shop_answer: String,
    /// Changes whenever that answer does.
    pub tag: String,
    /// Dates, money and today.
    pub intl: Intl,
}

/// Checks the values; `intl` makes the calendar of a time zone that the runtime knows.
///
/// # Errors
/// Every mistake.
pub fn read(
    values: &Values,
    intl: impl FnOnce(&str) -> Option<Intl>,
) -> Result<Config, Vec<Mistake>> {
    let value = |name: &str| values.get(name).cloned().unwrap_or(Value::Null);
    let shop_value = value("SHOP");
    let checked = check(&ConfigFile {
        shop: shop_value.clone(),
        policy: value("POLICY"),
        rules: value("RULES"),
        problems: value("PROBLEMS"),
    });
    let mut found = Found {
        values,
        mistakes: checked.mistakes,
    };
    let backend_url = found.optional("BACKEND_URL", URL_EXPECTED, url);
    let public_url = found.optional("PUBLIC_URL", ORIGIN_EXPECTED, origin);
    let shards = found.optional("SHARDS", "a whole number from 1 to 32", shards);
    let schedule = found.optional(
        "RETRY_SCHEDULE",
        "seconds separated by commas, `5,300,1800`",
        Schedule::parse,
    );
    let faults = found.optional("FAULTS", "`on`, in tests only, or nothing", |text| {
        (text == "on").then_some(true)
    });
    let keys = found.secret("TOKEN_KEYS", &token_keys_expected(), Keys::parse);
    let webhook_secrets = found.secret(
        "WEBHOOK_SECRET",
        "`whsec_` and base64 of 24 to 64 bytes; several are separated by spaces",
        signature::parse_secrets,
    );
    let shop_secret = found.secret("SHOP_SECRET", "at least 24 characters", |text| {
        let secret = Secret::from_bytes(text.trim());
        (secret.len() >= SHOP_SECRET_BYTES_MIN).then_some(secret)
    });
    found.look_for_near_misses();
    let intl = found.time_zone(&shop_value, intl);
    let (Some((shop, policy)), Some(intl), Some(keys), Some(webhook_secrets), Some(shop_secret)) =
        (checked.config, intl, keys, webhook_secrets, shop_secret)
    else {
        return Err(found.mistakes);
    };
    if !found.mistakes.is_empty() {
        return Err(found.mistakes);
    }
    let answer = ShopAnswer {
        shop,
        policy: policy.for_page(),
        orders_looked_up: backend_url.is_some(),
        limits: Limits::standard(),
    };
    let shop_answer = serde_json::to_string(&answer).unwrap_or_default();
    let tag = hex(&Sha256::digest(&shop_answer)[..8]);
    Ok(Config {
        shop: answer.shop,
        policy,
        limits: answer.limits,
        backend_url,
        local_only: public_url.is_none(),
        public_url: public_url.unwrap_or_else(|| LOCAL_URL.to_owned()),
        shards: shards.unwrap_or(1),
        schedule: schedule.unwrap_or_default(),
        faults: faults.unwrap_or(false),
        keys,
        webhook_secrets,
        shop_secret,
        shop_answer,
        tag,
        intl,
    })
}

impl Config {
    /// The shop's language nearest to `wanted`: itself, its base, or the shop's first.
    pub fn locale<'a>(&'a self, wanted: &str) -> &'a str {
        let base = |locale: &str| locale.split('-').next().unwrap_or_default().to_lowercase();
        let locales = &self.shop.locales;
        let same = locales
            .iter()
            .find(|locale| locale.0.eq_ignore_ascii_case(wanted));
        let near = || {
            locales
                .iter()
                .find(|locale| base(&locale.0) == base(wanted))
        };
        same.or_else(near)
            .or(locales.first())
            .map_or("en", |locale| &locale.0)
    }
}

/// Lower-case hex.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

const URL_EXPECTED: &str = "an http or https address without query, `https://lumen.example/claims`";
const ORIGIN_EXPECTED: &str = "scheme, host and port only, `https://claims.lumen.example`";

fn token_keys_expected() -> String {
    let bytes = token::KEY_BYTES_MIN;
    format!("`id:base64` of at least {bytes} bytes; a second, older one after a comma")
}

struct Found<'a> {
    values: &'a Values,
    mistakes: Vec<Mistake>,
}

impl Found<'_> {
    /// The check of the policy knows no time zones; the runtime does.
    fn time_zone(&mut self, shop: &Value, intl: impl FnOnce(&str) -> Option<Intl>) -> Option<Intl> {
        let zone = shop.get("time_zone").and_then(Value::as_str)?;
        let intl = intl(zone);
        let path = "SHOP.time_zone";
        if intl.is_none() && self.mistakes.iter().all(|mistake| mistake.path != path) {
            let expected = "a time zone of the IANA database, `Europe/Paris`";
            self.mistake(path, format!("`{zone}`"), expected);
        }
        intl
    }

    /// A variable that may be left out or empty.
    fn optional<T>(
        &mut self,
        name: &str,
        expected: &str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let text = match self.values.get(name)? {
            Value::Null => return None,
            Value::String(text) if text.trim().is_empty() => return None,
            Value::String(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            other @ (Value::Bool(_) | Value::Array(_) | Value::Object(_)) => other.to_string(),
        };
        let value = read(text.trim());
        if value.is_none() {
            // An address may have a password in it.
            let found = match text.contains('@') {
                true => "something else".to_owned(),
                false => format!("`{text}`"),
            };
            self.mistake(name, found, expected);
        }
        value
    }

    /// A secret that must be there; what stands in it is not shown.
    fn secret<T>(
        &mut self,
        name: &str,
        expected: &str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let text = self
            .values
            .get(name)
            .and_then(Value::as_str)
            .filter(|text| !text.is_empty());
        let Some(text) = text else {
            self.mistake(name, "nothing".into(), expected);
            return None;
        };
        let value = read(text);
        if value.is_none() {
            self.mistake(name, "something else".into(), expected);
        }
        value
    }

    fn mistake(&mut self, name: &str, found: String, expected: &str) {
        self.mistakes.push(Mistake {
            path: name.to_owned(),
            found,
            expected: expected.to_owned(),
            suggestion: None,
        });
    }

    /// A name that is nearly one of ours is a slip; any other is none of our business.
    fn look_for_near_misses(&mut self) {
        for name in self.values.keys() {
            let near = NAMES
                .iter()
                .find(|known| !self.values.contains_key(**known) && distance(name, known) <= 2);
            if let (Some(near), false) = (near, NAMES.contains(&name.as_str())) {
                self.mistakes.push(Mistake {
                    path: name.clone(),
                    found: "a name the Worker does not read".into(),
                    expected: "one of its variables and secrets".into(),
                    suggestion: Some((*near).to_owned()),
                });
            }
        }
    }
}

fn url(text: &str) -> Option<String> {
    let url = worker::Url::parse(text).ok()?;
    let plain = url.username().is_empty() && url.password().is_none();
    let bare = url.query().is_none() && url.fragment().is_none() && url.has_host();
    let http = matches!(url.scheme(), "http" | "https");
    (plain && bare && http).then(|| text.trim_end_matches('/').to_owned())
}

fn origin(text: &str) -> Option<String> {
    let text = url(text)?;
    let parsed = worker::Url::parse(&text).ok()?;
    (parsed.origin().ascii_serialization() == text).then_some(text)
}

fn shards(text: &str) -> Option<u8> {
    text.parse()
        .ok()
        .filter(|shards| (1..=MAX_SHARDS).contains(shards))
}

/// Levenshtein's, on bytes; names are short.
fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.bytes().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, to) in b.bytes().enumerate() {
            let replaced = diagonal + usize::from(from != to);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests;
