//! Every screen as a customer meets it: it has a heading, its fields have names, and nothing on it is without words.

use crate::{
    element::{El, On},
    flow::{
        Act, Flow, Screen,
        stories::{tree, usual, view},
    },
    screen,
    words::Words,
};
use claims::{explain::Texts, placed::Placed};
use serde_json::json;
use states::states;
use std::collections::BTreeMap;

mod gallery;
mod granted;
mod programs;
mod states;
mod texts;
mod told;

/// The texts of a language: the widget's and the domain's.
fn texts_of(language: &str) -> Texts {
    let own: BTreeMap<String, String> = serde_json::from_str(match language {
        "fr" => include_str!("../../texts/fr.json"),
        "ru" => include_str!("../../texts/ru.json"),
        "de" => include_str!("../../texts/de.json"),
        "ar" => include_str!("../../texts/ar.json"),
        _ => include_str!("../../texts/en.json"),
    })
    .unwrap();
    let mut texts = claims::texts::texts(language).clone();
    texts.extend(own);
    texts
}

/// The words of a language, as the page has them.
fn words(language: &str) -> Words {
    Words {
        locale: language.to_owned(),
        time_zone: "Europe/Paris".to_owned(),
        reasons: tree(claims::texts::texts(language)),
        texts: Placed::of(&texts_of(language)),
    }
}

/// The screen a flow is on, with the verdict's reasons in words.
fn shown(flow: &mut Flow, words: &Words) -> El {
    words.explain(flow.verdict.as_mut());
    screen::show(flow, words)
}

/// All there is of one tag.
fn all<'a>(screen: &'a El, tag: &str) -> Vec<&'a El> {
    let within = screen.within().into_iter();
    within.filter(|element| element.0.tag == tag).collect()
}

fn by_id<'a>(screen: &'a El, id: &str) -> Option<&'a El> {
    let mut within = screen.within().into_iter();
    within.find(|element| element.attribute("id") == Some(id))
}

#[test]
fn every_screen_has_one_heading_that_can_take_the_focus() {
    for language in claims::texts::LANGUAGES {
        for (name, mut flow) in states() {
            let screen = shown(&mut flow, &words(language));
            let headings = all(&screen, "h2");
            assert_eq!(headings.len(), 1, "{name}");
            assert_eq!(headings[0].attribute("id"), Some("heading"), "{name}");
            assert_eq!(headings[0].attribute("tabindex"), Some("-1"), "{name}");
            assert_ne!(headings[0].words(), "", "{name}");
        }
    }
}

#[test]
fn every_field_has_a_name() {
    let words = words("en");
    for (name, mut flow) in states() {
        let screen = shown(&mut flow, &words);
        let labels = all(&screen, "label");
        let named = |field: &El| {
            let by_label = labels.iter().any(|label| {
                let holds = label.within().into_iter().any(|inner| inner == field);
                let is_for = field.attribute("id").is_some()
                    && label.attribute("for") == field.attribute("id");
                (holds || is_for) && !label.words().is_empty()
            });
            let by_other = field
                .attribute("aria-labelledby")
                .and_then(|id| by_id(&screen, id));
            let by_itself = field.attribute("aria-label");
            by_label
                || by_itself.is_some_and(|name| !name.is_empty())
                || by_other.is_some_and(|other| !other.words().is_empty())
        };
        for field in ["input", "textarea", "select"]
            .iter()
            .flat_map(|tag| all(&screen, tag))
        {
            assert!(named(field), "{name}: {:?}", field.0.attributes);
            assert!(field.0.on.is_some(), "{name}: {:?}", field.0.attributes);
        }
        let groups = all(&screen, "fieldset");
        let is_named = |group: &&El| {
            all(group, "legend")
                .first()
                .is_some_and(|legend| !legend.words().is_empty())
        };
        assert!(groups.iter().all(is_named), "{name}");
    }
}

#[test]
fn nothing_is_without_words_and_no_key_or_placeholder_is_left() {
    for language in claims::texts::LANGUAGES {
        let words = words(language);
        for (name, mut flow) in states() {
            let screen = shown(&mut flow, &words);
            for element in screen.within() {
                let text = &element.0.text;
                assert!(!text.contains('{') && !text.contains('}'), "{name}: {text}");
                let is_key = text.contains('.')
                    && !text.contains("..")
                    && text
                        .chars()
                        .all(|c| c.is_ascii_lowercase() || "._".contains(c));
                assert!(!is_key, "{language}, {name}: {text}");
                let speaks = [
                    "h3",
                    "legend",
                    "label",
                    "button",
                    "a",
                    "li",
                    "dt",
                    "summary",
                    "option",
                    "blockquote",
                ];
                if speaks.contains(&element.0.tag) && element.attribute("aria-label").is_none() {
                    assert_ne!(element.words(), "", "{name}: {element:?}");
                }
            }
        }
    }
}

#[test]
fn every_error_stands_at_its_field_and_in_the_list_above() {
    let words = words("en");
    let mut seen = 0;
    for (name, mut flow) in states() {
        let screen = shown(&mut flow, &words);
        let named: Vec<&str> = screen
            .within()
            .into_iter()
            .filter_map(|element| element.attribute("aria-describedby"))
            .collect();
        for id in named.iter().flat_map(|ids| ids.split(' ')) {
            assert!(
                by_id(&screen, id).is_some(),
                "{name}: nothing is called {id}"
            );
        }
        for error in &flow.errors {
            seen += 1;
            let id = error.field.id();
            assert!(
                by_id(&screen, &id).is_some(),
                "{name}: the focus cannot go to {id}"
            );
            let acts = |element: &El| element.0.on == Some(On::Press(Act::Focus(error.field)));
            assert!(screen.within().into_iter().any(acts), "{name}: {id}");
        }
    }
    assert!(seen > 8, "the states have errors");
}

#[test]
fn no_two_elements_have_the_same_id() {
    for (name, mut flow) in states() {
        let screen = shown(&mut flow, &words("en"));
        let mut ids: Vec<&str> = screen
            .within()
            .into_iter()
            .filter_map(|element| element.attribute("id"))
            .collect();
        ids.sort_unstable();
        let doubled = ids.windows(2).find(|pair| pair[0] == pair[1]);
        assert_eq!(doubled, None, "{name}");
    }
}

#[test]
fn every_place_for_files_says_what_it_is_for() {
    let mut flow = usual(Screen::Progress);
    for kind in ["photo", "video", "receipt", "serial", "statement"] {
        flow.view = Some(view(&json!({ "missing_evidence": [kind] })));
        let screen = shown(&mut flow, &words("en"));
        let name = words("en").of("evidence", kind);
        assert!(screen.words().contains(&name), "{kind}");
    }
}
