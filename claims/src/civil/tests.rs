//! Our calendar against that of `jiff`.

use super::*;
use jiff::{ToSpan, civil::date};

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

#[test]
fn every_day_of_ten_thousand_years_is_what_jiff_says() {
    let mut theirs = date(1, 1, 1);
    let mut ours = Date::new(1, 1, 1).unwrap();
    loop {
        let (year, month, day) = (
            i32::from(theirs.year()),
            theirs.month().unsigned_abs(),
            theirs.day().unsigned_abs(),
        );
        assert_eq!((ours.year(), ours.month(), ours.day()), (year, month, day));
        assert_eq!(Date::new(year, month, day), Some(ours));
        if day == 1 || day > 27 {
            assert_eq!(
                ours.weekday(),
                theirs.weekday().to_monday_one_offset().unsigned_abs(),
                "{ours}"
            );
            assert_eq!(Date::parse(&theirs.to_string()), Some(ours));
            assert_eq!(ours.to_string(), theirs.to_string());
        }
        let Ok(next) = theirs.tomorrow() else { break };
        (theirs, ours) = (next, ours.add_days(1));
    }
    assert_eq!(ours, day("9999-12-31"));
}

#[test]
fn months_later_are_what_jiff_says() {
    let mut from = date(1999, 12, 25);
    while from < date(2032, 3, 5) {
        let ours = day(&from.to_string());
        for months in [0, 1, 2, 6, 11, 12, 13, 24, 36, 72, 359] {
            let theirs = from.checked_add(months.months()).unwrap();
            assert_eq!(
                ours.add_months(u32::try_from(months).unwrap()).to_string(),
                theirs.to_string()
            );
        }
        from = from.tomorrow().unwrap();
    }
}

#[test]
fn moments_are_what_jiff_says() {
    for ms in (-62_135_596_800_000..253_402_300_799_000_i64).step_by(86_399_777_123) {
        let theirs = jiff::Timestamp::from_millisecond(ms).unwrap();
        assert_eq!(
            Instant::parse(&theirs.to_string()),
            Some(Instant::from_ms(ms)),
            "{theirs}"
        );
        assert_eq!(Instant::from_ms(ms).to_string(), format!("{theirs:.3}"));
    }
}

#[test]
fn only_real_days_written_in_full_are_days() {
    for text in [
        "2026-02-29",
        "2026-00-10",
        "2026-13-10",
        "2026-04-31",
        "2026-4-01",
        "2026-04-1",
        "26-04-01",
        "0000-01-01",
        "2026/04/01",
        "2026-04-01T00:00",
        "",
        "2026-04-0١",
        "-026-04-01",
        "+026-04-01",
        " 2026-04-01",
    ] {
        assert_eq!(Date::parse(text), None, "{text}");
    }
    assert_eq!(day("2024-02-29").add_months(12), day("2025-02-28"));
    assert_eq!(day("2026-01-31").add_months(1), day("2026-02-28"));
    assert_eq!(day("2026-12-31").days_until(day("2027-01-01")), 1);
    assert_eq!(day("2026-11-21").weekday(), 6);
}

#[test]
fn arithmetic_stops_at_the_ends_of_the_calendar() {
    assert_eq!(day("9999-12-30").add_days(i32::MAX), day("9999-12-31"));
    assert_eq!(day("0001-01-02").add_days(i32::MIN), day("0001-01-01"));
    assert_eq!(day("2026-11-21").add_months(u32::MAX), day("9999-12-31"));
    assert_eq!(
        Instant::from_ms(i64::MAX).plus_ms(1).utc_date(),
        day("9999-12-31")
    );
    let first = Instant::from_ms(i64::MIN);
    assert_eq!(first.utc_midnight(), first);
}

#[test]
fn a_day_begins_at_the_same_moment_all_day_long() {
    for ms in [0, 1, DAY_MS - 1, -1, -DAY_MS, 20_779 * DAY_MS + 53_619_196] {
        let moment = Instant::from_ms(ms);
        let began = moment.utc_midnight();
        assert_eq!(began.utc_date(), moment.utc_date(), "{moment}");
        assert_eq!(began.ms() % DAY_MS, 0, "{moment}");
        assert!((0..DAY_MS).contains(&(ms - began.ms())), "{moment}");
    }
}

#[test]
fn moments_are_read_with_fraction_and_offset() {
    let noon = Instant::parse("2026-11-21T12:00:00Z").unwrap();
    for text in [
        "2026-11-21T12:00:00.000Z",
        "2026-11-21t12:00:00z",
        "2026-11-21T13:00:00+01:00",
        "2026-11-21 06:30:00-05:30",
    ] {
        assert_eq!(Instant::parse(text), Some(noon), "{text}");
    }
    assert_eq!(
        Instant::parse("2026-11-21T12:00:00.1239Z"),
        Some(noon.plus_ms(123))
    );
    assert_eq!(day("2026-11-21").noon(), noon);
    for text in [
        "2026-11-21",
        "2026-11-21T12:00:00",
        "2026-11-21T24:00:00Z",
        "2026-11-21T12:60:00Z",
        "2026-11-21T12:00:00.Z",
        "2026-11-21T12:00:00+0100",
        "2026-11-21T12-00-00Z",
        "2026-11-21T12:00:00Zé",
        "é026-11-21T12:00:00Z",
    ] {
        assert_eq!(Instant::parse(text), None, "{text}");
    }
}

#[test]
fn both_are_texts_in_json() {
    assert_eq!(
        serde_json::to_string(&day("2026-11-21")).unwrap(),
        "\"2026-11-21\""
    );
    assert_eq!(
        serde_json::to_string(&Instant::from_ms(0)).unwrap(),
        "\"1970-01-01T00:00:00.000Z\""
    );
    assert!(serde_json::from_str::<Date>("\"2026-02-30\"").is_err());
    assert!(serde_json::from_str::<Instant>("7").is_err());
}
