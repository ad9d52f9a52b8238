//! `GET /v1/backend/dead` and its replays: what could not be delivered, and sending it again.

use super::claims::{limit, place};
use crate::{
    answer::Answer,
    call::Call,
    circuit::Circuit,
    ledger::{
        client::{ask, unexpected},
        command::{Command, DeadLetter, Reply},
    },
    problem::Refusal,
};
use serde::Serialize;

const LIMIT_DEFAULT: u32 = 50;

#[derive(Serialize)]
struct List {
    /// How the webhooks' endpoint is.
    endpoint: Circuit,
    dead: Vec<DeadLetter>,
    /// `after` of the next page; null: there is none.
    next: Option<String>,
}

#[derive(Serialize)]
struct Replayed {
    replayed: u32,
}

/// A page of dead letters, shard after shard, each in the order of the events.
pub async fn list(call: &Call<'_>) -> Result<Answer, Refusal> {
    call.is_from_the_desk()?;
    let limit = call
        .query("limit")?
        .map_or(Ok(LIMIT_DEFAULT), |text| limit(&text))?;
    let (first, begin) = place(call.query("after")?)?;
    let mut list = List {
        endpoint: Circuit::default(),
        dead: Vec::new(),
        next: None,
    };
    for shard in 0..call.config.shards {
        // Every shard is asked how the endpoint is; letters come from where the page begins, until it is full.
        let missing = limit - u32::try_from(list.dead.len()).unwrap_or(limit);
        let command = Command::Dead {
            after: if shard == first { begin } else { 0 },
            limit: if shard < first || list.next.is_some() {
                0
            } else {
                missing
            },
        };
        let reply = ask(call, shard, &command).await?;
        let Reply::Dead {
            letters,
            next,
            endpoint,
        } = reply
        else {
            return Err(unexpected(&reply));
        };
        list.dead.extend(letters);
        if list.next.is_none() {
            list.next = next.map(|next| format!("{shard}.{next}"));
        }
        list.endpoint = worse(list.endpoint, endpoint);
    }
    Answer::json(200, &list)
}

/// Sends one again, by its `webhook-id`.
pub async fn replay(call: &Call<'_>, id: &str) -> Result<Answer, Refusal> {
    call.is_from_the_desk()?;
    match replay_in_every_shard(call, Some(id)).await? {
        0 => Err(Refusal::DeadLetterNotFound),
        replayed => Answer::json(202, &Replayed { replayed }),
    }
}

/// Sends all of them again.
pub async fn replay_all(call: &Call<'_>) -> Result<Answer, Refusal> {
    call.is_from_the_desk()?;
    let replayed = replay_in_every_shard(call, None).await?;
    Answer::json(202, &Replayed { replayed })
}

async fn replay_in_every_shard(call: &Call<'_>, id: Option<&str>) -> Result<u32, Refusal> {
    let mut sum = 0;
    for shard in 0..call.config.shards {
        let message_id = id.map(str::to_owned);
        let reply = ask(call, shard, &Command::Replay { message_id }).await?;
        let Reply::Replayed(replayed) = reply else {
            return Err(unexpected(&reply));
        };
        sum += replayed;
    }
    Ok(sum)
}

/// Of two shards' experience with the same endpoint.
fn worse(one: Circuit, other: Circuit) -> Circuit {
    let rank = |circuit| match circuit {
        Circuit::Working { failures } => (0, failures),
        Circuit::Paused { pauses, .. } => (1, pauses),
        Circuit::Gone { .. } => (2, 0),
    };
    match rank(other) > rank(one) {
        true => other,
        false => one,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use claims::civil::Instant;

    #[test]
    fn the_endpoint_is_as_bad_as_in_the_shard_that_fares_worst() {
        let at = Instant::from_ms(0);
        let working = Circuit::Working { failures: 1 };
        let paused = Circuit::Paused {
            since: at,
            until: at,
            pauses: 1,
        };
        let gone = Circuit::Gone { since: at };
        assert_eq!(worse(working, Circuit::default()), working);
        assert_eq!(worse(working, paused), paused);
        assert_eq!(worse(gone, paused), gone);
    }
}
