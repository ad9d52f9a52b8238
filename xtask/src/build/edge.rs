//! The Worker: compiled with a standard library that unwinds, then bundled by worker-build.

mod glue;

use std::fs;
use std::time::Instant;

use crate::build::Built;
use crate::fresh::{self, Stamp};
use crate::places::Places;
use crate::process;
use crate::setup::BuildTools;
use crate::terminal::{duration, note};
use crate::trouble::Trouble;
use crate::turn::Turn;

// With the default panic=abort a panic inside a Durable Object leaves its caller without an
// answer; unwinding, it is a 500 at once. The target ships with an aborting std only, so std is
// built along, which cargo allows on a stable compiler with RUSTC_BOOTSTRAP.
const RUSTFLAGS: &str = "-Cpanic=unwind -Ctarget-feature=+simd128";
const BUILD_STD: &str = "-Zbuild-std=std,panic_unwind";

/// What the Worker is made of.
const INPUTS: [&str; 5] = [
    "edge",
    "claims",
    "Cargo.toml",
    "Cargo.lock",
    "rust-toolchain.toml",
];

/// Builds `dist/edge/index.js` and `index_bg.wasm`, if anything changed.
pub fn build(places: &Places, tools: &BuildTools) -> Result<Built, Trouble> {
    let _turn = Turn::of(places, "build")?;
    let out = places.edge();
    let outputs = [out.join("index.js"), out.join("index_bg.wasm")];
    let stamp = Stamp::of(
        places,
        "edge",
        &INPUTS,
        &[RUSTFLAGS, BUILD_STD, glue::VERSION],
    )?;
    if stamp.is_fresh(&outputs) {
        return Ok(Built::Unchanged);
    }
    note("building the Worker; about 3 minutes the first time, 2 after a change");
    let start = Instant::now();
    // RUSTFLAGS differ from those of every other build: a target folder of its own keeps both caches.
    let mut command = process::command(places, &tools.rust.worker_build);
    command
        .current_dir(places.at("edge"))
        .args(["--profile", "edge", "--out-dir"])
        .arg(&out)
        .args([".", "--", BUILD_STD])
        .env("CARGO_TARGET_DIR", places.at("target/edge-build"))
        .env("RUSTC_BOOTSTRAP", "1")
        .env("RUSTFLAGS", RUSTFLAGS)
        // A compiler's error is enough; worker-build would add its own stack.
        .env("RUST_BACKTRACE", "0")
        .env("WASM_BINDGEN_BIN", &tools.rust.wasm_bindgen)
        .env("WASM_OPT_BIN", tools.npm.binaryen.join("wasm-opt"))
        .env("ESBUILD_BIN", &tools.npm.esbuild);
    process::run_with_help(&mut command, "the Worker was not built")?;
    let script = fs::read_to_string(&outputs[0]).map_err(Trouble::reading(&outputs[0]))?;
    let script = glue::improve(&script).ok_or_else(|| {
        let problem = "worker-build writes its glue in another way than `glue.rs` knows";
        Trouble::content(&outputs[0], problem)
    })?;
    fresh::write(&outputs[0], script.as_bytes())?;
    stamp.keep()?;
    note(format!("the Worker took {}", duration(start.elapsed())));
    Ok(Built::Anew)
}
