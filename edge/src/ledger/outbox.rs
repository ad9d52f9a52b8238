//! Rows of the outbox: written with the change they tell of, attempted right after it (`alarm.rs`), deleted when done.
//! When and how often is decided by [`crate::outbox`].

use super::{Ledger, Memory, Result, schema, transaction::transact};
use crate::{
    call::{now, random},
    circuit::Gate,
    config::{Config, hex},
    log::{self, Level},
    outbox::{Attempt, LEASE_MS, Outcome, outcome},
    trace::{another_span, trace_id},
};
use claims::{civil::Instant, policy::file::Via};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeSet;
use worker::Error;

/// The claim of what is about none, or about several.
pub(super) const NO_CLAIM: i64 = 0;

/// What a row is for. Each has an endpoint of its own at the shop's backend.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Job {
    /// Tell the shop's backend.
    Webhook,
    /// Look a stated order up.
    LookUp,
    /// Write to the customer.
    Mail,
    /// The same to a telephone.
    Sms,
    /// Delete what was kept long enough: one row, which always comes back.
    Sweep,
}

impl Job {
    pub const ALL: [Self; 5] = [
        Self::Webhook,
        Self::LookUp,
        Self::Sweep,
        Self::Mail,
        Self::Sms,
    ];

    /// What a claim and the shop wait for, and what nobody does: attempted side by side, so that a service that hangs
    /// holds up no claim.
    pub const LANES: [&[Self]; 2] = [
        &[Self::Webhook, Self::LookUp, Self::Sweep],
        &[Self::Mail, Self::Sms],
    ];

    /// It is a message to the customer.
    pub const fn is_message(self) -> bool {
        match self {
            Self::Mail | Self::Sms => true,
            Self::Webhook | Self::LookUp | Self::Sweep => false,
        }
    }

    pub const fn name(self) -> &'static str {
        match self {
            Self::Webhook => "webhook",
            Self::LookUp => "look_up",
            Self::Mail => "mail",
            Self::Sms => "sms",
            Self::Sweep => "sweep",
        }
    }

    /// Where it goes, if it leaves the ledger.
    fn url(self, config: &Config) -> Option<String> {
        let at_backend = |path: &str| Some(format!("{}{path}", config.backend_url.as_ref()?));
        let mail = || config.sender.as_ref().map(|sender| &sender.mail);
        match self {
            Self::Webhook | Self::Sms => at_backend("/events"),
            Self::LookUp => at_backend("/orders/find"),
            Self::Mail => match mail()?.via {
                Via::Backend => at_backend("/events"),
                Via::Http => Some(mail()?.url.clone()),
                Via::Cloudflare => Some("cloudflare:email".to_owned()),
            },
            Self::Sweep => None,
        }
    }
}

/// What an attempt leaves to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ended {
    /// That the row is done with: together with the others attempted beside it.
    Done,
    /// Nothing.
    Written,
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
    #[serde(skip)]
    pub body: String,
    /// The `traceparent` of the request that caused it.
    #[serde(default)]
    pub traceparent: Option<String>,
}

impl DueRow {
    /// For the log.
    fn trace_id(&self) -> Option<(&'static str, Value)> {
        let trace = trace_id(self.traceparent.as_deref()?)?;
        Some(("trace_id", trace.into()))
    }

    /// For one attempt: the same trace, another span.
    pub fn span(&self) -> Option<String> {
        another_span(self.traceparent.as_deref()?, random().ok()?)
    }
}

/// A row, to be written to.
pub(super) struct RowOfClaim {
    id: i64,
    claim: i64,
    job: Job,
}

impl RowOfClaim {
    pub fn of(row: &DueRow) -> Self {
        let DueRow { id, claim, job, .. } = *row;
        Self { id, claim, job }
    }
}

/// Rows of one claim and job in the order of what they tell, the first of them due: each is attempted once the one
/// before it is done with.
pub(super) type Chain = Vec<DueRow>;

fn chains(rows: impl IntoIterator<Item = DueRow>) -> Vec<Chain> {
    let mut chains: Vec<Chain> = Vec::new();
    for row in rows {
        let is_of_claim = |chain: &&mut Chain| chain.iter().any(|other| other.claim == row.claim);
        match chains.iter_mut().find(is_of_claim) {
            Some(chain) => chain.push(row),
            None => chains.push(vec![row]),
        }
    }
    for chain in &mut chains {
        chain.sort_by_key(|row| row.id);
        chain.dedup_by_key(|row| row.id);
    }
    chains
}

impl Ledger {
    pub(super) fn write_row(&self, claim: i64, job: Job, body: String) -> Result<()> {
        let random = random::<16>().map_err(|refusal| Error::RustError(refusal.to_string()))?;
        let Memory {
            hand,
            last_row,
            cause,
            ..
        } = &*self.memory;
        let id = last_row.get() + 1;
        last_row.set(id);
        let message_id = format!("msg_{}", hex(&random));
        // What is about several claims is nobody's doing alone.
        let cause = cause.get().filter(|_| claim != NO_CLAIM);
        let (is_taken, now) = (hand.takes(job), now());
        let due = match is_taken {
            true => now.plus_ms(LEASE_MS),
            false => now,
        };
        let row = [
            claim.into(),
            job.name().into(),
            message_id.as_str().into(),
            body.as_bytes().to_vec().into(),
            due.ms().into(),
            cause.clone().into(),
            id.into(),
            i64::from(is_taken).into(),
        ];
        self.write(schema::INSERT_OUTBOX, row)?;
        if is_taken {
            hand.take(DueRow {
                id,
                claim,
                job,
                message_id,
                attempts: 0,
                body,
                traceparent: cause,
            });
        }
        Ok(())
    }

    /// Rows of that job that may be attempted now, at most so many chains, those that are due longest first.
    pub(super) fn due(&self, job: Job, now: Instant, limit: usize) -> Result<Vec<Chain>> {
        let (limit, length) = match self.circuit(job)?.gate(now) {
            Gate::Open => (limit, usize::MAX),
            Gate::One => (1, 1),
            Gate::ClosedUntil(_) | Gate::Closed => return Ok(Vec::new()),
        };
        let (rows, damaged) = self.readable::<DueRow>(schema::due(job), [now.ms().into()])?;
        for (row, reason) in damaged {
            self.bury_damaged(&row, job, &reason)?;
        }
        let rows = rows.into_iter().map(|(row, body)| DueRow {
            // What is no text is no JSON either, and is refused by whoever reads it.
            body: String::from_utf8(body)
                .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()),
            ..row
        });
        let mut chains = chains(rows);
        chains.truncate(limit);
        for chain in &mut chains {
            chain.truncate(length);
        }
        Ok(chains)
    }

    /// Puts the rows out of reach for the time of an attempt, and counts it.
    pub(super) fn lease(&self, chains: &[Chain], now: Instant) -> Result<()> {
        let until = now.plus_ms(LEASE_MS).ms();
        self.together(|| {
            chains
                .iter()
                .flatten()
                .try_for_each(|row| self.write(schema::LEASE, [until.into(), row.id.into()]))
        })
    }

    /// Takes the attempts back that were counted and are not made; what is first of its claim is due.
    pub(super) fn leave<'a>(
        &self,
        rows: impl IntoIterator<Item = &'a DueRow>,
        now: Instant,
    ) -> Result<()> {
        self.together(|| {
            rows.into_iter().try_for_each(|row| {
                self.write(schema::NOT_ATTEMPTED, [now.ms().into(), row.id.into()])
            })
        })
    }

    /// Whether the next of a chain may be attempted: nothing was learned meanwhile that speaks against it.
    pub(super) fn may_go_on(&self, job: Job, now: Instant) -> Result<bool> {
        Ok(self.circuit(job)?.gate(now) == Gate::Open)
    }

    /// Writes down how an attempt ended, unless all there is to write is that the row is done with.
    pub(super) fn record(&self, row: &DueRow, attempt: &Attempt) -> Result<Ended> {
        let (now, config) = (now(), self.config()?);
        let jitter = random::<1>().map_or(0.0, |[byte]| f64::from(byte) / 255.0);
        let attempts = row.attempts + 1;
        let what = format!("{} {}", row.job.name(), row.message_id);
        let outcome = outcome(&config.schedule, attempts, attempt, now, jitter);
        let before = self.circuit(row.job)?;
        let teaches = before != before.after(&config.schedule, attempt, now, jitter);
        if outcome == Outcome::Delivered && !teaches && !self.memory.has_untold.get() {
            return Ok(Ended::Done);
        }
        let recorded = transact(&self.state.storage(), || {
            self.learn(row.job, attempt, jitter)?;
            let failure = attempt.describe();
            match outcome {
                Outcome::Delivered => {
                    self.write_done(row, now)?;
                    match row.job {
                        Job::Webhook => self.tell_of_the_dead(),
                        Job::LookUp | Job::Mail | Job::Sms | Job::Sweep => Ok(()),
                    }
                }
                Outcome::RetryAt(at) => {
                    let fields = [
                        ("what", what.into()),
                        ("attempt", attempts.into()),
                        ("failure", failure.as_str().into()),
                        ("again_at", at.to_string().into()),
                    ];
                    let fields = fields.into_iter().chain(row.trace_id());
                    log::event(Level::Warn, "delivery_failed", fields);
                    let values = [at.ms().into(), failure.into(), row.id.into()];
                    self.write(schema::RETRY_OUTBOX, values)
                }
                Outcome::Dead => {
                    let fields = [
                        ("what", what.into()),
                        ("attempts", attempts.into()),
                        ("failure", failure.as_str().into()),
                    ];
                    let fields = fields.into_iter().chain(row.trace_id());
                    log::event(Level::Error, "delivery_given_up", fields);
                    // That somebody was not told of what was given up is not worth telling in turn; that a customer was
                    // not is told as an event of the claim.
                    let told = i64::from(row.claim == NO_CLAIM || row.job.is_message());
                    let why = failure.clone();
                    let values = [now.ms().into(), failure.into(), told.into(), row.id.into()];
                    self.write(schema::BURY_OUTBOX, values)?;
                    self.memory.has_untold.set(true);
                    self.release_next(row.claim, row.job, now)?;
                    match row.job.is_message() {
                        true => self.note_that_it_failed(row, &why),
                        false => Ok(()),
                    }
                }
            }
        });
        // Where it was rolled back, what was read meanwhile is not so.
        self.memory.circuits.borrow_mut().clear();
        recorded.map(|()| Ended::Written)
    }

    /// The rows are done with; the next of their claims may go.
    pub(super) fn done(&self, rows: &[RowOfClaim], now: Instant) -> Result<()> {
        self.together(|| {
            for row in rows {
                self.write(schema::DELETE_OUTBOX, [row.id.into()])?;
            }
            let claims: BTreeSet<_> = rows.iter().map(|row| (row.claim, row.job)).collect();
            claims
                .into_iter()
                .try_for_each(|(claim, job)| self.release_next(claim, job, now))
        })
    }

    /// Inside a transaction.
    fn write_done(&self, row: &DueRow, now: Instant) -> Result<()> {
        self.write(schema::DELETE_OUTBOX, [row.id.into()])?;
        self.release_next(row.claim, row.job, now)
    }

    pub(super) fn release_next(&self, claim: i64, job: Job, now: Instant) -> Result<()> {
        let values = [now.ms().into(), claim.into(), job.name().into()];
        self.write(schema::RELEASE_NEXT, values)
    }

    pub(super) fn url(&self, job: Job) -> Result<Option<String>> {
        Ok(job.url(self.config()?))
    }
}
