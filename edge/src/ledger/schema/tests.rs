//! Every earlier form of the tables, with a row in each, becomes today's without losing one.

use super::{super::outbox::Job, MIGRATIONS};
use rusqlite::{Connection, types::Value};

/// One row for each table of the first version, as it was kept then.
const KEPT: [&str; 7] = [
    "INSERT INTO claims VALUES (7, '22YS-6QQV-8TX7', 'LL-1', 'a@mail.example', 'a@mail.example', 'received', 1, '{}')",
    "INSERT INTO events VALUES (7, 1, '{}')",
    "INSERT INTO submissions VALUES ('LL-1', 'a@mail.example', 'key', 'hash', 7)",
    "INSERT INTO inbound VALUES ('msg_in', 1, '{}')",
    "INSERT INTO outbox VALUES (1, 7, 'webhook', 'msg_1', '{}', 10, NULL, 5, 'status 500')",
    "INSERT INTO file_parts VALUES (7, 1, 0, x'00')",
    "INSERT INTO policies VALUES ('fr-1', '{}')",
];
/// One row for each table that came later, with the version it came with.
const KEPT_LATER: [(usize, &str, &str); 4] = [
    (
        2,
        "circuits",
        "INSERT INTO circuits VALUES ('webhook', 'https://shop.example', '{}')",
    ),
    (3, "spread", "INSERT INTO spread VALUES (4)"),
    (
        4,
        "leftovers",
        "INSERT INTO leftovers VALUES ('22YS-6QQV-8TX7/1/hash', 5)",
    ),
    // A dead letter that was told of.
    (
        2,
        "outbox",
        "INSERT INTO outbox VALUES (9, 7, 'webhook', 'msg_9', '{}', 10, NULL, 5, 'status 500', 1)",
    ),
];
const TABLES: [&str; 10] = [
    "claims",
    "events",
    "submissions",
    "inbound",
    "outbox",
    "file_parts",
    "policies",
    "circuits",
    "spread",
    "leftovers",
];

/// Tables of that version, as they would be after that version had run for some time.
fn kept_by(version: usize) -> Connection {
    let database = Connection::open_in_memory().unwrap();
    for number in 1..=version {
        migrate(&database, number - 1, number);
        let first = KEPT.iter().filter(|_| number == 1);
        let later = KEPT_LATER.iter().filter(|(of, _, _)| *of == number);
        for row in first.chain(later.map(|(_, _, row)| row)) {
            database.execute(row, []).unwrap();
        }
    }
    database
}

fn migrate(database: &Connection, from: usize, to: usize) {
    for statement in MIGRATIONS[from..to].iter().copied().flatten() {
        database.execute_batch(statement).unwrap();
    }
}

/// What defines the tables and indexes, by name.
fn shape(database: &Connection) -> Vec<(String, String)> {
    let mut query = database
        .prepare("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name")
        .unwrap();
    let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
    rows.unwrap().map(Result::unwrap).collect()
}

fn one(database: &Connection, query: &str) -> Value {
    database.query_row(query, [], |row| row.get(0)).unwrap()
}

#[test]
fn every_earlier_version_becomes_todays_and_keeps_every_row() {
    let newest = MIGRATIONS.len();
    let fresh = Connection::open_in_memory().unwrap();
    migrate(&fresh, 0, newest);
    for version in 1..newest {
        let database = kept_by(version);
        migrate(&database, version, newest);
        assert_eq!(shape(&database), shape(&fresh), "from version {version}");
        for table in TABLES {
            let count = one(&database, &format!("SELECT count(*) FROM {table}"));
            let kept = KEPT
                .iter()
                .chain(
                    KEPT_LATER
                        .iter()
                        .filter(|(of, _, _)| *of <= version)
                        .map(|(_, _, row)| row),
                )
                .filter(|row| row.starts_with(&format!("INSERT INTO {table} ")))
                .count();
            // Beside the rows that were kept the one of the job that always comes back, and over how many shards
            // the orders of the claims kept were spread.
            let of_ours = usize::from(["outbox", "spread"].contains(&table));
            let expected = i64::try_from(kept + of_ours).unwrap();
            assert_eq!(
                count,
                Value::Integer(expected),
                "{table} from version {version}"
            );
        }
    }
}

#[test]
fn rows_of_the_first_version_mean_the_same_afterwards() {
    let database = kept_by(1);
    migrate(&database, 1, MIGRATIONS.len());
    for (query, expected) in [
        ("SELECT watch_ms FROM claims", Value::Integer(0)),
        ("SELECT told FROM outbox", Value::Integer(0)),
        ("SELECT attempts FROM outbox", Value::Integer(10)),
        ("SELECT traceparent FROM outbox", Value::Null),
        ("SELECT shards FROM spread", Value::Integer(1)),
        ("SELECT count(*) FROM circuits", Value::Integer(0)),
    ] {
        assert_eq!(one(&database, query), expected, "{query}");
    }
}

#[test]
fn the_queries_of_the_alarm_use_an_index() {
    let database = Connection::open_in_memory().unwrap();
    migrate(&database, 0, MIGRATIONS.len());
    for query in [
        super::due(Job::Webhook),
        crate::ledger::next::next_of_all(),
        super::WATCHED,
        super::NEXT_WATCH,
        super::DEAD_UNTOLD,
        super::DEAD_OF_ID,
        super::CLAIMS_OF_ORDER,
        super::FILED_BEFORE,
        super::CUT_OFF,
    ] {
        let mut plan = database
            .prepare(&format!("EXPLAIN QUERY PLAN {query}"))
            .unwrap();
        let steps = plan.query_map(
            rusqlite::params_from_iter((0..plan.parameter_count()).map(|_| 0)),
            |row| row.get::<_, String>(3),
        );
        let steps: Vec<String> = steps.unwrap().map(Result::unwrap).collect();
        assert!(
            steps.iter().any(|step| step.contains("INDEX")),
            "{query}: {steps:?}"
        );
        assert!(
            !steps.iter().any(|step| step.contains("TEMP B-TREE")),
            "{query} sorts: {steps:?}"
        );
    }
}

#[test]
fn what_is_due_is_read_as_many_at_once_as_are_attempted_at_once() {
    for job in Job::ALL {
        let query = super::due(job);
        assert!(query.contains(&format!("LIMIT {})", super::DUE_AT_ONCE)));
        assert!(query.ends_with(&format!("LIMIT {})", super::IN_A_CHAIN)));
        assert_eq!(query.matches(&format!("job = '{}'", job.name())).count(), 2);
    }
}

#[test]
fn what_is_due_comes_with_what_waits_for_it_and_nothing_else() {
    let database = Connection::open_in_memory().unwrap();
    migrate(&database, 0, MIGRATIONS.len());
    let row = |id: i64, claim: i64, job: &str, due_ms: Option<i64>, dead_ms: Option<i64>| {
        let values = (id, claim, job, id.to_string(), due_ms, dead_ms);
        let row = "INSERT INTO outbox (id, claim, job, message_id, body, due_ms, dead_ms) \
                   VALUES (?, ?, ?, ?, '{}', ?, ?)";
        database.execute(row, values).unwrap();
    };
    // One given up, one due, five that wait; of the same claim a mail.
    row(10, 1, "webhook", None, Some(5));
    row(11, 1, "webhook", Some(50), None);
    (12..17).for_each(|id| row(id, 1, "webhook", None, None));
    row(20, 1, "mail", Some(1), None);
    // Longer due; tried again later, and one that waits for it.
    row(30, 2, "webhook", Some(40), None);
    row(40, 3, "webhook", Some(101), None);
    row(41, 3, "webhook", None, None);
    let mut query = database.prepare(super::due(Job::Webhook)).unwrap();
    let ids = query.query_map([100], |row| row.get::<_, i64>(0)).unwrap();
    let mut ids: Vec<i64> = ids.map(Result::unwrap).collect();
    ids.sort_unstable();
    assert_eq!(ids, [11, 12, 13, 14, 30]);

    for id in [11, 12] {
        database.execute(super::LEASE, (500, id)).unwrap();
    }
    let due = |id| {
        one(
            &database,
            &format!("SELECT due_ms FROM outbox WHERE id = {id}"),
        )
    };
    assert_eq!([due(11), due(12)], [Value::Integer(500), Value::Null]);
    for _ in 0..2 {
        database.execute(super::NOT_ATTEMPTED, (90, 12)).unwrap();
    }
    let attempts = |id| {
        one(
            &database,
            &format!("SELECT attempts FROM outbox WHERE id = {id}"),
        )
    };
    assert_eq!([attempts(11), attempts(12)], [1, 0].map(Value::Integer));
    database.execute(super::NOT_ATTEMPTED, (90, 11)).unwrap();
    assert_eq!([due(11), due(12)], [Value::Integer(90), Value::Null]);
}

#[test]
fn an_attempt_that_was_cut_off_is_made_again_at_once_if_it_was_the_first() {
    let database = Connection::open_in_memory().unwrap();
    migrate(&database, 0, MIGRATIONS.len());
    let row = |id: i64, job: &str, attempts: i64, due_ms: Option<i64>, failure: Option<&str>| {
        let values = (id, id, job, attempts, due_ms, failure);
        let row = "INSERT INTO outbox (id, claim, job, message_id, body, attempts, due_ms, last_failure) \
                   VALUES (?, ?, ?, 'msg', '{}', ?, ?, ?)";
        database.execute(row, values).unwrap();
    };
    row(11, "webhook", 1, Some(500), None);
    // Behind one of the same claim; tried again later; cut off a second time; due anyway; to somebody else.
    row(12, "webhook", 1, None, None);
    row(13, "webhook", 1, Some(600), Some("status 500"));
    row(14, "webhook", 2, Some(700), None);
    row(15, "webhook", 1, Some(50), None);
    row(16, "mail", 1, Some(800), None);
    database.execute(super::CUT_OFF, (100,)).unwrap();
    let mut query = database
        .prepare("SELECT due_ms FROM outbox WHERE id > 10 ORDER BY id")
        .unwrap();
    let due = query.query_map((), |row| row.get(0)).unwrap();
    let due: Vec<Option<i64>> = due.map(Result::unwrap).collect();
    let expected = [Some(100), None, Some(600), Some(700), Some(50), Some(800)];
    assert_eq!(due, expected);
}
