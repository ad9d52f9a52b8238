//! An appointment as a calendar file (iCalendar, RFC 5545).

use claims::{civil::Instant, timeline::ClaimView};

/// Octets of a line at most, without its end (RFC 5545, 3.1).
const LINE_OCTETS: usize = 75;

/// The file; an hour is what a calendar shows of a moment.
pub fn appointment(view: &ClaimView, shop: &str, title: &str, time: Instant) -> String {
    const HOUR_MS: i64 = 3_600_000;
    let place = view
        .appointment
        .as_ref()
        .and_then(|appointment| appointment.chosen_place.as_deref());
    let mut file = String::new();
    for (name, value) in [
        ("BEGIN", "VCALENDAR"),
        ("VERSION", "2.0"),
        ("PRODID", "-//Recourse//Claims//EN"),
        ("BEGIN", "VEVENT"),
        ("UID", &format!("{}-appointment@recourse", view.number)),
        ("DTSTAMP", &moment(view.updated_at)),
        ("DTSTART", &moment(time)),
        ("DTEND", &moment(time.plus_ms(HOUR_MS))),
        ("SUMMARY", &escaped(&format!("{shop}: {title}"))),
        ("LOCATION", &escaped(place.unwrap_or_default())),
        ("END", "VEVENT"),
        ("END", "VCALENDAR"),
    ] {
        line(&mut file, name, value);
    }
    file
}

/// `20261202T143000Z`.
fn moment(at: Instant) -> String {
    let text = at.to_string();
    let seconds = text.split('.').next().unwrap_or_default();
    let signs = seconds.chars().filter(|sign| !matches!(sign, '-' | ':'));
    signs.chain(['Z']).collect()
}

/// A text value (RFC 5545, 3.3.11).
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace(';', "\\;")
        .replace(',', "\\,")
        .replace('\r', "")
        .replace('\n', "\\n")
}

/// One line, folded where it is too long, never within a character.
fn line(file: &mut String, name: &str, value: &str) {
    let mut octets = 0;
    for sign in name.chars().chain([':']).chain(value.chars()) {
        octets += sign.len_utf8();
        if octets > LINE_OCTETS {
            file.push_str("\r\n ");
            octets = 1 + sign.len_utf8();
        }
        file.push(sign);
    }
    file.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_in_utc_and_a_text_cannot_end_its_line() {
        assert_eq!(moment(Instant::from_ms(0)), "19700101T000000Z");
        assert_eq!(
            escaped("a,b;c\\\r\nEND:VEVENT"),
            "a\\,b\\;c\\\\\\nEND:VEVENT"
        );
        let mut file = String::new();
        line(&mut file, "SUMMARY", &"é".repeat(60));
        assert!(
            file.split("\r\n").all(|line| line.len() <= LINE_OCTETS),
            "{file}"
        );
    }
}
