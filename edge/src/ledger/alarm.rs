//! The alarm: attempts what is due, writes down how it went, and sets itself again.

use super::{
    Ledger, Result,
    next::Next,
    outbox::{Chain, DueRow, Ended, Job},
    schema::DUE_AT_ONCE,
};
use crate::{call::now, delivery, outbox::Attempt};
use claims::civil::Instant;
use futures_util::{
    FutureExt, Stream, StreamExt,
    future::{Either, join, select},
    stream::{select_all, unfold},
};
use std::{cell::Cell, panic::AssertUnwindSafe, time::Duration};
use worker::Delay;

/// Of the attempts under way at once at most so many messages to customers: connections are for the shop first.
const MESSAGES_AT_ONCE: usize = 2;

/// How soon rows are looked for again while a message is on its way.
const LOOK_AGAIN: Duration = Duration::from_millis(100);

/// So long at most it is not written down that a row is done with while others attempted beside it are still under way:
/// six transactions become one.
const HELD_BACK: Duration = Duration::from_millis(50);

/// After this the next of a chain waits for its turn: others may be due longer.
const CHAIN_MS: i64 = 1_000;

/// After this an alarm ends and a fresh one goes on (the platform allows 15 minutes).
const LONGEST_MS: i64 = 60_000;

/// When an alarm could not even begin.
const LATER_MS: i64 = 30_000;

/// How the attempt of a row ended.
struct Attempted<'a> {
    row: &'a DueRow,
    ended: Result<Ended>,
    /// Whether it was written down that the rest of its chain is left for another time.
    left: Result<()>,
}

impl Ledger {
    /// Delivers until nothing is due.
    pub(super) async fn ring(&self) -> Result<()> {
        self.memory.alarm_at.set(None);
        let began = now();
        self.config()?;
        let next = self.next_of_all()?;
        let [of_claims, of_messages] = Job::LANES;
        if !next.is_due(of_messages, began) {
            return match self.deliver(of_claims, began, next).await? {
                Some(next) => self.arm_for(&next).await,
                None => self.arm().await,
            };
        }
        let messages_are_sent = Cell::new(false);
        let messages = async {
            let result = self.deliver(of_messages, began, next.clone()).await;
            messages_are_sent.set(true);
            result
        };
        let claims = async {
            let mut next = next.clone();
            loop {
                self.deliver(of_claims, began, next).await?;
                if messages_are_sent.get() {
                    return Ok(());
                }
                // What is filed while a message is on its way does not wait for it.
                Delay::from(LOOK_AGAIN).await;
                next = self.next_of_all()?;
            }
        };
        let (claims, messages) = join(claims, messages).await;
        claims.and(messages.map(|_| ()))?;
        self.arm().await
    }

    /// Attempts rows of these jobs until none is due. `next` is what is due by now; what will be is given back, where it
    /// is known.
    async fn deliver(&self, jobs: &[Job], began: Instant, mut next: Next) -> Result<Option<Next>> {
        while now().ms() - began.ms() < LONGEST_MS {
            let mut due = Vec::new();
            for job in jobs.iter().filter(|job| next.is_due(&[**job], now())) {
                let at_once = if job.is_message() {
                    MESSAGES_AT_ONCE
                } else {
                    DUE_AT_ONCE
                };
                due.extend(self.due(*job, now(), at_once)?);
            }
            if due.is_empty() {
                let may_pass = jobs.contains(&Job::Webhook) && next.has_deadlines(now());
                if may_pass && self.pass_deadlines(now())? {
                    next = self.next_of_all()?;
                    continue;
                }
                return Ok(Some(next));
            }
            self.lease(&due, now())?;
            // No request may leave before the lease is on disk: a kill would forget the attempt.
            self.state.storage().sync().await?;
            self.attempt_all(&due).await?;
            next = self.next_of_all()?;
        }
        Ok(None)
    }

    /// Chains side by side. An error with one row keeps none of the others from being written down.
    async fn attempt_all(&self, chains: &[Chain]) -> Result<()> {
        let began = now();
        let attempts = chains
            .iter()
            .map(|chain| Box::pin(self.attempt_in_turn(chain, began)));
        let mut under_way = select_all(attempts);
        let mut outcome = Ok(());
        while let Some(attempted) = under_way.next().await {
            let mut done = Vec::new();
            let mut note = |Attempted { row, ended, left }| {
                match ended {
                    Ok(Ended::Done) => done.push(row),
                    Ok(Ended::Written) => {}
                    Err(error) => outcome = Err(error),
                }
                if let Err(error) = left {
                    outcome = Err(error);
                }
            };
            note(attempted);
            let mut held_back = Delay::from(HELD_BACK);
            while let Either::Left((Some(attempted), _)) =
                select(under_way.next(), &mut held_back).await
            {
                note(attempted);
            }
            if let Err(error) = self.done(&done, now()) {
                outcome = Err(error);
            }
        }
        outcome
    }

    /// One row after the other, for as long as all goes well.
    fn attempt_in_turn<'a>(
        &'a self,
        chain: &'a [DueRow],
        began: Instant,
    ) -> impl Stream<Item = Attempted<'a>> {
        unfold(chain, move |rows| async move {
            let (row, rest) = rows.split_first()?;
            let ended = self.attempt_traced(row).await;
            let goes_on = matches!(ended, Ok(Ended::Done))
                && now().ms() - began.ms() < CHAIN_MS
                && self.may_go_on(row.job, now()).unwrap_or_default();
            let (rest, left) = match goes_on || rest.is_empty() {
                true => (rest, Ok(())),
                false => (&rest[..0], self.leave(rest)),
            };
            Some((Attempted { row, ended, left }, rest))
        })
    }

    pub(super) async fn ring_again_later(&self) {
        // Nobody is left to tell if this fails too; the next command sets the alarm again.
        let _ = self.state.storage().set_alarm(LATER_MS).await;
    }

    /// What follows from an attempt is the doing of who caused the row, too.
    async fn attempt_traced(&self, row: &DueRow) -> Result<Ended> {
        let attempt = self.attempt(row);
        self.memory.cause.of(row.traceparent.clone(), attempt).await
    }

    /// A row that makes us panic is one that failed: it must not keep the others from being delivered.
    async fn attempt(&self, row: &DueRow) -> Result<Ended> {
        let attempt = AssertUnwindSafe(async {
            match row.job {
                Job::Webhook => self.record(row, &self.tell(row).await?),
                Job::LookUp => self.look_up(row).await,
                Job::Mail | Job::Sms => self.write_to_customer(row).await,
                Job::Sweep => self.sweep_and_come_back().await.map(|()| Ended::Written),
            }
        });
        attempt.catch_unwind().await.unwrap_or_else(|_| {
            if row.job == Job::Sweep {
                return self.come_back_tomorrow().map(|()| Ended::Written);
            }
            let reason = "a panic, logged above".to_owned();
            self.record(row, &Attempt::Unanswered { reason })
        })
    }

    async fn tell(&self, row: &DueRow) -> Result<Attempt> {
        let Some(url) = self.url(row.job)? else {
            let reason = "`BACKEND_URL` is not set any more".to_owned();
            return Ok(Attempt::Unanswered { reason });
        };
        let (config, span) = (self.config()?, row.span());
        Ok(delivery::deliver(config, &url, &row.message_id, &row.body, span.as_deref()).await)
    }
}
