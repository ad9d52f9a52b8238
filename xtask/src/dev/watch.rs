//! Has a source changed? Asked a few times a second: a few hundred files cost nothing.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant, SystemTime};

use crate::fresh::files_under;
use crate::places::Places;
use crate::trouble::Trouble;

const WATCHED: [&str; 6] = [
    "widget",
    "edge",
    "claims",
    "examples",
    "Cargo.toml",
    "Cargo.lock",
];

/// Hidden, so not among [`files_under`], and yet sources.
const SECRETS: [&str; 2] = [
    "examples/storefront-lamps/.dev.vars",
    "examples/storefront-shoes/.dev.vars",
];

/// How often the files are looked at.
const INTERVAL: Duration = Duration::from_millis(300);

type Snapshot = BTreeMap<PathBuf, (SystemTime, u64)>;

/// The sources as they were when last looked at.
#[derive(Debug)]
pub struct Watch {
    places: Places,
    seen: Snapshot,
    pending: bool,
    looked_at: Instant,
}

impl Watch {
    /// Starts with the sources as they are.
    pub fn of(places: &Places) -> Result<Self, Trouble> {
        let seen = snapshot(places)?;
        Ok(Self {
            places: places.clone(),
            seen,
            pending: false,
            looked_at: Instant::now(),
        })
    }

    /// True once after a change, when nothing has changed any more for one interval:
    /// an editor or a checkout writes several files.
    pub fn changed(&mut self) -> Result<bool, Trouble> {
        if self.looked_at.elapsed() < INTERVAL {
            return Ok(false);
        }
        self.looked_at = Instant::now();
        let now = snapshot(&self.places)?;
        let moving = now != self.seen;
        self.seen = now;
        let settled = self.pending && !moving;
        self.pending = moving;
        Ok(settled)
    }
}

fn snapshot(places: &Places) -> Result<Snapshot, Trouble> {
    let mut snapshot = Snapshot::new();
    for watched in WATCHED.iter().chain(&SECRETS) {
        for file in files_under(&places.at(watched))? {
            // A file may go while we look; the next look sees it.
            if let Ok(data) = fs::metadata(&file) {
                let modified = data.modified().unwrap_or(SystemTime::UNIX_EPOCH);
                snapshot.insert(file, (modified, data.len()));
            }
        }
    }
    Ok(snapshot)
}
