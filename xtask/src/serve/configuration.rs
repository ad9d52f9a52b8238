//! What the shop's `wrangler.toml` and `.dev.vars` say, with what the command line overrides.

use std::collections::BTreeMap;
use std::fs;

use toml::Value;

use crate::serve::PORT;
use crate::serve::secrets::{self, Secret};
use crate::serve::worker::WorkerOptions;
use crate::trouble::Trouble;

/// Where the file names no date: one the pinned workerd knows.
const COMPATIBILITY_DATE: &str = "2026-11-01";

/// The demo's ports, from [`PORT`] on: edge, shop, backend, second edge.
const DEMO_PORTS: u16 = 4;

/// A Worker's variables and secrets.
#[derive(Debug)]
pub struct Configuration {
    /// The runtime's behaviour of that day.
    pub compatibility_date: String,
    /// Switches beside the date.
    pub compatibility_flags: Vec<String>,
    /// `[vars]`, with the overrides.
    pub variables: toml::Table,
    /// `.dev.vars`.
    pub secrets: BTreeMap<String, Secret>,
}

impl Configuration {
    /// Reads both files; `port` is the one the Worker will listen on.
    pub fn read(options: &WorkerOptions, port: u16) -> Result<Self, Trouble> {
        let file = &options.config;
        let text = fs::read_to_string(file).map_err(Trouble::reading(file))?;
        let mut configuration =
            Self::parse(&text).map_err(|problem| Trouble::content(file, problem))?;
        configuration.secrets = secrets::read(&file.with_file_name(".dev.vars"))?;
        configuration.override_with(options, port);
        Ok(configuration)
    }

    fn parse(text: &str) -> Result<Self, String> {
        let mut file: toml::Table = text
            .parse()
            .map_err(|error: toml::de::Error| error.to_string())?;
        let variables = match file.remove("vars") {
            Some(Value::Table(variables)) => variables,
            None => toml::Table::new(),
            Some(_) => return Err("`vars` is not a table".to_owned()),
        };
        let date = file
            .get("compatibility_date")
            .and_then(Value::as_str)
            .unwrap_or(COMPATIBILITY_DATE);
        let flags = file.get("compatibility_flags").and_then(Value::as_array);
        let flags = flags
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .map(ToOwned::to_owned)
            .collect();
        let compatibility_date = date.to_owned();
        Ok(Self {
            compatibility_date,
            compatibility_flags: flags,
            variables,
            secrets: BTreeMap::new(),
        })
    }

    fn override_with(&mut self, options: &WorkerOptions, port: u16) {
        if options.port_shift != 0 {
            for (_, value) in &mut self.variables {
                shift_ports(value, options.port_shift);
            }
        }
        if let Some(url) = &options.backend_url {
            self.variables
                .insert("BACKEND_URL".to_owned(), Value::String(url.clone()));
        }
        if let Some(url) = &options.public_url {
            self.variables
                .insert("PUBLIC_URL".to_owned(), Value::String(url.clone()));
        }
        let here = || Value::String(format!("http://localhost:{port}"));
        self.variables.entry("PUBLIC_URL").or_insert_with(here);
    }
}

/// The demo's files name its usual ports; `dev --port` moves all of them together.
fn shift_ports(value: &mut Value, shift: u16) {
    match value {
        Value::String(text) => {
            // From the last on, so that a shifted port is not shifted again.
            for port in (PORT..PORT + DEMO_PORTS).rev() {
                *text = text.replace(
                    &format!("localhost:{port}"),
                    &format!("localhost:\0{}", port.wrapping_add(shift)),
                );
            }
            *text = text.replace('\0', "");
        }
        Value::Array(values) => values
            .iter_mut()
            .for_each(|value| shift_ports(value, shift)),
        Value::Table(table) => table
            .iter_mut()
            .for_each(|(_, value)| shift_ports(value, shift)),
        Value::Integer(_) | Value::Float(_) | Value::Boolean(_) | Value::Datetime(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options() -> WorkerOptions {
        WorkerOptions {
            config: "wrangler.toml".into(),
            state: None,
            host: "127.0.0.1".to_owned(),
            port: 9000,
            backend_url: None,
            public_url: None,
            port_shift: 0,
        }
    }

    const FILE: &str = r#"
        name = "lumen"
        compatibility_date = "2026-10-01"
        compatibility_flags = ["nodejs_compat"]
        [vars]
        BACKEND_URL = "http://localhost:8789"
        [vars.SHOP]
        origins = ["http://localhost:8788", "https://lumen.example"]
    "#;

    #[test]
    fn the_public_address_is_the_port_unless_the_file_or_the_command_line_says_otherwise() {
        let public_url = |options: WorkerOptions, file: &str| {
            let mut configuration = Configuration::parse(file).unwrap();
            configuration.override_with(&options, 9000);
            configuration.variables["PUBLIC_URL"]
                .as_str()
                .unwrap()
                .to_owned()
        };
        let in_file = "[vars]\nPUBLIC_URL = \"https://claims.lumen.example\"";
        let given = WorkerOptions {
            public_url: Some("http://a".to_owned()),
            ..options()
        };
        assert_eq!(public_url(options(), ""), "http://localhost:9000");
        assert_eq!(
            public_url(options(), in_file),
            "https://claims.lumen.example"
        );
        assert_eq!(public_url(given, in_file), "http://a");
    }

    #[test]
    fn the_backend_of_the_command_line_wins() {
        let mut configuration = Configuration::parse(FILE).unwrap();
        configuration.override_with(
            &WorkerOptions {
                backend_url: Some("http://b".to_owned()),
                ..options()
            },
            1,
        );
        assert_eq!(
            configuration.variables["BACKEND_URL"].as_str(),
            Some("http://b")
        );
    }

    #[test]
    fn the_demo_ports_move_together_wherever_they_are_named() {
        let mut configuration = Configuration::parse(FILE).unwrap();
        configuration.override_with(
            &WorkerOptions {
                port_shift: 1,
                ..options()
            },
            8788,
        );
        assert_eq!(
            configuration.variables["BACKEND_URL"].as_str(),
            Some("http://localhost:8790")
        );
        let origins = configuration.variables["SHOP"]["origins"]
            .as_array()
            .unwrap();
        assert_eq!(origins[0].as_str(), Some("http://localhost:8789"));
        assert_eq!(origins[1].as_str(), Some("https://lumen.example"));
    }

    #[test]
    fn date_and_flags_come_from_the_file() {
        let configuration = Configuration::parse(FILE).unwrap();
        assert_eq!(configuration.compatibility_date, "2026-10-01");
        assert_eq!(configuration.compatibility_flags, ["nodejs_compat"]);
        assert_eq!(
            Configuration::parse("").unwrap().compatibility_date,
            COMPATIBILITY_DATE
        );
        assert!(
            Configuration::parse("vars = 1")
                .unwrap_err()
                .contains("`vars` is not a table")
        );
    }
}
