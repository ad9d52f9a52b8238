//! One entry with all it imports, as one small file.

use std::fs;
use std::path::Path;

use crate::places::Places;
use crate::process;
use crate::setup::BuildTools;
use crate::trouble::Trouble;

const SCRIPT: &str = include_str!("bundle.mjs");

/// What the file is to become.
#[derive(Clone, Copy, Debug)]
pub enum Format<'a> {
    /// An ES module that binds to a program.
    Module {
        /// What the program calls its imports and exports, by wasm-bindgen's names, as JSON.
        names: &'a str,
    },
    /// A classic script that leaves no globals.
    Script {
        /// What it sees: `__ASSETS__` and others, each as JSON.
        defines: &'a serde_json::Value,
    },
    /// A style sheet.
    Style,
}

/// The bytes of the bundle.
pub fn bundle(
    places: &Places,
    tools: &BuildTools,
    entry: &Path,
    format: Format<'_>,
) -> Result<Vec<u8>, Trouble> {
    if !entry.exists() {
        return Err(Trouble::content(
            entry,
            "is missing; the widget cannot be put together without it",
        ));
    }
    let none = "{}";
    let (name, format, defines, names) = match format {
        Format::Module { names } => ("bundle.js", "esm", serde_json::json!({}), names),
        Format::Script { defines } => ("bundle.js", "iife", defines.clone(), none),
        Format::Style => ("bundle.css", "css", serde_json::json!({}), none),
    };
    let out = places.at("target/widget-build/bundled").join(name);
    let mut node = process::command(places, &tools.npm.node);
    node.args(["--input-type=module", "-e", SCRIPT, "--"]);
    node.arg(entry)
        .arg(&out)
        .arg(format)
        .arg(defines.to_string())
        .arg(names);
    process::run_with_help(
        &mut node,
        &format!("`{}` was not bundled", places.short(entry)),
    )?;
    fs::read(&out).map_err(Trouble::reading(out))
}
