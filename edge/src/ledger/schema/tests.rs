//! Every earlier form of the tables, with a row in each, becomes today's without losing one.

use super::MIGRATIONS;
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
const TABLES: [&str; 7] = [
    "claims",
    "events",
    "submissions",
    "inbound",
    "outbox",
    "file_parts",
    "policies",
];

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
        let database = Connection::open_in_memory().unwrap();
        migrate(&database, 0, 1);
        for row in KEPT {
            database.execute(row, []).unwrap();
        }
        migrate(&database, 1, version);
        migrate(&database, version, newest);
        assert_eq!(shape(&database), shape(&fresh), "from version {version}");
        for table in TABLES {
            let count = one(&database, &format!("SELECT count(*) FROM {table}"));
            // Beside the row that was kept the one of the job that always comes back.
            let expected = if table == "outbox" { 2 } else { 1 };
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
    let database = Connection::open_in_memory().unwrap();
    migrate(&database, 0, 1);
    for row in KEPT {
        database.execute(row, []).unwrap();
    }
    migrate(&database, 1, MIGRATIONS.len());
    for (query, expected) in [
        ("SELECT watch_ms FROM claims", Value::Integer(0)),
        ("SELECT told FROM outbox", Value::Integer(0)),
        ("SELECT attempts FROM outbox", Value::Integer(10)),
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
        super::DUE,
        crate::ledger::outbox::next_of_all(),
        super::WATCHED,
        super::NEXT_WATCH,
        super::DEAD_UNTOLD,
        super::DEAD_OF_ID,
        super::KNOWS_ORDER,
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
