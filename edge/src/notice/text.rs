//! A message as plain text, and as one for a telephone.

use super::{Letter, Part, one_line};
use claims::texts::Language;

/// The whole message.
pub fn text(letter: &Letter, link: &str) -> String {
    let language = Language::of(&letter.locale);
    // French holds its colon to the word by a space.
    let colon = if language.code == "fr" {
        "\u{a0}:"
    } else {
        ":"
    };
    let mut blocks = vec![letter.hello.clone()];
    for part in &letter.parts {
        blocks.push(match part {
            Part::Says(text) => text.clone(),
            Part::Quote(text) => quoted(text),
            Part::Rows(rows) => {
                let rows: Vec<String> = rows
                    .iter()
                    .map(|(name, value)| format!("{name}{colon} {}", one_line(value)))
                    .collect();
                rows.join("\n")
            }
        });
    }
    let button = language.text("mail.button");
    blocks.push(format!("{button}{colon}\n{link}"));
    blocks.push(letter.sign.join("\n"));
    // What mail programs take for a signature's beginning.
    blocks.push(format!("-- \n{}", letter.small.join("\n")));
    let text = blocks.join("\n\n");
    text.chars()
        .filter(|sign| *sign == '\n' || !sign.is_control())
        .collect::<String>()
        + "\n"
}

fn quoted(text: &str) -> String {
    let lines: Vec<String> = text
        .lines()
        .map(|line| format!("> {line}").trim_end().to_owned())
        .collect();
    lines.join("\n")
}

/// Who, what, where.
pub fn short(letter: &Letter, shop: &str, link: &str) -> String {
    format!("{}: {}. {link}", one_line(shop), letter.subject)
}
