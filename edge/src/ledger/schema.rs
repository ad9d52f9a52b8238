//! All SQL of the ledger, and the numbered migrations that lead to its tables.
//!
//! Integers stay below 2^53 (they cross JavaScript): times are Unix milliseconds. Rows are found by primary key or
//! by an index, so that one more claim costs the same with a million kept. What every claim asks has no `ORDER BY` beside
//! a `= ?`, and no `LIMIT ?`: the planner looks at the values of such, and compiles the statement anew for others.
//! `CAST` makes text of the bytes as which long text crosses.

use super::outbox::Job;
use worker::{Result, SqlStorage, SqlStorageValue};

/// Migrations in order; number `n` is the `n`th, from 1. One that was released is never changed.
const MIGRATIONS: [&[&str]; 6] = [TABLES, ENDPOINTS, TIME, CARE, TRACES, LETTERS];

const TABLES: &[&str] = &[
    // A claim, as JSON; beside it what it is looked for by.
    "CREATE TABLE claims (
        id INTEGER PRIMARY KEY,
        number TEXT NOT NULL UNIQUE,
        order_key TEXT NOT NULL,
        order_email TEXT NOT NULL,
        customer_email TEXT NOT NULL,
        status TEXT NOT NULL,
        last_seq INTEGER NOT NULL,
        body TEXT NOT NULL
    )",
    "CREATE INDEX claims_by_order ON claims (order_key)",
    "CREATE INDEX claims_by_customer ON claims (customer_email)",
    // What happened to it, as JSON, from 1 without gaps.
    "CREATE TABLE events (
        claim INTEGER NOT NULL,
        seq INTEGER NOT NULL,
        body TEXT NOT NULL,
        PRIMARY KEY (claim, seq)
    ) WITHOUT ROWID",
    // Submissions by their Idempotency-Key, which counts within one order and address.
    "CREATE TABLE submissions (
        order_key TEXT NOT NULL,
        order_email TEXT NOT NULL,
        key TEXT NOT NULL,
        body_sha256 TEXT NOT NULL,
        claim INTEGER NOT NULL,
        PRIMARY KEY (order_key, order_email, key)
    ) WITHOUT ROWID",
    // Answers to the shop's webhooks by their id.
    "CREATE TABLE inbound (
        webhook_id TEXT PRIMARY KEY,
        at_ms INTEGER NOT NULL,
        reply TEXT NOT NULL
    ) WITHOUT ROWID",
    // What is still to be done outside. `due_ms` is null while an earlier row of the same claim and job is there,
    // and once the row is given up (`dead_ms`).
    "CREATE TABLE outbox (
        id INTEGER PRIMARY KEY,
        claim INTEGER NOT NULL,
        job TEXT NOT NULL,
        message_id TEXT NOT NULL,
        body TEXT NOT NULL,
        attempts INTEGER NOT NULL DEFAULT 0,
        due_ms INTEGER,
        dead_ms INTEGER,
        last_failure TEXT
    )",
    "CREATE INDEX outbox_due ON outbox (due_ms) WHERE due_ms IS NOT NULL",
    "CREATE INDEX outbox_by_claim ON outbox (claim, job, id)",
    // Bytes of files, in parts: a value holds 2 MB at most.
    "CREATE TABLE file_parts (
        claim INTEGER NOT NULL,
        n INTEGER NOT NULL,
        part INTEGER NOT NULL,
        bytes BLOB NOT NULL
    )",
    "CREATE UNIQUE INDEX file_parts_in_order ON file_parts (claim, n, part)",
    // Policies that claims were judged by.
    "CREATE TABLE policies (version TEXT PRIMARY KEY, body TEXT NOT NULL)",
];

/// How the shop's backend is, and what it did not take.
const ENDPOINTS: &[&str] = &[
    // How each endpoint of the backend is (a `Circuit`, as JSON); of another address nothing is known.
    "CREATE TABLE circuits (job TEXT PRIMARY KEY, url TEXT NOT NULL, body TEXT NOT NULL) WITHOUT ROWID",
    // What is due, endpoint by endpoint: one that is left alone must not stand in the way of the other.
    "DROP INDEX outbox_due",
    "CREATE INDEX outbox_due ON outbox (job, due_ms) WHERE due_ms IS NOT NULL",
    // Whether the shop was told of a row that was given up.
    "ALTER TABLE outbox ADD COLUMN told INTEGER NOT NULL DEFAULT 0",
    "CREATE INDEX outbox_dead ON outbox (id) WHERE dead_ms IS NOT NULL",
    "CREATE INDEX outbox_dead_untold ON outbox (id) WHERE dead_ms IS NOT NULL AND told = 0",
    "CREATE UNIQUE INDEX outbox_by_message ON outbox (message_id)",
];

/// What time alone brings, and where an order is looked for.
const TIME: &[&str] = &[
    // When time alone may bring something to a claim. Those kept before are looked at at the next alarm.
    "ALTER TABLE claims ADD COLUMN watch_ms INTEGER",
    "UPDATE claims SET watch_ms = 0",
    "CREATE INDEX claims_watched ON claims (watch_ms) WHERE watch_ms IS NOT NULL",
    // Over how many shards the orders of these claims were spread, as the first sign of their numbers says.
    "CREATE TABLE spread (shards INTEGER PRIMARY KEY)",
    "INSERT INTO spread (shards) SELECT DISTINCT \
        instr('23456789ABCDEFGHJKLMNPQRSTUVWXYZ', substr(number, 1, 1)) FROM claims",
];

/// What is deleted in time.
const CARE: &[&str] = &[
    // Claims that are over, by their last change; those that go on cost nothing.
    "CREATE INDEX claims_over ON claims (json_extract(body, '$.updated_at')) \
        WHERE status IN ('declined', 'withdrawn', 'expired', 'resolved')",
    // Who found an order with another address than they gave.
    "CREATE INDEX claims_by_other_address ON claims (order_email) WHERE order_email <> customer_email",
    // Files of the bucket that belong to no claim, or will not unless it says so until then.
    "CREATE TABLE leftovers (key TEXT PRIMARY KEY, due_ms INTEGER NOT NULL) WITHOUT ROWID",
    // The one row of the job that comes back every day.
    "INSERT INTO outbox (claim, job, message_id, body, due_ms) VALUES (0, 'sweep', 'sweep', '{}', 0)",
];

/// Whose doing it was.
const TRACES: &[&str] = &[
    // The `traceparent` of the request that caused the row; null where none did.
    "ALTER TABLE outbox ADD COLUMN traceparent TEXT",
];

/// What is delivered is never asked for by its id: two entries of an index less are written for each webhook.
const LETTERS: &[&str] = &[
    "DROP INDEX outbox_by_message",
    "CREATE INDEX outbox_dead_by_message ON outbox (message_id) WHERE dead_ms IS NOT NULL",
];

const CREATE_MIGRATIONS: &str =
    "CREATE TABLE IF NOT EXISTS migrations (number INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL)";
const LAST_MIGRATION: &str = "SELECT coalesce(max(number), 0) AS number FROM migrations";
const NOTE_MIGRATION: &str = "INSERT INTO migrations (number, at_ms) VALUES (?, ?)";

pub const INSERT_CLAIM: &str = "INSERT INTO claims \
    (id, number, order_key, order_email, customer_email, status, last_seq, body, watch_ms) \
    VALUES (?, ?, ?, ?, ?, ?, ?, CAST(? AS TEXT), ?)";
pub const LAST_CLAIM: &str = "SELECT coalesce(max(id), 0) AS id FROM claims";
pub const UPDATE_CLAIM: &str =
    "UPDATE claims SET status = ?, last_seq = ?, body = CAST(? AS TEXT), watch_ms = ? WHERE id = ?";
pub const WATCHED: &str = "SELECT id, order_email, last_seq, body FROM claims \
    WHERE watch_ms <= ? ORDER BY watch_ms LIMIT ?";
/// Beside the next of each job.
pub const NEXT_WATCH: &str = "SELECT min(watch_ms) FROM claims WHERE watch_ms IS NOT NULL";
pub const UNWATCH: &str = "UPDATE claims SET watch_ms = NULL WHERE id = ?";
pub const SPREAD: &str = "SELECT shards FROM spread ORDER BY shards";
pub const INSERT_SPREAD: &str = "INSERT OR IGNORE INTO spread (shards) VALUES (?)";
pub const UPDATE_ORDER_KEY: &str = "UPDATE claims SET order_key = ? WHERE id = ?";
pub const CLAIM_BY_NUMBER: &str =
    "SELECT id, order_email, last_seq, body FROM claims WHERE number = ?";
pub const CLAIM_BY_ID: &str = "SELECT id, order_email, last_seq, body FROM claims WHERE id = ?";
/// Written out twice: `concat!` takes literals alone.
macro_rules! of_order {
    ($before:literal) => {
        concat!(
            $before,
            "SELECT NULL AS body_sha256, id, order_email, \
             CASE WHEN status IN ('declined', 'withdrawn', 'expired') THEN NULL ELSE json_object('number', number, \
             'status', status, 'verified', body -> '$.order.verified', 'bought', body -> '$.order.lines', \
             'lines', body -> '$.lines') END AS open FROM claims WHERE order_key = ?1"
        )
    };
}
/// What an [`OpenClaim`](super::units::OpenClaim) says; nothing of those whose units are free again.
pub const CLAIMS_OF_ORDER: &str = of_order!("");
/// The same, and the claim of an earlier submission under that key, which is the row with a hash.
pub const FILED_BEFORE: &str = of_order!(
    "SELECT body_sha256, claim AS id, order_email, NULL AS open FROM submissions \
     WHERE order_key = ?1 AND order_email = ?2 AND key = ?3 UNION ALL "
);
pub const CLAIMS_OF_CUSTOMER: &str = "SELECT id, order_email, last_seq, body FROM claims WHERE customer_email = ? \
     ORDER BY id DESC LIMIT 20";
pub const CLAIMS_OF_CUSTOMER_AND_ORDER: &str = "SELECT id, order_email, last_seq, body FROM claims WHERE order_key = ? \
     AND customer_email = ? ORDER BY id DESC LIMIT 20";
pub const CLAIMS_AFTER: &str = "SELECT id, body FROM claims WHERE id > ? ORDER BY id LIMIT ?";
pub const CLAIMS_AFTER_OF_STATUS: &str =
    "SELECT id, body FROM claims WHERE id > ? AND status = ? ORDER BY id LIMIT ?";

pub const INSERT_EVENT: &str =
    "INSERT INTO events (claim, seq, body) VALUES (?, ?, CAST(? AS TEXT))";
pub const EVENTS: &str = "SELECT body FROM events WHERE claim = ? ORDER BY seq";

pub const INSERT_SUBMISSION: &str = "INSERT INTO submissions \
    (order_key, order_email, key, body_sha256, claim) VALUES (?, ?, ?, ?, ?)";

pub const INBOUND: &str = "SELECT reply AS body FROM inbound WHERE webhook_id = ?";
pub const INSERT_INBOUND: &str = "INSERT INTO inbound (webhook_id, at_ms, reply) VALUES (?, ?, ?)";

/// Due then, unless an earlier row of the same claim and job is there.
pub const INSERT_OUTBOX: &str = "INSERT INTO outbox \
    (claim, job, message_id, body, due_ms, traceparent, id, attempts) \
    SELECT ?1, ?2, ?3, CAST(?4 AS TEXT), CASE WHEN EXISTS \
    (SELECT 1 FROM outbox WHERE claim = ?1 AND job = ?2 AND dead_ms IS NULL) THEN NULL ELSE ?5 END, ?6, ?7, ?8";
/// Attempted for the first time when the instance before this one ended, or about to be.
const CUT_OFF: &str = "UPDATE outbox SET due_ms = ?1 \
    WHERE job = 'webhook' AND due_ms > ?1 AND attempts = 1 AND last_failure IS NULL";
const LAST_ROW: &str = "SELECT coalesce(max(id), 0) AS number FROM outbox";
/// Written out in `due!`, as `concat!` takes literals alone; the platform allows six connections at once.
pub const DUE_AT_ONCE: usize = 6;
/// Rows of a claim that are attempted one after the other; written out in `due!`.
#[cfg(test)]
pub const IN_A_CHAIN: usize = 4;
macro_rules! due {
    ($job:literal) => {
        concat!(
            "SELECT outbox.id, outbox.claim, job, message_id, attempts, CAST(body AS BLOB) AS body, traceparent \
             FROM (SELECT claim FROM outbox WHERE job = '",
            $job,
            "' AND due_ms <= ? ORDER BY due_ms, id LIMIT 6) AS first \
             CROSS JOIN outbox ON outbox.id IN \
             (SELECT id FROM outbox WHERE claim = first.claim AND job = '",
            $job,
            "' AND dead_ms IS NULL ORDER BY id LIMIT 4)"
        )
    };
}
/// At most [`DUE_AT_ONCE`] of a job that may be attempted now, each with those of the same claim that wait for it: at
/// most [`IN_A_CHAIN`] of a claim.
pub const fn due(job: Job) -> &'static str {
    match job {
        Job::Webhook => due!("webhook"),
        Job::LookUp => due!("look_up"),
        Job::Mail => due!("mail"),
        Job::Sms => due!("sms"),
        Job::Sweep => due!("sweep"),
    }
}
/// One that waits for an earlier one goes on waiting.
pub const LEASE: &str = "UPDATE outbox SET attempts = attempts + 1, \
    due_ms = CASE WHEN due_ms IS NOT NULL THEN ? END WHERE id = ?";
/// After all. One that waits for an earlier one goes on waiting.
pub const NOT_ATTEMPTED: &str = "UPDATE outbox SET attempts = attempts - 1, \
    due_ms = CASE WHEN due_ms IS NOT NULL THEN ? END WHERE id = ? AND attempts > 0";
pub const DELETE_OUTBOX: &str = "DELETE FROM outbox WHERE id = ?";
pub const RETRY_OUTBOX: &str = "UPDATE outbox SET due_ms = ?, last_failure = ? WHERE id = ?";
pub const BURY_OUTBOX: &str =
    "UPDATE outbox SET due_ms = NULL, dead_ms = ?, last_failure = ?, told = ? WHERE id = ?";
/// Its attempts begin anew: what is in that column may be what is damaged.
pub const BURY_DAMAGED: &str = "UPDATE outbox SET due_ms = NULL, dead_ms = ?, last_failure = ?, \
    attempts = 0, told = 0 WHERE id = ?";
/// The next of the same claim and job, once the one before it is out of the way.
pub const RELEASE_NEXT: &str = "UPDATE outbox SET due_ms = ?1 \
    WHERE claim = ?2 AND job = ?3 AND dead_ms IS NULL AND due_ms IS NULL AND NOT EXISTS \
    (SELECT 1 FROM outbox AS earlier WHERE earlier.claim = ?2 AND earlier.job = ?3 \
    AND earlier.dead_ms IS NULL AND earlier.id < outbox.id)";

pub const DEAD_AFTER: &str = "SELECT outbox.id, claim, number, job, message_id, attempts, dead_ms, last_failure, \
    outbox.body AS body FROM outbox LEFT JOIN claims ON claims.id = outbox.claim \
    WHERE dead_ms IS NOT NULL AND outbox.id > ? ORDER BY outbox.id LIMIT ?";
pub const DEAD_OF_ID: &str = "SELECT outbox.id, claim, number, job, message_id, attempts, dead_ms, last_failure, \
    outbox.body AS body FROM outbox LEFT JOIN claims ON claims.id = outbox.claim \
    WHERE dead_ms IS NOT NULL AND message_id = ?";
pub const DEAD_UNTOLD: &str = "SELECT outbox.id, claim, number, job, message_id, attempts, dead_ms, last_failure, \
    outbox.body AS body FROM outbox LEFT JOIN claims ON claims.id = outbox.claim \
    WHERE dead_ms IS NOT NULL AND told = 0 ORDER BY outbox.id LIMIT ?";
pub const MARK_TOLD: &str = "UPDATE outbox SET told = 1 WHERE id = ?";
pub const REVIVE_OUTBOX: &str =
    "UPDATE outbox SET dead_ms = NULL, due_ms = NULL, attempts = 0, told = 0 WHERE id = ?";
/// The live rows of a claim and job: only the first of them is to be due ([`RELEASE_NEXT`]).
pub const HOLD_ALL: &str =
    "UPDATE outbox SET due_ms = NULL WHERE claim = ? AND job = ? AND dead_ms IS NULL";

pub const CIRCUIT: &str = "SELECT body FROM circuits WHERE job = ? AND url = ?";
pub const KEEP_CIRCUIT: &str = "INSERT INTO circuits (job, url, body) VALUES (?, ?, ?) \
    ON CONFLICT (job) DO UPDATE SET url = excluded.url, body = excluded.body";

pub const DELETE_FILE: &str = "DELETE FROM file_parts WHERE claim = ? AND n = ?";
pub const INSERT_PART: &str = "INSERT INTO file_parts (claim, n, part, bytes) VALUES (?, ?, ?, ?)";
pub const PARTS: &str = "SELECT bytes FROM file_parts WHERE claim = ? AND n = ? ORDER BY part";

/// Claims that were erased count, too.
pub const FILED: &str = "SELECT max(id) AS count FROM claims";
pub const UNDELIVERED: &str =
    "SELECT count(*) AS count FROM outbox WHERE job = 'webhook' AND dead_ms IS NULL";
pub const UNSENT: &str =
    "SELECT count(*) AS count FROM outbox WHERE job IN ('mail', 'sms') AND dead_ms IS NULL";
pub const OLDEST_UNDELIVERED: &str = "SELECT json_extract(body, '$.timestamp') AS since FROM outbox \
    WHERE job = 'webhook' AND dead_ms IS NULL ORDER BY id LIMIT 1";
pub const DEAD_LETTERS: &str = "SELECT count(*) AS count FROM outbox WHERE dead_ms IS NOT NULL";

/// When the claim was filed that is so many before the newest of the same order.
pub const FILED_BEFORE_OF_ORDER: &str = "SELECT json_extract(body, '$.created_at') AS since \
    FROM claims WHERE order_key = ? ORDER BY id DESC LIMIT 1 OFFSET ?";
/// The same of the same customer.
pub const FILED_BEFORE_OF_CUSTOMER: &str = "SELECT json_extract(body, '$.created_at') AS since \
    FROM claims WHERE customer_email = ? ORDER BY id DESC LIMIT 1 OFFSET ?";

pub const POLICY: &str = "SELECT body FROM policies WHERE version = ?";
pub const INSERT_POLICY: &str = "INSERT OR REPLACE INTO policies (version, body) VALUES (?, ?)";

pub const CLAIMS_OF_PERSON: &str = "SELECT number FROM claims WHERE customer_email = ?1 \
    UNION SELECT number FROM claims WHERE order_email = ?1 AND order_email <> customer_email";
pub const SUBMISSIONS_OF_CLAIM: &str = "SELECT count(*) AS count FROM submissions \
    WHERE order_key = ? AND order_email = ? AND claim = ?";
/// What is left of a claim, in the order in which it goes; each takes the claim's row number.
pub const ERASE: [&str; 4] = [
    "DELETE FROM file_parts WHERE claim = ?",
    "DELETE FROM outbox WHERE claim = ?",
    "DELETE FROM events WHERE claim = ?",
    "DELETE FROM claims WHERE id = ?",
];
pub const ERASE_SUBMISSIONS: &str =
    "DELETE FROM submissions WHERE order_key = ? AND order_email = ? AND claim = ?";
/// The slow way: its order was found under another number since.
pub const ERASE_SUBMISSIONS_ANYWHERE: &str = "DELETE FROM submissions WHERE claim = ?";

/// Claims that are over and last changed between two moments; the oldest first.
pub const OVER: &str = "SELECT id, order_email, last_seq, body FROM claims \
    WHERE status IN ('declined', 'withdrawn', 'expired', 'resolved') \
    AND json_extract(body, '$.updated_at') > ? AND json_extract(body, '$.updated_at') <= ? \
    ORDER BY json_extract(body, '$.updated_at') LIMIT ?";
pub const EMPTY_EVIDENCE: &str = "UPDATE claims SET body = json_set(body, '$.evidence', json('[]'), '$.files', json('[]')) WHERE id = ?";
pub const ERASE_FILES: &str = "DELETE FROM file_parts WHERE claim = ?";
pub const EMPTY_FILE_NAMES: &str = "UPDATE events SET body = json_set(body, '$.file.name', '…') \
    WHERE claim = ? AND json_extract(body, '$.type') = 'evidence.added'";
pub const EMPTY_MESSAGES: &str = "UPDATE events SET body = json_set(body, '$.text', '…') \
    WHERE claim = ? AND json_extract(body, '$.type') IN ('message.added', 'message.sent')";
/// They quote it all; what was given up so long ago is not sent any more.
pub const ERASE_DEAD: &str = "DELETE FROM outbox WHERE claim = ? AND dead_ms IS NOT NULL";

pub const SWEEP: &str = "SELECT body FROM outbox WHERE job = 'sweep'";
pub const SWEEP_AGAIN: &str =
    "UPDATE outbox SET due_ms = ?, body = ?, attempts = 0, dead_ms = NULL WHERE job = 'sweep'";
pub const SWEEP_LATER: &str =
    "UPDATE outbox SET due_ms = ?, attempts = 0, dead_ms = NULL WHERE job = 'sweep'";
pub const SWEEP_SOONER: &str = "UPDATE outbox SET due_ms = min(due_ms, ?) WHERE job = 'sweep'";

pub const LEAVE_OVER: &str = "INSERT OR REPLACE INTO leftovers (key, due_ms) VALUES (?, ?)";
pub const NO_LEFTOVER: &str = "DELETE FROM leftovers WHERE key = ?";
pub const LEFTOVERS: &str = "SELECT key FROM leftovers WHERE due_ms <= ? ORDER BY key LIMIT ?";
pub const NEXT_LEFTOVER: &str = "SELECT min(due_ms) AS due_ms FROM leftovers";

/// Brings the tables to the newest form; what is there already is left alone.
///
/// # Errors
/// What SQLite says.
pub fn migrate(sql: &SqlStorage, now_ms: i64) -> Result<()> {
    sql.exec(CREATE_MIGRATIONS, None)?;
    let last = sql.exec(LAST_MIGRATION, None)?.to_array::<Number>()?;
    let done = last.first().map_or(0, |last| last.number);
    for (number, statements) in (1..)
        .zip(MIGRATIONS)
        .skip_while(|(number, _)| *number <= done)
    {
        for statement in statements {
            sql.exec(statement, None)?;
        }
        let note: [SqlStorageValue; 2] = [number.into(), now_ms.into()];
        sql.exec(NOTE_MIGRATION, note.to_vec())?;
    }
    Ok(())
}

/// What an instance that begins does for the one before it; gives the last row of the outbox.
///
/// # Errors
/// What SQLite says.
pub fn take_over(sql: &SqlStorage, now_ms: i64) -> Result<i64> {
    sql.exec(CUT_OFF, vec![now_ms.into()])?;
    let last = sql.exec(LAST_ROW, None)?.to_array::<Number>()?;
    Ok(last.first().map_or(0, |last| last.number))
}

#[derive(serde::Deserialize)]
struct Number {
    number: i64,
}

#[cfg(test)]
mod tests;
