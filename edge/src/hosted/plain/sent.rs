//! Kept: the number, what happens next, the way back to it, and the files that could not be taken.

use super::{
    field::{Fields, button, hidden},
    files,
    page::{Page, head},
    progress,
    words::Words,
};
use crate::{config::Config, html::escape};
use claims::{status::Status, timeline::ClaimView, wire::ClaimLink};

/// The page of a claim that was just sent, perhaps a second time.
pub fn page(
    config: &Config,
    view: &ClaimView,
    link: &ClaimLink,
    refused: &[String],
    again: bool,
    fields: &Fields<'_>,
) -> Page {
    let words = fields.words;
    let title = words.say("sent.title");
    let replayed = match again {
        true => format!("<p class=\"hint\">{}</p>\n", words.say("sent.replayed")),
        false => String::new(),
    };
    let token = progress::token_of(link);
    let main = format!(
        "{}{}{replayed}<p class=\"ticket\">{} <strong class=\"number\">{}</strong></p>\n{}{}\
         <section>\n<p>{}</p>\n<p class=\"told\"><a href=\"{}\">{}</a></p>\n{}{}</section>\n{}\
         <p><a href=\"/claim?plain=1\">{}</a></p>\n",
        files::refused(words, refused),
        head(&title, &lead(config, words, view)),
        words.say("sent.number"),
        escape(&view.number),
        progress::turn(words, view),
        progress::own_files(words, view),
        words.say("sent.link_hint"),
        escape(&link.url),
        escape(&link.url),
        form("/track", token, &words.say("sent.follow"), ""),
        form(
            "/track/statement",
            token,
            &words.say("sent.statement"),
            "class=\"quiet\""
        ),
        progress::add_files(fields, view, token),
        words.say("recover.new"),
    );
    Page {
        status: 201,
        title,
        main,
    }
}

/// A button that goes somewhere with the token of the claim.
pub fn form(action: &str, token: &str, label: &str, more: &str) -> String {
    let (token, button) = (hidden("token", token), button(label, more));
    format!("<form method=\"post\" action=\"{action}\">\n{token}{button}</form>\n")
}

/// What the customer is to know first.
fn lead(config: &Config, words: Words<'_>, view: &ClaimView) -> String {
    if view.status == Status::Approved {
        return words.say("sent.approved");
    }
    if !view.missing_evidence.is_empty() {
        return words.say("sent.lead_evidence");
    }
    let due = view.next.due.map(|due| words.time(due)).unwrap_or_default();
    words.say_with("sent.lead", &[("shop", &config.shop.name), ("date", &due)])
}
