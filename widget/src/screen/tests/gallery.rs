//! The gallery: every state of every part and screen, as HTML for `examples/gallery`, made by the very functions that the
//! widget shows. `cargo xtask gallery` has it written; without that it is only made.

use super::{shown, states::states, texts_of};
use crate::{
    element::{El, el, text},
    flow::{
        Act, Field, File, FileState, Flow, Screen,
        stories::{found, shop, start, usual},
    },
    part::{
        Choice, Icon, Input, Need, Tone, actions, alert, anchor, back, chip, choice, chosen_files,
        dropzone, field, group, heading, icon, link, notice, picture, primary, quiet, select,
        sent_files, summary, tick,
    },
    words::Words,
};
use claims::{placed::Placed, problem::EvidenceKind};
use serde_json::{Value, json};
use std::{env, fs, path::Path};

/// Where `examples/gallery` reads it.
const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../target/gallery");
/// English, long words, another script, and from right to left.
const LANGUAGES: [&str; 4] = ["en", "de", "ru", "ar"];

fn words(language: &str) -> Words {
    Words {
        locale: language.to_owned(),
        texts: Placed::of(&texts_of(language)),
        ..super::words(language)
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
}

/// What the browser would have after `browser/dom.rs` has built it.
fn html(element: &El) -> String {
    let made = &element.0;
    if made.tag.is_empty() {
        return String::new();
    }
    let value = element.attribute("value").unwrap_or_default();
    let mut tag = made.tag.to_owned();
    for (name, value) in &made.attributes {
        if !(*name == "value" && matches!(made.tag, "textarea" | "select")) {
            tag.push_str(&format!(" {name}=\"{}\"", escaped(value)));
        }
    }
    if matches!(made.tag, "input" | "img") {
        return format!("<{tag}>");
    }
    let mut inside = escaped(if made.tag == "textarea" {
        value
    } else {
        &made.text
    });
    for child in &made.children {
        let is_chosen = made.tag == "select" && child.attribute("value") == Some(value);
        inside.push_str(&html(&child.clone().when(is_chosen, "selected", "")));
    }
    format!("<{tag}>{inside}</{}>", made.tag)
}

/// A file in each state.
fn with_files() -> Flow {
    let mut flow = usual(Screen::Evidence);
    let states = [
        FileState::Preparing,
        FileState::Ready,
        FileState::Sending(40, 1),
        FileState::Sent,
        FileState::Failed,
    ];
    flow.kept.files.clear();
    for (at, state) in states.into_iter().enumerate() {
        flow.kept.files.push(File {
            id: u32::try_from(at).unwrap() + 1,
            name: format!("a picture of the lamp with quite a long name {at}.jpg"),
            size_bytes: 700_000,
            state,
            ..photo()
        });
    }
    flow
}

fn photo() -> File {
    let mut flow = usual(Screen::Evidence);
    flow.hear(crate::flow::News::Picked(
        EvidenceKind::Photo,
        vec![crate::flow::stories::photo(1)],
    ));
    flow.kept.files.remove(0)
}

/// Every part in each of its states.
fn parts(words: &Words) -> Vec<(&'static str, El)> {
    let calm = start(shop());
    let mut wrong = start(shop());
    wrong.apply(Act::Next);
    let files = with_files();
    let stack = |all: Vec<El>| el("div", "stack").all(all);
    let row = |all: Vec<El>| el("div", "actions").all(all);
    let card = |at, value: &'static str, chosen, field| {
        let hint = words.el("span", "hint", "find.order_hint");
        choice(
            &Choice {
                field,
                at,
                value,
                name: value,
                chosen,
            },
            hint,
        )
    };
    let cards = |field| {
        let all = el("div", "choices").child(card(0, "Repair", true, field));
        let mut last = card(2, "Refund", false, field);
        last.0.children[0] = last.0.children[0].clone().with("disabled", "");
        all.child(card(1, "Replacement", false, field)).child(last)
    };
    let legend = |key: &str| words.el("legend", "", key);
    let typed = |flow: &Flow, value: &str| {
        let input = Input {
            label: "find.order",
            hint: "find.order_hint",
            ..Input::TEXT
        };
        field(flow, words, Field::Order, &input, value)
    };
    let lines = Input {
        label: "problem.description",
        ..Input::LINES
    };
    let alike = |class: &'static str, sign| {
        let body = el("div", "")
            .child(words.el("h3", "", "error.summary"))
            .child(words.el("p", "", "nav.restored"));
        notice(
            class,
            sign,
            body.child(link(words, "nav.restart", Act::Restart)),
        )
    };
    let mut refused = start(shop());
    refused.hear(crate::flow::News::Found(Err(
        crate::flow::Trouble::NoAnswer,
    )));
    let icons = [
        Icon::Tick,
        Icon::Attention,
        Icon::Clock,
        Icon::Bulb,
        Icon::Camera,
        Icon::Paper,
        Icon::Letter,
        Icon::Box,
        Icon::Cross,
        Icon::Arrow,
        Icon::Plus,
        Icon::Person,
    ];
    let tones = [
        (Tone::Good, "approved"),
        (Tone::Warn, "needs_info"),
        (Tone::Bad, "declined"),
        (Tone::Calm, "received"),
    ];
    let zone = |need| {
        dropzone(
            &calm,
            words,
            EvidenceKind::Photo,
            need,
            1,
            el("ul", "files"),
        )
    };
    vec![
        ("heading", heading(words.el("h2", "", "items.title"))),
        ("button", row(vec![primary(words, "nav.next", false)])),
        ("button, busy", row(vec![primary(words, "nav.next", true)])),
        (
            "button, quiet",
            row(vec![quiet(words, "evidence.later", Act::Later)]),
        ),
        (
            "button, dangerous",
            row(vec![words.el(
                "button",
                "button danger",
                "progress.withdraw_confirm",
            )]),
        ),
        (
            "buttons side by side",
            actions(
                primary(words, "nav.next", false),
                quiet(words, "evidence.later", Act::Later),
            ),
        ),
        (
            "links",
            row(vec![
                link(words, "nav.restart", Act::Restart),
                anchor(words, "find.follow", Act::Restart),
                back(words),
            ]),
        ),
        ("field, empty", typed(&calm, "")),
        ("field, filled in", typed(&calm, "LL-1001")),
        ("field, wrong", typed(&wrong, "")),
        (
            "field of lines",
            field(
                &calm,
                words,
                Field::Description(0),
                &lines,
                "It stays dark.",
            ),
        ),
        (
            "quantity",
            select(Field::Quantity(0), words.text("items.title"), 2, 3),
        ),
        (
            "tick, ticked and not",
            stack(vec![
                tick(words, Field::Item(0), "sent.follow", true),
                tick(words, Field::Item(1), "sent.follow", false),
            ]),
        ),
        (
            "choices: chosen, free, disabled",
            group(
                &calm,
                words,
                Field::Remedy(0),
                legend("remedy.title"),
                cards(Field::Remedy(0)),
            ),
        ),
        (
            "chips",
            row(tones
                .into_iter()
                .map(|(tone, status)| chip(tone, &words.of("status", status)))
                .collect()),
        ),
        ("notice, bad", alike("alert bad", Icon::Attention)),
        ("notice, good", alike("alert good", Icon::Tick)),
        ("notice, tip", alike("alert tip", Icon::Bulb)),
        ("notice, whose turn", alike("alert turn", Icon::Clock)),
        ("summary of errors", summary(&wrong, words)),
        ("alert", alert(&refused, words)),
        ("place for files, free", zone(Need::Free)),
        ("place for files, something missing", zone(Need::Missing)),
        ("place for files, given", zone(Need::Given)),
        (
            "place for files, something over it",
            zone(Need::Free).with("class", "dropzone over"),
        ),
        (
            "files, chosen",
            chosen_files(&files, words, EvidenceKind::Photo),
        ),
        ("files, on their way", sent_files(&files, words)),
        (
            "pictures",
            row(vec![picture(None), text("span", "whole", "K7QX-2MPD-4VTR")]),
        ),
        (
            "number",
            el("div", "ticket").child(text("p", "number", "K7QX-2MPD-4VTR")),
        ),
        ("icons", row(icons.into_iter().map(icon).collect())),
    ]
}

fn gallery(language: &str) -> Value {
    let words = words(language);
    let mut all = Vec::new();
    for (name, part) in parts(&words) {
        all.push(json!({ "name": name, "kind": "part", "html": html(&part) }));
    }
    for (name, mut flow) in states() {
        let html = html(&shown(&mut flow, &words));
        all.push(json!({ "name": name, "kind": "screen", "html": html }));
    }
    json!({ "language": language, "direction": if language == "ar" { "rtl" } else { "ltr" }, "states": all })
}

/// The theme, then all others by their paths, as the build joins them; the dialog's, which the loader brings, last.
fn styles() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sheets = Vec::new();
    for folder in ["src/part", "src/screen"] {
        let files = fs::read_dir(root.join(folder)).unwrap();
        sheets.extend(
            files
                .map(|file| file.unwrap().path())
                .filter(|file| file.extension().is_some_and(|is| is == "css")),
        );
    }
    sheets.sort();
    sheets.insert(0, root.join("src/theme.css"));
    sheets.push(root.join("loader/dialog.css"));
    sheets
        .iter()
        .map(|sheet| fs::read_to_string(sheet).unwrap())
        .collect()
}

/// Every class that a rule begins with.
fn classes(css: &str) -> Vec<&str> {
    let begins = css.lines().filter_map(|line| line.strip_prefix('.'));
    let classes = begins.filter_map(|line| line.split([' ', '.', ':', '[', '{', ',', '>']).next());
    // Those are the loader's.
    classes
        .filter(|class| !["root", "card", "shut"].contains(class))
        .collect()
}

#[test]
fn the_gallery_shows_every_part_and_screen_in_every_state() {
    assert_eq!(found("2026-10-24").order.lines.len(), 3);
    let mut written = vec![("widget.css".to_owned(), styles())];
    for language in LANGUAGES {
        let gallery = gallery(language);
        let shown = gallery["states"].as_array().unwrap();
        assert!(shown.len() > 60, "{}", shown.len());
        for state in shown {
            let html = state["html"].as_str().unwrap();
            assert!(html.starts_with('<') && html.len() > 40, "{state}");
        }
        written.push((format!("states.{language}.json"), gallery.to_string()));
    }
    let english = written[1].1.as_str();
    for class in classes(&written[0].1) {
        assert!(english.contains(class), "no state shows `.{class}`");
    }
    if env::var_os("RECOURSE_WRITE_GALLERY").is_some() {
        fs::create_dir_all(FOLDER).unwrap();
        for (name, content) in written {
            fs::write(Path::new(FOLDER).join(name), content).unwrap();
        }
    }
}
