//! Where the customer is among the steps, and the way back.

use crate::{
    element::{El, el, nothing, text},
    flow::{Flow, Screen},
    part::back,
    words::Words,
};
use claims::decimal::count;

/// The step indicator; nothing on screens that are no step, and on the first.
#[must_use]
pub fn steps(flow: &Flow, words: &Words) -> El {
    let Some(step) = flow
        .kept
        .screen
        .step()
        .filter(|step| *step > 0 && !flow.offered)
    else {
        return nothing();
    };
    let Some((_, name)) = Screen::STEPS.get(step) else {
        return nothing();
    };
    let told = words.fill(
        "steps.of",
        &[
            ("n", &count(step + 1)),
            ("count", &count(Screen::STEPS.len())),
            ("name", words.text(name)),
        ],
    );
    let mut bar = el("div", "bar").with("aria-hidden", "true");
    for at in 0..Screen::STEPS.len() {
        bar = bar.child(el("i", if at <= step { "done" } else { "" }));
    }
    el("div", "steps")
        .child(
            el("div", "steps-row")
                .child(back(words))
                .child(text("p", "hint", &told)),
        )
        .child(bar)
}
