//! A time and place to meet: all there are, equally; then the one that was chosen, which can be changed for a while.

use crate::{
    element::{El, On, el, nothing, text},
    flow::{Act, Appointment, Field, Flow, Followed},
    part::{Choice, actions, choice, group, link, primary},
    words::Words,
};
use claims::decimal::count;

/// Nothing where the shop proposed none.
pub fn meeting(flow: &Flow, words: &Words, told: &Followed) -> El {
    let Some(appointment) = &told.appointment else {
        return nothing();
    };
    let mut body = el("section", "offer").with("part", "appointment");
    if let Some(chosen) = &appointment.chosen {
        body = body
            .child(words.el("h3", "", "progress.appointment_kept"))
            .child(text("p", "number", &words.time(&chosen.time)))
            .child(text("p", "", &chosen.place))
            .child(link(words, "progress.appointment_calendar", Act::Calendar));
        if let Some(until) = &appointment.until {
            let until = [("date", &*words.time(until))];
            let until = words.fill("progress.appointment_until", &until);
            body = body.child(text("p", "hint", &until));
        }
        if !flow.following.changing {
            return body.child(link(words, "progress.appointment_change", Act::AskSlots));
        }
    }
    body.child(slots(flow, words, appointment))
}

fn slots(flow: &Flow, words: &Words, appointment: &Appointment) -> El {
    let mut cards = el("div", "choices");
    for (at, slot) in appointment.slots.iter().enumerate() {
        let value = count(at);
        let made = Choice {
            field: Field::Slot,
            at,
            value: &value,
            name: &words.time(&slot.time),
            chosen: flow.following.typed(Field::Slot) == value,
        };
        cards = cards.child(choice(&made, text("span", "hint", &slot.place)));
    }
    let legend = words.el("legend", "", "progress.appointment");
    el("form", "stack")
        .keyed("slots")
        .with("novalidate", "")
        .on(On::Submit(Act::TakeSlot))
        .child(group(flow, words, Field::Slot, legend, cards))
        .child(actions(
            primary(words, "progress.appointment_send", flow.busy),
            nothing(),
        ))
}
