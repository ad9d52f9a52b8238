//! What a customer downloads, in brotli bytes, against the budget of the design (section 10).

use std::fs;

use crate::build::MANIFEST;
use crate::places::Places;
use crate::terminal::say;
use crate::trouble::Trouble;

const KB: u64 = 1024;

/// The loader with the first screen as plain HTML.
const LOADER_BUDGET_BYTES: u64 = 5 * KB;

/// All of it for the first claim: loader, glue, wasm, styles, one language.
const TOTAL_BUDGET_BYTES: u64 = 90 * KB;

/// Prints the table and fails over the budget.
pub fn check(places: &Places) -> Result<(), Trouble> {
    let file = places.assets().join(MANIFEST);
    let text = fs::read_to_string(&file).map_err(Trouble::reading(&file))?;
    let manifest: serde_json::Value =
        serde_json::from_str(&text).map_err(|error| Trouble::content(&file, error))?;
    let size = |name: &str| {
        let compressed = places.assets().join(format!("{name}.br"));
        fs::metadata(&compressed)
            .map(|data| data.len())
            .map_err(Trouble::reading(compressed))
    };
    let named = |key: &str| size(manifest[key].as_str().unwrap_or(key));

    let loader = size("widget.js")?;
    let mut largest_texts = (0, "none");
    for (language, name) in manifest["texts"].as_object().into_iter().flatten() {
        let bytes = size(name.as_str().unwrap_or_default())?;
        if bytes > largest_texts.0 {
            largest_texts = (bytes, language);
        }
    }
    let texts = format!("texts ({}, the largest)", largest_texts.1);
    let rows = [
        ("loader", loader),
        ("glue", named("glue")?),
        ("wasm", named("wasm")?),
        ("css", named("css")?),
        (&texts, largest_texts.0),
    ];
    let total: u64 = rows.iter().map(|(_, bytes)| bytes).sum();

    say(format!("{:<26}{:>9}  budget", "brotli", "bytes"));
    for (name, bytes) in rows {
        let budget = if name == "loader" {
            LOADER_BUDGET_BYTES.to_string()
        } else {
            String::new()
        };
        say(format!("{name:<26}{bytes:>9}  {budget}").trim_end());
    }
    say(format!(
        "{:<26}{total:>9}  {TOTAL_BUDGET_BYTES}",
        "all for the first claim"
    ));
    over_budget(loader, total)
}

fn over_budget(loader: u64, total: u64) -> Result<(), Trouble> {
    let budgets = [
        ("the loader", loader, LOADER_BUDGET_BYTES),
        ("all together", total, TOTAL_BUDGET_BYTES),
    ];
    let findings: Vec<String> = budgets
        .iter()
        .filter(|(_, bytes, budget)| bytes > budget)
        .map(|(what, bytes, budget)| {
            format!(
                "{what}: {} bytes over the budget of {budget}",
                bytes - budget
            )
        })
        .collect();
    if findings.is_empty() {
        Ok(())
    } else {
        Err(Trouble::Findings(findings.join("; ")))
    }
}

#[cfg(test)]
mod tests {
    use super::over_budget;

    #[test]
    fn one_byte_over_either_budget_fails() {
        assert!(over_budget(5 * 1024, 90 * 1024).is_ok());
        let trouble = |loader, total| over_budget(loader, total).unwrap_err().to_string();
        assert_eq!(
            trouble(5 * 1024 + 1, 0),
            "the loader: 1 bytes over the budget of 5120"
        );
        assert_eq!(
            trouble(0, 90 * 1024 + 1),
            "all together: 1 bytes over the budget of 92160"
        );
    }
}
