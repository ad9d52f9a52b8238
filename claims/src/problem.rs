//! What can be wrong: the shop's list of problems, each of one kind.

use crate::locale::Localized;
use serde::{Deserialize, Serialize};

/// What the problem amounts to in law and policy.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProblemKind {
    /// The customer no longer wants it.
    ChangedMind,
    /// Wrong size, colour or style, and nothing wrong with it.
    DoesNotFit,
    /// Not what the page or the seller said it was.
    NotAsDescribed,
    /// It broke, or never worked.
    Defective,
    /// It arrived broken.
    DamagedInTransit,
    /// Another item than the one ordered.
    WrongItem,
    /// Something is not in the box.
    MissingParts,
    /// None of these; a person reads it.
    Other,
}

/// One entry of the shop's list, as the customer chooses it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Stable id, `does-not-charge`.
    pub id: String,
    /// What it amounts to.
    pub kind: ProblemKind,
    /// Offered only for lines of these categories; empty means all. A line whose category nobody knows has them all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub categories: Vec<String>,
    /// What the customer reads.
    pub text: Localized,
    /// What may solve it without a claim.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tip: Option<Localized>,
    /// Asked for with every claim of this problem.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<EvidenceKind>,
}

/// A kind of evidence that can be asked for.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceKind {
    /// A picture of the item or the damage.
    Photo,
    /// A short film of what happens.
    Video,
    /// Proof of purchase.
    Receipt,
    /// The serial number, typed or photographed.
    Serial,
    /// The customer's written, signed statement.
    Statement,
}
