//! `cargo xtask check`: what must hold beside the tests. Every part runs, then all failures are named.

mod advisories;
mod dependencies;
mod licences;
mod lock_files;
mod named_tests;
mod sizes;

use std::time::Instant;

use crate::build::{self, texts};
use crate::places::Places;
use crate::process;
use crate::schema;
use crate::setup;
use crate::terminal::{duration, note, say};
use crate::trouble::Trouble;

/// A part of the check by its name.
type Part = (&'static str, fn(&Places) -> Result<(), Trouble>);

const PARTS: [Part; 14] = [
    ("format", format),
    ("lock files", lock_files::check),
    ("texts", text_keys),
    ("schema", schema::check),
    ("unused dependencies", dependencies::check),
    ("licences", licences::check),
    ("cargo deny", advisories::cargo_deny),
    ("npm audit", advisories::npm_audit),
    ("named tests", named_tests::check),
    ("lints", lints),
    ("lints for wasm", wasm_lints),
    ("docs", docs),
    ("odd inputs", odd_inputs),
    ("sizes", size_budget),
];

/// Runs every part.
pub fn run(places: &Places, mut arguments: lexopt::Parser) -> Result<(), Trouble> {
    if let Some(argument) = arguments.next()? {
        return Err(argument.unexpected().into());
    }
    setup::for_build(places)?;
    let mut failed = Vec::new();
    for (name, part) in PARTS {
        note(format!("{name} …"));
        let start = Instant::now();
        match part(places) {
            Ok(()) => say(format!("ok      {name} ({})", duration(start.elapsed()))),
            Err(Trouble::Stopped) => return Err(Trouble::Stopped),
            Err(trouble) => {
                say(format!(
                    "FAILED  {name} ({}): {trouble}",
                    duration(start.elapsed())
                ));
                failed.push(name);
            }
        }
    }
    if failed.is_empty() {
        say("check: all good");
        return Ok(());
    }
    Err(Trouble::Findings(format!(
        "check failed: {}",
        failed.join(", ")
    )))
}

fn format(places: &Places) -> Result<(), Trouble> {
    process::run_with_help(
        process::command(places, "cargo").args(["fmt", "--all", "--check"]),
        "run `cargo fmt --all`",
    )
}

fn lints(places: &Places) -> Result<(), Trouble> {
    let arguments = [
        "clippy",
        "--workspace",
        "--all-targets",
        "--locked",
        "--",
        "-Dwarnings",
    ];
    process::run(process::command(places, "cargo").args(arguments))
}

fn wasm_lints(places: &Places) -> Result<(), Trouble> {
    let target = "--target=wasm32-unknown-unknown";
    let arguments = [
        "clippy",
        "--package=widget",
        "--package=edge",
        target,
        "--locked",
        "--",
        "-Dwarnings",
    ];
    process::run(process::command(places, "cargo").args(arguments))
}

fn docs(places: &Places) -> Result<(), Trouble> {
    let mut cargo = process::command(places, "cargo");
    cargo.args(["doc", "--workspace", "--no-deps", "--locked", "--quiet"]);
    process::run(cargo.env("RUSTDOCFLAGS", "-Dwarnings"))
}

/// Policies, claims and orders changed at random, for a minute: nothing breaks a reader or a verdict.
fn odd_inputs(places: &Places) -> Result<(), Trouble> {
    let mut cargo = process::command(places, "cargo");
    cargo.args([
        "test",
        "--package=claims",
        "--test=odd_inputs",
        "--locked",
        "--quiet",
    ]);
    process::run(cargo.env("ODD_INPUTS_SECONDS", "60"))
}

fn text_keys(places: &Places) -> Result<(), Trouble> {
    let mut findings = Vec::new();
    for folder in texts::FOLDERS {
        let languages = texts::of_folder(&places.at(folder))?;
        let lines = texts::missing(&languages);
        findings.extend(lines.into_iter().map(|line| format!("{folder}: {line}")));
    }
    texts::by_language(places)?;
    if findings.is_empty() {
        Ok(())
    } else {
        Err(Trouble::Findings(findings.join("\n        ")))
    }
}

fn size_budget(places: &Places) -> Result<(), Trouble> {
    build::widget(places, &setup::for_build(places)?)?;
    sizes::check(places)
}
