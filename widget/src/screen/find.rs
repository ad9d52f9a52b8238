//! Which order. The loader shows the same form before any of this is there; the two must not differ by a pixel.

use crate::{
    element::{El, el},
    flow::{Act, Field, Flow, Screen},
    part::{Input, actions, anchor, field, primary, screen},
    words::Words,
};

const ORDER: Input = Input {
    name: "order_number",
    autocomplete: "off",
    label: "find.order",
    hint: "find.order_hint",
    max: "64",
    ..Input::TEXT
};
const EMAIL: Input = Input {
    hint: "find.email_hint",
    ..Input::EMAIL
};

/// The screen.
#[inline(never)]
#[must_use]
pub fn show(flow: &Flow, words: &Words) -> El {
    screen(flow, words, "find.title", words.text("find.lead"))
        .child(
            el("div", "fields two")
                .child(field(
                    flow,
                    words,
                    Field::Order,
                    &ORDER,
                    &flow.kept.order_number,
                ))
                .child(field(flow, words, Field::Email, &EMAIL, &flow.kept.email)),
        )
        .child(actions(
            primary(words, "find.submit", flow.busy),
            anchor(words, "find.follow", Act::Go(Screen::Recover)),
        ))
}
