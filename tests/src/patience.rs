//! Waiting for what must happen.

use std::{
    thread,
    time::{Duration, Instant},
};

/// Longer than any honest wait: the first retry of a webhook comes after seconds, a hanging backend is given up on
/// after some more. What takes longer has not happened.
pub const DEADLINE: Duration = Duration::from_secs(90);

const PAUSE: Duration = Duration::from_millis(15);

/// Asks until `look` has something to show.
///
/// # Panics
/// After [`DEADLINE`], naming `what`.
pub fn until<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(seen) = look() {
            return seen;
        }
        assert!(
            start.elapsed() < DEADLINE,
            "waited {DEADLINE:?} in vain for {what}"
        );
        thread::sleep(PAUSE);
    }
}
