//! How conditions and actions are written and what they mean: for the check, the JSON Schema and the documentation.

use crate::{
    policy::file::conditions::CONDITIONS,
    words::{BUYERS, DECISIONS, EVIDENCE, KINDS, PAYERS, REMEDIES, TRAITS},
};
use std::fmt;

/// A condition or an action, as its owner writes and reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Described {
    /// `price_below`.
    pub key: &'static str,
    /// What stands behind it.
    pub written: Written,
    /// What it means, in one English sentence without a full stop.
    pub says: &'static str,
    /// What it is about.
    pub about: About,
    /// Only in rules marked `private = true`.
    pub private: bool,
}

/// What a condition or an action is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// What the customer says.
    Claim,
    /// The line that is claimed.
    Line,
    /// The order it is part of.
    Order,
    /// The customer's history.
    Customer,
    /// What the shop does: every action.
    Answer,
}

/// The form of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// `true` or `false`.
    Flag,
    /// A whole number.
    Number {
        /// The least there may be.
        least: u32,
        /// The most there may be.
        most: u32,
        /// `days`, `units`, ...
        unit: &'static str,
    },
    /// `"30 EUR"`, in the shop's currency.
    Money,
    /// `"30 EUR"` or `"15 %"`.
    MoneyOrPercent,
    /// `"2026-12-24"`.
    Day,
    /// One text or a list of them.
    Texts,
    /// One word of a list.
    Word(&'static [&'static str]),
    /// One word of a list, or several.
    Words(&'static [&'static str]),
    /// Several words of a list, or an empty list.
    WordsOrNone(&'static [&'static str]),
    /// Ids of the shop's problems, or kinds: one or several.
    Problems,
    /// ISO 3166-1 alpha-2: one or several.
    Countries,
    /// The shop's languages: one or several.
    Locales,
    /// A text in each of the shop's languages.
    Localized,
    /// `{ days = 60 }` or `{ months = 6 }`.
    Window,
    /// A list of texts.
    Places,
    /// `{ id = "colour", text = { … }, required = true }`.
    Question,
    /// `{ name = "Claire", email = "…", phone = "…" }`.
    Contact,
    /// `{ refund = "3d", … }`: hours or days under names of a list.
    Deadlines(&'static [&'static str]),
}

/// As the documentation says it: `"30 EUR"`, `true` or `false`.
impl fmt::Display for Written {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |words: &[&str]| {
            let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
            quoted.join(", ")
        };
        match self {
            Self::Flag => f.write_str("`true` or `false`"),
            Self::Number { least, most, unit } => write!(f, "whole {unit}, {least} to {most}"),
            Self::Money => f.write_str("`\"30 EUR\"`"),
            Self::MoneyOrPercent => f.write_str("`\"5 EUR\"` or `\"15 %\"`"),
            Self::Day => f.write_str("`\"2026-12-24\"`"),
            Self::Texts => f.write_str("texts"),
            Self::Word(words) => write!(f, "one of {}", list(words)),
            Self::Words(words) => write!(f, "some of {}", list(words)),
            Self::WordsOrNone(words) => write!(f, "some of {}, or `[]`", list(words)),
            Self::Problems => f.write_str("ids of PROBLEMS, or kinds"),
            Self::Countries => f.write_str("countries, `\"FR\"`"),
            Self::Locales => f.write_str("some of your `locales`"),
            Self::Localized => f.write_str("a text in each language"),
            Self::Window => f.write_str(
                "`{ days = 60 }` or `{ months = 6 }`, with `from = \"delivery\"`, `\"order\"` or `\"last_delivery\"`",
            ),
            Self::Places => f.write_str("up to 20 texts"),
            Self::Question => {
                f.write_str("`{ id = \"colour\", text = …, required = true }`; `required` may be left out")
            }
            Self::Contact => f.write_str("`{ name = \"Claire\", email = \"…\", phone = \"…\" }`"),
            Self::Deadlines(names) => {
                write!(f, "`{{ refund = \"3d\", repair = \"10d\" }}`; some of {}", list(names))
            }
        }
    }
}

const fn names<T, const N: usize>(words: &[(&'static str, T); N]) -> [&'static str; N] {
    let mut names = [""; N];
    let mut n = 0;
    while n < N {
        names[n] = words[n].0;
        n += 1;
    }
    names
}

pub(super) const KIND_NAMES: &[&str] = &names(&KINDS);
pub(super) const TRAIT_NAMES: &[&str] = &names(&TRAITS);
pub(super) const BUYER_NAMES: &[&str] = &names(&BUYERS);
pub(super) const REMEDY_NAMES: &[&str] = &names(&REMEDIES);
pub(super) const EVIDENCE_NAMES: &[&str] = &names(&EVIDENCE);
const DECISION_NAMES: &[&str] = &names(&DECISIONS);
pub(super) const PAYER_NAMES: &[&str] = &names(&PAYERS);
pub(super) const DEADLINE_NAMES: &[&str] = &[
    "respond",
    "decide",
    "refund",
    "repair",
    "replace",
    "loaner",
    "send_back",
];

const fn action(key: &'static str, written: Written, says: &'static str) -> Described {
    Described {
        key,
        written,
        says,
        about: About::Answer,
        private: false,
    }
}

pub(super) const ACTIONS: [Described; 16] = [
    action(
        "eligible",
        Written::Flag,
        "`false`: nothing beyond the law; `true`: something even where no ground is open",
    ),
    action(
        "text",
        Written::Localized,
        "why, for the customer; shown where the rule decided or set something that stands",
    ),
    action(
        "window",
        Written::Window,
        "how long your own promise for this problem runs, and what starts it",
    ),
    action(
        "remedies",
        Written::Words(REMEDY_NAMES),
        "what is offered, best first",
    ),
    action(
        "decision",
        Written::Word(DECISION_NAMES),
        "what the shop does by itself; `review` leaves it to a person",
    ),
    action(
        "evidence",
        Written::WordsOrNone(EVIDENCE_NAMES),
        "what must be shown; `[]` asks for nothing",
    ),
    action(
        "question",
        Written::Question,
        "a question to the customer; a required one that is not answered leaves the claim to a person",
    ),
    action(
        "tip",
        Written::Localized,
        "what may solve it without a claim",
    ),
    action(
        "return_shipping",
        Written::Word(PAYER_NAMES),
        "who pays for sending it back",
    ),
    action("drop_off", Written::Places, "where it can be handed in"),
    action(
        "fee",
        Written::MoneyOrPercent,
        "kept back from a refund; per cent are of what the claimed units cost",
    ),
    action(
        "bonus",
        Written::MoneyOrPercent,
        "what comes on top of store credit or a coupon; per cent are of what the claimed units cost",
    ),
    action(
        "keep_item",
        Written::Flag,
        "`true`: the customer need not send it back",
    ),
    action(
        "loaner",
        Written::Flag,
        "`true`: the customer has another one while it is mended",
    ),
    action(
        "contact",
        Written::Contact,
        "the person in charge, in place of the shop's `contact`",
    ),
    action(
        "deadlines",
        Written::Deadlines(DEADLINE_NAMES),
        "by when it happens: never later than the law says, and `send_back` never earlier",
    ),
];

/// Every condition a rule may have, in the order of the documentation.
#[must_use]
pub fn conditions() -> Vec<Described> {
    CONDITIONS.iter().map(|row| row.described).collect()
}

/// Every action a rule may have, in the order of the documentation.
#[must_use]
pub fn actions() -> Vec<Described> {
    ACTIONS.to_vec()
}
