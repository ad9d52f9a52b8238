//! The frame of every screen: where it is among the steps, its heading, what went wrong, its content.

use crate::{
    element::{El, On, el, nothing, text},
    flow::{Act, Flow},
    part::{Icon, alert, notice, steps, summary},
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
        .child(unkept(flow, words))
        .child(summary(flow, words))
        .child(alert(flow, words))
}

/// Where this browser keeps nothing, the customer must not close the page and believe that it does.
fn unkept(flow: &Flow, words: &Words) -> El {
    if !flow.unkept {
        return nothing();
    }
    notice("alert", Icon::Attention, words.el("p", "", "nav.unkept"))
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
