//! Every file of `bad_policies` is a policy with something wrong in it; the text beside it is what its owner reads.
//!
//! A file without `[SHOP]` has one in France, one without `[POLICY]` the preset of France. With the variable
//! `BLESS` set, the texts are written instead of compared.

#![cfg(test)]

use claims::policy::file::{ConfigFile, check};
use serde_json::{Value, json};
use std::{
    fs,
    path::{Path, PathBuf},
};

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad_policies");
    let paths = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let is_policy = |path: &PathBuf| path.extension().is_some_and(|it| it == "toml");
    let mut files: Vec<PathBuf> = paths.filter(is_policy).collect();
    files.sort();
    files
}

fn config(text: &str) -> ConfigFile {
    let table: toml::Table = text.parse().unwrap();
    let mut variables = serde_json::to_value(table).unwrap();
    let defaults = [
        (
            "SHOP",
            json!({
                "name": "Lumen Lampes", "origins": ["https://lumen.example"], "country": "FR",
                "time_zone": "Europe/Paris", "currency": "EUR", "locales": ["fr", "en"],
                "contact": { "name": "Claire", "email": "sav@lumen.example" },
            }),
        ),
        ("POLICY", json!({ "preset": "fr" })),
    ];
    for (name, value) in defaults {
        if variables[name] == Value::Null {
            variables[name] = value;
        }
    }
    ConfigFile::of(variables.as_object().unwrap())
}

fn told(text: &str) -> String {
    let checked = check(&config(text));
    assert_eq!(checked.config.is_none(), !checked.mistakes.is_empty());
    let mistakes = checked.mistakes.iter().map(|it| format!("mistake: {it}\n"));
    let warnings = checked.warnings.iter().map(|it| format!("warning: {it}\n"));
    mistakes.chain(warnings).collect()
}

#[test]
fn every_bad_policy_is_told_what_is_wrong_with_it() {
    let files = files();
    let mut wrong = String::new();
    for file in &files {
        let told = told(&fs::read_to_string(file).unwrap());
        assert!(!told.is_empty(), "{}: nothing was found", file.display());
        let pinned = file.with_extension("txt");
        if std::env::var_os("BLESS").is_some() {
            fs::write(&pinned, told).unwrap();
        } else if fs::read_to_string(&pinned).unwrap_or_default() != told {
            wrong += &format!("\n{}\n{told}", file.display());
        }
    }
    assert!(
        wrong.is_empty(),
        "not as pinned (BLESS=1 writes it):\n{wrong}"
    );
    assert!(files.len() >= 30, "{}", files.len());
}
