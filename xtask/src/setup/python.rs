//! A Python with the official webhook library of PyPI, which the tests of the edge verify signatures with.

use std::path::PathBuf;

use crate::fresh::Stamp;
use crate::places::Places;
use crate::process;
use crate::setup::debian;
use crate::terminal::note;
use crate::trouble::Trouble;

/// What is installed, by version and hash.
const REQUIREMENTS: &str = "tests/official/requirements.txt";

/// Makes `target/tools/python` where it is missing or the requirements changed, and returns its interpreter.
pub fn install(places: &Places) -> Result<PathBuf, Trouble> {
    let folder = places.tools().join("python");
    let python = folder.join("bin/python");
    let stamp = Stamp::of(places, "python", &[REQUIREMENTS], &[])?;
    if stamp.is_fresh(std::slice::from_ref(&python)) {
        return Ok(python);
    }
    if !has_venv(places) {
        install_venv(places)?;
    }
    note("python: a library that verifies webhooks, from PyPI; a few seconds");
    process::run_with_help(
        process::command(places, "python3")
            .args(["-m", "venv", "--clear"])
            .arg(&folder),
        "`python3 -m venv` must work (Debian: `sudo apt-get install python3-venv`)",
    )?;
    process::run_with_help(
        process::command(places, &python)
            .args(["-m", "pip", "install", "--quiet", "--no-input"])
            .args([
                "--disable-pip-version-check",
                "--require-hashes",
                "--no-deps",
            ])
            .arg("--requirement")
            .arg(places.at(REQUIREMENTS)),
        "it comes from PyPI; if that could not be reached, try again with a network",
    )?;
    stamp.keep()?;
    Ok(python)
}

/// Debian has Python without the part that makes environments.
fn has_venv(places: &Places) -> bool {
    let mut python = process::command(places, "python3");
    python.args(["-c", "import ensurepip, venv; print('both')"]);
    process::first_line(&mut python).is_some_and(|line| line == "both")
}

fn install_venv(places: &Places) -> Result<(), Trouble> {
    let missing = Trouble::MissingTool {
        tool: "python3 with venv".into(),
        help: "install it (Debian: `sudo apt-get install python3-venv`)".into(),
    };
    let what_for = "python: Debian's python3-venv, under a minute";
    debian::install(places, "python3-venv", what_for, missing)
}
