//! How often is too often: for an address, an e-mail, an order, a claim.

use claims::problem::ProblemKind;
use serde_json::json;
use tests::{
    config::Config,
    customer::{self, new_key},
    edge::Edge,
    http::{Answer, Call, post},
    world::World,
};

const MAX: usize = 200;

/// Sends until one is refused; how many were not.
#[track_caller]
fn until_refused(mut send: impl FnMut(usize) -> Answer) -> usize {
    for sent in 0..MAX {
        let answer = send(sent);
        if answer.status == 429 {
            let problem = answer.problem(429, "too_many_requests");
            let wait: u32 = answer.header("retry-after").unwrap().parse().unwrap();
            assert!((1..=86_400).contains(&wait), "{answer:?}");
            assert!(problem.detail.contains(&wait.to_string()), "{problem:?}");
            return sent;
        }
    }
    panic!("{MAX} were answered");
}

fn find(world: &World, number: &str, email: &str, address: &str) -> Answer {
    post(&world.edge.at("/v1/orders/find"))
        .header("x-real-ip", address)
        .json(&json!({ "order_number": number, "email": email }))
        .send()
}

fn behind_a_proxy() -> World {
    World::of(&Config::lumen().with("ADDRESS_HEADER", "x-real-ip"))
}

#[test]
fn guessing_an_orders_e_mail_or_an_e_mails_orders_ends_after_thirty_tries() {
    let world = World::new();
    let order = world.order(10);
    let guessed = until_refused(|n| {
        customer::find(
            &world.edge,
            order.number(),
            &format!("guess-{n}@mail.example"),
        )
    });
    assert_eq!(guessed, 30);
    let guessed =
        until_refused(|n| customer::find(&world.edge, &format!("T-{n}"), "someone@mail.example"));
    assert_eq!(guessed, 30);
    let (_, found) = world.found(10);
    assert!(!found.order_token.is_empty(), "others are not held up");
}

#[test]
fn one_address_may_ask_for_many_orders_but_not_for_any_number() {
    let world = behind_a_proxy();
    let ask = |n: usize, address: &str| {
        find(
            &world,
            &format!("T-{n}"),
            &format!("guess-{n}@mail.example"),
            address,
        )
    };
    assert_eq!(until_refused(|n| ask(n, "192.0.2.7")), 120);
    assert_eq!(
        ask(500, "192.0.2.8").status,
        404,
        "another address is not held up"
    );
    assert_eq!(ask(501, "192.0.2.7").status, 429);
}

#[test]
fn an_address_that_nobody_vouches_for_is_not_counted_by() {
    let world = World::new();
    for n in 0..130 {
        // No proxy sets it here, so the caller could write what they like: another header is what counts.
        let answer = find(
            &world,
            &format!("T-{n}"),
            &format!("guess-{n}@mail.example"),
            "192.0.2.7",
        );
        assert_eq!(answer.status, 404, "{answer:?}");
    }
}

#[test]
fn one_order_and_one_person_have_so_many_claims_a_day_even_after_a_restart() {
    let mut world = World::of(&Config::lumen());
    let order = world.order(10);
    let found = world.find(&order);
    let draft = world.draft(&order, "1", ProblemKind::Defective);
    let file = |world: &World, _| {
        let answer = customer::submit(&world.edge, &found.order_token, &new_key(), &draft);
        if answer.status == 201 {
            let filed = answer.json();
            let claim = customer::Held {
                edge: &world.edge,
                filed,
            };
            let _ = claim.withdraw().expect(200);
        }
        answer
    };
    assert_eq!(until_refused(|n| file(&world, n)), 20);
    world.edge.stop();
    world.edge.resume();
    let refused = file(&world, 0).problem(429, "too_many_requests");
    assert!(refused.detail.contains("seconds"));
}

#[test]
fn a_claim_is_changed_so_often_and_the_link_asked_for_again_so_often() {
    let world = World::new();
    let claim = world.claim();
    assert_eq!(until_refused(|n| claim.write(&format!("Hello {n}"))), 60);
    let recover = |_| {
        post(&world.edge.at("/v1/claims/recover"))
            .json(&json!({ "email": "zoe@mail.example" }))
            .send()
    };
    assert_eq!(until_refused(recover), 5);
    let _ = claim.call("GET", "").send().expect(200);
}

#[test]
fn a_shop_may_allow_more_or_anything() {
    let lamps = |quotas: &str| World::of(&Config::lumen().with("QUOTAS", quotas));
    let world = lamps("2");
    let ask = |world: &World, n: usize| {
        customer::find(&world.edge, &format!("T-{n}"), "someone@mail.example")
    };
    assert_eq!(until_refused(|n| ask(&world, n)), 60);
    let world = lamps("off");
    assert!((0..100).all(|n| ask(&world, n).status == 404));
}

#[test]
fn with_cloudflares_rate_limiter_it_is_asked_too() {
    let config = Config::lumen().with_rate_limiter(3);
    let shop = tests::shop::Shop::open();
    let edge = Edge::start_by_wrangler(&config, &shop.url());
    let world = World { edge, shop };
    let asked = until_refused(|n| {
        let number = format!("T-{n}");
        let body = json!({ "order_number": number, "email": "someone@mail.example" });
        Call::new("POST", &world.edge.at("/v1/orders/find"))
            .json(&body)
            .send()
    });
    assert!(
        asked <= 4,
        "{asked} were let through, though the binding allows 3"
    );
}
