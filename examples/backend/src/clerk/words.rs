//! Statuses, events and amounts in the clerk's words.

use claims::{
    civil::Instant,
    claim::{Actor, Next},
    money::Money,
    problem::EvidenceKind,
    status::{ClaimEvent, Goods, Status},
    verdict::{Basis, Decision, Remedy},
};

/// Every remedy, as the form offers them.
pub const REMEDIES: [Remedy; 8] = [
    Remedy::Replace,
    Remedy::Repair,
    Remedy::Exchange,
    Remedy::Refund,
    Remedy::PartialRefund,
    Remedy::SparePart,
    Remedy::StoreCredit,
    Remedy::Coupon,
];

/// `Replacement`.
pub fn remedy(remedy: Remedy) -> &'static str {
    match remedy {
        Remedy::Repair => "Repair",
        Remedy::Replace => "Replacement",
        Remedy::Exchange => "Exchange",
        Remedy::Refund => "Refund",
        Remedy::PartialRefund => "Partial refund",
        Remedy::StoreCredit => "Store credit",
        Remedy::SparePart => "Spare part",
        Remedy::Coupon => "Coupon",
    }
}

/// Several of them, in a row.
pub fn remedies(all: &[Remedy]) -> String {
    all.iter()
        .map(|one| remedy(*one).to_lowercase())
        .collect::<Vec<_>>()
        .join(", ")
}

/// `legal guarantee`.
pub fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Withdrawal => "Withdrawal",
        Basis::Exchange => "Exchange",
        Basis::Conformity => "Legal guarantee",
        Basis::Warranty => "Shop warranty",
        Basis::Transit => "Damage on the way",
        Basis::Goodwill => "Goodwill",
    }
}

/// What the policy says.
pub fn decision(decision: Decision) -> &'static str {
    match decision {
        Decision::Approve => "The policy approves",
        Decision::Review => "A person decides",
        Decision::Decline => "The policy declines",
    }
}

/// `Needs information`.
pub fn status(status: Status) -> &'static str {
    match status {
        Status::Received => "Received",
        Status::NeedsInfo => "Needs information",
        Status::UnderReview => "Under review",
        Status::Approved => "Approved",
        Status::Declined => "Declined",
        Status::InProgress => "In progress",
        Status::Resolved => "Resolved",
        Status::Withdrawn => "Withdrawn",
        Status::Expired => "Expired",
    }
}

/// Where the goods are.
pub fn goods(goods: Goods) -> &'static str {
    match goods {
        Goods::NotRequired => "stay with the customer",
        Goods::Awaiting => "are to be sent by the customer",
        Goods::InTransit => "are on the way",
        Goods::Received => "are here",
        Goods::Inspected => "are inspected",
        Goods::ReturnedToCustomer => "are back with the customer",
    }
}

/// `a photo`.
pub fn evidence(kind: EvidenceKind) -> &'static str {
    match kind {
        EvidenceKind::Photo => "photo",
        EvidenceKind::Video => "video",
        EvidenceKind::Receipt => "receipt",
        EvidenceKind::Serial => "serial number",
        EvidenceKind::Statement => "statement",
    }
}

/// Whose turn it is.
pub fn turn(next: &Next) -> String {
    let who = match next.actor {
        Actor::Shop => "Your turn",
        Actor::Customer => "The customer’s turn",
        Actor::Carrier => "The carrier’s turn",
        Actor::Nobody => return "Nothing left to do".to_owned(),
    };
    let what = next.action.replace('_', " ");
    next.due.map_or_else(
        || format!("{who}: {what}"),
        |due| format!("{who}: {what} by {}", moment(due)),
    )
}

/// Who did it.
pub fn actor(actor: Actor) -> &'static str {
    match actor {
        Actor::Customer => "Customer",
        Actor::Shop => "Shop",
        Actor::Carrier => "Carrier",
        Actor::Nobody => "Recourse",
    }
}

/// `2026-11-21 22:18 UTC`.
pub fn moment(instant: Instant) -> String {
    let text = timestamp(instant);
    text.get(..16).map_or_else(
        || text.clone(),
        |minutes| format!("{} UTC", minutes.replace('T', " ")),
    )
}

/// RFC 3339, as on the wire.
pub fn timestamp(instant: Instant) -> String {
    serde_json::to_value(instant)
        .ok()
        .and_then(|value| value.as_str().map(str::to_owned))
        .unwrap_or_default()
}

/// `129.00 EUR`.
pub fn money(money: &Money) -> String {
    let (whole, cents) = (money.amount_minor / 100, (money.amount_minor % 100).abs());
    format!("{whole}.{cents:02} {}", money.currency.0)
}

/// What happened, and what was said.
pub fn event(event: &ClaimEvent) -> (&'static str, String) {
    let said = |text: &Option<String>| text.clone().unwrap_or_default();
    match event {
        ClaimEvent::Submitted => ("Claim filed", String::new()),
        ClaimEvent::EvidenceAdded { file } => ("File added", file.name.clone()),
        ClaimEvent::MessageAdded { text, files } => ("Customer wrote", with_files(text, files)),
        ClaimEvent::Withdrawn { reason } => ("Claim withdrawn", said(reason)),
        ClaimEvent::OfferAnswered { accepted: true, .. } => ("Offer accepted", String::new()),
        ClaimEvent::OfferAnswered { counter: None, .. } => ("Offer turned down", String::new()),
        ClaimEvent::OfferAnswered {
            counter: Some(counter),
            ..
        } => (
            "Customer asks for something else",
            given(None, counter.amount.as_ref(), &counter.text),
        ),
        ClaimEvent::OfferLapsed => ("Offer lapsed", String::new()),
        ClaimEvent::Expired => ("Claim expired", String::new()),
        ClaimEvent::NeedsInfo { message } => ("Asked for information", message.clone()),
        ClaimEvent::UnderReview { person } => ("Under review", said(person)),
        ClaimEvent::Approved {
            remedy,
            amount,
            message,
            ..
        } => ("Approved", given(*remedy, amount.as_ref(), message)),
        ClaimEvent::Declined { reason } => ("Declined", reason.clone()),
        ClaimEvent::OfferMade {
            remedy,
            amount,
            message,
            expires_at,
            ..
        } => {
            let offered = given(Some(*remedy), amount.as_ref(), message);
            match expires_at {
                Some(until) => (
                    "Offer made",
                    format!("{offered} · until {}", moment(*until)),
                ),
                None => ("Offer made", offered),
            }
        }
        ClaimEvent::MessageSent { text, files } => ("Shop wrote", with_files(text, files)),
        ClaimEvent::GoodsReceived { finding } => ("Goods received", said(finding)),
        ClaimEvent::InProgress { message } => ("In progress", said(message)),
        ClaimEvent::OrderChecked { verified: true } => ("Order confirmed", String::new()),
        ClaimEvent::OrderChecked { verified: false } => ("Order not found", String::new()),
        ClaimEvent::LinkRequested => ("Customer asked for the link", String::new()),
        ClaimEvent::NotificationFailed { reason, .. } => ("Message did not arrive", reason.clone()),
        ClaimEvent::Resolved { message } => ("Resolved", said(message)),
        ClaimEvent::AppointmentProposed { times, slots, .. } => {
            let times = times.iter().copied();
            let times = times.chain(slots.iter().map(|slot| slot.time));
            let times: Vec<String> = times.map(timestamp).collect();
            ("Appointment proposed", times.join(" · "))
        }
        ClaimEvent::AppointmentChosen { time, place } => match place {
            Some(place) => (
                "Appointment chosen",
                format!("{} · {place}", timestamp(*time)),
            ),
            None => ("Appointment chosen", timestamp(*time)),
        },
        ClaimEvent::AppointmentCancelled { message } => ("Appointment cancelled", said(message)),
        ClaimEvent::Rated { stars, text } => match text {
            Some(text) => ("Rated", format!("{stars} of 5 · {text}")),
            None => ("Rated", format!("{stars} of 5")),
        },
        ClaimEvent::DeadlineNear { action, due, .. } => {
            ("Due soon", format!("{action} · {}", timestamp(*due)))
        }
        ClaimEvent::DeadlineMissed { action, due, .. } => {
            ("Overdue", format!("{action} · {}", timestamp(*due)))
        }
        ClaimEvent::GoodsInTransit { message } => ("Goods on their way", said(message)),
        ClaimEvent::GoodsInspected { finding } => ("Goods inspected", finding.clone()),
        ClaimEvent::GoodsReturned { message } => ("Goods sent back", said(message)),
        ClaimEvent::LoanerLent { item, .. } => ("Loaner lent", item.clone()),
        ClaimEvent::LoanerReturned { message } => ("Loaner came back", said(message)),
    }
}

/// What was written, and which files came with it.
fn with_files(text: &str, files: &[u32]) -> String {
    if files.is_empty() {
        return text.to_owned();
    }
    let files: Vec<String> = files.iter().map(u32::to_string).collect();
    format!("{text} · with file {}", files.join(", "))
}

fn given(what: Option<Remedy>, amount: Option<&Money>, message: &Option<String>) -> String {
    let parts = [
        what.map(|what| remedy(what).to_owned()),
        amount.map(money),
        message.clone(),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
