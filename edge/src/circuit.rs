//! When an endpoint of the shop's backend is left alone for a while, or for good: pure.
//!
//! A backend that is down fails every event alike. Rather than have each use up its attempts against it, the circuit
//! opens after a few failures in a row: nothing is sent for a while, then one attempt alone shows whether it is back.
//! What waits meanwhile loses no attempt. A 410 says that the endpoint is gone: it is left alone until a person says
//! otherwise, by replaying a dead letter or with another `BACKEND_URL`.

use crate::outbox::{Attempt, RETRY_AFTER_MAX_S, Schedule};
use claims::civil::Instant;
use serde::{Deserialize, Serialize};

/// So many failures in a row are the endpoint's, not one event's.
pub const OPENS_AFTER: u32 = 5;

/// The longest pause: a backend that is back is noticed within it.
pub const PAUSE_MAX_MS: i64 = 5 * 60 * 1000;

/// How an endpoint has been lately.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Circuit {
    /// Everything is sent.
    Working {
        /// In a row, the last ones.
        failures: u32,
    },
    /// Nothing is sent until then, and then one attempt.
    Paused {
        /// When it was paused first.
        since: Instant,
        /// When it is tried again.
        until: Instant,
        /// So often in a row.
        pauses: u32,
    },
    /// It said that it is gone (410): nothing is sent.
    Gone {
        /// When it said so.
        since: Instant,
    },
}

/// What may be sent now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gate {
    /// Everything that is due.
    Open,
    /// One attempt, to see whether it is back.
    One,
    /// Nothing before then.
    ClosedUntil(Instant),
    /// Nothing.
    Closed,
}

impl Default for Circuit {
    fn default() -> Self {
        Self::Working { failures: 0 }
    }
}

impl Circuit {
    /// What may be sent at `now`.
    pub fn gate(self, now: Instant) -> Gate {
        match self {
            Self::Working { .. } => Gate::Open,
            Self::Paused { until, .. } if until <= now => Gate::One,
            Self::Paused { until, .. } => Gate::ClosedUntil(until),
            Self::Gone { .. } => Gate::Closed,
        }
    }

    /// The circuit after an attempt ended so at `now`. The pauses are the schedule's waits, at most [`PAUSE_MAX_MS`],
    /// and at least as long as a 429 or 503 asks for; `jitter` of 0 to 1 lengthens them by up to a tenth.
    #[must_use]
    pub fn after(self, schedule: &Schedule, attempt: &Attempt, now: Instant, jitter: f64) -> Self {
        // Who refuses one message works.
        if attempt.is_delivered() || attempt.is_refused() {
            return Self::default();
        }
        if attempt.is_gone() {
            return Self::Gone { since: now };
        }
        let asked = now.plus_ms(asked_ms(attempt));
        let paused = |since, pauses: u32| {
            let wait_ms = schedule.wait_ms(pauses).min(PAUSE_MAX_MS);
            #[allow(clippy::cast_possible_truncation, reason = "minutes in ms")]
            let jitter_ms = (wait_ms as f64 * 0.1 * jitter.clamp(0.0, 1.0)) as i64;
            Self::Paused {
                since,
                until: now.plus_ms(wait_ms + jitter_ms).max(asked),
                pauses: pauses.saturating_add(1),
            }
        };
        match self {
            Self::Working { failures } if failures + 1 >= OPENS_AFTER => paused(now, 0),
            Self::Working { .. } if asked > now => Self::Paused {
                since: now,
                until: asked,
                pauses: 0,
            },
            Self::Working { failures } => Self::Working {
                failures: failures + 1,
            },
            // Sent together with what opened it: the same bad moment, not another one.
            Self::Paused {
                since,
                until,
                pauses,
            } if now < until => Self::Paused {
                since,
                until: until.max(asked),
                pauses,
            },
            Self::Paused { since, pauses, .. } => paused(since, pauses),
            Self::Gone { since } => Self::Gone { since },
        }
    }
}

/// What a busy endpoint asks all of us to wait.
fn asked_ms(attempt: &Attempt) -> i64 {
    match attempt {
        Attempt::Answered {
            status: 429 | 503,
            retry_after_s: Some(asked_s),
        } => i64::try_from((*asked_s).min(RETRY_AFTER_MAX_S)).unwrap_or(0) * 1000,
        Attempt::Answered { .. } | Attempt::Unanswered { .. } | Attempt::Refused { .. } => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Instant = Instant::from_ms(1_795_299_529_000);

    fn answered(status: u16, retry_after_s: Option<u64>) -> Attempt {
        Attempt::Answered {
            status,
            retry_after_s,
        }
    }

    fn after(circuit: Circuit, attempt: &Attempt, now: Instant) -> Circuit {
        circuit.after(&Schedule::default(), attempt, now, 0.0)
    }

    fn failing(times: u32) -> Circuit {
        let down = answered(500, None);
        (0..times).fold(Circuit::default(), |circuit, _| after(circuit, &down, NOW))
    }

    /// Seconds from `now` until it is tried again.
    fn pause_s(circuit: Circuit, now: Instant) -> i64 {
        let Circuit::Paused { until, .. } = circuit else {
            panic!("{circuit:?}")
        };
        (until.ms() - now.ms()) / 1000
    }

    #[test]
    fn four_failures_in_a_row_are_let_pass_and_the_fifth_opens_the_circuit() {
        assert_eq!(failing(4).gate(NOW), Gate::Open);
        assert_eq!(failing(5).gate(NOW), Gate::ClosedUntil(NOW.plus_ms(5_000)));
        let delivered = after(failing(4), &answered(204, None), NOW);
        assert_eq!(
            delivered,
            Circuit::default(),
            "a success starts the count anew"
        );
    }

    #[test]
    fn after_the_pause_one_attempt_decides_and_each_failure_makes_it_longer_up_to_five_minutes() {
        let mut circuit = failing(5);
        let mut now = NOW;
        let mut pauses = vec![];
        for _ in 0..4 {
            pauses.push(pause_s(circuit, now));
            now = now.plus_ms(pause_s(circuit, now) * 1000);
            assert_eq!(circuit.gate(now), Gate::One);
            circuit = after(circuit, &answered(500, None), now);
        }
        assert_eq!(pauses, [5, 300, 300, 300]);
        let Circuit::Paused { since, until, .. } = circuit else {
            panic!("{circuit:?}")
        };
        assert_eq!(since, NOW, "it says since when");
        let back = after(circuit, &answered(200, None), until);
        assert_eq!(back.gate(until), Gate::Open);
    }

    #[test]
    fn what_was_sent_together_with_the_last_failure_does_not_count_twice() {
        let opened = failing(5);
        assert_eq!(after(opened, &answered(500, None), NOW.plus_ms(10)), opened);
    }

    #[test]
    fn a_429_or_503_that_asks_for_time_gets_it_at_once_and_for_everything() {
        for status in [429, 503] {
            let asked = after(Circuit::default(), &answered(status, Some(120)), NOW);
            assert_eq!(pause_s(asked, NOW), 120, "{status}");
            assert_eq!(after(asked, &answered(200, None), NOW), Circuit::default());
        }
        let for_a_year = answered(503, Some(365 * 24 * 3600));
        assert_eq!(pause_s(after(failing(4), &for_a_year, NOW), NOW), 24 * 3600);
        let other = after(Circuit::default(), &answered(500, Some(120)), NOW);
        assert_eq!(other, Circuit::Working { failures: 1 });
    }

    #[test]
    fn an_endpoint_that_says_it_is_gone_is_left_alone() {
        let gone = after(failing(2), &answered(410, None), NOW);
        assert_eq!(gone, Circuit::Gone { since: NOW });
        let next_year = NOW.plus_ms(365 * 24 * 3_600_000);
        assert_eq!(gone.gate(next_year), Gate::Closed);
        assert_eq!(after(gone, &answered(500, None), NOW), gone);
        assert_eq!(
            after(gone, &answered(200, None), NOW),
            Circuit::default(),
            "what was under way arrived after all"
        );
    }

    #[test]
    fn a_pause_gets_a_tenth_longer_at_most() {
        let lost = Attempt::Unanswered {
            reason: "reset".into(),
        };
        let opened = failing(4).after(&Schedule::default(), &lost, NOW, 1.0);
        assert_eq!(opened.gate(NOW), Gate::ClosedUntil(NOW.plus_ms(5_500)));
    }

    #[test]
    fn it_is_kept_as_readable_json() {
        let kept = serde_json::to_string(&failing(5)).unwrap();
        assert_eq!(
            kept,
            r#"{"state":"paused","since":"2026-11-21T22:18:49.000Z","until":"2026-11-21T22:18:54.000Z","pauses":1}"#
        );
        assert_eq!(serde_json::from_str::<Circuit>(&kept).unwrap(), failing(5));
    }
}
