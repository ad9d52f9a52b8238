//! `cargo xtask setup`: what the other commands need, each piece skipped when it is there.
//!
//! Only the registries of Rust, npm, PyPI and Debian are asked, never a release page:
//! the versions are those of `Cargo.lock`, `package-lock.json` and `rust-toolchain.toml`.

mod chromium;
mod debian;
mod npm;
mod python;
mod rust;
mod rust_tools;

use std::path::PathBuf;

pub use chromium::find_or_install as chromium;
pub use npm::{NpmTools, install as npm};
pub use python::install as python;
pub use rust_tools::RustTools;

use crate::places::Places;
use crate::trouble::Trouble;
use crate::turn::Turn;

/// Everything a build calls.
#[derive(Debug)]
pub struct BuildTools {
    /// From npm.
    pub npm: NpmTools,
    /// Compiled here.
    pub rust: RustTools,
}

/// Sets up all of it, Chromium included, and says where it is.
pub fn run(places: &Places, mut arguments: lexopt::Parser) -> Result<(), Trouble> {
    if let Some(argument) = arguments.next()? {
        return Err(argument.unexpected().into());
    }
    let tools = for_build(places)?;
    let chromium: PathBuf = chromium(places)?;
    let python = python(places)?;
    crate::terminal::say(format!(
        "ready: node {}, workerd {}, wasm-bindgen {}, worker-build {}, chromium {}, python {}",
        places.short(&tools.npm.node),
        places.short(&tools.npm.workerd),
        places.short(&tools.rust.wasm_bindgen),
        places.short(&tools.rust.worker_build),
        chromium.display(),
        places.short(&python)
    ));
    Ok(())
}

/// What `build` needs: the wasm target and std's source, the Rust tools and the npm tools.
pub fn for_build(places: &Places) -> Result<BuildTools, Trouble> {
    let npm = npm(places)?;
    let _turn = Turn::of(places, "set-up")?;
    rust::ensure(places)?;
    Ok(BuildTools {
        npm,
        rust: rust_tools::install(places)?,
    })
}
