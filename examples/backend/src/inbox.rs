//! What the backend has received: every call as it came, and the claims they brought.

use crate::{
    answer::Reply,
    clerk::form::AnswerForm,
    config::DemoShop,
    faults::{Call, Fault},
    mailbox::Mailbox,
};
use claims::{civil::Instant, claim::Claim, timeline::Happened, wire::ShopEvent};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// A call as it came, for tests and for the clerk's "raw" view.
#[derive(Clone, Debug, Serialize)]
pub struct ReceivedCall {
    /// Which.
    pub on: Call,
    /// When.
    pub at: Instant,
    /// Over which of the connections since the start.
    pub connection: u64,
    /// Lower-case names.
    pub headers: BTreeMap<String, String>,
    /// As it came.
    pub body: String,
    /// What was done with it.
    #[serde(flatten)]
    pub treatment: Treatment,
}

/// What was done with a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "treatment", rename_all = "snake_case")]
pub enum Treatment {
    /// Done as asked: an order found, an event kept.
    Kept,
    /// An event that was there already; thanked for, not kept twice.
    Duplicate,
    /// Not done.
    Refused {
        /// The status answered.
        status: u16,
        /// Why.
        why: String,
    },
    /// Told to fail before anything was done.
    Failed {
        /// How.
        how: Fault,
    },
}

/// A claim as the backend knows it.
#[derive(Clone, Debug, Serialize)]
pub struct KnownClaim {
    /// Whose.
    pub shop: DemoShop,
    /// As it was after the newest event received.
    pub claim: Claim,
    /// What happened, by place.
    pub timeline: BTreeMap<u32, Happened>,
    /// For the shop's messages to the customer.
    pub tracking_url: String,
    /// The newest links to the files, by place.
    pub evidence_urls: BTreeMap<u32, String>,
    /// The events' bodies as they came, oldest first.
    pub bodies: Vec<String>,
    /// Counts the clerk's answers the edge has replied to. It is part of an answer's id: a form sent twice is
    /// one answer, and one that got no reply is sent again under the same id.
    pub turn: u32,
    /// What the edge said to the clerk's last answer.
    pub last_reply: Option<Reply>,
    /// What the clerk filled in for an answer that was not kept, to go on with.
    pub unsent: Option<AnswerForm>,
}

/// Everything received since the start.
#[derive(Debug, Default)]
pub struct Inbox {
    calls: Vec<ReceivedCall>,
    seen: BTreeSet<String>,
    claims: BTreeMap<(DemoShop, String), KnownClaim>,
    /// Messages to customers.
    pub mailbox: Mailbox,
    /// What came of the last time the edge was asked for its claims.
    pub reconciled: Option<String>,
}

impl Inbox {
    /// Writes a call down.
    pub fn note(&mut self, call: ReceivedCall) {
        self.calls.push(call);
    }

    /// The calls so far, oldest first.
    #[must_use]
    pub fn calls(&self) -> &[ReceivedCall] {
        &self.calls
    }

    /// Keeps an event once: `false` if its `webhook-id` was there already.
    ///
    /// Events may come more than once and in any order, so the claim shown is the one after the newest event.
    pub fn keep(&mut self, shop: DemoShop, webhook_id: &str, event: ShopEvent, body: &str) -> bool {
        if !self.seen.insert(webhook_id.to_owned()) {
            return false;
        }
        let data = event.data;
        let known = self.known(shop, &data.claim);
        let newest = known
            .timeline
            .keys()
            .next_back()
            .is_none_or(|seq| *seq < data.event.seq);
        if newest {
            known.claim = data.claim;
            known.tracking_url = data.tracking_url;
        }
        for (n, url) in data.evidence_urls {
            if newest || !known.evidence_urls.contains_key(&n) {
                known.evidence_urls.insert(n, url);
            }
        }
        known.timeline.insert(data.event.seq, data.event);
        known.bodies.push(body.to_owned());
        true
    }

    /// Takes over what the edge says of a claim when asked.
    pub fn learn(&mut self, shop: DemoShop, claim: Claim, timeline: Vec<Happened>) {
        let known = self.known(shop, &claim);
        known.claim = claim;
        known.timeline.extend(
            timeline
                .into_iter()
                .map(|happened| (happened.seq, happened)),
        );
    }

    /// The entry of `claim`, made where there is none.
    fn known(&mut self, shop: DemoShop, claim: &Claim) -> &mut KnownClaim {
        let key = (shop, claim.number.as_str().to_owned());
        self.claims.entry(key).or_insert_with(|| KnownClaim {
            shop,
            claim: claim.clone(),
            timeline: BTreeMap::new(),
            tracking_url: String::new(),
            evidence_urls: BTreeMap::new(),
            bodies: Vec::new(),
            turn: 0,
            last_reply: None,
            unsent: None,
        })
    }

    /// The claims, newest first.
    #[must_use]
    pub fn claims(&self) -> Vec<&KnownClaim> {
        let mut claims: Vec<_> = self.claims.values().collect();
        claims.sort_by_key(|known| std::cmp::Reverse(known.claim.created_at));
        claims
    }

    /// One claim.
    #[must_use]
    pub fn claim(&self, shop: DemoShop, number: &str) -> Option<&KnownClaim> {
        self.claims.get(&(shop, number.to_owned()))
    }

    /// One claim, to write the edge's reply to.
    pub fn claim_mut(&mut self, shop: DemoShop, number: &str) -> Option<&mut KnownClaim> {
        self.claims.get_mut(&(shop, number.to_owned()))
    }
}
