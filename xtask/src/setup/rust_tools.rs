//! wasm-bindgen and worker-build, compiled from crates.io into `target/tools`.

use std::fs;
use std::path::PathBuf;

use crate::places::Places;
use crate::process;
use crate::terminal::note;
use crate::trouble::Trouble;

/// The programs, by path.
#[derive(Debug)]
pub struct RustTools {
    /// Writes the JavaScript beside a wasm file.
    pub wasm_bindgen: PathBuf,
    /// Builds and bundles the Worker.
    pub worker_build: PathBuf,
}

/// One program, and the crate of `Cargo.lock` whose version it must have.
struct Tool {
    program: &'static str,
    package: &'static str,
    follows: &'static str,
    /// Where the lock file does not name the crate (yet).
    otherwise: &'static str,
    why: &'static str,
    arguments: &'static [&'static str],
}

// wasm-bindgen-cli 0.2.130 does not install with --locked: its own lock file names a yanked crate.
const WASM_BINDGEN: Tool = Tool {
    program: "wasm-bindgen",
    package: "wasm-bindgen-cli",
    follows: "wasm-bindgen",
    otherwise: "0.2.130",
    why: "writes the JavaScript that starts our wasm",
    arguments: &[],
};
const WORKER_BUILD: Tool = Tool {
    program: "worker-build",
    package: "worker-build",
    follows: "worker",
    otherwise: "0.8.7",
    why: "bundles the Worker",
    arguments: &["--locked"],
};

/// Installs what is missing or of another version.
pub fn install(places: &Places) -> Result<RustTools, Trouble> {
    let lock_file = places.at("Cargo.lock");
    let lock = fs::read_to_string(&lock_file).unwrap_or_default();
    let path = |tool: &Tool| places.tools().join("bin").join(tool.program);
    let mut installed = false;
    for tool in [WASM_BINDGEN, WORKER_BUILD] {
        let version =
            locked_version(&lock, tool.follows).unwrap_or_else(|| tool.otherwise.to_owned());
        let present = process::first_line(process::command(places, path(&tool)).arg("--version"));
        if present.is_some_and(|line| line.split(' ').any(|word| word == version)) {
            continue;
        }
        note(format!(
            "{} {version}: {}; compiled here, 1 to 2 minutes on two cores",
            tool.program, tool.why
        ));
        cargo_install(places, &tool, &version)?;
        installed = true;
    }
    if installed {
        // A second copy of 500 MB that nobody reads again.
        let _ = fs::remove_dir_all(places.at("target/tools-build"));
    }
    Ok(RustTools {
        wasm_bindgen: path(&WASM_BINDGEN),
        worker_build: path(&WORKER_BUILD),
    })
}

fn cargo_install(places: &Places, tool: &Tool, version: &str) -> Result<(), Trouble> {
    process::run_with_help(
        process::command(places, "cargo")
            .args(["install", "--debug", "--force", "--version", version])
            .args(tool.arguments)
            .arg("--root")
            .arg(places.tools())
            .arg("--target-dir")
            .arg(places.at("target/tools-build"))
            .arg(tool.package)
            // Neither optimised nor debuggable: half the time to compile, and quick enough.
            .env("CARGO_PROFILE_DEV_DEBUG", "0"),
        "it comes from crates.io; if that could not be reached, try again with a network",
    )
}

/// The version of the package in a `Cargo.lock`.
fn locked_version(lock: &str, package: &str) -> Option<String> {
    let lock: toml::Table = lock.parse().ok()?;
    let packages = lock.get("package")?.as_array()?;
    let found = packages
        .iter()
        .find(|entry| entry.get("name").and_then(toml::Value::as_str) == Some(package))?;
    found.get("version")?.as_str().map(ToOwned::to_owned)
}

#[cfg(test)]
mod tests {
    use super::locked_version;

    #[test]
    fn the_tools_follow_the_versions_of_the_lock_file() {
        let lock = "version = 4\n[[package]]\nname = \"worker\"\nversion = \"0.8.7\"\n";
        assert_eq!(locked_version(lock, "worker").as_deref(), Some("0.8.7"));
        assert_eq!(locked_version(lock, "wasm-bindgen"), None);
        assert_eq!(locked_version("", "worker"), None);
    }
}
