//! The log: one line of JSON an event, for machines and people who look for a request's id.
//!
//! No line holds what a person wrote or is called: routes are named as in the table, never as they were asked for
//! (a link has its token in the path), and what goes wrong is said in our words.

use serde_json::{Map, Value};
use worker::{console_error, console_log, console_warn};

/// How much it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// It is as it should be.
    Info,
    /// It will mend itself, or somebody's request was odd.
    Warn,
    /// Somebody has to look.
    Error,
}

/// Writes a line.
pub fn event(level: Level, name: &str, fields: impl IntoIterator<Item = (&'static str, Value)>) {
    let line = line(level, name, fields);
    match level {
        Level::Info => console_log!("{line}"),
        Level::Warn => console_warn!("{line}"),
        Level::Error => console_error!("{line}"),
    }
}

fn line(
    level: Level,
    name: &str,
    fields: impl IntoIterator<Item = (&'static str, Value)>,
) -> String {
    let level = match level {
        Level::Info => "info",
        Level::Warn => "warn",
        Level::Error => "error",
    };
    let mut object = Map::from_iter([
        ("level".to_owned(), Value::from(level)),
        ("event".to_owned(), Value::from(name)),
    ]);
    object.extend(
        fields
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value)),
    );
    Value::Object(object).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_one_object_whatever_is_in_it() {
        let line = line(
            Level::Warn,
            "odd",
            [("why", "two\nlines \"quoted\"".into())],
        );
        assert!(!line.contains('\n'), "{line}");
        let read: Value = serde_json::from_str(&line).unwrap();
        assert_eq!(read["level"], "warn");
        assert_eq!(read["event"], "odd");
        assert_eq!(read["why"], "two\nlines \"quoted\"");
    }

    /// What lies under a folder, read.
    fn sources(folder: &std::path::Path) -> Vec<String> {
        let entries = std::fs::read_dir(folder).unwrap();
        let paths = entries.map(|entry| entry.unwrap().path());
        paths
            .flat_map(|path| match path.is_dir() {
                true => sources(&path),
                false => vec![std::fs::read_to_string(&path).unwrap()],
            })
            .collect()
    }

    #[test]
    fn whoever_runs_it_finds_every_warning_and_error_explained() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let page = std::fs::read_to_string(root.join("../docs/operations.md")).unwrap();
        let mut found = 0;
        for source in sources(&root.join("src")) {
            for call in source.split("event(").skip(1) {
                let mut parts = call.split('"');
                let before = parts.next().unwrap_or_default();
                let is_grave = before.contains("Level::Error") || before.contains("Level::Warn");
                if let Some(name) = parts.next().filter(|_| is_grave && before.len() < 80) {
                    found += 1;
                    assert!(
                        page.contains(&format!("`{name}`")),
                        "{name} is not explained"
                    );
                }
            }
        }
        assert!(found > 15, "{found} were found");
    }
}
