//! What one claim costs on Cloudflare, counted by the runtime: the numbers of the table in docs/operations.md.

use claims::{
    status::{ClaimEvent, Status},
    verdict::Remedy,
};
use serde_json::Value;
use std::{fs, path::Path};
use tests::{
    config::Config, customer::Upload, desk, edge::Edge, patience, photo, shop::Shop, world::World,
};

/// The newest of `cost {…}` in the log.
fn cost(edge: &Edge) -> Option<Value> {
    let log = edge.log();
    let said = log
        .lines()
        .rev()
        .find_map(|line| line.split_once("cost "))?;
    serde_json::from_str(said.1).ok()
}

fn number(cost: &Value, name: &str) -> i64 {
    cost[name].as_i64().expect("a number")
}

/// A claim as the page describes it; how many requests the Worker got.
fn a_claims_life(world: &World) -> i64 {
    let claim = world.claim();
    let photo = photo::phone_jpeg(1);
    let _ = claim.upload(&Upload::photo(&photo)).expect(200);
    let _ = claim.write("Is there anything new?").expect(200);
    let approved = ClaimEvent::Approved {
        remedy: Some(Remedy::Replace),
        amount: None,
        lines: Vec::new(),
        message: None,
        send_goods: None,
    };
    for event in [
        ClaimEvent::UnderReview { person: None },
        approved,
        ClaimEvent::Resolved { message: None },
    ] {
        desk::answer(&world.edge, claim.number(), event);
    }
    for _ in 0..10 {
        assert_eq!(claim.view().status, Status::Resolved);
    }
    let _ = world.shop.waits_for(claim.number(), "message.added");
    // The shop, the draft's policy, the order, the claim, a photo, a message, three answers, ten looks.
    1 + 1 + 1 + 1 + 1 + 3 + 10
}

/// The last but one column of the page's row that begins so.
fn told(page: &str, row: &str) -> i64 {
    let line = page
        .lines()
        .find(|line| line.starts_with(&format!("| {row}")));
    let cell = line.and_then(|line| line.split('|').nth(2)).expect("a row");
    cell.trim().parse().expect("a number")
}

#[test]
fn a_claim_costs_as_many_rows_and_requests_as_the_page_says() {
    const CLAIMS: i64 = 3;
    let shop = Shop::open();
    let config = Config::lumen()
        .with_bucket_and_analytics()
        .with_counted_rows();
    let edge = Edge::start_by_wrangler(&config, &shop.url());
    let world = World { edge, shop };
    // The first one makes the tables.
    let _ = a_claims_life(&world);
    let before = cost(&world.edge).unwrap();
    let mut requests = 0;
    for _ in 0..CLAIMS {
        requests += a_claims_life(&world);
    }
    let after = patience::until("nothing more to cost anything", || {
        let health = tests::http::get(&world.edge.at("/v1/health")).send();
        let waits = health.json::<Value>()["undelivered"] != 0;
        cost(&world.edge).filter(|_| !waits)
    });

    let each = |name: &str| (number(&after, name) - number(&before, name)) as f64 / CLAIMS as f64;
    println!(
        "for a claim: {} requests of the Worker, {} of the ledger, {} alarms, {} rows written, {} read",
        requests / CLAIMS,
        each("requests"),
        each("alarms"),
        each("written"),
        each("read"),
    );
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/operations.md");
    let page = fs::read_to_string(page).unwrap();
    // Alarms meet: how many there are hangs on the machine.
    let of_ledger = each("requests") + each("alarms");
    for (row, found) in [
        ("Worker requests", (requests / CLAIMS) as f64),
        ("Durable Object requests", of_ledger),
        ("rows written", each("written")),
        ("rows read", each("read")),
    ] {
        let told = told(&page, row) as f64;
        assert!(
            found <= told && told <= found * 1.5 + 3.0,
            "{row}: the page says {told}, found {found}"
        );
    }
}
