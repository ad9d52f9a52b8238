//! What the shop asks of the customer beside words and files: an answer to an offer, a time and place, how it went.

use super::{
    field::{Fields, Input, button, hidden},
    progress::with_amount,
    sent::form,
    told::{quote, told},
};
use crate::html::escape;
use claims::{
    civil::Instant,
    claim::{Appointment, Offer, Slot},
    status::{ClaimEvent, Status},
    timeline::{ClaimView, Happened},
};

/// The words of each number of stars, the worst first.
pub const RATINGS: [&str; 5] = [
    "progress.rating_bad",
    "progress.rating_poor",
    "progress.rating_fair",
    "progress.rating_good",
    "progress.rating_great",
];

/// The shop's offer: yes, no, or something else.
pub fn offer(fields: &Fields<'_>, view: &ClaimView, token: &str) -> String {
    let words = fields.words;
    let Some(offer) = &view.offer else {
        return String::new();
    };
    let Offer { remedy, amount, .. } = offer;
    let made = |happened: &&Happened| matches!(happened.event, ClaimEvent::OfferMade { .. });
    let made = view.timeline.iter().rev().find(made);
    let until = offer.expires_at.map(|until| {
        let until = words.time(until);
        format!(
            "<p>{}</p>\n",
            words.say_with("progress.offer_until", &[("date", &until)])
        )
    });
    format!(
        "<section>\n<h2>{}</h2>\n<p class=\"number\">{}</p>\n{}{}{}{}{}</section>\n",
        words.say("progress.offer"),
        escape(&with_amount(words, *remedy, amount.as_ref())),
        until.unwrap_or_default(),
        quote(made.and_then(|made| told(&made.event))),
        form(
            "/track/accept",
            token,
            &words.say("progress.offer_accept"),
            ""
        ),
        form(
            "/track/decline",
            token,
            &words.say("progress.offer_decline"),
            "class=\"quiet\""
        ),
        counter(fields, offer, token),
    )
}

fn counter(fields: &Fields<'_>, offer: &Offer, token: &str) -> String {
    if !offer.may_counter {
        return String::new();
    }
    let words = fields.words;
    let amount = offer.amount.as_ref().map(|amount| {
        let currency = [("currency", amount.currency.0.as_str())];
        fields.input(&Input {
            name: "counter_amount",
            label: &words.say_with("progress.counter_amount", &currency),
            hint: "",
            more: "inputmode=\"decimal\" maxlength=\"20\"",
        })
    });
    let text = fields.area(&Input {
        name: "counter_text",
        label: &words.say("progress.counter_text"),
        hint: "",
        more: "",
    });
    let wrong = |name: &str| fields.mistakes.iter().any(|mistake| mistake.field == name);
    let open = match wrong("counter_amount") || wrong("counter_text") {
        true => " open",
        false => "",
    };
    format!(
        "<details{open}>\n<summary>{}</summary>\n<form method=\"post\" action=\"/track/counter\" novalidate>\n\
         {}{}{text}{}</form>\n</details>\n",
        words.say("progress.offer_counter"),
        hidden("token", token),
        amount.unwrap_or_default(),
        button(&words.say("progress.counter_send"), "class=\"quiet\""),
    )
}

/// Times and places to choose from; once chosen, what it is, and the others while it can be changed.
pub fn appointment(fields: &Fields<'_>, view: &ClaimView, token: &str, now: Instant) -> String {
    let words = fields.words;
    let Some(appointment) = view
        .appointment
        .as_ref()
        .filter(|_| !view.status.is_closed())
    else {
        return String::new();
    };
    let mut html = String::new();
    if let Some(chosen) = appointment.chosen {
        let place = appointment.chosen_place.as_deref().unwrap_or_default();
        html.push_str(&format!(
            "<h2>{}</h2>\n<p class=\"number\">{}</p>\n<p class=\"told\">{}</p>\n{}",
            words.say("progress.appointment_kept"),
            escape(&words.time(chosen)),
            escape(place),
            form(
                "/track/calendar",
                token,
                &words.say("progress.appointment_calendar"),
                "class=\"quiet\""
            ),
        ));
        let fixed = appointment.fixed_from().unwrap_or(chosen);
        if fixed <= now {
            let fixed = words.say("progress.appointment_fixed");
            return format!("<section>\n{html}<p class=\"hint\">{fixed}</p>\n</section>\n");
        }
        let until = [("date", words.time(fixed))];
        let until = until.each_ref().map(|(name, date)| (*name, date.as_str()));
        html.push_str(&format!(
            "<p class=\"hint\">{}</p>\n",
            words.say_with("progress.appointment_until", &until)
        ));
    }
    let title = match appointment.chosen {
        Some(_) => "progress.appointment_change",
        None => "progress.appointment",
    };
    format!(
        "<section>\n{html}<form method=\"post\" action=\"/track/appointment\" novalidate>\n{}\
         <fieldset id=\"slot\" tabindex=\"-1\"{}>\n<legend>{}</legend>\n{}{}</fieldset>\n{}</form>\n</section>\n",
        hidden("token", token),
        fields.described("slot", false),
        words.say(title),
        fields.note("slot"),
        slots(fields, appointment, now),
        button(&words.say("progress.appointment_send"), "class=\"quiet\""),
    )
}

fn slots(fields: &Fields<'_>, appointment: &Appointment, now: Instant) -> String {
    let words = fields.words;
    let mut list = String::new();
    for (at, slot) in appointment.all().iter().enumerate() {
        let Slot { time, place } = slot;
        if *time <= now {
            continue;
        }
        let is_chosen = appointment.chosen == Some(*time) && appointment.chosen_place == *place;
        let place = place.as_deref().unwrap_or_default();
        let read = format!("{} {}", escape(&words.time(*time)), escape(place));
        list.push_str(&radio("slot", &at.to_string(), read.trim(), is_chosen));
    }
    list
}

fn radio(name: &str, value: &str, label: &str, is_chosen: bool) -> String {
    let checked = if is_chosen { " checked" } else { "" };
    format!(
        "<p class=\"tick\"><input type=\"radio\" id=\"{name}-{value}\" name=\"{name}\" value=\"{value}\"{checked}> \
         <label for=\"{name}-{value}\">{label}</label></p>\n"
    )
}

/// How it went, once it is over; what was said stays.
pub fn rating(fields: &Fields<'_>, view: &ClaimView, token: &str) -> String {
    let words = fields.words;
    if let Some(rating) = &view.rating {
        let said = RATINGS.get(usize::from(rating.stars).wrapping_sub(1));
        let said = words.raw(said.copied().unwrap_or_default()).to_owned();
        let said = words.say_with("progress.rated", &[("rating", &said)]);
        return format!("<section>\n<p>{said}</p>\n</section>\n");
    }
    if !matches!(view.status, Status::Resolved | Status::Declined) {
        return String::new();
    }
    let radios: String = RATINGS
        .iter()
        .enumerate()
        .map(|(at, key)| {
            let value = (at + 1).to_string();
            radio(
                "stars",
                &value,
                &words.say(key),
                fields.form.get("stars") == value,
            )
        })
        .collect();
    let text = fields.area(&Input {
        name: "rating_text",
        label: &words.say("progress.rating_text"),
        hint: "",
        more: "",
    });
    format!(
        "<section>\n<form method=\"post\" action=\"/track/rating\" novalidate>\n{}<fieldset id=\"stars\" tabindex=\"-1\"{}>\n<legend>{}</legend>\n\
         {}{radios}</fieldset>\n{text}{}</form>\n</section>\n",
        hidden("token", token),
        fields.described("stars", false),
        words.say("progress.rating"),
        fields.note("stars"),
        button(&words.say("progress.rating_send"), "class=\"quiet\""),
    )
}
