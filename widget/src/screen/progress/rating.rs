//! How it went, asked once when all is over: five answers in words.

use crate::{
    element::{El, On, el, nothing, text},
    flow::{Act, Field, Flow, Followed, View},
    part::{Choice, Icon, Input, actions, choice, field, group, notice, primary},
    words::Words,
};
use claims::decimal::count;

/// The worst first.
const ANSWERS: [&str; 5] = [
    "progress.rating_bad",
    "progress.rating_poor",
    "progress.rating_fair",
    "progress.rating_good",
    "progress.rating_great",
];
const TEXT: Input = Input {
    label: "progress.rating_text",
    ..Input::LINES
};

/// The question, or what was answered; nothing before the end.
pub fn rating(flow: &Flow, words: &Words, view: &View, told: &Followed) -> El {
    if let Some(key) = ANSWERS.get((told.stars as usize).wrapping_sub(1)) {
        let said = words.fill("progress.rated", &[("rating", words.text(key))]);
        return notice("alert good", Icon::Tick, text("p", "", &said));
    }
    if !view.can_rate() {
        return nothing();
    }
    let following = &flow.following;
    let mut cards = el("div", "choices");
    for (at, key) in ANSWERS.iter().enumerate() {
        let value = count(at + 1);
        let made = Choice {
            field: Field::Stars,
            at,
            value: &value,
            name: words.text(key),
            chosen: following.typed(Field::Stars) == value,
        };
        cards = cards.child(choice(&made, nothing()));
    }
    let legend = words.el("legend", "", "progress.rating");
    el("form", "offer")
        .keyed("rating")
        .with("part", "rating")
        .with("novalidate", "")
        .on(On::Submit(Act::Rate))
        .child(group(flow, words, Field::Stars, legend, cards))
        .child(field(
            flow,
            words,
            Field::Rating,
            &TEXT,
            following.typed(Field::Rating),
        ))
        .child(actions(
            primary(words, "progress.rating_send", flow.busy),
            nothing(),
        ))
}
