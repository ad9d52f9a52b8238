//! What repairs and replacements before do to the guarantee.

use crate::{
    order::{OrderFacts, Service, ServiceKind, Trait},
    policy::sample::{claimed, day, judged, order, policy, reasons, summary, trace},
    verdict::LineVerdict,
};

fn repair(from: &str, until: &str) -> Service {
    Service {
        kind: ServiceKind::Repair,
        problem: Some("does-not-charge".to_owned()),
        from: day(from),
        until: Some(day(until)),
    }
}

fn replacement(from: &str, until: &str) -> Service {
    Service {
        kind: ServiceKind::Replacement,
        ..repair(from, until)
    }
}

fn after(preset: &str, delivered_on: &str, history: &[Service], today: &str) -> LineVerdict {
    let mut order = order(delivered_on);
    order.lines[0].history = history.to_vec();
    judged(
        &policy(&format!("preset = \"{preset}\"")),
        &order,
        &claimed("defective"),
        today,
    )
}

fn conformity(verdict: &LineVerdict) -> String {
    let whole = summary(verdict);
    let from = whole.find("conformity ").map_or(0, |at| at + 11);
    whole[from..].chars().take(10).collect()
}

#[test]
fn a_repair_adds_twelve_months_once_to_what_was_sold_from_31_july_2026() {
    let one = [repair("2027-03-01", "2027-03-11")];
    let two = [one[0].clone(), repair("2027-09-01", "2027-09-11")];
    // The order is placed three days before it comes.
    let new = after("de", "2026-08-03", &one, "2028-01-05");
    assert_eq!(conformity(&new), "2029-08-03");
    assert!(reasons(&new).contains(&"conformity.extended"));
    assert!(!reasons(&new).contains(&"conformity.repair_extends"));
    assert_eq!(
        trace(&new)[..2],
        [
            "preset:de conformity.until = 2028-08-03",
            "preset:de conformity.until = 2029-08-03: repaired from 2027-03-01"
        ]
    );
    assert_eq!(
        conformity(&after("de", "2026-08-03", &two, "2028-01-05")),
        "2029-08-03"
    );
    // Placed on 30 July: the law before.
    assert_eq!(
        conformity(&after("de", "2026-08-02", &one, "2028-01-05")),
        "2028-08-02"
    );
    // A repair after the end adds nothing.
    let late = [repair("2028-09-01", "2028-09-11")];
    assert_eq!(
        summary(&after("de", "2026-08-03", &late, "2028-10-05")),
        "review"
    );
}

#[test]
fn france_adds_six_months_and_portugal_six_for_each_of_four_repairs() {
    let repairs = [
        repair("2024-01-10", "2024-01-10"),
        repair("2024-06-10", "2024-06-10"),
    ];
    assert_eq!(
        conformity(&after("fr", "2023-12-01", &repairs, "2025-01-05")),
        "2026-06-01"
    );
    assert_eq!(
        conformity(&after("pt", "2023-12-01", &repairs, "2025-01-05")),
        "2027-12-01"
    );
    let many = vec![repair("2024-01-10", "2024-01-10"); 5];
    assert_eq!(
        conformity(&after("pt", "2023-12-01", &many, "2025-01-05")),
        "2028-12-01"
    );
}

#[test]
fn the_clock_stops_while_it_is_away_where_the_law_says_so() {
    let away = [repair("2025-02-01", "2025-02-15")];
    assert_eq!(
        conformity(&after("be", "2024-11-07", &away, "2026-11-21")),
        "2026-11-21"
    );
    assert_eq!(
        summary(&after("be", "2024-11-07", &away, "2026-11-22")),
        "review"
    );
    assert_eq!(
        conformity(&after("es", "2024-11-07", &away, "2026-11-21")),
        "2027-11-21"
    );
    assert_eq!(
        conformity(&after("ru", "2024-11-07", &away, "2026-11-21")),
        "2026-11-21"
    );
    assert_eq!(
        summary(&after("de", "2024-11-07", &away, "2026-11-21")),
        "review"
    );
    // Still away: it has not ended.
    let still = [Service {
        until: None,
        ..repair("2026-11-01", "2026-11-01")
    }];
    assert_eq!(
        conformity(&after("be", "2024-11-07", &still, "2026-11-21")),
        "2026-11-27"
    );
    assert!(
        reasons(&after("be", "2024-11-07", &still, "2026-11-21"))
            .contains(&"conformity.clock_stopped")
    );
}

#[test]
fn the_thirty_days_of_the_united_kingdom_wait_and_leave_seven() {
    let of = |history: &[Service], today: &str| {
        let verdict = after("uk", "2026-10-01", history, today);
        summary(&verdict).contains("refund+replace+repair")
    };
    // Until 31 October; away from the 5th to the 15th, both counted, which are eleven days, makes it 11 November.
    let early = [repair("2026-10-05", "2026-10-15")];
    assert!(of(&early, "2026-11-11") && !of(&early, "2026-11-12"));
    // Handed in on the last day and back on 9 November: seven days are left.
    let last = [repair("2026-10-31", "2026-11-09")];
    assert!(of(&last, "2026-11-16") && !of(&last, "2026-11-17"));
    assert!(of(&[], "2026-10-31") && !of(&[], "2026-11-01"));
}

#[test]
fn a_replacement_starts_it_anew_where_the_law_says_so() {
    let replaced = [replacement("2026-01-10", "2026-01-20")];
    let russian = after("ru", "2025-01-10", &replaced, "2026-11-21");
    assert_eq!(conformity(&russian), "2028-01-20");
    assert!(reasons(&russian).contains(&"conformity.restarted"));
    assert_eq!(
        conformity(&after("ua", "2025-01-10", &replaced, "2026-11-21")),
        "2028-01-20"
    );
    assert_eq!(
        conformity(&after("de", "2025-01-10", &replaced, "2026-11-21")),
        "2027-01-10"
    );
}

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

#[test]
fn the_warranty_of_the_very_item_counts() {
    let mut order = order("2023-11-21");
    order.lines[0].warranty_months = Some(60);
    let of = |preset: &str, order: &OrderFacts| {
        let policy = policy(&format!(
            "preset = \"{preset}\"\nwarranty = {{ months = 12 }}"
        ));
        summary(&judged(&policy, order, &claimed("defective"), "2026-11-21"))
    };
    assert_eq!(
        of("fr", &order),
        "review; warranty 2028-11-21 repair+replace, shop pays"
    );
    assert!(of("ru", &order).contains("conformity 2028-11-21"));
    order.lines[0].warranty_months = Some(6);
    assert_eq!(of("fr", &order), "review");
    // The plan that was bought with it counts like a warranty; no plan is none.
    order.lines[0].extended_plan_months = Some(48);
    assert_eq!(
        of("fr", &order),
        "review; warranty 2027-11-21 repair+replace, shop pays"
    );
    order.lines[0].extended_plan_months = Some(0);
    assert_eq!(of("fr", &order), "review");
}
