//! The Worker's configuration: variables and secrets, read and checked once per isolate.
//!
//! A mistake is never half a configuration: every route but `/v1/health` answers 503 until all are mended.

use crate::{intl::Intl, outbox::Schedule, secret::Secret, token::Keys};
use claims::{
    policy::{
        Policy,
        file::{ConfigFile, Keep, Mail, Mistake, check},
    },
    shop::Shop,
    wire::{Limits, ShopAnswer},
};
use reader::Reader;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

pub mod environment;
mod reader;

/// Variables and secrets the Worker reads beside those of the policy, by name.
pub const NAMES: [&str; 13] = [
    "BACKEND_URL",
    "PUBLIC_URL",
    "SHARDS",
    "RETRY_SCHEDULE",
    "QUOTAS",
    "ADDRESS_HEADER",
    "FAULTS",
    "TOKEN_KEYS",
    "ORDER_LINK_KEYS",
    "WEBHOOK_SECRET",
    "SHOP_SECRET",
    "MAIL_KEY",
    "LEDGER",
];

/// Where `wrangler dev` serves; used while `PUBLIC_URL` is not set, for requests from this machine only.
const LOCAL_URL: &str = "http://localhost:8787";

/// Set by Cloudflare, whatever the caller says. On bare `workerd` the proxy before it must set the header that is
/// named in `ADDRESS_HEADER`, or callers could.
const ADDRESS_HEADER: &str = "cf-connecting-ip";

/// The environment's values, before they are checked.
pub type Values = BTreeMap<String, Value>;

/// The configuration, checked.
#[derive(Debug)]
pub struct Config {
    /// The shop.
    pub shop: Shop,
    /// Its policy, private rules included.
    pub policy: Policy,
    /// How long what is personal is kept.
    pub keep: Keep,
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
    /// How many times the usual number of requests is allowed; absent: any number.
    pub quotas: Option<u32>,
    /// The request header in which a proxy names the caller's address, lower case.
    pub address_header: String,
    /// Cloudflare's rate limiter is bound.
    pub has_rate_limiter: bool,
    /// Cloudflare's Analytics Engine is bound.
    pub has_analytics: bool,
    /// Requests may ask for a fault: tests only.
    pub faults: bool,
    /// Of order, tracking and evidence tokens.
    pub keys: Keys,
    /// Of order links, which the shop's backend makes; absent: there are none.
    pub link_keys: Option<Keys>,
    /// Of webhooks in both directions: one, or two while the new one takes the old one's place.
    pub webhook_secrets: Vec<Secret>,
    /// Of `GET /v1/backend/*`.
    pub shop_secret: Secret,
    /// How the customer is written to; absent: not at all.
    pub sender: Option<Sender>,
    /// The answer to `GET /v1/shop`, but for its texts.
    pub shop_answer: String,
    /// Changes whenever that answer does.
    pub tag: String,
    /// Dates, money and today.
    pub intl: Intl,
}

/// How the customer is written to.
#[derive(Debug)]
pub struct Sender {
    /// As written in `MAIL`.
    pub mail: Mail,
    /// To the service.
    pub key: Option<Secret>,
}

/// Checks the values; `intl` makes the calendar of a time zone that the runtime knows.
///
/// # Errors
/// Every mistake.
pub fn read(
    values: &Values,
    intl: impl FnOnce(&str) -> Option<Intl>,
) -> Result<Config, Vec<Mistake>> {
    let checked = check(&ConfigFile::of(values));
    let (policy, keep, mail) = (checked.config, checked.keep, checked.mail);
    let mut reader = Reader::new(values, checked.mistakes);
    let backend_url = reader.backend_url();
    let public_url = reader.public_url();
    let shards = reader.shards();
    let schedule = reader.schedule();
    let faults = reader.faults();
    let quotas = reader.quotas();
    let address_header = reader.address_header();
    let keys = reader.keys();
    let link_keys = reader.link_keys();
    let webhook_secrets = reader.webhook_secrets();
    let shop_secret = reader.shop_secret();
    let sender = mail.and_then(|mail| reader.sender(mail, backend_url.is_some()));
    let intl = reader.time_zone(intl);
    let mistakes = reader.mistakes();
    let (Some((shop, policy)), Some(intl), Some(keys), Some(webhook_secrets), Some(shop_secret)) =
        (policy, intl, keys, webhook_secrets, shop_secret)
    else {
        return Err(mistakes);
    };
    if !mistakes.is_empty() {
        return Err(mistakes);
    }
    let (shop_answer, limits) = shop_answer(&shop, &policy, backend_url.is_some());
    Ok(Config {
        shop,
        policy,
        keep,
        limits,
        backend_url,
        local_only: public_url.is_none(),
        public_url: public_url.unwrap_or_else(|| LOCAL_URL.to_owned()),
        shards: shards.unwrap_or(1),
        schedule: schedule.unwrap_or_default(),
        quotas: quotas.unwrap_or(Some(1)),
        address_header: address_header.unwrap_or_else(|| ADDRESS_HEADER.to_owned()),
        has_rate_limiter: values.contains_key("RATE_LIMITER"),
        has_analytics: values.contains_key("ANALYTICS"),
        faults: faults.unwrap_or(false),
        keys,
        link_keys,
        webhook_secrets,
        shop_secret,
        sender,
        tag: hex(&Sha256::digest(&shop_answer)[..8]),
        shop_answer,
        intl,
    })
}

/// The body of `GET /v1/shop`.
fn shop_answer(shop: &Shop, policy: &Policy, orders_looked_up: bool) -> (String, Limits) {
    let answer = ShopAnswer {
        shop: shop.clone(),
        policy: policy.for_page(),
        orders_looked_up,
        limits: Limits::standard(),
        texts: BTreeMap::new(),
    };
    (
        serde_json::to_string(&answer).unwrap_or_default(),
        answer.limits,
    )
}

impl Config {
    /// Where an answer to a message goes.
    pub fn reply_to(&self) -> Option<&str> {
        let written = self.sender.as_ref()?.mail.reply_to.as_deref();
        written.or(self.shop.contact.email.as_deref())
    }

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
    let digit = |value: u8| char::from(b"0123456789abcdef"[usize::from(value & 15)]);
    let pairs = bytes.iter().flat_map(|byte| [byte >> 4, *byte]);
    pairs.map(digit).collect()
}

#[cfg(test)]
mod tests;
