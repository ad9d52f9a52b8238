//! What the shop's people do, through the shop's backend: read claims, answer them, signed.

use crate::{
    config::{SHOP_SECRET, WEBHOOK_SECRET},
    edge::Edge,
    http::{Answer, Call, get, post},
};
use claims::{
    claim::Claim,
    status::ClaimEvent,
    wire::{BackendEvent, BackendEventKept},
};
use serde_json::Value;
use standardwebhooks::Webhook;
use std::{
    sync::atomic::{AtomicU32, Ordering},
    time::{SystemTime, UNIX_EPOCH},
};

/// Seconds since 1970.
#[must_use]
pub fn unix_seconds() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    i64::try_from(since.as_secs()).unwrap()
}

/// A webhook id nobody has used.
#[must_use]
pub fn new_id() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    format!(
        "msg_test_{}_{}",
        std::process::id(),
        NEXT.fetch_add(1, Ordering::Relaxed)
    )
}

/// A signed webhook to the edge, not sent yet; the official crate signs it.
pub fn signed(edge: &Edge, id: &str, timestamp: i64, body: &str) -> Call {
    let webhook = Webhook::new(WEBHOOK_SECRET).unwrap();
    let signature = webhook.sign(id, timestamp, body.as_bytes()).unwrap();
    post(&edge.at("/v1/backend/events"))
        .header("webhook-id", id)
        .header("webhook-timestamp", &timestamp.to_string())
        .header("webhook-signature", &signature)
        .body("application/json", body)
}

/// Sends `event` about a claim under that webhook id, now.
#[must_use]
pub fn send(edge: &Edge, id: &str, claim: &str, event: ClaimEvent) -> Answer {
    sending(edge, id, claim, event).send()
}

/// The request of [`send`], not sent yet.
pub fn sending(edge: &Edge, id: &str, claim: &str, event: ClaimEvent) -> Call {
    let body = serde_json::to_string(&BackendEvent {
        claim: claim.to_owned(),
        event,
    })
    .unwrap();
    signed(edge, id, unix_seconds(), &body)
}

/// Sends an event that is kept.
#[track_caller]
pub fn answer(edge: &Edge, claim: &str, event: ClaimEvent) -> BackendEventKept {
    send(edge, &new_id(), claim, event).expect(200).json()
}

/// Every claim the edge has, as the desk reads them.
#[must_use]
#[track_caller]
pub fn claims(edge: &Edge) -> Vec<Claim> {
    let mut all = Vec::new();
    let mut after = String::new();
    loop {
        let url = edge.at(&format!("/v1/backend/claims?limit=100{after}"));
        let mut page: Value = get(&url).bearer(SHOP_SECRET).send().expect(200).json();
        let claims: Vec<Claim> = serde_json::from_value(page["claims"].take()).unwrap();
        all.extend(claims);
        match page["next"].as_str() {
            Some(next) => after = format!("&after={next}"),
            None => return all,
        }
    }
}

/// The dead letters of the first page, and how the endpoint is.
#[must_use]
#[track_caller]
pub fn dead(edge: &Edge) -> Value {
    get(&edge.at("/v1/backend/dead"))
        .bearer(SHOP_SECRET)
        .send()
        .expect(200)
        .json()
}

/// Sends the dead letter of that id again; without an id, all of them.
#[must_use]
pub fn replay(edge: &Edge, id: Option<&str>) -> Answer {
    let path = id.map_or("/v1/backend/dead/replay".to_owned(), |id| {
        format!("/v1/backend/dead/{id}/replay")
    });
    post(&edge.at(&path)).bearer(SHOP_SECRET).send()
}

/// One claim, as the desk reads it: the claim and its timeline.
#[must_use]
pub fn claim(edge: &Edge, number: &str) -> Answer {
    get(&edge.at(&format!("/v1/backend/claims/{number}")))
        .bearer(SHOP_SECRET)
        .send()
}
