//! Buttons: one that goes on, quiet ones beside it, and links that act. Names are keys of texts.

use crate::{
    element::{El, el},
    flow::Act,
    part::{Icon, icon},
    words::Words,
};

/// The one that sends the screen's form; while `busy` it says so and does nothing.
#[inline(never)]
#[must_use]
pub fn primary(words: &Words, name: &str, busy: bool) -> El {
    words
        .el("button", "button", name)
        .with("part", "button")
        .with("type", "submit")
        .when(busy, "aria-disabled", "true")
}

/// A second one.
#[inline(never)]
#[must_use]
pub fn quiet(words: &Words, name: &str, act: Act) -> El {
    words
        .el("button", "button quiet", name)
        .with("type", "button")
        .with("part", "button-quiet")
        .press(act)
}

/// One that reads as a link.
#[inline(never)]
#[must_use]
pub fn link(words: &Words, name: &str, act: Act) -> El {
    words
        .el("button", "link", name)
        .with("type", "button")
        .press(act)
}

/// A link that leads somewhere else in the widget.
#[inline(never)]
#[must_use]
pub fn anchor(words: &Words, name: &str, act: Act) -> El {
    words.el("a", "link", name).with("href", "#").press(act)
}

/// Back to the screen before.
#[must_use]
pub fn back(words: &Words) -> El {
    el("button", "link back")
        .with("type", "button")
        .press(Act::Back)
        .child(icon(Icon::Arrow))
        .child(words.el("span", "", "nav.back"))
}

/// The row of buttons below a screen.
#[inline(never)]
#[must_use]
pub fn actions(first: El, second: El) -> El {
    el("div", "actions").child(first).child(second)
}
