//! The wasm target and the standard library's source, which `rust-toolchain.toml` asks rustup for.

use std::path::Path;

use crate::places::Places;
use crate::process;
use crate::terminal::note;
use crate::trouble::Trouble;

/// The target of the widget and the Worker.
const TARGET: &str = "wasm32-unknown-unknown";

const HELP: &str = "install Rust from https://rustup.rs, or the packages rust-src and \
    rust-std for wasm32-unknown-unknown of your distribution for the same version";

/// Adds what is missing with rustup.
pub fn ensure(places: &Places) -> Result<(), Trouble> {
    let rustc = |arguments: &[&str]| {
        let line = process::first_line(process::command(places, "rustc").args(arguments));
        line.ok_or_else(|| Trouble::MissingTool {
            tool: "rustc".into(),
            help: HELP.into(),
        })
    };
    if !has_std(Path::new(&rustc(&[
        "--print",
        "target-libdir",
        "--target",
        TARGET,
    ])?)) {
        note(format!(
            "{TARGET}: Rust's standard library for the browser and the Worker; 20 MB, under a minute"
        ));
        rustup(places, &["target", "add", TARGET])?;
    }
    let source = Path::new(&rustc(&["--print", "sysroot"])?)
        .join("lib/rustlib/src/rust/library/std/Cargo.toml");
    if !source.exists() {
        note(
            "rust-src: the Worker is built with a standard library that unwinds, so that a panic is answered; 3 MB",
        );
        rustup(places, &["component", "add", "rust-src"])?;
    }
    Ok(())
}

fn has_std(folder: &Path) -> bool {
    std::fs::read_dir(folder).is_ok_and(|mut entries| entries.any(|entry| entry.is_ok()))
}

fn rustup(places: &Places, arguments: &[&str]) -> Result<(), Trouble> {
    if process::first_line(process::command(places, "rustup").arg("--version")).is_none() {
        return Err(Trouble::MissingTool {
            tool: "rustup".into(),
            help: HELP.into(),
        });
    }
    process::run_with_help(
        process::command(places, "rustup").args(arguments),
        "is static.rust-lang.org reachable from here? Otherwise install it as your distribution offers it",
    )
}
