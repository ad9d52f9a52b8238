//! `POST /v1/backend/events`: the shop's answer, signed as Standard Webhooks.

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
use claims::{number::ClaimNumber, wire::read_backend_event};

/// As long as an id of the specification's libraries ever is, several times over.
const ID_CHARS_MAX: usize = 256;

/// Keeps the event; the same `webhook-id` again gets the same answer.
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
    let told = read_backend_event(&body)?;
    let number = ClaimNumber::parse(&told.claim).ok_or(Refusal::ClaimNotFound)?;
    let shard = number.shard();
    let command = Command::ShopSays {
        number,
        event: told.event,
        webhook_id: id,
    };
    let reply = ask(call, shard, &command).await?;
    let Reply::Kept(kept) = reply else {
        return Err(unexpected(&reply));
    };
    Answer::json(200, &kept)
}
