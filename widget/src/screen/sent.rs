//! Kept: the number, what happens next, and the files on their way.

use crate::{
    element::{El, el, nothing, text},
    flow::{Act, FileState, Flow, Screen, View},
    part::{
        Icon, actions, alert, contact, facts, heading, icon, link, outcome, quiet, said, sent_files,
    },
    words::Words,
    write::dates,
};

/// The screen.
#[inline(never)]
#[must_use]
pub fn show(flow: &Flow, words: &Words) -> El {
    let (Some(view), Some(claim)) = (&flow.view, &flow.kept.claim) else {
        return nothing();
    };
    let copied = if flow.said == "sent.copied" {
        "sent.copied"
    } else {
        "sent.copy"
    };
    let mut head = el("header", "head")
        .child(heading(words.el("h2", "", "sent.title")))
        .child(text("p", "lead", &lead(flow, words, view)));
    if flow.replayed {
        head = head.child(words.el("p", "hint", "sent.replayed"));
    }
    let top = el("div", "screen centred")
        .child(el("span", "bubble big").child(icon(Icon::Tick)))
        .child(head)
        .child(
            el("div", "ticket")
                .child(words.el("p", "hint", "sent.number"))
                .child(text("p", "number", &claim.number).with("part", "number")),
        )
        .child(promised(words, view))
        .child(actions(
            quiet(words, "sent.follow", Act::Go(Screen::Progress))
                .with("class", "button")
                .with("part", "button"),
            quiet(words, "sent.statement", Act::Statement),
        ))
        .child(if dates(flow, words).is_empty() {
            nothing()
        } else {
            link(words, "sent.calendar", Act::Calendar)
        })
        .child(
            el("p", "hint")
                .child(words.el("span", "", "sent.link_hint"))
                .child(text("span", "", " "))
                .child(link(words, copied, Act::Copy)),
        );
    el("div", "screen")
        .keyed("sent")
        .with("part", "screen")
        .child(said(flow, words))
        .child(alert(flow, words))
        .child(top)
        .child(sent_files(flow, words))
}

/// What is granted already, line by line, and who has the claim.
fn promised(words: &Words, view: &View) -> El {
    let mut whole = el("div", "stack");
    for (at, line) in view.lines.iter().enumerate() {
        let Some(grant) = view.granted(at) else {
            continue;
        };
        whole = whole.child(
            el("div", "promised")
                .child(text("p", "choice-name", &line.title))
                .child(outcome(words, line))
                .child(facts(words, grant, Some(view), Vec::new())),
        );
    }
    whole.child(contact(words, &view.contact))
}

/// What the customer is to know first.
fn lead(flow: &Flow, words: &Words, view: &View) -> String {
    let is_on_the_way = |state: FileState| match state {
        FileState::Preparing | FileState::Ready | FileState::Sending(..) => true,
        FileState::Sent | FileState::Failed => false,
    };
    let key = if flow.kept.files.iter().any(|file| is_on_the_way(file.state)) {
        "sent.lead_files"
    } else if view.status == "approved" {
        "sent.approved"
    } else if !view.missing_evidence.is_empty() {
        "sent.lead_evidence"
    } else {
        let due = view
            .next
            .due
            .as_deref()
            .map(|due| words.time(due))
            .unwrap_or_default();
        return words.fill("sent.lead", &[("shop", &flow.shop.name), ("date", &due)]);
    };
    words.text(key).to_owned()
}
