//! Signatures as the Standard Webhooks specification has them: `webhook-id`, `webhook-timestamp`,
//! `webhook-signature: v1,{base64(HMAC-SHA256(id.timestamp.body))}`.
//!
//! The `standardwebhooks` crate panics on wasm (issue 223 of its repository), so this is by hand; the tests of the
//! examples' backend verify it with the official crate.

use crate::{secret::Secret, token::hmac};
use base64::{Engine, engine::general_purpose::STANDARD};
use hmac::Mac;

/// Header with the message's id, the same for every attempt.
pub const ID: &str = "webhook-id";
/// Header with the attempt's time in Unix seconds.
pub const TIMESTAMP: &str = "webhook-timestamp";
/// Header with the signatures, separated by spaces.
pub const SIGNATURE: &str = "webhook-signature";

/// How far the sender's clock may be off (the specification's libraries agree on it).
pub const TOLERANCE_S: i64 = 5 * 60;

/// The specification asks for 24 to 64 bytes.
pub const SECRET_BYTES: std::ops::RangeInclusive<usize> = 24..=64;

/// Why a message is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotGenuine {
    /// A header is missing or unreadable, or no signature fits.
    Signature,
    /// Signed too long ago, or in the future.
    Timestamp,
}

/// Reads `whsec_<base64>`, several separated by spaces or commas; each signs and each verifies: two while one takes the other's place.
pub fn parse_secrets(text: &str) -> Option<Vec<Secret>> {
    let secrets: Vec<Secret> = text
        .split([' ', ','])
        .filter(|secret| !secret.is_empty())
        .map(|secret| Secret::from_base64(secret.strip_prefix("whsec_")?))
        .collect::<Option<_>>()?;
    let right_length = |secret: &Secret| SECRET_BYTES.contains(&secret.len());
    (!secrets.is_empty() && secrets.iter().all(right_length)).then_some(secrets)
}

/// The value of [`SIGNATURE`]: one for each secret, so that a receiver that knows either of two verifies it while
/// the secret is being changed.
pub fn sign(secrets: &[Secret], id: &str, timestamp_s: i64, body: &[u8]) -> String {
    let one = |secret| {
        let mac = message(secret, id, &timestamp_s.to_string(), body);
        format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()))
    };
    secrets.iter().map(one).collect::<Vec<_>>().join(" ")
}

/// Whether one of `secrets` signed this message, and not too long ago.
///
/// # Errors
/// [`NotGenuine`].
pub fn verify(
    secrets: &[Secret],
    headers: &Signed<'_>,
    body: &[u8],
    now_s: i64,
) -> Result<(), NotGenuine> {
    let timestamp_s: i64 = headers
        .timestamp
        .parse()
        .map_err(|_| NotGenuine::Signature)?;
    let given: Vec<Vec<u8>> = headers
        .signatures
        .split(' ')
        .filter_map(|signature| signature.strip_prefix("v1,"))
        .filter_map(|signature| STANDARD.decode(signature).ok())
        .collect();
    let genuine = secrets.iter().any(|secret| {
        let mac = message(secret, headers.id, headers.timestamp, body);
        given
            .iter()
            .any(|signature| mac.clone().verify_slice(signature).is_ok())
    });
    if !genuine {
        return Err(NotGenuine::Signature);
    }
    if now_s.saturating_sub(timestamp_s).unsigned_abs() > TOLERANCE_S.unsigned_abs() {
        return Err(NotGenuine::Timestamp);
    }
    Ok(())
}

/// The three headers of a message.
#[derive(Clone, Copy, Debug)]
pub struct Signed<'a> {
    /// Of [`ID`].
    pub id: &'a str,
    /// Of [`TIMESTAMP`].
    pub timestamp: &'a str,
    /// Of [`SIGNATURE`].
    pub signatures: &'a str,
}

fn message(secret: &Secret, id: &str, timestamp: &str, body: &[u8]) -> hmac::Hmac<sha2::Sha256> {
    let mut mac = hmac(secret, id.as_bytes());
    mac.update(b".");
    mac.update(timestamp.as_bytes());
    mac.update(b".");
    mac.update(body);
    mac
}

#[cfg(test)]
mod tests {
    use super::*;

    // The example of the specification's reference libraries.
    const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    const ID: &str = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    const TIMESTAMP_S: i64 = 1_614_265_330;
    const BODY: &[u8] = br#"{"test": 2432232314}"#;
    const SIGNATURE: &str = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    fn secrets() -> Vec<Secret> {
        parse_secrets(SECRET).unwrap()
    }

    fn verify_with(signatures: &str, now_s: i64, body: &[u8]) -> Result<(), NotGenuine> {
        let timestamp = TIMESTAMP_S.to_string();
        let headers = Signed {
            id: ID,
            timestamp: &timestamp,
            signatures,
        };
        verify(&secrets(), &headers, body, now_s)
    }

    #[test]
    fn signs_as_the_reference_libraries_do() {
        assert_eq!(sign(&secrets(), ID, TIMESTAMP_S, BODY), SIGNATURE);
    }

    #[test]
    fn of_two_secrets_each_signs() {
        let other = "whsec_YW5vdGhlciBzaG9wJ3Mgd2ViaG9vayBzZWNyZXQgISE=";
        let both = parse_secrets(&format!("{other} {SECRET}")).unwrap();
        let signed = sign(&both, ID, TIMESTAMP_S, BODY);
        let (first, second) = signed.split_once(' ').unwrap();
        assert_eq!(first, sign(&both[..1], ID, TIMESTAMP_S, BODY));
        assert_eq!(second, SIGNATURE);
    }

    #[test]
    fn takes_its_own_signature_beside_others() {
        assert_eq!(verify_with(SIGNATURE, TIMESTAMP_S, BODY), Ok(()));
        let several = format!("v1,AAAA v1a,xyz {SIGNATURE}");
        assert_eq!(verify_with(&several, TIMESTAMP_S, BODY), Ok(()));
    }

    #[test]
    fn refuses_what_is_forged_or_too_old_or_from_the_future() {
        assert_eq!(
            verify_with(SIGNATURE, TIMESTAMP_S, b"{}"),
            Err(NotGenuine::Signature)
        );
        assert_eq!(
            verify_with("", TIMESTAMP_S, BODY),
            Err(NotGenuine::Signature)
        );
        assert_eq!(
            verify_with("v1,", TIMESTAMP_S, BODY),
            Err(NotGenuine::Signature)
        );
        assert_eq!(verify_with(SIGNATURE, TIMESTAMP_S + 300, BODY), Ok(()));
        assert_eq!(
            verify_with(SIGNATURE, TIMESTAMP_S + 301, BODY),
            Err(NotGenuine::Timestamp)
        );
        assert_eq!(
            verify_with(SIGNATURE, TIMESTAMP_S - 301, BODY),
            Err(NotGenuine::Timestamp)
        );
    }

    #[test]
    fn several_secrets_are_read_and_short_ones_refused() {
        assert_eq!(
            parse_secrets(&format!("{SECRET} {SECRET}")).unwrap().len(),
            2
        );
        assert_eq!(parse_secrets(""), None);
        assert_eq!(parse_secrets("whsec_c2hvcnQ="), None);
        assert_eq!(parse_secrets("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"), None);
    }
}
