//! Faults that tests ask for: only where the variable `FAULTS` is `on`, which no shop sets.

use crate::{
    call::Call,
    ledger::{client::ask, command::Command},
    problem::Refusal,
};

/// The request header that asks for one: `ledger-panic` or `worker-panic`.
const HEADER: &str = "recourse-fault";

/// Panics in the ledger's first shard, or here.
pub async fn if_asked(call: &Call<'_>) -> Result<(), Refusal> {
    match call.header(HEADER).as_deref() {
        Some("ledger-panic") => ask(call, 0, &Command::Panic).await.map(|_| ()),
        Some("worker-panic") => here(),
        Some(_) | None => Ok(()),
    }
}

#[allow(
    clippy::panic,
    reason = "what it is for: tests ask how a panic is answered"
)]
fn here() -> ! {
    panic!("asked for by a test")
}
