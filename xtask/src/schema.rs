//! `cargo xtask schema`: writes `docs/policy.schema.json`, by which editors complete `wrangler.toml`, and the
//! description of the API.

use std::fs;

use claims::policy::file::schema;

use crate::fresh;
use crate::openapi;
use crate::places::Places;
use crate::terminal::say;
use crate::trouble::Trouble;

/// The file; the Worker serves it as `/policy.schema.json`.
pub const FILE: &str = "docs/policy.schema.json";

/// Writes the file.
pub fn run(places: &Places, mut arguments: lexopt::Parser) -> Result<(), Trouble> {
    if let Some(argument) = arguments.next()? {
        return Err(argument.unexpected().into());
    }
    fresh::write(&places.at(FILE), written().as_bytes())?;
    say(FILE);
    let api = openapi::document(places)?;
    fresh::write(&places.at(openapi::FILE), api.as_bytes())?;
    say(openapi::FILE);
    Ok(())
}

/// Both files are those that would be written.
pub fn check(places: &Places) -> Result<(), Trouble> {
    let is_kept = |file: &str, written: &str| {
        fs::read_to_string(places.at(file)).is_ok_and(|kept| kept == written)
    };
    if !is_kept(FILE, &written()) {
        let problem = "not what conditions and actions are now: run `cargo xtask schema`";
        return Err(Trouble::content(FILE, problem));
    }
    if !is_kept(openapi::FILE, &openapi::document(places)?) {
        let problem = "not what routes, types and examples are now: run `cargo xtask schema`";
        return Err(Trouble::content(openapi::FILE, problem));
    }
    Ok(())
}

fn written() -> String {
    format!("{:#}\n", schema())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;
    use std::path::{Path, PathBuf};

    fn read(path: &Path) -> Value {
        let text = fs::read_to_string(path).unwrap();
        let table: toml::Table = text.parse().unwrap();
        serde_json::to_value(table).unwrap()
    }

    fn files(folder: &str, name: &str) -> Vec<PathBuf> {
        let mut files = fresh::files_under(&Places::of_this_checkout().at(folder)).unwrap();
        files.retain(|file| file.to_string_lossy().ends_with(name));
        assert!(!files.is_empty(), "{folder}");
        files
    }

    #[test]
    fn the_file_is_fresh() {
        check(&Places::of_this_checkout()).unwrap();
    }

    #[test]
    fn every_example_and_story_is_valid() {
        let validator = jsonschema::draft202012::new(&schema()).unwrap();
        let stories = files("examples/policies", "policy.toml");
        for file in stories.iter().chain(&files("examples", "wrangler.toml")) {
            let value = read(file);
            let errors: Vec<String> = validator
                .iter_errors(&value)
                .map(|error| format!("{}: {error}", error.instance_path))
                .collect();
            assert!(errors.is_empty(), "{}: {errors:#?}", file.display());
        }
    }

    /// What depends on other lines, or on the calendar, only the check finds.
    const ONLY_THE_CHECK: [&str; 15] = [
        "conditions-that-exclude-each-other",
        "money-in-another-currency",
        "preset-of-another-country",
        "private-rule-that-promises",
        "public-rule-on-the-customers-history",
        "range-that-nothing-is-in",
        "rules-with-a-gap",
        "text-in-a-language-too-many",
        "text-in-one-language-only",
        "text-missing-for-a-language",
        "two-problems-of-one-id",
        "two-rules-of-one-id",
        "two-ways-at-once",
        "unknown-problem",
        "unknown-variable",
    ];

    #[test]
    fn a_bad_policy_is_invalid_unless_only_the_check_can_know() {
        let validator = jsonschema::draft202012::new(&schema()).unwrap();
        let mut missed = Vec::new();
        for file in files("claims/tests/bad_policies", ".toml") {
            let is_caught = !validator.is_valid(&read(&file));
            let told = fs::read_to_string(file.with_extension("txt")).unwrap();
            let is_mistaken = told.contains("mistake: ");
            // What works, a schema lets pass.
            assert!(is_mistaken || !is_caught, "{}", file.display());
            if is_mistaken && !is_caught {
                missed.push(file.file_stem().unwrap().to_string_lossy().into_owned());
            }
        }
        assert_eq!(missed, ONLY_THE_CHECK);
    }
}
