//! What can go wrong, on our side and on the backend's, and how to do it.

use super::{Soak, desk, disk};
use crate::{
    config::SHOP_SECRET,
    http::{get, post},
};
use backend::Fault as Misbehaviour;
use claims::civil::Instant;
use serde_json::Value;
use std::{thread, time::Duration};

/// On our side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// `kill -9` of workerd.
    Kill,
    /// SIGSTOP, and SIGCONT a little later.
    Stop,
    /// No byte is left for the ledger.
    FullDisk,
    /// The clock is put forward or back.
    ClockJump,
    /// The object panics in the middle of a change.
    Panic,
    /// A kill, after which a row of the outbox is damaged.
    DamagedJob,
    /// A kill, after which a claim's row is damaged.
    DamagedClaim,
}

impl Fault {
    /// For the report.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Kill => "SIGKILL",
            Self::Stop => "SIGSTOP",
            Self::FullDisk => "full disk",
            Self::ClockJump => "clock jump",
            Self::Panic => "panic in the object",
            Self::DamagedJob => "SIGKILL, outbox row damaged",
            Self::DamagedClaim => "SIGKILL, claim row damaged",
        }
    }
}

/// How long workerd stands still.
const STOPPED: Duration = Duration::from_millis(120);

/// At most so far ahead: an order's token lasts two hours.
const AHEAD_MS: u64 = 30 * 60_000;

impl Soak {
    /// Does it, in the middle of what is under way.
    pub(super) fn strike(&mut self, fault: Fault) {
        match fault {
            Fault::Kill | Fault::DamagedJob | Fault::DamagedClaim => self.world.edge.kill(),
            Fault::Stop => {
                self.world.edge.pauses();
                thread::sleep(STOPPED);
                self.world.edge.goes_on();
            }
            Fault::FullDisk => {
                if let Some(disk) = &self.disk {
                    disk.fill();
                    // Long enough for what is under way to meet it.
                    thread::sleep(STOPPED);
                }
            }
            Fault::ClockJump => {
                let ahead_ms = i64::try_from(self.random.below(AHEAD_MS)).unwrap_or_default();
                self.set_ahead(ahead_ms);
            }
            Fault::Panic => {
                let panic =
                    get(&self.world.edge.at("/v1/shop")).header("recourse-fault", "ledger-panic");
                let answer = panic.outcome();
                if answer.status != 0 && !(500..600).contains(&answer.status) {
                    self.report
                        .breaks(format!("a panic was answered with {}", answer.status));
                }
            }
        }
    }

    /// Afterwards, everything can go on.
    pub(super) fn mend(&mut self, fault: Fault) {
        match fault {
            Fault::Kill => self.world.edge.resume(),
            Fault::DamagedJob => {
                disk::damage_job(&self.world.edge.ledger_folder());
                self.world.edge.resume();
            }
            Fault::DamagedClaim => {
                self.damage_a_claim();
                self.world.edge.resume();
            }
            Fault::FullDisk => {
                if let Some(disk) = &self.disk {
                    disk.free();
                }
            }
            Fault::Stop | Fault::ClockJump | Fault::Panic => {}
        }
        self.replay();
    }

    /// What was given up, and an endpoint that was gone, are for a person to begin again.
    pub(super) fn replay(&mut self) {
        let edge = &self.world.edge;
        let answer = get(&edge.at("/v1/backend/dead"))
            .bearer(SHOP_SECRET)
            .outcome();
        if answer.status != 200 {
            return;
        }
        let dead: Value = answer.json();
        for letter in dead["dead"].as_array().into_iter().flatten() {
            let id = letter["id"].as_str().unwrap_or_default();
            let again = post(&edge.at(&format!("/v1/backend/dead/{id}/replay")));
            let _ = again.bearer(SHOP_SECRET).outcome();
            self.given_up.insert(id.to_owned());
        }
    }

    pub(super) fn set_ahead(&self, ahead_ms: i64) {
        let now = Instant::from_ms(desk::unix_seconds() * 1000).plus_ms(ahead_ms);
        let _ = get(&self.world.edge.at("/v1/shop"))
            .header("recourse-fault", &format!("clock {now}"))
            .outcome();
    }
}

/// Small and seeded.
#[derive(Debug)]
pub struct Random(u64);

impl Random {
    pub fn of(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }

    pub fn of_list<'a, T>(&mut self, list: &'a [T]) -> Option<&'a T> {
        let count = u64::try_from(list.len()).ok().filter(|count| *count > 0)?;
        list.get(usize::try_from(self.below(count)).ok()?)
    }

    /// A kill most often: it is what machines do.
    pub fn fault(&mut self, disk_can_be_full: bool) -> Fault {
        match self.below(20) {
            0..=10 => Fault::Kill,
            11 | 12 => Fault::Stop,
            13 | 14 if disk_can_be_full => Fault::FullDisk,
            13..=15 => Fault::ClockJump,
            16 | 17 => Fault::Panic,
            18 => Fault::DamagedJob,
            _ => Fault::DamagedClaim,
        }
    }

    /// What the backend does, and whether only after it has kept the event.
    pub fn misbehaviour(&mut self) -> (Option<(Misbehaviour, bool)>, &'static str) {
        let status = Misbehaviour::status;
        let later = Misbehaviour::Status {
            status: 429,
            retry_after_seconds: Some(1),
        };
        let redirect = Misbehaviour::Redirect {
            location: "http://127.0.0.1:9/".to_owned(),
        };
        let (how, after, name) = match self.below(12) {
            0 | 1 => (status(500), false, "backend 500"),
            2 => (later, false, "backend 429"),
            3 => (status(410), false, "backend 410"),
            4 => (redirect, false, "backend redirects"),
            5 | 6 => (Misbehaviour::Delay { delay_ms: 300 }, false, "backend slow"),
            7 if self.below(3) == 0 => (Misbehaviour::Hang, false, "backend hangs"),
            7 | 8 => (Misbehaviour::Reset, false, "backend resets"),
            9 | 10 => (
                Misbehaviour::Reset,
                true,
                "backend keeps it, then resets (a duplicate follows)",
            ),
            _ => return (None, "backend 200"),
        };
        (Some((how, after)), name)
    }
}
