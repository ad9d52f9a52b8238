//! Claim numbers: can be read out on the phone, and say which ledger shard keeps the claim.
//!
//! `XXXX-XXXX-XXXX` of 32 signs without 0/O and 1/I. The first sign is the number of shards less one, the second the
//! shard, then nine at random (45 bits), the last a check sign (Luhn mod 32): one wrong sign is noticed, and two
//! swapped neighbours are too, but for 2 and Z.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use std::fmt;

/// The 32 signs: digits and capitals without 0, 1, I and O.
pub const ALPHABET: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
/// Shards a number can speak of.
pub const MAX_SHARDS: u8 = 32;
const SIGNS: usize = 12;

/// A claim's number, twelve signs in three groups.
///
/// ```
/// use claims::number::ClaimNumber;
///
/// let number = ClaimNumber::new(16, 5, 0x1234_5678_9abc);
/// assert_eq!(number.as_str(), "H7WP-8K9D-K8LD");
/// assert_eq!(ClaimNumber::parse("h7wp 8k9d k8ld"), Some(number));
/// assert_eq!(ClaimNumber::parse("h7wp 8k9d k8lc"), None);
/// ```
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ClaimNumber {
    /// With its dashes.
    text: String,
    shards: u8,
    shard: u8,
}

impl ClaimNumber {
    /// The number of a claim kept in `shard` (from 0) of `shards` (1 to 32); 45 bits of `random` are used.
    /// `shards` out of range is brought into it, and so is `shard`.
    #[must_use]
    pub fn new(shards: u8, shard: u8, random: u64) -> Self {
        let shards = shards.clamp(1, MAX_SHARDS);
        let shard = shard % shards;
        let mut values = [0_u8; SIGNS];
        values[0] = shards - 1;
        values[1] = shard;
        for (at, value) in values.iter_mut().enumerate().take(SIGNS - 1).skip(2) {
            *value = u8::try_from((random >> (5 * (at - 2))) & 31).unwrap_or(0);
        }
        values[SIGNS - 1] = check_value(&values[..SIGNS - 1]);
        Self::from_values(&values)
    }

    /// Reads a number as a person types it: any case, spaces and dashes anywhere.
    /// `None` where it is too short or long, has a sign no number has, or the check sign does not fit.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut values = [0_u8; SIGNS];
        let mut length = 0;
        for sign in text.chars() {
            if sign == '-' || sign.is_whitespace() {
                continue;
            }
            let sign = u8::try_from(sign.to_ascii_uppercase()).ok()?;
            let value = ALPHABET.iter().position(|known| *known == sign)?;
            *values.get_mut(length)? = u8::try_from(value).ok()?;
            length += 1;
        }
        if length != SIGNS
            || values[SIGNS - 1] != check_value(&values[..SIGNS - 1])
            || values[1] > values[0]
        {
            return None;
        }
        Some(Self::from_values(&values))
    }

    fn from_values(values: &[u8; SIGNS]) -> Self {
        let mut text = String::with_capacity(SIGNS + 2);
        for (at, value) in values.iter().enumerate() {
            if at == 4 || at == 8 {
                text.push('-');
            }
            text.push(char::from(ALPHABET[usize::from(*value) % ALPHABET.len()]));
        }
        Self {
            text,
            shards: values[0] + 1,
            shard: values[1],
        }
    }

    /// How many shards the shop had when the claim was filed, 1 to 32.
    #[must_use]
    pub fn shards(&self) -> u8 {
        self.shards
    }

    /// The shard that keeps it, from 0.
    #[must_use]
    pub fn shard(&self) -> u8 {
        self.shard
    }

    /// With its dashes.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

/// Luhn mod 32: every second value from the right is doubled, its two base-32 digits added.
fn check_value(values: &[u8]) -> u8 {
    let sum = values
        .iter()
        .rev()
        .enumerate()
        .fold(0_u32, |sum, (at, value)| {
            let value = u32::from(*value);
            let weighed = if at % 2 == 0 { value * 2 } else { value };
            sum + weighed / 32 + weighed % 32
        });
    u8::try_from((32 - sum % 32) % 32).unwrap_or(0)
}

/// The shard (from 0) that keeps the claims of an order: FNV-1a of its number, trimmed and in capitals.
#[must_use]
pub fn shard_of_order(order_number: &str, shards: u8) -> u8 {
    const OFFSET: u32 = 0x811c_9dc5;
    const PRIME: u32 = 0x0100_0193;
    let shards = shards.clamp(1, MAX_SHARDS);
    let hash = order_number
        .trim()
        .chars()
        .flat_map(char::to_uppercase)
        .fold(OFFSET, |hash, sign| {
            let mut utf8 = [0; 4];
            sign.encode_utf8(&mut utf8)
                .bytes()
                .fold(hash, |hash, byte| {
                    (hash ^ u32::from(byte)).wrapping_mul(PRIME)
                })
        });
    u8::try_from(hash % u32::from(shards)).unwrap_or(0)
}

impl fmt::Display for ClaimNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for ClaimNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Serialize for ClaimNumber {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl<'de> Deserialize<'de> for ClaimNumber {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text)
            .ok_or_else(|| D::Error::custom("expected a claim number such as 2222-2222-2222"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// Random enough for a test: a linear congruence.
    fn numbers() -> impl Iterator<Item = ClaimNumber> {
        (0..400_u64).map(|at| {
            let shards = u8::try_from(at % 32 + 1).unwrap();
            let shard = u8::try_from(at % u64::from(shards)).unwrap();
            ClaimNumber::new(
                shards,
                shard,
                at.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(at),
            )
        })
    }

    #[test]
    fn a_number_says_where_its_claim_is_kept() {
        let number = ClaimNumber::new(16, 5, 0x1234_5678_9abc);
        assert_eq!(number.as_str(), "H7WP-8K9D-K8LD");
        assert_eq!((number.shards(), number.shard()), (16, 5));
        assert_eq!(
            (
                ClaimNumber::new(0, 9, 0).shards(),
                ClaimNumber::new(0, 9, 0).shard()
            ),
            (1, 0)
        );
        assert_eq!(ClaimNumber::new(200, 40, 0).shards(), 32);
    }

    #[test]
    fn a_number_is_read_however_it_is_typed() {
        for number in numbers() {
            let text = number.as_str();
            assert_eq!(text.len(), 14);
            assert!(
                text.bytes()
                    .all(|sign| sign == b'-' || ALPHABET.contains(&sign)),
                "{text}"
            );
            let plain = text.replace('-', "").to_lowercase();
            let spaced = format!(" {} {}\t{}", &plain[..3], &plain[3..7], &plain[7..]);
            for typed in [text, &plain, &spaced] {
                assert_eq!(ClaimNumber::parse(typed), Some(number.clone()), "{typed}");
            }
        }
    }

    #[test]
    fn one_wrong_sign_or_two_swapped_neighbours_are_noticed() {
        for number in numbers() {
            let plain: Vec<u8> = number
                .as_str()
                .bytes()
                .filter(|sign| *sign != b'-')
                .collect();
            for at in 0..plain.len() {
                for sign in ALPHABET {
                    let mut wrong = plain.clone();
                    wrong[at] = *sign;
                    let read = ClaimNumber::parse(&String::from_utf8(wrong.clone()).unwrap());
                    assert_eq!(read.is_some(), wrong == plain, "{number} {at}");
                }
                let mut swapped = plain.clone();
                swapped.swap(at, (at + 1) % plain.len());
                // Luhn's one blind spot is the first and the last sign of the alphabet beside each other.
                let blind = matches!(
                    (plain[at], plain[(at + 1) % plain.len()]),
                    (b'2', b'Z') | (b'Z', b'2')
                );
                if at + 1 < plain.len() && swapped != plain && !blind {
                    assert_eq!(
                        ClaimNumber::parse(&String::from_utf8(swapped).unwrap()),
                        None,
                        "{number} {at}"
                    );
                }
            }
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in [
            "",
            "2222-2222-222",
            "2222-2222-22222",
            "2222-2222-222O",
            "0000-0000-0000",
            "é222-2222-2222",
            "-",
        ] {
            assert_eq!(ClaimNumber::parse(text), None, "{text}");
        }
        // A shard the shop never had.
        let values = [0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        let mut text: String = values
            .iter()
            .map(|value| char::from(ALPHABET[usize::from(*value)]))
            .collect();
        text.push(char::from(ALPHABET[usize::from(check_value(&values))]));
        assert_eq!(ClaimNumber::parse(&text), None);
        assert!(serde_json::from_str::<ClaimNumber>("\"2222-2222-222Z\"").is_err());
    }

    #[test]
    fn an_order_has_one_shard_however_it_is_typed_and_orders_spread() {
        assert_eq!(
            shard_of_order("LL-1001", 16),
            shard_of_order(" ll-1001 ", 16)
        );
        // Pinned: claims are kept where this says, for good.
        assert_eq!(
            ["LL-1001", "LL-1002", "É-1"].map(|number| shard_of_order(number, 16)),
            [6, 3, 15]
        );
        assert_eq!(shard_of_order("LL-1001", 1), 0);
        let shards: BTreeSet<u8> = (0..200)
            .map(|at| shard_of_order(&format!("LL-{at}"), 16))
            .collect();
        assert_eq!(shards.len(), 16);
    }
}
