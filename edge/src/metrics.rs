//! What is counted: one data point a request where Analytics Engine is bound (`ANALYTICS`), one line of the log for
//! what changed something or was refused, and `GET /v1/backend/metrics` in the text format of Prometheus.
//!
//! Requests are counted in this isolate's memory: on bare `workerd` that is the whole server, since its start. What
//! the ledger has is asked of every shard.

use crate::{
    answer::Answer,
    call::Call,
    health,
    log::{self, Level},
    problem::Refusal,
};
use std::{cell::RefCell, collections::BTreeMap, fmt::Write};
use worker::AnalyticsEngineDataPointBuilder;

/// Route, method, status.
type Key = (&'static str, &'static str, u16);

#[derive(Clone, Copy, Default)]
struct Sum {
    count: u64,
    ms: i64,
}

thread_local! {
    static REQUESTS: RefCell<BTreeMap<Key, Sum>> = const { RefCell::new(BTreeMap::new()) };
}

/// How often a tip has solved which problem of the shop's.
type Solved = BTreeMap<String, u64>;

thread_local! {
    static SOLVED: RefCell<Solved> = const { RefCell::new(BTreeMap::new()) };
}

/// Of a path that is not in the table: it may say anything, so it is not named.
const ELSEWHERE: &str = "elsewhere";

/// Counts an answered request, and logs it.
pub fn count(call: &Call<'_>, method: &str, route: Option<&'static str>, answer: &Answer) {
    let (route, method) = (route.unwrap_or(ELSEWHERE), known(method));
    let (status, ms) = (answer.status(), call.trace.total_ms());
    REQUESTS.with_borrow_mut(|all| {
        let sum = all.entry((route, method, status)).or_default();
        sum.count += 1;
        sum.ms += ms;
    });
    if call.config.has_analytics {
        write_data_point(call, route, method, answer, ms);
    }
    // Who only looks is not logged, unless it went wrong.
    if method == "GET" && status < 400 {
        return;
    }
    let (ledger_ms, backend_ms) = call.trace.waited_ms();
    let level = match status {
        500.. => Level::Error,
        400.. => Level::Warn,
        _ => Level::Info,
    };
    let trace_id = call.trace.of_the_caller();
    let trace_id = trace_id.map(|trace| ("trace_id", trace.into()));
    let fields = [
        ("request_id", call.trace.id.as_str().into()),
        ("method", method.into()),
        ("route", route.into()),
        ("status", status.into()),
        ("code", answer.code().into()),
        ("ms", ms.into()),
        ("ledger_ms", ledger_ms.into()),
        ("backend_ms", backend_ms.into()),
    ];
    log::event(level, "request", fields.into_iter().chain(trace_id));
}

/// Counts a problem that a tip has solved; of the shop's own problems, so that nobody else says what is counted.
pub fn count_solved(call: &Call<'_>, problem: &str) {
    SOLVED.with_borrow_mut(|all| *all.entry(problem.to_owned()).or_default() += 1);
    if call.config.has_analytics
        && let Ok(dataset) = call.env.analytics_engine("ANALYTICS")
    {
        let point = AnalyticsEngineDataPointBuilder::new()
            .indexes(["solved"])
            .blobs(["solved", problem])
            .build();
        let _ = dataset.write_data_point(&point);
    }
}

fn write_data_point(
    call: &Call<'_>,
    route: &'static str,
    method: &'static str,
    answer: &Answer,
    ms: i64,
) {
    let (ledger_ms, backend_ms) = call.trace.waited_ms();
    let number = |ms: i64| f64::from(i32::try_from(ms).unwrap_or(i32::MAX));
    let point = AnalyticsEngineDataPointBuilder::new()
        .indexes([route])
        .blobs([route, method, answer.code().unwrap_or_default()])
        .doubles([
            f64::from(answer.status()),
            number(ms),
            number(ledger_ms),
            number(backend_ms),
        ])
        .build();
    // A count that is lost is no reason to fail.
    if let Ok(dataset) = call.env.analytics_engine("ANALYTICS") {
        let _ = dataset.write_data_point(&point);
    }
}

fn known(method: &str) -> &'static str {
    ["GET", "POST", "PUT", "DELETE", "OPTIONS"]
        .into_iter()
        .find(|known| *known == method)
        .unwrap_or(if method == "HEAD" { "GET" } else { "other" })
}

/// For the shop's own Prometheus, with its secret.
pub async fn show(call: &Call<'_>) -> Result<Answer, Refusal> {
    call.is_from_the_desk()?;
    let shards = health::of_shards(call.env, call.config.shards).await;
    let mut text = String::new();
    REQUESTS.with_borrow(|requests| write_requests(&mut text, requests));
    SOLVED.with_borrow(|solved| write_solved(&mut text, solved));
    write_shards(&mut text, &shards);
    Ok(Answer::of_bytes(
        200,
        "text/plain; version=0.0.4; charset=utf-8",
        text.into_bytes(),
    )
    .with("cache-control", "no-store"))
}

fn write_requests(text: &mut String, requests: &BTreeMap<Key, Sum>) {
    family(
        text,
        "recourse_requests_total",
        "counter",
        "Requests answered since the start.",
    );
    for ((route, method, status), sum) in requests {
        let labels = format!("route=\"{route}\",method=\"{method}\",status=\"{status}\"");
        let _ = writeln!(text, "recourse_requests_total{{{labels}}} {}", sum.count);
    }
    family(
        text,
        "recourse_request_milliseconds_total",
        "counter",
        "Time they took together.",
    );
    for ((route, method, status), sum) in requests {
        let labels = format!("route=\"{route}\",method=\"{method}\",status=\"{status}\"");
        let _ = writeln!(
            text,
            "recourse_request_milliseconds_total{{{labels}}} {}",
            sum.ms
        );
    }
}

fn write_solved(text: &mut String, solved: &Solved) {
    family(
        text,
        "recourse_solved_total",
        "counter",
        "Problems a tip has solved since the start.",
    );
    for (problem, count) in solved {
        let _ = writeln!(
            text,
            "recourse_solved_total{{problem=\"{problem}\"}} {count}"
        );
    }
}

/// What the ledger of one shard says, or nothing where it gave no answer.
type OfShard = fn(&health::Shard) -> Option<i64>;

fn write_shards(text: &mut String, shards: &[Option<health::Shard>]) {
    let gauges: [(&str, &str, &str, OfShard); 6] = [
        (
            "recourse_claims_filed_total",
            "counter",
            "Claims ever filed.",
            |shard| Some(shard.filed),
        ),
        (
            "recourse_undelivered_events",
            "gauge",
            "Events the shop has still to be told.",
            |shard| Some(shard.undelivered),
        ),
        (
            "recourse_oldest_undelivered_seconds",
            "gauge",
            "Age of the oldest of them.",
            |shard| Some(shard.oldest_undelivered_s.unwrap_or(0)),
        ),
        (
            "recourse_unsent_messages",
            "gauge",
            "Messages to customers still to be sent.",
            |shard| Some(shard.unsent),
        ),
        (
            "recourse_dead_letters",
            "gauge",
            "Events that were given up.",
            |shard| Some(shard.dead_letters),
        ),
        (
            "recourse_ledger_bytes",
            "gauge",
            "Size of the database.",
            |shard| Some(shard.bytes),
        ),
    ];
    family(
        text,
        "recourse_ledger_up",
        "gauge",
        "1 where the shard answers in time.",
    );
    for (number, shard) in shards.iter().enumerate() {
        let up = u8::from(shard.is_some());
        let _ = writeln!(text, "recourse_ledger_up{{shard=\"{number}\"}} {up}");
    }
    for (name, kind, help, value) in gauges {
        family(text, name, kind, help);
        for (number, shard) in shards.iter().enumerate() {
            if let Some(value) = shard.as_ref().and_then(value) {
                let _ = writeln!(text, "{name}{{shard=\"{number}\"}} {value}");
            }
        }
    }
}

fn family(text: &mut String, name: &str, kind: &str, help: &str) {
    let _ = writeln!(text, "# HELP {name} {help}\n# TYPE {name} {kind}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_family_has_its_type_and_a_shard_that_is_silent_is_down() {
        let shard = health::Shard {
            filed: 12,
            undelivered: 3,
            oldest_undelivered_s: Some(61),
            unsent: 2,
            dead_letters: 1,
            bytes: 4096,
        };
        let mut text = String::new();
        write_shards(&mut text, &[Some(shard), None]);
        for line in [
            "# TYPE recourse_ledger_up gauge",
            "recourse_ledger_up{shard=\"0\"} 1",
            "recourse_ledger_up{shard=\"1\"} 0",
            "recourse_oldest_undelivered_seconds{shard=\"0\"} 61",
            "recourse_unsent_messages{shard=\"0\"} 2",
            "recourse_dead_letters{shard=\"0\"} 1",
        ] {
            assert!(text.lines().any(|found| found == line), "{line} in {text}");
        }
        assert_eq!(text.matches("shard=\"1\"").count(), 1);
    }
}
