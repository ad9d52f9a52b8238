//! Faults at random in the short form; `cargo xtask bench --soak` asks for a thousand cycles.

use std::{
    env,
    time::{SystemTime, UNIX_EPOCH},
};
use tests::soak::{self, Plan};

/// Of one run; `RECOURSE_SOAK_CYCLES` asks for more.
const CYCLES: u32 = 20;

#[test]
fn faults_at_random_lose_nothing_and_double_nothing() {
    let number = |name: &str| {
        env::var(name)
            .ok()
            .and_then(|value| value.parse::<u64>().ok())
    };
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    let cycles = number("RECOURSE_SOAK_CYCLES").and_then(|cycles| u32::try_from(cycles).ok());
    let plan = Plan {
        cycles: cycles.unwrap_or(CYCLES),
        seed: number("RECOURSE_SOAK_SEED").unwrap_or(u64::from(since.subsec_nanos())),
    };
    match soak::run(plan) {
        Ok(report) => println!("{report}"),
        Err(breaches) => panic!("seed {}: {breaches}", plan.seed),
    }
}
