//! How this shard is, for `/v1/health` and the metrics.

use super::{Ledger, Result, command::Reply, schema};
use crate::{call::now, health::Shard};
use claims::civil::Instant;
use serde::Deserialize;

#[derive(Deserialize)]
struct Count {
    count: Option<i64>,
}

/// Of the body of a webhook.
#[derive(Deserialize)]
struct Waiting {
    since: Option<String>,
}

impl Ledger {
    pub(super) fn health(&self) -> Result<Reply> {
        let count = |query| -> Result<i64> {
            let row = self.row::<Count>(query, [])?;
            Ok(row.and_then(|row| row.count).unwrap_or(0))
        };
        let oldest = self.row::<Waiting>(schema::OLDEST_UNDELIVERED, [])?;
        let since = oldest
            .and_then(|row| row.since)
            .and_then(|since| serde_json::from_value::<Instant>(since.into()).ok());
        Ok(Reply::Health(Shard {
            filed: count(schema::FILED)?,
            undelivered: count(schema::UNDELIVERED)?,
            oldest_undelivered_s: since.map(|since| (now().ms() - since.ms()).max(0) / 1000),
            unsent: count(schema::UNSENT)?,
            dead_letters: count(schema::DEAD_LETTERS)?,
            bytes: i64::try_from(self.sql.database_size()).unwrap_or(i64::MAX),
        }))
    }
}
