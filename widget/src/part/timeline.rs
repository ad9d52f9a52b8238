//! What has happened, oldest first, with words, time and an icon each.

use crate::{
    element::{El, el, text},
    flow::{Attached, Followed, Happened},
    part::{Icon, icon},
    read::remedy_name,
    words::{Words, joined},
};

fn icon_of(kind: &str) -> Icon {
    match kind {
        "claim.submitted" | "claim.under_review" => Icon::Clock,
        "evidence.added" => Icon::Camera,
        "message.added" | "message.sent" | "link.requested" => Icon::Letter,
        "claim.needs_info" => Icon::Attention,
        "claim.declined" | "claim.withdrawn" | "claim.expired" | "offer.lapsed" => Icon::Cross,
        "goods.received" | "loaner.lent" => Icon::Box,
        "appointment.proposed" | "deadline.near" | "deadline.missed" => Icon::Clock,
        "order.checked" => Icon::Paper,
        _ => Icon::Tick,
    }
}

/// One line of words for an event.
fn said(event: &Happened, words: &Words) -> String {
    let kind = match (event.kind.as_str(), event.accepted, event.countered) {
        ("offer.answered", true, _) => "offer.answered.accepted",
        ("offer.answered", false, false) => "offer.answered.declined",
        ("offer.answered", false, true) => "offer.answered.countered",
        (kind, _, _) => kind,
    };
    words.of("event", kind)
}

/// What it is about: a person, a remedy with its amount, a time and place, a thing.
fn about(event: &Happened, words: &Words) -> Option<String> {
    let time = event.time.as_ref().map(|time| words.time(time));
    let amount = event.amount.as_ref().map(|amount| words.money(amount));
    let remedy = event
        .remedy
        .map(|remedy| words.of("remedy", remedy_name(remedy)));
    let (person, place, item) = (&event.person, &event.place, &event.item);
    let parts: Vec<_> = [
        person.clone(),
        remedy,
        amount,
        time,
        place.clone(),
        item.clone(),
    ]
    .into_iter()
    .flatten()
    .collect();
    Some(joined(&parts, ", ")).filter(|about| !about.is_empty())
}

/// What somebody wrote with it.
fn quote(event: &Happened) -> Option<&str> {
    [&event.text, &event.message, &event.reason, &event.finding]
        .into_iter()
        .find_map(Option::as_deref)
}

/// A file that came: its name leads to it while it can be had.
fn came(file: &Attached, words: &Words) -> El {
    if file.url.is_empty() {
        return text("p", "", &file.name);
    }
    let load = words.fill("progress.download", &[("name", &file.name)]);
    let name = text("a", "link", &file.name)
        .with("href", &file.url)
        .with("aria-label", &load);
    let size = [" · ", &words.size(file.size_bytes)].concat();
    el("p", "hint").child(name).child(text("span", "", &size))
}

/// The list.
#[must_use]
pub fn timeline(told: &Followed, words: &Words) -> El {
    let mut list = el("ol", "timeline").with("aria-labelledby", "timeline");
    for event in &told.timeline {
        let said = said(event, words);
        // A key has no words: an event the page does not know.
        if said.starts_with("event.") {
            continue;
        }
        let ours = event.is_ours();
        let mut body = el("div", "event-words")
            .child(text("p", "event-told", &said))
            .child(text("p", "hint", &words.time(&event.at)));
        if let Some(about) = about(event, words) {
            body = body.child(text("p", "", &about));
        }
        if let Some(quote) = quote(event) {
            body = body.child(text("blockquote", "", quote));
        }
        for file in &event.files {
            body = body.child(came(file, words));
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
