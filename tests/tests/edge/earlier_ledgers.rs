//! Ledgers of every earlier version, with what they kept, are brought to today's form.
//!
//! `ledgers/version_N.sql` is what a ledger of that version had on disk: three claims of orders nobody confirmed, one
//! with a message and a photo, one declined, one asked a question; webhooks and look-ups on their way, and the shop's
//! policy of that day.

use claims::{
    problem::ProblemKind,
    status::{ClaimEvent, Status},
    timeline::ClaimView,
};
use rusqlite::Connection;
use std::{
    fs,
    path::{Path, PathBuf},
};
use tests::{
    config::Config,
    customer::{self, Held},
    desk,
    shop::{Order, Shop},
    world::World,
};

const VERSIONS: [&str; 2] = [
    include_str!("ledgers/version_1.sql"),
    include_str!("ledgers/version_4.sql"),
];

/// A world whose ledger is of an earlier version.
fn world_of(version: &str, shop: Shop) -> World {
    let mut world = World {
        edge: tests::edge::Edge::start(&Config::lumen().with("FAULTS", "on"), Some(&shop.url())),
        shop,
    };
    // One order, so that the ledger's file is there under the name the runtime gives it.
    let _ = world.found(10);
    world.edge.stop();
    let file = file_of(&world);
    for more in ["-wal", "-shm"] {
        let _ = fs::remove_file(format!("{}{more}", file.display()));
    }
    replace(&file, version);
    world.edge.resume();
    world
}

fn file_of(world: &World) -> PathBuf {
    fs::read_dir(world.edge.ledger_folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| {
            let name = path.file_name().unwrap().to_string_lossy();
            name.ends_with(".sqlite") && name != "metadata.sqlite"
        })
        .expect("a ledger's file")
}

fn replace(file: &Path, version: &str) {
    fs::remove_file(file).unwrap();
    let database = Connection::open(file).unwrap();
    database.execute_batch(version).unwrap();
    let mode: String = database
        .query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))
        .unwrap();
    assert_eq!(mode, "wal");
}

fn number(world: &World, status: Status) -> String {
    let claims = desk::claims(&world.edge);
    assert_eq!(claims.len(), 3);
    let found = claims.iter().find(|claim| claim.status == status);
    found.expect("one of that status").number.to_string()
}

#[test]
fn claims_of_an_earlier_version_are_read_delivered_and_gone_on_with() {
    for version in VERSIONS {
        let world = world_of(version, Shop::open());
        let received = number(&world, Status::Received);
        let declined = number(&world, Status::Declined);
        let asked = number(&world, Status::NeedsInfo);

        // What was on its way arrives, in order.
        for (number, kinds) in [
            (
                &received,
                vec!["claim.submitted", "message.added", "evidence.added"],
            ),
            (&declined, vec!["claim.submitted"]),
            (&asked, vec!["claim.submitted"]),
        ] {
            world.edge.sets_the_clock(
                desk::claims(&world.edge)[0]
                    .updated_at
                    .plus_ms(24 * 3_600_000),
            );
            let _ = world.shop.waits_for(number, kinds.last().unwrap());
            assert_eq!(world.shop.kept(number)[..kinds.len()], kinds);
        }

        // The customer's link is still good: it came with the webhook.
        let told = world.shop.waits_for(&received, "claim.submitted");
        let token = told
            .event
            .data
            .tracking_url
            .split_once('#')
            .unwrap()
            .1
            .to_owned();
        let view: ClaimView = tests::http::get(&world.edge.at(&format!("/v1/claims/{received}")))
            .bearer(&token)
            .send()
            .expect(200)
            .json();
        let held = Held {
            edge: &world.edge,
            filed: claims::wire::Filed {
                claim: view,
                tracking_token: token,
                tracking_url: told.event.data.tracking_url,
            },
        };
        let _ = held.write("Still there?").expect(200);
        assert_eq!(held.view().lines[0].title, "Lampe Aube");
        let file = &world
            .shop
            .waits_for(&received, "evidence.added")
            .event
            .data
            .evidence_urls[&1];
        let file = file.split_once("/v1/").unwrap().1;
        let file = tests::http::get(&world.edge.at(&format!("/v1/{file}")))
            .send()
            .expect(200);
        assert_eq!(file.header("content-type"), Some("image/png"));

        // The same webhook-id is still known.
        let declining = ClaimEvent::Declined {
            reason: "Water damage.".to_owned(),
        };
        let again = desk::send(&world.edge, "msg_old_1", &declined, declining).expect(200);
        assert_eq!(again.json::<claims::wire::BackendEventKept>().seq, 2);
    }
}

#[test]
fn units_of_an_earlier_version_are_still_taken_and_its_deadlines_are_kept() {
    for version in VERSIONS {
        let shop = Shop::open();
        let mut order = Order::delivered(10);
        "OLD-3".clone_into(&mut order.facts.number);
        "old-3@mail.example".clone_into(&mut order.email);
        let world = world_of(version, shop);
        // Nobody confirms it, as then: the same address states the same item again.
        world.shop.closes();
        let found = world.find(&order);
        assert_eq!(found.open_claims.len(), 1);
        let mut draft = super::the_backend_is_down::stated(&world, &order);
        let stated = draft.stated_order.as_mut().unwrap();
        "Lampe Aube".clone_into(&mut stated.lines[0].title);
        stated.lines[0].quantity = 1;
        let refused = customer::submit(
            &world.edge,
            &found.order_token,
            &customer::new_key(),
            &draft,
        );
        let _ = refused.problem(409, "already_claimed");
        world.shop.reopens();

        // Under review since then: the day it is to be decided by passes, and is noticed.
        let asked = number(&world, Status::NeedsInfo);
        let event = ClaimEvent::UnderReview { person: None };
        desk::answer(&world.edge, &asked, event);
        let due = desk::claims(&world.edge)
            .into_iter()
            .find(|claim| claim.number.as_str() == asked)
            .and_then(|claim| claim.next.due)
            .unwrap();
        world.edge.sets_the_clock(due.plus_ms(48 * 3_600_000));
        let _ = desk::replay(&world.edge, None).expect(202);
        let _ = world.shop.waits_for(&asked, "deadline.missed");
    }
}

#[test]
fn a_claim_whose_policy_cannot_be_read_goes_on_by_todays() {
    let mut world = World::new();
    let (order, found) = world.found(10);
    let draft = world.draft(&order, "1", ProblemKind::Defective);
    let filed = customer::file(&world.edge, &found, &draft).filed;
    world.edge.stop();
    let database = Connection::open(file_of(&world)).unwrap();
    // As rules were once written: `when` with keys.
    let sql = r#"UPDATE policies SET body = json_set(body, '$.rules', json('[{"id":"a","when":{"opened":true},"then":{}}]'))"#;
    assert_eq!(database.execute(sql, []).unwrap(), 1);
    drop(database);
    world.edge.resume();

    let held = Held {
        edge: &world.edge,
        filed,
    };
    let _ = held.write("Still there?").expect(200);
    assert_eq!(held.view().lines[0].title, "Lampe de table Aube");
    let event = ClaimEvent::UnderReview { person: None };
    desk::answer(&world.edge, &held.filed.claim.number.to_string(), event);
    assert_eq!(held.view().status, Status::UnderReview);
    assert_eq!(world.edge.log().matches("policy_unreadable").count(), 1);

    // New claims keep today's anew.
    let (order, found) = world.found(10);
    let draft = world.draft(&order, "1", ProblemKind::Defective);
    let _ = customer::file(&world.edge, &found, &draft);
}
