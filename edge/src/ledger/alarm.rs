//! Attempts what is due, writes down how it went, and sets the alarm for what comes next.
//!
//! Who wrote what is due at once has it begun right after their answer, which costs less than an alarm and does not wait
//! for one; the alarm stands a moment behind, should the object not live so long, and brings what time brings. One of
//! them is at it at a time.

use super::{
    Ledger, Result,
    next::Next,
    outbox::{Chain, DueRow, Ended, Job, RowOfClaim},
    schema::DUE_AT_ONCE,
};
use crate::{
    call::now,
    delivery,
    log::{self, Level},
    outbox::Attempt,
};
use claims::civil::Instant;
use futures_util::{
    FutureExt, Stream, StreamExt,
    future::{Either, join, select},
    lock::MutexGuard,
    stream::{select_all, unfold},
};
use std::{cell::Cell, panic::AssertUnwindSafe, time::Duration};
use worker::Delay;

/// Of the attempts under way at once at most so many messages to customers: connections are for the shop first.
const MESSAGES_AT_ONCE: usize = 2;

/// How soon rows are looked for again while a message is on its way, or there is more in hand.
const LOOK_AGAIN_MS: i64 = 100;

/// So long at most it is not written down that a row is done with while others are under way: many transactions become
/// one.
const HELD_BACK: Duration = Duration::from_millis(50);

/// After this the next of a chain waits for its turn: others may be due longer.
const CHAIN_MS: i64 = 1_000;

/// After this an alarm goes on (the platform allows 15 minutes).
const LONGEST_MS: i64 = 60_000;

/// When it could not even begin.
const LATER_MS: i64 = 30_000;

/// Rows that are done with, which is to be written down.
#[derive(Default)]
struct Delivered {
    rows: Vec<RowOfClaim>,
    /// The end of [`HELD_BACK`] for the first of them.
    held_back: Option<Delay>,
}

impl Delivered {
    fn add(&mut self, row: &DueRow) {
        self.rows.push(RowOfClaim::of(row));
        if self.held_back.is_none() {
            self.held_back = Some(Delay::from(HELD_BACK));
        }
    }
}

/// How the attempt of a row ended.
struct Attempted<'a> {
    row: &'a DueRow,
    ended: Result<Ended>,
    /// Whether it was written down that the rest of its chain is left for another time.
    left: Result<()>,
}

impl Ledger {
    /// The alarm.
    pub(super) async fn ring(&self) {
        self.memory.alarm_at.set(None);
        let turn = self.memory.turn.lock().await;
        self.work(turn).await;
    }

    /// What was just written is due. Somebody who is at it already looks again before they stop.
    pub(super) async fn go_on(&self) {
        if let Some(turn) = self.memory.turn.try_lock() {
            self.work(turn).await;
        }
    }

    /// The platform gives up an alarm that fails six times: failures are recorded, never returned.
    async fn work(&self, turn: MutexGuard<'_, ()>) {
        if let Err(error) = self.deliver_all(turn).await {
            let reason = ("reason", error.to_string().into());
            log::event(Level::Error, "alarm_failed", [reason]);
            // Nobody is left to tell if this fails too; the next command sets the alarm again.
            let _ = self.set_alarm(now().plus_ms(LATER_MS)).await;
        }
    }

    /// Delivers until nothing is due. The turn ends where it was seen that nothing is: what is written from then on
    /// begins another.
    async fn deliver_all(&self, turn: MutexGuard<'_, ()>) -> Result<()> {
        let began = now();
        self.config()?;
        let next = self.look()?;
        let [of_claims, of_messages] = Job::LANES;
        if !next.is_due(of_messages, began) {
            let next = self.deliver(of_claims, began, next).await?;
            drop(turn);
            return match next {
                Some(next) => self.arm_for(&next).await,
                None => self.arm_for(&self.look()?).await,
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
                Delay::from(Duration::from_millis(LOOK_AGAIN_MS.unsigned_abs())).await;
                next = self.look()?;
            }
        };
        let (claims, messages) = join(claims, messages).await;
        drop(turn);
        claims.and(messages.map(|_| ()))?;
        self.arm_for(&self.look()?).await
    }

    /// Attempts rows of these jobs until none is due. `next` is what is due by now; what will be is given back, where it
    /// is known.
    async fn deliver(&self, jobs: &[Job], began: Instant, next: Next) -> Result<Option<Next>> {
        let mut delivered = Delivered::default();
        let ended = self.rounds(jobs, began, next, &mut delivered).await;
        self.write_delivered(&mut delivered)?;
        ended
    }

    /// One after the other, each of what is due by then. What a round delivered may be left to be written down.
    async fn rounds(
        &self,
        jobs: &[Job],
        began: Instant,
        mut next: Next,
        delivered: &mut Delivered,
    ) -> Result<Option<Next>> {
        // First some of what time brought: under a load that never ends nothing else would let it pass.
        if self.lets_time_pass(jobs, &next)? {
            next = self.look()?;
        }
        while now().ms() - began.ms() < LONGEST_MS {
            let mut due = match jobs.contains(&Job::Webhook) {
                // One place is for what waits in the outbox.
                true => self.memory.hand.give(DUE_AT_ONCE - 1),
                false => Vec::new(),
            };
            let in_outbox = self.in_outbox(jobs, &next, due.len())?;
            if !in_outbox.is_empty() {
                self.lease(&in_outbox, now())?;
                // No request may leave before the lease is on disk: a kill would forget the attempt.
                self.state.storage().sync().await?;
            }
            due.extend(in_outbox);
            if due.is_empty() {
                if !self.lets_time_pass(jobs, &next)? {
                    return Ok(Some(next));
                }
                next = self.look()?;
                continue;
            }
            let attempted = self.attempt_all(&due, delivered).await;
            if attempted.is_ok() && self.goes_on_by_hand(jobs, &next)? {
                continue;
            }
            self.write_delivered(delivered)?;
            attempted?;
            next = self.look()?;
        }
        Ok(None)
    }

    /// Some deadlines of claims were due.
    fn lets_time_pass(&self, jobs: &[Job], next: &Next) -> Result<bool> {
        let may_pass = jobs.contains(&Job::Webhook) && next.has_deadlines(now());
        Ok(may_pass && self.pass_deadlines(now())?)
    }

    /// There is more in hand, and a moment ago nothing else was due: that need not be asked after each of them.
    fn goes_on_by_hand(&self, jobs: &[Job], next: &Next) -> Result<bool> {
        let now = now();
        Ok(jobs.contains(&Job::Webhook)
            && !self.memory.hand.is_empty()
            && !next.is_due(jobs, now)
            && now.ms() - next.asked.ms() < LOOK_AGAIN_MS
            && self.may_go_on(Job::Webhook, now)?)
    }

    /// What is due in the outbox, beside so many chains from the hand.
    fn in_outbox(&self, jobs: &[Job], next: &Next, from_hand: usize) -> Result<Vec<Chain>> {
        let mut due = Vec::new();
        for job in jobs.iter().filter(|job| next.is_due(&[**job], now())) {
            let at_once = match job {
                Job::Mail | Job::Sms => MESSAGES_AT_ONCE,
                Job::Webhook => DUE_AT_ONCE - from_hand,
                Job::LookUp | Job::Sweep => DUE_AT_ONCE,
            };
            let chains = self.due(*job, now(), at_once)?;
            if *job == Job::Webhook && chains.len() < at_once {
                self.memory.hand.reopen();
            }
            due.extend(chains);
        }
        Ok(due)
    }

    /// Chains side by side. An error with one row keeps none of the others from being written down.
    async fn attempt_all(&self, chains: &[Chain], delivered: &mut Delivered) -> Result<()> {
        let began = now();
        let attempts = chains
            .iter()
            .map(|chain| Box::pin(self.attempt_in_turn(chain, began)));
        let mut under_way = select_all(attempts);
        let mut outcome = Ok(());
        loop {
            let attempted = match &mut delivered.held_back {
                None => under_way.next().await,
                Some(held_back) => match select(under_way.next(), held_back).await {
                    Either::Left((attempted, _)) => attempted,
                    Either::Right(_) => {
                        outcome = outcome.and(self.write_delivered(delivered));
                        continue;
                    }
                },
            };
            let Some(Attempted { row, ended, left }) = attempted else {
                return outcome;
            };
            outcome = outcome.and(left).and(ended.map(|ended| match ended {
                Ended::Done => delivered.add(row),
                Ended::Written => {}
            }));
        }
    }

    fn write_delivered(&self, delivered: &mut Delivered) -> Result<()> {
        let Delivered { rows, .. } = std::mem::take(delivered);
        match rows.is_empty() {
            true => Ok(()),
            false => self.done(&rows, now()),
        }
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
                false => (&rest[..0], self.leave(rest, now())),
            };
            Some((Attempted { row, ended, left }, rest))
        })
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
