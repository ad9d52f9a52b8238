//! The policy in plain words, for everyone to read: what `/policy` shows and the check prints.
//!
//! Written from the very data that decides claims, so that it never says anything else. Private rules are not in it.

use crate::{
    policy::{Law, Policy, page::speaker::Speaker},
    shop::Shop,
    texts::capitalised,
};

mod actions;
mod answers;
mod conditions;
mod faulty;
mod html;
mod json_ld;
mod outside;
mod rules;
mod sound;
mod speaker;
#[cfg(test)]
mod tests;
mod text;

pub use html::escape;
pub use json_ld::json_ld;

/// The policy in one language: headings, sentences and rows, in the order they are read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// `fr`.
    pub language: &'static str,
    /// What it is, and whose.
    pub title: String,
    /// What it is for.
    pub lead: String,
    /// One for each ground, then rules and contact.
    pub sections: Vec<Section>,
    /// What it is not.
    pub note: String,
}

/// One thing the policy speaks of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Section {
    /// Stable, for links: `withdrawal`.
    pub id: &'static str,
    /// Its heading.
    pub title: String,
    /// The sentence that says it all.
    pub lead: String,
    /// The details.
    pub rows: Vec<Row>,
    /// One sentence for each rule.
    pub rules: Vec<RuleText>,
}

/// A detail: its name, and what is to be said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// `Time`.
    pub name: String,
    /// One or more; never empty.
    pub texts: Vec<String>,
}

/// A rule of the shop as a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleText {
    /// As the shop calls it.
    pub id: String,
    /// What it says.
    pub text: String,
}

/// The policy as customers may read it, for orders placed from now on.
///
/// ```
/// use claims::policy::{Policy, page::document};
/// use claims::shop::Shop;
///
/// let shop: Shop = serde_json::from_str(r#"{"name":"Lumen","origins":["https://lumen.example"],"country":"FR",
///     "time_zone":"Europe/Paris","currency":"EUR","locales":["fr"],"contact":{"name":"Claire"}}"#)?;
/// let policy: Policy = serde_json::from_str(r#"{"withdrawal":{"days":30}}"#)?;
/// let page = document(&shop, &policy, "fr");
/// assert_eq!(page.title, "Retours et garanties chez Lumen");
/// assert!(page.to_text(80).contains("30 jours"));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[must_use]
pub fn document(shop: &Shop, policy: &Policy, language: &str) -> Document {
    let speaker = Speaker::new(shop, policy, language);
    let law = policy.laws.last();
    let sections = [
        sound::withdrawal(speaker, law),
        sound::exchange(speaker, law),
        faulty::guarantee(speaker, law),
        faulty::warranty(speaker, law),
        faulty::transit(speaker),
        Some(outside::outside(speaker)),
        Some(outside::business(speaker)),
        rules::public(speaker),
        Some(answers::answers(speaker, law)),
    ];
    Document {
        language: speaker.language.code,
        title: speaker.fill("policy.title", &[("shop", &shop.name)]),
        lead: speaker.text("policy.lead"),
        sections: sections.into_iter().flatten().collect(),
        note: speaker.text("policy.note"),
    }
}

/// The same with what customers never see: for the shop's owner, its private rules.
#[must_use]
pub fn document_for_the_shop(shop: &Shop, policy: &Policy, language: &str) -> Document {
    let mut document = document(shop, policy, language);
    let speaker = Speaker::new(shop, policy, language);
    document.sections.extend(rules::private(speaker));
    document
}

impl Section {
    fn new(speaker: Speaker<'_>, id: &'static str, lead: String) -> Self {
        Self {
            id,
            title: speaker.text(&format!("policy.{id}.title")),
            lead,
            ..Self::default()
        }
    }

    /// With a row of that name; without any text there is none.
    fn row(
        self,
        speaker: Speaker<'_>,
        name: &str,
        texts: impl IntoIterator<Item = String>,
    ) -> Self {
        let texts = texts.into_iter().map(|text| capitalised(&text));
        self.row_as_it_is(speaker, name, texts)
    }

    /// With a row of names and addresses.
    fn row_as_it_is(
        mut self,
        speaker: Speaker<'_>,
        name: &str,
        texts: impl IntoIterator<Item = String>,
    ) -> Self {
        let texts: Vec<String> = texts.into_iter().filter(|text| !text.is_empty()).collect();
        if !texts.is_empty() {
            let name = speaker.text(&format!("policy.row.{name}"));
            self.rows.push(Row { name, texts });
        }
        self
    }
}

/// The law's body for disputes, if there is one.
fn has_dispute_body(law: Option<&Law>) -> bool {
    law.is_some_and(|law| law.dispute_body)
}
