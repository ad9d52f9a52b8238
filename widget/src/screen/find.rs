//! Which order. The loader shows the same form before any of this is there; the two must not differ by a pixel.

use crate::{
    element::{El, On, el, text},
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

/// In the place of the number's label, and no larger, what the number is of: where the shop finds orders by more than
/// their own.
fn ways(flow: &Flow, words: &Words, mut number: El) -> El {
    if flow.shop.find_by.is_empty() {
        return number;
    }
    let mut made = el("select", "ways").with("id", &Field::By.id());
    made = made.child(words.el("option", "", ORDER.label).with("value", ""));
    for by in &flow.shop.find_by {
        made = made.child(text("option", "", &words.of("find", by)).with("value", by));
    }
    let made = made
        .with("aria-label", words.text("find.by"))
        .with("value", &flow.by)
        .on(On::Set(Field::By));
    let parts = &mut number.0.children;
    if let Some(label) = parts.first_mut() {
        *label = std::mem::take(label).with("class", "vh");
    }
    parts.insert(0, made);
    number
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
        .child(
            el("div", "fields two")
                .child(ways(
                    flow,
                    words,
                    labelled(
                        flow,
                        words,
                        Field::Order,
                        number,
                        &words.of("find", by),
                        &flow.kept.order_number,
                    ),
                ))
                .child(field(flow, words, Field::Email, &EMAIL, &flow.kept.email)),
        )
        .child(actions(
            primary(words, "find.submit", flow.busy),
            anchor(words, "find.follow", Act::Go(Screen::Recover)),
        ))
}
