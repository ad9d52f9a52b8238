//! The screens: each a function from the flow to what is shown.

use crate::{
    element::{El, nothing},
    flow::{Flow, Screen},
    words::Words,
};

mod check;
mod evidence;
mod find;
mod items;
mod offer;
mod problem;
mod progress;
mod recover;
mod remedy;
mod sent;
mod solved;
mod stated;

/// The screen the customer is on.
#[must_use]
pub fn show(flow: &Flow, words: &Words) -> El {
    if !flow.program.claims() {
        return match flow.kept.claim {
            Some(_) => progress::show(flow, words),
            None => recover::show(flow, words),
        };
    }
    if flow.offered {
        return offer::show(flow, words);
    }
    let whole = match flow.kept.screen {
        Screen::Find => find::show(flow, words),
        Screen::Items => items::show(flow, words),
        Screen::Problem => problem::show(flow, words),
        Screen::Solved => solved::show(words),
        Screen::Evidence => evidence::show(flow, words),
        Screen::Remedy => remedy::show(flow, words),
        Screen::Check => check::show(flow, words),
        Screen::Sent => sent::show(flow, words),
        // The other program's.
        Screen::Progress | Screen::Recover => nothing(),
    };
    match flow.kept.screen.step() {
        Some(1..) if !flow.unkept => whole.child(offer::kept(flow, words)),
        _ => whole,
    }
}

#[cfg(test)]
mod tests;
