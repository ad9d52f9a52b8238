//! What has happened, oldest first, with words, time and an icon each.

use crate::{
    element::{El, el, text},
    flow::{Happened, View},
    part::{Icon, icon},
    read::remedy_name,
    words::Words,
};

fn icon_of(kind: &str) -> Icon {
    match kind {
        "claim.submitted" | "claim.under_review" => Icon::Clock,
        "evidence.added" => Icon::Camera,
        "message.added" | "message.sent" | "link.requested" => Icon::Letter,
        "claim.needs_info" => Icon::Attention,
        "claim.declined" | "claim.withdrawn" | "claim.expired" => Icon::Cross,
        "goods.received" => Icon::Box,
        "order.checked" => Icon::Paper,
        _ => Icon::Tick,
    }
}

/// One line of words for an event.
fn told(event: &Happened, words: &Words) -> String {
    let kind = match (event.kind.as_str(), event.accepted) {
        ("offer.answered", true) => "offer.answered.accepted",
        ("offer.answered", false) => "offer.answered.declined",
        (kind, _) => kind,
    };
    words.of("event", kind)
}

/// What it is about: a file, a person, a remedy with its amount.
fn about(event: &Happened, words: &Words) -> Option<String> {
    if let Some(file) = &event.file {
        return Some(file.clone());
    }
    let amount = event.amount.as_ref().map(|amount| words.money(amount));
    let remedy = event
        .remedy
        .map(|remedy| words.of("remedy", remedy_name(remedy)));
    let parts: Vec<_> = [event.person.clone(), remedy, amount]
        .into_iter()
        .flatten()
        .collect();
    Some(parts.join(", ")).filter(|about| !about.is_empty())
}

/// What somebody wrote with it.
fn quote(event: &Happened) -> Option<&str> {
    [&event.text, &event.message, &event.reason, &event.finding]
        .into_iter()
        .find_map(Option::as_deref)
}

/// The list.
#[must_use]
pub fn timeline(view: &View, words: &Words) -> El {
    let mut list = el("ol", "timeline").with("aria-labelledby", "timeline");
    for event in &view.timeline {
        let told = told(event, words);
        // A key has no words: an event the page does not know.
        if told.starts_with("event.") {
            continue;
        }
        let ours = matches!(
            event.kind.as_str(),
            "claim.submitted"
                | "evidence.added"
                | "message.added"
                | "claim.withdrawn"
                | "offer.answered"
        );
        let mut body = el("div", "event-words")
            .child(text("p", "event-told", &told))
            .child(text("p", "hint", &words.time(&event.at)));
        if let Some(about) = about(event, words) {
            body = body.child(text("p", "", &about));
        }
        if let Some(quote) = quote(event) {
            body = body.child(text("blockquote", "", quote));
        }
        list = list.child(
            el("li", if ours { "event ours" } else { "event" })
                .child(el("span", "bubble").child(icon(icon_of(&event.kind))))
                .child(body),
        );
    }
    el("section", "stack")
        .child(
            words
                .el("h3", "", "progress.timeline")
                .with("id", "timeline"),
        )
        .child(list)
}
