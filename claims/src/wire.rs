//! What crosses the wire: requests and answers of the routes in `docs/api.md`.

use crate::{
    civil::Instant,
    claim::{Claim, Counter},
    draft::Customer,
    order::OrderFacts,
    policy::Policy,
    problem::EvidenceKind,
    shop::{FindBy, Shop},
    status::record::EventRecord,
    timeline::{ClaimView, Happened},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

mod read;
pub mod routes;

pub use read::{
    Unreadable, read_appointment, read_backend_events, read_counter, read_find_order, read_message,
    read_rating, read_recover, read_solved, read_withdraw,
};

/// `GET /v1/shop`: what the widget needs.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ShopAnswer {
    /// The shop.
    pub shop: Shop,
    /// The policy without its private rules; the page judges by it.
    #[cfg_attr(feature = "schema", schemars(with = "serde_json::Value"))]
    pub policy: Policy,
    /// Whether orders are looked up (`true`) or stated by the customer.
    pub orders_looked_up: bool,
    /// What the edge accepts.
    pub limits: Limits,
    /// The sentences of a verdict's reasons, in the language asked for; and `within`: how soon the shop answers.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub texts: BTreeMap<String, String>,
}

/// What the edge accepts; the widget refuses the rest before sending.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Bytes of one file.
    pub file_bytes: u64,
    /// Files of one claim.
    pub files: u32,
    /// Characters of one description or message.
    pub text_chars: u32,
    /// Media types accepted.
    pub media_types: Vec<String>,
}

/// `POST /v1/orders/find`: a number of what was bought and whose it is, or a link of the shop's, which says both.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindOrder {
    /// Which order.
    #[serde(flatten)]
    pub asked: Asked,
    /// The order's e-mail address; empty with a link.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub email: String,
    /// The customer's language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locale: Option<String>,
}

/// By what an order is asked for: one of these fields.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Asked {
    /// As printed on the confirmation.
    OrderNumber(String),
    /// The number of a till's receipt, where the shop finds orders by it.
    Receipt(String),
    /// The serial number of a thing that was bought, where the shop finds orders by it.
    Serial(String),
    /// The token of an order link, signed by the shop's backend.
    Link(String),
}

impl Asked {
    /// The number, whatever it is of, or the link.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::OrderNumber(text)
            | Self::Receipt(text)
            | Self::Serial(text)
            | Self::Link(text) => text,
        }
    }

    /// The shop's setting it needs; `None` for what every shop takes.
    #[must_use]
    pub fn needs(&self) -> Option<FindBy> {
        match self {
            Self::OrderNumber(_) | Self::Link(_) => None,
            Self::Receipt(_) => Some(FindBy::Receipt),
            Self::Serial(_) => Some(FindBy::Serial),
        }
    }
}

/// What an order link's token carries, signed by the shop's backend.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkedOrder {
    /// The address of the shop's Worker, without a slash at its end: a link works nowhere else.
    #[serde(rename = "for")]
    pub audience: String,
    /// The order's number.
    pub order_number: String,
    /// The order's e-mail address.
    pub email: String,
}

/// The answer to it.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundOrder {
    /// The order's e-mail address, where a link said it; left out where it was typed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Carries the signed facts; `Authorization: Bearer` of `POST /v1/claims`.
    pub order_token: String,
    /// When it stops working.
    pub expires_at: Instant,
    /// The facts, without the customer's history.
    pub order: OrderFacts,
    /// Units of each line not yet in an open claim, by line id.
    pub open_units: BTreeMap<String, u32>,
    /// Open claims of this order, with a fresh link each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub open_claims: Vec<ClaimLink>,
    /// The shop's civil date, which the verdict counts from.
    pub today: crate::civil::Date,
}

/// Where a claim can be followed.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimLink {
    /// With its dashes.
    pub number: String,
    /// `…/track#token`.
    pub url: String,
}

/// 201 of `POST /v1/claims`.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filed {
    /// The claim as the customer sees it.
    pub claim: ClaimView,
    /// `Authorization: Bearer` of every later call.
    pub tracking_token: String,
    /// `…/track#token`.
    pub tracking_url: String,
}

/// `POST /v1/claims/{id}/messages`.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewMessage {
    /// What the customer writes.
    pub text: String,
    /// Places of files of the claim that come with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<u32>,
}

/// `POST /v1/claims/{id}/counter`: an amount, words, or both.
pub type CounterOffer = Counter;

/// `POST /v1/claims/{id}/withdraw`.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WithdrawClaim {
    /// Why, if they say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// `POST /v1/claims/{id}/appointment`.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChooseAppointment {
    /// One of those the shop proposed.
    pub time: Instant,
    /// One of its places, where it has several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
}

/// `POST /v1/solved`: a tip has solved a problem, and nothing is claimed for it.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Solved {
    /// Its id in the shop's `PROBLEMS`.
    pub problem: String,
}

/// `POST /v1/claims/recover`: always the same answer.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recover {
    /// The claim's e-mail address.
    pub email: String,
    /// Narrows it to one claim or order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
}

/// Answer of `PUT /v1/claims/{id}/evidence/{n}`: the view again.
pub type EvidenceKept = ClaimView;

/// The query of `PUT …/evidence/{n}?kind=photo&name=lamp.jpg`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceQuery {
    /// What the file shows.
    pub kind: EvidenceKind,
    /// The file's own name.
    pub name: String,
}

/// A webhook to the shop: `POST {BACKEND_URL}/events`.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShopEvent {
    /// `claim.submitted`, `evidence.added`, ...
    #[serde(rename = "type")]
    pub kind: String,
    /// When it happened.
    pub timestamp: Instant,
    /// The event and the claim as it was right after it.
    pub data: ShopEventData,
}

/// The data of a webhook.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShopEventData {
    /// What happened, with its fields.
    pub event: Happened,
    /// The claim right after it, with the shop's trace.
    pub claim: Claim,
    /// Where the customer follows the claim; for the shop to put into its messages.
    pub tracking_url: String,
    /// Evidence by place, each behind an expiring signed link.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub evidence_urls: BTreeMap<u32, String>,
}

/// Signed request to the shop: `POST {BACKEND_URL}/orders/find`.
/// 200 with `OrderFacts`; 404 where number and e-mail do not belong together.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackendFindOrder {
    /// As the customer typed it, trimmed: `order_number`, `receipt` or `serial`; of a link, its `order_number`.
    #[serde(flatten)]
    pub asked: Asked,
    /// As the customer typed it, trimmed and lower-cased.
    pub email: String,
}

/// From the shop: `POST /v1/backend/events`.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "EventRecord", into = "EventRecord")]
pub struct BackendEvent {
    /// The claim's number, with or without dashes.
    pub claim: String,
    /// `type` and fields of the event.
    pub event: crate::status::ClaimEvent,
}

/// One event, or several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BackendEvents {
    /// The whole body.
    One(BackendEvent),
    /// `{ "events": [ … ] }`.
    Several(Vec<BatchedEvent>),
}

/// One of several: what is wrong with it keeps none of the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchedEvent {
    /// Its own, where it has one: the same again is the same event, in whatever message.
    pub id: Option<String>,
    /// The event, or what is wrong with it.
    pub event: Result<BackendEvent, Unreadable>,
}

/// The answer to it; the same for the same `webhook-id`.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackendEventKept {
    /// With its dashes.
    pub number: String,
    /// The status after it.
    pub status: crate::status::Status,
    /// Its place in the claim's timeline.
    pub seq: u32,
}

/// `application/problem+json` (RFC 9457).
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// `https://recourse.example/problems/{code}`: same as `code`, as a URI.
    #[serde(rename = "type")]
    pub kind: String,
    /// Short, for people.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What was found, what was expected, what to do.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub detail: String,
    /// Stable; clients match on it.
    pub code: String,
    /// As in the header `x-request-id` and in the Worker's log.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub request_id: String,
    /// One for each thing wrong in the body.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
    /// With `already_claimed`: the open claim.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim: Option<ClaimLink>,
}

/// One thing wrong in a body.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    /// JSON pointer (RFC 6901) to it; empty is the whole body.
    pub pointer: String,
    /// Stable: `required`, `unknown_field`, `wrong_type`, `too_long`, `too_many`, `too_small`, `too_large`,
    /// `invalid_date`, `in_the_future`, `invalid_email`, `unknown_line`, `unknown_problem`, ...
    pub code: String,
    /// What was found, what was expected.
    pub detail: String,
}

/// The customer as kept; re-exported for the list of the backend.
pub type ClaimCustomer = Customer;
