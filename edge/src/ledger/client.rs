//! The Worker's side of the ledger: which object to ask, and its refusals as ours.

use super::{
    command::{Asking, Command, Refused, Reply},
    shop_files::stored_at,
};
use crate::{
    call::{Call, random},
    config::Config,
    crossing,
    problem::Refusal,
    route::tracking_url,
    token::Purpose,
    trace::Waiting,
};
use claims::{civil::Instant, claim::Claim, number::ClaimNumber, wire::ClaimLink};
use std::collections::BTreeMap;
use worker::{Env, Stub};

/// Asks the ledger of `shard`.
pub async fn ask(call: &Call<'_>, shard: u8, command: &Command) -> Result<Reply, Refusal> {
    Ok(ask_with(call, shard, command, None).await?.0)
}

/// The same, with the bytes of a file: `file` go with the command, others come with the reply.
pub async fn ask_with(
    call: &Call<'_>,
    shard: u8,
    command: &Command,
    file: Option<&[u8]>,
) -> Result<(Reply, Vec<u8>), Refusal> {
    let asking = Asking {
        traceparent: Some(&call.trace.parent),
        command,
    };
    let asked = ask_shard(call.env, shard, &asking, file);
    let (reply, file) = call.trace.time(Waiting::Ledger, asked).await?;
    if let Reply::Refused(refused) = reply {
        return Err(refusal(call.config, refused, call.now)?);
    }
    Ok((reply, file))
}

/// The same with nothing but the environment, refusals as they came.
pub async fn ask_shard(
    env: &Env,
    shard: u8,
    asking: &Asking<'_>,
    file: Option<&[u8]>,
) -> Result<(Reply, Vec<u8>), Refusal> {
    let mut body = serde_json::to_vec(asking)?;
    if let Some(file) = file {
        body.push(b'\n');
        body.extend(file);
    }
    let mut body = crossing::ask(env.as_ref(), &name_of(shard), &body).await?;
    let line = body
        .iter()
        .position(|byte| *byte == b'\n')
        .unwrap_or(body.len());
    let reply = serde_json::from_slice(&body[..line])?;
    body.drain(..body.len().min(line + 1));
    Ok((reply, body))
}

/// The ledger of `shard`.
pub fn stub(env: &Env, shard: u8) -> Result<Stub, Refusal> {
    Ok(env.durable_object("LEDGER")?.get_by_name(&name_of(shard))?)
}

fn name_of(shard: u8) -> String {
    format!("ledger-{shard}")
}

/// A reply that does not belong to its command: a mistake of ours.
pub fn unexpected(reply: &Reply) -> Refusal {
    Refusal::Internal(format!("unexpected reply of the ledger: {reply:?}"))
}

fn refusal(config: &Config, refused: Refused, now: Instant) -> Result<Refusal, Refusal> {
    Ok(match refused {
        Refused::NoSuchClaim => Refusal::ClaimNotFound,
        Refused::NoSuchFile => Refusal::FileNotFound,
        Refused::KeyReused => Refusal::IdempotencyKeyReused,
        Refused::AlreadyClaimed(number) => Refusal::AlreadyClaimed(
            number
                .map(|number| link(config, &number, now))
                .transpose()?,
        ),
        Refused::TooOften(retry_after_s) => Refusal::TooManyRequests { retry_after_s },
        Refused::Misfit(errors) => Refusal::InvalidBody(errors),
        Refused::OfferLapsed(at) => Refusal::OfferLapsed(at),
        Refused::Illegal {
            status,
            event,
            allowed,
        } => Refusal::IllegalTransition {
            status,
            event,
            allowed,
        },
    })
}

/// A fresh tracking token for the claim.
pub fn tracking_token(
    config: &Config,
    number: &ClaimNumber,
    now: Instant,
) -> Result<String, Refusal> {
    let expires = now.plus_ms(Purpose::Track.lifetime_ms());
    Ok(config
        .keys
        .issue(Purpose::Track, number, expires, random()?))
}

/// Where the claim is followed, with a fresh token.
pub fn link(config: &Config, number: &ClaimNumber, now: Instant) -> Result<ClaimLink, Refusal> {
    let url = tracking_url(config, &tracking_token(config, number, now)?);
    Ok(ClaimLink {
        number: number.to_string(),
        url,
    })
}

/// Where each file of the claim can be had, by its place.
pub fn evidence_urls(config: &Config, claim: &Claim, now: Instant) -> BTreeMap<u32, String> {
    let places = claim.evidence.iter().map(|file| (file.n, file.n));
    file_links(config, claim, now, places)
}

/// Where each file the shop sent can be had, by its place.
pub fn file_urls(config: &Config, claim: &Claim, now: Instant) -> BTreeMap<u32, String> {
    let places = claim.files.iter().map(|file| (file.n, stored_at(file.n)));
    file_links(config, claim, now, places)
}

fn file_links(
    config: &Config,
    claim: &Claim,
    now: Instant,
    places: impl Iterator<Item = (u32, u32)>,
) -> BTreeMap<u32, String> {
    let expires = now.plus_ms(Purpose::Evidence.lifetime_ms());
    let url = |stored| {
        let data = (&claim.number, stored);
        let token = config
            .keys
            .issue(Purpose::Evidence, &data, expires, [0; 12]);
        format!("{}/v1/evidence/{token}", config.public_url)
    };
    places.map(|(n, stored)| (n, url(stored))).collect()
}
