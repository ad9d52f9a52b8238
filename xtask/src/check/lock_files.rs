//! Lock files in step with their manifests, and free of one machine's addresses.

use std::fs;

use serde_json::Value;

use crate::places::Places;
use crate::process;
use crate::trouble::Trouble;

/// `Cargo.lock` by cargo, `package-lock.json` by hand: asking npm would need the network.
pub fn check(places: &Places) -> Result<(), Trouble> {
    let mut cargo = process::command(places, "cargo");
    process::output(cargo.args(["metadata", "--locked", "--format-version=1"]))?;

    let read = |name: &str| {
        let file = places.at(name);
        let text = fs::read_to_string(&file).map_err(Trouble::reading(&file))?;
        serde_json::from_str::<Value>(&text).map_err(|error| Trouble::content(&file, error))
    };
    let (package, lock) = (read("package.json")?, read("package-lock.json")?);
    match mistake(&package, &lock) {
        Some(problem) => Err(Trouble::content(places.at("package-lock.json"), problem)),
        None => Ok(()),
    }
}

fn mistake(package: &Value, lock: &Value) -> Option<String> {
    for kind in ["dependencies", "devDependencies", "optionalDependencies"] {
        if package[kind] != lock["packages"][""][kind] {
            return Some(format!(
                "its `{kind}` are not those of package.json: run `npm install --ignore-scripts`"
            ));
        }
        let versions = package[kind].as_object().into_iter().flatten();
        for (name, version) in versions {
            if !version
                .as_str()
                .is_some_and(|version| version.starts_with(|c: char| c.is_ascii_digit()))
            {
                return Some(format!("package.json does not pin `{name}` to one version"));
            }
        }
    }
    let packages = lock["packages"].as_object().into_iter().flatten();
    let mut resolved = packages.filter(|(_, entry)| entry.get("resolved").is_some());
    resolved.next().map(|(name, _)| {
        format!("`{name}` names a registry's address: set `omit-lockfile-registry-resolved=true` and lock again")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lock(version: &str, entry: &str) -> Value {
        let text = format!(
            r#"{{"packages": {{"": {{"devDependencies": {{"a": "{version}"}}}}, "node_modules/a": {entry}}}}}"#
        );
        serde_json::from_str(&text).unwrap()
    }

    #[test]
    fn versions_are_pinned_the_same_in_both_files_without_addresses() {
        let package: Value =
            serde_json::from_str(r#"{"devDependencies": {"a": "1.0.0"}}"#).unwrap();
        assert_eq!(mistake(&package, &lock("1.0.0", "{}")), None);
        assert!(
            mistake(&package, &lock("1.0.1", "{}"))
                .unwrap()
                .contains("not those of package.json")
        );
        let addressed = lock("1.0.0", r#"{"resolved": "http://registry"}"#);
        assert!(
            mistake(&package, &addressed)
                .unwrap()
                .contains("`node_modules/a` names a registry's address")
        );
        let loose: Value = serde_json::from_str(r#"{"devDependencies": {"a": "^1"}}"#).unwrap();
        assert!(
            mistake(&loose, &lock("^1", "{}"))
                .unwrap()
                .contains("does not pin `a`")
        );
    }
}
