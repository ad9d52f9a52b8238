//! The file, read as calendars read it.

use super::*;
use crate::flow::{
    Act, Screen, Todo,
    stories::{granted, usual, view},
};
use claims::placed::Placed;
use serde_json::{Value, json};
use std::collections::BTreeMap;

fn words() -> Words {
    let mut texts = claims::texts::texts("en").clone();
    let own: BTreeMap<String, String> =
        serde_json::from_str(include_str!("../../../texts/en.json")).unwrap();
    texts.extend(own);
    Words {
        locale: "en".to_owned(),
        time_zone: "Europe/Paris".to_owned(),
        texts: Placed::of(&texts),
        ..Words::default()
    }
}

fn of(changes: &Value) -> String {
    let mut flow = usual(Screen::Sent);
    flow.view = Some(view(changes));
    calendar(&flow, &words())
}

/// The lines, unfolded (RFC 5545, 3.1).
fn lines(file: &str) -> Vec<String> {
    assert!(file.ends_with("\r\n"));
    let whole = file.replace("\r\n ", "");
    whole.split_terminator("\r\n").map(str::to_owned).collect()
}

fn days(file: &str) -> Vec<(String, String)> {
    let lines = lines(file);
    let all = |name: &str| {
        let start = format!("{name}:");
        let of_name = lines
            .iter()
            .filter_map(move |line| line.strip_prefix(&start));
        of_name.map(str::to_owned).collect::<Vec<_>>()
    };
    let (days, what) = (all("DTSTART;VALUE=DATE"), all("SUMMARY"));
    assert_eq!(days.len(), what.len());
    days.into_iter().zip(what).collect()
}

fn pairs(days: &[(&str, &str)]) -> Vec<(String, String)> {
    days.iter()
        .map(|(day, what)| ((*day).to_owned(), format!("Lumen Lampes: {what}")))
        .collect()
}

#[test]
fn a_claim_that_waits_for_an_answer_has_the_day_of_the_answer() {
    let file = of(&json!({}));
    let expected = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Recourse//Claims//EN",
        "BEGIN:VEVENT",
        "UID:K7QX-2MPD-answer@lumen.example",
        "DTSTAMP:20261121T100000Z",
        "DTSTART;VALUE=DATE:20261122",
        "SUMMARY:Lumen Lampes: We will answer you.",
        "DESCRIPTION:Your claim K7QX-2MPD",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
    ];
    assert_eq!(lines(&file), expected);
}

#[test]
fn a_claim_that_is_granted_has_the_customer_s_day_and_the_shop_s() {
    let refund = of(&granted("refund", &json!({})));
    assert_eq!(
        days(&refund),
        pairs(&[
            ("20261207", "Please send it back to us."),
            ("20261205", "Money back by 2026-12-05"),
        ])
    );
    let lent =
        json!({ "loaner": true, "deadlines": { "repair": "2026-12-21", "loaner": "2026-11-24" } });
    let repair = of(&granted("repair", &lent));
    let dated: Vec<_> = days(&repair).into_iter().map(|(day, _)| day).collect();
    assert_eq!(dated, ["20261207", "20261221", "20261124"]);
}

#[test]
fn every_date_has_its_own_name_that_stays_when_the_day_is_another() {
    let names = |due: &str| {
        let mut changes = granted("refund", &json!({}));
        changes["next"]["due"] = json!(due);
        let file = of(&changes);
        let names = lines(&file).into_iter();
        names
            .filter(|line| line.starts_with("UID:"))
            .collect::<Vec<_>>()
    };
    let first = names("2026-12-07T12:00:00.000Z");
    assert_eq!(first, names("2026-12-09T12:00:00.000Z"));
    assert_eq!(first.len(), 2);
    assert_ne!(first[0], first[1]);
}

#[test]
fn what_would_be_read_as_structure_is_escaped_and_long_lines_are_folded_between_characters() {
    let mut flow = usual(Screen::Sent);
    flow.shop.name = format!("{}; Söhne, \\ & Cie\nParis", "é".repeat(60));
    let file = calendar(&flow, &words());
    for line in file.split_terminator("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
        assert!(!line.contains(['\r', '\n']));
    }
    let summary = lines(&file)
        .into_iter()
        .find(|line| line.starts_with("SUMMARY"));
    let expected = format!(
        "{}\\; Söhne\\, \\\\ & Cie\\nParis: We will answer you.",
        "é".repeat(60)
    );
    assert_eq!(summary.unwrap(), format!("SUMMARY:{expected}"));
}

#[test]
fn the_key_to_the_claim_is_in_no_calendar() {
    let file = of(&granted("refund", &json!({})));
    assert!(
        !file.contains("tracking-token") && !file.contains("track#"),
        "{file}"
    );
}

#[test]
fn the_file_is_made_when_the_customer_asks_for_it() {
    let mut flow = usual(Screen::Sent);
    assert_eq!(flow.apply(Act::Calendar), [Todo::Calendar]);
    flow.view = None;
    assert_eq!(calendar(&flow, &words()), "");
    assert_eq!(dates(&flow, &words()), []);
}
