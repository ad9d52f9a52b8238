//! Ctrl-C and SIGTERM: a flag that every wait looks at, so that nothing outlives us.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use signal_hook::consts::{SIGINT, SIGTERM};

use crate::trouble::Trouble;

/// How often a wait looks at the flag and at its child.
pub const POLL: Duration = Duration::from_millis(40);

static STOP: LazyLock<Arc<AtomicBool>> = LazyLock::new(|| Arc::new(AtomicBool::new(false)));

/// From now on the signals set the flag; a second one ends the process at once.
pub fn listen() -> Result<(), Trouble> {
    for signal in [SIGINT, SIGTERM] {
        signal_hook::flag::register_conditional_shutdown(signal, 130, Arc::clone(&STOP))
            .and_then(|_| signal_hook::flag::register(signal, Arc::clone(&STOP)))
            .map_err(|error| Trouble::NotReady {
                what: format!("cannot listen for signals: {error}"),
            })?;
    }
    Ok(())
}

/// `Err(Stopped)` once the user wants us to end.
pub fn check() -> Result<(), Trouble> {
    if STOP.load(Ordering::Relaxed) {
        Err(Trouble::Stopped)
    } else {
        Ok(())
    }
}

/// Sleeps one [`POLL`], or returns `Err(Stopped)`.
pub fn pause() -> Result<(), Trouble> {
    check()?;
    std::thread::sleep(POLL);
    check()
}
