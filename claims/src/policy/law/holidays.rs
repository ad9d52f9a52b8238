//! Days that are no working days, year after year.

use crate::civil::Date;
use serde::{Deserialize, Serialize};

/// The public holidays of a country, beside Saturdays and Sundays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holidays {
    /// Every year: month, day of the month.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fixed: Vec<(u8, u8)>,
    /// The so-many-th Monday of a month: month, which one; the fifth is the last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mondays: Vec<(u8, u8)>,
    /// So many days after Easter Sunday of the western churches.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub easter: Vec<i32>,
    /// So many days after Easter Sunday of the eastern churches.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub orthodox: Vec<i32>,
}

impl Holidays {
    /// Whether `day` is one of them.
    pub(super) fn contains(&self, day: Date) -> bool {
        let after = |sunday: Option<Date>, days: &[i32]| {
            !days.is_empty() && sunday.is_some_and(|sunday| days.contains(&sunday.days_until(day)))
        };
        let is_monday = |(month, which): &(u8, u8)| {
            let is_last = day.add_days(7).month() != *month;
            *month == day.month() && (*which == day.day().div_ceil(7) || *which == 5 && is_last)
        };
        self.fixed.contains(&(day.month(), day.day()))
            || day.weekday() == 1 && self.mondays.iter().any(is_monday)
            || after(easter(day.year()), &self.easter)
            || after(orthodox_easter(day.year()), &self.orthodox)
    }
}

/// Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher).
fn easter(year: i32) -> Option<Date> {
    let golden = year % 19;
    let (century, of_century) = (year / 100, year % 100);
    let correction = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - century / 4 - correction + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - epact - of_century % 4) % 7;
    let late = (golden + 11 * epact + 22 * weekday) / 451;
    let sum = epact + weekday - 7 * late + 114;
    Date::new(
        year,
        u8::try_from(sum / 31).ok()?,
        u8::try_from(sum % 31 + 1).ok()?,
    )
}

/// Easter Sunday of the Julian calendar (Meeus), as a day of the Gregorian one.
fn orthodox_easter(year: i32) -> Option<Date> {
    let moon = (19 * (year % 19) + 15) % 30;
    let sum = moon + (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7 + 114;
    let julian = Date::new(
        year,
        u8::try_from(sum / 31).ok()?,
        u8::try_from(sum % 31 + 1).ok()?,
    )?;
    // The calendars part by three days in four centuries: 13 from 1900 to 2099.
    Some(julian.add_days(year / 100 - year / 400 - 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sundays(of: fn(i32) -> Option<Date>, known: &[&str]) {
        for text in known {
            let sunday = Date::parse(text).unwrap();
            assert_eq!(of(sunday.year()), Some(sunday));
        }
    }

    #[test]
    fn easter_is_where_the_churches_have_it() {
        sundays(
            easter,
            &[
                "2024-03-31",
                "2025-04-20",
                "2026-04-05",
                "2027-03-28",
                "2038-04-25",
                "1999-04-04",
            ],
        );
        sundays(
            orthodox_easter,
            &[
                "2024-05-05",
                "2025-04-20",
                "2026-04-12",
                "2027-05-02",
                "2021-05-02",
            ],
        );
    }

    #[test]
    fn a_holiday_comes_every_year() {
        let holidays = Holidays {
            fixed: vec![(12, 25)],
            mondays: vec![(5, 1), (10, 5)],
            easter: vec![1],
            orthodox: vec![50],
        };
        for (text, is) in [
            ("2026-12-25", true),
            ("2031-12-25", true),
            ("2026-12-24", false),
            ("2026-04-06", true),
            ("2026-04-05", false),
            ("2026-06-01", true),
            // The first Monday of May, the last of October.
            ("2026-05-04", true),
            ("2026-05-11", false),
            ("2026-05-05", false),
            ("2026-10-26", true),
            ("2026-10-19", false),
        ] {
            assert_eq!(holidays.contains(Date::parse(text).unwrap()), is, "{text}");
        }
    }
}
