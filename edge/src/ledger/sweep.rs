//! What was kept long enough goes: once a day, by the alarm, and at once for files that belong to nobody.
//!
//! Claims that are over are looked at in the order of their last change, each once for each thing that goes; how
//! far it got is in the body of the job's row. Claims that go on are not looked at.

use super::{Body, Kept, Ledger, Result, schema, transaction::transact};
use crate::{
    call::now,
    log::{self, Level},
};
use claims::civil::{DAY_MS, Instant};
use serde::{Deserialize, Serialize};
use worker::Bucket;

/// Claims looked at, and files deleted, in one go; the next follows at once.
const AT_ONCE: u32 = 100;

/// An upload that takes longer than this begins anew.
const UPLOAD_MS: i64 = 3_600_000;

/// The last change up to which all is done.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Done {
    evidence: Option<Instant>,
    messages: Option<Instant>,
}

#[derive(Deserialize)]
struct Key {
    key: String,
}

#[derive(Deserialize)]
struct NextDue {
    due_ms: Option<i64>,
}

/// What goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    Claims,
    Evidence,
    Messages,
}

impl Ledger {
    /// Where files are, if not here.
    pub(super) fn bucket(&self) -> Option<Bucket> {
        self.env.bucket("EVIDENCE").ok()
    }

    /// The job: never fails, or nothing would ever be deleted again.
    pub(super) async fn sweep_and_come_back(&self) -> Result<()> {
        if let Err(error) = self.sweep(now()).await {
            let fields = [("reason", error.to_string().into())];
            log::event(Level::Error, "sweep_failed", fields);
            return self.come_back_tomorrow();
        }
        Ok(())
    }

    pub(super) fn come_back_tomorrow(&self) -> Result<()> {
        self.write(schema::SWEEP_LATER, [(now().ms() + DAY_MS).into()])
    }

    /// Deletes what was kept long enough at `at`.
    pub(super) async fn sweep(&self, at: Instant) -> Result<()> {
        let keep = self.config()?.keep;
        let row: Option<Body> = self.row(schema::SWEEP, [])?;
        let mut done: Done = row
            .and_then(|row| serde_json::from_str(&row.body).ok())
            .unwrap_or_default();
        let long_ago = Instant::from_ms(0);
        let before = |days: u32| at.plus_ms(-DAY_MS * i64::from(days));
        let (claims, _) = self.go(What::Claims, long_ago, before(keep.claims_days))?;
        let since = done.evidence.unwrap_or(long_ago);
        let (files, until) = self.go(What::Evidence, since, before(keep.evidence_days))?;
        done.evidence = until;
        let since = done.messages.unwrap_or(long_ago);
        let (messages, until) = self.go(What::Messages, since, before(keep.messages_days))?;
        done.messages = until;
        let leftovers = self.delete_leftovers(at).await?;
        let counts = [claims, files, messages, leftovers];
        let due = match counts.iter().any(|count| *count >= AT_ONCE as usize) {
            true => now().ms(),
            false => self
                .next_leftover()?
                .unwrap_or(i64::MAX)
                .min(now().ms() + DAY_MS),
        };
        let row = [due.into(), serde_json::to_string(&done)?.into()];
        self.write(schema::SWEEP_AGAIN, row)?;
        let fields = [
            ("claims", claims.into()),
            ("evidence_of", files.into()),
            ("messages_of", messages.into()),
            ("leftovers", leftovers.into()),
        ];
        log::event(Level::Info, "swept", fields);
        Ok(())
    }

    /// How many claims something went of, and the last change up to which all is done.
    fn go(&self, what: What, since: Instant, until: Instant) -> Result<(usize, Option<Instant>)> {
        let row = [
            since.to_string().into(),
            until.to_string().into(),
            i64::from(AT_ONCE).into(),
        ];
        let rows: Vec<super::ClaimRow> = self.rows(schema::OVER, row)?;
        let claims: Vec<Kept> = rows
            .into_iter()
            .map(super::ClaimRow::read)
            .collect::<Result<_>>()?;
        for kept in &claims {
            transact(&self.state.storage(), || self.write_gone(what, kept))?;
        }
        let is_all = claims.len() < AT_ONCE as usize;
        let last = claims.last().map(|kept| kept.claim.updated_at);
        Ok((
            claims.len(),
            if is_all { Some(until.max(since)) } else { last },
        ))
    }

    /// Inside a transaction.
    fn write_gone(&self, what: What, kept: &Kept) -> Result<()> {
        let id = || [kept.id.into()];
        match what {
            What::Claims => self.write_nothing_of(kept),
            What::Evidence => {
                self.leave_files_over(kept)?;
                self.write(schema::ERASE_FILES, id())?;
                self.write(schema::EMPTY_FILE_NAMES, id())?;
                self.write(schema::EMPTY_EVIDENCE, id())
            }
            What::Messages => {
                self.write(schema::EMPTY_MESSAGES, id())?;
                self.write(schema::ERASE_DEAD, id())
            }
        }
    }

    /// Inside a transaction: unless it is kept until then, a file of this key is nobody's.
    pub(super) fn expect_key(&self, key: &str) -> Result<()> {
        let due_ms = now().ms() + UPLOAD_MS;
        self.write(schema::LEAVE_OVER, [key.into(), due_ms.into()])?;
        self.write(schema::SWEEP_SOONER, [due_ms.into()])
    }

    async fn delete_leftovers(&self, at: Instant) -> Result<usize> {
        let row = [at.ms().into(), i64::from(AT_ONCE).into()];
        let rows: Vec<Key> = self.rows(schema::LEFTOVERS, row)?;
        let Some(bucket) = self.bucket().filter(|_| !rows.is_empty()) else {
            return Ok(0);
        };
        let keys: Vec<String> = rows.into_iter().map(|row| row.key).collect();
        bucket.delete_multiple(keys.clone()).await?;
        transact(&self.state.storage(), || {
            keys.iter()
                .try_for_each(|key| self.write(schema::NO_LEFTOVER, [key.as_str().into()]))
        })?;
        Ok(keys.len())
    }

    fn next_leftover(&self) -> Result<Option<i64>> {
        Ok(self
            .row::<NextDue>(schema::NEXT_LEFTOVER, [])?
            .and_then(|row| row.due_ms))
    }
}
