//! Which items of the order it is about.

use crate::{
    element::{El, On, el, nothing, text},
    flow::{Field, Flow, Found, open_claims},
    part::{Icon, actions, group, notice, picture, primary, screen, select},
    screen::stated,
    words::Words,
};
use claims::{decimal::count, order::OrderLine};

/// The screen.
#[inline(never)]
#[must_use]
pub fn show(flow: &Flow, words: &Words) -> El {
    let Some(found) = &flow.found else {
        return nothing();
    };
    if flow.is_stated() {
        return stated::show(flow, words);
    }
    let order = &found.order;
    let lead = words.fill(
        "items.order",
        &[
            ("number", &order.number),
            ("date", &words.date(order.placed_on)),
        ],
    );
    let mut cards = el("div", "choices");
    let mut any_open = false;
    for (at, line) in order.lines.iter().enumerate() {
        any_open |= flow.open_units(&line.id) > 0;
        cards = cards.child(card(flow, words, found, at, line));
    }
    let legend = words.el("legend", "vh", "items.title");
    let group = group(flow, words, Field::Item(0), legend, cards);
    screen(flow, words, "items.title", &lead)
        .child(open(flow, words))
        .child(group)
        .child(if any_open {
            actions(primary(words, "nav.next", flow.busy), nothing())
        } else {
            words.el("p", "", "items.none_open")
        })
}

/// Open claims of this order, each with its link.
fn open(flow: &Flow, words: &Words) -> El {
    let claims = open_claims(flow.found.as_ref());
    if claims.is_empty() {
        return nothing();
    }
    let mut body = el("div", "").child(words.el("p", "", "find.open_claims"));
    for claim in claims {
        let name = words.fill("items.follow", &[("number", &claim.number)]);
        body = body.child(text("a", "link", &name).with("href", &claim.url));
    }
    notice("alert", Icon::Clock, body)
}

fn card(flow: &Flow, words: &Words, found: &Found, at: usize, line: &OrderLine) -> El {
    let id = Field::Item(at).id();
    let name_id = [&id, "-name"].concat();
    let open = flow.open_units(&line.id);
    let chosen = flow
        .kept
        .lines
        .iter()
        .find(|claimed| claimed.line == line.id);
    let mut body = el("span", "choice-words")
        .child(text("span", "choice-name", &line.title).with("id", &name_id));
    if let Some(price) = &line.unit_price {
        body = body.child(text(
            "span",
            "hint",
            &words.fill("items.price", &[("price", &words.money(price))]),
        ));
    }
    if let Some(day) = found.order.delivered_on(line) {
        body = body.child(text(
            "span",
            "hint",
            &words.fill("items.delivered", &[("date", &words.date(day))]),
        ));
    }
    if open == 0 {
        body = body.child(words.el("span", "hint", "items.taken"));
    } else if open < line.quantity {
        let units = [
            ("open", count(open as usize)),
            ("bought", count(line.quantity as usize)),
        ];
        let units = words.fill(
            "items.units",
            &[(units[0].0, &units[0].1), (units[1].0, &units[1].1)],
        );
        body = body.child(text("span", "hint", &units));
    }
    if let Some(chosen) = chosen.filter(|_| open > 1) {
        let label = words.fill("items.quantity", &[("title", &line.title)]);
        body = body.child(select(Field::Quantity(at), &label, chosen.quantity, open));
    }
    let box_to_tick = el("input", "")
        .with("type", "checkbox")
        .with("id", &id)
        .with("aria-labelledby", &name_id)
        .when(open == 0, "disabled", "")
        .when(chosen.is_some(), "checked", "")
        .on(On::Set(Field::Item(at)));
    el("label", "choice item")
        .keyed(&line.id)
        .with("part", "choice")
        .child(box_to_tick)
        .child(picture(line.image.as_deref()))
        .child(body)
}
