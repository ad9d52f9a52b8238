//! Dead letters: what was given up, listed, sent again, and told of once the shop's backend works.

use super::{
    Ledger, Result,
    command::{DeadLetter, Reply},
    outbox::{Job, NO_CLAIM},
    schema,
    transaction::transact,
};
use crate::{
    call::now,
    circuit::Circuit,
    log::{self, Level},
};
use claims::civil::Instant;
use serde::{Deserialize, Serialize};
use serde_json::{Value, value::RawValue};

/// So many are named in one message; the list has them all.
const TOLD_AT_ONCE: i64 = 100;

/// Their bodies are in memory together.
const REVIVED_AT_ONCE: i64 = 100;

/// The `type` of that message.
const TOLD_AS: &str = "delivery.failed";

#[derive(Deserialize)]
struct Row {
    id: i64,
    claim: i64,
    number: Option<String>,
    job: Job,
    message_id: String,
    attempts: u32,
    dead_ms: i64,
    last_failure: Option<String>,
    body: String,
}

#[derive(Deserialize)]
struct Typed {
    #[serde(rename = "type")]
    kind: String,
}

#[derive(Serialize)]
struct Told<'a> {
    #[serde(rename = "type")]
    kind: &'a str,
    timestamp: Instant,
    data: Data,
}

#[derive(Serialize)]
struct Data {
    dead: Vec<DeadLetter>,
}

impl Row {
    fn letter(&self) -> DeadLetter {
        let typed: Option<Typed> = serde_json::from_str(&self.body).ok();
        DeadLetter {
            id: self.message_id.clone(),
            kind: match (self.job, typed) {
                (Job::LookUp, _) => "orders.find".to_owned(),
                (Job::Mail | Job::Sms, _) => "notification".to_owned(),
                // It always comes back, and is never given up.
                (Job::Sweep, _) => String::new(),
                (Job::Webhook, typed) => typed.map(|typed| typed.kind).unwrap_or_default(),
            },
            claim: self.number.clone(),
            attempts: self.attempts,
            dead_at: Instant::from_ms(self.dead_ms),
            last_failure: self.last_failure.clone(),
            event: None,
        }
    }

    fn with_event(self) -> Result<DeadLetter> {
        let letter = self.letter();
        let event = match self.job {
            Job::Webhook | Job::Mail | Job::Sms => Some(RawValue::from_string(self.body)?),
            Job::LookUp | Job::Sweep => None,
        };
        Ok(DeadLetter { event, ..letter })
    }
}

impl Ledger {
    /// A page of them, in the order they were written, and how the endpoint of the webhooks is.
    pub(super) fn dead(&self, after: i64, limit: u32) -> Result<Reply> {
        let rows: Vec<Row> =
            self.rows(schema::DEAD_AFTER, [after.into(), i64::from(limit).into()])?;
        let full = u32::try_from(rows.len()).is_ok_and(|found| found >= limit);
        let next = rows.last().filter(|_| full).map(|row| row.id);
        let letters = rows.into_iter().map(Row::with_event);
        Ok(Reply::Dead {
            letters: letters.collect::<Result<_>>()?,
            next,
            endpoint: self.circuit(Job::Webhook)?,
        })
    }

    /// Sends the one of that `webhook-id` again, or all: under the id and with the body they had, with as many
    /// attempts as a new one. Who asks for it says that the endpoint works.
    pub(super) async fn replay(&self, message_id: Option<&str>) -> Result<Reply> {
        let mut replayed = 0;
        loop {
            let rows: Vec<Row> = match message_id {
                Some(id) => self.rows(schema::DEAD_OF_ID, [id.into()])?,
                None => self.rows(schema::DEAD_AFTER, [0.into(), REVIVED_AT_ONCE.into()])?,
            };
            if rows.is_empty() {
                break;
            }
            transact(&self.state.storage(), || {
                for row in &rows {
                    self.write(schema::REVIVE_OUTBOX, [row.id.into()])?;
                    let of = [row.claim.into(), row.job.name().into()];
                    self.write(schema::HOLD_ALL, of)?;
                    self.release_next(row.claim, row.job, now())?;
                }
                Ok(())
            })?;
            replayed += u32::try_from(rows.len()).unwrap_or(u32::MAX);
        }
        if replayed > 0 {
            transact(&self.state.storage(), || {
                Job::ALL
                    .into_iter()
                    .try_for_each(|job| self.keep_circuit(job, Circuit::default()))
            })?;
            self.arm().await?;
        }
        Ok(Reply::Replayed(replayed))
    }

    /// A row that cannot be read would be due for ever, and the alarm would not get past it.
    pub(super) fn bury_damaged(&self, row: &Value, job: Job, reason: &str) -> Result<()> {
        let number = |name: &str| row[name].as_i64().unwrap_or_default();
        let fields = [
            ("row", number("id").into()),
            ("job", job.name().into()),
            ("reason", reason.into()),
        ];
        log::event(Level::Error, "outbox_row_damaged", fields);
        let failure = format!("the row is damaged: {reason}");
        let now = now();
        let buried = self.together(|| {
            let values = [now.ms().into(), failure.into(), number("id").into()];
            self.write(schema::BURY_DAMAGED, values)?;
            self.release_next(number("claim"), job, now)
        });
        self.memory.has_untold.set(true);
        buried
    }

    /// Once a webhook has arrived: tells of those nobody was told of. Inside its transaction.
    pub(super) fn tell_of_the_dead(&self) -> Result<()> {
        if !self.memory.has_untold.get() {
            return Ok(());
        }
        let rows: Vec<Row> = self.rows(schema::DEAD_UNTOLD, [TOLD_AT_ONCE.into()])?;
        if rows.is_empty() {
            self.memory.has_untold.set(false);
            return Ok(());
        }
        for row in &rows {
            self.write(schema::MARK_TOLD, [row.id.into()])?;
        }
        let told = Told {
            kind: TOLD_AS,
            timestamp: now(),
            data: Data {
                dead: rows.iter().map(Row::letter).collect(),
            },
        };
        self.write_row(NO_CLAIM, Job::Webhook, serde_json::to_string(&told)?)
    }
}
