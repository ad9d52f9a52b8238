//! Tokens: what lets a customer file a claim, follow it, or the shop open a file.
//!
//! `{key id}.{base64url(payload)}.{base64url(HMAC-SHA256)}`, the signature over everything before it. The payload
//! names its purpose and its expiry, so that no token serves for anything else or for ever. An order token carries
//! what the shop knows of the customer: its payload is also encrypted (ChaCha20 under a key derived from the same
//! one, then signed), so that the page that holds it cannot read it.
//! Two keys at a time: the first signs, the others still verify until the last of their tokens has expired.

use crate::secret::Secret;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chacha20::{
    ChaCha20,
    cipher::{KeyIvInit, StreamCipher},
};
use claims::civil::{DAY_MS, HOUR_MS, Instant};
use hmac::{Hmac, Mac};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use sha2::Sha256;

/// A key shorter than the hash is weaker than the hash (RFC 2104, section 3).
pub const KEY_BYTES_MIN: usize = 32;

/// What a token is for; it works for nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// To file a claim on an order.
    Order,
    /// To follow a claim and answer on it.
    Track,
    /// To open one file.
    Evidence,
    /// To begin a claim on an order without typing: made by the shop's backend, with a key of its own.
    OrderLink,
}

impl Purpose {
    /// How long it works, in milliseconds.
    pub const fn lifetime_ms(self) -> i64 {
        match self {
            Self::Order => 2 * HOUR_MS,
            Self::Track => 400 * DAY_MS,
            Self::Evidence => 7 * DAY_MS,
            // The shop's to say; a link printed on an invoice works as long as its claims are followed.
            Self::OrderLink => 400 * DAY_MS,
        }
    }

    const fn is_sealed(self) -> bool {
        match self {
            Self::Order => true,
            Self::Track | Self::Evidence | Self::OrderLink => false,
        }
    }
}

/// Why a token does not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unusable {
    /// Not signed by us, or for another purpose.
    Invalid,
    /// Ours, but too old.
    Expired,
}

/// The keys, the signing one first.
#[derive(Clone, Debug)]
pub struct Keys(Vec<(String, Secret)>);

#[derive(Serialize, Deserialize)]
struct Payload<T> {
    #[serde(rename = "p")]
    purpose: Purpose,
    /// Unix seconds.
    #[serde(rename = "x")]
    expires_s: i64,
    #[serde(rename = "d")]
    data: T,
}

impl Keys {
    /// Reads `id:base64,id2:base64`; `None` unless every key has an id and at least [`KEY_BYTES_MIN`] bytes.
    pub fn parse(text: &str) -> Option<Self> {
        let keys: Vec<(String, Secret)> = text
            .split(',')
            .map(|entry| {
                let (id, key) = entry.trim().split_once(':')?;
                let named = !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_alphanumeric());
                let key = Secret::from_base64(key)?;
                (named && key.len() >= KEY_BYTES_MIN).then(|| (id.to_owned(), key))
            })
            .collect::<Option<_>>()?;
        (!keys.is_empty()).then_some(Self(keys))
    }

    /// A token for `data` until `expires`; `nonce` is fresh randomness, used where the payload is encrypted.
    pub fn issue<T: Serialize>(
        &self,
        purpose: Purpose,
        data: &T,
        expires: Instant,
        nonce: [u8; 12],
    ) -> String {
        let Some((id, key)) = self.0.first() else {
            return String::new();
        };
        let expires_s = expires.ms().div_euclid(1000);
        let payload = Payload {
            purpose,
            expires_s,
            data,
        };
        let mut bytes = serde_json::to_vec(&payload).unwrap_or_default();
        if purpose.is_sealed() {
            cipher(key, nonce).apply_keystream(&mut bytes);
            bytes.splice(..0, nonce);
        }
        let signed = format!("{id}.{}", URL_SAFE_NO_PAD.encode(bytes));
        let signature = mac(key, &signed).finalize().into_bytes();
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature))
    }

    /// What the token carries.
    ///
    /// # Errors
    /// [`Unusable`].
    pub fn open<T: DeserializeOwned>(
        &self,
        purpose: Purpose,
        token: &str,
        now: Instant,
    ) -> Result<T, Unusable> {
        let (signed, signature) = token.rsplit_once('.').ok_or(Unusable::Invalid)?;
        let (id, payload) = signed.split_once('.').ok_or(Unusable::Invalid)?;
        let known = self.0.iter().find(|(known, _)| known == id);
        let (_, key) = known.ok_or(Unusable::Invalid)?;
        let signature = URL_SAFE_NO_PAD
            .decode(signature)
            .map_err(|_| Unusable::Invalid)?;
        mac(key, signed)
            .verify_slice(&signature)
            .map_err(|_| Unusable::Invalid)?;
        let mut bytes = URL_SAFE_NO_PAD
            .decode(payload)
            .map_err(|_| Unusable::Invalid)?;
        if purpose.is_sealed() {
            let (nonce, sealed) = bytes
                .split_first_chunk_mut::<12>()
                .ok_or(Unusable::Invalid)?;
            cipher(key, *nonce).apply_keystream(sealed);
            bytes.drain(..12);
        }
        let payload: Payload<T> = serde_json::from_slice(&bytes).map_err(|_| Unusable::Invalid)?;
        if payload.purpose != purpose {
            return Err(Unusable::Invalid);
        }
        if payload.expires_s.saturating_mul(1000) <= now.ms() {
            return Err(Unusable::Expired);
        }
        Ok(payload.data)
    }
}

fn mac(key: &Secret, signed: &str) -> Hmac<Sha256> {
    hmac(key, signed.as_bytes())
}

/// HMAC-SHA256 of `message`; any key length will do.
pub fn hmac(key: &Secret, message: &[u8]) -> Hmac<Sha256> {
    // `new_from_slice` refuses no length (RFC 2104 hashes long keys), so the other arm is never taken.
    let mut mac = Hmac::<Sha256>::new_from_slice(key.expose())
        .unwrap_or_else(|_| Hmac::<Sha256>::new(&Default::default()));
    mac.update(message);
    mac
}

fn cipher(key: &Secret, nonce: [u8; 12]) -> ChaCha20 {
    let sealing_key = hmac(key, b"recourse: key for sealed tokens")
        .finalize()
        .into_bytes();
    ChaCha20::new(&sealing_key, &nonce.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEYS: &str = "new:bmV3IGtleSBuZXcga2V5IG5ldyBrZXkgbmV3IGtleSAh,old:b2xkIGtleSBvbGQga2V5IG9sZCBrZXkgb2xkIGtleSAh";
    const NOW: Instant = Instant::from_ms(1_795_000_000_000);

    fn keys() -> Keys {
        Keys::parse(KEYS).unwrap()
    }

    fn track(keys: &Keys, number: &str) -> String {
        keys.issue(Purpose::Track, &number, NOW.plus_ms(1000), [7; 12])
    }

    #[test]
    fn a_token_carries_its_data_until_it_expires() {
        let token = track(&keys(), "2222");
        let open = |now| keys().open::<String>(Purpose::Track, &token, now);
        assert_eq!(open(NOW), Ok("2222".to_owned()));
        assert_eq!(open(NOW.plus_ms(1000)), Err(Unusable::Expired));
    }

    #[test]
    fn a_token_serves_for_its_purpose_only() {
        for (issued, opened) in [
            (Purpose::Track, Purpose::Evidence),
            (Purpose::Evidence, Purpose::Track),
            (Purpose::Order, Purpose::Track),
            (Purpose::Track, Purpose::Order),
        ] {
            let token = keys().issue(issued, &"2222", NOW.plus_ms(1000), [7; 12]);
            let opened = keys().open::<String>(opened, &token, NOW);
            assert_eq!(opened, Err(Unusable::Invalid), "{issued:?}");
        }
    }

    #[test]
    fn the_old_key_verifies_and_a_foreign_one_does_not() {
        let old = Keys::parse(KEYS.split_once(',').unwrap().1).unwrap();
        assert!(
            keys()
                .open::<String>(Purpose::Track, &track(&old, "1"), NOW)
                .is_ok()
        );
        assert_eq!(
            old.open::<String>(Purpose::Track, &track(&keys(), "1"), NOW),
            Err(Unusable::Invalid)
        );
        let foreign = Keys::parse("new:Zm9yZWlnbiBrZXkgZm9yZWlnbiBrZXkgZm9yZWlnbiBrZXk=").unwrap();
        let forged = track(&foreign, "1");
        assert_eq!(
            keys().open::<String>(Purpose::Track, &forged, NOW),
            Err(Unusable::Invalid)
        );
    }

    #[test]
    fn every_changed_character_makes_it_invalid() {
        let token = track(&keys(), "2222");
        for at in 0..token.len() - 1 {
            let mut bytes = token.clone().into_bytes();
            bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
            let changed = String::from_utf8(bytes).unwrap();
            let opened = keys().open::<String>(Purpose::Track, &changed, NOW);
            assert_eq!(opened, Err(Unusable::Invalid), "changed at {at}");
        }
    }

    #[test]
    fn an_order_token_cannot_be_read() {
        let token = keys().issue(Purpose::Order, &"blocked", NOW.plus_ms(1000), [9; 12]);
        let payload = URL_SAFE_NO_PAD
            .decode(token.split('.').nth(1).unwrap())
            .unwrap();
        assert!(!String::from_utf8_lossy(&payload).contains("blocked"));
        assert_eq!(
            keys().open::<String>(Purpose::Order, &token, NOW),
            Ok("blocked".to_owned())
        );
    }

    #[test]
    fn short_nameless_or_undecodable_keys_are_refused() {
        for text in [
            "",
            "a:",
            "a:c2hvcnQ=",
            ":bmV3IGtleSBuZXcga2V5IG5ldyBrZXkgbmV3IGtleSAh",
            "a:!!",
        ] {
            assert!(Keys::parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn rubbish_is_invalid() {
        for token in ["", ".", "..", "new..", "a.b.c", "new.e30.AAAA"] {
            let opened = keys().open::<String>(Purpose::Track, token, NOW);
            assert_eq!(opened, Err(Unusable::Invalid), "{token}");
        }
    }
}
