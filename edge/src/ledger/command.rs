//! What the Worker asks of the ledger, and what it answers: the contract between them.
//!
//! One question, one answer: the object's method `ask` takes a [`Caused`] as one line of JSON, and gives a [`Reply`]
//! likewise. Bytes of a file follow the line (JSON never has a line break in it). The Worker has checked everything
//! that needs no state; the object checks the rest, writes claim, event and outbox rows in one transaction, sets the
//! alarm, and answers. A refusal is an answer too ([`Reply::Refused`]), and nothing was written then.

use crate::{circuit::Circuit, health::Shard};
use claims::{
    civil::Instant,
    claim::{Claim, EvidenceFile},
    number::ClaimNumber,
    policy::Policy,
    status::{ClaimEvent, Status},
    wire::{Asked, BackendEventKept, FieldError},
};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::collections::BTreeMap;

/// A command, and the request it comes from.
#[derive(Debug, Serialize)]
pub struct Asking<'a> {
    /// The trace that goes on with what the command brings about; none where the answer alone is of use.
    pub traceparent: Option<&'a str>,
    /// What to do.
    pub command: &'a Command,
}

/// The same as it arrives.
#[derive(Debug, Deserialize)]
pub struct Caused {
    /// The trace.
    pub traceparent: Option<String>,
    /// What to do.
    pub command: Command,
}

/// What the Worker asks.
#[derive(Debug, Serialize, Deserialize)]
pub enum Command {
    /// Keep a new claim.
    Submit(Box<Submit>),
    /// What of this order is taken?
    Taken(TakenBy),
    /// Over how many shards were the orders spread?
    Spread,
    /// The claim as its customer sees it.
    View {
        /// Which.
        number: ClaimNumber,
        /// The view the caller has: answer [`Reply::Unchanged`] if it is still so.
        unless: Option<String>,
    },
    /// The customer did something.
    Change {
        /// To which claim.
        number: ClaimNumber,
        /// What.
        event: ClaimEvent,
    },
    /// The shop's backend says something; the same again for the same `webhook_id`.
    ShopSays {
        /// Of which claim.
        number: ClaimNumber,
        /// What.
        event: ClaimEvent,
        /// Of the message.
        webhook_id: String,
    },
    /// Keep a file; its bytes follow, unless they are in the bucket.
    KeepFile {
        /// Of which claim.
        number: ClaimNumber,
        /// Which place, type, size and hash.
        file: EvidenceFile,
        /// Where the bytes are.
        place: Place,
    },
    /// Keep a file of the shop's; its bytes follow, unless they are in the bucket.
    KeepShopFile {
        /// Of which claim.
        number: ClaimNumber,
        /// Which place, type, size and hash.
        file: EvidenceFile,
        /// Where the bytes are.
        place: Place,
    },
    /// Is this file of the shop's to be sent to the bucket? As [`Command::Expect`].
    ExpectShopFile {
        /// Of which claim.
        number: ClaimNumber,
        /// As it will be kept.
        file: EvidenceFile,
    },
    /// A file; its bytes follow the reply, unless they are in the bucket.
    File {
        /// Of which claim.
        number: ClaimNumber,
        /// Which place.
        n: u32,
    },
    /// One claim, whole.
    Whole {
        /// Which.
        number: ClaimNumber,
    },
    /// Claims in the order they were filed.
    List {
        /// Only those.
        status: Option<Status>,
        /// Those after this place.
        after: i64,
        /// At most so many.
        limit: u32,
    },
    /// Have the shop send the links to the claims of this address.
    SendLinks {
        /// Lower case.
        email: String,
        /// Only this claim, or those of this order.
        number: Option<String>,
    },
    /// What was given up.
    Dead {
        /// Those after this place.
        after: i64,
        /// At most so many.
        limit: u32,
    },
    /// Send what was given up again: the one of this `webhook-id`, or all.
    Replay {
        /// Of the message.
        message_id: Option<String>,
    },
    /// Is this file to be sent to the bucket? Until [`Command::KeepFile`] it is one to be deleted.
    Expect {
        /// Of which claim.
        number: ClaimNumber,
        /// As it will be kept.
        file: EvidenceFile,
    },
    /// Which claims are of this person?
    OfPerson {
        /// Lower case.
        email: String,
    },
    /// Leave nothing of a claim.
    Erase {
        /// Which.
        number: ClaimNumber,
    },
    /// Delete what was kept long enough, as if so much time had gone by. Sent only where `FAULTS` is `on`.
    Sweep {
        /// Beyond now.
        ahead_ms: i64,
    },
    /// How are you?
    Health,
    /// Panic in the middle of a change. Sent only where `FAULTS` is `on`.
    Panic,
    /// It is that much later than the runtime's clock says. Sent only where `FAULTS` is `on`.
    SetClock {
        /// Milliseconds.
        ahead_ms: i64,
    },
}

/// A new claim, judged.
#[derive(Debug, Serialize, Deserialize)]
pub struct Submit {
    /// As it is to be kept.
    pub claim: Claim,
    /// The address the order was found with, lower case.
    pub email: String,
    /// The request's `Idempotency-Key`.
    pub key: String,
    /// SHA-256 of the request's body: the same key with another body is refused.
    pub body_sha256: String,
    /// The policy it was judged by, where the ledger asked for it ([`Reply::PolicyPlease`]).
    pub policy: Option<Box<Policy>>,
    /// Look the order up as soon as the backend answers.
    pub look_up: bool,
    /// By what, where that is not the order's number.
    #[serde(default)]
    pub asked: Option<Asked>,
}

/// Whose claims take units of an order.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct TakenBy {
    /// The order.
    pub order: String,
    /// The address it was found with, lower case.
    pub email: String,
    /// Whether the shop's backend says they belong together.
    pub verified: bool,
}

/// Where a file's bytes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Place {
    /// In the ledger.
    Ledger,
    /// In the bucket bound as `EVIDENCE`, under `{number}/{n}/{sha256}`.
    Bucket,
}

/// What the ledger answers.
#[derive(Debug, Serialize, Deserialize)]
pub enum Reply {
    /// The claim is kept, or was already.
    Filed {
        /// Its number.
        number: ClaimNumber,
        /// As its customer sees it.
        view: Box<RawValue>,
        /// It was there already: the same submission again.
        again: bool,
    },
    /// Send the same again with this policy: the ledger has never seen it.
    PolicyPlease,
    /// The claim as its customer sees it.
    View {
        /// A `ClaimView`.
        view: Box<RawValue>,
        /// Changes whenever the view does.
        tag: String,
    },
    /// The caller has the view already.
    Unchanged {
        /// Its tag.
        tag: String,
    },
    /// What is taken of an order.
    Taken {
        /// Units by line.
        units: BTreeMap<String, u32>,
        /// The open claims of this address.
        claims: Vec<ClaimNumber>,
        /// Claims of this order are here, open or not.
        known: bool,
    },
    /// The counts of shards over which the orders of the claims here were spread.
    Spread(Vec<u8>),
    /// The shop's event is kept.
    Kept(BackendEventKept),
    /// A file.
    File {
        /// What is known of it.
        file: EvidenceFile,
        /// Where its bytes are.
        place: Place,
    },
    /// A claim, whole.
    Whole {
        /// A `Claim`.
        claim: Box<RawValue>,
        /// Its `Happened`s.
        timeline: Box<RawValue>,
        /// A `ClaimView`.
        view: Box<RawValue>,
    },
    /// Claims.
    List {
        /// `Claim`s.
        claims: Vec<Box<RawValue>>,
        /// Where the next ones begin, if there may be any.
        next: Option<i64>,
    },
    /// What was given up.
    Dead {
        /// In the order they were written.
        letters: Vec<DeadLetter>,
        /// Where the next ones begin, if there may be any.
        next: Option<i64>,
        /// How the endpoint of the webhooks is.
        endpoint: Circuit,
    },
    /// So many are sent again.
    Replayed(u32),
    /// Some claims.
    Numbers(Vec<ClaimNumber>),
    /// How it is.
    Health(Shard),
    /// Done.
    Done,
    /// Not done, and nothing was written.
    Refused(Refused),
}

/// What was given up.
#[derive(Debug, Serialize, Deserialize)]
pub struct DeadLetter {
    /// Its `webhook-id`.
    pub id: String,
    /// The event's `type`; `orders.find` for a look-up.
    #[serde(rename = "type")]
    pub kind: String,
    /// The claim's number.
    pub claim: Option<String>,
    /// Made before it was given up.
    pub attempts: u32,
    /// When it was given up.
    pub dead_at: Instant,
    /// How the last attempt ended.
    pub last_failure: Option<String>,
    /// The webhook's body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<Box<RawValue>>,
}

/// Why the ledger did not do it.
#[derive(Debug, Serialize, Deserialize)]
pub enum Refused {
    /// There is no such claim.
    NoSuchClaim,
    /// There is no such file.
    NoSuchFile,
    /// The key came with another body.
    KeyReused,
    /// Filed too often; seconds until the next may come.
    TooOften(u32),
    /// Units are in this claim; its number only for its own customer.
    AlreadyClaimed(Option<ClaimNumber>),
    /// The shop's offer was open until then.
    OfferLapsed(Instant),
    /// The event speaks of what the claim has not.
    Misfit(Vec<FieldError>),
    /// The event does not fit.
    Illegal {
        /// What was met.
        status: Status,
        /// What was asked.
        event: String,
        /// What would do.
        allowed: Vec<String>,
    },
}
