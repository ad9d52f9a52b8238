//! How often something may be asked: by address, e-mail, order and claim.
//!
//! Where Cloudflare's rate limiter is bound (`RATE_LIMITER`), it is asked, and counts over all places. Beside it, and
//! where there is none, counters in the memory of this isolate hold: on bare `workerd` that is the whole server.
//! Without an address (no proxy names one) nothing is counted by it: one bucket for everyone would let anyone shut
//! the door. What was filed in a day is counted by the ledger besides, where a restart does not forget it.

use crate::{call::Call, config::hex, problem::Refusal};
use claims::civil::Instant;
use sha2::{Digest, Sha256};
use std::{cell::RefCell, collections::HashMap};

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// An order.
    Find,
    /// A new claim.
    File,
    /// The links again.
    Recover,
    /// A change of a claim.
    Change,
}

/// By what it is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// Where it comes from.
    Address,
    /// The e-mail address in it.
    Email,
    /// The order's number.
    Order,
    /// The claim's number.
    Claim,
}

/// Counters run for so long, then begin again.
pub const WINDOW_MS: i64 = 10 * 60 * 1000;

/// More than that are not counted apart: the oldest go. 100,000 take some 5 MB.
const COUNTERS_MAX: usize = 100_000;

/// How often within [`WINDOW_MS`]. A household has one address, a call centre too; a person has one e-mail address,
/// tries a few numbers, and comes back. Guessing an order's e-mail or an e-mail's order is 30 guesses in ten minutes.
const fn limit(asked: Asked, by: By) -> u32 {
    match (asked, by) {
        (Asked::Find, By::Address) => 120,
        (Asked::Find, By::Email | By::Order) => 30,
        (Asked::File, By::Address) => 60,
        (Asked::File, By::Email | By::Order) => 20,
        (Asked::Recover, By::Address) => 30,
        (Asked::Recover, _) => 5,
        (Asked::Change, By::Address) => 600,
        (Asked::Change | Asked::Find | Asked::File, _) => 60,
    }
}

thread_local! {
    static COUNTERS: RefCell<Counters> = RefCell::default();
}

/// Counts this request by its address and by each of `keys`.
///
/// # Errors
/// [`Refusal::TooManyRequests`] where one of them came too often.
pub async fn check(call: &Call<'_>, asked: Asked, keys: &[(By, &str)]) -> Result<(), Refusal> {
    let config = call.config;
    let Some(factor) = config.quotas else {
        return Ok(());
    };
    let address = call.header(&config.address_header).unwrap_or_default();
    let address = (By::Address, address.as_str());
    for (by, key) in keys.iter().chain([&address]) {
        if key.is_empty() {
            continue;
        }
        let name = name(asked, *by, key);
        let allowed = limit(asked, *by).saturating_mul(factor);
        let counted = COUNTERS.with_borrow_mut(|all| all.count(&name, allowed, call.now));
        counted.map_err(|retry_after_s| Refusal::TooManyRequests { retry_after_s })?;
        if config.has_rate_limiter {
            let outcome = call.env.rate_limiter("RATE_LIMITER")?.limit(name).await?;
            if !outcome.success {
                // Its window is the shop's to set; the platform knows 10 and 60 seconds.
                return Err(Refusal::TooManyRequests { retry_after_s: 60 });
            }
        }
    }
    Ok(())
}

/// A key in which nobody is named.
fn name(asked: Asked, by: By, key: &str) -> String {
    let hash = Sha256::digest(key.trim().to_lowercase());
    format!("{asked:?}-{by:?}-{}", hex(&hash[..12])).to_lowercase()
}

/// How often each key came in its window.
#[derive(Default)]
struct Counters(HashMap<String, Counter>);

struct Counter {
    began: Instant,
    count: u32,
}

impl Counters {
    /// One more; seconds until it may come again, where it is one too many.
    fn count(&mut self, key: &str, allowed: u32, now: Instant) -> Result<(), u32> {
        let age_ms = |counter: &Counter| now.ms() - counter.began.ms();
        if self.0.len() >= COUNTERS_MAX && !self.0.contains_key(key) {
            self.0.retain(|_, counter| age_ms(counter) < WINDOW_MS);
            if self.0.len() >= COUNTERS_MAX {
                // A flood of different keys: its own counters are most of them.
                self.0.clear();
            }
        }
        let counter = self.0.entry(key.to_owned()).or_insert(Counter {
            began: now,
            count: 0,
        });
        // A clock that went back begins a new window, too.
        if !(0..WINDOW_MS).contains(&age_ms(counter)) {
            *counter = Counter {
                began: now,
                count: 0,
            };
        }
        if counter.count >= allowed {
            let left_ms = WINDOW_MS - age_ms(counter);
            return Err(u32::try_from(left_ms.div_euclid(1000) + 1).unwrap_or(1));
        }
        counter.count += 1;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Instant = Instant::from_ms(1_795_000_000_000);

    #[test]
    fn one_too_many_waits_until_the_window_is_over() {
        let mut counters = Counters::default();
        for _ in 0..3 {
            assert_eq!(counters.count("a", 3, NOW), Ok(()));
        }
        assert_eq!(counters.count("a", 3, NOW.plus_ms(100_000)), Err(501));
        assert_eq!(counters.count("b", 3, NOW), Ok(()));
        assert_eq!(counters.count("a", 3, NOW.plus_ms(WINDOW_MS)), Ok(()));
    }

    #[test]
    fn a_clock_that_goes_back_locks_nobody_out() {
        let mut counters = Counters::default();
        assert_eq!(counters.count("a", 1, NOW), Ok(()));
        assert_eq!(counters.count("a", 1, NOW.plus_ms(-3_600_000)), Ok(()));
    }

    #[test]
    fn a_flood_of_keys_does_not_fill_the_memory() {
        let mut counters = Counters::default();
        for key in 0..COUNTERS_MAX + 10 {
            assert_eq!(counters.count(&key.to_string(), 1, NOW), Ok(()));
        }
        assert!(counters.0.len() <= COUNTERS_MAX);
    }

    #[test]
    fn a_key_names_nobody_and_is_the_same_however_it_is_typed() {
        let one = name(Asked::Find, By::Email, "Olga@mail.example ");
        assert_eq!(one, name(Asked::Find, By::Email, "olga@mail.example"));
        assert!(one.starts_with("find-email-") && !one.contains("olga"));
    }
}
