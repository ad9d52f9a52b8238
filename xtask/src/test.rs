//! `cargo xtask test [NAME]`: unit tests, the edge on real workerd, stories in a real browser.

mod tally;

use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

use crate::build;
use crate::fresh;
use crate::gallery;
use crate::places::Places;
use crate::process;
use crate::setup;
use crate::terminal::{duration, note, say};
use crate::test::tally::Tally;
use crate::trouble::Trouble;

/// The crates with tests that need nothing but the compiler.
const NATIVE: [&str; 5] = ["claims", "widget", "edge", "backend", "xtask"];

/// The stories of the edge mostly wait for retries: more of them at once than there are cores.
const WAITING_TOGETHER: &str = "--test-threads=8";

/// The browser does not wait: on two cores more browsers only slow each other down.
const BROWSERS_AT_ONCE: &str = "--test-concurrency=2";

/// A story that could not start its shop must not keep what it did start waiting for ever.
const ENDED_WHEN_DONE: &str = "--test-force-exit";

/// The browser stories.
const STORIES: &str = "tests/browser";

/// Runs all of them, whatever fails, and ends with the sum.
pub fn run(places: &Places, mut arguments: lexopt::Parser) -> Result<(), Trouble> {
    let mut name = None;
    while let Some(argument) = arguments.next()? {
        match argument {
            lexopt::Arg::Value(value) => name = Some(value.to_string_lossy().into_owned()),
            lexopt::Arg::Long(_) | lexopt::Arg::Short(_) => {
                return Err(argument.unexpected().into());
            }
        }
    }
    let start = Instant::now();
    let stories = stories(places)?;
    let tools = setup::for_build(places)?;
    let chromium = setup::chromium(places)?;
    let python = setup::python(places)?;

    let mut total = Tally::default();
    let mut cargo = process::command(places, "cargo");
    cargo
        .args(["test", "--no-fail-fast"])
        .args(NATIVE.iter().flat_map(|package| ["--package", package]));
    total += phase("unit tests", cargo.args(&name))?;

    build::widget(places, &tools)?;
    build::edge(places, &tools)?;
    process::run(process::command(places, "cargo").args([
        "build",
        "--quiet",
        "--package",
        "backend",
    ]))?;
    let with_surroundings = |command: &mut Command| {
        command
            .env("RECOURSE_CHROMIUM", &chromium)
            .env("RECOURSE_NODE", &tools.npm.node)
            .env("RECOURSE_PYTHON", &python)
            .env("RECOURSE_XTASK", places.at("target/debug/xtask"))
            .env("RECOURSE_BACKEND", places.at("target/debug/backend"))
            // A server started by a test ends with the test's process, however that ends.
            .env("RECOURSE_END_WITH_PARENT", "1");
    };

    let mut cargo = process::command(places, "cargo");
    cargo
        .args(["test", "--no-fail-fast", "--package", "tests"])
        .args(&name)
        .args(["--", WAITING_TOGETHER]);
    with_surroundings(&mut cargo);
    total += phase("the edge on workerd", &mut cargo)?;

    gallery::write(places)?;
    let mut node = process::command(places, &tools.npm.node);
    node.args([
        "--test",
        "--test-reporter=spec",
        BROWSERS_AT_ONCE,
        ENDED_WHEN_DONE,
    ]);
    if let Some(name) = &name {
        node.arg(format!("--test-name-pattern={name}"));
    }
    with_surroundings(node.args(stories));
    total += phase("browser stories", &mut node)?;

    note(format!("all tests took {}", duration(start.elapsed())));
    say(total.in_words());
    match (name, total.failed, total.passed) {
        (Some(name), 0, 0) => Err(Trouble::Findings(format!(
            "no test has `{name}` in its name"
        ))),
        (_, 0, _) => Ok(()),
        (_, _, _) => Err(Trouble::Findings("tests failed, see above".to_owned())),
    }
}

fn stories(places: &Places) -> Result<Vec<PathBuf>, Trouble> {
    let mut files = fresh::files_under(&places.at(STORIES))?;
    files.retain(|file| file.to_string_lossy().ends_with(".test.ts"));
    if files.is_empty() {
        return Err(Trouble::content(
            places.at(STORIES),
            "no *.test.ts is there",
        ));
    }
    Ok(files)
}

/// Runs one runner, shows its output, and counts its tests. A runner that fails without naming a test counts as one failure.
fn phase(name: &str, command: &mut Command) -> Result<Tally, Trouble> {
    note(format!("{name} …"));
    let start = Instant::now();
    let mut tally = Tally::default();
    let status = process::lines(command, |line| {
        say(line);
        tally.read(line);
    })?;
    if !status.success() && tally.failed == 0 {
        note(format!(
            "{name}: ended with {} before it named a test",
            process::in_words(status)
        ));
        tally.failed = 1;
    }
    note(format!(
        "{name}: {} in {}",
        tally.in_words(),
        duration(start.elapsed())
    ));
    Ok(tally)
}
