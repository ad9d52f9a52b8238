//! The frame of every screen: where it is among the steps, its heading, what went wrong, its content.

use crate::{
    element::{El, On, el, nothing, text},
    flow::{Act, Flow},
    part::{Icon, alert, link, notice, steps, summary},
    words::Words,
};

/// The heading of a screen: the focus goes there when the screen is shown.
#[inline(never)]
#[must_use]
pub fn heading(heading: El) -> El {
    heading
        .with("tabindex", "-1")
        .with("id", "heading")
        .with("part", "heading")
}

/// A screen that Enter sends, as its primary button does. `title` is the key of its heading and its name among the
/// screens, `lead` the sentence below.
#[inline(never)]
#[must_use]
pub fn screen(flow: &Flow, words: &Words, title: &str, lead: &str) -> El {
    el("form", "screen")
        .keyed(title)
        .with("part", "screen")
        .with("novalidate", "")
        .with("aria-labelledby", "heading")
        .on(On::Submit(Act::Next))
        .child(said(flow, words))
        .child(steps(flow, words))
        .child(
            el("header", "head")
                .child(heading(words.el("h2", "", title)))
                .child(text("p", "lead", lead)),
        )
        .child(restored(flow, words))
        .child(summary(flow, words))
        .child(alert(flow, words))
}

/// What was entered before is here again; who wants to begin anew can.
fn restored(flow: &Flow, words: &Words) -> El {
    if !flow.restored {
        return nothing();
    }
    let body = el("div", "")
        .child(words.el("p", "", "nav.restored"))
        .child(link(words, "nav.restart", Act::Restart));
    notice("alert tip", Icon::Tick, body)
}

/// The one polite live region.
#[inline(never)]
#[must_use]
pub fn said(flow: &Flow, words: &Words) -> El {
    let said = match (flow.busy, flow.said.as_str()) {
        (true, _) => words.text("app.loading"),
        (false, "") => "",
        (false, key) => words.text(key),
    };
    text("p", "vh", said).with("role", "status")
}
