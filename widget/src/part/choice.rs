//! One of several: cards with a radio button each, in a named group.

use crate::{
    element::{El, On, el, text},
    flow::{Field, Flow},
    part::note,
    words::Words,
};
use claims::decimal::count;

/// One card.
#[derive(Clone, Debug)]
pub struct Choice<'a> {
    /// Where the choice goes.
    pub field: Field,
    /// Its place in the group.
    pub at: usize,
    /// What the field gets.
    pub value: &'a str,
    /// What it is called: the name of the radio button.
    pub name: &'a str,
    /// Whether it is the chosen one.
    pub chosen: bool,
}

/// A card; `more` stands below its name.
#[inline(never)]
#[must_use]
pub fn choice(choice: &Choice<'_>, more: El) -> El {
    let group = choice.field.id();
    // The first carries the field's id, so that the focus can go there.
    let id = match choice.at {
        0 => group.clone(),
        at => [&group, "-", &count(at)].concat(),
    };
    let name_id = [&id, "-name"].concat();
    el("label", "choice")
        .keyed(choice.value)
        .with("part", "choice")
        .child(
            el("input", "")
                .with("type", "radio")
                .with("id", &id)
                .with("name", &group)
                .with("value", choice.value)
                .with("aria-labelledby", &name_id)
                .when(choice.chosen, "checked", "")
                .on(On::Set(choice.field)),
        )
        .child(
            el("span", "choice-words")
                .child(text("span", "choice-name", choice.name).with("id", &name_id))
                .child(more),
        )
}

/// A group for cards, with its error.
#[inline(never)]
#[must_use]
pub fn group(flow: &Flow, words: &Words, field: Field, legend: El, cards: El) -> El {
    let wrong = flow.errors.iter().any(|error| error.field == field);
    el("fieldset", "group")
        .when(wrong, "aria-describedby", &[&field.id(), "-error"].concat())
        .child(legend)
        .child(note(flow, words, field))
        .child(cards)
}
