//! A message as a page: plain blocks, styles on the elements, one button. Every value is escaped.

use super::{Letter, Part};
use crate::html::{escape, html_tag};
use claims::texts::Language;

/// Dark colours, for programs that ask for them; the others know the styles on the elements alone.
const DARK: &str = "@media (prefers-color-scheme: dark) { \
    .page { background: #16181d !important } \
    .card { background: #20242c !important; color: #e9ecf1 !important } \
    .soft { color: #aab2bf !important } \
    .quote { border-color: #7aa2ff !important } \
    .name { color: #aab2bf !important } \
    .button { background: #7aa2ff !important; color: #10131a !important } }";

const PAGE: &str = "margin: 0; padding: 24px 12px; background: #f2f4f7";
const CARD: &str = "max-width: 560px; margin: 0 auto; padding: 28px 24px; border-radius: 12px; \
    background: #ffffff; color: #1b1f27; \
    font: 16px/1.5 -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";
const SAYS: &str = "margin: 0 0 16px";
const TABLE: &str = "margin: 0 0 16px; border-collapse: collapse; font: inherit; color: inherit";
const VALUE: &str = "padding: 2px 0; vertical-align: top";
const BUTTON: &str = "display: inline-block; padding: 12px 22px; border-radius: 8px; \
    background: #2450b8; color: #ffffff; font-weight: 600; text-decoration: none";
const SMALL: &str = "margin: 24px 0 0; font-size: 13px; line-height: 1.45; color: #5a6372";

/// The whole page.
pub fn html(letter: &Letter, link: &str) -> String {
    let sides = Sides::of(&letter.locale);
    let parts: String = letter
        .parts
        .iter()
        .map(|part| written(part, sides))
        .collect();
    let button = escape(&Language::of(&letter.locale).text("mail.button"));
    format!(
        "<!doctype html>\n{tag}\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta name=\"supported-color-schemes\" content=\"light dark\">\n\
         <title>{title}</title>\n<style>{DARK}</style>\n</head>\n\
         <body class=\"page\" style=\"{PAGE}\">\n<div class=\"card\" dir=\"{direction}\" style=\"{CARD}\">\n\
         <p style=\"{SAYS}\">{hello}</p>\n{parts}\
         <p style=\"margin: 24px 0\"><a class=\"button\" style=\"{BUTTON}\" href=\"{link}\">{button}</a></p>\n\
         <p style=\"margin: 0\">{sign}</p>\n\
         <p class=\"soft\" style=\"{SMALL}\">{small}</p>\n</div>\n</body>\n</html>\n",
        tag = html_tag(&letter.locale),
        // Some programs keep the body's content and drop the tag that says how it is read.
        direction = Language::of(&letter.locale).direction(),
        title = escape(&letter.subject),
        hello = escape(&letter.hello),
        link = escape(link),
        sign = lines(&letter.sign),
        small = lines(&letter.small),
    )
}

/// Where a line begins and where it ends: not every mail program knows these words of styles.
#[derive(Clone, Copy)]
struct Sides {
    start: &'static str,
    end: &'static str,
}

impl Sides {
    fn of(locale: &str) -> Self {
        let (start, end) = match Language::of(locale).direction() {
            "rtl" => ("right", "left"),
            _ => ("left", "right"),
        };
        Self { start, end }
    }

    fn quote(self) -> String {
        let start = self.start;
        format!("margin: 0 0 16px; padding: 2px 14px; border-{start}: 3px solid #2f5fd0")
    }

    fn name(self) -> String {
        let Self { start, end } = self;
        format!(
            "padding: 2px 0; padding-{end}: 16px; text-align: {start}; vertical-align: top; \
             font-weight: normal; color: #5a6372"
        )
    }
}

fn written(part: &Part, sides: Sides) -> String {
    match part {
        Part::Says(text) => format!("<p style=\"{SAYS}\">{}</p>\n", escape(text)),
        // What a person wrote may be in another language than the page.
        Part::Quote(text) => format!(
            "<blockquote class=\"quote\" style=\"{}\"><bdi dir=\"auto\">{}</bdi></blockquote>\n",
            sides.quote(),
            broken(text)
        ),
        Part::Rows(rows) => {
            let named = sides.name();
            let row = |(name, value): &(String, String)| {
                format!(
                    "<tr><th class=\"name\" style=\"{named}\">{}</th><td style=\"{VALUE}\"><bdi dir=\"auto\">{}</bdi></td></tr>\n",
                    escape(name),
                    broken(value)
                )
            };
            let rows: String = rows.iter().map(row).collect();
            format!("<table role=\"presentation\" style=\"{TABLE}\">\n{rows}</table>\n")
        }
    }
}

fn broken(text: &str) -> String {
    escape(text).replace('\n', "<br>")
}

fn lines(lines: &[String]) -> String {
    // A telephone number begins with its first digits in a text that is read from the right, too.
    let line = |line: &String| format!("<bdi dir=\"auto\">{}</bdi>", escape(line));
    let lines: Vec<String> = lines.iter().map(line).collect();
    lines.join("<br>")
}
