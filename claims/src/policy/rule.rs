//! Rules: where all of `when` holds, `then` is set.
//!
//! A condition is a fact and what must be so of it; a condition that asks about something unknown (a price the backend
//! did not send) does not hold. An action is a field of [`Then`].

use crate::{
    locale::Localized,
    money::Money,
    problem::EvidenceKind,
    verdict::{Decision, Payer, Remedy},
};
use serde::{Deserialize, Serialize};

mod facts;
mod subject;

#[cfg(feature = "texts")]
pub(super) use facts::day_number;
pub(super) use facts::{CaseFacts, Facts, is_given, times};
pub use subject::Subject;

/// One rule of the shop.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Rule {
    /// Unique among the rules.
    pub id: String,
    /// Known to the edge alone; it can turn an approval into a review and nothing else.
    #[serde(skip_serializing_if = "is_false")]
    pub private: bool,
    /// What must hold.
    pub when: When,
    /// What is set then.
    pub then: Then,
}

/// The conditions of a rule: all of them must hold; a rule without any always matches.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct When(pub Vec<Condition>);

/// What is asked of one fact: `["price", {"at_most": 2999}]` in JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Condition(pub Subject, pub Test);

/// What must be so of a fact. Of something unknown nothing is so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Test {
    /// The number is this or more.
    AtLeast(i64),
    /// The number is this or less.
    AtMost(i64),
    /// One of the words is one of these.
    AnyOf(Vec<String>),
    /// All of these are among the words.
    AllOf(Vec<String>),
}

/// A period from delivery; never both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Window {
    /// In days, the day of delivery not counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days: Option<u32>,
    /// In months.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub months: Option<u32>,
}

/// What is kept back from a refund.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fee {
    /// So much.
    Money(Money),
    /// So many per cent of what the claimed units cost, rounded down.
    Percent(u32),
}

/// The actions of a rule.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Then {
    /// `false`: nothing beyond the law. `true`: something, even where no ground is open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub eligible: Option<bool>,
    /// Why, for the customer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Localized>,
    /// How long the shop's own promise for this problem runs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub window: Option<Window>,
    /// What is offered, best first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub remedies: Vec<Remedy>,
    /// What the shop does by itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decision: Option<Decision>,
    /// What must be shown; an empty list asks for nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Vec<EvidenceKind>>,
    /// Who pays for sending it back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub return_shipping: Option<Payer>,
    /// What is kept back from a refund.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fee: Option<Fee>,
    /// The customer need not send it back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub keep_item: Option<bool>,
}

#[allow(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks for a reference"
)]
fn is_false(flag: &bool) -> bool {
    !flag
}

impl When {
    /// Whether it asks about the customer's history, which the page does not know.
    #[must_use]
    pub fn asks_about_customer(&self) -> bool {
        self.0.iter().any(|condition| condition.0.is_private())
    }

    /// Whether all of it holds.
    pub(super) fn holds(&self, facts: &Facts<'_>) -> bool {
        self.0.iter().all(|condition| facts.meet(condition))
    }
}

#[cfg(test)]
mod tests;
