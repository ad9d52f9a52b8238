//! The texts of each language: the screens' from `widget`, the verdicts' from `claims`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use claims::placed::Placed;
use serde_json::{Value, json};

use crate::fresh;
use crate::places::Places;
use crate::trouble::Trouble;

/// Where texts are kept.
pub const FOLDERS: [&str; 2] = ["claims/texts", "widget/texts"];

/// What only the edge says, or what comes with the shop: its problems, and the sentences of its law.
const OF_THE_EDGE: [&str; 17] = [
    "reason.",
    "problem.",
    "decision.",
    "payer.",
    "list.",
    "date.",
    "time.",
    "said.",
    "trait.",
    "statement.",
    "plain.",
    "policy.",
    "condition.",
    "buyer.",
    "country.",
    "mail.",
    "event.notification.",
];

/// How languages count. A text with a count has an object of forms; the form `few` of `a.b` is the text `a.b.few`.
const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// One language's texts by key.
pub type Texts = BTreeMap<String, String>;

/// Every language the page speaks with its texts from both folders. A language that has no screens yet, only verdicts
/// and pages of the edge, is not among them: the page then speaks English.
///
/// # Errors
/// A file is not an object of texts, or a key is in both folders.
pub fn by_language(places: &Places) -> Result<BTreeMap<String, Texts>, Trouble> {
    let screens = of_folder(&places.at(FOLDERS[1]))?;
    let mut languages: BTreeMap<String, Texts> = BTreeMap::new();
    for folder in FOLDERS {
        for (language, texts) in of_folder(&places.at(folder))? {
            if !screens.contains_key(&language) {
                continue;
            }
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

/// What the first screen says before a program is there.
pub const FIRST: [&str; 13] = [
    "app.open",
    "app.close",
    "app.loading",
    "find.title",
    "find.lead",
    "find.order",
    "find.order_hint",
    "find.email",
    "find.email_hint",
    "find.submit",
    "find.follow",
    "error.network",
    "nav.again",
];

/// The texts of the first screen by key.
pub fn first(texts: &Texts) -> Value {
    let of = |key: &&str| Some(((*key).to_owned(), json!(texts.get(*key)?)));
    Value::Object(FIRST.iter().filter_map(of).collect())
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
    let mut texts = Texts::new();
    for (key, value) in object {
        match value {
            Value::String(text) => {
                texts.insert(key, text);
            }
            Value::Object(forms) => {
                for (category, form) in forms {
                    let (Some(form), true) =
                        (form.as_str(), CATEGORIES.contains(&category.as_str()))
                    else {
                        return Err(format!("`{key}` has `{category}`, which is no form of it"));
                    };
                    texts.insert(format!("{key}.{category}"), form.to_owned());
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => {
                return Err(format!("the value of `{key}` is not a string"));
            }
        }
    }
    Ok(texts)
}

/// The key without its category, where it is a form of a text: languages have different ones. Every language has
/// `one`.
fn without_form<'a>(key: &'a str, texts: &Texts) -> &'a str {
    match key.rsplit_once('.') {
        Some((stem, category))
            if CATEGORIES.contains(&category) && texts.contains_key(&format!("{stem}.one")) =>
        {
            stem
        }
        _ => key,
    }
}

/// For each language the keys that another one has and it has not, as lines to print.
pub fn missing(languages: &BTreeMap<String, Texts>) -> Vec<String> {
    let mut lines = Vec::new();
    let keys = |texts: &Texts| -> BTreeSet<String> {
        let keys = texts.keys().map(|key| without_form(key, texts));
        keys.map(str::to_owned).collect()
    };
    for (language, texts) in languages {
        let own = keys(texts);
        for (other, others) in languages {
            let others = keys(others);
            let absent: Vec<&str> = others.difference(&own).map(String::as_str).collect();
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
    fn texts_are_strings_or_forms_of_counts() {
        assert_eq!(
            parse(r#"{"a": "x"}"#).unwrap(),
            Texts::from([("a".to_owned(), "x".to_owned())])
        );
        let forms = parse(r#"{"a": {"one": "x", "few": "y"}}"#).unwrap();
        assert_eq!(forms.into_keys().collect::<Vec<_>>(), ["a.few", "a.one"]);
        assert_eq!(
            parse(r#"{"a": {"b": "x"}}"#),
            Err("`a` has `b`, which is no form of it".to_owned())
        );
        assert_eq!(
            parse(r#"{"a": 1}"#),
            Err("the value of `a` is not a string".to_owned())
        );
    }

    #[test]
    fn the_loader_knows_the_keys_of_the_first_screen_and_no_others() {
        let loader = include_str!("../../../../widget/loader/first_texts.ts");
        for key in FIRST {
            assert!(loader.contains(&format!("| \"{key}\"")), "{key}");
        }
        assert_eq!(loader.matches("| \"").count(), FIRST.len());
    }

    #[test]
    fn languages_may_count_in_different_forms() {
        let language = |keys: &[&str]| {
            keys.iter()
                .map(|key| ((*key).to_owned(), String::new()))
                .collect()
        };
        let languages = BTreeMap::from([
            ("en".to_owned(), language(&["a.one", "a.other", "b.other"])),
            ("pl".to_owned(), language(&["a.one", "a.few", "a.many"])),
        ]);
        assert_eq!(missing(&languages), ["pl lacks what en has: b.other"]);
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
