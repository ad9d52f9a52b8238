//! The order in the customer's own words.

use crate::{
    element::{El, el, nothing, text},
    flow::{Act, Field, Flow, StatedItem},
    part::{Icon, Input, actions, field, icon, primary, screen},
    words::Words,
};
use claims::decimal::count;

const TITLE: Input = Input {
    label: "stated.item",
    hint: "stated.item_hint",
    ..Input::TEXT
};
const BOUGHT: Input = Input {
    kind: "number",
    label: "stated.quantity",
    max: "",
    ..Input::TEXT
};
const PRICE: Input = Input {
    label: "stated.price",
    max: "20",
    ..Input::TEXT
};
const PLACED: Input = Input {
    kind: "date",
    label: "stated.placed",
    max: "",
    ..Input::TEXT
};
const DELIVERED: Input = Input {
    label: "stated.delivered",
    ..PLACED
};

/// The screen.
#[inline(never)]
#[must_use]
pub fn show(flow: &Flow, words: &Words) -> El {
    let stated = &flow.kept.stated;
    let lead = if flow.shop.orders_looked_up {
        "stated.lead"
    } else {
        "stated.lead_always"
    };
    let mut whole = screen(flow, words, "stated.title", words.text(lead));
    // Before anything is typed there is one empty item.
    let nothing_yet = StatedItem::default();
    for at in 0..stated.items.len().max(1) {
        let item = stated.items.get(at).unwrap_or(&nothing_yet);
        whole = whole.child(of_item(flow, words, at, item));
    }
    let add = el("button", "button quiet small")
        .with("type", "button")
        .press(Act::AddItem)
        .child(icon(Icon::Plus))
        .child(words.el("span", "", "stated.add"));
    whole
        .child(el("div", "").child(add))
        .child(
            el("div", "fields two")
                .child(field(flow, words, Field::Placed, &PLACED, &stated.placed))
                .child(field(
                    flow,
                    words,
                    Field::Delivered,
                    &DELIVERED,
                    &stated.delivered,
                )),
        )
        .child(actions(primary(words, "nav.next", flow.busy), nothing()))
}

fn of_item(flow: &Flow, words: &Words, at: usize, item: &StatedItem) -> El {
    let number = count(at + 1);
    let several = flow.kept.stated.items.len() > 1;
    let bought = if item.bought.is_empty() {
        "1"
    } else {
        &item.bought
    };
    let legend = words.fill("stated.item_n", &[("n", &number)]);
    let remove = words.fill("stated.remove", &[("n", &number)]);
    el("fieldset", "group panel")
        .child(text("legend", if several { "" } else { "vh" }, &legend))
        .child(field(flow, words, Field::Title(at), &TITLE, &item.title))
        .child(
            el("div", "fields two")
                .child(field(flow, words, Field::Bought(at), &BOUGHT, bought))
                .child(field(flow, words, Field::Price(at), &PRICE, &item.price)),
        )
        .child(if several {
            text("button", "link start", &remove)
                .with("type", "button")
                .press(Act::RemoveItem(at))
        } else {
            nothing()
        })
}
