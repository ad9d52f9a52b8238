//! Rules: where all of `when` holds, `then` is set.
//!
//! A condition is a fact and what must be so of it; a condition that asks about something unknown (a price the backend
//! did not send) does not hold. An action is a field of [`Then`].

use serde::{Deserialize, Serialize};

mod facts;
mod subject;
mod then;

#[cfg(feature = "texts")]
pub(super) use facts::day_number;
pub(super) use facts::{CaseFacts, Facts, is_given, times};
pub use subject::Subject;
pub use then::{Deadline, Fee, Question, Then, Window, WindowFrom, Within};
pub(super) use then::{SETS, Set};

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
