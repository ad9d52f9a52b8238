//! Rows of the outbox: written with the change they tell of, attempted by the alarm, deleted when done.
//! When and how often is decided by [`crate::outbox`].

use super::{
    Ledger, Result,
    change::Step,
    client::{evidence_urls, link},
    schema,
    transaction::transact,
};
use crate::{
    call::{now, random},
    config::{Config, hex},
    outbox::{Attempt, LEASE_MS, Outcome, outcome},
    problem::Refusal,
};
use claims::{
    civil::Instant,
    wire::{ShopEvent, ShopEventData},
};
use serde::{Deserialize, Serialize};
use worker::{Error, console_error, console_log};

/// An alarm that has not rung by then will not: the platform gave it up.
const ALARM_LOST_MS: i64 = 120_000;

/// What a row is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Job {
    /// Tell the shop's backend.
    Webhook,
    /// Look a stated order up.
    LookUp,
}

impl Job {
    const fn name(self) -> &'static str {
        match self {
            Self::Webhook => "webhook",
            Self::LookUp => "look_up",
        }
    }
}

/// A row that is due.
#[derive(Deserialize)]
pub(super) struct DueRow {
    pub id: i64,
    pub claim: i64,
    pub job: Job,
    pub message_id: String,
    /// Made before this one.
    pub attempts: u32,
    pub body: String,
}

#[derive(Deserialize)]
struct NextDue {
    due_ms: Option<i64>,
}

impl Ledger {
    /// Inside the transaction of the change. Without a backend there is nobody to tell.
    pub(super) fn write_telling(&self, claim: i64, step: &Step) -> Result<()> {
        let config = self.config()?;
        if config.backend_url.is_none() {
            return Ok(());
        }
        let body =
            webhook(config, step).map_err(|refusal| Error::RustError(refusal.to_string()))?;
        self.write_row(claim, Job::Webhook, body)
    }

    pub(super) fn write_row(&self, claim: i64, job: Job, body: String) -> Result<()> {
        let id = random::<16>().map_err(|refusal| Error::RustError(refusal.to_string()))?;
        let row = [
            claim.into(),
            job.name().into(),
            format!("msg_{}", hex(&id)).into(),
            body.into(),
            now().ms().into(),
        ];
        self.write(schema::INSERT_OUTBOX, row)
    }

    /// Rows that are due now, oldest first.
    pub(super) fn due(&self, now: Instant, limit: u32) -> Result<Vec<DueRow>> {
        self.rows(schema::DUE, [now.ms().into(), i64::from(limit).into()])
    }

    /// Puts the rows out of reach for the time of an attempt, and counts it.
    pub(super) fn lease(&self, rows: &[DueRow], now: Instant) -> Result<()> {
        let until = now.plus_ms(LEASE_MS).ms();
        transact(&self.state.storage(), || {
            rows.iter()
                .try_for_each(|row| self.write(schema::LEASE, [until.into(), row.id.into()]))
        })
    }

    /// Writes down how an attempt ended.
    pub(super) fn record(&self, row: &DueRow, attempt: &Attempt) -> Result<()> {
        let (now, config) = (now(), self.config()?);
        let jitter = random::<1>().map_or(0.0, |[byte]| f64::from(byte) / 255.0);
        let attempts = row.attempts + 1;
        let what = format!("{} {}", row.job.name(), row.message_id);
        match outcome(&config.schedule, attempts, attempt, now, jitter) {
            Outcome::Delivered => self.done(row, now),
            Outcome::RetryAt(at) => {
                let failure = attempt.describe();
                console_log!("outbox: {what}: attempt {attempts}: {failure}; again at {at}");
                let values = [at.ms().into(), failure.into(), row.id.into()];
                self.write(schema::RETRY_OUTBOX, values)
            }
            Outcome::Dead => {
                let failure = attempt.describe();
                console_error!("outbox: {what}: given up after {attempts} attempts: {failure}");
                transact(&self.state.storage(), || {
                    let values = [now.ms().into(), failure.into(), row.id.into()];
                    self.write(schema::BURY_OUTBOX, values)?;
                    self.release_next(row, now)
                })
            }
        }
    }

    /// The row is done with; the next of its claim may go.
    pub(super) fn done(&self, row: &DueRow, now: Instant) -> Result<()> {
        transact(&self.state.storage(), || {
            self.write(schema::DELETE_OUTBOX, [row.id.into()])?;
            self.release_next(row, now)
        })
    }

    fn release_next(&self, row: &DueRow, now: Instant) -> Result<()> {
        let values = [now.ms().into(), row.claim.into(), row.job.name().into()];
        self.write(schema::RELEASE_NEXT, values)
    }

    /// Sets the alarm to the next row that is due, if it is not set so already.
    pub(super) async fn arm(&self) -> Result<()> {
        let next = self
            .row::<NextDue>(schema::NEXT_DUE, [])?
            .and_then(|next| next.due_ms);
        let Some(due) = next.map(Instant::from_ms) else {
            return Ok(());
        };
        let alarm_at = &self.memory.alarm_at;
        let is_set = |at: Instant| at <= due && now().ms() - at.ms() < ALARM_LOST_MS;
        if alarm_at.get().is_some_and(is_set) {
            return Ok(());
        }
        // Noted first: an alarm for now may ring before we are back, and take the note away.
        alarm_at.set(Some(due));
        let set = self
            .state
            .storage()
            .set_alarm((due.ms() - now().ms()).max(0))
            .await;
        if set.is_err() {
            alarm_at.set(None);
        }
        set
    }
}

/// The body of a webhook: the same at every attempt. Its links work from the event on, for as long as any of them do;
/// the desk gets fresh ones with the claim.
fn webhook(config: &Config, step: &Step) -> std::result::Result<String, Refusal> {
    let Step {
        happened, claim, ..
    } = step;
    let data = ShopEventData {
        event: happened.clone(),
        claim: claim.clone(),
        tracking_url: link(config, &claim.number, happened.at)?.url,
        evidence_urls: evidence_urls(config, claim, happened.at),
    };
    let kind = happened.event.name().to_owned();
    Ok(serde_json::to_string(&ShopEvent {
        kind,
        timestamp: happened.at,
        data,
    })?)
}
