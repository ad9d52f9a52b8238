//! `cargo xtask bench [verdict] [form] [edge]`: what things cost, beside a peer or beside themselves at another size.
//! `cargo xtask bench --soak [--cycles N] [--seed N]`: faults at random, and whether anything was lost.
//!
//! Numbers of one machine in one run, to be read beside each other.

mod edge;
mod form;
mod soak;
mod verdict;

use lexopt::ValueExt;

use crate::places::Places;
use crate::setup;
use crate::trouble::Trouble;

/// The benchmarks.
const NAMES: [&str; 3] = ["verdict", "form", "edge"];

/// Runs the benchmarks named, or all of them.
pub fn run(places: &Places, mut arguments: lexopt::Parser) -> Result<(), Trouble> {
    let mut wanted = Vec::new();
    let mut soak = None;
    let mut plan = soak::Plan::default();
    while let Some(argument) = arguments.next()? {
        match argument {
            lexopt::Arg::Value(name) if NAMES.iter().any(|known| name == *known) => {
                wanted.push(name);
            }
            lexopt::Arg::Value(name) => {
                return Err(Trouble::Findings(format!(
                    "no benchmark is called `{}`; there are: {}",
                    name.to_string_lossy(),
                    NAMES.join(", ")
                )));
            }
            lexopt::Arg::Long("soak") => soak = Some(()),
            lexopt::Arg::Long("cycles") => plan.cycles = arguments.value()?.parse()?,
            lexopt::Arg::Long("seed") => plan.seed = Some(arguments.value()?.parse()?),
            lexopt::Arg::Long(_) | lexopt::Arg::Short(_) => {
                return Err(argument.unexpected().into());
            }
        }
    }
    if soak.is_some() {
        return soak::run(places, plan);
    }
    let is_wanted = |name: &str| wanted.is_empty() || wanted.iter().any(|it| it == name);
    let tools = setup::for_build(places)?;
    let chromium = setup::chromium(places)?;
    if is_wanted("verdict") {
        verdict::run(places, &tools, &chromium)?;
    }
    if is_wanted("form") {
        form::run(places, &tools, &chromium)?;
    }
    if is_wanted("edge") {
        edge::run(places, &tools)?;
    }
    Ok(())
}
