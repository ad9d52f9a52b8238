//! The tables of `docs/law.md`, written from the data, so that the page cannot say anything else.

use super::PRESETS;
use crate::{
    policy::law::{Clock, FailedBy, GuaranteeLaw, Law, NotTold, Restarts},
    verdict::Remedy,
    words::{REMEDIES, word},
};

fn row(cells: &[String]) -> String {
    format!("| {} |\n", cells.join(" | "))
}

fn table(head: &[&str], cells: impl Fn(&Law) -> Vec<String>) -> String {
    let head: Vec<String> = head.iter().map(|cell| (*cell).to_owned()).collect();
    let rule: Vec<String> = head.iter().map(|_| "---".to_owned()).collect();
    let mut text = row(&head) + &row(&rule);
    for preset in &PRESETS {
        // A version that changes nothing here needs no row.
        let mut before = Vec::new();
        for law in (preset.laws)() {
            let whole = cells(&law);
            if whole != before {
                let first = [format!("`{}`", preset.id), law.valid_from.to_string()];
                text += &row(&[first.as_slice(), whole.as_slice()].concat());
                before = whole;
            }
        }
    }
    text
}

fn or_dash(text: Option<String>) -> String {
    text.unwrap_or_else(|| "–".to_owned())
}

fn days(days: Option<u32>) -> String {
    or_dash(days.map(|days| format!("{days} days")))
}

fn listed(remedies: &[Remedy]) -> String {
    let names: Vec<String> = remedies
        .iter()
        .map(|remedy| word(&REMEDIES, remedy).replace('_', " "))
        .collect();
    names.join(", ")
}

fn not_told(law: NotTold) -> String {
    match law {
        NotTold::MonthsMore(months) => format!("{months} months more"),
        NotTold::MonthsInstead(months) => format!("{months} months"),
        NotTold::DaysInstead(days) => format!("{days} days"),
    }
}

fn sound() -> String {
    let head = [
        "preset",
        "orders from",
        "withdrawal",
        "not told of it",
        "money back in",
        "sent back in",
        "exchange",
        "ends on a working day",
    ];
    table(&head, |law| {
        let withdrawal = law.withdrawal.as_ref();
        vec![
            days(withdrawal.map(|law| law.days)),
            or_dash(withdrawal.map(|law| not_told(law.not_told))),
            days(withdrawal.map(|law| law.refund_days)),
            days(withdrawal.and_then(|law| law.send_back_days)),
            days(law.exchange.as_ref().map(|law| law.days)),
            (if law.ends_on_working_day { "yes" } else { "no" }).to_owned(),
        ]
    })
}

fn second(law: &GuaranteeLaw) -> String {
    if law.second.is_empty() {
        return "–".to_owned();
    }
    let serious = if law.serious_opens_second {
        ", or a serious fault"
    } else {
        ""
    };
    let failed = match law.failed_by {
        FailedBy::SameFault => "same fault",
        FailedBy::AnyFault => "any fault",
    };
    format!(
        "{} (attempts: {}, {failed}{serious})",
        listed(&law.second),
        law.attempts
    )
}

fn first_days(law: &GuaranteeLaw) -> String {
    or_dash(
        law.at_first
            .as_ref()
            .map(|first| format!("{} days: {}", first.days, listed(&first.remedies)))
            .or_else(|| {
                law.complex.as_ref().map(|complex| {
                    format!(
                        "technically complex goods after {} days: {}; all again over {} days a year in repair",
                        complex.days,
                        listed(&complex.remedies),
                        complex.days_in_repair_a_year
                    )
                })
            }),
    )
}

fn faulty() -> String {
    let head = [
        "preset",
        "orders from",
        "guarantee",
        "presumed faulty",
        "at first",
        "then",
        "first days",
    ];
    table(&head, |law| {
        let Some(law) = law.guarantee.as_ref() else {
            return vec!["–".to_owned(); 5];
        };
        let warranty = if law.follows_warranty {
            ", or as long as the warranty"
        } else {
            ""
        };
        let length = law.months.map_or_else(
            || "no fixed period".to_owned(),
            |months| format!("{months} months{warranty}"),
        );
        vec![
            length,
            match law.presumed_months {
                0 => "–".to_owned(),
                months => format!("{months} months"),
            },
            listed(&law.remedies),
            second(law),
            first_days(law),
        ]
    })
}

fn after_service(law: &GuaranteeLaw) -> String {
    let mut parts = Vec::new();
    let adds = law.after.repair_adds_months.as_slice();
    match adds {
        [] => {}
        [all] => parts.push(format!("{all} months more each time")),
        [first, 0] => parts.push(format!("{first} months more, once")),
        [first, .., 0] => parts.push(format!(
            "{first} months more, up to {} times",
            adds.len() - 1
        )),
        [first, .., last] if first == last => parts.push(format!("{last} months more each time")),
        [first, .., last] => parts.push(format!("{first} months more, then {last} each time")),
    }
    let clocks: Vec<&str> = law
        .after
        .clock_stops
        .iter()
        .map(|clock| match clock {
            Clock::Guarantee => "guarantee",
            Clock::Presumption => "presumption",
            Clock::Warranty => "warranty",
        })
        .collect();
    if !clocks.is_empty() {
        parts.push(format!("the clock stops ({})", clocks.join(", ")));
    }
    match law.after.replacement_restarts {
        Restarts::Never => {}
        Restarts::InsteadOfRepair => {
            parts.push("a replacement instead of a repair starts it anew".to_owned());
        }
        Restarts::Always => parts.push("a replacement starts it anew".to_owned()),
    }
    if let Some(same) = law.after.same_fault {
        let presumed = if same.presumed { " and presumed" } else { "" };
        let months = same.months;
        parts.push(format!(
            "the same fault is covered{presumed} for {months} months after it"
        ));
    }
    if parts.is_empty() {
        parts.push("–".to_owned());
    }
    parts.join("; ")
}

fn deadlines() -> String {
    let head = [
        "preset",
        "orders from",
        "answer in",
        "repair in",
        "replace in",
        "money back in",
        "loaner",
        "late",
        "after a repair or replacement",
    ];
    table(&head, |law| {
        let silence = if law.silence_accepts {
            ", silence accepts"
        } else {
            ""
        };
        let answer = law.decide_days.map(|days| format!("{days} days{silence}"));
        let Some(law) = law.guarantee.as_ref() else {
            let mut none = vec!["–".to_owned(); 7];
            none[0] = or_dash(answer);
            return none;
        };
        let inspected = law
            .replace_days_inspected
            .map_or_else(String::new, |days| format!(", {days} with an inspection"));
        let agreed = if law.refund_from_agreement {
            " from the agreement"
        } else {
            ""
        };
        let loaner = match (law.loaner, law.loaner_days) {
            (_, Some(days)) => format!("in {days} days"),
            (true, None) => "yes".to_owned(),
            (false, None) => "–".to_owned(),
        };
        vec![
            or_dash(answer),
            days(law.repair_days),
            days(law.replace_days) + &inspected,
            days(law.refund_days) + agreed,
            loaner,
            or_dash(
                law.penalty_percent_a_day
                    .map(|percent| format!("{percent} % a day")),
            ),
            after_service(law),
        ]
    })
}

fn page() -> String {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/law.md");
    std::fs::read_to_string(path).unwrap()
}

#[test]
fn the_page_of_the_law_has_every_number_of_the_presets() {
    let page = page();
    for (name, table) in [
        ("sound", sound()),
        ("faulty", faulty()),
        ("deadlines", deadlines()),
    ] {
        assert!(
            page.contains(&table),
            "docs/law.md, table `{name}`, should be:\n{table}"
        );
    }
}

#[test]
fn the_page_of_the_law_names_a_source_for_each_preset() {
    let page = page();
    for preset in &PRESETS {
        let sources = page
            .lines()
            .filter(|line| line.starts_with(&format!("- `{}`:", preset.id)))
            .count();
        assert_eq!(sources, 1, "{}", preset.id);
    }
}
