//! The messages caught: a list, and each as its reader would see it. A page in a message runs nothing here.

use super::frame::document;
use crate::{app::App, mailbox::Caught};
use axum::{
    extract::{Path, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use maud::{Markup, html};
use std::sync::Arc;

/// Of the pages around a message.
const PAGE_POLICY: &str = "default-src 'none'; style-src 'self'; frame-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// Of a message: no script, nothing fetched, an origin of its own.
const MESSAGE_POLICY: &str = "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; \
     style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

/// Links of a message are opened as a mail program does: not in the frame, which may not be navigated.
const NEW_TABS: &str = "<head><base target=\"_blank\">";

/// All of them, newest first.
pub async fn list(State(app): State<Arc<App>>) -> Response {
    let caught = app.inbox().mailbox.all().to_vec();
    let rows = caught.iter().enumerate().rev();
    page(
        "Messages to customers",
        Some(5),
        &html! {
            @if caught.is_empty() {
                p.empty { "No message yet. File a claim on a shop’s page, or answer one: what its customer is written appears here." }
            } @else {
                div.scroll { table {
                    thead { tr { th { "To" } th { "Subject" } th { "Sent by" } th { "Times" } } }
                    tbody { @for (n, message) in rows {
                        tr {
                            td { code { (message.to) } }
                            td { a href={ "/mail/" (n) } { (title(message)) } }
                            td { (way(message)) }
                            td { (message.times) }
                        }
                    } }
                } }
            }
        },
    )
}

/// One of them.
pub async fn one(State(app): State<Arc<App>>, Path(n): Path<usize>) -> Response {
    let Some(message) = app.inbox().mailbox.all().get(n).cloned() else {
        return (StatusCode::NOT_FOUND, "no such message").into_response();
    };
    let facts = [
        ("To", &message.to),
        ("From", &message.from),
        ("Answers to", &message.reply_to),
        ("Id", &message.id),
    ];
    let headers = message
        .headers
        .iter()
        .map(|(name, value)| (name.as_str(), value));
    page(
        title(&message),
        None,
        &html! {
            div.scroll { table { tbody {
                @for (name, value) in facts.into_iter().filter(|(_, value)| !value.is_empty()).chain(headers) {
                    tr { th { (name) } td { code { (value) } } }
                }
                tr { th { "Sent by" } td { (way(&message)) } }
            } } }
            @if !message.html.is_empty() {
                h2 { "As a page" }
                iframe.mail title="The message as a page" sandbox="allow-popups allow-popups-to-escape-sandbox" src={ "/mail/" (n) "/html" } {}
            }
            h2 { "As text" }
            pre.mail dir="auto" { (linked(&message.text)) }
        },
    )
}

/// The page of a message as it is.
pub async fn body(State(app): State<Arc<App>>, Path(n): Path<usize>) -> Response {
    let html = app
        .inbox()
        .mailbox
        .all()
        .get(n)
        .map(|message| message.html.replacen("<head>", NEW_TABS, 1));
    let Some(html) = html else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CONTENT_SECURITY_POLICY, MESSAGE_POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (headers, html).into_response()
}

fn title(message: &Caught) -> &str {
    match message.subject.as_str() {
        "" => "(text message)",
        subject => subject,
    }
}

fn way(message: &Caught) -> &'static str {
    match (message.via, message.channel.as_str()) {
        ("http", _) => "the e-mail service (this page plays it)",
        (_, "sms") => "the shop’s backend, as a text message",
        _ => "the shop’s backend",
    }
}

/// The links of the text, to be followed.
fn linked(text: &str) -> Markup {
    let is_link = |word: &str| word.starts_with("http://") || word.starts_with("https://");
    html! {
        @for word in text.split_inclusive(char::is_whitespace) {
            @if is_link(word) { a href=(word.trim_end()) target="_blank" rel="noopener" { (word) } } @else { (word) }
        }
    }
}

fn page(title: &str, every_s: Option<u32>, content: &Markup) -> Response {
    let every =
        html! { @if let Some(every_s) = every_s { meta http-equiv="refresh" content=(every_s); } };
    let body = html! {
        header.top {
            p { a href="/" { "Service desk" } " · " a href="/mail" { "Messages to customers" } }
            h1 dir="auto" { (title) }
        }
        main { (content) }
    };
    let markup = document(title, &every, &body);
    let headers = [
        (header::CONTENT_SECURITY_POLICY, PAGE_POLICY),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (headers, markup).into_response()
}
