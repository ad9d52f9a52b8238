//! What a stranger typed, in a message that goes to an address the same stranger typed: nobody is to send others a
//! message of their own in the shop's name.

/// A name or a title longer than this is none.
const CHARS_MAX: usize = 80;

/// Digits enough for a telephone number.
const DIGITS_MAX: usize = 6;

/// The text, if there is nothing in it to follow, to write to or to call.
pub fn harmless(text: &str) -> Option<&str> {
    let text = text.trim();
    let is_long = text.is_empty() || text.chars().count() > CHARS_MAX;
    let has_address = text.contains(['/', '\\', '@', ':', '<', '>', '#', '%'])
        || text.contains("www")
        || text.chars().any(char::is_control);
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let signs: Vec<char> = text.chars().collect();
    // `evil.example`, but not `Dr. Martin`.
    let has_host = signs
        .windows(2)
        .any(|two| matches!(two[0], '.' | '。' | '．') && two[1].is_alphanumeric());
    (!is_long && !has_address && !has_host && digits <= DIGITS_MAX).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn names_of_people_and_goods_are_harmless() {
        for text in [
            "Zoé Martin",
            "Dr. Martin",
            "O’Brien",
            "Lampe Aube (2 × E27)",
            "محمد",
            "李雷",
        ] {
            assert_eq!(harmless(text), Some(text));
        }
        assert_eq!(harmless("  Zoé "), Some("Zoé"));
    }

    #[test]
    fn what_can_be_followed_written_to_or_called_is_not() {
        for text in [
            "",
            "   ",
            "evil.example",
            "https:evil",
            "Click evil.example now",
            "a@b",
            "www evil",
            "Call 0800 123 456",
            "line\nbreak",
            "<b>",
            "see 1.evil",
        ] {
            assert_eq!(harmless(text), None, "{text}");
        }
        assert_eq!(harmless(&"a".repeat(81)), None);
    }
}
