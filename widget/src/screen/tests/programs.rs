//! Each of the two programs has the texts it says and the styles of what it shows (`programs.json`).

use super::{shown, states::states, texts, texts_of, words};
use crate::{flow::Flow, program::Program};
use claims::{explain::Texts, placed::Placed};
use serde_json::Value;
use std::{collections::BTreeSet, fs};

/// Sources of the screens of one program.
const SOURCES: [(Program, &[&str]); 2] = [
    (
        Program::Claim,
        &[
            "screen/check.rs",
            "screen/evidence.rs",
            "screen/find.rs",
            "screen/items.rs",
            "screen/problem.rs",
            "screen/remedy.rs",
            "screen/sent.rs",
            "screen/solved.rs",
            "screen/stated.rs",
            "part/question.rs",
            "part/steps.rs",
            "flow/check.rs",
            "flow/items.rs",
            "flow/problem.rs",
            "flow/remedy.rs",
            "flow/stated.rs",
        ],
    ),
    (
        Program::Track,
        &[
            "screen/progress.rs",
            "screen/progress/meeting.rs",
            "screen/progress/offer.rs",
            "screen/progress/rating.rs",
            "flow/following.rs",
            "flow/progress.rs",
            "screen/recover.rs",
            "part/timeline.rs",
        ],
    ),
];

fn name(program: Program) -> &'static str {
    match program {
        Program::Claim => "claim",
        Program::Track => "track",
    }
}

/// Whether something is the program's: nobody else's, or everybody's. `xtask` decides it alike.
fn has(program: Program, list: &str, is_of: impl Fn(&str) -> bool) -> bool {
    let all: Value = serde_json::from_str(include_str!("../../../programs.json")).unwrap();
    let is_own = |own: &Value| {
        let mut entries = own[list].as_array().unwrap().iter();
        entries.any(|entry| is_of(entry.as_str().unwrap()))
    };
    let mut others = all.as_object().unwrap().iter();
    is_own(&all["both"]) || !others.any(|(other, own)| other != name(program) && is_own(own))
}

fn says(program: Program, key: &str) -> bool {
    has(program, "texts", |start| {
        match start.ends_with(['.', '_']) {
            true => key.starts_with(start),
            false => key == start,
        }
    })
}

fn texts_said(program: Program, language: &str) -> Texts {
    let mut texts = texts_of(language);
    texts.retain(|key, _| says(program, key));
    texts
}

fn states_of(program: Program) -> Vec<(&'static str, Flow)> {
    let mut states = states();
    states.retain(|(_, flow)| flow.program == program);
    assert!(states.len() > 4);
    states
}

#[test]
fn with_its_own_texts_alone_a_program_says_the_same() {
    for program in [Program::Claim, Program::Track] {
        for language in claims::texts::LANGUAGES {
            let all = words(language);
            let mut own = words(language);
            own.texts = Placed::of(&texts_said(program, language));
            for (name, mut flow) in states_of(program) {
                let said = shown(&mut flow, &own);
                assert_eq!(said, shown(&mut flow, &all), "{name}, {language}");
            }
        }
    }
}

#[test]
fn what_the_sources_of_a_program_say_is_in_its_texts() {
    for (program, files) in SOURCES {
        let own = texts_said(program, "en");
        for file in files {
            let source = fs::read_to_string(texts::root().join("src").join(file)).unwrap();
            for key in texts::literals(&[source]) {
                let is_text = texts_of("en").contains_key(&key);
                assert!(!is_text || own.contains_key(&key), "{file}: {key}");
            }
        }
    }
}

#[test]
fn each_program_has_the_styles_of_what_it_shows() {
    let folder = texts::root().join("src");
    let mut sheets = Vec::new();
    for part in ["part", "screen"] {
        for entry in fs::read_dir(folder.join(part)).unwrap() {
            let path = entry.unwrap().path();
            let name = format!("{part}/{}", path.file_name().unwrap().to_str().unwrap());
            if name.ends_with(".css") {
                sheets.push((name, classes(&fs::read_to_string(path).unwrap())));
            }
        }
    }
    for program in [Program::Claim, Program::Track] {
        let own = |name: &str| has(program, "styles", |sheet| sheet == name);
        let mut foreign = BTreeSet::new();
        for (_, classes) in sheets.iter().filter(|(name, _)| !own(name)) {
            foreign.extend(classes.clone());
        }
        for (_, classes) in sheets.iter().filter(|(name, _)| own(name)) {
            foreign.retain(|class| !classes.contains(class));
        }
        assert!(foreign.len() > 4, "there are styles of the other alone");
        for (name, mut flow) in states_of(program) {
            for element in shown(&mut flow, &words("en")).within() {
                let class = element.attribute("class").unwrap_or_default();
                let bare = class.split(' ').find(|class| foreign.contains(*class));
                assert_eq!(bare, None, "{name}");
            }
        }
    }
}

/// The classes that a sheet names; after the point of a number stands no letter.
fn classes(sheet: &str) -> BTreeSet<String> {
    let is_name = |c: &char| c.is_ascii_lowercase() || *c == '-';
    let parts = sheet.split('.').skip(1);
    let mut classes: BTreeSet<String> = parts
        .map(|part| part.chars().take_while(is_name).collect())
        .collect();
    classes.remove("");
    classes
}
