//! `GET /v1/shop`: what the widget needs to begin.

use crate::{answer::Answer, call::Call, problem::Refusal};
use claims::texts::{Language, texts};
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
        false => Answer::json_text(
            200,
            with_texts(
                &call.config.shop_answer,
                locale,
                call.config.policy.respond_hours(),
            ),
        )
        .compressed(&accepted),
    };
    Ok(answer
        .with("etag", etag)
        .with("cache-control", "public, max-age=60"))
}

/// The answer with what depends on the language: the sentences of the reasons, and how soon the shop answers, counted
/// as that language counts.
fn with_texts(answer: &str, locale: &str, respond_hours: u32) -> String {
    let within = Language::of(locale).counted("policy.within.hours", respond_hours, &[]);
    let mut reasons: BTreeMap<&str, &str> = texts(locale)
        .iter()
        .map(|(key, text)| (key.as_str(), text.as_str()))
        .filter(|(key, _)| key.starts_with("reason."))
        .collect();
    reasons.insert("within", &within);
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
        let answer = with_texts(r#"{"shop":{"name":"{}"}}"#, "fr", 24);
        let answer: Value = serde_json::from_str(&answer).unwrap();
        assert_eq!(answer["shop"], json!({ "name": "{}" }));
        let said = answer["texts"].as_object().unwrap();
        assert_eq!(said["reason.rule"], texts("fr")["reason.rule"]);
        let mut others = said.keys().filter(|key| !key.starts_with("reason."));
        assert_eq!(
            (others.next().map(String::as_str), others.next()),
            (Some("within"), None)
        );
    }

    #[test]
    fn how_soon_the_shop_answers_is_counted_as_the_language_counts() {
        for (locale, hours, within) in [
            ("ar", 2, "خلال ساعتين"),
            ("ar", 5, "خلال 5 ساعات"),
            ("ar", 24, "خلال 24 ساعة"),
            ("ru", 1, "в течение 1 часа"),
            ("en", 24, "within 24 hours"),
        ] {
            let answer: Value =
                serde_json::from_str(&with_texts("{\"a\":1}", locale, hours)).unwrap();
            assert_eq!(answer["texts"]["within"], within, "{locale} {hours}");
        }
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
