//! The page as plain text, for a terminal: names on the left, what is said of them on the right.

use crate::policy::page::{Document, Section};

/// The widest a name may make its column.
const NAMES_MOST: usize = 28;

impl Document {
    /// Lines of at most `width` characters, where words allow it.
    ///
    /// At least 40 are used.
    #[must_use]
    pub fn to_text(&self, width: usize) -> String {
        let width = width.max(40);
        let names = self.sections.iter().flat_map(|section| &section.rows);
        let longest = names.map(|row| row.name.chars().count()).max();
        let column = longest.unwrap_or_default().min(NAMES_MOST).min(width / 2);
        let mut lines = vec![self.title.clone(), "=".repeat(self.title.chars().count())];
        lines.extend(wrapped(&self.lead, width));
        for section in &self.sections {
            lines.push(String::new());
            section.write(&mut lines, column, width);
        }
        lines.push(String::new());
        lines.extend(wrapped(&self.note, width));
        lines.push(String::new());
        lines.join("\n")
    }
}

impl Section {
    fn write(&self, lines: &mut Vec<String>, column: usize, width: usize) {
        lines.push(self.title.clone());
        lines.push("-".repeat(self.title.chars().count()));
        lines.extend(wrapped(&self.lead, width));
        for row in &self.rows {
            let names = wrapped(&row.name, column);
            let texts = row.texts.iter();
            let said: Vec<String> = texts
                .flat_map(|text| wrapped(text, width - column - 2))
                .collect();
            for place in 0..names.len().max(said.len()) {
                let name = names.get(place).map_or("", String::as_str);
                let said = said.get(place).map_or("", String::as_str);
                lines.push(format!("{name:column$}  {said}").trim_end().to_owned());
            }
        }
        for rule in &self.rules {
            lines.push(format!("* {}", rule.id));
            let said = wrapped(&rule.text, width - 2);
            lines.extend(said.into_iter().map(|line| format!("  {line}")));
        }
    }
}

/// Broken at spaces; a word longer than the width stays whole, and so does what a no-break space holds together.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split([' ', '\n']).filter(|word| !word.is_empty()) {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            Some(_) | None => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_spaces_and_long_words_stay_whole() {
        assert_eq!(wrapped("one two three", 7), ["one two", "three"]);
        assert_eq!(wrapped("a verylongword b", 4), ["a", "verylongword", "b"]);
        assert_eq!(wrapped("30\u{a0}€ или", 4), ["30\u{a0}€", "или"]);
        assert!(wrapped(" ", 9).is_empty());
    }
}
