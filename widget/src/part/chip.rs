//! A word in a coloured capsule: where something stands.

use crate::element::{El, el, text};

/// How it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Well.
    Good,
    /// Waiting for the customer.
    Warn,
    /// Not granted.
    Bad,
    /// Under way.
    Calm,
}

/// The tone of a claim's status.
#[must_use]
pub fn tone_of(status: &str) -> Tone {
    match status {
        "approved" | "in_progress" | "resolved" => Tone::Good,
        "needs_info" => Tone::Warn,
        "declined" => Tone::Bad,
        _ => Tone::Calm,
    }
}

/// The capsule.
#[must_use]
pub fn chip(tone: Tone, words: &str) -> El {
    let class = match tone {
        Tone::Good => "chip good",
        Tone::Warn => "chip warn",
        Tone::Bad => "chip bad",
        Tone::Calm => "chip",
    };
    el("span", class)
        .with("part", "status")
        .child(el("i", ""))
        .child(text("span", "", words))
}
