//! The tip helped: no claim, and a good word.

use crate::{
    element::{El, el, nothing},
    flow::Act,
    part::{Icon, actions, heading, icon, quiet},
    words::Words,
};

/// The screen.
#[inline(never)]
#[must_use]
pub fn show(words: &Words) -> El {
    el("div", "screen centred")
        .keyed("solved")
        .child(el("span", "bubble big").child(icon(Icon::Tick)))
        .child(
            el("header", "head")
                .child(heading(words.el("h2", "", "solved.title")))
                .child(words.el("p", "lead", "solved.lead")),
        )
        .child(actions(
            quiet(words, "solved.more", Act::Restart),
            nothing(),
        ))
}
