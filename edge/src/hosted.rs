//! `/claim` and `/track`: the widget on pages of our own, for those whom a shop's page cannot serve.
//!
//! The plain form of a shop's page posts here; what was typed there is put, escaped, into the attributes the widget
//! starts with. Nothing is kept of it, so any page may send it.

use crate::{
    answer::Answer,
    call::{Call, random},
    config::hex,
    html::{contact, escape, html_tag},
    problem::Refusal,
};
use claims::limits::{EMAIL_CHARS, ORDER_NUMBER_CHARS};
use form::Form;
use plain::{
    claiming,
    field::{Fields, button},
    following, order,
    page::{STYLE, head},
    track::forms as track_forms,
};
use worker::{Method, url::form_urlencoded};

mod form;
pub mod plain;

const FORM_BYTES_MAX: u64 = 8 * 1024;

/// What the widget on the page begins with.
#[derive(Debug, Default, PartialEq, Eq)]
struct Start {
    view: &'static str,
    order: String,
    email: String,
}

/// `GET /track`: the token stays behind the `#`, which no server sees.
pub fn track(call: &Call<'_>) -> Result<Answer, Refusal> {
    if call.query("plain")?.is_some() {
        return Ok(following::begin(call));
    }
    page(
        call,
        &Start {
            view: "track",
            ..Start::default()
        },
    )
}

/// `GET` and `POST /claim`.
pub async fn claim(call: &mut Call<'_>) -> Result<Answer, Refusal> {
    // The form of our own page posts only where the widget could not take its place: once more would be in vain.
    let came_back = call.header("sec-fetch-site").as_deref() == Some("same-origin");
    let is_plain = call.query("plain")?.is_some();
    let is_sent = call.method() == Method::Post;
    if is_sent && (is_plain || came_back) {
        return claiming::find(call).await;
    }
    if is_plain {
        return Ok(claiming::begin(call));
    }
    let start = if is_sent {
        let limit_bytes = FORM_BYTES_MAX;
        typed(
            &call
                .body(limit_bytes, || Refusal::BodyTooLarge { limit_bytes })
                .await?,
        )
    } else {
        Start {
            view: "claim",
            ..Start::default()
        }
    };
    page(call, &start)
}

fn typed(form: &[u8]) -> Start {
    let mut start = Start {
        view: "claim",
        ..Start::default()
    };
    for (name, value) in form_urlencoded::parse(form) {
        let cut = |limit: u32| value.trim().chars().take(limit as usize).collect();
        match &*name {
            "order_number" => start.order = cut(ORDER_NUMBER_CHARS),
            "email" => start.email = cut(EMAIL_CHARS),
            _ => {}
        }
    }
    start
}

fn page(call: &Call<'_>, start: &Start) -> Result<Answer, Refusal> {
    let wanted = call.header("accept-language").unwrap_or_default();
    let locale = language(&wanted, |language| call.config.locale(language));
    let nonce = hex(&random::<16>()?);
    let html = html(call, start, locale, &nonce);
    // Scripts and data from here only, wasm allowed, styles of this very page; pictures of goods from anywhere, and
    // from the shop's pages even where those have no TLS, as on a developer's machine.
    let shop_pages = call.config.shop.origins.join(" ");
    // Not every browser takes a socket to be of the page's own origin.
    let socket = call.config.public_url.replacen("http", "ws", 1);
    let policy = format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self' {socket}; \
         style-src 'self' 'nonce-{nonce}'; img-src 'self' https: {shop_pages} data: blob:; media-src blob:; \
         font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    );
    Ok(Answer::page(html, policy).with("vary", "Accept-Language"))
}

/// The shop's language nearest to the browser's first.
fn language<'a>(accept_language: &str, locale: impl Fn(&str) -> &'a str) -> &'a str {
    let first = accept_language.split([',', ';']).next().unwrap_or_default();
    locale(first.trim())
}

fn html(call: &Call<'_>, start: &Start, locale: &str, nonce: &str) -> String {
    let shop = &call.config.shop;
    let tag = html_tag(locale);
    let (name, locale) = (escape(&shop.name), escape(locale));
    let data = |attribute: &str, value: &str| match value {
        "" => String::new(),
        value => format!(" data-{attribute}=\"{}\"", escape(value)),
    };
    let contact = contact(&shop.contact);
    let (forms, switch) = plainly(call, start);
    format!(
        "<!doctype html>\n{tag}\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"robots\" content=\"noindex\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<link rel=\"icon\" href=\"data:,\">\n<title>{name}</title>\n\
         <style nonce=\"{nonce}\">\n{STYLE}</style>\n</head>\n<body>\n\
         <header><p>{name}</p></header>\n<main>\n\
         <script async src=\"/widget.js\" data-locale=\"{locale}\"{}{}{}></script>\n\
         <noscript>\n{forms}</noscript>\n</main>\n<footer>{switch}<p>{contact}</p></footer>\n</body>\n</html>\n",
        data("view", start.view),
        data("order", &start.order),
        data("email", &start.email),
    )
}

/// The forms for browsers without scripts, and the way to them for browsers that have scripts and no wasm.
fn plainly(call: &Call<'_>, start: &Start) -> (String, String) {
    let mut form = Form::default();
    let words = plain::words(call, &form);
    form.set("order_number", &start.order);
    form.set("email", &start.email);
    let fields = Fields {
        form: &form,
        words,
        mistakes: &[],
    };
    let label = words.say("plain.switch");
    if start.view == "track" {
        let switch = format!("<p><a href=\"/track?plain=1\">{label}</a></p>\n");
        return (
            head(&words.say("recover.title"), "") + &track_forms(&fields),
            switch,
        );
    }
    let head = head(&words.say("find.title"), &words.say("find.lead"));
    let switch = match start.order.as_str() {
        "" => format!("<p><a href=\"{}\">{label}</a></p>\n", order::ACTION),
        // Both are known: straight to the items.
        _ => format!(
            "<form method=\"post\" action=\"{}\">\n{}{}</form>\n",
            order::ACTION,
            fields.hidden(|_| false),
            button(&label, "class=\"link\"")
        ),
    };
    (
        head + &order::form(&fields, &call.config.shop.find_by),
        switch,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_two_fields_are_read_and_cut_to_their_length() {
        let long = format!("order_number={}&email=a%40b.example&x=1", "9".repeat(100));
        let start = typed(long.as_bytes());
        assert_eq!(start.order.len(), 64);
        assert_eq!(start.email, "a@b.example");
        assert_eq!(
            typed(b"\xff&&=&order_number"),
            Start {
                view: "claim",
                ..Start::default()
            }
        );
    }

    #[test]
    fn the_browsers_first_language_is_asked_for() {
        let echo = |language: &str| match language {
            "ru-RU" => "ru",
            _ => "fr",
        };
        assert_eq!(language("ru-RU,en;q=0.8", echo), "ru");
        assert_eq!(language("", echo), "fr");
    }
}
