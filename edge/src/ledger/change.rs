//! What happens to a claim that is kept: one event, what follows from it by itself, and its rows.

use super::{
    Body, Kept, Ledger, Result,
    command::{Refused, Reply},
    deadlines::watch,
    no_such_claim, schema, status_name,
    transaction::transact,
};
use crate::call::now;
use claims::{
    civil::Instant,
    claim::Claim,
    number::ClaimNumber,
    policy::Policy,
    status::{ClaimEvent, IllegalTransition, Pace, apply, automatic, misfits},
    timeline::Happened,
    wire::BackendEventKept,
};
use serde_json::value::{RawValue, to_raw_value};

/// A claim after its events, not written yet.
pub(super) struct Changed {
    pub claim: Claim,
    pub last_seq: u32,
    pub steps: Vec<Step>,
}

/// One event, and the claim right after it.
pub(super) struct Step {
    pub happened: Happened,
    pub claim: Claim,
    /// The shop does not know of it yet.
    pub is_told: bool,
}

impl Changed {
    /// The claim as it is kept after each step; the last one is the claim now.
    pub fn bodies(&self) -> Result<Vec<Box<RawValue>>> {
        let steps = self.steps.iter().map(|step| &step.claim);
        let claims = match self.steps.is_empty() {
            true => vec![&self.claim],
            false => steps.collect(),
        };
        let bodies = claims.into_iter().map(to_raw_value);
        Ok(bodies.collect::<std::result::Result<_, _>>()?)
    }

    /// The claim as it is.
    pub fn nothing(kept: &Kept) -> Self {
        Self {
            claim: kept.claim.clone(),
            last_seq: kept.last_seq,
            steps: Vec::new(),
        }
    }

    /// The claim after `event` and what the shop then does by itself.
    pub fn by(
        kept: &Kept,
        event: &ClaimEvent,
        now: Instant,
        pace: Pace,
    ) -> std::result::Result<Self, IllegalTransition> {
        let claim = apply(&kept.claim, event, now, pace)?;
        let seq = kept.last_seq + 1;
        let happened = Happened {
            seq,
            at: now,
            by: event.actor(),
            event: event.clone(),
        };
        let step = Step {
            happened,
            claim: claim.clone(),
            is_told: !event.from_shop(),
        };
        let changed = Self {
            claim,
            last_seq: seq,
            steps: vec![step],
        };
        Ok(match automatic(&changed.claim) {
            Some(event) => changed.then(&event, now, pace),
            None => changed,
        })
    }

    /// With one more event that the shop does by itself; one that does not fit is left out.
    pub fn then(mut self, event: &ClaimEvent, now: Instant, pace: Pace) -> Self {
        if let Ok(claim) = apply(&self.claim, event, now, pace) {
            self.last_seq += 1;
            let (seq, by) = (self.last_seq, event.actor());
            let happened = Happened {
                seq,
                at: now,
                by,
                event: event.clone(),
            };
            self.steps.push(Step {
                happened,
                claim: claim.clone(),
                is_told: true,
            });
            self.claim = claim;
        }
        self
    }
}

impl Ledger {
    /// An event of the customer.
    pub(super) async fn change(&self, number: &ClaimNumber, event: &ClaimEvent) -> Result<Reply> {
        let Some(kept) = self.find_now(number).await? else {
            return Ok(no_such_claim());
        };
        let misfits = misfits(&kept.claim, event, now());
        if !misfits.is_empty() {
            return Ok(Reply::Refused(Refused::Misfit(misfits)));
        }
        match self.changed(&kept, event)? {
            Ok(changed) => self.keep(kept, changed, || Ok(())).await,
            Err(illegal) => {
                let is_answer = matches!(event, ClaimEvent::OfferAnswered { .. });
                Ok(match self.lapsed_at(kept.id)?.filter(|_| is_answer) {
                    Some(at) => Reply::Refused(Refused::OfferLapsed(at)),
                    None => refused(illegal),
                })
            }
        }
    }

    /// An offer whose time is over is over, whether or not the alarm has rung.
    async fn find_now(&self, number: &ClaimNumber) -> Result<Option<Kept>> {
        let kept = self.find(number)?;
        let until = |kept: &Kept| kept.claim.offer.as_ref()?.expires_at;
        match kept {
            Some(kept) if until(&kept).is_some_and(|until| until <= now()) => {
                self.pass(kept, now())?;
                self.arm().await?;
                self.find(number)
            }
            kept => Ok(kept),
        }
    }

    /// When the last offer lapsed, if that is what became of it.
    fn lapsed_at(&self, claim: i64) -> Result<Option<Instant>> {
        let events = self.events(claim)?;
        let is_of_offer = |happened: &&Happened| {
            matches!(
                happened.event,
                ClaimEvent::OfferMade { .. } | ClaimEvent::OfferLapsed
            )
        };
        let last = events.iter().rev().find(is_of_offer);
        Ok(last
            .filter(|last| last.event == ClaimEvent::OfferLapsed)
            .map(|last| last.at))
    }

    /// An event of the shop; the same message again gets the same answer.
    pub(super) async fn shop_says(
        &self,
        number: &ClaimNumber,
        event: &ClaimEvent,
        webhook_id: &str,
    ) -> Result<Reply> {
        if let Some(before) = self.row::<Body>(schema::INBOUND, [webhook_id.into()])? {
            return Ok(Reply::Kept(serde_json::from_str(&before.body)?));
        }
        let Some(kept) = self.find_now(number).await? else {
            return Ok(no_such_claim());
        };
        let misfits = misfits(&kept.claim, event, now());
        if !misfits.is_empty() {
            return Ok(Reply::Refused(Refused::Misfit(misfits)));
        }
        let changed = match self.changed(&kept, event)? {
            Ok(changed) => changed,
            Err(illegal) => return Ok(refused(illegal)),
        };
        let reply = BackendEventKept {
            number: number.to_string(),
            status: changed.claim.status,
            seq: kept.last_seq + 1,
        };
        self.keep(kept, changed, || {
            let row = [
                webhook_id.into(),
                now().ms().into(),
                serde_json::to_string(&reply)?.into(),
            ];
            self.write(schema::INSERT_INBOUND, row)
        })
        .await?;
        Ok(Reply::Kept(reply))
    }

    /// Applies the event by the policy the claim was judged by.
    pub(super) fn changed(
        &self,
        kept: &Kept,
        event: &ClaimEvent,
    ) -> Result<std::result::Result<Changed, IllegalTransition>> {
        let pace = self.policy_of(&kept.claim)?.pace();
        Ok(Changed::by(kept, event, now(), pace))
    }

    /// Writes the change and, in the same transaction, what `also` writes; answers with the view.
    pub(super) async fn keep(
        &self,
        kept: Kept,
        changed: Changed,
        also: impl FnOnce() -> Result<()>,
    ) -> Result<Reply> {
        let policy = self.policy_of(&changed.claim)?;
        transact(&self.state.storage(), || {
            self.write_change(kept.id, &changed, &policy)?;
            also()
        })?;
        self.arm().await?;
        let kept = Kept {
            last_seq: changed.last_seq,
            claim: changed.claim,
            ..kept
        };
        self.show(&kept)?;
        Ok(Reply::View {
            view: self.view_of(&kept)?,
            tag: self.tag(&kept)?,
        })
    }

    /// The claim's row and those of its events and outbox. Inside a transaction.
    pub(super) fn write_change(&self, id: i64, changed: &Changed, policy: &Policy) -> Result<()> {
        let watch = watch(self.config()?, &changed.claim, policy.pace(), now());
        let bodies = changed.bodies()?;
        let row = [
            status_name(changed.claim.status)?.into(),
            i64::from(changed.last_seq).into(),
            last_of(&bodies)?.as_bytes().to_vec().into(),
            watch.map(Instant::ms).into(),
            id.into(),
        ];
        self.write(schema::UPDATE_CLAIM, row)?;
        self.write_steps(id, &changed.steps, &bodies, policy)
    }

    /// Inside a transaction.
    pub(super) fn write_steps(
        &self,
        id: i64,
        steps: &[Step],
        bodies: &[Box<RawValue>],
        policy: &Policy,
    ) -> Result<()> {
        for (step, body) in steps.iter().zip(bodies) {
            let happened = serde_json::to_vec(&step.happened)?;
            let seq = i64::from(step.happened.seq);
            self.write(
                schema::INSERT_EVENT,
                [id.into(), seq.into(), happened.into()],
            )?;
            if step.is_told {
                self.write_telling(id, step, body)?;
            }
            self.write_notices(id, step, policy)?;
        }
        Ok(())
    }
}

/// Of [`Changed::bodies`].
pub(super) fn last_of(bodies: &[Box<RawValue>]) -> Result<&str> {
    let last = bodies.last().ok_or("a change without a claim")?;
    Ok(last.get())
}

pub(super) fn refused(illegal: IllegalTransition) -> Reply {
    let IllegalTransition {
        status,
        event,
        allowed,
    } = illegal;
    let allowed = allowed.into_iter().map(str::to_owned).collect();
    Reply::Refused(Refused::Illegal {
        status,
        event: event.to_owned(),
        allowed,
    })
}
