//! What the customer is written: one message in their language, out of one event. Pure.
//!
//! The words are chosen when the event happens ([`letter`]) and kept as they are, so that every attempt to send them
//! says the same. With the link to the claim they become a text ([`text`]) and a page ([`html`]) that say the same.

use claims::{
    civil::{DAY_MS, Date, Instant},
    claim::Claim,
    notice::NoticeKind,
    shop::{Contact, Shop},
    status::ClaimEvent,
    texts::Language,
    timeline::{Happened, ViewLine},
};
use serde::{Deserialize, Serialize};

mod harmless;
mod html;
mod part;
mod text;
mod words;

pub use html::html;
pub use text::{short, text};

/// What a message is made of.
pub struct Told<'a> {
    /// What happened.
    pub happened: &'a Happened,
    /// The claim right after it.
    pub claim: &'a Claim,
    /// Its lines, for people.
    pub lines: &'a [ViewLine],
    /// Who writes.
    pub shop: &'a Shop,
    /// Who answers.
    pub contact: &'a Contact,
    /// Where an answer to the message goes.
    pub reply_to: Option<&'a str>,
    /// The day where the shop is.
    pub day: &'a dyn Fn(Instant) -> Date,
    /// A moment in words, where the shop is.
    pub moment: &'a dyn Fn(Instant) -> String,
}

/// The words of one message, without the link: that is made for each attempt, and kept nowhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// Of which kind.
    pub kind: NoticeKind,
    /// Of the claim.
    pub number: String,
    /// When it happened. The link works as long as one made then.
    pub at: Instant,
    /// It asks for something until then, and is of no use later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Instant>,
    /// The language.
    pub locale: String,
    /// One line.
    pub subject: String,
    /// How the customer is addressed.
    pub hello: String,
    /// What there is to say.
    pub parts: Vec<Part>,
    /// Whose words they are, line by line.
    pub sign: Vec<String>,
    /// Why the customer gets it, and where an answer goes.
    pub small: Vec<String>,
}

/// A part of a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Ours.
    Says(String),
    /// What a person of the shop wrote.
    Quote(String),
    /// Names and values.
    Rows(Vec<(String, String)>),
}

/// The message that tells of an event; none where nothing is to be told.
pub fn letter(told: &Told<'_>) -> Option<Letter> {
    let Told {
        happened,
        claim,
        shop,
        contact,
        ..
    } = *told;
    let kind = NoticeKind::of(&happened.event)?;
    let language = Language::of(&claim.locale);
    let number = claim.number.as_str();
    let name = harmless::harmless(&claim.customer.name);
    let hello = name.map_or_else(
        || language.text("mail.hello_nameless"),
        |name| language.fill("mail.hello", &[("name", name)]),
    );
    let subject = words::subject(language, kind, &happened.event, number);
    let ways = [&contact.email, &contact.phone].into_iter().flatten();
    let ways: Vec<&str> = ways.map(String::as_str).collect();
    let sign = [contact.name.clone(), shop.name.clone(), ways.join(" · ")];
    let reply = told
        .reply_to
        .map(|email| language.fill("mail.reply", &[("email", email)]));
    let why = language.fill("mail.why", &[("shop", &shop.name)]);
    let small = [Some(language.text("mail.yours")), Some(why), reply];
    Some(Letter {
        kind,
        number: number.to_owned(),
        at: happened.at,
        until: of_use_until(&happened.event),
        locale: claim.locale.clone(),
        subject: one_line(&subject),
        hello,
        parts: part::parts(told, language),
        sign: sign.into_iter().filter(|line| !line.is_empty()).collect(),
        small: small.into_iter().flatten().collect(),
    })
}

/// A warning of a deadline that has passed would be worse than none. A day that is given whole ends within a day of its
/// noon in UTC, wherever the shop is.
fn of_use_until(event: &ClaimEvent) -> Option<Instant> {
    if let ClaimEvent::DeadlineNear { due, .. } = event {
        return Some(due.plus_ms(DAY_MS));
    }
    None
}

/// On one line, without control characters: what goes into a header cannot begin another one.
pub fn one_line(text: &str) -> String {
    // Spaces that hold words together stay.
    let is_break = |sign: char| sign.is_control() || matches!(sign, ' ' | '\u{2028}' | '\u{2029}');
    let words = text.split(is_break);
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests;
