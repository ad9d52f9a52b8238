//! The widget's program: compiled, bound to JavaScript, made small.

use std::path::PathBuf;

use crate::fresh::Stamp;
use crate::places::Places;
use crate::process;
use crate::setup::BuildTools;
use crate::terminal::note;
use crate::trouble::Trouble;

/// A panic message nobody reads costs every customer 13 % of the download, and a std made for
/// speed 2 %: so std is rebuilt, which cargo allows on a stable compiler with RUSTC_BOOTSTRAP.
pub const RUSTFLAGS: &str = "-Zunstable-options -Cpanic=immediate-abort";
const BUILD_STD: [&str; 2] = [
    "-Zbuild-std=std,panic_abort",
    "-Zbuild-std-features=optimize_for_size",
];
const TARGET: &str = "wasm32-unknown-unknown";

/// What rustc emits by default, and nothing newer: a browser of 2021 must run it.
const FEATURES: [&str; 6] = [
    "mutable-globals",
    "sign-ext",
    "nontrapping-float-to-int",
    "bulk-memory",
    "multivalue",
    "reference-types",
];

/// Its sources; a changed style or text needs no compiler.
const INPUTS: [&str; 7] = [
    "widget/src",
    "widget/Cargo.toml",
    "claims/src",
    "claims/Cargo.toml",
    "Cargo.toml",
    "Cargo.lock",
    "rust-toolchain.toml",
];

/// The two files of the program, unhashed.
#[derive(Debug)]
pub struct Program {
    /// The optimised wasm.
    pub wasm: PathBuf,
    /// wasm-bindgen's module, not bundled yet.
    pub glue: PathBuf,
}

/// Compiles if a source changed.
pub fn build(places: &Places, tools: &BuildTools) -> Result<Program, Trouble> {
    let target = places.at("target/widget-build");
    let bound = target.join("bound");
    let program = Program {
        wasm: bound.join("widget_small.wasm"),
        glue: bound.join("widget.js"),
    };
    let stamp = Stamp::of(
        places,
        "wasm",
        &INPUTS,
        &[RUSTFLAGS, &BUILD_STD.join(" "), &FEATURES.join(" ")],
    )?;
    if stamp.is_fresh(&[program.wasm.clone(), program.glue.clone()]) {
        return Ok(program);
    }

    note("building the widget; about 3 minutes the first time, under a minute after a change");
    // Flags unlike those of every other build: a target folder of its own keeps both caches.
    let mut cargo = process::command(places, "cargo");
    cargo
        .args([
            "build",
            "--package",
            "widget",
            "--lib",
            "--profile",
            "widget",
            "--target",
            TARGET,
        ])
        .args(BUILD_STD)
        .arg("--target-dir")
        .arg(&target)
        .env("RUSTC_BOOTSTRAP", "1")
        .env("RUSTFLAGS", RUSTFLAGS);
    process::run_with_help(&mut cargo, "the widget was not built")?;

    let compiled = target.join(TARGET).join("widget/widget.wasm");
    process::run(
        process::command(places, &tools.rust.wasm_bindgen)
            .args([
                "--target",
                "web",
                "--no-typescript",
                "--omit-default-module-path",
                "--out-name",
                "widget",
            ])
            .arg("--out-dir")
            .arg(&bound)
            .arg(compiled),
    )?;

    let mut wasm_opt = process::command(places, &tools.npm.node);
    wasm_opt.arg(&tools.npm.wasm_opt).args([
        "-Oz",
        "--strip-debug",
        "--strip-producers",
        "--strip-target-features",
    ]);
    wasm_opt.args(FEATURES.map(|feature| format!("--enable-{feature}")));
    wasm_opt
        .arg("-o")
        .arg(&program.wasm)
        .arg(bound.join("widget_bg.wasm"));
    process::run(&mut wasm_opt)?;
    stamp.keep()?;
    Ok(program)
}
