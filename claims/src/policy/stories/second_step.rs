//! When the first step has failed, and what is open then.

use crate::{
    order::{OrderFacts, Service, ServiceKind, Trait},
    policy::{
        sample::{claimed, day, judged, order, policy, reasons, summary},
        stories::ledger::{after, repair, replacement},
    },
};

#[test]
fn the_second_step_opens_after_as_many_attempts_as_the_law_wants() {
    let attempt = Service {
        problem: Some("defective".to_owned()),
        ..repair("2026-01-10", "2026-01-20")
    };
    let unknown = Service {
        problem: None,
        ..attempt.clone()
    };
    let open = |preset: &str, history: &[Service]| {
        let verdict = after(preset, "2025-10-01", history, "2026-11-21");
        let is_open = reasons(&verdict).contains(&"conformity.second_step_open");
        assert_eq!(
            summary(&verdict).contains("refund"),
            is_open || preset == "ua",
            "{}",
            summary(&verdict)
        );
        is_open
    };
    for preset in ["uk", "de", "fr", "it", "au", "ua"] {
        assert!(
            !open(preset, &[]) && open(preset, std::slice::from_ref(&attempt)),
            "{preset}"
        );
    }
    assert!(open("no", std::slice::from_ref(&attempt)));
    assert!(open("fr", &[unknown]));
    // It was mended for another fault.
    let another = [repair("2026-01-10", "2026-01-20")];
    for preset in ["eu", "de", "es", "pt", "ie", "no", "uk"] {
        assert!(open(preset, &another), "{preset}");
    }
    for preset in ["fr", "pl", "cz", "au", "ua"] {
        assert!(!open(preset, &another), "{preset}");
    }
}

#[test]
fn a_repair_that_is_still_running_has_not_failed() {
    let of = |until: Option<&str>| Service {
        problem: Some("defective".to_owned()),
        until: until.map(day),
        ..repair("2026-11-10", "2026-11-20")
    };
    for preset in ["eu", "fr", "uk", "au", "ua"] {
        for (until, open) in [
            (None, false),
            (Some("2026-11-22"), false),
            (Some("2026-11-21"), true),
        ] {
            let verdict = after(preset, "2025-10-01", &[of(until)], "2026-11-21");
            let is_open = reasons(&verdict).contains(&"conformity.second_step_open");
            assert_eq!(is_open, open, "{preset} {until:?}");
        }
    }
}

#[test]
fn the_second_step_opens_when_the_law_says_how_long_it_may_take_and_it_took_longer() {
    let open = |preset: &str, service: &Service, today: &str| {
        let verdict = after(preset, "2026-06-01", std::slice::from_ref(service), today);
        reasons(&verdict).contains(&"conformity.second_step_open")
    };
    let of = |problem: &str, until: Option<&str>| Service {
        problem: Some(problem.to_owned()),
        until: until.map(day),
        ..repair("2026-10-01", "2026-10-31")
    };
    // Still away: 30 days are not over 30, 31 are.
    for preset in ["fr", "pt", "cz"] {
        let running = of("defective", None);
        assert!(!open(preset, &running, "2026-10-31"), "{preset}");
        assert!(open(preset, &running, "2026-11-01"), "{preset}");
        let replaced = Service {
            kind: ServiceKind::Replacement,
            ..running
        };
        assert!(open(preset, &replaced, "2026-11-01"), "{preset}");
    }
    assert!(open("ua", &of("defective", None), "2026-10-16"));
    // No number of days; or it was for another fault.
    assert!(!open("de", &of("defective", None), "2026-11-21"));
    assert!(!open(
        "fr",
        &of("does-not-charge", Some("2026-11-10")),
        "2026-11-21"
    ));
}

#[test]
fn every_choice_is_open_again_for_what_was_in_repair_too_often_or_too_long() {
    let complex = |history: &[Service]| {
        let mut order: OrderFacts = order("2025-12-01");
        order.lines[0].traits = vec![Trait::TechnicallyComplex];
        order.lines[0].history = history.to_vec();
        let policy = policy("preset = \"ru\"");
        let verdict = judged(&policy, &order, &claimed("defective"), "2026-11-21");
        reasons(&verdict).contains(&"conformity.complex_reopened")
    };
    assert!(!complex(&[]));
    // 30 days in a year are not over 30; 31 are.
    let twice = |until: &str| {
        [
            repair("2026-03-01", "2026-03-16"),
            repair("2026-05-01", until),
        ]
    };
    assert!(!complex(&twice("2026-05-16")) && complex(&twice("2026-05-17")));
    // A replacement is no repair; one repair of 46 days was late.
    assert!(!complex(&[replacement("2026-01-05", "2026-03-15")]));
    assert!(complex(&[repair("2025-12-05", "2026-01-20")]));
    assert!(complex(&[Service {
        problem: None,
        ..repair("2026-03-01", "2026-03-02")
    }]));
}
