//! The names of what can happen to a claim.

use crate::claim::Actor;

/// The name of an event, without its fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum EventKind {
    Submitted,
    EvidenceAdded,
    MessageAdded,
    Withdrawn,
    OfferAnswered,
    AppointmentChosen,
    Rated,
    LinkRequested,
    Expired,
    DeadlineNear,
    DeadlineMissed,
    OfferLapsed,
    OrderChecked,
    NeedsInfo,
    UnderReview,
    Approved,
    Declined,
    OfferMade,
    MessageSent,
    AppointmentProposed,
    AppointmentCancelled,
    GoodsInTransit,
    GoodsReceived,
    GoodsInspected,
    GoodsReturned,
    LoanerLent,
    LoanerReturned,
    InProgress,
    NotificationFailed,
    Resolved,
}

impl EventKind {
    /// Every kind, those of the customer first, then those of the ledger, then those of the shop.
    pub(crate) const ALL: [Self; 30] = [
        Self::Submitted,
        Self::EvidenceAdded,
        Self::MessageAdded,
        Self::Withdrawn,
        Self::OfferAnswered,
        Self::AppointmentChosen,
        Self::Rated,
        Self::LinkRequested,
        Self::Expired,
        Self::DeadlineNear,
        Self::DeadlineMissed,
        Self::OfferLapsed,
        Self::OrderChecked,
        Self::NeedsInfo,
        Self::UnderReview,
        Self::Approved,
        Self::Declined,
        Self::OfferMade,
        Self::MessageSent,
        Self::AppointmentProposed,
        Self::AppointmentCancelled,
        Self::GoodsInTransit,
        Self::GoodsReceived,
        Self::GoodsInspected,
        Self::GoodsReturned,
        Self::LoanerLent,
        Self::LoanerReturned,
        Self::InProgress,
        Self::NotificationFailed,
        Self::Resolved,
    ];

    /// Its `type` in JSON.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Submitted => "claim.submitted",
            Self::EvidenceAdded => "evidence.added",
            Self::MessageAdded => "message.added",
            Self::Withdrawn => "claim.withdrawn",
            Self::OfferAnswered => "offer.answered",
            Self::OfferLapsed => "offer.lapsed",
            Self::LinkRequested => "link.requested",
            Self::Expired => "claim.expired",
            Self::OrderChecked => "order.checked",
            Self::NeedsInfo => "claim.needs_info",
            Self::UnderReview => "claim.under_review",
            Self::Approved => "claim.approved",
            Self::Declined => "claim.declined",
            Self::OfferMade => "offer.made",
            Self::MessageSent => "message.sent",
            Self::GoodsReceived => "goods.received",
            Self::InProgress => "claim.in_progress",
            Self::AppointmentChosen => "appointment.chosen",
            Self::Rated => "claim.rated",
            Self::DeadlineNear => "deadline.near",
            Self::DeadlineMissed => "deadline.missed",
            Self::AppointmentProposed => "appointment.proposed",
            Self::AppointmentCancelled => "appointment.cancelled",
            Self::GoodsInTransit => "goods.in_transit",
            Self::GoodsInspected => "goods.inspected",
            Self::GoodsReturned => "goods.returned",
            Self::LoanerLent => "loaner.lent",
            Self::LoanerReturned => "loaner.returned",
            Self::NotificationFailed => "notification.failed",
            Self::Resolved => "claim.resolved",
        }
    }

    /// The kind of that `type`.
    pub(crate) fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Who does it.
    pub(crate) fn actor(self) -> Actor {
        match self {
            Self::Submitted
            | Self::EvidenceAdded
            | Self::MessageAdded
            | Self::Withdrawn
            | Self::OfferAnswered
            | Self::AppointmentChosen
            | Self::Rated
            | Self::LinkRequested => Actor::Customer,
            Self::Expired | Self::DeadlineNear | Self::DeadlineMissed | Self::OfferLapsed => {
                Actor::Nobody
            }
            Self::OrderChecked
            | Self::NeedsInfo
            | Self::UnderReview
            | Self::Approved
            | Self::Declined
            | Self::OfferMade
            | Self::MessageSent
            | Self::GoodsReceived
            | Self::AppointmentProposed
            | Self::AppointmentCancelled
            | Self::GoodsInTransit
            | Self::GoodsInspected
            | Self::GoodsReturned
            | Self::LoanerLent
            | Self::LoanerReturned
            | Self::InProgress
            | Self::NotificationFailed
            | Self::Resolved => Actor::Shop,
        }
    }

    /// Whether the shop may send it. `order.checked` is the ledger's own.
    pub(crate) fn is_from_shop(self) -> bool {
        self.actor() == Actor::Shop && self != Self::OrderChecked
    }
}
