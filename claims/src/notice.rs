//! Which events the customer is written of, and what kind of message it is.

use crate::{claim::Actor, status::ClaimEvent};
use serde::{Deserialize, Serialize};

/// A kind of message to the customer. A shop may switch each off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeKind {
    /// The claim is with the shop; acknowledges a withdrawal.
    Received,
    /// The shop has a question.
    NeedsInfo,
    /// The shop wrote.
    Message,
    /// Granted or not.
    Decision,
    /// The shop proposes something else.
    Offer,
    /// Times to meet, or none any more.
    Appointment,
    /// Goods and remedies on their way.
    Progress,
    /// What the customer is to do is due soon.
    Reminder,
    /// What somebody was to do was not done in time.
    Overdue,
    /// Nobody went on with it.
    Expired,
    /// The customer took it back.
    Withdrawn,
    /// Done.
    Resolved,
    /// The link, asked for again.
    Link,
}

/// By their names in the configuration and in JSON.
pub const NOTICE_KINDS: [(&str, NoticeKind); 13] = [
    ("received", NoticeKind::Received),
    ("needs_info", NoticeKind::NeedsInfo),
    ("message", NoticeKind::Message),
    ("decision", NoticeKind::Decision),
    ("offer", NoticeKind::Offer),
    ("appointment", NoticeKind::Appointment),
    ("progress", NoticeKind::Progress),
    ("reminder", NoticeKind::Reminder),
    ("overdue", NoticeKind::Overdue),
    ("expired", NoticeKind::Expired),
    ("withdrawn", NoticeKind::Withdrawn),
    ("resolved", NoticeKind::Resolved),
    ("link", NoticeKind::Link),
];

impl NoticeKind {
    /// Its name in the configuration and in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        let named = NOTICE_KINDS.iter().find(|(_, kind)| *kind == self);
        named.map_or("", |(name, _)| name)
    }

    /// What the customer is to be told of that event, if anything. What they did themselves they know, but for what
    /// they may want to prove; and the shop's own deadlines are told of once they have passed.
    ///
    /// ```
    /// use claims::{notice::NoticeKind, status::ClaimEvent};
    ///
    /// let told = NoticeKind::of(&ClaimEvent::Resolved { message: None });
    /// assert_eq!(told, Some(NoticeKind::Resolved));
    /// let accepted = ClaimEvent::OfferAnswered { accepted: true, counter: None };
    /// assert_eq!(NoticeKind::of(&accepted), None);
    /// ```
    #[must_use]
    pub fn of(event: &ClaimEvent) -> Option<Self> {
        Some(match event {
            ClaimEvent::Submitted => Self::Received,
            ClaimEvent::NeedsInfo { .. } => Self::NeedsInfo,
            ClaimEvent::MessageSent { .. } => Self::Message,
            ClaimEvent::Approved { .. } | ClaimEvent::Declined { .. } => Self::Decision,
            ClaimEvent::OfferMade { .. } => Self::Offer,
            ClaimEvent::AppointmentProposed { .. } | ClaimEvent::AppointmentCancelled { .. } => {
                Self::Appointment
            }
            ClaimEvent::GoodsReceived { .. }
            | ClaimEvent::GoodsInspected { .. }
            | ClaimEvent::GoodsReturned { .. }
            | ClaimEvent::LoanerLent { .. }
            | ClaimEvent::InProgress { .. }
            | ClaimEvent::OfferLapsed => Self::Progress,
            ClaimEvent::DeadlineNear {
                actor: Actor::Customer,
                ..
            } => Self::Reminder,
            ClaimEvent::DeadlineMissed {
                actor: Actor::Customer | Actor::Shop,
                ..
            } => Self::Overdue,
            ClaimEvent::Expired => Self::Expired,
            ClaimEvent::Withdrawn { .. } => Self::Withdrawn,
            ClaimEvent::Resolved { .. } => Self::Resolved,
            ClaimEvent::LinkRequested => Self::Link,
            ClaimEvent::EvidenceAdded { .. }
            | ClaimEvent::MessageAdded { .. }
            | ClaimEvent::OfferAnswered { .. }
            | ClaimEvent::AppointmentChosen { .. }
            | ClaimEvent::Rated { .. }
            | ClaimEvent::DeadlineNear { .. }
            | ClaimEvent::DeadlineMissed { .. }
            | ClaimEvent::UnderReview { .. }
            | ClaimEvent::GoodsInTransit { .. }
            | ClaimEvent::LoanerReturned { .. }
            | ClaimEvent::OrderChecked { .. }
            | ClaimEvent::NotificationFailed { .. } => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_the_name_it_has_in_json() {
        for (name, kind) in NOTICE_KINDS {
            assert_eq!(serde_json::to_value(kind).unwrap(), name);
            assert_eq!(kind.name(), name);
        }
    }

    #[test]
    fn a_deadline_of_the_shop_is_told_of_once_it_has_passed_and_the_customers_before_too() {
        let (action, due) = ("answer".to_owned(), crate::civil::Instant::from_ms(0));
        let near = |actor| ClaimEvent::DeadlineNear {
            actor,
            action: action.clone(),
            due,
        };
        let missed = |actor| ClaimEvent::DeadlineMissed {
            actor,
            action: action.clone(),
            due,
        };
        assert_eq!(NoticeKind::of(&near(Actor::Shop)), None);
        assert_eq!(
            NoticeKind::of(&near(Actor::Customer)),
            Some(NoticeKind::Reminder)
        );
        for actor in [Actor::Shop, Actor::Customer] {
            assert_eq!(NoticeKind::of(&missed(actor)), Some(NoticeKind::Overdue));
        }
        assert_eq!(NoticeKind::of(&missed(Actor::Carrier)), None);
    }
}
