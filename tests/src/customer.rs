//! What a customer does: finds the order, files the claim, sends photos, follows it.

use crate::{
    edge::Edge,
    http::{Answer, Call, get, post},
};
use claims::{
    draft::ClaimDraft,
    timeline::ClaimView,
    wire::{Asked, Filed, FindOrder, FoundOrder, NewMessage},
};
use std::sync::atomic::{AtomicU32, Ordering};

/// Asks for an order.
#[must_use]
pub fn find(edge: &Edge, order_number: &str, email: &str) -> Answer {
    let body = FindOrder {
        asked: Asked::OrderNumber(order_number.to_owned()),
        email: email.to_owned(),
        locale: None,
    };
    post(&edge.at("/v1/orders/find")).json(&body).send()
}

/// Sends the claim under that idempotency key.
#[must_use]
pub fn submit(edge: &Edge, order_token: &str, key: &str, draft: &ClaimDraft) -> Answer {
    submitting(edge, order_token, key).json(draft).send()
}

/// The request of [`submit`], still without its body.
pub fn submitting(edge: &Edge, order_token: &str, key: &str) -> Call {
    post(&edge.at("/v1/claims"))
        .bearer(order_token)
        .header("idempotency-key", key)
}

/// An idempotency key nobody has used.
#[must_use]
pub fn new_key() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    format!("test-key-{}", NEXT.fetch_add(1, Ordering::Relaxed))
}

/// Sends a claim that is accepted.
#[must_use]
#[track_caller]
pub fn file<'e>(edge: &'e Edge, found: &FoundOrder, draft: &ClaimDraft) -> Held<'e> {
    Held {
        edge,
        filed: submit(edge, &found.order_token, &new_key(), draft)
            .expect(201)
            .json(),
    }
}

/// A file as a customer sends it.
#[derive(Clone, Copy, Debug)]
pub struct Upload<'a> {
    /// Its place.
    pub n: u32,
    /// What it shows, as in the query.
    pub kind: &'a str,
    /// Its name, percent-encoded where it must be.
    pub name: &'a str,
    /// What it is said to be.
    pub media_type: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
}

impl<'a> Upload<'a> {
    /// The first photo.
    #[must_use]
    pub fn photo(bytes: &'a [u8]) -> Self {
        Self {
            n: 1,
            kind: "photo",
            name: "lamp.jpg",
            media_type: "image/jpeg",
            bytes,
        }
    }
}

/// A claim in its customer's hand.
#[derive(Clone, Debug)]
pub struct Held<'e> {
    /// Where it is kept.
    pub edge: &'e Edge,
    /// What the customer was given for it.
    pub filed: Filed,
}

impl Held<'_> {
    /// Its number.
    #[must_use]
    pub fn number(&self) -> &str {
        &self.filed.claim.number
    }

    /// A request to a route of the claim, with its token.
    pub fn call(&self, method: &str, route: &str) -> Call {
        let url = self
            .edge
            .at(&format!("/v1/claims/{}{route}", self.number()));
        Call::new(method, &url).bearer(&self.filed.tracking_token)
    }

    /// Looks at it.
    #[must_use]
    #[track_caller]
    pub fn view(&self) -> ClaimView {
        self.call("GET", "").send().expect(200).json()
    }

    /// Sends a file.
    #[must_use]
    pub fn upload(&self, upload: &Upload<'_>) -> Answer {
        self.uploading(upload).outcome()
    }

    /// The request of [`Held::upload`], not sent yet.
    pub fn uploading(&self, upload: &Upload<'_>) -> Call {
        let route = format!(
            "/evidence/{}?kind={}&name={}",
            upload.n, upload.kind, upload.name
        );
        self.call("PUT", &route)
            .body(upload.media_type, upload.bytes)
    }

    /// Writes to the shop.
    #[must_use]
    pub fn write(&self, text: &str) -> Answer {
        self.writing(text).send()
    }

    /// The request of [`Held::write`], not sent yet.
    pub fn writing(&self, text: &str) -> Call {
        self.call("POST", "/messages").json(&NewMessage {
            text: text.to_owned(),
            files: Vec::new(),
        })
    }

    /// Takes the claim back.
    #[must_use]
    pub fn withdraw(&self) -> Answer {
        self.call("POST", "/withdraw")
            .json(&serde_json::json!({}))
            .send()
    }

    /// Opens the tracking link as its page does: the token stands behind `#` and goes into the header.
    #[must_use]
    #[track_caller]
    pub fn follow_link(&self, tracking_url: &str) -> ClaimView {
        let (page, token) = tracking_url
            .split_once('#')
            .expect("the token stands behind `#`");
        assert_eq!(page, self.edge.at("/track"));
        get(&self.edge.at(&format!("/v1/claims/{}", self.number())))
            .bearer(token)
            .send()
            .expect(200)
            .json()
    }
}
