//! When a webhook is tried again, and when it is given up: pure, on the schedule of the Standard Webhooks
//! specification.
//!
//! Delivery is at least once: the row is written with the change it tells of, keeps its `webhook-id`, and is deleted
//! only after a 2xx. Before an attempt, or with the writing where that is right before it, its due time is moved past the
//! attempt's end (the lease), so that a row whose attempt was killed comes back by itself and its attempts are counted.

use claims::civil::{Date, Instant};

/// One attempt may take this long.
pub const TIMEOUT_MS: i64 = 10_000;

/// A row under way is nobody else's until then; longer than an attempt.
pub const LEASE_MS: i64 = TIMEOUT_MS + 2_000;

/// A receiver that asks for more gets this.
pub const RETRY_AFTER_MAX_S: u64 = 24 * 3600;

/// Waits between attempts, in milliseconds. The first attempt is made at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schedule(Vec<i64>);

impl Default for Schedule {
    /// The specification's: 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h, 24 h.
    /// <https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md>
    fn default() -> Self {
        const S: i64 = 1000;
        const MIN: i64 = 60 * S;
        const H: i64 = 60 * MIN;
        Self(vec![
            5 * S,
            5 * MIN,
            30 * MIN,
            2 * H,
            5 * H,
            10 * H,
            14 * H,
            20 * H,
            24 * H,
        ])
    }
}

impl Schedule {
    /// Reads seconds separated by commas, `0.2,0.5,1`.
    pub fn parse(text: &str) -> Option<Self> {
        let waits: Vec<i64> = text
            .split(',')
            .map(|wait| {
                let seconds: f64 = wait.trim().parse().ok()?;
                let week = 7.0 * 24.0 * 3600.0;
                if !(0.0..=week).contains(&seconds) {
                    return None;
                }
                #[allow(clippy::cast_possible_truncation, reason = "at most a week")]
                Some((seconds * 1000.0) as i64)
            })
            .collect::<Option<_>>()?;
        (!waits.is_empty()).then_some(Self(waits))
    }

    /// The wait at that place, from 0; the last one from there on.
    pub fn wait_ms(&self, place: u32) -> i64 {
        let place = usize::try_from(place).unwrap_or(usize::MAX);
        let wait_ms = self.0.get(place).or(self.0.last());
        wait_ms.copied().unwrap_or_default()
    }
}

/// How an attempt ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Attempt {
    /// With an answer.
    Answered {
        /// Its HTTP status.
        status: u16,
        /// What its `Retry-After` asks for.
        retry_after_s: Option<u64>,
    },
    /// Without one: refused, reset, too slow.
    Unanswered {
        /// For the log.
        reason: String,
    },
    /// It works and will not take this one, however often it is asked.
    Refused {
        /// For the log.
        reason: String,
    },
}

impl Attempt {
    /// The shop has it.
    pub fn is_delivered(&self) -> bool {
        matches!(
            self,
            Self::Answered {
                status: 200..=299,
                ..
            }
        )
    }

    /// There is no such endpoint any more (the specification: stop, and tell its owner).
    pub fn is_gone(&self) -> bool {
        matches!(self, Self::Answered { status: 410, .. })
    }

    /// For the log and the dead letter.
    pub fn describe(&self) -> String {
        match self {
            Self::Answered {
                status: 300..=399, ..
            } => "a redirect, which is not followed".into(),
            Self::Answered { status: 410, .. } => "status 410: the endpoint is gone".into(),
            Self::Answered { status, .. } => format!("status {status}"),
            Self::Unanswered { reason } | Self::Refused { reason } => reason.clone(),
        }
    }

    /// Trying again is of no use.
    pub fn is_refused(&self) -> bool {
        matches!(self, Self::Refused { .. })
    }
}

/// What to do with the row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is with the shop.
    Delivered,
    /// Not before then.
    RetryAt(Instant),
    /// Given up: kept, but not tried again by itself.
    Dead,
}

/// What follows from attempt number `attempts` (from 1) having ended so at `now`.
/// `jitter` of 0 to 1 lengthens the wait by up to a tenth, so that what failed together does not return together.
pub fn outcome(
    schedule: &Schedule,
    attempts: u32,
    attempt: &Attempt,
    now: Instant,
    jitter: f64,
) -> Outcome {
    if attempt.is_delivered() {
        return Outcome::Delivered;
    }
    if attempt.is_gone() || attempt.is_refused() {
        return Outcome::Dead;
    }
    let retry_after_s = match attempt {
        Attempt::Answered { retry_after_s, .. } => *retry_after_s,
        Attempt::Unanswered { .. } | Attempt::Refused { .. } => None,
    };
    let failed_before = usize::try_from(attempts)
        .unwrap_or(usize::MAX)
        .saturating_sub(1);
    let Some(wait_ms) = schedule.0.get(failed_before) else {
        return Outcome::Dead;
    };
    #[allow(clippy::cast_possible_truncation, reason = "a tenth of a day in ms")]
    let wait_ms = wait_ms + (*wait_ms as f64 * 0.1 * jitter.clamp(0.0, 1.0)) as i64;
    let asked_s = retry_after_s.unwrap_or(0).min(RETRY_AFTER_MAX_S);
    let asked_ms = i64::try_from(asked_s).unwrap_or(0) * 1000;
    Outcome::RetryAt(now.plus_ms(wait_ms.max(asked_ms)))
}

/// Seconds that a `Retry-After` asks for: a number, or a date such as `Sat, 21 Nov 2026 22:18:49 GMT`.
pub fn retry_after_s(value: &str, now: Instant) -> Option<u64> {
    let value = value.trim();
    if let Ok(seconds) = value.parse() {
        return Some(seconds);
    }
    let mut words = value.split(' ').skip(1);
    let day: u8 = words.next()?.parse().ok()?;
    let month = words.next()?;
    let year: i32 = words.next()?.parse().ok()?;
    let time = words.next()?;
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let month = u8::try_from(MONTHS.iter().position(|name| *name == month)? + 1).ok()?;
    let date = Date::new(year, month, day)?;
    let then = Instant::parse(&format!("{date}T{time}Z"))?;
    u64::try_from((then.ms() - now.ms()).max(0) / 1000).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Instant = Instant::from_ms(1_795_299_529_000); // 2026-11-21T22:18:49Z

    fn answered(status: u16) -> Attempt {
        Attempt::Answered {
            status,
            retry_after_s: None,
        }
    }

    fn wait_s(attempts: u32, attempt: &Attempt) -> Option<i64> {
        match outcome(&Schedule::default(), attempts, attempt, NOW, 0.0) {
            Outcome::RetryAt(at) => Some((at.ms() - NOW.ms()) / 1000),
            Outcome::Delivered | Outcome::Dead => None,
        }
    }

    #[test]
    fn every_2xx_is_delivered_and_nothing_else() {
        for status in [200, 202, 204, 299] {
            let outcome = outcome(&Schedule::default(), 1, &answered(status), NOW, 0.5);
            assert_eq!(outcome, Outcome::Delivered);
        }
        for status in [301, 307, 400, 404, 429, 500] {
            assert_eq!(wait_s(1, &answered(status)), Some(5), "{status}");
        }
    }

    #[test]
    fn what_an_endpoint_that_is_gone_was_to_get_is_given_up_at_once() {
        let gone = outcome(&Schedule::default(), 1, &answered(410), NOW, 0.5);
        assert_eq!(gone, Outcome::Dead);
    }

    #[test]
    fn what_is_refused_for_good_is_given_up_at_once() {
        let reason = "no such address".to_owned();
        let refused = Attempt::Refused { reason };
        let outcome = outcome(&Schedule::default(), 1, &refused, NOW, 0.5);
        assert_eq!(outcome, Outcome::Dead);
    }

    #[test]
    fn ten_attempts_on_the_schedule_of_the_specification() {
        let waits: Vec<_> = (1..=10)
            .map(|attempts| wait_s(attempts, &answered(500)))
            .collect();
        let hours = |hours: i64| Some(hours * 3600);
        let expected = [
            Some(5),
            Some(300),
            Some(1800),
            hours(2),
            hours(5),
            hours(10),
            hours(14),
        ];
        assert_eq!(waits[..7], expected);
        assert_eq!(waits[7..], [hours(20), hours(24), None]);
    }

    #[test]
    fn retry_after_lengthens_the_wait_up_to_a_day() {
        let asked = |retry_after_s| Attempt::Answered {
            status: 429,
            retry_after_s,
        };
        assert_eq!(wait_s(1, &asked(Some(120))), Some(120));
        assert_eq!(wait_s(1, &asked(Some(1))), Some(5));
        assert_eq!(wait_s(1, &asked(Some(u64::MAX))), Some(24 * 3600));
    }

    #[test]
    fn jitter_adds_a_tenth_at_most() {
        let lost = Attempt::Unanswered {
            reason: "reset".into(),
        };
        let later = outcome(&Schedule::default(), 2, &lost, NOW, 1.0);
        assert_eq!(later, Outcome::RetryAt(NOW.plus_ms(330_000)));
    }

    #[test]
    fn retry_after_is_read_in_both_forms() {
        assert_eq!(retry_after_s("120", NOW), Some(120));
        assert_eq!(
            retry_after_s("Sat, 21 Nov 2026 22:19:49 GMT", NOW),
            Some(60)
        );
        assert_eq!(retry_after_s("Sat, 21 Nov 2020 22:19:49 GMT", NOW), Some(0));
        assert_eq!(retry_after_s("soon", NOW), None);
    }

    #[test]
    fn a_schedule_is_read_from_seconds() {
        assert_eq!(
            Schedule::parse("0.2, 0.5,1"),
            Some(Schedule(vec![200, 500, 1000]))
        );
        for text in ["", "a", "-1", "1,,2", "NaN", "1e9"] {
            assert_eq!(Schedule::parse(text), None, "{text}");
        }
    }
}
