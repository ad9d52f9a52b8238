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
use crate::openapi;
use crate::places::Places;
use crate::schema;
use crate::setup::BuildTools;
use crate::trouble::Trouble;

/// Names every hashed file; the Worker reads it, and the loader carries a copy.
pub const MANIFEST: &str = "manifest.json";

/// What finds the faults of an embedding: in the shop's page, and on `/embed-check`.
const CHECKS: [(&str, &str); 2] = [
    ("check.js", "widget/check/check.ts"),
    ("embed-check.js", "widget/check/page.ts"),
];

/// What a shop's TypeScript sees of the widget.
const TYPES: &str = "widget/loader/recourse.d.ts";

/// Versions that shops have pinned and that are to be served on: files of `dist/assets` of earlier builds.
pub const PINNED: &str = "pinned";

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
    }

    let loaded = manifest(&gathered.names);
    let hash = gathered.texts(&programs, &languages)?;
    let codes: Vec<&String> = languages.keys().collect();
    for (language, texts) in &languages {
        let english = languages.get("en").unwrap_or(texts);
        let defines = json!({
            "__ASSETS__": loaded.to_string(),
            "__FIRST__": json!({ "en": texts::first(english), language: texts::first(texts) }).to_string(),
            "__LANGUAGES__": json!(codes).to_string(),
            "__TEXTS__": json!(hash).to_string(),
        });
        let script = Format::Script { defines: &defines };
        let loader = gathered.bundle(&places.at("widget/loader/loader.ts"), script)?;
        gathered.named(&loader_of(language), &loader)?;
        // The same under a name that never means another version, for tags with `integrity`.
        gathered.hashed(
            &["loader", language],
            &format!("widget.{language}"),
            "js",
            &loader,
        )?;
    }
    let manifest = manifest(&gathered.names).to_string();
    gathered.named(MANIFEST, manifest.as_bytes())?;
    let defines = json!({ "__LANGUAGES__": json!(codes).to_string() });
    for (name, entry) in CHECKS {
        let script = Format::Script { defines: &defines };
        let check = gathered.bundle(&places.at(entry), script)?;
        gathered.named(name, &check)?;
    }
    for (name, file) in [
        ("policy.schema.json", schema::FILE),
        ("openapi.json", openapi::FILE),
        ("recourse.d.ts", TYPES),
    ] {
        let file = places.at(file);
        let bytes = fs::read(&file).map_err(Trouble::reading(&file))?;
        gathered.named(name, &bytes)?;
    }
    gathered.put_in_place()
}

/// The loader with the first screen of that language; the Worker serves that of the shop's as `/widget.js`.
pub fn loader_of(language: &str) -> String {
    format!("widget.{language}.js")
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

/// Of an earlier build only what has its content in its name: the rest is this build's.
fn pinned(folder: &Path) -> Result<Vec<PathBuf>, Trouble> {
    let mut files = fresh::files_under(folder)?;
    files.retain(|file| {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let name = name.trim_end_matches(".br");
        let hash = name.rsplit('.').nth(1).unwrap_or_default();
        hash.len() == 10 && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
    });
    Ok(files)
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

    /// Each language's texts for each program and for the first screen. All have one hash in their names, so that the
    /// loader carries that one and no name.
    fn texts(
        &mut self,
        programs: &Programs,
        languages: &BTreeMap<String, texts::Texts>,
    ) -> Result<String, Trouble> {
        let mut files: Vec<([&str; 3], String)> = Vec::new();
        for (language, texts) in languages {
            for name in PROGRAMS {
                let own = texts.iter().filter(|(key, _)| programs.says(name, key));
                let own = own.map(|(key, text)| (key.clone(), text.clone()));
                files.push(([name, "texts", language], texts::written(&own.collect())));
            }
            let first = texts::first(texts).to_string();
            files.push((["first", "texts", language], first));
        }
        let all: String = files.iter().map(|(_, text)| text.as_str()).collect();
        let hash = short_hash(all.as_bytes());
        for (key, text) in files {
            let [name, _, language] = key;
            let file = format!("{name}.{language}.{hash}.json");
            self.named(&file, text.as_bytes())?;
            self.names.insert(key.join("."), file);
        }
        Ok(hash)
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
        let pinned = pinned(&self.places.at(PINNED))?;
        for file in &pinned {
            let to = assets.join(file.file_name().unwrap_or_default());
            if !files.iter().any(|new| new.file_name() == file.file_name()) {
                fs::copy(file, &to).map_err(Trouble::writing(&to))?;
            }
        }
        files.extend(pinned);
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
    fn of_an_earlier_build_only_what_never_changes_is_kept() {
        let folder = std::env::temp_dir().join(format!("recourse-pinned-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let names = [
            "claim.0a1b2c3d4e.wasm.br",
            "claim.fr.0a1b2c3d4e.json",
            "manifest.json",
            "widget.fr.0a1b2c3d4e.js",
            "widget.fr.js",
        ];
        for name in names {
            fs::write(folder.join(name), "").unwrap();
        }
        let mut kept: Vec<String> = pinned(&folder)
            .unwrap()
            .iter()
            .map(|file| file.file_name().unwrap().to_string_lossy().into_owned())
            .collect();
        kept.sort();
        fs::remove_dir_all(&folder).unwrap();
        assert_eq!(kept, [names[0], names[1], names[3]]);
        assert!(pinned(&folder).unwrap().is_empty());
    }

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
    }
}
