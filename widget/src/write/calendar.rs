//! The dates of a claim as a calendar file (iCalendar, RFC 5545): a whole day for each date that the customer has to
//! keep, or that the shop has promised.

use crate::{flow::Flow, words::Words};
use claims::{
    calendar::{Meeting, digits, escaped, line, meeting, moment},
    decimal::count,
};

/// One date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated {
    /// Tells it from the other dates of its claim, whatever becomes of them.
    pub name: String,
    /// `20261122`, in the shop's time zone.
    pub day: String,
    /// What is then.
    pub what: String,
}

/// The dates of the claim as it is; none while it is not there.
#[must_use]
pub fn dates(flow: &Flow, words: &Words) -> Vec<Dated> {
    let mut dates = Vec::new();
    let Some(view) = &flow.view else {
        return dates;
    };
    // What the shop gives is dated below, each thing by itself.
    let turn = match view.next.action.as_str() {
        "answer" => "next.shop.answer",
        "decide" => "sent.decide",
        "send_goods" => "next.customer.send_goods",
        _ => "",
    };
    if let Some(due) = view.next.due.as_deref().filter(|_| !turn.is_empty()) {
        dates.push(Dated {
            name: view.next.action.clone(),
            day: words.calendar_day(due),
            what: words.text(turn).to_owned(),
        });
    }
    for at in 0..view.lines.len() {
        let Some(grant) = view.granted(at) else {
            continue;
        };
        for (key, day) in grant.promised() {
            if let Some(day) = day {
                dates.push(Dated {
                    name: [key, "-", &count(at + 1)].concat(),
                    day: digits(day),
                    what: words.fill(key, &[("date", &words.civil(day))]),
                });
            }
        }
    }
    dates
}

/// The file.
#[must_use]
pub fn calendar(flow: &Flow, words: &Words) -> String {
    let mut file = String::new();
    let (Some(view), Some(claim)) = (&flow.view, &flow.kept.claim) else {
        return file;
    };
    // No clock: the file is as new as the claim.
    let stamp = moment(&view.updated_at);
    let host = claim.url.split('/').nth(2).unwrap_or("recourse");
    line(&mut file, "BEGIN", "VCALENDAR");
    line(&mut file, "VERSION", "2.0");
    line(&mut file, "PRODID", "-//Recourse//Claims//EN");
    for dated in dates(flow, words) {
        let uid = [&claim.number, "-", &dated.name, "@", host].concat();
        let title = [&flow.shop.name, ": ", &dated.what].concat();
        let about = words.fill("progress.title", &[("number", &claim.number)]);
        line(&mut file, "BEGIN", "VEVENT");
        line(&mut file, "UID", &uid);
        line(&mut file, "DTSTAMP", &stamp);
        line(&mut file, "DTSTART;VALUE=DATE", &dated.day);
        line(&mut file, "SUMMARY", &escaped(&title));
        line(&mut file, "DESCRIPTION", &escaped(&about));
        // The day is not taken by it.
        line(&mut file, "TRANSP", "TRANSPARENT");
        line(&mut file, "END", "VEVENT");
    }
    line(&mut file, "END", "VCALENDAR");
    file
}

/// The appointment as a file of its own: an hour from its moment on, at its place.
#[must_use]
pub fn appointment(flow: &Flow, words: &Words) -> String {
    let Some(view) = &flow.view else {
        return String::new();
    };
    let chosen = view.followed().appointment.and_then(|it| it.chosen);
    let Some(slot) = chosen else {
        return String::new();
    };
    let kept = words.text("progress.appointment_kept");
    meeting(&Meeting {
        number: &view.number,
        updated_at: &view.updated_at,
        time: &slot.time,
        place: &slot.place,
        title: &[&flow.shop.name, ": ", kept].concat(),
    })
}

#[cfg(test)]
mod tests;
