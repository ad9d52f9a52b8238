//! The widget's two programs: compiled, bound to JavaScript, made small.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::build::widget::programs::PROGRAMS;
use crate::fresh::{self, Stamp};
use crate::places::Places;
use crate::process;
use crate::setup::BuildTools;
use crate::terminal::note;
use crate::trouble::Trouble;

/// A panic message nobody reads costs every customer 13 % of the download, and a std made for
/// speed 2 %: so std is rebuilt, which cargo allows on a stable compiler with RUSTC_BOOTSTRAP.
pub const RUSTFLAGS: &str = "-Zunstable-options -Cpanic=immediate-abort";
/// Std built anew, and small.
pub const BUILD_STD: [&str; 2] = [
    "-Zbuild-std=std,panic_abort",
    "-Zbuild-std-features=optimize_for_size",
];
/// What the browser runs.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// What rustc emits by default, and nothing newer: a browser of 2021 must run it.
const FEATURES: [&str; 6] = [
    "mutable-globals",
    "sign-ext",
    "nontrapping-float-to-int",
    "bulk-memory",
    "multivalue",
    "reference-types",
];

/// Names of 40 letters for every import and export are 3 % of the download.
/// Nothing lies in the first kilobyte but the last words of an overflowing stack.
const PASSES: [&str; 15] = [
    "--low-memory-unused",
    "--zero-filled-memory",
    "--flatten",
    "--rereloop",
    "-Oz",
    "-Oz",
    // Once more from the start, and the most used locals first: 0.4 % of the download.
    "--flatten",
    "--rereloop",
    "-Oz",
    "-Oz",
    "--reorder-locals",
    "--strip-debug",
    "--strip-producers",
    "--strip-target-features",
    "--minify-imports-and-exports-and-modules",
];

/// What wasm-bindgen calls the module that everything is imported from.
const MODULE: &str = "./widget_bg.js";

/// What the loader needs of wasm-bindgen's module, which is all that is bundled, and what comes with it.
fn start(places: &Places) -> String {
    let show = json!(places.at("widget/loader/show.ts"));
    format!(
        "import init, {{ mount }} from './widget.js';\nimport {{ show as showIn }} from {show};\n\
         export default init;\nexport const show = (...all) => showIn(mount, ...all);\n"
    )
}

/// The streams of `wasm-streams`, which nothing here opens.
const UNUSED_CLASSES: &str = "intounderlying";

/// Its sources; a changed style or text needs no compiler.
const INPUTS: [&str; 7] = [
    "widget/src",
    "widget/Cargo.toml",
    "claims/src",
    "claims/Cargo.toml",
    "Cargo.toml",
    "Cargo.lock",
    "rust-toolchain.toml",
];

/// The files of the program, unhashed.
#[derive(Debug)]
pub struct Program {
    /// The optimised wasm.
    pub wasm: PathBuf,
    /// Starts wasm-bindgen's module, not bundled yet.
    pub glue: PathBuf,
    /// What the program calls its imports and exports, by wasm-bindgen's names.
    pub names: PathBuf,
}

/// Compiles both if a source changed.
pub fn build(places: &Places, tools: &BuildTools) -> Result<[Program; 2], Trouble> {
    let programs = PROGRAMS.map(|name| Program::of(places, name));
    for program in &programs {
        fresh::write(&program.glue, start(places).as_bytes())?;
    }
    let stamp = Stamp::of(
        places,
        "wasm",
        &INPUTS,
        &[RUSTFLAGS, &BUILD_STD.join(" "), &FEATURES.join(" ")],
    )?;
    let files: Vec<PathBuf> = programs.iter().flat_map(Program::files).collect();
    if stamp.is_fresh(&files) {
        return Ok(programs);
    }

    note("building the widget; about 3 minutes the first time, under a minute after a change");
    for (name, program) in PROGRAMS.into_iter().zip(&programs) {
        build_one(places, tools, name, program)?;
    }
    stamp.keep()?;
    Ok(programs)
}

impl Program {
    fn of(places: &Places, name: &str) -> Self {
        let bound = bound(places, name);
        Self {
            wasm: bound.join("widget_small.wasm"),
            glue: bound.join("start.js"),
            names: bound.join("names.json"),
        }
    }

    fn files(&self) -> [PathBuf; 3] {
        [&self.wasm, &self.glue, &self.names].map(Clone::clone)
    }
}

/// Where wasm-bindgen puts a program.
fn bound(places: &Places, name: &str) -> PathBuf {
    places.at("target/widget-build/bound").join(name)
}

fn build_one(
    places: &Places,
    tools: &BuildTools,
    name: &str,
    program: &Program,
) -> Result<(), Trouble> {
    let target = places.at("target/widget-build");
    let bound = bound(places, name);
    // Flags unlike those of every other build: a target folder of its own keeps both caches.
    let mut cargo = process::command(places, "cargo");
    cargo
        .args([
            "build",
            "--package",
            "widget",
            "--lib",
            "--no-default-features",
            "--features",
            name,
            "--profile",
            "widget",
            "--target",
            TARGET,
        ])
        .args(BUILD_STD)
        .arg("--target-dir")
        .arg(&target)
        .env("RUSTC_BOOTSTRAP", "1")
        .env("RUSTFLAGS", RUSTFLAGS);
    process::run_with_help(&mut cargo, "the widget was not built")?;

    let compiled = target.join(TARGET).join("widget/widget.wasm");
    process::run(
        process::command(places, &tools.rust.wasm_bindgen)
            .args([
                "--target",
                "web",
                "--no-typescript",
                "--omit-default-module-path",
                "--out-name",
                "widget",
            ])
            .arg("--out-dir")
            .arg(&bound)
            .arg(compiled),
    )?;

    let reached = bound.join("widget_reached.wasm");
    drop_unreached(places, tools, &bound.join("widget_bg.wasm"), &reached)?;
    let mut wasm_opt = binaryen(places, tools, "wasm-opt");
    wasm_opt.args(PASSES);
    wasm_opt.arg("-o").arg(&program.wasm).arg(reached);
    let renamed = process::output(&mut wasm_opt)?;
    let strays = strays(&renamed);
    if !strays.is_empty() {
        return Err(Trouble::Findings(format!(
            "imports that wasm-bindgen takes from a module of their own, so that their short names name something \
             else: {}; declare them with `#[wasm_bindgen(catch)]`",
            strays.join(", ")
        )));
    }
    let names = short_names(&renamed)
        .ok_or_else(|| Trouble::content("wasm-opt's list of names", "not as expected"))?;
    fresh::write(&program.names, json!(names).to_string().as_bytes())
}

/// wasm-bindgen's names and the short ones, from what wasm-opt prints.
fn short_names(renamed: &str) -> Option<BTreeMap<String, String>> {
    let renamed: Value = serde_json::from_str(renamed).ok()?;
    let mut names = BTreeMap::new();
    let all = ["imports", "exports"].map(|list| renamed[list].as_array());
    for name in all.into_iter().flatten().flatten() {
        // An import is [module, old, new], an export [old, new].
        let [.., old, new] = name.as_array()?.as_slice() else {
            return None;
        };
        names.insert(old.as_str()?.to_owned(), new.as_str()?.to_owned());
    }
    names.insert(MODULE.to_owned(), "a".to_owned());
    Some(names)
}

/// Imports of any other module than wasm-bindgen's: functions of JavaScript that need no glue. In a browser the program
/// would not start.
fn strays(renamed: &str) -> Vec<String> {
    let renamed: Value = serde_json::from_str(renamed).unwrap_or_default();
    let imports = renamed["imports"].as_array().into_iter().flatten();
    imports
        .filter(|import| import[0] != MODULE)
        .map(|import| format!("`{}` of `{}`", import[1], import[0]).replace('"', ""))
        .collect()
}

fn binaryen(places: &Places, tools: &BuildTools, tool: &str) -> Command {
    let mut command = process::command(places, &tools.npm.node);
    command.arg(tools.npm.binaryen.join(tool));
    command.args(FEATURES.map(|feature| format!("--enable-{feature}")));
    command
}

/// Leptos brings streams between Rust and JavaScript along, and wasm-bindgen exports every class it knows: what
/// only those exports reach goes, 1 % of the download.
fn drop_unreached(
    places: &Places,
    tools: &BuildTools,
    bound: &Path,
    reached: &Path,
) -> Result<(), Trouble> {
    let bytes = fs::read(bound).map_err(Trouble::reading(bound))?;
    let kept = exports(&bytes)
        .map_err(|problem| Trouble::content(bound, problem.to_string()))?
        .into_iter()
        .filter(|name| !name.contains(UNUSED_CLASSES));
    let graph = bound.with_extension("graph.json");
    fresh::write(&graph, reachable(kept).to_string().as_bytes())?;
    let mut metadce = binaryen(places, tools, "wasm-metadce");
    metadce.arg(bound).arg("--graph-file").arg(&graph);
    metadce.arg("-o").arg(reached).stdout(Stdio::null());
    process::run(&mut metadce)
}

fn exports(wasm: &[u8]) -> Result<Vec<String>, wasmparser::BinaryReaderError> {
    let mut names = Vec::new();
    for payload in wasmparser::Parser::new(0).parse_all(wasm) {
        if let wasmparser::Payload::ExportSection(section) = payload? {
            for export in section {
                names.push(export?.name.to_owned());
            }
        }
    }
    Ok(names)
}

/// wasm-metadce's picture of the outside: it reaches these exports and no others.
fn reachable(exports: impl Iterator<Item = String>) -> Value {
    let mut nodes: Vec<Value> = exports
        .map(|name| json!({"name": format!("export {name}"), "export": name}))
        .collect();
    let reaches: Vec<Value> = nodes.iter().map(|node| node["name"].clone()).collect();
    nodes.push(json!({"name": "outside", "root": true, "reaches": reaches}));
    Value::Array(nodes)
}

#[cfg(test)]
mod tests {
    use super::{reachable, short_names, strays};

    #[test]
    fn an_import_of_another_module_is_found_before_a_browser_does() {
        let renamed = r#"{"imports":[["./widget_bg.js","__wbg_new_1","b"],["./snippets/x/live.js","watch","c"]]}"#;
        assert_eq!(strays(renamed), ["`watch` of `./snippets/x/live.js`"]);
    }

    #[test]
    fn imports_exports_and_their_module_have_short_names() {
        let renamed = r#"{"imports":[["./widget_bg.js","__wbg_new_1","b"]],"exports":[["mount","c"]],"modules":["a"]}"#;
        let names = short_names(renamed).unwrap();
        assert_eq!(names["__wbg_new_1"], "b");
        assert_eq!(names["mount"], "c");
        assert_eq!(names["./widget_bg.js"], "a");
        assert_eq!(short_names(r#"{"imports":[["one"]]}"#), None);
    }

    #[test]
    fn the_outside_reaches_what_is_kept() {
        let graph = reachable(["mount".to_owned()].into_iter()).to_string();
        assert_eq!(
            graph,
            r#"[{"export":"mount","name":"export mount"},{"name":"outside","reaches":["export mount"],"root":true}]"#
        );
    }
}
