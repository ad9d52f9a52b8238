//! Requests no page would send: never a 5xx, never a hang. And what is just within the limits is taken.

use claims::{problem::ProblemKind, wire::Filed};
use serde_json::json;
use std::{collections::BTreeSet, thread};
use tests::{
    customer::{self, Held, new_key},
    desk,
    http::{Answer, get, post},
    patience,
    world::World,
};

#[test]
fn no_strange_request_is_a_5xx() {
    let world = World::shared();
    let claim = world.claim();
    let (order, found) = world.found(10);
    let draft = json!(world.draft(&order, "1", ProblemKind::Defective)).to_string();
    let submit = |body: &str| {
        customer::submitting(&world.edge, &found.order_token, &new_key())
            .body("application/json", body)
            .outcome()
    };
    let at = |path: &str| world.edge.at(path);
    let long = "x".repeat(3_000);
    let track = |path: &str| get(&at(path)).bearer(&claim.filed.tracking_token).outcome();
    let put = |place: &str| {
        claim
            .call("PUT", &format!("/evidence/{place}"))
            .body("image/jpeg", b"\xff\xd8\xff".as_slice())
            .outcome()
    };
    let table: Vec<(&str, Answer)> = vec![
        ("a lone surrogate", submit(&draft.replace("Zoé", "\\ud800"))),
        ("a null sign", submit(&draft.replace("Zoé", "\\u0000"))),
        (
            "a field twice",
            submit(&draft.replacen('{', "{\"locale\":\"fr\",", 1)),
        ),
        (
            "a number beyond all numbers",
            submit(&draft.replace("\"quantity\":1", "\"quantity\":1e999")),
        ),
        (
            "not a number",
            submit(&draft.replace("\"quantity\":1", "\"quantity\":NaN")),
        ),
        (
            "minus nothing",
            submit(&draft.replace("\"quantity\":1", "\"quantity\":-0")),
        ),
        ("a byte order mark", submit(&format!("\u{feff}{draft}"))),
        (
            "a claim's number in Greek",
            track("/v1/claims/%CE%A9%CE%A9%CE%A9"),
        ),
        (
            "a claim's number of 3,000 signs",
            track(&format!("/v1/claims/{long}")),
        ),
        ("a broken escape", track("/v1/claims/%zz")),
        ("a null sign in the path", track("/v1/claims/%00")),
        ("an endless path", track(&"/v1".repeat(500))),
        ("no place", put("?kind=photo&name=a.jpg")),
        ("the nought place", put("0?kind=photo&name=a.jpg")),
        ("a place below nought", put("-1?kind=photo&name=a.jpg")),
        (
            "a place beyond all places",
            put("99999999999999999999?kind=photo&name=a.jpg"),
        ),
        ("no name", put("1?kind=photo")),
        ("no kind", put("1?name=a.jpg")),
        (
            "a name of 3,000 signs",
            put(&format!("1?kind=photo&name={long}")),
        ),
        ("a photo of three bytes", put("1?kind=photo&name=a.jpg")),
        (
            "an endless token",
            get(&at("/v1/claims/2222-2222-2222"))
                .bearer(&long)
                .outcome(),
        ),
        (
            "another scheme",
            get(&at("/v1/claims/2222-2222-2222"))
                .header("authorization", "Basic YTpi")
                .outcome(),
        ),
        (
            "a token that is no text",
            get(&at(&format!("/v1/evidence/%ff.{long}"))).outcome(),
        ),
        (
            "an If-None-Match of nonsense",
            claim
                .call("GET", "")
                .header("if-none-match", "\"\"\"W/,,*x")
                .outcome(),
        ),
        (
            "an Origin of nonsense",
            get(&at("/v1/shop")).header("origin", "::::").outcome(),
        ),
        (
            "a form for the hosted page that is none",
            post(&at("/claim"))
                .body("text/plain", "%%%=&&&==")
                .outcome(),
        ),
        (
            "a form of 1 MB",
            post(&at("/claim"))
                .body(
                    "application/x-www-form-urlencoded",
                    format!("email={}", "x".repeat(1 << 20)),
                )
                .outcome(),
        ),
        (
            "a message to withdraw with",
            claim
                .call("POST", "/withdraw")
                .json(&json!({ "text": "x" }))
                .outcome(),
        ),
        (
            "a webhook time beyond all times",
            desk::signed(&world.edge, &desk::new_id(), i64::MAX, "{}").outcome(),
        ),
        (
            "an event about nothing",
            desk::signed(&world.edge, &desk::new_id(), desk::unix_seconds(), "null").outcome(),
        ),
    ];
    for (what, answer) in table {
        assert!((200..500).contains(&answer.status), "{what}: {answer:?}");
    }
    assert_eq!(claim.view(), claim.filed.claim);
}

#[test]
fn what_is_just_within_the_limits_is_taken() {
    let world = World::shared();
    let (order, found) = world.found(10);
    let mut draft = world.draft(&order, "1", ProblemKind::Defective);
    draft.customer.name = "ж".repeat(200);
    draft.customer.phone = Some("1".repeat(40));
    draft.lines[0].description = "ж".repeat(4_000);
    draft.lines[0].serial = Some("1".repeat(100));
    for key in ["8-signs!".to_owned(), "~".repeat(128)] {
        let answer = customer::submit(&world.edge, &found.order_token, &key, &draft).expect(201);
        let claim = Held {
            edge: &world.edge,
            filed: answer.json(),
        };
        let _ = claim.write(&"ж".repeat(4_000)).expect(200);
        let _ = world.shop.waits_for(claim.number(), "message.added");
    }
}

#[test]
fn a_rush_of_customers_is_kept_and_delivered_whole() {
    const CUSTOMERS: usize = 8;
    const CLAIMS: usize = 6;
    let world = World::new();
    let numbers: BTreeSet<String> = thread::scope(|scope| {
        let rush = || {
            (0..CLAIMS)
                .map(|_| {
                    let (order, found) = world.found(10);
                    let draft = world.draft(&order, "1", ProblemKind::Defective);
                    let answer =
                        customer::submit(&world.edge, &found.order_token, &new_key(), &draft)
                            .expect(201);
                    let claim = Held {
                        edge: &world.edge,
                        filed: answer.json::<Filed>(),
                    };
                    let _ = claim.write("Quickly, please.").expect(200);
                    claim.number().to_owned()
                })
                .collect::<Vec<_>>()
        };
        let customers: Vec<_> = (0..CUSTOMERS).map(|_| scope.spawn(rush)).collect();
        customers
            .into_iter()
            .flat_map(|customer| customer.join().unwrap())
            .collect()
    });
    assert_eq!(numbers.len(), CUSTOMERS * CLAIMS);
    assert_eq!(desk::claims(&world.edge).len(), numbers.len());
    for number in &numbers {
        patience::until("both events at the shop", || {
            (world.shop.kept(number).len() == 2).then_some(())
        });
        assert_eq!(
            world.shop.kept(number),
            ["claim.submitted", "message.added"]
        );
    }
}
