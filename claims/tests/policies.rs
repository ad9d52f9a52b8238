//! Every folder of `examples/policies` is a story: a policy, an order, a claim and a day, and the verdict that the
//! law or the shop's rule asks for, as the README beside them explains.
//!
//! `verdict.json` holds what the story is about and no more: each key in it must have that value, a list must have
//! those entries in that order, and `null` says that a key is not there. Of the trace, which tells of all that was done,
//! it holds the steps that matter, in their order.

#![cfg(test)]

use claims::{
    civil::Date,
    draft::{read_draft, validate},
    order::read_order,
    policy::{
        Case,
        file::{ConfigFile, check},
        judge,
    },
    wire::Limits,
};
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// Fewer would leave something out.
const LEAST: usize = 60;

struct Story {
    name: String,
    readme: String,
    policy: Value,
    order: String,
    draft: String,
    expected: Value,
}

impl Story {
    fn read(folder: &Path) -> Self {
        let text = |file: &str| {
            let path = folder.join(file);
            fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
        };
        let json = |file: &str| -> Value {
            serde_json::from_str(&text(file))
                .unwrap_or_else(|error| panic!("{} {file}: {error}", folder.display()))
        };
        let toml: toml::Table = text("policy.toml")
            .parse()
            .unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        Self {
            name: folder.file_name().unwrap().to_string_lossy().into_owned(),
            readme: text("README.md"),
            policy: serde_json::to_value(toml).unwrap(),
            order: text("order.json"),
            draft: text("draft.json"),
            expected: json("verdict.json"),
        }
    }

    /// The day of the command in the README.
    fn today(&self) -> Date {
        let day = self.readme.split("--today ").nth(1);
        let day = day.and_then(|rest| rest.split_whitespace().next());
        let day = day.unwrap_or_else(|| panic!("{}: the README names no --today", self.name));
        Date::parse(day).unwrap_or_else(|| panic!("{}: {day}", self.name))
    }

    fn verdict(&self) -> Value {
        let found = check(&ConfigFile::of(self.policy.as_object().unwrap()));
        let config = found.config;
        let (shop, policy) =
            config.unwrap_or_else(|| panic!("{}: {:#?}", self.name, found.mistakes));
        let order = read_order(&self.order)
            .unwrap_or_else(|error| panic!("{} order.json: {error:?}", self.name));
        assert_eq!(order.unknown, [], "{}", self.name);
        let order = order.facts;
        let draft = read_draft(&self.draft)
            .unwrap_or_else(|error| panic!("{} draft.json: {error:#?}", self.name));
        let all = BTreeMap::new();
        let today = self.today();
        let valid = validate(&draft, &order, &all, &policy, &Limits::standard(), today)
            .unwrap_or_else(|errors| panic!("{} draft.json: {errors:#?}", self.name));
        let case = Case {
            order: valid.order(),
            lines: &draft.lines,
            files: &draft.files,
            locale: &shop.locales[0].0,
            today,
        };
        serde_json::to_value(judge(&policy, &case)).unwrap()
    }
}

fn stories() -> Vec<Story> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/policies");
    let entries = fs::read_dir(&folder).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let mut folders: Vec<PathBuf> = paths.filter(|path| path.is_dir()).collect();
    folders.sort();
    folders.iter().map(|folder| Story::read(folder)).collect()
}

/// Where `found` is not what `expected` asks for.
fn differences(at: &str, expected: &Value, found: &Value, lines: &mut Vec<String>) {
    match (expected, found) {
        (Value::Object(wanted), Value::Object(there)) => {
            for (key, value) in wanted {
                let found = there.get(key).unwrap_or(&Value::Null);
                let at = format!("{at}/{key}");
                if key == "trace" {
                    missing_steps(&at, value, found, lines);
                } else {
                    differences(&at, value, found, lines);
                }
            }
        }
        (Value::Array(wanted), Value::Array(there)) if wanted.len() == there.len() => {
            for (n, (value, found)) in wanted.iter().zip(there).enumerate() {
                differences(&format!("{at}/{n}"), value, found, lines);
            }
        }
        _ if expected == found => {}
        _ => lines.push(format!("{at}: expected {expected}, found {found}")),
    }
}

/// The steps of a trace that should be there and are not, or not in that order.
fn missing_steps(at: &str, expected: &Value, found: &Value, lines: &mut Vec<String>) {
    let mut found = found.as_array().into_iter().flatten();
    for step in expected.as_array().into_iter().flatten() {
        if !found.any(|other| other == step) {
            lines.push(format!("{at}: expected {step}"));
            return;
        }
    }
}

#[test]
fn every_story_ends_as_it_says() {
    let mut lines = Vec::new();
    let stories = stories();
    for story in &stories {
        differences(&story.name, &story.expected, &story.verdict(), &mut lines);
    }
    assert!(lines.is_empty(), "\n{}", lines.join("\n"));
    assert!(stories.len() >= LEAST, "{}", stories.len());
}

#[test]
fn every_preset_is_in_a_story_and_five_stories_lead_the_documentation() {
    let stories = stories();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for file in fs::read_dir(root.join("src/policy/preset")).unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        let id = name.trim_end_matches(".rs");
        let has = |story: &Story| story.policy["POLICY"]["preset"] == id;
        assert!(
            id == "tables" || stories.iter().any(has),
            "no story has the preset `{id}`"
        );
    }
    let page = fs::read_to_string(root.join("../docs/policy.md")).unwrap();
    let linked = page.split("(../examples/policies/").skip(1);
    let named: Vec<&str> = linked
        .filter_map(|rest| rest.split_once("/)"))
        .map(|(name, _)| name)
        .collect();
    let are_there =
        |name: &&str| name.is_empty() || stories.iter().any(|story| story.name == **name);
    assert!(
        named.iter().filter(|name| !name.is_empty()).count() >= 5 && named.iter().all(are_there),
        "{named:?}"
    );
}

#[test]
fn every_readme_gives_its_reason_and_the_command_for_its_own_files() {
    for story in stories() {
        let folder = format!("examples/policies/{}/", story.name);
        let command = format!(
            "\ncargo xtask policy try --config {folder}policy.toml --order {folder}order.json --draft {folder}draft.json \
             --today {}",
            story.today()
        );
        assert!(
            story.readme.contains(&command),
            "{}: expected{command}",
            story.name
        );
        assert!(story.readme.starts_with("# "), "{}", story.name);
        let said = story.readme.split("```").next().unwrap();
        let words = said.split_whitespace().count();
        assert!((25..=160).contains(&words), "{}: {words} words", story.name);
    }
}

/// Whether any value under the key satisfies.
fn any(value: &Value, key: &str, holds: &dyn Fn(&Value) -> bool) -> bool {
    match value {
        Value::Object(map) => map
            .iter()
            .any(|(name, value)| name == key && holds(value) || any(value, key, holds)),
        Value::Array(entries) => entries.iter().any(|entry| any(entry, key, holds)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => false,
    }
}

fn day(value: &Value) -> Option<Date> {
    value.as_str().and_then(Date::parse)
}

#[test]
fn every_ground_and_every_edge_of_the_calendar_is_in_a_story() {
    type Edge = dyn Fn(&Story) -> bool;
    let stories = stories();
    let mut missing: Vec<&str> = Vec::new();
    for basis in [
        "withdrawal",
        "exchange",
        "conformity",
        "warranty",
        "transit",
        "goodwill",
    ] {
        let has = |story: &Story| any(&story.expected, "basis", &|value| value == basis);
        if !stories.iter().any(has) {
            missing.push(basis);
        }
    }
    let last_day: &Edge = &|story| {
        any(&story.expected, "until", &|it| {
            day(it) == Some(story.today())
        })
    };
    let day_after: &Edge = &|story| {
        let yesterday = Some(story.today().add_days(-1));
        any(&story.expected, "date", &|it| day(it) == yesterday)
    };
    let leap_day: &Edge = &|story| story.order.contains("-02-29\"");
    let not_told: &Edge = &|story| {
        story.order.contains("\"informed_of_withdrawal\": false")
            && any(&story.expected, "basis", &|it| it == "withdrawal")
    };
    for (name, edge) in [
        ("the last day", last_day),
        ("the day after", day_after),
        ("a leap day", leap_day),
        ("who was not told has longer", not_told),
    ] {
        if !stories.iter().any(edge) {
            missing.push(name);
        }
    }
    assert!(missing.is_empty(), "no story has: {missing:#?}");
}

#[test]
fn every_condition_and_action_is_in_a_story() {
    let stories = stories();
    let keys_of = |table: &str| -> BTreeSet<String> {
        let rules = stories
            .iter()
            .filter_map(|story| story.policy["RULES"].as_array());
        let tables = rules.flatten().filter_map(|rule| rule[table].as_object());
        tables.flat_map(|table| table.keys().cloned()).collect()
    };
    let (when, then) = (keys_of("when"), keys_of("then"));
    let conditions = claims::policy::file::conditions();
    let conditions = conditions.iter().filter(|row| !when.contains(row.key));
    let actions = claims::policy::file::actions();
    let actions = actions.iter().filter(|row| !then.contains(row.key));
    let missing: Vec<&str> = conditions.chain(actions).map(|row| row.key).collect();
    assert!(missing.is_empty(), "no story has: {missing:#?}");
}
