//! `GET /policy`: the shop's policy in plain words, for its customers and for search engines.

use crate::{
    answer::Answer,
    call::Call,
    html::{contact, escape, html_tag},
    problem::Refusal,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use claims::{
    policy::page::{Document, document, json_ld},
    texts::{LANGUAGES, Language},
};
use sha2::{Digest, Sha256};

/// The look of the hosted pages, then what only this one has.
const STYLE: &str = concat!(
    include_str!("hosted/page.css"),
    include_str!("policy_page/page.css")
);

/// A page without a script, in the reader's language. The same for everyone until the configuration changes.
pub fn show(call: &Call<'_>) -> Result<Answer, Refusal> {
    let asked = call.query("lang")?;
    let accepted = call.header("accept-language").unwrap_or_default();
    let default = call.config.locale("");
    let language = language(asked.as_deref(), &accepted, default);
    let policy = &call.config.policy;
    let document = document(&call.config.shop, policy, language);
    let hash = STANDARD.encode(Sha256::digest(STYLE));
    // Pictures, scripts and data from nowhere; the JSON-LD is data, which no browser runs.
    let csp = format!(
        "default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    );
    Ok(Answer::page(html(call, &document), csp)
        .with("content-language", document.language)
        .with("cache-control", "public, max-age=300")
        .with("vary", "Accept-Language")
        .compressed(&call.header("accept-encoding").unwrap_or_default()))
}

/// The language asked for, else the first the reader accepts, else the shop's own.
fn language<'a>(asked: Option<&'a str>, accepted: &'a str, default: &'a str) -> &'a str {
    let known = |tag: &&str| {
        let base = tag.split('-').next().unwrap_or_default();
        LANGUAGES.iter().any(|code| code.eq_ignore_ascii_case(base))
    };
    let by_preference = preferred(accepted);
    asked
        .into_iter()
        .chain(by_preference)
        .find(known)
        .unwrap_or(default)
}

/// The tags of an `Accept-Language`, the most wanted first (RFC 9110, section 12.5.4); what is unwanted is not there.
fn preferred(accepted: &str) -> Vec<&str> {
    let weighed = accepted.split(',').map(|part| {
        let (tag, weight) = part.split_once(';').unwrap_or((part, ""));
        let weight = weight.trim().strip_prefix("q=").unwrap_or("1");
        (tag.trim(), weight.parse::<f32>().unwrap_or(0.0))
    });
    let mut tags: Vec<(&str, f32)> = weighed.filter(|(_, weight)| *weight > 0.0).collect();
    tags.sort_by(|(_, one), (_, other)| other.total_cmp(one));
    tags.into_iter().map(|(tag, _)| tag).collect()
}

fn html(call: &Call<'_>, document: &Document) -> String {
    let shop = &call.config.shop;
    let (name, code) = (escape(&shop.name), document.language);
    let link = format!("{}/policy", call.config.public_url);
    // No text in it can end the element it stands in.
    let data = json_ld(shop, &call.config.policy, &link).to_string();
    let data = data.replace('<', "\\u003c");
    format!(
        "<!doctype html>\n{tag}\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<link rel=\"icon\" href=\"data:,\">\n\
         <title>{title}</title>\n{alternates}<style>{STYLE}</style>\n\
         <script type=\"application/ld+json\">{data}</script>\n</head>\n<body>\n\
         <header><p>{shop_link}</p></header>\n<main>\n{main}\
         <p><a class=\"action\" href=\"/claim\">{claim}</a></p>\n</main>\n\
         <footer><p>{contact}</p>\n<nav><ul>{languages}</ul></nav></footer>\n</body>\n</html>\n",
        tag = html_tag(code),
        title = escape(&document.title),
        alternates = alternates(&link),
        shop_link = shop_link(call, &name),
        main = document.to_html(),
        claim = escape(&Language::of(code).text("policy.claim")),
        contact = contact(&shop.contact),
        languages = languages(code),
    )
}

/// Back to the shop.
fn shop_link(call: &Call<'_>, name: &str) -> String {
    match call.config.shop.origins.first() {
        Some(origin) => format!("<a href=\"{}\">{name}</a>", escape(origin)),
        None => name.to_owned(),
    }
}

/// For search engines: the same page in other languages.
fn alternates(link: &str) -> String {
    let link = escape(link);
    let alternate = |code: &&str| {
        format!("<link rel=\"alternate\" hreflang=\"{code}\" href=\"{link}?lang={code}\">\n")
    };
    LANGUAGES.iter().map(alternate).collect()
}

/// Links to the other languages, each in its own words.
fn languages(current: &str) -> String {
    let link = |code: &&str| {
        let name = Language::of(code).text("policy.language");
        format!("<li><a href=\"?lang={code}\" lang=\"{code}\" hreflang=\"{code}\">{name}</a></li>")
    };
    LANGUAGES
        .iter()
        .filter(|code| **code != current)
        .map(link)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_asked_for_wins_then_the_browsers_then_the_shops() {
        assert_eq!(language(Some("pl"), "de", "fr"), "pl");
        assert_eq!(language(Some("xx"), "de-AT,en;q=0.5", "fr"), "de-AT");
        assert_eq!(language(None, "nl, uk;q=0.8, en;q=0.9", "fr"), "en");
        assert_eq!(language(None, "de;q=0, it;q=0.1", "fr"), "it");
        assert_eq!(language(None, "nl, *;q=0.1", "fr"), "fr");
        assert_eq!(language(None, "", "ru"), "ru");
    }

    #[test]
    fn the_style_cannot_end_its_tag() {
        assert!(!STYLE.contains('<'));
    }

    #[test]
    fn every_other_language_is_offered_in_its_own_words() {
        let links = languages("fr");
        assert_eq!(links.matches("<li>").count(), LANGUAGES.len() - 1);
        assert!(
            links.contains("lang=\"uk\" hreflang=\"uk\">Українська</a>"),
            "{links}"
        );
    }
}
