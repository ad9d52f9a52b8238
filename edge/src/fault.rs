//! Faults that tests ask for, and the time they set: only where the variable `FAULTS` is `on`, which no shop sets.

use crate::{
    call::Call,
    clock::{set_ahead, system_now},
    ledger::{client::ask, command::Command},
    problem::Refusal,
};
use claims::civil::Instant;

/// The request header that asks for one: `ledger-panic`, `worker-panic`, `clock 2026-12-01T09:00:00Z`, or
/// `sweep-in-days 400`.
const HEADER: &str = "recourse-fault";

/// Panics in the ledger's first shard, or here; or sets the time, for every shard.
pub async fn if_asked(call: &Call<'_>) -> Result<(), Refusal> {
    match call.header(HEADER).as_deref() {
        Some("ledger-panic") => ask(call, 0, &Command::Panic).await.map(|_| ()),
        Some("worker-panic") => here(),
        Some(asked) => {
            let time = asked.strip_prefix("clock ").and_then(Instant::parse);
            let days = asked.strip_prefix("sweep-in-days ");
            match (time, days.and_then(|days| days.parse::<i64>().ok())) {
                (Some(time), _) => set(call, time).await,
                (None, Some(days)) => sweep(call, days * 24 * 3_600_000).await,
                (None, None) => Ok(()),
            }
        }
        None => Ok(()),
    }
}

async fn set(call: &Call<'_>, time: Instant) -> Result<(), Refusal> {
    let ahead_ms = time.ms() - system_now().ms();
    set_ahead(ahead_ms);
    for shard in 0..call.config.shards {
        ask(call, shard, &Command::SetClock { ahead_ms }).await?;
    }
    Ok(())
}

/// As if that time had gone by, in every shard.
async fn sweep(call: &Call<'_>, ahead_ms: i64) -> Result<(), Refusal> {
    for shard in 0..call.config.shards {
        let _ = ask(call, shard, &Command::Sweep { ahead_ms }).await?;
    }
    Ok(())
}

#[allow(
    clippy::panic,
    reason = "what it is for: tests ask how a panic is answered"
)]
fn here() -> ! {
    panic!("asked for by a test")
}
