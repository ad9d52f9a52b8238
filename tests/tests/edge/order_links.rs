//! A link signed by the shop's backend begins a claim without typing: forged, expired, another shop's, used twice.

use backend::{config::Secret, order_link};
use claims::{problem::ProblemKind, wire::FoundOrder};
use serde_json::json;
use tests::{
    config::ORDER_LINK_KEYS,
    customer::{self, new_key},
    desk::unix_seconds,
    http::{Answer, post},
    shop::Order,
    token::FOREIGN_KEYS,
    world::World,
};

/// The token of a link the backend makes, with that key, for a Worker at that address.
fn token(keys: &str, edge: &str, order: &Order, expires_s: i64) -> String {
    let shop = backend::config::Link {
        edge_url: edge.to_owned(),
        webhook_secret: Secret::new(""),
        shop_secret: Secret::new(""),
        order_link_key: Secret::new(keys),
    };
    let url = order_link::url(&shop, edge, order.number(), &order.email, expires_s).unwrap();
    url.split_once("#order=").unwrap().1.to_owned()
}

fn in_an_hour() -> i64 {
    unix_seconds() + 3600
}

fn open(world: &World, token: &str) -> Answer {
    post(&world.edge.at("/v1/orders/find"))
        .json(&json!({ "link": token }))
        .send()
}

#[test]
fn a_link_finds_its_order_and_says_whose_it_is() {
    let world = World::shared();
    let order = world.order(10);
    let token = token(ORDER_LINK_KEYS, &world.edge.at(""), &order, in_an_hour());

    let found: FoundOrder = open(&world, &token).expect(200).json();

    assert_eq!(found.order.number, order.number());
    assert_eq!(found.email.as_ref(), Some(&order.email));
    assert!(found.order.verified);
    let typed = world.find(&order);
    assert_eq!(typed.email, None, "who typed the address knows it");
}

#[test]
fn a_link_that_is_used_again_finds_the_same_order_and_no_unit_is_claimed_twice() {
    let world = World::shared();
    let order = world.order(10);
    let token = token(ORDER_LINK_KEYS, &world.edge.at(""), &order, in_an_hour());
    let first: FoundOrder = open(&world, &token).expect(200).json();
    let mut draft = world.draft(&order, "1", ProblemKind::Defective);
    draft.lines[0].quantity = 2;
    let _ = customer::file(&world.edge, &first, &draft);

    let again: FoundOrder = open(&world, &token).expect(200).json();

    assert_eq!(again.open_units["1"], 0);
    assert_eq!(again.open_claims.len(), 1);
    let _ = customer::submit(&world.edge, &again.order_token, &new_key(), &draft)
        .problem(409, "already_claimed");
}

#[test]
fn a_forged_expired_or_foreign_link_finds_nothing_and_says_no_more_than_that() {
    let world = World::shared();
    let order = world.order(10);
    let edge = world.edge.at("");
    let ours = token(ORDER_LINK_KEYS, &edge, &order, in_an_hour());
    let (signed, signature) = ours.rsplit_once('.').unwrap();
    let other = Order::delivered(10);
    let others = token(ORDER_LINK_KEYS, &edge, &other, in_an_hour());
    let elsewhere = "https://claims.other.example";
    for (what, token) in [
        ("no token", "x".to_owned()),
        (
            "another key",
            token(FOREIGN_KEYS, &edge, &order, in_an_hour()),
        ),
        (
            "another payload",
            format!("{}.{signature}", others.rsplit_once('.').unwrap().0),
        ),
        ("no signature", format!("{signed}.")),
        (
            "another shop's Worker",
            token(ORDER_LINK_KEYS, elsewhere, &order, in_an_hour()),
        ),
        (
            "a token of ours for something else",
            world.find(&order).order_token,
        ),
    ] {
        let answer = open(&world, &token);
        assert_eq!(answer.status, 401, "{what}: {answer:?}");
        let _ = answer.problem(401, "token_invalid");
    }
    let old = token(ORDER_LINK_KEYS, &edge, &order, unix_seconds() - 1);
    let _ = open(&world, &old).problem(401, "token_expired");
    // Signed, but of an order that the shop does not have.
    let _ = open(&world, &others).problem(404, "order_not_found");
}

#[test]
fn a_link_is_no_token_for_anything_else() {
    let world = World::shared();
    let order = world.order(10);
    let token = token(ORDER_LINK_KEYS, &world.edge.at(""), &order, in_an_hour());
    let draft = world.draft(&order, "1", ProblemKind::Defective);
    let _ = customer::submit(&world.edge, &token, &new_key(), &draft).problem(401, "token_invalid");
}
