//! The Worker beside the same service in TypeScript (Hono, zod, WebCrypto), both on bare workerd.

use std::ops::Div;

use serde_json::Value;

use crate::build;
use crate::places::Places;
use crate::process;
use crate::setup::BuildTools;
use crate::terminal::{note, say};
use crate::trouble::Trouble;

/// Measures, and prints a table.
pub fn run(places: &Places, tools: &BuildTools) -> Result<(), Trouble> {
    build::edge(places, tools)?;
    note("the Worker on workerd, beside its peer; five minutes …");
    let mut node = process::command(places, &tools.npm.node);
    node.arg(places.at("tests/peers/edge/bench.ts"))
        .env("RECOURSE_WORKERD", &tools.npm.workerd)
        .env("RECOURSE_XTASK", places.at("target/debug/xtask"));
    let measured: Value = serde_json::from_str(&process::output(&mut node)?)
        .map_err(|error| Trouble::content("what the load measured", error))?;
    let rows = measured.as_array().map_or(&[][..], Vec::as_slice);
    say(
        "\nlook-ups, verdicts (claims of what is claimed already), claims answered and claims delivered per second, ledger in \
         memory (goal: 1.0 of the peer, then 1.5); ms from the start to the first answer; ms of the processors for a look-up, \
         a verdict, and a claim with its deliveries; `bare` is what the runtime alone takes: the requests, the rows, and \
         nothing between",
    );
    say(table(rows));
    let script = places.edge().join("index.js");
    let wasm = places.edge().join("index_bg.wasm");
    let size = |file| std::fs::metadata(&file).map_or(0, |data| data.len() / 1024);
    say(format!(
        "  the Worker: {} KB of wasm, {} KB of JavaScript",
        size(wasm),
        size(script)
    ));
    Ok(())
}

fn table(rows: &[Value]) -> String {
    let headings = [
        "connections",
        "stored",
        "start ms",
        "look-ups/s",
        "verdicts/s",
        "of the peer",
        "claims/s",
        "p50 ms",
        "p99 ms",
        "memory MB",
        "of the peer",
        "delivered/s",
        "of the peer",
        "ms/look-up",
        "ms/verdict",
        "ms/claim",
        "of the peer",
    ];
    let mut text = format!("  {:<12}", "");
    for heading in headings {
        text.push_str(&format!("{heading:>13}"));
    }
    for row in rows {
        let number = |path: &str| row.pointer(path).and_then(Value::as_f64);
        let shown = |path: &str, places: usize| {
            let number = number(path).unwrap_or(f64::NAN);
            format!("{number:.places$}")
        };
        let name = row["service"].as_str().unwrap_or_default();
        let columns = [
            shown("/connections", 0),
            shown("/stored", 0),
            shown("/start_ms", 0),
            shown("/finds/per_s", 0),
            shown("/verdicts/per_s", 0),
            of_the_peer(rows, row, "/verdicts/per_s", f64::div).unwrap_or_default(),
            shown("/claims/per_s", 0),
            shown("/claims/p50_ms", 1),
            shown("/claims/p99_ms", 1),
            shown("/memory_mb", 0),
            of_the_peer(rows, row, "/claims/per_s", f64::div).unwrap_or_default(),
            shown("/delivered_per_s", 0),
            of_the_peer(rows, row, "/delivered_per_s", f64::div).unwrap_or_default(),
            shown("/find_ms", 2),
            shown("/verdict_ms", 2),
            shown("/claim_ms", 2),
            // Less is better.
            of_the_peer(rows, row, "/claim_ms", |ours, peers| peers / ours).unwrap_or_default(),
        ];
        text.push_str(&format!("\n  {name:<12}"));
        for column in columns {
            text.push_str(&format!("{column:>13}"));
        }
    }
    text
}

/// How often as good as the row of the other service at the same connections and size.
fn of_the_peer(
    rows: &[Value],
    row: &Value,
    what: &str,
    compare: fn(f64, f64) -> f64,
) -> Option<String> {
    let number = |row: &Value| row.pointer(what).and_then(Value::as_f64);
    let is_beside = |other: &&Value| {
        other["service"] == "typescript"
            && other["connections"] == row["connections"]
            && other["stored"] == row["stored"]
    };
    let peer = rows.iter().find(is_beside)?;
    let ratio = compare(number(row)?, number(peer)?);
    (row["service"] == "recourse").then(|| format!("{ratio:.2}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn our_rows_say_how_they_stand_beside_the_peers() {
        let row = |service: &str, per_s: f64| {
            json!({ "service": service, "connections": 16, "stored": 1, "memory_mb": 90.4, "start_ms": 120.0,
                "verdicts": { "per_s": per_s * 2.0 }, "verdict_ms": 0.4, "find_ms": 0.5, "claim_ms": 900.0 / per_s, "delivered_per_s": per_s / 2.0, "finds": { "per_s": 900.0 }, "claims": { "per_s": per_s, "p50_ms": 1.24, "p99_ms": 9.0 } })
        };
        let rows = ["recourse", "bare", "typescript"].map(|service| {
            let per_s = if service == "recourse" { 600.0 } else { 400.0 };
            row(service, per_s)
        });
        let text = table(&rows);
        let lines: Vec<Vec<&str>> = text
            .lines()
            .map(|line| line.split_whitespace().collect())
            .collect();
        assert_eq!(
            lines[1],
            [
                "recourse", "16", "1", "120", "900", "1200", "1.50", "600", "1.2", "9.0", "90",
                "1.50", "300", "1.50", "0.50", "0.40", "1.50", "1.50"
            ]
        );
        assert_eq!(lines[2].len(), 14, "what is bare stands beside nobody");
        assert_eq!(lines[3].len(), 14, "nor does the peer");
    }
}
