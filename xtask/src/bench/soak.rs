//! The edge under faults at random, for long: the story of `tests/tests/edge/soak.rs` with more cycles.

use crate::build;
use crate::places::Places;
use crate::process;
use crate::setup;
use crate::terminal::{note, say};
use crate::trouble::Trouble;

/// How long, and how.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// Cycles: a fault each.
    pub cycles: u32,
    /// The same seed chooses the same; a fresh one where none is given. It is printed.
    pub seed: Option<u64>,
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            cycles: 1_000,
            seed: None,
        }
    }
}

/// The story's name.
const STORY: &str = "soak::faults_at_random_lose_nothing_and_double_nothing";

/// Runs it; a breach is an error.
pub fn run(places: &Places, plan: Plan) -> Result<(), Trouble> {
    let tools = setup::for_build(places)?;
    build::widget(places, &tools)?;
    build::edge(places, &tools)?;
    note(format!(
        "{} cycles of faults; a second each or less …",
        plan.cycles
    ));
    let mut cargo = process::command(places, "cargo");
    cargo
        .args(["test", "--quiet", "--package", "tests", "--test", "edge"])
        .args([STORY, "--", "--exact", "--nocapture"])
        .env("RECOURSE_SOAK_CYCLES", plan.cycles.to_string())
        .env("RECOURSE_XTASK", places.at("target/debug/xtask"))
        .env("RECOURSE_END_WITH_PARENT", "1");
    if let Some(seed) = plan.seed {
        cargo.env("RECOURSE_SOAK_SEED", seed.to_string());
    }
    let status = process::lines(&mut cargo, |line| say(line))?;
    match status.success() {
        true => Ok(()),
        false => Err(Trouble::Findings(
            "what must hold did not, see above".to_owned(),
        )),
    }
}
