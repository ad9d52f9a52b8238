//! The texts of each language: the screens' from `widget`, the verdicts' from `claims`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use claims::placed::Placed;
use serde_json::{Value, json};

use crate::fresh;
use crate::places::Places;
use crate::trouble::Trouble;

/// Where texts are kept.
pub const FOLDERS: [&str; 2] = ["claims/texts", "widget/texts"];

/// What only the edge says: the default problems reach the page in the shop's policy.
const OF_THE_EDGE: [&str; 4] = ["problem.", "decision.", "payer.", "goods."];

/// One language's texts by key.
pub type Texts = BTreeMap<String, String>;

/// Every language with its texts from both folders, as the page needs them.
///
/// # Errors
/// A file is not a flat object of strings, or a key is in both folders.
pub fn by_language(places: &Places) -> Result<BTreeMap<String, Texts>, Trouble> {
    let mut languages: BTreeMap<String, Texts> = BTreeMap::new();
    for folder in FOLDERS {
        for (language, texts) in of_folder(&places.at(folder))? {
            let all = languages.entry(language.clone()).or_default();
            let of_the_page = |key: &String| {
                folder != FOLDERS[0] || !OF_THE_EDGE.iter().any(|start| key.starts_with(start))
            };
            for (key, text) in texts.into_iter().filter(|(key, _)| of_the_page(key)) {
                if all.insert(key.clone(), text).is_some() {
                    let file = places.at(folder).join(format!("{language}.json"));
                    return Err(Trouble::content(
                        file,
                        format!("the key `{key}` is also in the other folder of texts"),
                    ));
                }
            }
        }
    }
    Ok(languages)
}

/// The file of a language: the shifts of the places, the checks, then the texts without their keys.
pub fn written(texts: &Texts) -> String {
    let Placed {
        shifts,
        checks,
        texts,
    } = Placed::of(texts);
    let mut list = vec![json!(shifts), json!(checks)];
    list.extend(texts.into_iter().map(Value::String));
    Value::Array(list).to_string()
}

/// The languages of one folder.
pub fn of_folder(folder: &Path) -> Result<BTreeMap<String, Texts>, Trouble> {
    let mut languages = BTreeMap::new();
    for file in fresh::files_under(folder)? {
        if file.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        let text = fs::read_to_string(&file).map_err(Trouble::reading(&file))?;
        let texts = parse(&text).map_err(|problem| Trouble::content(&file, problem))?;
        let language = file
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        languages.insert(language, texts);
    }
    Ok(languages)
}

fn parse(text: &str) -> Result<Texts, String> {
    let object: serde_json::Map<String, Value> =
        serde_json::from_str(text).map_err(|error| error.to_string())?;
    let pairs = object.into_iter().map(|(key, value)| match value {
        Value::String(text) => Ok((key, text)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => {
            Err(format!("the value of `{key}` is not a string"))
        }
    });
    pairs.collect()
}

/// For each language the keys that another one has and it has not, as lines to print.
pub fn missing(languages: &BTreeMap<String, Texts>) -> Vec<String> {
    let mut lines = Vec::new();
    for (language, texts) in languages {
        for (other, others) in languages {
            let absent: Vec<&str> = others
                .keys()
                .filter(|key| !texts.contains_key(*key))
                .map(String::as_str)
                .collect();
            if !absent.is_empty() {
                lines.push(format!(
                    "{language} lacks what {other} has: {}",
                    absent.join(", ")
                ));
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_a_flat_object_of_strings() {
        assert_eq!(
            parse(r#"{"a": "x"}"#).unwrap(),
            Texts::from([("a".to_owned(), "x".to_owned())])
        );
        assert_eq!(
            parse(r#"{"a": {"b": "x"}}"#),
            Err("the value of `a` is not a string".to_owned())
        );
    }

    #[test]
    fn a_key_that_one_language_lacks_is_named() {
        let language = |keys: &[&str]| {
            keys.iter()
                .map(|key| ((*key).to_owned(), String::new()))
                .collect()
        };
        let mut languages = BTreeMap::from([
            ("en".to_owned(), language(&["a", "b"])),
            ("ru".to_owned(), language(&["a"])),
        ]);
        assert_eq!(missing(&languages), ["ru lacks what en has: b"]);
        languages.insert("ru".to_owned(), language(&["a", "b"]));
        assert!(missing(&languages).is_empty());
    }
}
