//! A lost link is sent again; the answer is always the same, whoever asks.

use crate::{
    element::{El, el, nothing},
    flow::{Act, Field, Flow},
    part::{Icon, Input, actions, anchor, field, notice, primary, screen},
    words::Words,
};

const EMAIL: Input = Input {
    label: "recover.email",
    ..Input::EMAIL
};
const NUMBER: Input = Input {
    autocomplete: "off",
    label: "recover.number",
    max: "64",
    ..Input::TEXT
};

/// The screen.
#[inline(never)]
#[must_use]
pub fn show(flow: &Flow, words: &Words) -> El {
    let (form, send) = if flow.recovered {
        let sent = notice(
            "alert good",
            Icon::Letter,
            words.el("p", "", "recover.sent"),
        );
        (sent, nothing())
    } else {
        let fields = el("div", "fields two")
            .child(field(flow, words, Field::Email, &EMAIL, &flow.kept.email))
            .child(field(
                flow,
                words,
                Field::Number,
                &NUMBER,
                flow.following.typed(Field::Number),
            ));
        (fields, primary(words, "recover.submit", flow.busy))
    };
    screen(flow, words, "recover.title", words.text("recover.lead"))
        .child(form)
        .child(actions(send, anchor(words, "recover.new", Act::Restart)))
}
