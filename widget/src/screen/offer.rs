//! The draft of an earlier visit: to go on with, or to delete. It is also what is asked before a draft is deleted.

use crate::{
    element::{El, el, text},
    flow::{Act, Flow, LIFETIME_MS},
    part::{actions, link, primary, quiet, screen},
    words::Words,
};

fn until(flow: &Flow, words: &Words) -> String {
    words.moment(flow.kept.at_ms + LIFETIME_MS)
}

/// The screen.
#[inline(never)]
#[must_use]
pub fn show(flow: &Flow, words: &Words) -> El {
    let lead = words.fill(
        "nav.offer_lead",
        &[
            ("number", flow.kept.order_number.trim()),
            ("date", &words.moment(flow.kept.began_ms)),
            ("until", &until(flow, words)),
        ],
    );
    let mut anew = quiet(words, "nav.restart", Act::Restart);
    if let Some((number, _)) = &flow.other {
        anew.0.text = words.fill("nav.restart_with", &[("number", number.trim())]);
    }
    screen(flow, words, "nav.offer", &lead).child(actions(primary(words, "nav.go_on", false), anew))
}

/// How long it is kept, and the way to delete it, below every screen of the form.
#[inline(never)]
#[must_use]
pub fn kept(flow: &Flow, words: &Words) -> El {
    let told = words.fill("nav.kept", &[("date", &until(flow, words))]);
    el("p", "hint")
        .child(text("span", "", &told))
        .child(text("span", "", " "))
        .child(link(words, "nav.delete", Act::Offer))
}
