//! Calendar files (iCalendar, RFC 5545), as the page and the pages without scripts give them.

/// Octets of a line at most, without its end (RFC 5545, 3.1).
const LINE_OCTETS: usize = 75;

/// A meeting with the shop.
#[derive(Clone, Copy, Debug)]
pub struct Meeting<'a> {
    /// Of the claim.
    pub number: &'a str,
    /// When the claim was last changed, RFC 3339 in UTC: no clock is read here.
    pub updated_at: &'a str,
    /// When it begins, RFC 3339 in UTC.
    pub time: &'a str,
    /// Where; may be empty.
    pub place: &'a str,
    /// What it is called.
    pub title: &'a str,
}

/// The meeting as a file of its own: an hour from its moment on, as nobody says how long it takes.
#[inline(never)]
#[must_use]
pub fn meeting(meeting: &Meeting<'_>) -> String {
    let mut file = String::new();
    for (name, value) in [
        ("BEGIN", "VCALENDAR"),
        ("VERSION", "2.0"),
        ("PRODID", "-//Recourse//Claims//EN"),
        ("BEGIN", "VEVENT"),
        ("UID", &[meeting.number, "-appointment@recourse"].concat()),
        ("DTSTAMP", &moment(meeting.updated_at)),
        ("DTSTART", &moment(meeting.time)),
        ("DURATION", "PT1H"),
        ("SUMMARY", &escaped(meeting.title)),
        ("LOCATION", &escaped(meeting.place)),
        ("END", "VEVENT"),
        ("END", "VCALENDAR"),
    ] {
        line(&mut file, name, value);
    }
    file
}

/// RFC 3339 in UTC, to the second: `20261202T143000Z`.
#[must_use]
pub fn moment(text: &str) -> String {
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
#[must_use]
pub fn escaped(text: &str) -> String {
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
pub fn line(file: &mut String, name: &str, value: &str) {
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
mod tests {
    use super::*;

    #[test]
    fn a_meeting_is_in_utc_and_no_text_of_it_ends_its_line() {
        let file = meeting(&Meeting {
            number: "K7QX-2MPD",
            updated_at: "2026-11-21T10:00:00.000Z",
            time: "2026-12-02T14:30:00.000Z",
            place: "3 quai des Ampoules, Paris\r\nEND:VEVENT",
            title: &"é".repeat(60),
        });
        assert!(
            file.split("\r\n").all(|line| line.len() <= LINE_OCTETS),
            "{file}"
        );
        let whole = file.replace("\r\n ", "");
        let lines: Vec<&str> = whole.split_terminator("\r\n").collect();
        assert_eq!(lines[5], "DTSTAMP:20261121T100000Z");
        assert_eq!(lines[6..8], ["DTSTART:20261202T143000Z", "DURATION:PT1H"]);
        assert_eq!(
            lines[9],
            "LOCATION:3 quai des Ampoules\\, Paris\\nEND:VEVENT"
        );
        assert_eq!(lines.len(), 12);
    }

    #[test]
    fn what_has_a_meaning_in_a_calendar_is_escaped() {
        assert_eq!(escaped("a,b;c\\\r\nEND"), "a\\,b\\;c\\\\\\nEND");
    }
}
