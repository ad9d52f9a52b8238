//! What the shop's backend is told of a change: the body of its webhook.

use super::{
    Ledger, Result,
    change::Step,
    client::{evidence_urls, link},
    outbox::Job,
};
use crate::{config::Config, problem::Refusal};
use claims::{civil::Instant, timeline::Happened};
use serde::Serialize;
use serde_json::value::RawValue;
use std::collections::BTreeMap;
use worker::Error;

impl Ledger {
    /// Inside the transaction of the change. Without a backend there is nobody to tell.
    pub(super) fn write_telling(&self, claim: i64, step: &Step, body: &RawValue) -> Result<()> {
        let config = self.config()?;
        if config.backend_url.is_none() {
            return Ok(());
        }
        let body =
            webhook(config, step, body).map_err(|refusal| Error::RustError(refusal.to_string()))?;
        self.write_row(claim, Job::Webhook, body)
    }
}

/// `wire::ShopEvent`, with the claim as it is kept.
#[derive(Serialize)]
struct Told<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    timestamp: Instant,
    data: ToldData<'a>,
}

#[derive(Serialize)]
struct ToldData<'a> {
    event: &'a Happened,
    claim: &'a RawValue,
    tracking_url: String,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    evidence_urls: BTreeMap<u32, String>,
}

/// The body of a webhook: the same at every attempt. Its links work from the event on, for as long as any of them do;
/// the desk gets fresh ones with the claim.
fn webhook(config: &Config, step: &Step, body: &RawValue) -> std::result::Result<String, Refusal> {
    let Step {
        happened, claim, ..
    } = step;
    let data = ToldData {
        event: happened,
        claim: body,
        tracking_url: link(config, &claim.number, happened.at)?.url,
        evidence_urls: evidence_urls(config, claim, happened.at),
    };
    Ok(serde_json::to_string(&Told {
        kind: happened.event.name(),
        timestamp: happened.at,
        data,
    })?)
}
