//! What a verdict costs, natively by rules and by lines, and as WebAssembly in Chromium: twice the rules should take
//! twice the time.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::build::wasm::{BUILD_STD, RUSTFLAGS, TARGET};
use crate::places::Places;
use crate::process;
use crate::setup::BuildTools;
use crate::terminal::{note, say};
use crate::trouble::Trouble;

/// The day the benchmark judges on.
const TODAY: &str = "2026-11-21";

/// Measures, and prints what it found.
pub fn run(places: &Places, tools: &BuildTools, chromium: &Path) -> Result<(), Trouble> {
    note("a verdict natively; two minutes …");
    process::run(process::command(places, "cargo").args([
        "bench",
        "--package=claims",
        "--bench=verdict",
        "--quiet",
    ]))?;
    say("\na verdict, natively (goal: 200 rules and 10 lines under 100 µs)");
    say(row(places, "rules", &[25, 50, 100, 200, 400], "10 lines")?);
    say(row(places, "lines", &[1, 2, 5, 10, 20], "200 rules")?);
    note("a verdict in Chromium …");
    let folder = build(places, tools)?;
    let mut node = process::command(places, &tools.npm.node);
    node.arg(places.at("xtask/src/bench/in_browser.mjs"))
        .arg(folder)
        .arg(places.at("target/verdict-world.json"))
        .arg(TODAY)
        .env("RECOURSE_CHROMIUM", chromium);
    let took: Value = serde_json::from_str(&process::output(&mut node)?)
        .map_err(|error| Trouble::content("what the browser said", error))?;
    say("\na verdict as WebAssembly in Chromium, 200 rules and 10 lines (goal: under 1 ms)");
    say(format!(
        "  median {:.3} ms, worst {:.3} ms",
        took["median_ms"].as_f64().unwrap_or_default(),
        took["worst_ms"].as_f64().unwrap_or_default()
    ));
    Ok(())
}

/// The times of one group, and how far the last is from linear.
fn row(places: &Places, group: &str, sizes: &[u32], with: &str) -> Result<String, Trouble> {
    let mut times = Vec::new();
    for size in sizes {
        times.push(micros(&places.at(format!(
            "target/criterion/{group}/{size}/new/estimates.json"
        )))?);
    }
    Ok(in_words(group, sizes, &times, with))
}

fn in_words(group: &str, sizes: &[u32], times: &[f64], with: &str) -> String {
    let each = sizes.iter().zip(times);
    let each: Vec<String> = each
        .map(|(size, time)| format!("{size}: {time:.1} µs"))
        .collect();
    let half = times.iter().rev().nth(1).copied().unwrap_or(1.0);
    let ratio = times.last().copied().unwrap_or_default() / half;
    let each = each.join("   ");
    format!("  {with}, {group}  {each}   (the last is {ratio:.2} of the one before; linear is 2)")
}

/// The mean of a benchmark.
fn micros(file: &Path) -> Result<f64, Trouble> {
    let text = fs::read_to_string(file).map_err(Trouble::reading(file))?;
    let estimates: Value =
        serde_json::from_str(&text).map_err(|error| Trouble::content(file, error))?;
    let nanos = estimates["mean"]["point_estimate"].as_f64();
    nanos
        .map(|nanos| nanos / 1000.0)
        .ok_or_else(|| Trouble::content(file, "no mean"))
}

/// Built as the widget is.
fn build(places: &Places, tools: &BuildTools) -> Result<PathBuf, Trouble> {
    let target = places.at("target/widget-build");
    let mut cargo = process::command(places, "cargo");
    cargo
        .args(["build", "--package=in_browser", "--profile=widget"])
        .args(["--target", TARGET])
        .args(BUILD_STD)
        .arg("--target-dir")
        .arg(&target)
        .env("RUSTC_BOOTSTRAP", "1")
        .env("RUSTFLAGS", RUSTFLAGS);
    process::run(&mut cargo)?;
    let folder = places.at("target/in-browser");
    process::run(
        process::command(places, &tools.rust.wasm_bindgen)
            .args(["--target", "no-modules", "--no-typescript", "--out-dir"])
            .arg(&folder)
            .arg(target.join(TARGET).join("widget/in_browser.wasm")),
    )?;
    Ok(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_shown_with_how_they_grow() {
        assert_eq!(
            in_words("rules", &[1, 2], &[10.04, 20.08], "10 lines"),
            "  10 lines, rules  1: 10.0 µs   2: 20.1 µs   (the last is 2.00 of the one before; linear is 2)"
        );
    }
}
