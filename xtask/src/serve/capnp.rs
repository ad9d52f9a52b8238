//! `workerd.capnp`: the configuration bare workerd reads.

use std::fmt::Write;
use std::path::Path;

use toml::Value;

use crate::serve::configuration::Configuration;

/// The Worker's modules, by file name, in the `bundle` folder beside the configuration.
pub const BUNDLE: [&str; 2] = ["index.js", "index_bg.wasm"];

/// The environment variable that carries a secret to workerd: it is in no file of the state folder.
pub fn secret_variable(name: &str) -> String {
    format!("RECOURSE_SECRET_{name}")
}

/// The whole file.
pub fn write(configuration: &Configuration, address: &str, state: &Path, assets: &Path) -> String {
    let text = |text: &str| quoted(text);
    let flags: Vec<String> = configuration
        .compatibility_flags
        .iter()
        .map(|flag| text(flag))
        .collect();
    format!(
        r#"# Written by `cargo xtask serve` at every start: changes are lost.
using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "recourse", worker = .recourse),
    (name = "ledger", disk = (path = {ledger}, writable = true)),
    (name = "assets", disk = (path = {assets})),
    # Private addresses too: a shop's backend is often on the same machine.
    (name = "internet", network = (allow = ["public", "private"], tlsOptions = (trustBrowserCas = true))),
  ],
  sockets = [(name = "http", address = {address}, http = (), service = "recourse")],
);

const recourse :Workerd.Worker = (
  modules = [
    (name = "index.js", esModule = embed "bundle/index.js"),
    (name = "./index_bg.wasm", wasm = embed "bundle/index_bg.wasm"),
  ],
  compatibilityDate = {date},
  compatibilityFlags = [{flags}],
  durableObjectNamespaces = [(className = "Ledger", uniqueKey = "recourse-ledger", enableSql = true)],
  durableObjectStorage = (localDisk = "ledger"),
  bindings = [
    (name = "LEDGER", durableObjectNamespace = "Ledger"),
    (name = "ASSETS", service = "assets"),
{bindings}  ],
);
"#,
        ledger = text(&state.join("ledger").to_string_lossy()),
        assets = text(&assets.to_string_lossy()),
        address = text(address),
        date = text(&configuration.compatibility_date),
        flags = flags.join(", "),
        bindings = bindings(configuration),
    )
}

/// Strings as text, everything else as JSON: as wrangler hands them to a Worker.
fn bindings(configuration: &Configuration) -> String {
    let mut lines = String::new();
    for (name, value) in &configuration.variables {
        if configuration.secrets.contains_key(name) {
            continue;
        }
        let (kind, content) = match value.as_str() {
            Some(string) => ("text", string.to_owned()),
            None => ("json", json(value).to_string()),
        };
        let _ = writeln!(
            lines,
            "    (name = {}, {kind} = {}),",
            quoted(name),
            quoted(&content)
        );
    }
    for name in configuration.secrets.keys() {
        let variable = quoted(&secret_variable(name));
        let _ = writeln!(
            lines,
            "    (name = {}, fromEnvironment = {variable}),",
            quoted(name)
        );
    }
    lines
}

fn json(value: &Value) -> serde_json::Value {
    match value {
        Value::String(text) => text.clone().into(),
        Value::Integer(number) => (*number).into(),
        Value::Float(number) => (*number).into(),
        Value::Boolean(yes) => (*yes).into(),
        Value::Datetime(date) => date.to_string().into(),
        Value::Array(values) => values.iter().map(json).collect(),
        Value::Table(table) => table
            .iter()
            .map(|(key, value)| (key.clone(), json(value)))
            .collect::<serde_json::Map<_, _>>()
            .into(),
    }
}

/// A Cap'n Proto string.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            c if c.is_control() => c.to_string().bytes().for_each(|byte| {
                let _ = write!(quoted, "\\x{byte:02x}");
            }),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::serve::secrets;

    fn configuration() -> Configuration {
        let variables = r#"
            NAME = "Люмен \"x\" \\"
            SHARDS = 2
            [SHOP]
            lines = "a\nb"
            opened = 2026-11-21
            [[RULES]]
            id = "r"
        "#;
        Configuration {
            compatibility_date: "2026-11-01".to_owned(),
            compatibility_flags: vec!["one".to_owned(), "two".to_owned()],
            variables: variables.parse().unwrap(),
            secrets: secrets::parse("TOKEN_KEYS=k1:hidden").unwrap(),
        }
    }

    #[test]
    fn strings_are_text_and_everything_else_is_json() {
        let file = bindings(&configuration());
        let lines: Vec<&str> = file.lines().map(str::trim).collect();
        assert_eq!(
            lines,
            [
                r#"(name = "NAME", text = "Люмен \"x\" \\"),"#,
                r#"(name = "RULES", json = "[{\"id\":\"r\"}]"),"#,
                r#"(name = "SHARDS", json = "2"),"#,
                r#"(name = "SHOP", json = "{\"lines\":\"a\\nb\",\"opened\":\"2026-11-21\"}"),"#,
                r#"(name = "TOKEN_KEYS", fromEnvironment = "RECOURSE_SECRET_TOKEN_KEYS"),"#,
            ]
        );
    }

    #[test]
    fn a_secret_is_in_no_file() {
        let file = write(
            &configuration(),
            "127.0.0.1:1",
            Path::new("/state"),
            Path::new("/assets"),
        );
        assert!(!file.contains("hidden"), "{file}");
    }

    #[test]
    fn a_secret_wins_over_a_variable_of_its_name() {
        let mut configuration = configuration();
        configuration.variables = "TOKEN_KEYS = \"public\"".parse().unwrap();
        assert_eq!(bindings(&configuration).matches("TOKEN_KEYS\",").count(), 1);
        assert!(!bindings(&configuration).contains("public"));
    }

    #[test]
    fn folders_address_date_and_flags_are_where_workerd_looks() {
        let file = write(
            &configuration(),
            "127.0.0.1:8787",
            Path::new("/a state"),
            Path::new("/assets"),
        );
        for part in [
            r#"disk = (path = "/a state/ledger", writable = true)"#,
            r#"disk = (path = "/assets")"#,
            r#"address = "127.0.0.1:8787""#,
            r#"compatibilityDate = "2026-11-01""#,
            r#"compatibilityFlags = ["one", "two"]"#,
        ] {
            assert!(file.contains(part), "{part} is not in {file}");
        }
    }

    #[test]
    fn control_characters_are_escaped() {
        assert_eq!(quoted("a\u{1}\u{7f}\tb"), r#""a\x01\x7f\tb""#);
    }
}
