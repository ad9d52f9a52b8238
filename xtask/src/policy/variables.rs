//! The policy in a file: the `[vars]` of a `wrangler.toml`, or the tables alone as the stories have them.

use std::fs;
use std::path::Path;

use claims::policy::file::ConfigFile;
use serde_json::{Map, Value};

use crate::trouble::Trouble;

/// Reads `file`; what is not TOML is shown with its line.
pub fn of_file(file: &Path) -> Result<ConfigFile, Trouble> {
    let text = fs::read_to_string(file).map_err(Trouble::reading(file))?;
    parse(&text).map_err(|problem| Trouble::content(file, problem))
}

fn parse(text: &str) -> Result<ConfigFile, String> {
    let mut table: toml::Table = text
        .parse()
        .map_err(|error: toml::de::Error| error.to_string())?;
    let variables = match table.remove("vars") {
        Some(toml::Value::Table(variables)) => variables,
        None if table.contains_key("SHOP") || table.contains_key("POLICY") => table,
        None => return Err("found neither [vars.SHOP] nor [vars.POLICY]".to_owned()),
        Some(_) => return Err("`vars` is not a table".to_owned()),
    };
    let variables: Map<String, Value> = variables
        .into_iter()
        .map(|(name, value)| (name, json(value)))
        .collect();
    Ok(ConfigFile::of(&variables))
}

/// As the Worker's environment hands it over: a day without quotes arrives as text.
fn json(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => text.into(),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(flag) => flag.into(),
        toml::Value::Datetime(day) => day.to_string().into(),
        toml::Value::Array(entries) => entries.into_iter().map(json).collect(),
        toml::Value::Table(table) => {
            let entries = table.into_iter().map(|(key, value)| (key, json(value)));
            Value::Object(entries.collect())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use claims::policy::file::check;

    const TABLES: &str = r#"
        [SHOP]
        name = "Lumen"
        origins = ["https://lumen.example"]
        country = "FR"
        time_zone = "Europe/Paris"
        currency = "EUR"
        locales = ["fr"]
        contact = { name = "Claire", phone = "+33 1 00 00 00 00" }
        [POLICY]
        preset = "fr"
        holidays = [2026-12-24]
    "#;

    #[test]
    fn the_tables_stand_alone_or_under_vars() {
        let under_vars = TABLES
            .replace("[SHOP]", "[vars.SHOP]")
            .replace("[POLICY]", "[vars.POLICY]");
        for text in [TABLES, &under_vars] {
            let checked = check(&parse(text).unwrap());
            assert_eq!(checked.mistakes, [], "{text}");
            let (_, policy) = checked.config.unwrap();
            assert_eq!(policy.holidays[0].to_string(), "2026-12-24");
        }
    }

    #[test]
    fn what_is_no_toml_is_shown_with_line_and_column() {
        let error = parse("[POLICY]\npreset = fr\n").unwrap_err();
        assert!(error.contains("line 2, column 10"), "{error}");
        assert!(error.contains("preset = fr"), "{error}");
        assert!(parse("name = \"x\"").unwrap_err().contains("[vars.SHOP]"));
    }
}
