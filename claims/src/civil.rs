//! Days and moments without a time zone database.
//!
//! A [`Date`] is a civil date in the shop's time zone; an [`Instant`] is a moment in UTC. Who turns one into the
//! other knows the time zone: the edge, and the page. Arithmetic is the proleptic Gregorian calendar, checked day
//! by day against `jiff` in the tests.

use crate::decimal::fill;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use std::fmt;

mod instant;

pub use instant::Instant;

/// A day from 0001-01-01 to 9999-12-31, written `2026-11-21`.
///
/// ```
/// use claims::civil::Date;
///
/// let delivered = Date::parse("2024-02-29").ok_or("no such day")?;
/// assert_eq!(delivered.add_days(14).to_string(), "2024-03-14");
/// assert_eq!(delivered.add_months(24).to_string(), "2026-02-28");
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Date {
    /// Days since 1970-01-01.
    days: i32,
}

const FIRST_DAY: i32 = days_from_civil(1, 1, 1);
const LAST_DAY: i32 = days_from_civil(9999, 12, 31);

impl Date {
    /// The last day there is: a period without an end ends on it.
    pub(crate) const LAST: Self = Self { days: LAST_DAY };

    /// The day of that year, month (1 to 12) and day of the month; `None` where the calendar has no such day.
    #[must_use]
    pub const fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        if year < 1 || year > 9999 || month < 1 || month > 12 {
            return None;
        }
        if day < 1 || day > days_in_month(year, month) {
            return None;
        }
        Some(Self {
            days: days_from_civil(year, month, day),
        })
    }

    /// A day that is written in the code; the day of the month is brought into the month.
    pub(crate) const fn of(year: i32, month: u8, day: u8) -> Self {
        let last = days_in_month(year, month);
        Self {
            days: days_from_civil(year, month, if day > last { last } else { day }),
        }
    }

    /// Reads `2026-11-21`, exactly so.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return None;
        }
        let year = digits(&bytes[..4])?;
        let month = u8::try_from(digits(&bytes[5..7])?).ok()?;
        let day = u8::try_from(digits(&bytes[8..])?).ok()?;
        Self::new(year, month, day)
    }

    /// 1 to 9999.
    #[must_use]
    pub fn year(self) -> i32 {
        civil_from_days(self.days).0
    }

    /// 1 to 12.
    #[must_use]
    pub fn month(self) -> u8 {
        civil_from_days(self.days).1
    }

    /// 1 to 31.
    #[must_use]
    pub fn day(self) -> u8 {
        civil_from_days(self.days).2
    }

    /// 1 is Monday, 7 is Sunday.
    #[must_use]
    pub fn weekday(self) -> u8 {
        // 1970-01-01 was a Thursday.
        u8::try_from((self.days + 3).rem_euclid(7)).unwrap_or(0) + 1
    }

    /// That many days later, or earlier where negative. Stops at the first and last day there is.
    #[must_use]
    pub fn add_days(self, days: i32) -> Self {
        Self {
            days: self.days.saturating_add(days).clamp(FIRST_DAY, LAST_DAY),
        }
    }

    /// That many months later: the same day of the month, or the last day of a month that is too short.
    #[must_use]
    pub fn add_months(self, months: u32) -> Self {
        let (year, month, day) = civil_from_days(self.days);
        let total = i64::from(year) * 12 + i64::from(month) - 1 + i64::from(months);
        let (Ok(year), Ok(month)) = (i32::try_from(total / 12), u8::try_from(total % 12 + 1))
        else {
            return Self { days: LAST_DAY };
        };
        if year > 9999 {
            return Self { days: LAST_DAY };
        }
        let day = day.min(days_in_month(year, month));
        Self {
            days: days_from_civil(year, month, day),
        }
    }

    /// Days from this day to `other`; negative where `other` is earlier.
    #[must_use]
    pub fn days_until(self, other: Self) -> i32 {
        other.days - self.days
    }

    /// Noon of the day in UTC: a moment that is in this day in every time zone from UTC-12 to UTC+11.
    #[must_use]
    pub fn noon(self) -> Instant {
        Instant::from_ms(i64::from(self.days) * DAY_MS + DAY_MS / 2)
    }
}

/// A day of the calendar in UTC, in milliseconds.
pub const DAY_MS: i64 = 24 * HOUR_MS;

/// An hour, in milliseconds.
pub const HOUR_MS: i64 = 3_600_000;

fn digits(bytes: &[u8]) -> Option<i32> {
    bytes.iter().try_fold(0, |number, byte| {
        byte.is_ascii_digit()
            .then(|| number * 10 + i32::from(byte - b'0'))
    })
}

const fn is_leap(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

const fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Howard Hinnant's `days_from_civil`: years start in March, so that the leap day is the last of its year.
#[allow(clippy::cast_lossless, reason = "`i32::from` is not const")]
const fn days_from_civil(year: i32, month: u8, day: u8) -> i32 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let month_from_march = (month as i32 + 9) % 12;
    let day_of_year = (153 * month_from_march + 2) / 5 + day as i32 - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// The inverse of it.
fn civil_from_days(days: i32) -> (i32, u8, u8) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 {
        month_from_march + 3
    } else {
        month_from_march - 9
    };
    let year = year_of_era + era * 400 + i32::from(month <= 2);
    (
        year,
        u8::try_from(month).unwrap_or(1),
        u8::try_from(day).unwrap_or(1),
    )
}

impl Date {
    /// `2026-11-22`, as [`Display`](fmt::Display) has it; without what that brings along.
    #[inline(never)]
    #[must_use]
    pub fn text(self) -> String {
        as_text(&self.written()).to_owned()
    }

    fn written(self) -> [u8; 10] {
        let (year, month, day) = civil_from_days(self.days);
        let mut text = *b"0000-00-00";
        fill(&mut text[..4], u64::from(year.unsigned_abs()));
        fill(&mut text[5..7], u64::from(month));
        fill(&mut text[8..], u64::from(day));
        text
    }
}

/// What was written by [`fill`] is ASCII.
fn as_text(written: &[u8]) -> &str {
    str::from_utf8(written).unwrap_or_default()
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(as_text(&self.written()))
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(as_text(&self.written()))
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| D::Error::custom("expected a date such as 2026-11-21"))
    }
}

#[cfg(test)]
mod tests;
