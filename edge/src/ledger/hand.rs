//! What was just written for the shop's backend, kept in hand: its first attempt is counted with the writing, so that it
//! is neither asked for nor written to before it leaves. Should this instance end, the next one finds it in the outbox.

use super::{
    Ledger, Result,
    outbox::{Chain, DueRow, Job},
};
use crate::{call::now, circuit::Gate};
use claims::civil::Instant;
use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
};

/// So many at most. What comes then waits in the outbox, and so does all that comes after it, until none is left waiting
/// there: a crowd does not overtake what waits longer.
const CHAINS_MAX: usize = 12;

/// After this it is left to the outbox: long before its lease is over.
const FRESH_MS: i64 = 1_000;

/// Chains whose attempt is counted and not made yet.
#[derive(Default)]
pub(super) struct Hand {
    /// Each with the moment it was written, oldest first.
    chains: RefCell<VecDeque<(Instant, Chain)>>,
    /// What is written right now.
    open: RefCell<Option<Chain>>,
    /// Others wait in the outbox.
    is_full: Cell<bool>,
}

impl Hand {
    /// The row is to be taken, once it is written.
    pub fn takes(&self, job: Job) -> bool {
        job == Job::Webhook && self.open.borrow().is_some()
    }

    pub fn take(&self, row: DueRow) {
        if let Some(chain) = &mut *self.open.borrow_mut() {
            chain.push(row);
        }
    }

    pub fn is_empty(&self) -> bool {
        self.chains.borrow().is_empty()
    }

    /// The oldest, to be attempted now.
    pub fn give(&self, limit: usize) -> Vec<Chain> {
        let mut chains = self.chains.borrow_mut();
        let count = chains.len().min(limit);
        chains.drain(..count).map(|(_, chain)| chain).collect()
    }

    /// Nothing is left waiting in the outbox.
    pub fn reopen(&self) {
        self.is_full.set(false);
    }

    /// Nothing of that claim is to be attempted any more.
    pub fn forget(&self, claim: i64) {
        let is_other = |chain: &Chain| chain.iter().all(|row| row.claim != claim);
        self.chains
            .borrow_mut()
            .retain(|(_, chain)| is_other(chain));
    }
}

/// Closes the hand, however the writing ends.
struct Open<'a>(&'a Hand);

impl Drop for Open<'_> {
    fn drop(&mut self) {
        self.0.open.replace(None);
    }
}

impl Ledger {
    /// Runs `work`, which writes the first rows of a claim, all or none, and takes those for the backend in hand.
    pub(super) fn in_hand<T>(&self, work: impl FnOnce() -> Result<T>) -> Result<T> {
        let (hand, now) = (&self.memory.hand, now());
        if hand.chains.borrow().len() >= CHAINS_MAX {
            hand.is_full.set(true);
        }
        let is_open = !hand.is_full.get() && self.circuit(Job::Webhook)?.gate(now) == Gate::Open;
        hand.open.replace(is_open.then(Chain::new));
        let open = Open(hand);
        let done = work()?;
        let chain = hand.open.take().filter(|chain| !chain.is_empty());
        drop(open);
        let chain = chain.map(|chain| (now, chain));
        hand.chains.borrow_mut().extend(chain);
        Ok(done)
    }

    /// Leaves to the outbox what waited too long, or must not leave now.
    pub(super) fn empty_hand(&self, now: Instant) -> Result<()> {
        let hand = &self.memory.hand.chains;
        let oldest = hand.borrow().front().map(|(at, _)| *at);
        let Some(oldest) = oldest else {
            return Ok(());
        };
        let may_leave = self.circuit(Job::Webhook)?.gate(now) == Gate::Open;
        if may_leave && now.ms() - oldest.ms() < FRESH_MS {
            return Ok(());
        }
        let chains = std::mem::take(&mut *hand.borrow_mut());
        let rows = chains.iter().flat_map(|(_, chain)| chain);
        self.leave(rows, now)
    }
}
