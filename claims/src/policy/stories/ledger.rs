//! What repairs and replacements before do to the guarantee.

use crate::{
    order::{OrderFacts, Service, ServiceKind},
    policy::sample::{claimed, day, judged, order, policy, reasons, summary, trace},
    verdict::LineVerdict,
};

pub(super) fn repair(from: &str, until: &str) -> Service {
    Service {
        kind: ServiceKind::Repair,
        problem: Some("does-not-charge".to_owned()),
        instead_of: None,
        from: day(from),
        until: Some(day(until)),
    }
}

pub(super) fn replacement(from: &str, until: &str) -> Service {
    Service {
        kind: ServiceKind::Replacement,
        ..repair(from, until)
    }
}

pub(super) fn after(
    preset: &str,
    delivered_on: &str,
    history: &[Service],
    today: &str,
) -> LineVerdict {
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
fn france_adds_six_months_for_each_repair_and_portugal_for_each_of_four() {
    let repairs = [
        repair("2024-01-10", "2024-01-10"),
        repair("2024-06-10", "2024-06-10"),
    ];
    for (repairs, until) in [
        (&repairs[..0], "2025-12-01"),
        (&repairs[..1], "2026-06-01"),
        (&repairs[..], "2026-12-01"),
    ] {
        let verdict = after("fr", "2023-12-01", repairs, "2025-01-05");
        assert_eq!(conformity(&verdict), until);
    }
    // Sold from 31 July 2026 the first one adds twelve, as the Union says.
    let later = [
        repair("2027-01-10", "2027-01-10"),
        repair("2027-06-10", "2027-06-10"),
    ];
    let verdict = after("fr", "2026-12-01", &later[..1], "2028-01-05");
    assert_eq!(conformity(&verdict), "2029-12-01");
    let verdict = after("fr", "2026-12-01", &later, "2028-01-05");
    assert_eq!(conformity(&verdict), "2030-06-01");
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
fn the_presumption_waits_too_where_the_law_says_so() {
    let away = [repair("2025-02-01", "2025-02-15")];
    let presumed = |preset: &str, today: &str| {
        let verdict = after(preset, "2024-11-07", &away, today);
        reasons(&verdict).contains(&"conformity.presumed")
    };
    // Spain, article 122(1): both periods; Portugal: the guarantee alone.
    assert!(presumed("es", "2026-11-21") && !presumed("es", "2026-11-22"));
    assert!(presumed("pt", "2026-11-07") && !presumed("pt", "2026-11-08"));
}

#[test]
fn the_fault_that_was_mended_is_covered_for_longer_where_the_law_says_so() {
    let mended = |problem: Option<&str>, until: &str| Service {
        problem: problem.map(str::to_owned),
        ..repair(until, until)
    };
    let of = |preset: &str, delivered_on: &str, history: &[Service], today: &str| {
        let verdict = after(preset, delivered_on, history, today);
        let is_presumed = reasons(&verdict).contains(&"conformity.presumed");
        (conformity(&verdict), is_presumed)
    };
    let on = |day: &str, is_presumed: bool| (day.to_owned(), is_presumed);
    // Spain: three years end on 7 November 2026; mended in September, so a year from then for the same fault.
    let same = [mended(Some("defective"), "2026-09-10")];
    assert_eq!(
        of("es", "2023-11-07", &same, "2027-09-10"),
        on("2027-09-10", true)
    );
    assert!(
        reasons(&after("es", "2023-11-07", &same, "2027-09-10")).contains(&"conformity.same_fault")
    );
    assert_eq!(
        summary(&after("es", "2023-11-07", &same, "2027-09-11")),
        "review"
    );
    let another = [mended(Some("does-not-charge"), "2026-09-10")];
    assert_eq!(
        summary(&after("es", "2023-11-07", &another, "2027-09-10")),
        "review"
    );
    let unknown = [mended(None, "2026-09-10")];
    assert_eq!(
        of("es", "2023-11-07", &unknown, "2027-09-10"),
        on("2027-09-10", true)
    );
    // Within the guarantee: presumed after the two years, too.
    assert_eq!(
        of("es", "2024-01-07", &same, "2026-11-21"),
        on("2027-09-10", true)
    );
    // Mended again within that year: a year from then.
    let twice = [same[0].clone(), mended(Some("defective"), "2027-06-01")];
    assert_eq!(
        of("es", "2023-11-07", &twice, "2028-06-01"),
        on("2028-06-01", true)
    );
    // Not back yet: nothing runs from then.
    let running = [Service {
        until: None,
        ..same[0].clone()
    }];
    assert!(
        !reasons(&after("es", "2023-11-07", &running, "2026-11-21"))
            .contains(&"conformity.same_fault")
    );
    // Germany: two months, and nothing is presumed.
    let same = [mended(Some("defective"), "2026-10-20")];
    assert_eq!(
        of("de", "2024-11-07", &same, "2026-12-20"),
        on("2026-12-20", false)
    );
    assert_eq!(
        summary(&after("de", "2024-11-07", &same, "2026-12-21")),
        "review"
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
    // Portugal, article 18(6): three years of its own.
    assert_eq!(
        conformity(&after("pt", "2025-01-10", &replaced, "2026-11-21")),
        "2029-01-20"
    );
    assert_eq!(
        conformity(&after("de", "2025-01-10", &replaced, "2026-11-21")),
        "2027-01-10"
    );
}

#[test]
fn in_france_a_replacement_in_place_of_a_repair_starts_it_anew() {
    let of = |instead_of: Option<ServiceKind>| {
        let replaced = Service {
            instead_of,
            ..replacement("2026-01-10", "2026-01-20")
        };
        conformity(&after("fr", "2025-01-10", &[replaced], "2026-11-21"))
    };
    assert_eq!(of(Some(ServiceKind::Repair)), "2028-01-20");
    // Asked for, it is ten days longer, the time it was away.
    assert_eq!(of(None), "2027-01-20");
    assert_eq!(of(Some(ServiceKind::Replacement)), "2027-01-20");
}

#[test]
fn the_warranty_waits_and_starts_anew_where_the_law_says_so() {
    let of = |preset: &str, history: &[Service], today: &str| {
        let mut order = order("2023-11-21");
        order.lines[0].history = history.to_vec();
        let policy = policy(&format!(
            "preset = \"{preset}\"\nwarranty = {{ months = 36 }}"
        ));
        let verdict = judged(&policy, &order, &claimed("defective"), today);
        let whole = summary(&verdict);
        let from = whole.find("warranty ").map_or(0, |at| at + 9);
        whole[from..].chars().take(10).collect::<String>()
    };
    let away = [repair("2025-02-01", "2025-02-15")];
    for preset in ["ru", "ua", "fr"] {
        assert_eq!(of(preset, &away, "2026-11-21"), "2026-12-05", "{preset}");
        assert_eq!(of(preset, &[], "2026-11-21"), "2026-11-21", "{preset}");
    }
    // Their clocks are the legal guarantee's alone.
    for preset in ["de", "be", "es", "pt", "cz", "us"] {
        assert_eq!(of(preset, &away, "2026-11-21"), "2026-11-21", "{preset}");
    }
    let anew = [replacement("2025-02-01", "2025-02-15")];
    assert_eq!(of("ru", &anew, "2026-11-21"), "2028-02-15");
    assert_eq!(of("ua", &anew, "2026-11-21"), "2028-02-15");
    assert_eq!(of("fr", &anew, "2026-11-21"), "2026-12-05");
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
