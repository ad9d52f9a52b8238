//! Deadlines: what time alone brings to a claim, at the moment it is due.
//!
//! Each claim's row says when it is to be looked at next (`watch_ms`); every change of the claim sets it anew.

use super::{ClaimRow, Kept, Ledger, Result, change::Changed, schema, transaction::transact};
use crate::{
    config::Config,
    log::{self, Level},
};
use claims::{
    civil::Instant,
    claim::Claim,
    status::{Pace, awaited},
};

/// Claims looked at in one go.
const AT_ONCE: i64 = 50;

/// When a claim is to be looked at next.
pub(super) fn watch(config: &Config, claim: &Claim, pace: Pace, now: Instant) -> Option<Instant> {
    let clock = |day, hour| config.intl.moment_of(day, hour);
    awaited(claim, pace, now, clock).map(|(at, _)| at)
}

impl Ledger {
    /// Brings about what is due; says whether there was anything.
    pub(super) fn pass_deadlines(&self, now: Instant) -> Result<bool> {
        let rows: Vec<ClaimRow> = self.rows(schema::WATCHED, [now.ms().into(), AT_ONCE.into()])?;
        let any = !rows.is_empty();
        for row in rows {
            let id = row.id;
            if let Err(error) = row.read().and_then(|kept| self.pass(kept, now)) {
                // One that cannot be read must not keep the others from their deadlines.
                let fields = [
                    ("claim_row", id.into()),
                    ("reason", error.to_string().into()),
                ];
                log::event(Level::Error, "deadline_failed", fields);
                self.write(schema::UNWATCH, [id.into()])?;
            }
        }
        Ok(any)
    }

    /// Brings about what is due of that claim.
    pub(super) fn pass(&self, kept: Kept, now: Instant) -> Result<()> {
        let config = self.config()?;
        let policy = self.policy_of(&kept.claim)?;
        let pace = policy.pace();
        let clock = |day, hour| config.intl.moment_of(day, hour);
        let mut changed = Changed::nothing(&kept);
        let mut is_stuck = false;
        while let Some((at, event)) = awaited(&changed.claim, pace, now, clock) {
            let before = changed.last_seq;
            if at > now {
                break;
            }
            changed = changed.then(&event, now, pace);
            if changed.last_seq == before {
                // It does not fit: nothing would ever come of it.
                is_stuck = true;
                break;
            }
        }
        // Whoever asks for the claim at that moment did not cause it.
        self.memory.cause.of_time(|| {
            transact(&self.state.storage(), || {
                self.write_change(kept.id, &changed, &policy)?;
                match is_stuck {
                    true => self.write(schema::UNWATCH, [kept.id.into()]),
                    false => Ok(()),
                }
            })
        })?;
        if !changed.steps.is_empty() {
            let kept = Kept {
                last_seq: changed.last_seq,
                claim: changed.claim,
                ..kept
            };
            self.show(&kept)?;
        }
        Ok(())
    }
}
