//! `GET /v1/shop`: what the widget needs to begin.

use crate::{answer::Answer, call::Call, problem::Refusal};
use claims::{
    explain::Texts,
    texts::{Language, texts},
};
use std::collections::BTreeMap;

/// The same for everyone who speaks a language until the configuration changes, so the answer has an `ETag`.
pub fn show(call: &Call<'_>) -> Result<Answer, Refusal> {
    let locale = call.query("locale")?.unwrap_or_default();
    let locale = if locale.is_empty() {
        call.config.locale("")
    } else {
        &locale
    };
    // Weak, as its bytes differ by what it is compressed with.
    let etag = format!("W/\"{}-{}\"", call.config.tag, Language::of(locale).code);
    let unchanged = call
        .header("if-none-match")
        .is_some_and(|known| matches(&known, &etag));
    let accepted = call.header("accept-encoding").unwrap_or_default();
    let answer = match unchanged {
        true => Answer::empty(304).with("vary", "Accept-Encoding"),
        false => Answer::json_text(200, with_texts(&call.config.shop_answer, texts(locale)))
            .compressed(&accepted),
    };
    Ok(answer
        .with("etag", etag)
        .with("cache-control", "public, max-age=60"))
}

/// The answer with the sentences of the reasons, which depend on the language alone.
fn with_texts(answer: &str, texts: &Texts) -> String {
    let reasons: BTreeMap<&String, &String> = texts
        .iter()
        .filter(|(key, _)| key.starts_with("reason."))
        .collect();
    let reasons = serde_json::to_string(&reasons).unwrap_or_else(|_| "{}".to_owned());
    let open = answer.strip_suffix('}').unwrap_or(answer);
    format!("{open},\"texts\":{reasons}}}")
}

/// Whether an `If-None-Match` names this tag.
pub fn matches(if_none_match: &str, etag: &str) -> bool {
    let etag = etag.trim_start_matches("W/");
    let known = |tag: &str| tag.trim().trim_start_matches("W/") == etag;
    if_none_match.split(',').any(known) || if_none_match.trim() == "*"
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    #[test]
    fn the_sentences_of_reasons_are_there_and_nothing_else_is_changed() {
        let answer = with_texts(r#"{"shop":{"name":"{}"}}"#, texts("fr"));
        let answer: Value = serde_json::from_str(&answer).unwrap();
        assert_eq!(answer["shop"], json!({ "name": "{}" }));
        let said = answer["texts"].as_object().unwrap();
        assert_eq!(said["reason.rule"], texts("fr")["reason.rule"]);
        assert!(said.keys().all(|key| key.starts_with("reason.")));
    }

    #[test]
    fn a_tag_is_found_in_a_list_and_weak_too() {
        assert!(matches("\"a\"", "\"a\""));
        assert!(matches("\"b\", W/\"a\"", "\"a\""));
        assert!(matches("\"a\"", "W/\"a\""));
        assert!(matches("*", "\"a\""));
        assert!(!matches("\"ab\"", "\"a\""));
        assert!(!matches("", "\"a\""));
    }
}
