//! One build at a time in this checkout: a second one waits for its turn.

use std::fs::{self, File, TryLockError};

use crate::places::Places;
use crate::stop;
use crate::terminal::note;
use crate::trouble::Trouble;

/// Held until dropped; the system gives it back even where the process is killed.
#[derive(Debug)]
pub struct Turn {
    _lock: File,
}

impl Turn {
    /// Waits until no other process of this checkout holds the turn of that name.
    pub fn of(places: &Places, name: &str) -> Result<Self, Trouble> {
        let path = places.at("target/turns").join(name);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(Trouble::writing(folder))?;
        }
        let lock = File::create(&path).map_err(Trouble::writing(&path))?;
        let mut told = false;
        loop {
            match lock.try_lock() {
                Ok(()) => return Ok(Self { _lock: lock }),
                Err(TryLockError::WouldBlock) => {}
                Err(TryLockError::Error(error)) => return Err(Trouble::writing(&path)(error)),
            }
            if !told {
                note(format!(
                    "another `cargo xtask` is at the {name}; waiting for it"
                ));
                told = true;
            }
            stop::pause()?;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_turn_is_free_again_when_it_is_dropped() {
        let root = std::env::temp_dir().join(format!("recourse-turn-{}", std::process::id()));
        let places = Places { root };
        let taken = Turn::of(&places, "build").unwrap();
        let other = File::open(places.at("target/turns/build")).unwrap();
        assert!(matches!(other.try_lock(), Err(TryLockError::WouldBlock)));
        drop(taken);
        assert!(other.try_lock().is_ok());
        fs::remove_dir_all(&places.root).unwrap();
    }
}
