//! Which order. The loader shows the same form before any of this is there; the two must not differ by a pixel.

use crate::{
    element::{El, On, el, nothing, text},
    flow::{Act, Field, Flow, Screen},
    part::{Input, actions, anchor, field, labelled, primary, screen},
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
/// A receipt's number, or a thing's: its label says where it is.
const OTHER: Input = Input { hint: "", ..ORDER };
const EMAIL: Input = Input {
    hint: "find.email_hint",
    ..Input::EMAIL
};

/// What the number is of, where the shop finds orders by more than their own.
fn ways(flow: &Flow, words: &Words) -> El {
    if flow.shop.find_by.is_empty() {
        return nothing();
    }
    let id = Field::By.id();
    let mut made = el("select", "input").with("id", &id);
    made = made.child(words.el("option", "", ORDER.label).with("value", ""));
    for by in &flow.shop.find_by {
        made = made.child(text("option", "", &words.of("find", by)).with("value", by));
    }
    el("div", "field")
        .child(words.el("label", "", "find.by").with("for", &id))
        .child(made.with("value", &flow.by).on(On::Set(Field::By)))
}

/// The screen.
#[inline(never)]
#[must_use]
pub fn show(flow: &Flow, words: &Words) -> El {
    let (by, number) = if flow.by.is_empty() {
        ("order", &ORDER)
    } else {
        (flow.by.as_str(), &OTHER)
    };
    screen(flow, words, "find.title", words.text("find.lead"))
        .child(ways(flow, words))
        .child(
            el("div", "fields two")
                .child(labelled(
                    flow,
                    words,
                    Field::Order,
                    number,
                    &words.of("find", by),
                    &flow.kept.order_number,
                ))
                .child(field(flow, words, Field::Email, &EMAIL, &flow.kept.email)),
        )
        .child(actions(
            primary(words, "find.submit", flow.busy),
            anchor(words, "find.follow", Act::Go(Screen::Recover)),
        ))
}
