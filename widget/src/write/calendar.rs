//! The dates of a claim as a calendar file (iCalendar, RFC 5545): a whole day for each date that the customer has to
//! keep, or that the shop has promised.

use crate::{flow::Flow, words::Words};

/// Octets of a line at most, without its end (RFC 5545, 3.1).
const LINE_OCTETS: usize = 75;

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
                    name: [key, "-", &(at + 1).to_string()].concat(),
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
    let mut stamp = digits(&view.updated_at);
    stamp.truncate(14);
    stamp.insert(8.min(stamp.len()), 'T');
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
        line(&mut file, "DTSTAMP", &[&stamp, "Z"].concat());
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
    let mut file = String::new();
    let Some(view) = &flow.view else { return file };
    let chosen = view.followed().appointment.and_then(|it| it.chosen);
    let Some(slot) = chosen else { return file };
    let title = [
        &flow.shop.name,
        ": ",
        words.text("progress.appointment_kept"),
    ]
    .concat();
    for (name, value) in [
        ("BEGIN", "VCALENDAR"),
        ("VERSION", "2.0"),
        ("PRODID", "-//Recourse//Claims//EN"),
        ("BEGIN", "VEVENT"),
        ("UID", &[&view.number, "-appointment@recourse"].concat()),
        ("DTSTAMP", &moment(&view.updated_at)),
        ("DTSTART", &moment(&slot.time)),
        ("DURATION", "PT1H"),
        ("SUMMARY", &escaped(&title)),
        ("LOCATION", &escaped(&slot.place)),
        ("END", "VEVENT"),
        ("END", "VCALENDAR"),
    ] {
        line(&mut file, name, value);
    }
    file
}

/// RFC 3339 in UTC as `20261202T143000Z`.
fn moment(text: &str) -> String {
    let mut moment = digits(text);
    moment.truncate(14);
    moment.insert(8.min(moment.len()), 'T');
    moment.push('Z');
    moment
}

/// The digits of a date.
#[must_use]
pub fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// A text value (RFC 5545, 3.3.11).
fn escaped(text: &str) -> String {
    let mut safe = String::new();
    for character in text.chars() {
        match character {
            '\\' | ';' | ',' => {
                safe.push('\\');
                safe.push(character);
            }
            '\n' => safe.push_str("\\n"),
            '\r' => {}
            other => safe.push(other),
        }
    }
    safe
}

/// One line, folded where it is too long, never within a character.
fn line(file: &mut String, name: &str, value: &str) {
    let mut octets = 0;
    for character in [name, ":", value].concat().chars() {
        octets += character.len_utf8();
        if octets > LINE_OCTETS {
            file.push_str("\r\n ");
            octets = 1 + character.len_utf8();
        }
        file.push(character);
    }
    file.push_str("\r\n");
}

#[cfg(test)]
mod tests;
