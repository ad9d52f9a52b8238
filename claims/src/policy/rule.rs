//! Rules: where all of `when` holds, `then` is set.
//!
//! One field for each condition and each action. A condition that asks about something unknown (a price the backend
//! did not send) does not hold.

use crate::{
    civil::Date,
    locale::Localized,
    money::Money,
    order::{Buyer, Trait},
    problem::{EvidenceKind, ProblemKind},
    verdict::{Decision, Payer, Remedy},
};
use serde::{Deserialize, Serialize};

mod holds;

pub(super) use holds::{is_given, times};

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

/// The conditions of a rule: all that are given must hold; of a list, one entry must.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct When {
    /// Ids or kinds of problems.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub problem: Vec<String>,
    /// Kinds of problems.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub kind: Vec<ProblemKind>,
    /// The line's category.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub category: Vec<String>,
    /// The line's product type.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub product_type: Vec<String>,
    /// The line's stock keeping unit.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sku: Vec<String>,
    /// One of the line's tags.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tag: Vec<String>,
    /// The line's brand or supplier.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub vendor: Vec<String>,
    /// One of the line's traits.
    #[serde(rename = "trait", skip_serializing_if = "Vec::is_empty")]
    pub line_trait: Vec<Trait>,
    /// One unit costs less than this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price_below: Option<Money>,
    /// One unit costs more than this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price_above: Option<Money>,
    /// At least so many units are claimed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity_at_least: Option<u32>,
    /// At most so many units are claimed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity_at_most: Option<u32>,
    /// Where it was delivered.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub country: Vec<String>,
    /// Where it was ordered: `web`, `phone`, ...
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub channel: Vec<String>,
    /// Days since the line was delivered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days_since_delivery_at_most: Option<u32>,
    /// Days since the line was delivered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days_since_delivery_at_least: Option<u32>,
    /// Days since the order was placed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days_since_order_at_most: Option<u32>,
    /// Days since the order was placed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days_since_order_at_least: Option<u32>,
    /// Ordered on this day or later.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ordered_from: Option<Date>,
    /// Ordered on this day or earlier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ordered_until: Option<Date>,
    /// All lines of the order together cost more than this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order_value_above: Option<Money>,
    /// All lines of the order together cost less than this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order_value_below: Option<Money>,
    /// The claimed units of the line together cost more than this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub claimed_amount_above: Option<Money>,
    /// The claimed units of the line together cost less than this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub claimed_amount_below: Option<Money>,
    /// Who bought.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub buyer: Option<Buyer>,
    /// Told of the right of withdrawal or not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub informed_of_withdrawal: Option<bool>,
    /// The shop's backend knows the order, or the customer stated it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verified: Option<bool>,
    /// Opened or used beyond trying.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opened: Option<bool>,
    /// The seal is broken.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seal_broken: Option<bool>,
    /// A serial number is given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub serial_given: Option<bool>,
    /// What the customer would like.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub requested: Vec<Remedy>,
    /// All of these are given.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<EvidenceKind>,
    /// The customer's language.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub locale: Vec<String>,
    /// Claims before this one (private rules only).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub earlier_claims_at_least: Option<u32>,
    /// Orders, this one included (private rules only).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub orders_at_most: Option<u32>,
    /// One of the customer's tags (private rules only).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub customer_tag: Vec<String>,
    /// The shop does not decide this customer's claims without a person (private rules only).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customer_blocked: Option<bool>,
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
        self.earlier_claims_at_least.is_some()
            || self.orders_at_most.is_some()
            || !self.customer_tag.is_empty()
            || self.customer_blocked.is_some()
    }
}
