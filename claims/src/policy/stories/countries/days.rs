//! From which day it is counted, and to which.

use super::*;

fn deadlines(preset: &str) -> [Option<String>; 4] {
    let policy = policy(&format!("preset = \"{preset}\""));
    let verdict = judged(
        &policy,
        &order("2026-09-01"),
        &claimed("defective"),
        "2026-11-21",
    );
    let given = verdict.entitlements[0].deadlines.clone();
    [given.decide, given.repair, given.replace, given.loaner]
        .map(|day| day.map(|day| day.to_string()))
}

#[test]
fn deadlines_start_where_the_law_sets_them() {
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(deadlines("pl"), [some("2026-12-05"), None, None, None]);
    assert_eq!(
        deadlines("cz"),
        [
            some("2026-12-21"),
            some("2026-12-21"),
            some("2026-12-21"),
            None
        ]
    );
    assert_eq!(
        deadlines("pt"),
        [None, some("2026-12-21"), some("2026-12-21"), None]
    );
    assert_eq!(deadlines("ua"), [None, some("2026-12-05"), None, None]);
    assert_eq!(deadlines("de"), [None, None, None, None]);
}

/// Each line: the preset, the day it came, the reason, the last day it names.
#[test]
fn months_end_on_the_same_day_or_the_last_of_a_short_month() {
    for (preset, delivered_on, rule, last) in [
        // Six months in the United Kingdom: from the last of August to the last of February, leap year or not.
        ("uk", "2026-08-31", "conformity.presumed", "2027-02-28"),
        ("uk", "2027-08-31", "conformity.presumed", "2028-02-29"),
        // 30 days over the end of a year, and over a leap day.
        ("uk", "2026-12-15", "conformity.at_first", "2027-01-14"),
        ("uk", "2028-02-01", "conformity.at_first", "2028-03-02"),
        ("uk", "2027-02-01", "conformity.at_first", "2027-03-03"),
        // Three and five years, from a leap day into years without one.
        ("es", "2024-02-29", "conformity.open", "2027-02-28"),
        ("no", "2024-02-29", "conformity.open", "2029-02-28"),
        ("ie", "2028-02-29", "conformity.open", "2034-02-28"),
        ("no", "2028-02-29", "conformity.open", "2033-02-28"),
        ("se", "2025-12-31", "conformity.open", "2028-12-31"),
    ] {
        let policy = policy(&format!("preset = \"{preset}\""));
        let verdict = judged(
            &policy,
            &order(delivered_on),
            &claimed("defective"),
            delivered_on,
        );
        let reason = verdict.reasons.iter().find(|reason| reason.rule == rule);
        assert_eq!(
            reason.unwrap().facts["until"],
            Fact::Date(day(last)),
            "{preset} {delivered_on} {rule}"
        );
    }
}

#[test]
fn the_day_of_the_purchase_is_not_counted() {
    // Came on Monday the 2nd: the 14th day is Monday the 16th, not Sunday the 15th.
    for preset in ["ru", "ua"] {
        let policy = policy(&format!("preset = \"{preset}\""));
        let on = |today| {
            let verdict = judged(
                &policy,
                &order("2026-11-02"),
                &claimed("does_not_fit"),
                today,
            );
            summary(&verdict).contains("exchange 2026-11-16")
        };
        assert!(
            on("2026-11-02") && on("2026-11-16") && !on("2026-11-17"),
            "{preset}"
        );
    }
}
