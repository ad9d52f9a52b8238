//! The subject, and what is said of a turn.

use claims::{
    claim::{Actor, Next},
    notice::NoticeKind,
    status::ClaimEvent,
    texts::Language,
};

/// The claim's number is in every subject: mail programs put those of one claim together.
pub fn subject(language: Language, kind: NoticeKind, event: &ClaimEvent, number: &str) -> String {
    let is_late = |event: &ClaimEvent| {
        matches!(
            event,
            ClaimEvent::DeadlineMissed {
                actor: Actor::Customer,
                ..
            }
        )
    };
    let what = if matches!(event, ClaimEvent::Approved { .. }) {
        "approved"
    } else if matches!(event, ClaimEvent::Declined { .. }) {
        "declined"
    } else if is_late(event) {
        // It is the customer who is.
        NoticeKind::Reminder.name()
    } else {
        kind.name()
    };
    language.fill(&format!("mail.subject.{what}"), &[("number", number)])
}

/// Whose turn it is, in a sentence.
pub fn turn(language: Language, next: &Next) -> Option<&'static str> {
    let actor = match next.actor {
        Actor::Customer => "customer",
        Actor::Shop => "shop",
        Actor::Carrier => "carrier",
        Actor::Nobody => return None,
    };
    language.find(&format!("next.{actor}.{}", next.action))
}
