//! What cannot be delivered: a backend that is down for long, or says it is gone; what was given up comes back.

use backend::{Call, Fault};
use claims::problem::ProblemKind;
use serde_json::Value;
use std::thread;
use tests::{
    config::{Config, SHOP_SECRET},
    customer, desk,
    http::{get, post},
    patience,
    world::World,
};

/// Given up after two attempts.
fn impatient() -> World {
    World::of(&Config::lumen().with("RETRY_SCHEDULE", "0.1"))
}

fn dead(world: &World, count: usize) -> Value {
    patience::until(&format!("{count} dead letters"), || {
        let dead = desk::dead(&world.edge);
        (dead["dead"].as_array().unwrap().len() == count).then_some(dead)
    })
}

#[test]
fn what_was_given_up_is_listed_replayed_under_its_id_and_told_of_once_the_backend_works() {
    let world = impatient();
    world.shop.fails(Call::Events, Fault::status(422), 2);
    let claim = world.claim();
    let listed = dead(&world, 1);
    let letter = &listed["dead"][0];
    let id = letter["id"].as_str().unwrap();
    let attempts = world.shop.attempts(claim.number());
    assert_eq!((attempts.len(), attempts[0].id.as_str()), (2, id));
    assert_eq!(
        (&letter["type"], &letter["claim"], &letter["attempts"]),
        (&"claim.submitted".into(), &claim.number().into(), &2.into())
    );
    assert_eq!(letter["last_failure"], "status 422");
    assert_eq!(
        letter["event"],
        serde_json::from_str::<Value>(&attempts[0].call.body).unwrap(),
        "the whole event, to be worked on by hand"
    );
    world.edge.wait_for_log("\"delivery_given_up\"");

    // The next event arrives: the backend works, and hears that one is missing.
    let _ = claim.write("Are you there?").expect(200);
    let _ = world.shop.waits_for(claim.number(), "message.added");
    let told: Value =
        serde_json::from_str(&world.shop.waits_for_any("delivery.failed").body).unwrap();
    assert_eq!(told["data"]["dead"][0]["id"], id);

    let replayed = desk::replay(&world.edge, Some(id)).expect(202);
    assert_eq!(replayed.json::<Value>()["replayed"], 1);

    let arrived = world.shop.waits_for(claim.number(), "claim.submitted");
    assert_eq!(arrived.id, id);
    assert_eq!(
        arrived.call.body, attempts[0].call.body,
        "with the same words"
    );
    dead(&world, 0);
    let _ = desk::replay(&world.edge, Some(id)).problem(404, "dead_letter_not_found");
}

#[test]
fn events_given_up_are_replayed_in_the_order_they_happened() {
    let world = impatient();
    world.shop.fails(Call::Events, Fault::status(500), 6);
    let claim = world.claim();
    let _ = claim.write("One").expect(200);
    let _ = claim.write("Two").expect(200);
    dead(&world, 3);
    assert_eq!(world.shop.kept(claim.number()), [""; 0]);

    let replayed = desk::replay(&world.edge, None).expect(202);

    assert_eq!(replayed.json::<Value>()["replayed"], 3);
    let kept = patience::until("all three", || {
        let kept = world.shop.attempts(claim.number());
        let kept: Vec<u32> = kept
            .iter()
            .filter(|attempt| attempt.was_kept())
            .map(|attempt| attempt.event.data.event.seq)
            .collect();
        (kept.len() == 3).then_some(kept)
    });
    assert_eq!(kept, [1, 2, 3]);
}

#[test]
fn an_endpoint_that_says_410_is_left_alone_until_a_dead_letter_is_replayed() {
    let mut world = World::new();
    world.shop.fails(Call::Events, Fault::status(410), 1);
    let first = world.claim().filed.claim.number;
    let listed = dead(&world, 1);
    assert_eq!(listed["endpoint"]["state"], "gone");
    assert_eq!(listed["dead"][0]["attempts"], 1, "given up at once");
    world.edge.wait_for_log("\"endpoint_gone\"");

    // What happens meanwhile is neither sent nor lost, restart or not.
    let second = world.claim().filed.claim.number;
    world.edge.stop();
    world.edge.resume();
    assert_eq!(desk::dead(&world.edge)["endpoint"]["state"], "gone");
    assert_eq!(world.shop.attempts(&first).len(), 1);
    assert_eq!(world.shop.attempts(&second).len(), 0);

    let id = listed["dead"][0]["id"].as_str().unwrap();
    let _ = desk::replay(&world.edge, Some(id)).expect(202);

    for number in [&first, &second] {
        let _ = world.shop.waits_for(number, "claim.submitted");
    }
    assert_eq!(desk::dead(&world.edge)["endpoint"]["state"], "working");
}

#[test]
fn what_waits_behind_an_event_that_fails_has_all_its_attempts_left() {
    // Two attempts and a row is given up; between them the other event is filed.
    let world = World::of(&Config::lumen().with("RETRY_SCHEDULE", "2"));
    world.shop.fails(Call::Events, Fault::status(422), 4);
    let claim = world.claim();
    let _ = claim.write("Are you there?").expect(200);
    let before = world.shop.attempts(claim.number()).len();
    assert!(before < 2, "it waits behind: {before}");

    was_attempted_twice_each(&world, &dead(&world, 2));
}

/// As often as it is counted.
fn was_attempted_twice_each(world: &World, listed: &Value) {
    for letter in listed["dead"].as_array().unwrap() {
        let attempts = world.shop.attempts(letter["claim"].as_str().unwrap());
        let made = attempts
            .iter()
            .filter(|made| letter["id"] == *made.id.as_str());
        assert_eq!((&letter["attempts"], made.count()), (&2.into(), 2));
    }
}

#[test]
fn an_event_that_waited_for_a_slow_backend_has_all_its_attempts_left() {
    let world = impatient();
    world
        .shop
        .fails(Call::Events, Fault::Delay { delay_ms: 2_500 }, 1);
    world.shop.fails(Call::Events, Fault::status(422), 2);
    let slow = world.claim();
    patience::until("the slow attempt", || {
        (world.shop.count(Call::Events) == 1).then_some(())
    });
    let other = world.claim();
    assert_eq!(world.shop.attempts(other.number()).len(), 0, "it waits");

    let listed = dead(&world, 1);

    assert_eq!(listed["dead"][0]["claim"], other.number());
    was_attempted_twice_each(&world, &listed);
    assert_eq!(world.shop.kept(slow.number()), ["claim.submitted"]);
}

#[test]
fn of_many_claims_at_once_none_loses_an_attempt_to_an_endpoint_that_asks_for_time() {
    const CLAIMS: u32 = 12;
    let world = impatient();
    let found: Vec<_> = (0..CLAIMS).map(|_| world.found(10)).collect();
    let asks_for_time = Fault::Status {
        status: 429,
        retry_after_seconds: Some(1),
    };
    world.shop.fails(Call::Events, asks_for_time, 1);
    world
        .shop
        .fails(Call::Events, Fault::status(422), 2 * CLAIMS);
    thread::scope(|scope| {
        for (order, found) in &found {
            let draft = world.draft(order, "1", ProblemKind::Defective);
            scope.spawn(|| {
                let draft = draft;
                customer::submit(
                    &world.edge,
                    &found.order_token,
                    &customer::new_key(),
                    &draft,
                )
                .expect(201)
            });
        }
    });
    was_attempted_twice_each(&world, &dead(&world, CLAIMS as usize));
}

#[test]
fn a_backend_that_fails_again_and_again_is_left_alone_and_no_event_uses_up_its_attempts() {
    // Two attempts and a row is given up; the pauses of the circuit are as short.
    let mut world = World::of(&Config::lumen().with("RETRY_SCHEDULE", "0.2,0.2,0.2,0.2"));
    world.shop.closes();
    let order_of = |world: &World| {
        let order = world.order(10);
        let found = world.find(&order);
        let draft = super::the_backend_is_down::stated(world, &order);
        customer::file(&world.edge, &found, &draft)
            .filed
            .claim
            .number
    };
    let numbers: Vec<String> = (0..8).map(|_| order_of(&world)).collect();
    world.edge.wait_for_log("\"endpoint_paused\"");
    assert_eq!(desk::dead(&world.edge)["endpoint"]["state"], "paused");
    // It is known on disk: what starts again does not begin with a burst.
    world.edge.kill();
    world.edge.resume();
    world.shop.reopens();

    let _ = desk::replay(&world.edge, None).expect(202);

    for number in &numbers {
        let _ = world.shop.waits_for(number, "claim.submitted");
    }
    world.edge.wait_for_log("\"endpoint_works_again\"");
}

#[test]
fn dead_letters_are_the_desks_and_a_page_begins_where_the_last_one_ended() {
    let world = impatient();
    let list = world.edge.at("/v1/backend/dead");
    let _ = get(&list).send().problem(401, "token_missing");
    let _ = post(&world.edge.at("/v1/backend/dead/replay"))
        .bearer("wrong")
        .send()
        .problem(401, "token_invalid");
    let _ = post(&world.edge.at("/v1/backend/dead/msg_0/replay"))
        .send()
        .problem(401, "token_missing");
    let _ = desk::replay(&world.edge, Some("msg_0")).problem(404, "dead_letter_not_found");

    world.shop.fails(Call::Events, Fault::status(500), 6);
    let claim = world.claim();
    let _ = claim.write("One").expect(200);
    let _ = claim.write("Two").expect(200);
    dead(&world, 3);
    let mut kinds = Vec::new();
    let mut after = String::new();
    loop {
        let page: Value = get(&format!("{list}?limit=2{after}"))
            .bearer(SHOP_SECRET)
            .send()
            .expect(200)
            .json();
        for letter in page["dead"].as_array().unwrap() {
            kinds.push(letter["type"].as_str().unwrap().to_owned());
        }
        match page["next"].as_str() {
            Some(next) => after = format!("&after={next}"),
            None => break,
        }
    }
    assert_eq!(kinds, ["claim.submitted", "message.added", "message.added"]);
    let _ = get(&format!("{list}?limit=0"))
        .bearer(SHOP_SECRET)
        .send()
        .problem(422, "invalid_body");
}
