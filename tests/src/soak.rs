//! Faults at random, cycle after cycle, against a shop whose backend misbehaves; then what must hold is looked at.
//!
//! `cargo xtask test` runs some cycles, `cargo xtask bench --soak` a thousand. Everything is chosen by one seed, which
//! is printed; what the machine does with it is its own, so a failure may need more than one run to come back.

#![allow(clippy::print_stdout, reason = "a long run tells how far it is")]

mod disk;
mod fault;
mod inbound;
mod report;
mod verdict;

use crate::{
    config::Config,
    customer::{self, new_key},
    desk,
    http::{Answer, Call},
    shop::Order,
    world::World,
};
use backend::Fault as Misbehaviour;
use claims::{draft::ClaimDraft, problem::ProblemKind, wire::Filed};
use disk::SmallDisk;
use fault::Random;
use inbound::{Message, Said};
use report::Report;
use std::{collections::BTreeSet, thread, time::Duration};

/// How long and how.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// Cycles: a fault each.
    pub cycles: u32,
    /// The same seed chooses the same.
    pub seed: u64,
}

/// A claim that the edge has said it keeps.
#[derive(Debug)]
struct Kept {
    order: String,
    filed: Filed,
    /// Messages of the customer that were answered with 200.
    messages: usize,
    /// How far the shop has led it through its life.
    steps: usize,
    /// Its row was damaged on purpose.
    damaged: bool,
}

/// A submission, until it is answered with 201.
struct Submission {
    order: Order,
    token: String,
    key: String,
    draft: ClaimDraft,
    answered: Option<Filed>,
}

/// One run.
struct Soak {
    world: World,
    random: Random,
    report: Report,
    disk: Option<SmallDisk>,
    kept: Vec<Kept>,
    /// Events of the shop that were kept, with their places in the claim's history.
    told: Vec<(Said, u32)>,
    /// Messages of the shop that were refused: they may come again.
    refused: Vec<Message>,
    /// Events the shop has thought of.
    said: u32,
    /// Messages that became dead letters and were sent again: they may arrive after later ones.
    given_up: BTreeSet<String>,
}

/// Claims filed at once in a cycle.
const CUSTOMERS: usize = 2;

/// Messages of the shop in a cycle.
const MESSAGES: usize = 2;

/// A request in the middle of a fault may take so many attempts.
const ATTEMPTS: u32 = 40;

/// Runs it.
///
/// # Errors
/// Every breach of what must hold, with the report.
pub fn run(plan: Plan) -> Result<String, String> {
    println!("soak: {} cycles, seed {}", plan.cycles, plan.seed);
    let mut soak = Soak::begin(plan);
    for cycle in 1..=plan.cycles {
        soak.cycle();
        if cycle % 20 == 0 {
            println!(
                "soak: {cycle} of {} cycles, {}",
                plan.cycles,
                soak.report.in_short()
            );
        }
    }
    soak.end()
}

impl Soak {
    fn begin(plan: Plan) -> Self {
        let config = Config::lumen().with("FAULTS", "on").with("QUOTAS", "off");
        let mut world = World::of(&config);
        world.edge.stop();
        let megabytes = 64 + plan.cycles / 8;
        let disk = SmallDisk::mount(&world.edge.state_folder(), megabytes);
        world.edge.resume();
        Self {
            world,
            random: Random::of(plan.seed),
            report: Report::default(),
            disk,
            kept: Vec::new(),
            told: Vec::new(),
            refused: Vec::new(),
            said: 0,
            given_up: BTreeSet::new(),
        }
    }

    fn cycle(&mut self) {
        let mut submissions: Vec<Submission> = (0..CUSTOMERS).map(|_| self.submission()).collect();
        self.misbehave();
        let fault = self.random.fault(self.disk.is_some());
        let message = self.random.of_list(&self.kept).filter(|kept| !kept.damaged);
        let message = message.map(|kept| kept.filed.clone());
        let says: Vec<Message> = (0..MESSAGES).filter_map(|_| self.message()).collect();
        let calls: Vec<Call> = submissions
            .iter()
            .map(|submission| self.call(submission))
            .collect();
        let senders: Vec<_> = calls
            .into_iter()
            .map(|call| thread::spawn(move || call.outcome()))
            .collect();
        let writing = message.as_ref().map(|filed| {
            let held = customer::Held {
                edge: &self.world.edge,
                filed: filed.clone(),
            };
            let call = held.writing("Is there anything new?");
            thread::spawn(move || call.outcome())
        });
        let telling = says.into_iter().map(|says| (self.utter(&says), says));
        let telling: Vec<_> = telling.collect();
        // Not a wait for something to happen: the moment of the fault is what is tried.
        thread::sleep(Duration::from_micros(self.random.below(25_000)));
        self.strike(fault);
        self.report.counts(fault.name());
        for (submission, sender) in submissions.iter_mut().zip(senders) {
            submission.answered = accepted(&joined(sender));
        }
        let written = writing.map(joined);
        self.mend(fault);
        if let (Some(filed), Some(answer)) = (message, written)
            && answer.status == 200
            && let Some(kept) = self.of_number(&filed.claim.number)
        {
            kept.messages += 1;
        }
        for submission in submissions {
            self.insist(submission);
        }
        for (during, says) in telling {
            self.tell(says, during);
        }
    }

    fn submission(&mut self) -> Submission {
        let order = self.world.order(10);
        let find = || customer::find(&self.world.edge, order.number(), &order.email);
        let found: claims::wire::FoundOrder = insisted(find, 200).json();
        let draft = self.world.draft(&order, "1", ProblemKind::Defective);
        Submission {
            token: found.order_token,
            key: new_key(),
            draft,
            order,
            answered: None,
        }
    }

    fn call(&self, submission: &Submission) -> Call {
        customer::submitting(&self.world.edge, &submission.token, &submission.key)
            .json(&submission.draft)
    }

    /// As the customer's page does: the same again under the same key, until it is answered.
    fn insist(&mut self, submission: Submission) {
        let filed: Filed = insisted(|| self.call(&submission).outcome(), 201).json();
        if let Some(first) = submission.answered {
            self.report.answered_before += 1;
            if first.claim.number != filed.claim.number {
                let (first, again) = (first.claim.number, &filed.claim.number);
                self.report.breaks(format!(
                    "{first} was answered with 201, then it was {again}"
                ));
            }
        }
        self.kept.push(Kept {
            order: submission.order.number().to_owned(),
            filed,
            messages: 0,
            steps: 0,
            damaged: false,
        });
    }

    fn misbehave(&mut self) {
        let (how, name) = self.random.misbehaviour();
        let Some(how) = how else {
            return;
        };
        self.report.counts(name);
        match how {
            (misbehaviour, true) => self
                .world
                .shop
                .fails_after(backend::Call::Events, misbehaviour),
            (misbehaviour @ Misbehaviour::Hang, false) => {
                self.world
                    .shop
                    .fails(backend::Call::Events, misbehaviour, 1);
            }
            (misbehaviour, false) => {
                let times = u32::try_from(self.random.below(3)).unwrap_or_default() + 1;
                self.world
                    .shop
                    .fails(backend::Call::Events, misbehaviour, times);
            }
        }
    }

    fn of_number(&mut self, number: &str) -> Option<&mut Kept> {
        self.kept
            .iter_mut()
            .find(|kept| kept.filed.claim.number == number)
    }
}

fn accepted(answer: &Answer) -> Option<Filed> {
    (answer.status == 201).then(|| answer.json())
}

fn joined(sender: thread::JoinHandle<Answer>) -> Answer {
    sender.join().expect("a sender that does not panic")
}

/// Sends until the answer has that status: faults pass.
fn insisted(send: impl Fn() -> Answer, status: u16) -> Answer {
    let answer = until(send, |answer| answer.status == status);
    answer.expect(status)
}

fn until(send: impl Fn() -> Answer, is_good: impl Fn(&Answer) -> bool) -> Answer {
    let mut answer = send();
    for attempt in 1..ATTEMPTS {
        if is_good(&answer) {
            break;
        }
        // As a page does between two attempts.
        thread::sleep(Duration::from_millis(u64::from(attempt.min(10)) * 20));
        answer = send();
    }
    answer
}
