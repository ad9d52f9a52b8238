//! When the alarm is to ring: the earliest of what is due.

use super::{Ledger, Result, outbox::Job, schema};
use crate::{call::now, circuit::Gate};
use claims::civil::Instant;
use std::{collections::BTreeMap, sync::LazyLock};

/// An alarm that has not rung by then will not: the platform gave it up.
const ALARM_LOST_MS: i64 = 120_000;

/// So long after something was begun the alarm sees whether it came to an end: not sooner, as most do in a fraction of
/// that, and one alarm stands behind all that was begun meanwhile.
const BEHIND_MS: i64 = 1_000;

/// When the next row of each job is due, and the next claim is to be looked at.
#[derive(Clone)]
pub(super) struct Next {
    /// When it was so.
    pub asked: Instant,
    watch: Option<Instant>,
    jobs: Vec<(Job, Instant)>,
}

impl Next {
    /// Rows of one of these jobs are due.
    pub fn is_due(&self, jobs: &[Job], now: Instant) -> bool {
        let of_them = |(job, due): &(Job, Instant)| jobs.contains(job) && *due <= now;
        self.jobs.iter().any(of_them)
    }

    /// A claim is to be looked at.
    pub fn has_deadlines(&self, now: Instant) -> bool {
        self.watch.is_some_and(|due| due <= now)
    }
}

/// The column of the claims, beside those of the jobs.
const WATCH: &str = "watch";

/// Of each job and of the claims the earliest: each is the first entry of an index. Columns, as the platform joins five
/// selects at most.
pub(super) fn next_of_all() -> &'static str {
    static QUERY: LazyLock<String> = LazyLock::new(|| {
        let jobs = Job::ALL.map(|job| {
            let name = job.name();
            format!(
                "(SELECT min(due_ms) FROM outbox WHERE job = '{name}' AND due_ms IS NOT NULL) AS {name}"
            )
        });
        format!(
            "SELECT {}, ({}) AS {WATCH}",
            jobs.join(", "),
            schema::NEXT_WATCH
        )
    });
    &QUERY
}

impl Ledger {
    /// One statement.
    pub(super) fn next_of_all(&self) -> Result<Next> {
        let row: Option<BTreeMap<String, Option<i64>>> = self.row(next_of_all(), [])?;
        let row = row.unwrap_or_default();
        let due = |column: &str| row.get(column).copied().flatten().map(Instant::from_ms);
        let of_job = |job: Job| Some((job, due(job.name())?));
        let next = Next {
            asked: now(),
            watch: due(WATCH),
            jobs: Job::ALL.into_iter().filter_map(of_job).collect(),
        };
        Ok(next)
    }

    /// The same for who delivers: what is in hand then may leave at once.
    pub(super) fn look(&self) -> Result<Next> {
        let now = now();
        self.empty_hand(now)?;
        let next = self.next_of_all()?;
        if !next.is_due(&[Job::Webhook], now) {
            self.memory.hand.reopen();
        }
        Ok(next)
    }

    /// When there is something to do next, as far as the endpoints are to be asked.
    fn something_due(&self, all: &Next, now: Instant) -> Result<Option<Instant>> {
        let mut next = all.watch;
        for (job, due) in &all.jobs {
            let due = match self.circuit(*job)?.gate(now) {
                Gate::Open | Gate::One => *due,
                Gate::ClosedUntil(until) => (*due).max(until),
                Gate::Closed => continue,
            };
            next = Some(next.map_or(due, |next| next.min(due)));
        }
        Ok(next)
    }

    /// After something was written: what is due is begun, for what will be the alarm is set, if it is not set so already.
    pub(super) async fn arm(&self) -> Result<()> {
        let now = now();
        if self.rings_by(now) {
            return Ok(());
        }
        match self.something_due(&self.next_of_all()?, now)? {
            Some(due) if due <= now => self.begin(now).await,
            Some(due) => self.arm_by(due).await,
            None => Ok(()),
        }
    }

    /// The same where something was just written for that job, to be done at once.
    pub(super) async fn arm_at_once(&self, job: Job) -> Result<()> {
        let now = now();
        match self.circuit(job)?.gate(now) {
            Gate::Open => self.begin(now).await,
            Gate::One | Gate::ClosedUntil(_) | Gate::Closed => self.arm().await,
        }
    }

    /// Where it is known what is due when: by the alarm.
    pub(super) async fn arm_for(&self, next: &Next) -> Result<()> {
        match self.something_due(next, now())? {
            Some(due) => self.arm_by(due).await,
            None => Ok(()),
        }
    }

    /// What is due is done after the answer; the alarm stands behind.
    async fn begin(&self, now: Instant) -> Result<()> {
        self.memory.is_due.set(true);
        self.arm_by(now.plus_ms(BEHIND_MS)).await
    }

    async fn arm_by(&self, due: Instant) -> Result<()> {
        match self.rings_by(due) {
            true => Ok(()),
            false => self.set_alarm(due).await,
        }
    }

    /// An alarm is set for then or earlier, and looks at everything that is due.
    fn rings_by(&self, due: Instant) -> bool {
        let will_ring = |at: Instant| now().ms() - at.ms() < ALARM_LOST_MS;
        let at = self.memory.alarm_at.get();
        at.is_some_and(|at| at <= due && will_ring(at))
    }

    pub(super) async fn set_alarm(&self, due: Instant) -> Result<()> {
        let alarm_at = &self.memory.alarm_at;
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
