//! Every dependency's licence is one we may build with and hand on.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use crate::places::Places;
use crate::process;
use crate::trouble::Trouble;

/// What the Worker and the widget may contain.
pub const ALLOWED: [&str; 15] = [
    "MIT",
    "MIT-0",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "IJG",
    "ISC",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
    "0BSD",
];

/// What tools from npm may have besides: they run here, nothing of them is handed on.
const ALLOWED_FOR_TOOLS: [&str; 4] = ["MPL-2.0", "LGPL-3.0-or-later", "CC-BY-4.0", "OFL-1.1"];

/// Rust's by `cargo metadata`, npm's by the lock file.
pub fn check(places: &Places) -> Result<(), Trouble> {
    let mut cargo = process::command(places, "cargo");
    let text = process::output(cargo.args(["metadata", "--locked", "--format-version=1"]))?;
    let metadata: Value =
        serde_json::from_str(&text).map_err(|error| Trouble::content("cargo metadata", error))?;
    let mut findings = BTreeSet::new();
    for package in metadata["packages"].as_array().into_iter().flatten() {
        // A crate may point to a file instead; none does today, and one that will is to be looked at.
        let licence = package["license"].as_str().unwrap_or("none named");
        if !may_use(licence, &ALLOWED) {
            findings.insert(format!(
                "{} {}: {licence}",
                text_of(package, "name"),
                text_of(package, "version")
            ));
        }
    }

    let lock_file = places.at("package-lock.json");
    let text = fs::read_to_string(&lock_file).map_err(Trouble::reading(&lock_file))?;
    let lock: Value =
        serde_json::from_str(&text).map_err(|error| Trouble::content(&lock_file, error))?;
    let allowed: Vec<&str> = ALLOWED.iter().chain(&ALLOWED_FOR_TOOLS).copied().collect();
    for (name, package) in lock["packages"].as_object().into_iter().flatten() {
        let licence = package["license"].as_str().unwrap_or("none named");
        if !name.is_empty() && !may_use(licence, &allowed) {
            findings.insert(format!("{name}: {licence}"));
        }
    }
    if findings.is_empty() {
        return Ok(());
    }
    Err(Trouble::Findings(
        findings.into_iter().collect::<Vec<_>>().join("; "),
    ))
}

fn text_of<'a>(package: &'a Value, key: &str) -> &'a str {
    package[key].as_str().unwrap_or_default()
}

/// An SPDX expression: some choice of it needs only allowed licences.
fn may_use(expression: &str, allowed: &[&str]) -> bool {
    let expression = expression.replace('/', " OR ");
    let mut words = Words { rest: &expression };
    let verdict = words.any(allowed);
    verdict && words.rest.trim().is_empty()
}

/// A reader of the expression, from left to right.
struct Words<'a> {
    rest: &'a str,
}

impl<'a> Words<'a> {
    fn take(&mut self, word: &str) -> bool {
        match self.rest.trim_start().strip_prefix(word) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn any(&mut self, allowed: &[&str]) -> bool {
        let mut verdict = self.all(allowed);
        while self.take("OR ") {
            verdict |= self.all(allowed);
        }
        verdict
    }

    fn all(&mut self, allowed: &[&str]) -> bool {
        let mut verdict = self.one(allowed);
        while self.take("AND ") {
            verdict &= self.one(allowed);
        }
        verdict
    }

    fn one(&mut self, allowed: &[&str]) -> bool {
        if self.take("(") {
            let verdict = self.any(allowed);
            return self.take(")") && verdict;
        }
        let mut name = self.word().to_owned();
        if self.take("WITH ") {
            name = format!("{name} WITH {}", self.word());
        }
        allowed.contains(&name.as_str())
    }

    fn word(&mut self) -> &'a str {
        let text = self.rest.trim_start();
        let end = text.find([' ', '(', ')']).unwrap_or(text.len());
        let (word, rest) = text.split_at(end);
        self.rest = rest;
        word
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_expression_is_allowed_when_one_of_its_choices_is() {
        for (expression, expected) in [
            ("MIT", true),
            ("MIT OR Apache-2.0", true),
            ("MIT/Apache-2.0", true),
            ("GPL-3.0", false),
            ("GPL-3.0 OR MIT", true),
            ("GPL-3.0 AND MIT", false),
            ("(MIT OR GPL-3.0) AND Unicode-3.0", true),
            ("(MIT AND GPL-3.0) OR ISC", true),
            ("Apache-2.0 WITH LLVM-exception OR GPL-2.0", true),
            ("Apache-2.0 WITH Nonsense", false),
            ("none named", false),
            ("", false),
        ] {
            assert_eq!(may_use(expression, &ALLOWED), expected, "{expression}");
        }
    }
}
