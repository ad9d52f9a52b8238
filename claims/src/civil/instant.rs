//! A moment in UTC.

use super::{DAY_MS, Date, FIRST_DAY, LAST_DAY, as_text, digits};
use crate::decimal::fill;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use std::fmt;

/// A moment in UTC to the millisecond, written `2026-11-21T22:18:49.000Z`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Instant {
    ms: i64,
}

impl Instant {
    /// From milliseconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub const fn from_ms(ms: i64) -> Self {
        Self { ms }
    }

    /// Milliseconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub fn ms(self) -> i64 {
        self.ms
    }

    /// That many milliseconds later.
    #[must_use]
    pub fn plus_ms(self, ms: i64) -> Self {
        Self {
            ms: self.ms.saturating_add(ms),
        }
    }

    /// The day in UTC.
    #[must_use]
    pub fn utc_date(self) -> Date {
        let days = self
            .ms
            .div_euclid(DAY_MS)
            .clamp(i64::from(FIRST_DAY), i64::from(LAST_DAY));
        Date {
            days: i32::try_from(days).unwrap_or(LAST_DAY),
        }
    }

    /// The first moment of that day.
    #[must_use]
    pub fn utc_midnight(self) -> Self {
        Self::from_ms(self.ms.saturating_sub(self.ms.rem_euclid(DAY_MS)))
    }

    /// Reads RFC 3339: `2026-11-21T22:18:49Z`, with a fraction or an offset such as `+01:00` too.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        if bytes.len() < 20 || !text.is_ascii() || !matches!(bytes[10], b'T' | b't' | b' ') {
            return None;
        }
        let date = Date::parse(&text[..10])?;
        if bytes[13] != b':' || bytes[16] != b':' {
            return None;
        }
        let (hour, minute, second) = (
            digits(&bytes[11..13])?,
            digits(&bytes[14..16])?,
            digits(&bytes[17..19])?,
        );
        if hour > 23 || minute > 59 || second > 59 {
            return None;
        }
        let (fraction_ms, rest) = fraction(&bytes[19..])?;
        let offset_minutes = offset(rest)?;
        let seconds = i64::from(hour) * 3600 + i64::from(minute) * 60 + i64::from(second)
            - offset_minutes * 60;
        Some(Self {
            ms: i64::from(date.days) * DAY_MS + seconds * 1000 + fraction_ms,
        })
    }
}

fn fraction(rest: &[u8]) -> Option<(i64, &[u8])> {
    let Some((b'.', after)) = rest.split_first() else {
        return Some((0, rest));
    };
    let length = after
        .iter()
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    if length == 0 {
        return None;
    }
    let ms = (0..3).fold(0, |ms, at| {
        let digit = if at < length { after[at] - b'0' } else { 0 };
        ms * 10 + i64::from(digit)
    });
    Some((ms, &after[length..]))
}

fn offset(rest: &[u8]) -> Option<i64> {
    match rest {
        [b'Z' | b'z'] => Some(0),
        [sign @ (b'+' | b'-'), hours @ .., b':', tens, ones] if hours.len() == 2 => {
            let (hours, minutes) = (digits(hours)?, digits(&[*tens, *ones])?);
            if hours > 23 || minutes > 59 {
                return None;
            }
            let minutes = i64::from(hours * 60 + minutes);
            Some(if *sign == b'-' { -minutes } else { minutes })
        }
        _ => None,
    }
}

impl Instant {
    fn written(self) -> [u8; 24] {
        let in_day = self.ms.rem_euclid(DAY_MS).unsigned_abs();
        let seconds = in_day / 1000;
        let mut text = *b"0000-00-00T00:00:00.000Z";
        text[..10].copy_from_slice(&self.utc_date().written());
        fill(&mut text[11..13], seconds / 3600);
        fill(&mut text[14..16], seconds / 60 % 60);
        fill(&mut text[17..19], seconds % 60);
        fill(&mut text[20..23], in_day % 1000);
        text
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(as_text(&self.written()))
    }
}

impl fmt::Debug for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Instant {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(as_text(&self.written()))
    }
}

impl<'de> Deserialize<'de> for Instant {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text)
            .ok_or_else(|| D::Error::custom("expected a moment such as 2026-11-21T22:18:49Z"))
    }
}
