//! What time it is.
//!
//! Tests set the time instead of waiting for it (`recourse-fault: clock …`, only where `FAULTS` is `on`): everything
//! that is counted in hours and days follows [`now`]. Signatures do not: who verifies them has a clock of their own.

use claims::civil::Instant;
use std::cell::Cell;
use worker::js_sys::Date;

thread_local! {
    /// How far a test has set us ahead.
    static AHEAD_MS: Cell<i64> = const { Cell::new(0) };
}

/// The time by the runtime's clock, or as a test has set it.
pub fn now() -> Instant {
    system_now().plus_ms(AHEAD_MS.get())
}

/// The time by the runtime's clock.
pub fn system_now() -> Instant {
    #[allow(
        clippy::cast_possible_truncation,
        reason = "whole milliseconds, for 285,000 years"
    )]
    Instant::from_ms(Date::now() as i64)
}

/// From now on it is `ahead_ms` later than the runtime's clock says.
pub fn set_ahead(ahead_ms: i64) {
    AHEAD_MS.set(ahead_ms);
}
