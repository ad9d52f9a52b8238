//! `GET /v1/health`: ready, or why not; and how far the shop is behind.

use crate::{
    answer::Answer,
    config::environment::Loaded,
    ledger::{
        client::ask_shard,
        command::{Asking, Command, Reply},
    },
};
use futures_util::future::{Either, join_all, select};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::{pin::pin, time::Duration};
use worker::{Delay, Env};

/// A shard that says nothing for so long is not ready; whoever asks has a time limit of their own.
const PATIENCE: Duration = Duration::from_millis(1_500);

/// How a shard of the ledger is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shard {
    /// Claims ever filed here.
    pub filed: i64,
    /// Events the shop has still to be told.
    pub undelivered: i64,
    /// How long the oldest of them waits.
    pub oldest_undelivered_s: Option<i64>,
    /// Messages to customers still to be sent.
    pub unsent: i64,
    /// Events that were given up.
    pub dead_letters: i64,
    /// Of the database.
    pub bytes: i64,
}

/// 200, or 503 with what is wrong: mistakes of the configuration by path and what is expected there (what stands
/// there is in the log only: this page is everyone's), or shards that give no answer.
pub async fn answer(loaded: &Loaded, env: &Env) -> Answer {
    let (status, health) = match loaded.as_ref() {
        Ok(config) => of_ledger(&of_shards(env, config.shards).await),
        Err(mistakes) => {
            let mistakes: Vec<_> = mistakes
                .iter()
                .map(|mistake| {
                    json!({
                        "path": mistake.path,
                        "expected": mistake.expected,
                        "suggestion": mistake.suggestion,
                    })
                })
                .collect();
            (
                503,
                json!({ "status": "config_invalid", "mistakes": mistakes }),
            )
        }
    };
    Answer::json_text(status, health.to_string())
}

/// Asks every shard at once; nothing of one that gives no answer in time.
pub async fn of_shards(env: &Env, shards: u8) -> Vec<Option<Shard>> {
    join_all((0..shards).map(|shard| of_shard(env, shard))).await
}

async fn of_shard(env: &Env, shard: u8) -> Option<Shard> {
    let asking = Asking {
        traceparent: None,
        command: &Command::Health,
    };
    let asked = pin!(ask_shard(env, shard, &asking, None));
    let patience = pin!(Delay::from(PATIENCE));
    match select(asked, patience).await {
        Either::Left((Ok((Reply::Health(shard), _)), _)) => Some(shard),
        Either::Left(_) | Either::Right(_) => None,
    }
}

fn of_ledger(shards: &[Option<Shard>]) -> (u16, Value) {
    let silent: Vec<usize> = (0..shards.len())
        .filter(|number| shards[*number].is_none())
        .collect();
    let known = || shards.iter().flatten();
    let mut health = json!({
        "status": "ok",
        "undelivered": known().map(|shard| shard.undelivered).sum::<i64>(),
        "oldest_undelivered_s": known().filter_map(|shard| shard.oldest_undelivered_s).max(),
        "unsent": known().map(|shard| shard.unsent).sum::<i64>(),
        "dead_letters": known().map(|shard| shard.dead_letters).sum::<i64>(),
    });
    if silent.is_empty() {
        return (200, health);
    }
    health["status"] = "ledger_unreachable".into();
    health["silent_shards"] = silent.into();
    (503, health)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shard(undelivered: i64, oldest_undelivered_s: Option<i64>, dead_letters: i64) -> Shard {
        Shard {
            filed: 9,
            undelivered,
            oldest_undelivered_s,
            unsent: 1,
            dead_letters,
            bytes: 1,
        }
    }

    #[test]
    fn shards_are_summed_and_the_oldest_event_counts() {
        let (status, health) = of_ledger(&[
            Some(shard(2, Some(30), 0)),
            Some(shard(1, Some(90), 4)),
            Some(shard(0, None, 0)),
        ]);
        assert_eq!(status, 200);
        let expected = json!({
            "status": "ok", "undelivered": 3, "oldest_undelivered_s": 90, "unsent": 3,
            "dead_letters": 4,
        });
        assert_eq!(health, expected);
    }

    #[test]
    fn a_silent_shard_makes_it_not_ready() {
        let (status, health) = of_ledger(&[Some(shard(0, None, 0)), None]);
        assert_eq!(status, 503);
        assert_eq!(health["status"], "ledger_unreachable");
        assert_eq!(health["silent_shards"], json!([1]));
    }
}
