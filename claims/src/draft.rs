//! What the customer says, before and after it is checked.

use crate::{civil::Date, few::Few, money::Money, problem::EvidenceKind, verdict::Remedy};
use serde::{Deserialize, Serialize};

mod email;
mod read;
mod validate;

pub use email::email_is_good;
pub use read::read_draft;
pub use validate::{ValidDraft, validate};

/// Who claims.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Customer {
    /// As they want to be addressed.
    pub name: String,
    /// Where news of the claim goes.
    pub email: String,
    /// Optional, for a call back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
}

/// One order line of the claim.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftLine {
    /// The order line's id.
    pub line: String,
    /// Units claimed, at least 1.
    pub quantity: u32,
    /// Id of the shop's problem list.
    pub problem: String,
    /// In the customer's own words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// What they would like.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requested: Option<Remedy>,
    /// Opened or used beyond trying.
    #[serde(default)]
    pub opened: bool,
    /// The seal of hygiene goods or media is broken.
    #[serde(default)]
    pub seal_broken: bool,
    /// Serial number, where asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub serial: Option<String>,
    /// The customer says that it broke by their own doing.
    #[serde(default, skip_serializing_if = "is_false")]
    pub damaged_by_customer: bool,
    /// Answers to questions a rule of the shop asks: the question's id to the answer.
    #[serde(default, skip_serializing_if = "Few::is_empty")]
    pub answers: Few<String>,
}

#[allow(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks for a reference"
)]
fn is_false(flag: &bool) -> bool {
    !flag
}

/// A file the customer will send after the claim is kept.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnnouncedFile {
    /// What it shows.
    pub kind: EvidenceKind,
    /// The file's own name.
    pub name: String,
    /// `image/jpeg`, ...
    pub media_type: String,
    /// Size in bytes.
    pub size_bytes: u64,
}

/// An order as the customer states it, where the shop's backend has not confirmed it.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatedOrder {
    /// The day of purchase.
    pub placed_on: Date,
    /// The day it came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivered_on: Option<Date>,
    /// What was bought.
    pub lines: Vec<StatedLine>,
}

/// A line of a stated order.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatedLine {
    /// Unique within the draft; `DraftLine::line` points here.
    pub id: String,
    /// What it is.
    pub title: String,
    /// Units bought.
    pub quantity: u32,
    /// What one cost.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit_price: Option<Money>,
}

/// A claim as the customer is writing it.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimDraft {
    /// The customer's language.
    pub locale: String,
    /// Who claims.
    pub customer: Customer,
    /// What is claimed.
    pub lines: Vec<DraftLine>,
    /// Files that will follow.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<AnnouncedFile>,
    /// Only with an order token that is not verified.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stated_order: Option<StatedOrder>,
}
