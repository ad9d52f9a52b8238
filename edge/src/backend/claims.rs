//! `GET /v1/backend/claims` and `/{number}`: what the shop has, to reconcile with what it knows.

use crate::{
    answer::Answer,
    call::Call,
    ledger::{
        client::{ask, evidence_urls, file_urls, link, unexpected},
        command::{Command, Reply},
    },
    problem::Refusal,
};
use claims::{claim::Claim, number::ClaimNumber, status::Status};
use serde::Serialize;
use serde_json::{Value, value::RawValue};
use std::collections::BTreeMap;

const LIMIT_DEFAULT: u32 = 50;
const LIMIT_MAX: u32 = 200;

#[derive(Serialize)]
struct List {
    claims: Vec<Box<RawValue>>,
    /// `after` of the next page; null: there is none.
    next: Option<String>,
}

/// A claim with all that belongs to it.
#[derive(Serialize)]
pub struct One {
    /// A `Claim`.
    pub claim: Box<RawValue>,
    /// Its `Happened`s.
    pub timeline: Box<RawValue>,
    /// Fresh, as in a webhook.
    pub tracking_url: String,
    /// Fresh, as in a webhook.
    pub evidence_urls: BTreeMap<u32, String>,
    /// The shop's own files likewise.
    pub file_urls: BTreeMap<u32, String>,
}

/// A page of claims, shard after shard, each in the order of filing.
pub async fn list(call: &Call<'_>) -> Result<Answer, Refusal> {
    call.is_from_the_desk()?;
    let status = call
        .query("status")?
        .map(|name| status(&name))
        .transpose()?;
    let limit = call
        .query("limit")?
        .map_or(Ok(LIMIT_DEFAULT), |text| limit(&text))?;
    let (mut shard, mut after) = place(call.query("after")?)?;
    let mut claims = Vec::new();
    while shard < call.config.shards {
        let missing = limit - u32::try_from(claims.len()).unwrap_or(limit);
        let command = Command::List {
            status,
            after,
            limit: missing,
        };
        let reply = ask(call, shard, &command).await?;
        let Reply::List {
            claims: found,
            next,
        } = reply
        else {
            return Err(unexpected(&reply));
        };
        claims.extend(found);
        if let Some(next) = next {
            let next = Some(format!("{shard}.{next}"));
            return Answer::json(200, &List { claims, next });
        }
        (shard, after) = (shard + 1, 0);
    }
    Answer::json(200, &List { claims, next: None })
}

/// One claim with its timeline.
pub async fn one(call: &Call<'_>, number: &str) -> Result<Answer, Refusal> {
    call.is_from_the_desk()?;
    let number = ClaimNumber::parse(number).ok_or(Refusal::ClaimNotFound)?;
    let shard = number.shard();
    let reply = ask(call, shard, &Command::Whole { number }).await?;
    let Reply::Whole {
        claim, timeline, ..
    } = reply
    else {
        return Err(unexpected(&reply));
    };
    let known: Claim = serde_json::from_str(claim.get())?;
    let tracking_url = link(call.config, &known.number, call.now)?.url;
    let evidence_urls = evidence_urls(call.config, &known, call.now);
    let file_urls = file_urls(call.config, &known, call.now);
    Answer::json(
        200,
        &One {
            claim,
            timeline,
            tracking_url,
            evidence_urls,
            file_urls,
        },
    )
}

fn status(name: &str) -> Result<Status, Refusal> {
    serde_json::from_value(Value::String(name.to_owned())).map_err(|_| {
        let detail = format!("found `{name}`, expected a status such as `received`");
        Refusal::query("status", "unknown_value", detail)
    })
}

pub(super) fn limit(text: &str) -> Result<u32, Refusal> {
    let limit = text
        .parse()
        .ok()
        .filter(|limit| (1..=LIMIT_MAX).contains(limit));
    limit.ok_or_else(|| {
        let detail = format!("found `{text}`, expected a number from 1 to {LIMIT_MAX}");
        Refusal::query("limit", "out_of_range", detail)
    })
}

/// Where a page begins: `{shard}.{row}`, or at the beginning.
pub(super) fn place(cursor: Option<String>) -> Result<(u8, i64), Refusal> {
    let Some(cursor) = cursor else {
        return Ok((0, 0));
    };
    let place = cursor
        .split_once('.')
        .and_then(|(shard, row)| Some((shard.parse().ok()?, row.parse().ok()?)));
    place.ok_or_else(|| {
        Refusal::query(
            "after",
            "invalid_cursor",
            "expected `next` of the page before",
        )
    })
}
