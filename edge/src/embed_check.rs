//! `GET /embed-check`: a page for the shop's developer that tells what is wrong with an embedding, and
//! `GET /embed-check.json`: what only the Worker knows of it.
//!
//! The faults are found in the developer's own browser (`widget/check`): by a script in the shop's page, by the same
//! in its console, or from a source that is pasted here. The Worker fetches no page for anyone.

use crate::{
    answer::{ALLOW_ORIGIN, Answer},
    call::Call,
    cors::{Caller, caller},
    html::escape,
    problem::Refusal,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use claims::texts::Language;
use serde_json::json;
use sha2::{Digest, Sha256};

/// The look of the hosted pages, then what only this one has.
const STYLE: &str = concat!(
    include_str!("hosted/page.css"),
    include_str!("embed_check/page.css")
);
const BODY: &str = include_str!("embed_check/page.html");

/// The page. It is in English, as the documentation is.
pub fn page(call: &Call<'_>) -> Answer {
    let hash = STANDARD.encode(Sha256::digest(STYLE));
    let policy = format!(
        "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'sha256-{hash}'; img-src data:; \
         base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    );
    let language = Language::of(call.config.locale("")).code;
    Answer::page(html(&call.config.public_url, language), policy)
}

fn html(public_url: &str, language: &str) -> String {
    BODY.replace("{{style}}", STYLE)
        .replace("{{edge}}", &escape(public_url))
        .replace("{{language}}", language)
}

/// What the page that asks is to the Worker. Anyone may ask, as anyone can find out by asking for the shop.
pub fn facts(call: &Call<'_>) -> Result<Answer, Refusal> {
    let asked = match call.query("origin")? {
        Some(origin) => Some(origin),
        None => call.header("origin"),
    };
    let known = caller(
        asked.as_deref(),
        &call.config.shop.origins,
        &call.config.public_url,
    );
    let facts = json!({
        "product": "recourse",
        "now": call.now.ms() / 1000,
        "public_url": call.config.public_url,
        "origin": asked,
        "allowed": known != Caller::Foreign,
    });
    Ok(Answer::json_text(200, facts.to_string()).with(ALLOW_ORIGIN, "*"))
}

#[cfg(test)]
mod tests {
    use super::{STYLE, html};

    #[test]
    fn nothing_is_left_to_fill_in_and_the_style_cannot_end_its_tag() {
        let page = html("https://claims.lumen.example", "fr");
        assert!(!page.contains("{{"), "{page}");
        assert!(page.contains("src=&quot;https://claims.lumen.example/widget.js&quot;"));
        assert!(page.contains("data-language=\"fr\""));
        assert!(!STYLE.contains('<'));
    }
}
