//! What a customer downloads, in brotli bytes, against the budget of the design (section 10).

use std::fs;

use crate::build::{MANIFEST, PROGRAMS, loader_of};
use crate::places::Places;
use crate::terminal::say;
use crate::trouble::Trouble;

const KB: u64 = 1024;

/// The loader with the first screen as plain HTML.
const LOADER_BUDGET_BYTES: u64 = 5 * KB;

/// All of it for each of [`PROGRAMS`]: loader, glue, wasm, styles, one language. The first claim needs the first alone.
const BUDGETS_BYTES: [u64; 2] = [90 * KB, 72 * KB];

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

    let mut largest_loader = (0, "none");
    for language in manifest["first"]["texts"].as_object().into_iter().flatten() {
        let bytes = size(&loader_of(language.0))?;
        if bytes > largest_loader.0 {
            largest_loader = (bytes, language.0);
        }
    }
    let (loader, language) = largest_loader;
    say(format!("{:<32}{:>9}  budget", "brotli", "bytes"));
    say(format!(
        "{:<32}{loader:>9}  {LOADER_BUDGET_BYTES}",
        format!("loader ({language}, the largest)")
    ));
    let mut totals = [0; 2];
    for ((program, budget), total) in PROGRAMS.iter().zip(BUDGETS_BYTES).zip(&mut totals) {
        let of = &manifest[*program];
        let named = |key: &str| size(of[key].as_str().unwrap_or(key));
        let mut largest_texts = (0, "none");
        for (language, name) in of["texts"].as_object().into_iter().flatten() {
            let bytes = size(name.as_str().unwrap_or_default())?;
            if bytes > largest_texts.0 {
                largest_texts = (bytes, language);
            }
        }
        let texts = format!("texts ({}, the largest)", largest_texts.1);
        let rows = [
            ("glue", named("glue")?),
            ("wasm", named("wasm")?),
            ("css", named("css")?),
            (&texts, largest_texts.0),
        ];
        for (name, bytes) in rows {
            *total += bytes;
            say(format!("{:<32}{bytes:>9}", format!("{program} {name}")));
        }
        *total += loader;
        let all = format!("{program}, all with the loader");
        say(format!("{all:<32}{total:>9}  {budget}"));
    }
    over_budget(loader, totals)
}

fn over_budget(loader: u64, [claim, track]: [u64; 2]) -> Result<(), Trouble> {
    let [claim_budget, track_budget] = BUDGETS_BYTES;
    let budgets = [
        ("the loader", loader, LOADER_BUDGET_BYTES),
        ("all to file a claim", claim, claim_budget),
        ("all to follow one", track, track_budget),
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
    use super::{BUDGETS_BYTES, over_budget};

    #[test]
    fn one_byte_over_any_budget_fails() {
        let [claim, track] = BUDGETS_BYTES;
        assert!(over_budget(5 * 1024, [claim, track]).is_ok());
        let trouble = |loader, totals| over_budget(loader, totals).unwrap_err().to_string();
        assert_eq!(
            trouble(5 * 1024 + 1, [0, 0]),
            "the loader: 1 bytes over the budget of 5120"
        );
        assert_eq!(
            trouble(0, [claim + 1, 0]),
            "all to file a claim: 1 bytes over the budget of 92160"
        );
        assert!(trouble(0, [0, track + 1]).starts_with("all to follow one: 1 bytes over"));
    }
}
