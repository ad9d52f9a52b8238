//! Where a claim stands, and the one function that moves it.

use serde::{Deserialize, Serialize};
use std::fmt;

mod apply;
mod automatic;
mod awaited;
mod event;
mod grant;
mod kind;
mod next;
pub(crate) mod record;
#[cfg(test)]
mod tests;

pub use apply::apply;
pub use automatic::automatic;
pub use awaited::awaited;
pub use event::ClaimEvent;
pub use grant::misfits;
pub(crate) use kind::EventKind;
pub(crate) use next::first_turn;

/// Where a claim stands.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Kept; nobody has looked yet.
    Received,
    /// The customer is asked for something.
    NeedsInfo,
    /// A person of the shop looks at it.
    UnderReview,
    /// Granted.
    Approved,
    /// Not granted.
    Declined,
    /// The remedy is on its way.
    InProgress,
    /// Done.
    Resolved,
    /// Taken back by the customer.
    Withdrawn,
    /// Nobody went on with it in time.
    Expired,
}

/// How long things may take, by the shop's policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// Until a person of the shop answers.
    pub respond_hours: u32,
    /// Until a claim ends whose customer does not send what was asked for.
    pub expire_days: u32,
}

/// Where the goods are, beside the status.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Goods {
    /// They stay where they are.
    NotRequired,
    /// The customer is to send them.
    Awaiting,
    /// On the way.
    InTransit,
    /// With the shop.
    Received,
    /// Looked at; the finding is in the timeline.
    Inspected,
    /// Back with the customer.
    ReturnedToCustomer,
}

/// Why an event does not fit a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IllegalTransition {
    /// The status met.
    pub status: Status,
    /// The event's `type`.
    pub event: &'static str,
    /// What may happen from here, for the message.
    pub allowed: Vec<&'static str>,
}

impl Status {
    /// As in JSON: `under_review`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::NeedsInfo => "needs_info",
            Self::UnderReview => "under_review",
            Self::Approved => "approved",
            Self::Declined => "declined",
            Self::InProgress => "in_progress",
            Self::Resolved => "resolved",
            Self::Withdrawn => "withdrawn",
            Self::Expired => "expired",
        }
    }

    /// Nothing more is to come: neither side has a turn.
    #[must_use]
    pub fn is_closed(self) -> bool {
        match self {
            Self::Declined | Self::Resolved | Self::Withdrawn | Self::Expired => true,
            Self::Received
            | Self::NeedsInfo
            | Self::UnderReview
            | Self::Approved
            | Self::InProgress => false,
        }
    }

    /// Whether the claim still takes its units of the order: refused, withdrawn and expired ones free them.
    #[must_use]
    pub fn takes_units(self) -> bool {
        !matches!(self, Self::Declined | Self::Withdrawn | Self::Expired)
    }
}

impl fmt::Display for IllegalTransition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` does not fit a claim in status `{}`",
            self.event,
            self.status.name()
        )?;
        if self.allowed.is_empty() {
            return f.write_str("; nothing can happen to it any more");
        }
        f.write_str("; allowed now: ")?;
        for (at, name) in self.allowed.iter().enumerate() {
            if at > 0 {
                f.write_str(", ")?;
            }
            write!(f, "`{name}`")?;
        }
        Ok(())
    }
}

impl std::error::Error for IllegalTransition {}
