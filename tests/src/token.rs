//! Tokens, taken apart and signed again: what someone could try who knew the format, or another shop's key.
//!
//! The format is the edge's (`edge/src/token.rs`): `id.payload.signature`, the payload `{"p": purpose, "x": expiry in
//! Unix seconds, "d": data}`, encrypted in order tokens.

use crate::config::TOKEN_KEYS;
use base64::{
    Engine,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use chacha20::{
    ChaCha20,
    cipher::{KeyIvInit, StreamCipher},
};
use hmac::{Hmac, Mac};
use serde_json::Value;
use sha2::Sha256;

/// The key of another shop, under the same id as ours.
pub const FOREIGN_KEYS: &str = "test:YW5vdGhlciBzaG9wIHNpZ25zIGl0cyB0b2tlbnMgc28gLi4u";

/// The token with its payload changed, signed with our own key: only a leaked key could do this.
#[must_use]
pub fn changed(token: &str, change: impl FnOnce(&mut Value)) -> String {
    let mut payload = open(token);
    change(&mut payload);
    sign(TOKEN_KEYS, token, &payload)
}

/// The token as it was, one second too old.
#[must_use]
pub fn expired(token: &str) -> String {
    changed(token, |payload| {
        payload["x"] = Value::from(crate::desk::unix_seconds() - 1)
    })
}

/// The same payload, signed with the key of another shop.
#[must_use]
pub fn foreign(token: &str) -> String {
    sign(FOREIGN_KEYS, token, &open(token))
}

/// The token with its payload changed and its old signature.
///
/// # Panics
/// Where it is no token.
#[must_use]
pub fn tampered(token: &str) -> String {
    let [id, payload, signature] = parts(token);
    let mut payload = URL_SAFE_NO_PAD.decode(payload).unwrap();
    *payload.last_mut().unwrap() ^= 1;
    format!("{id}.{}.{signature}", URL_SAFE_NO_PAD.encode(payload))
}

/// What it says.
///
/// # Panics
/// Where it is no token of ours.
#[must_use]
pub fn open(token: &str) -> Value {
    let payload = URL_SAFE_NO_PAD.decode(parts(token)[1]).unwrap();
    serde_json::from_slice(&payload).unwrap_or_else(|_| {
        let (nonce, sealed) = payload.split_at(12);
        serde_json::from_slice(&crypt(TOKEN_KEYS, nonce, sealed)).expect("an order token's payload")
    })
}

fn sign(keys: &str, like: &str, payload: &Value) -> String {
    let [id, old_payload, _] = parts(like);
    let mut bytes = serde_json::to_vec(payload).unwrap();
    let old_payload = URL_SAFE_NO_PAD.decode(old_payload).unwrap();
    if !old_payload.starts_with(b"{") {
        let nonce = &old_payload[..12];
        bytes = [nonce, &crypt(keys, nonce, &bytes)].concat();
    }
    let signed = format!("{id}.{}", URL_SAFE_NO_PAD.encode(bytes));
    let signature = hmac(&key(keys), signed.as_bytes());
    format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature))
}

fn parts(token: &str) -> [&str; 3] {
    token
        .split('.')
        .collect::<Vec<_>>()
        .try_into()
        .expect("three parts")
}

fn key(keys: &str) -> Vec<u8> {
    STANDARD.decode(keys.split_once(':').unwrap().1).unwrap()
}

fn hmac(key: &[u8], message: &[u8]) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).unwrap();
    mac.update(message);
    mac.finalize().into_bytes().into()
}

fn crypt(keys: &str, nonce: &[u8], text: &[u8]) -> Vec<u8> {
    let sealing_key = hmac(&key(keys), b"recourse: key for sealed tokens");
    let mut text = text.to_vec();
    ChaCha20::new_from_slices(&sealing_key, nonce)
        .unwrap()
        .apply_keystream(&mut text);
    text
}
