//! How each job's endpoint has been: kept with the outbox, read once.

use super::{Body, Ledger, Result, outbox::Job, schema};
use crate::{
    call::now,
    circuit::Circuit,
    log::{self, Level},
    outbox::Attempt,
};

impl Ledger {
    /// How the endpoint of that job has been.
    pub(super) fn circuit(&self, job: Job) -> Result<Circuit> {
        let known = |all: &mut Vec<(Job, Circuit)>| {
            let found = all.iter().find(|(of, _)| *of == job);
            found.map(|(_, circuit)| *circuit)
        };
        if let Some(circuit) = known(&mut self.memory.circuits.borrow_mut()) {
            return Ok(circuit);
        }
        let Some(url) = self.url(job)? else {
            return Ok(Circuit::default());
        };
        let values = [job.name().into(), url.into()];
        let kept: Option<Body> = self.row(schema::CIRCUIT, values)?;
        let circuit = match kept {
            Some(kept) => serde_json::from_str(&kept.body)?,
            None => Circuit::default(),
        };
        self.memory.circuits.borrow_mut().push((job, circuit));
        Ok(circuit)
    }

    /// Inside a transaction.
    pub(super) fn keep_circuit(&self, job: Job, circuit: Circuit) -> Result<()> {
        let Some(url) = self.url(job)? else {
            return Ok(());
        };
        self.memory.circuits.borrow_mut().clear();
        let body = serde_json::to_string(&circuit)?;
        let values = [job.name().into(), url.into(), body.into()];
        self.write(schema::KEEP_CIRCUIT, values)
    }

    /// What an attempt says of its endpoint; the log says when it is left alone. Inside a transaction.
    pub(super) fn learn(&self, job: Job, attempt: &Attempt, jitter: f64) -> Result<()> {
        let before = self.circuit(job)?;
        let after = before.after(&self.config()?.schedule, attempt, now(), jitter);
        if after == before {
            return Ok(());
        }
        let job_name = ("job", job.name().into());
        match (before, after) {
            // Until a dead letter is replayed, or `BACKEND_URL` changes.
            (_, Circuit::Gone { .. }) => log::event(Level::Error, "endpoint_gone", [job_name]),
            (_, Circuit::Paused { since, until, .. }) => {
                let since = ("since", since.to_string().into());
                let until = ("until", until.to_string().into());
                log::event(Level::Error, "endpoint_paused", [job_name, since, until]);
            }
            (Circuit::Paused { since, .. } | Circuit::Gone { since }, Circuit::Working { .. }) => {
                let since = ("failed_since", since.to_string().into());
                log::event(Level::Info, "endpoint_works_again", [job_name, since]);
            }
            (Circuit::Working { .. }, Circuit::Working { .. }) => {}
        }
        self.keep_circuit(job, after)
    }

    /// What an answered look-up says of its endpoint.
    pub(super) fn answered(&self, job: Job) -> Result<()> {
        let attempt = Attempt::Answered {
            status: 200,
            retry_after_s: None,
        };
        self.learn(job, &attempt, 0.0)
    }
}
