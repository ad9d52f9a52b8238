//! A new claim: replayed, refused because its units are taken, or kept.

use super::{
    Kept, Ledger, Result,
    change::{Changed, Step, last_of},
    command::{Refused, Reply, Submit, TakenBy},
    deadlines::watch,
    order_key,
    outbox::Job,
    schema, status_name,
    units::{Taking, conflict, own_open, units},
};
use crate::call::now;
use claims::{
    civil::{DAY_MS, Instant},
    claim::Claim,
    policy::Policy,
    status::{ClaimEvent, Pace, automatic},
    timeline::Happened,
};
use serde::Deserialize;
use std::rc::Rc;

/// Claims of one order in a day, open or not: units limit those that are open.
const OF_ORDER_A_DAY: u32 = 20;

/// Claims in one person's name in a day.
const OF_CUSTOMER_A_DAY: u32 = 40;

#[derive(Deserialize)]
struct Filed {
    since: String,
}

#[derive(Deserialize)]
struct Spread {
    shards: u8,
}

#[derive(Deserialize)]
struct Id {
    id: i64,
}

/// The claims of an order.
struct OfOrder {
    /// There is one, open or not.
    known: bool,
    /// Those that hold units of it, oldest first.
    open: Vec<Taking>,
}

#[derive(Deserialize)]
struct RowOfOrder {
    /// Of the body that was sent: this is a submission, and `id` that of its claim.
    body_sha256: Option<String>,
    id: i64,
    order_email: String,
    open: Option<String>,
}

impl Ledger {
    pub(super) async fn submit(&self, submit: Submit) -> Result<Reply> {
        let key = order_key(&submit.claim.order.number);
        let of = [
            key.as_str().into(),
            submit.email.as_str().into(),
            submit.key.as_str().into(),
        ];
        let mut rows: Vec<RowOfOrder> = self.rows(schema::FILED_BEFORE, of)?;
        let before = rows
            .iter()
            .find_map(|row| Some((row.body_sha256.as_deref()?, row.id)));
        if let Some(reply) = self.submitted_before(before, &submit)? {
            // The first time may have ended between the writing and the alarm.
            self.arm().await?;
            return Ok(reply);
        }
        rows.retain(|row| row.body_sha256.is_none());
        let by = TakenBy {
            order: submit.claim.order.number.clone(),
            email: submit.email.clone(),
            verified: submit.claim.order.verified,
        };
        let OfOrder { open, .. } = of_order(rows)?;
        if let Some(number) = conflict(&open, &submit.claim, &by) {
            return Ok(Reply::Refused(Refused::AlreadyClaimed(number)));
        }
        if let Some(retry_after_s) = self.too_often(&key, &submit)? {
            return Ok(Reply::Refused(Refused::TooOften(retry_after_s)));
        }
        let Some(policy) = self.policy_for(&submit)? else {
            return Ok(Reply::PolicyPlease);
        };
        let (kept, events) = self.keep_new(&key, submit, &policy)?;
        match self.url(Job::Webhook)? {
            Some(_) => self.arm_at_once(Job::Webhook).await?,
            None => self.arm().await?,
        }
        let (number, view) = (kept.claim.number.clone(), self.view_with(&kept, &events)?);
        Ok(Reply::Filed {
            number,
            view,
            again: false,
        })
    }

    /// Seconds until another may be filed, where too many were in a day.
    fn too_often(&self, key: &str, submit: &Submit) -> Result<Option<u32>> {
        let Some(factor) = self.config()?.quotas else {
            return Ok(None);
        };
        let email = submit.claim.customer.email.trim().to_lowercase();
        let asked = [
            (schema::FILED_BEFORE_OF_ORDER, key, OF_ORDER_A_DAY),
            (schema::FILED_BEFORE_OF_CUSTOMER, &email, OF_CUSTOMER_A_DAY),
        ];
        for (query, of, allowed) in asked {
            let before = i64::from(allowed.saturating_mul(factor)) - 1;
            let row = self.row::<Filed>(query, [of.into(), before.into()])?;
            let since: Option<Instant> =
                row.and_then(|row| serde_json::from_value(row.since.into()).ok());
            let left_ms = since.map_or(0, |since| since.ms() + DAY_MS - now().ms());
            if left_ms > 0 {
                return Ok(Some(u32::try_from(left_ms / 1000 + 1).unwrap_or(1)));
            }
        }
        Ok(None)
    }

    pub(super) fn taken(&self, by: &TakenBy) -> Result<Reply> {
        let key = order_key(&by.order);
        let rows = self.rows(schema::CLAIMS_OF_ORDER, [key.as_str().into()])?;
        let OfOrder { known, open } = of_order(rows)?;
        Ok(Reply::Taken {
            units: units(&open, by),
            claims: own_open(&open, by),
            known,
        })
    }

    pub(super) fn spread(&self) -> Result<Reply> {
        let rows: Vec<Spread> = self.rows(schema::SPREAD, [])?;
        Ok(Reply::Spread(rows.iter().map(|row| row.shards).collect()))
    }

    /// `before` is the hash of what was sent under the same key, and the claim it became.
    fn submitted_before(
        &self,
        before: Option<(&str, i64)>,
        submit: &Submit,
    ) -> Result<Option<Reply>> {
        let Some((body_sha256, claim)) = before else {
            return Ok(None);
        };
        if body_sha256 != submit.body_sha256 {
            return Ok(Some(Reply::Refused(Refused::KeyReused)));
        }
        let Some(kept) = self.find_by_id(claim)? else {
            return Ok(None);
        };
        let (number, view) = (kept.claim.number.clone(), self.view_of(&kept)?);
        Ok(Some(Reply::Filed {
            number,
            view,
            again: true,
        }))
    }

    /// The policy the claim was judged by: known, today's, or sent along.
    fn policy_for(&self, submit: &Submit) -> Result<Option<Rc<Policy>>> {
        let version = &submit.claim.verdict.policy_version;
        if let Ok(known) = self.policy(version)? {
            return Ok(Some(known));
        }
        let today = &self.config()?.policy;
        let policy = match &submit.policy {
            _ if today.version == *version => today.clone(),
            Some(policy) if policy.version == *version => (**policy).clone(),
            Some(_) | None => return Ok(None),
        };
        Ok(Some(Rc::new(policy)))
    }

    fn last_claim(&self) -> Result<i64> {
        if let Some(id) = self.memory.last_claim.get() {
            return Ok(id);
        }
        let row: Option<Id> = self.row(schema::LAST_CLAIM, [])?;
        Ok(row.map_or(0, |row| row.id))
    }

    fn keep_new(
        &self,
        key: &str,
        submit: Submit,
        policy: &Rc<Policy>,
    ) -> Result<(Kept, Vec<Happened>)> {
        let changed = begun(submit.claim, policy.pace());
        let is_new = self.policy(&policy.version)?.is_err();
        let id = self.last_claim()? + 1;
        let shards = changed.claim.number.shards();
        let bodies = changed.bodies()?;
        let is_noted = self.memory.spread_over.get() == Some(shards);
        let write = || {
            if is_new {
                let row = [
                    policy.version.as_str().into(),
                    serde_json::to_string(&**policy)?.into(),
                ];
                self.write(schema::INSERT_POLICY, row)?;
            }
            let claim = &changed.claim;
            let row = [
                id.into(),
                claim.number.as_str().into(),
                key.into(),
                submit.email.as_str().into(),
                claim.customer.email.trim().to_lowercase().into(),
                status_name(claim.status)?.into(),
                i64::from(changed.last_seq).into(),
                last_of(&bodies)?.as_bytes().to_vec().into(),
                watch(self.config()?, claim, policy.pace(), now())
                    .map(Instant::ms)
                    .into(),
            ];
            self.write(schema::INSERT_CLAIM, row)?;
            let row = [
                key.into(),
                submit.email.as_str().into(),
                submit.key.as_str().into(),
                submit.body_sha256.as_str().into(),
                id.into(),
            ];
            self.write(schema::INSERT_SUBMISSION, row)?;
            self.write_steps(id, &changed.steps, &bodies, policy)?;
            if !is_noted {
                self.write(schema::INSERT_SPREAD, [i64::from(shards).into()])?;
            }
            if submit.look_up {
                self.write_look_up(id, &submit.email, submit.asked.clone())?;
            }
            Ok(())
        };
        self.in_hand(|| self.together(write))?;
        self.memory.last_claim.set(Some(id));
        self.memory.spread_over.set(Some(shards));
        self.memory
            .policies
            .borrow_mut()
            .insert(policy.version.clone(), policy.clone());
        let kept = Kept {
            id,
            order_email: submit.email,
            last_seq: changed.last_seq,
            claim: changed.claim,
        };
        let events = changed.steps.into_iter().map(|step| step.happened);
        Ok((kept, events.collect()))
    }
}

fn of_order(mut rows: Vec<RowOfOrder>) -> Result<OfOrder> {
    let known = !rows.is_empty();
    rows.sort_by_key(|row| row.id);
    let open = rows.into_iter().filter_map(|row| {
        let claim = serde_json::from_str(row.open.as_deref()?);
        let RowOfOrder { order_email, .. } = row;
        Some(claim.map(|claim| Taking { order_email, claim }))
    });
    let open = open.collect::<std::result::Result<_, _>>()?;
    Ok(OfOrder { known, open })
}

/// The claim's first event, and what the shop does by itself at once.
fn begun(claim: Claim, pace: Pace) -> Changed {
    let event = ClaimEvent::Submitted;
    let happened = Happened {
        seq: 1,
        at: claim.created_at,
        by: event.actor(),
        event,
    };
    let first = Step {
        happened,
        claim: claim.clone(),
        is_told: true,
    };
    let begun = Changed {
        claim,
        last_seq: 1,
        steps: vec![first],
    };
    match automatic(&begun.claim) {
        Some(event) => begun.then(&event, now(), pace),
        None => begun,
    }
}
