//! `GET /v1/shop`: what the widget needs to begin.

use crate::{answer::Answer, call::Call, problem::Refusal};

/// The same for everyone until the configuration changes, so the answer is made once and has an `ETag`.
pub fn show(call: &Call<'_>) -> Result<Answer, Refusal> {
    let etag = format!("\"{}\"", call.config.tag);
    let unchanged = call
        .header("if-none-match")
        .is_some_and(|known| matches(&known, &etag));
    let answer = match unchanged {
        true => Answer::empty(304),
        false => Answer::json_text(200, call.config.shop_answer.clone()),
    };
    Ok(answer
        .with("etag", etag)
        .with("cache-control", "public, max-age=60"))
}

/// Whether an `If-None-Match` names this tag.
pub fn matches(if_none_match: &str, etag: &str) -> bool {
    let known = |tag: &str| tag.trim().trim_start_matches("W/") == etag;
    if_none_match.split(',').any(known) || if_none_match.trim() == "*"
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn a_tag_is_found_in_a_list_and_weak_too() {
        assert!(matches("\"a\"", "\"a\""));
        assert!(matches("\"b\", W/\"a\"", "\"a\""));
        assert!(matches("*", "\"a\""));
        assert!(!matches("\"ab\"", "\"a\""));
        assert!(!matches("", "\"a\""));
    }
}
