//! `POST /v1/backend/events`: the shop's answer, or several, signed as Standard Webhooks.

use crate::{
    answer::Answer,
    call::Call,
    clock::system_now,
    ledger::{
        client::{ask, unexpected},
        command::{Command, Reply},
    },
    problem::Refusal,
    signature::{self, NotGenuine, Signed, verify},
};
use claims::{
    number::ClaimNumber,
    wire::{
        BackendEvent, BackendEventKept, BackendEvents, BatchedEvent, Problem, read_backend_events,
    },
};
use serde::Serialize;

/// As long as an id of the specification's libraries ever is, several times over.
const ID_CHARS_MAX: usize = 256;

/// The answer to several, one each, in their order.
#[derive(Serialize)]
struct Results {
    results: Vec<Outcome>,
}

/// What became of one of several.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Outcome {
    Kept(BackendEventKept),
    Refused(Box<Problem>),
}

/// Keeps the event; the same `webhook-id` again gets the same answer. Of several each is kept or refused by itself.
pub async fn take(call: &mut Call<'_>) -> Result<Answer, Refusal> {
    let header = |name| call.header(name).unwrap_or_default();
    let (id, timestamp) = (header(signature::ID), header(signature::TIMESTAMP));
    let signatures = header(signature::SIGNATURE);
    let body = call.json().await?;
    let headers = Signed {
        id: &id,
        timestamp: &timestamp,
        signatures: &signatures,
    };
    let now_s = system_now().ms().div_euclid(1000);
    let genuine = verify(
        &call.config.webhook_secrets,
        &headers,
        body.as_bytes(),
        now_s,
    );
    genuine.map_err(|why| match why {
        NotGenuine::Signature => Refusal::SignatureInvalid,
        NotGenuine::Timestamp => Refusal::TimestampOutOfTolerance,
    })?;
    if id.is_empty() || id.len() > ID_CHARS_MAX {
        return Err(Refusal::SignatureInvalid);
    }
    match read_backend_events(&body)? {
        BackendEvents::One(told) => Answer::json(200, &keep(call, told, id).await?),
        BackendEvents::Several(told) => {
            let results = keep_each(call, told, &id).await?;
            Answer::json(200, &Results { results })
        }
    }
}

async fn keep(
    call: &Call<'_>,
    told: BackendEvent,
    webhook_id: String,
) -> Result<BackendEventKept, Refusal> {
    let number = ClaimNumber::parse(&told.claim).ok_or(Refusal::ClaimNotFound)?;
    let shard = number.shard();
    let command = Command::ShopSays {
        number,
        event: told.event,
        webhook_id,
    };
    let reply = ask(call, shard, &command).await?;
    let Reply::Kept(kept) = reply else {
        return Err(unexpected(&reply));
    };
    Ok(kept)
}

/// One after the other. A fault of ours ends it: the whole message is sent again then, and what was kept is known.
async fn keep_each(
    call: &Call<'_>,
    told: Vec<BatchedEvent>,
    message_id: &str,
) -> Result<Vec<Outcome>, Refusal> {
    let mut results = Vec::with_capacity(told.len());
    for (at, BatchedEvent { id, event }) in told.into_iter().enumerate() {
        // An id of its own is that event in whatever message; it is no message's id.
        let id = id.map_or_else(|| format!("{message_id}#{at}"), |id| format!("#{id}"));
        let kept = match event {
            Ok(event) => keep(call, event, id).await,
            Err(unreadable) => Err(Refusal::from(unreadable)),
        };
        results.push(match kept {
            Ok(kept) => Outcome::Kept(kept),
            Err(internal @ Refusal::Internal(_)) => return Err(internal),
            Err(refusal) => Outcome::Refused(Box::new(refusal.problem(&call.trace.id))),
        });
    }
    Ok(results)
}
