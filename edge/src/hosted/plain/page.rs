//! The frame of a plain page: no script, nothing kept, the shop's name above and its contact below.

use super::words::Words;
use crate::{
    answer::Answer,
    config::Config,
    html::{contact, escape, html_tag},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};

/// The look of the hosted pages, then that of the forms.
pub const STYLE: &str = concat!(include_str!("../page.css"), include_str!("page.css"));

/// A page, before it is framed.
#[derive(Debug)]
pub struct Page {
    /// The HTTP status.
    pub status: u16,
    /// HTML, of one line: what the page is about, or what is wrong on it.
    pub title: String,
    /// HTML.
    pub main: String,
}

impl Page {
    /// As it goes out.
    pub fn answer(self, config: &Config, words: Words<'_>) -> Answer {
        let hash = STANDARD.encode(Sha256::digest(STYLE));
        let shop_pages = config.shop.origins.join(" ");
        // Pictures of goods come from anywhere, and from the shop's pages even where those have no TLS.
        let policy = format!(
            "default-src 'none'; style-src 'sha256-{hash}'; img-src 'self' https: {shop_pages} data:; \
             form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        );
        let html = self.html(config, words).into_bytes();
        Answer::of_bytes(self.status, "text/html; charset=utf-8", html)
            .with("cache-control", "no-store")
            .with("content-security-policy", policy)
            .with("content-language", words.locale.to_owned())
            .with("vary", "Accept-Language")
    }

    fn html(&self, config: &Config, words: Words<'_>) -> String {
        let shop = escape(&config.shop.name);
        format!(
            "<!doctype html>\n{}\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"robots\" content=\"noindex\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
             <link rel=\"icon\" href=\"data:,\">\n<title>{} – {shop}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n\
             <header><p>{shop}</p></header>\n<main>\n{}</main>\n<footer><p>{}</p></footer>\n</body>\n</html>\n",
            html_tag(words.locale),
            self.title,
            self.main,
            contact(&config.shop.contact),
        )
    }
}

/// A heading, and a line below it.
pub fn head(title: &str, lead: &str) -> String {
    let lead = match lead {
        "" => String::new(),
        lead => format!("<p class=\"lead\">{lead}</p>\n"),
    };
    format!("<h1>{title}</h1>\n{lead}")
}

/// What the customer must not overlook.
pub fn alert(class: &str, content: &str) -> String {
    format!("<div class=\"alert {class}\" role=\"alert\">{content}</div>\n")
}
