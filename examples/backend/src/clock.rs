//! The only place that reads the clock.

use claims::civil::{Date, Instant};
use std::time::{SystemTime, UNIX_EPOCH};

/// Now.
#[must_use]
pub fn now() -> Instant {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    Instant::from_ms(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

/// Seconds since 1970, as Standard Webhooks wants them.
#[must_use]
pub fn unix_seconds() -> i64 {
    now().ms() / 1000
}

/// Today in UTC. The demo orders are whole days apart, so the time zone does not matter to them.
#[must_use]
pub fn today() -> Date {
    now().utc_date()
}
