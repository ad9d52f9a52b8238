//! Everything a customer's browser downloads, named by content, each with its brotli copy.

mod assets;
mod brotli;
mod bundle;
mod programs;
mod styles;
pub mod texts;
pub mod wasm;

use std::time::Instant;

use crate::build::Built;
use crate::fresh::Stamp;
use crate::places::Places;
use crate::setup::BuildTools;
use crate::terminal::{duration, note};
use crate::trouble::Trouble;
use crate::turn::Turn;

pub use assets::{MANIFEST, loader_of};
pub use programs::PROGRAMS;

/// What the files are made of beside the wasm, which has its own stamp.
const INPUTS: [&str; 8] = [
    assets::PINNED,
    "docs/policy.schema.json",
    "edge/openapi.json",
    "widget",
    "claims",
    "Cargo.toml",
    "Cargo.lock",
    "xtask/src/build",
];

/// Builds `dist/assets`, if anything changed.
pub fn build(places: &Places, tools: &BuildTools) -> Result<Built, Trouble> {
    let _turn = Turn::of(places, "build")?;
    let stamp = Stamp::of(places, "assets", &INPUTS, &[wasm::RUSTFLAGS])?;
    if stamp.is_fresh(&[places.assets().join(MANIFEST)]) {
        return Ok(Built::Unchanged);
    }
    let start = Instant::now();
    let programs = wasm::build(places, tools)?;
    assets::write(places, tools, &programs)?;
    stamp.keep()?;
    note(format!("the widget took {}", duration(start.elapsed())));
    Ok(Built::Anew)
}
