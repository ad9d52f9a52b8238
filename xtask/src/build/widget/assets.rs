//! The files of `dist/assets`: gathered in a folder of their own, compressed, then put in place.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;

use crate::build::widget::bundle::{Format, bundle};
use crate::build::widget::programs::{PROGRAMS, Programs};
use crate::build::widget::wasm::Program;
use crate::build::widget::{brotli, styles, texts};
use crate::fresh::{self, short_hash};
use crate::places::Places;
use crate::schema;
use crate::setup::BuildTools;
use crate::trouble::Trouble;

/// Names every hashed file; the Worker reads it, and the loader carries a copy.
pub const MANIFEST: &str = "manifest.json";

/// What was gathered so far.
struct Gathered<'a> {
    places: &'a Places,
    tools: &'a BuildTools,
    folder: PathBuf,
    names: BTreeMap<String, String>,
}

/// Writes the folder anew; files of the last build that are no longer named go last.
pub fn write(places: &Places, tools: &BuildTools, built: &[Program; 2]) -> Result<(), Trouble> {
    let folder = places.at("target/widget-build/assets");
    let _ = fs::remove_dir_all(&folder);
    let mut gathered = Gathered {
        places,
        tools,
        folder,
        names: BTreeMap::new(),
    };

    let programs = Programs::read(places)?;
    let languages = texts::by_language(places)?;
    for (name, program) in PROGRAMS.into_iter().zip(built) {
        gathered.program(name, program)?;
        let styles = places.at("target/widget-build").join(format!("{name}.css"));
        let joined = styles::joined(places, &programs, name)?;
        fresh::write(&styles, joined.as_bytes())?;
        let styles = gathered.bundle(&styles, Format::Style)?;
        gathered.hashed(&[name, "css"], name, "css", &styles)?;
        for (language, texts) in &languages {
            let own = texts.iter().filter(|(key, _)| programs.says(name, key));
            let own = own.map(|(key, text)| (key.clone(), text.clone()));
            let bytes = texts::written(&own.collect());
            let key = [name, "texts", language];
            let stem = format!("{name}.{language}");
            gathered.hashed(&key, &stem, "json", bytes.as_bytes())?;
        }
    }

    let manifest = manifest(&gathered.names).to_string();
    let script = Format::Script {
        manifest: &manifest,
    };
    let loader = gathered.bundle(&places.at("widget/loader/loader.ts"), script)?;
    gathered.named("widget.js", &loader)?;
    gathered.named(MANIFEST, manifest.as_bytes())?;
    gathered.hosted_pages(&manifest, script)?;
    let schema = places.at(schema::FILE);
    let bytes = fs::read(&schema).map_err(Trouble::reading(&schema))?;
    gathered.named("policy.schema.json", &bytes)?;
    gathered.put_in_place()
}

/// `claim.texts.en` is the file `en` of `texts` of `claim`.
fn manifest(names: &BTreeMap<String, String>) -> serde_json::Value {
    let mut manifest = json!({});
    for (key, name) in names {
        let place = key
            .split('.')
            .fold(&mut manifest, |place, part| &mut place[part]);
        *place = json!(name);
    }
    manifest
}

/// The page with every `{{key}}` of the manifest filled in; other braces stay for the Worker.
fn fill_in(page: &str, names: &BTreeMap<String, String>, manifest: &str) -> String {
    let filled = names.iter().fold(page.to_owned(), |page, (key, name)| {
        page.replace(&format!("{{{{{key}}}}}"), name)
    });
    filled.replace("{{manifest}}", manifest)
}

impl Gathered<'_> {
    fn named(&self, name: &str, bytes: &[u8]) -> Result<(), Trouble> {
        fresh::write(&self.folder.join(name), bytes)
    }

    fn hashed(
        &mut self,
        key: &[&str],
        stem: &str,
        extension: &str,
        bytes: &[u8],
    ) -> Result<(), Trouble> {
        let name = format!("{stem}.{}.{extension}", short_hash(bytes));
        self.named(&name, bytes)?;
        self.names.insert(key.join("."), name);
        Ok(())
    }

    fn program(&mut self, name: &str, program: &Program) -> Result<(), Trouble> {
        let wasm = fs::read(&program.wasm).map_err(Trouble::reading(&program.wasm))?;
        self.hashed(&[name, "wasm"], name, "wasm", &wasm)?;
        let names = fs::read_to_string(&program.names).map_err(Trouble::reading(&program.names))?;
        let glue = self.bundle(&program.glue, Format::Module { names: &names })?;
        self.hashed(&[name, "glue"], name, "js", &glue)
    }

    fn bundle(&self, entry: &Path, format: Format<'_>) -> Result<Vec<u8>, Trouble> {
        bundle(self.places, self.tools, entry, format)
    }

    /// `widget/hosted`: pages are filled in, scripts bundled, the rest copied.
    fn hosted_pages(&self, manifest: &str, script: Format<'_>) -> Result<(), Trouble> {
        for file in fresh::files_under(&self.places.at("widget/hosted"))? {
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            match file.extension().and_then(|extension| extension.to_str()) {
                Some("html") => {
                    let page = fs::read_to_string(&file).map_err(Trouble::reading(&file))?;
                    self.named(&name, fill_in(&page, &self.names, manifest).as_bytes())?;
                }
                Some("ts") => {
                    let name = name.replace(".ts", ".js");
                    self.named(&name, &self.bundle(&file, script)?)?;
                }
                _ => self.named(&name, &fs::read(&file).map_err(Trouble::reading(&file))?)?,
            }
        }
        Ok(())
    }

    fn put_in_place(&self) -> Result<(), Trouble> {
        brotli::compress(self.places, self.tools, &fresh::files_under(&self.folder)?)?;
        let mut files = fresh::files_under(&self.folder)?;
        // What names other files comes after them.
        files.sort_by_key(|file| {
            file.file_name().is_some_and(|name| {
                !self
                    .names
                    .values()
                    .any(|hashed| name.to_string_lossy().starts_with(hashed))
            })
        });
        let assets = self.places.assets();
        for file in &files {
            let bytes = fs::read(file).map_err(Trouble::reading(file))?;
            fresh::write(&assets.join(file.file_name().unwrap_or_default()), &bytes)?;
        }
        for old in fresh::files_under(&assets)? {
            if !files.iter().any(|file| file.file_name() == old.file_name()) {
                fs::remove_file(&old).map_err(Trouble::writing(&old))?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_manifest_names_files_and_languages() {
        let names = [
            ("claim.glue", "claim.1.js"),
            ("claim.texts.en", "claim.en.2.json"),
        ];
        let names = names
            .map(|(key, name)| (key.to_owned(), name.to_owned()))
            .into();
        assert_eq!(
            manifest(&names).to_string(),
            r#"{"claim":{"glue":"claim.1.js","texts":{"en":"claim.en.2.json"}}}"#
        );
        assert_eq!(
            fill_in("/{{claim.glue}} {{claim.texts.en}} {{other}}", &names, ""),
            "/claim.1.js claim.en.2.json {{other}}"
        );
    }
}
