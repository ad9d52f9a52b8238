//! The shop's offer: until when, yes, no, or something else.

use crate::{
    element::{El, On, el, nothing, text},
    flow::{Act, Field, Flow, Followed},
    part::{Input, actions, field, labelled, link, primary, quiet, summary, with_amount},
    words::Words,
};

const AMOUNT: Input = Input {
    autocomplete: "off",
    max: "20",
    ..Input::TEXT
};
const TEXT: Input = Input {
    label: "progress.counter_text",
    ..Input::LINES
};

/// Nothing where none is open.
pub fn offer(flow: &Flow, words: &Words, told: &Followed) -> El {
    let Some(offer) = &told.offer else {
        return nothing();
    };
    let made = told
        .timeline
        .iter()
        .rev()
        .find(|event| event.kind == "offer.made");
    let mut body = el("section", "offer")
        .with("part", "offer")
        .child(words.el("p", "hint", "progress.offer"))
        .child(text(
            "p",
            "number",
            &with_amount(words, offer.remedy, offer.amount.as_ref()),
        ));
    if let Some(until) = &offer.until {
        let until = words.fill("progress.offer_until", &[("date", &words.time(until))]);
        body = body.child(text("p", "", &until));
    }
    if let Some(said) = made.and_then(|event| event.message.as_deref()) {
        body = body.child(text("blockquote", "", said));
    }
    if flow.following.countering && offer.may_counter {
        return body.child(counter(flow, words));
    }
    let button =
        |name: &str, act: Act| quiet(words, name, act).when(flow.busy, "aria-disabled", "true");
    let counter = if offer.may_counter {
        link(words, "progress.offer_counter", Act::AskCounter(true))
    } else {
        nothing()
    };
    body.child(
        actions(
            button("progress.offer_accept", Act::Accept)
                .with("class", "button")
                .with("part", "button"),
            button("progress.offer_decline", Act::Decline),
        )
        .child(counter),
    )
}

fn counter(flow: &Flow, words: &Words) -> El {
    let following = &flow.following;
    let amount = flow.offered().map_or_else(nothing, |offered| {
        let currency = [("currency", offered.currency.0.as_str())];
        let label = words.fill("progress.counter_amount", &currency);
        let typed = following.typed(Field::CounterAmount);
        labelled(flow, words, Field::CounterAmount, &AMOUNT, &label, typed)
    });
    let typed = following.typed(Field::CounterText);
    let is_of_counter = |field| matches!(field, Field::CounterAmount | Field::CounterText);
    let wrong = if flow.errors.iter().any(|error| is_of_counter(error.field)) {
        summary(flow, words)
    } else {
        nothing()
    };
    el("form", "stack")
        .keyed("counter")
        .with("novalidate", "")
        .on(On::Submit(Act::SendCounter))
        .child(words.el("h3", "", "progress.counter_title"))
        .child(wrong)
        .child(amount)
        .child(field(flow, words, Field::CounterText, &TEXT, typed))
        .child(actions(
            primary(words, "progress.counter_send", flow.busy),
            quiet(words, "progress.counter_keep", Act::AskCounter(false)),
        ))
}
