//! Key material that is never printed.

use base64::{Engine, engine::general_purpose::STANDARD};
use std::fmt;

/// Bytes of a key or a password; `Debug` shows none of them.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Vec<u8>);

impl Secret {
    /// The bytes as they are.
    pub fn from_bytes(bytes: impl Into<Vec<u8>>) -> Self {
        Self(bytes.into())
    }

    /// Decodes standard base64; `None` where it is none.
    pub fn from_base64(text: &str) -> Option<Self> {
        STANDARD.decode(text.trim()).ok().map(Self)
    }

    /// The bytes, for a hash only.
    pub fn expose(&self) -> &[u8] {
        &self.0
    }

    /// How many bytes.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Compares in a time that does not depend on where the first difference is.
    pub fn is(&self, other: &[u8]) -> bool {
        if self.0.len() != other.len() {
            return false;
        }
        let difference = self
            .0
            .iter()
            .zip(other)
            .fold(0_u8, |all, (a, b)| all | (a ^ b));
        std::hint::black_box(difference) == 0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::Secret;

    #[test]
    fn a_secret_is_compared_but_not_printed() {
        let secret = Secret::from_base64("aGlkZGVu").unwrap();
        assert!(secret.is(b"hidden"));
        assert!(!secret.is(b"hiddem") && !secret.is(b"hidde"));
        assert_eq!(format!("{secret:?}"), "Secret(…)");
        assert_eq!(Secret::from_base64("no base64!"), None);
    }
}
