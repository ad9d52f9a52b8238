//! A disk of its own for the ledger, which can be full; and rows of the ledger damaged with SQLite itself.

use rusqlite::Connection;
use std::{
    fs::{self, File},
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// A mounted tmpfs; unmounted when dropped.
#[derive(Debug)]
pub struct SmallDisk(PathBuf);

impl SmallDisk {
    /// `None` where this user may not mount one.
    pub fn mount(folder: &Path, megabytes: u32) -> Option<Self> {
        fs::create_dir_all(folder).ok()?;
        // Nothing of what was there is needed: the Worker is copied there at every start.
        let mounted = Command::new("mount")
            .args([
                "-t",
                "tmpfs",
                "-o",
                &format!("size={megabytes}m"),
                "recourse-soak",
            ])
            .arg(folder)
            .stderr(Stdio::null())
            .status();
        mounted.ok().filter(std::process::ExitStatus::success)?;
        Some(Self(folder.to_owned()))
    }

    /// Not a byte is left.
    pub fn fill(&self) {
        let Ok(mut file) = File::create(self.filler()) else {
            return;
        };
        let zeros = vec![0; 1 << 20];
        while file.write_all(&zeros).is_ok() {}
        while file.write_all(&zeros[..1]).is_ok() {}
    }

    /// As it was.
    pub fn free(&self) {
        let _ = fs::remove_file(self.filler());
    }

    fn filler(&self) -> PathBuf {
        self.0.join("full")
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("--lazy").arg(&self.0).status();
    }
}

/// The one ledger of a shop with one shard, while nobody serves it. Beside it the runtime keeps a database of its own.
fn ledger(folder: &Path) -> Option<Connection> {
    let files = fs::read_dir(folder)
        .ok()?
        .flatten()
        .map(|entry| entry.path());
    let databases = files.filter(|path| path.extension().is_some_and(|kind| kind == "sqlite"));
    databases.into_iter().find_map(|path| {
        let database = Connection::open(path).ok()?;
        let is_ledger = "SELECT count(*) FROM sqlite_master WHERE name = 'outbox'";
        let found: i64 = database.query_row(is_ledger, [], |row| row.get(0)).ok()?;
        (found == 1).then_some(database)
    })
}

/// The newest webhook that waits cannot be read any more.
pub fn damage_job(folder: &Path) {
    let damage = "UPDATE outbox SET attempts = -7 WHERE id = \
        (SELECT max(id) FROM outbox WHERE job = 'webhook' AND dead_ms IS NULL)";
    if let Some(database) = ledger(folder) {
        let _ = database.execute(damage, []);
    }
}

/// That claim cannot be read any more; `true` where it was there.
pub fn damage_claim(folder: &Path, number: &str) -> bool {
    let damage = "UPDATE claims SET body = substr(body, 1, 40) || char(0) WHERE number = ?";
    ledger(folder).is_some_and(|database| database.execute(damage, [number]) == Ok(1))
}

/// What the outbox holds, and how the endpoints are, for the report of a breach.
pub fn waiting(folder: &Path) -> Vec<String> {
    let Some(database) = ledger(folder) else {
        return Vec::new();
    };
    let queries = [
        "SELECT json_array(id, claim, job, message_id, attempts, due_ms, dead_ms, last_failure) FROM outbox",
        "SELECT json_array(job, body) FROM circuits",
    ];
    let mut all = Vec::new();
    for query in queries {
        let Ok(mut prepared) = database.prepare(query) else {
            continue;
        };
        let rows = prepared.query_map([], |row| row.get::<_, String>(0));
        all.extend(rows.into_iter().flatten().flatten());
    }
    all
}
