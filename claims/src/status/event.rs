//! What can happen to a claim.

use crate::{
    civil::Instant,
    claim::{Actor, Counter, EvidenceFile, LineOutcome, Slot},
    money::Money,
    status::{kind::EventKind, record::EventRecord},
    verdict::Remedy,
};
use serde::{Deserialize, Serialize};

/// What can happen to a claim, from either side; as JSON, its name in `type` and its fields beside it.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "EventRecord", into = "EventRecord")]
pub enum ClaimEvent {
    /// It was filed.
    Submitted,
    /// A file was kept.
    EvidenceAdded {
        /// The file.
        file: EvidenceFile,
    },
    /// The customer wrote.
    MessageAdded {
        /// What they wrote.
        text: String,
        /// Places of files of theirs that come with it.
        files: Vec<u32>,
    },
    /// The customer took it back.
    Withdrawn {
        /// Why, if they said.
        reason: Option<String>,
    },
    /// The customer accepted or turned down the shop's offer.
    OfferAnswered {
        /// Accepted or not.
        accepted: bool,
        /// What they would like instead, if they said.
        counter: Option<Counter>,
    },
    /// Nobody answered the shop's offer in time.
    OfferLapsed,
    /// The customer chose a time of those the shop proposed.
    AppointmentChosen {
        /// When.
        time: Instant,
        /// Where, if the time is proposed at several places.
        place: Option<String>,
    },
    /// The customer said how it went.
    Rated {
        /// 1 (bad) to 5 (good).
        stars: u8,
        /// In words, if they said.
        text: Option<String>,
    },
    /// Nobody went on with it in time.
    Expired,
    /// What somebody is to do is due soon.
    DeadlineNear {
        /// Who.
        actor: Actor,
        /// What, as in `next`.
        action: String,
        /// By when.
        due: Instant,
    },
    /// What somebody was to do is overdue.
    DeadlineMissed {
        /// Who.
        actor: Actor,
        /// What, as in `next`.
        action: String,
        /// By when.
        due: Instant,
    },
    /// The shop asks the customer for something.
    NeedsInfo {
        /// The question.
        message: String,
    },
    /// A person of the shop has it.
    UnderReview {
        /// Who, by name.
        person: Option<String>,
    },
    /// Granted.
    Approved {
        /// One remedy for every line; or name the lines.
        remedy: Option<Remedy>,
        /// How much money, with `remedy`, for the whole claim.
        amount: Option<Money>,
        /// Line by line, where they differ.
        lines: Vec<LineOutcome>,
        /// To the customer.
        message: Option<String>,
        /// Whether the goods must come back; by default as the verdict says.
        send_goods: Option<bool>,
    },
    /// Not granted.
    Declined {
        /// To the customer; a refusal without one is refused.
        reason: String,
    },
    /// The shop proposes something else.
    OfferMade {
        /// What.
        remedy: Remedy,
        /// How much, where it is money.
        amount: Option<Money>,
        /// To the customer.
        message: Option<String>,
        /// It can be answered until then; without it, until the shop decides otherwise.
        expires_at: Option<Instant>,
        /// Whether the customer may ask for something else instead; they may, unless it says no.
        may_counter: Option<bool>,
    },
    /// The shop writes.
    MessageSent {
        /// What it writes.
        text: String,
        /// Places of files of the shop's that come with it.
        files: Vec<u32>,
    },
    /// The goods are with the shop.
    GoodsReceived {
        /// Completeness and condition.
        finding: Option<String>,
    },
    /// The shop proposes times to meet, bring or fetch.
    AppointmentProposed {
        /// To choose from, all at `place`.
        times: Vec<Instant>,
        /// Where.
        place: Option<String>,
        /// To choose from, each with a place of its own.
        slots: Vec<Slot>,
        /// What was chosen can be changed until so many hours before it.
        notice_hours: Option<u32>,
        /// To the customer.
        message: Option<String>,
    },
    /// The shop takes the appointment back.
    AppointmentCancelled {
        /// To the customer.
        message: Option<String>,
    },
    /// The goods are on their way to the shop.
    GoodsInTransit {
        /// To the customer.
        message: Option<String>,
    },
    /// The goods were looked at.
    GoodsInspected {
        /// Completeness and condition.
        finding: String,
    },
    /// The goods are back with the customer.
    GoodsReturned {
        /// To the customer.
        message: Option<String>,
    },
    /// The customer has another one meanwhile.
    LoanerLent {
        /// Which.
        item: String,
        /// To the customer.
        message: Option<String>,
    },
    /// The other one is back with the shop.
    LoanerReturned {
        /// To the customer.
        message: Option<String>,
    },
    /// The remedy is on its way.
    InProgress {
        /// To the customer.
        message: Option<String>,
    },
    /// The order a customer stated was looked up once the shop's backend was back.
    OrderChecked {
        /// Found, with this e-mail address; the facts of the claim are now the shop's.
        verified: bool,
    },
    /// The customer asked for the link again; the shop sends it.
    LinkRequested,
    /// A message to the customer did not arrive.
    NotificationFailed {
        /// Why, as the carrier says.
        reason: String,
        /// The id of the message, where it is known.
        notification: Option<String>,
    },
    /// Done.
    Resolved {
        /// To the customer.
        message: Option<String>,
    },
}

impl ClaimEvent {
    pub(crate) fn kind(&self) -> EventKind {
        match self {
            Self::Submitted => EventKind::Submitted,
            Self::EvidenceAdded { .. } => EventKind::EvidenceAdded,
            Self::MessageAdded { .. } => EventKind::MessageAdded,
            Self::Withdrawn { .. } => EventKind::Withdrawn,
            Self::OfferAnswered { .. } => EventKind::OfferAnswered,
            Self::OfferLapsed => EventKind::OfferLapsed,
            Self::LinkRequested => EventKind::LinkRequested,
            Self::Expired => EventKind::Expired,
            Self::OrderChecked { .. } => EventKind::OrderChecked,
            Self::NeedsInfo { .. } => EventKind::NeedsInfo,
            Self::UnderReview { .. } => EventKind::UnderReview,
            Self::Approved { .. } => EventKind::Approved,
            Self::Declined { .. } => EventKind::Declined,
            Self::OfferMade { .. } => EventKind::OfferMade,
            Self::MessageSent { .. } => EventKind::MessageSent,
            Self::GoodsReceived { .. } => EventKind::GoodsReceived,
            Self::InProgress { .. } => EventKind::InProgress,
            Self::AppointmentChosen { .. } => EventKind::AppointmentChosen,
            Self::Rated { .. } => EventKind::Rated,
            Self::DeadlineNear { .. } => EventKind::DeadlineNear,
            Self::DeadlineMissed { .. } => EventKind::DeadlineMissed,
            Self::AppointmentProposed { .. } => EventKind::AppointmentProposed,
            Self::AppointmentCancelled { .. } => EventKind::AppointmentCancelled,
            Self::GoodsInTransit { .. } => EventKind::GoodsInTransit,
            Self::GoodsInspected { .. } => EventKind::GoodsInspected,
            Self::GoodsReturned { .. } => EventKind::GoodsReturned,
            Self::LoanerLent { .. } => EventKind::LoanerLent,
            Self::LoanerReturned { .. } => EventKind::LoanerReturned,
            Self::NotificationFailed { .. } => EventKind::NotificationFailed,
            Self::Resolved { .. } => EventKind::Resolved,
        }
    }

    /// Its `type`, `claim.approved`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.kind().name()
    }

    /// Whether the shop may send it (`POST /v1/backend/events`).
    #[must_use]
    pub fn from_shop(&self) -> bool {
        self.kind().is_from_shop()
    }

    /// Who does it.
    #[must_use]
    pub fn actor(&self) -> Actor {
        self.kind().actor()
    }
}
