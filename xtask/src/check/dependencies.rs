//! Dependencies that no source of their crate names.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::fresh;
use crate::places::Places;
use crate::process;
use crate::trouble::Trouble;

/// Names each dependency whose identifier is in no source of the crate.
pub fn check(places: &Places) -> Result<(), Trouble> {
    let mut cargo = process::command(places, "cargo");
    let text = process::output(cargo.args(["metadata", "--locked", "--format-version=1"]))?;
    let metadata: Value =
        serde_json::from_str(&text).map_err(|error| Trouble::content("cargo metadata", error))?;
    let mut findings = Vec::new();
    for member in of(&metadata, "workspace_members") {
        let with_id = |list: &'static str, value: &Value| {
            let found = of(value, list).iter().find(|entry| entry["id"] == *member);
            found.cloned().unwrap_or_default()
        };
        let package = with_id("packages", &metadata);
        let manifest = Path::new(package["manifest_path"].as_str().unwrap_or_default());
        let words = words_of_crate(manifest.parent().unwrap_or(&places.root))?;
        let node = with_id("nodes", &metadata["resolve"]);
        for name in unused(&package, &node, &words) {
            findings.push(format!("{} does not use `{name}`", package["name"]));
        }
    }
    if findings.is_empty() {
        Ok(())
    } else {
        Err(Trouble::Findings(findings.join(", ")))
    }
}

/// The identifiers of the dependencies, without those that are no word of the crate.
fn unused(package: &Value, node: &Value, words: &BTreeSet<String>) -> Vec<String> {
    // `[package.metadata] unused = ["…"]` lists what is there for its features only.
    let excused = of(&package["metadata"], "unused");
    of(node, "deps")
        .iter()
        .filter(|dependency| !excused.contains(&dependency["name"]))
        .filter_map(|dependency| dependency["name"].as_str())
        .filter(|name| !words.contains(*name))
        .map(ToOwned::to_owned)
        .collect()
}

fn of<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

/// Every identifier in the crate's Rust sources.
fn words_of_crate(folder: &Path) -> Result<BTreeSet<String>, Trouble> {
    let mut words = BTreeSet::new();
    for file in fresh::files_under(folder)? {
        if file.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&file).map_err(Trouble::reading(&file))?;
            words.extend(
                text.split(|c: char| !c.is_alphanumeric() && c != '_')
                    .map(ToOwned::to_owned),
            );
        }
    }
    Ok(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dependency_no_source_names_is_found_unless_it_is_excused() {
        let node: Value = serde_json::from_str(
            r#"{"deps": [{"name": "exif"}, {"name": "web_sys"}, {"name": "rand"}]}"#,
        )
        .unwrap();
        let package: Value = serde_json::from_str(r#"{"metadata": {"unused": ["rand"]}}"#).unwrap();
        let words = BTreeSet::from(["exif".to_owned()]);
        assert_eq!(unused(&package, &node, &words), ["web_sys"]);
        assert_eq!(unused(&Value::Null, &node, &words), ["web_sys", "rand"]);
    }
}
