//! Variables and secrets one by one: what each must be, and what is said where it is not.

use super::{NAMES, Sender, Values};
use crate::{
    intl::Intl,
    outbox::Schedule,
    secret::Secret,
    signature,
    token::{KEY_BYTES_MIN, Keys},
};
use claims::{
    number::MAX_SHARDS,
    policy::file::{Mail, Mistake, Via},
};
use serde_json::Value;
use worker::Url;

const SHOP_SECRET_BYTES_MIN: usize = 24;

/// Reads values and gathers mistakes.
pub struct Reader<'a> {
    values: &'a Values,
    mistakes: Vec<Mistake>,
}

impl<'a> Reader<'a> {
    /// `mistakes` are those found before.
    pub fn new(values: &'a Values, mistakes: Vec<Mistake>) -> Self {
        Self { values, mistakes }
    }

    /// Every mistake, with the names that are nearly ours.
    pub fn mistakes(mut self) -> Vec<Mistake> {
        self.look_for_near_misses();
        self.mistakes
    }

    pub fn backend_url(&mut self) -> Option<String> {
        let expected = "an http or https address without query, `https://lumen.example/claims`";
        self.optional("BACKEND_URL", expected, url)
    }

    pub fn public_url(&mut self) -> Option<String> {
        let expected = "scheme, host and port only, `https://claims.lumen.example`";
        self.optional("PUBLIC_URL", expected, origin)
    }

    pub fn shards(&mut self) -> Option<u8> {
        self.optional("SHARDS", "a whole number from 1 to 32", shards)
    }

    pub fn schedule(&mut self) -> Option<Schedule> {
        let expected = "seconds separated by commas, `5,300,1800`";
        self.optional("RETRY_SCHEDULE", expected, Schedule::parse)
    }

    pub fn quotas(&mut self) -> Option<Option<u32>> {
        let expected = "`off`, or how many times the usual number is allowed, `5`";
        self.optional("QUOTAS", expected, |text| match text {
            "off" => Some(None),
            factor => factor
                .parse()
                .ok()
                .filter(|factor| (1..=1000).contains(factor))
                .map(Some),
        })
    }

    pub fn address_header(&mut self) -> Option<String> {
        let expected = "the name of a request header, `x-real-ip`";
        self.optional("ADDRESS_HEADER", expected, |text| {
            let is_name = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
            text.bytes().all(is_name).then(|| text.to_ascii_lowercase())
        })
    }

    pub fn faults(&mut self) -> Option<bool> {
        let is_on = |text: &str| (text == "on").then_some(true);
        self.optional("FAULTS", "`on`, in tests only, or nothing", is_on)
    }

    pub fn keys(&mut self) -> Option<Keys> {
        let expected = format!(
            "`id:base64` of at least {KEY_BYTES_MIN} bytes; a second, older one after a comma"
        );
        self.secret("TOKEN_KEYS", &expected, Keys::parse)
    }

    /// Left out by shops that make no order links. Not shown where it is wrong.
    pub fn link_keys(&mut self) -> Option<Keys> {
        let is_there = self.values.get("ORDER_LINK_KEYS").and_then(Value::as_str);
        is_there.filter(|text| !text.is_empty())?;
        let expected =
            format!("`id:base64` of at least {KEY_BYTES_MIN} bytes, unlike `TOKEN_KEYS`");
        let own = self
            .values
            .get("TOKEN_KEYS")
            .and_then(Value::as_str)
            .unwrap_or_default();
        self.secret("ORDER_LINK_KEYS", &expected, |text| {
            let same = |key: &str| own.split(',').any(|own| key_of(own) == key_of(key));
            // Whoever makes links must not be able to make tokens.
            (!text.split(',').any(same)).then(|| Keys::parse(text))?
        })
    }

    pub fn webhook_secrets(&mut self) -> Option<Vec<Secret>> {
        let expected = "`whsec_` and base64 of 24 to 64 bytes; several are separated by spaces";
        self.secret("WEBHOOK_SECRET", expected, signature::parse_secrets)
    }

    pub fn shop_secret(&mut self) -> Option<Secret> {
        let expected = format!("at least {SHOP_SECRET_BYTES_MIN} characters");
        self.secret("SHOP_SECRET", &expected, |text| {
            let secret = Secret::from_bytes(text.trim());
            (secret.len() >= SHOP_SECRET_BYTES_MIN).then_some(secret)
        })
    }

    /// What `MAIL` needs beside itself: the backend, the key to the service, or Cloudflare's binding.
    pub fn sender(&mut self, mail: Mail, has_backend: bool) -> Option<Sender> {
        let needs_backend = mail.via == Via::Backend || !mail.sms.is_empty();
        if needs_backend && !has_backend {
            let expected = "your backend, which `MAIL` says is to send messages";
            self.mistake("BACKEND_URL", "nothing".into(), expected);
        }
        let mut key = None;
        match mail.via {
            Via::Backend => {}
            Via::Http => {
                if url(&mail.url).is_none() {
                    let expected = "the address of an e-mail service";
                    self.mistake("MAIL.url", "something else".into(), expected);
                }
                let expected = "the key to your e-mail service";
                key = self.secret("MAIL_KEY", expected, |text| {
                    let text = text.trim();
                    let is_plain = text.bytes().all(|byte| byte.is_ascii_graphic());
                    (is_plain && !text.is_empty()).then(|| Secret::from_bytes(text))
                });
            }
            Via::Cloudflare => {
                if !self.values.contains_key("EMAIL") {
                    let expected = "the binding `[[send_email]]` with the name `EMAIL`";
                    self.mistake("EMAIL", "nothing".into(), expected);
                }
            }
        }
        Some(Sender { mail, key })
    }

    /// The check of the policy knows no time zones; the runtime does.
    pub fn time_zone(&mut self, intl: impl FnOnce(&str) -> Option<Intl>) -> Option<Intl> {
        let zone = self
            .values
            .get("SHOP")?
            .get("time_zone")
            .and_then(Value::as_str)?;
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

/// Of `id:base64`.
fn key_of(entry: &str) -> &str {
    let entry = entry.trim();
    entry.split_once(':').map_or(entry, |(_, key)| key)
}

fn url(text: &str) -> Option<String> {
    let url = Url::parse(text).ok()?;
    let plain = url.username().is_empty() && url.password().is_none();
    let bare = url.query().is_none() && url.fragment().is_none() && url.has_host();
    let http = matches!(url.scheme(), "http" | "https");
    (plain && bare && http && !is_metadata(&url)).then(|| text.trim_end_matches('/').to_owned())
}

/// Where clouds keep a machine's own secrets (link-local, RFC 3927 and RFC 4291): no shop's backend is there.
fn is_metadata(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let host = host.trim_start_matches('[').to_ascii_lowercase();
    let is_link_local = ["fe8", "fe9", "fea", "feb"]
        .iter()
        .any(|start| host.starts_with(start) && host.contains(':'));
    host.starts_with("169.254.")
        || is_link_local
        || host.starts_with("::ffff:a9fe:")
        || host.starts_with("fd00:ec2:")
        || host == "metadata.google.internal"
}

fn origin(text: &str) -> Option<String> {
    let text = url(text)?;
    let parsed = Url::parse(&text).ok()?;
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
mod tests {
    use super::distance;

    #[test]
    fn names_are_compared_by_their_letters() {
        assert_eq!(distance("POLICY", "POLICY"), 0);
        assert_eq!(distance("POLCY", "POLICY"), 1);
        assert_eq!(distance("SHOP", "SHARDS"), 4);
        assert_eq!(distance("", "abc"), 3);
    }
}
