//! The first screen beside the same form in React with react-hook-form and zod, and in Preact.

use std::path::Path;

use serde_json::Value;

use crate::build;
use crate::places::Places;
use crate::process;
use crate::setup::BuildTools;
use crate::terminal::{note, say};
use crate::trouble::Trouble;

/// What is shown of a visit: its name in the measurement, the heading, the places after the point.
const COLUMNS: [(&str, &str, usize); 6] = [
    ("bytes", "bytes", 0),
    ("first_input_ms", "first input", 0),
    ("live_ms", "all live", 0),
    ("longest_task_ms", "longest task", 0),
    ("shift", "shift", 3),
    ("memory_mb", "memory MB", 1),
];

/// Ours first.
const EMBEDS: [&str; 3] = ["recourse", "preact", "react"];

/// Measures, and prints a table.
pub fn run(places: &Places, tools: &BuildTools, chromium: &Path) -> Result<(), Trouble> {
    build::widget(places, tools)?;
    build::edge(places, tools)?;
    note("the first screen in Chromium, beside its peers; a minute …");
    let mut node = process::command(places, &tools.npm.node);
    node.arg(places.at("tests/peers/forms/bench.ts"))
        .env("RECOURSE_CHROMIUM", chromium)
        .env("RECOURSE_XTASK", places.at("target/debug/xtask"));
    let measured: Value = serde_json::from_str(&process::output(&mut node)?)
        .map_err(|error| Trouble::content("what the browser measured", error))?;
    say(
        "\nfrom the script tag, 4x CPU slowdown, slow 4G, nothing cached, medians of 7 visits, ms \
         (goal: first input <= 250, all live <= 600, no task over 50, shift 0)",
    );
    say(table(&measured));
    Ok(())
}

fn table(measured: &Value) -> String {
    let mut lines = vec![format!("  {:<10}", "")];
    for (_, heading, _) in COLUMNS {
        lines[0].push_str(&format!("{heading:>14}"));
    }
    for embed in EMBEDS {
        let mut line = format!("  {embed:<10}");
        for (name, _, places) in COLUMNS {
            let value = measured[embed][name].as_f64().unwrap_or(f64::NAN);
            line.push_str(&format!("{value:>14.places$}"));
        }
        lines.push(line);
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_row_for_each_embed_with_its_numbers_below_their_headings() {
        let visit = json!({ "bytes": 5000, "first_input_ms": 180.4, "live_ms": 590.6, "longest_task_ms": 0,
            "shift": 0.0004, "memory_mb": 1.25 });
        let text = table(&json!({ "recourse": visit, "react": visit, "preact": visit }));
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 4);
        assert_eq!(
            lines[1].split_whitespace().collect::<Vec<_>>(),
            ["recourse", "5000", "180", "591", "0", "0.000", "1.2"]
        );
        assert_eq!(lines[0].len(), lines[3].len());
    }
}
