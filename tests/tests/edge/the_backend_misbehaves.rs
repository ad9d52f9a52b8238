//! The shop's backend fails in every way a backend can, then works: each event arrives, under one id, in order.

use backend::{Call, Fault, Treatment};
use claims::status::ClaimEvent;
use std::{collections::BTreeSet, net::TcpListener, thread};
use tests::{config::Config, customer::Held, desk, patience, shop::Attempt, world::World};

#[test]
fn whatever_went_wrong_every_event_is_delivered_once_per_webhook_id_and_in_order() {
    // Each on an edge of its own: a backend that hangs for one must not make the others wait.
    let faults = [
        Fault::status(500),
        Fault::status(404),
        Fault::status(401),
        Fault::Reset,
        Fault::Hang,
        Fault::Status {
            status: 429,
            retry_after_seconds: Some(1),
        },
    ];
    thread::scope(|scope| {
        for fault in faults {
            scope.spawn(|| recovers_from(fault));
        }
    });
}

fn recovers_from(fault: Fault) {
    let world = World::new();
    let times = if fault == Fault::Hang { 1 } else { 3 };
    world.shop.fails(Call::Events, fault.clone(), times);
    let claim = world.claim();
    let _ = claim.write("Are you there?").expect(200);
    let _ = claim.withdraw().expect(200);

    let _ = world.shop.waits_for(claim.number(), "claim.withdrawn");

    let attempts = world.shop.attempts(claim.number());
    assert_eq!(
        attempts[0].treatment,
        Treatment::Failed { how: fault.clone() }
    );
    assert_eq!(
        attempts[1].id, attempts[0].id,
        "tried again under the same id after {fault:?}"
    );
    assert_eq!(
        attempts[1].call.body, attempts[0].call.body,
        "and with the same words"
    );
    assert_delivered_once_and_in_order(&world, &claim);
}

/// The same event has one id, another event another; what the shop keeps, it keeps in the order it happened.
fn assert_delivered_once_and_in_order(world: &World, claim: &Held<'_>) {
    let attempts = world.shop.attempts(claim.number());
    let kept: Vec<&Attempt> = attempts
        .iter()
        .filter(|attempt| attempt.treatment == Treatment::Kept)
        .collect();
    let places: Vec<u32> = kept
        .iter()
        .map(|attempt| attempt.event.data.event.seq)
        .collect();
    assert_eq!(
        places,
        (1..=u32::try_from(claim.view().timeline.len()).unwrap()).collect::<Vec<_>>()
    );
    let ids: BTreeSet<(&str, u32)> = attempts
        .iter()
        .map(|attempt| (attempt.id.as_str(), attempt.event.data.event.seq))
        .collect();
    assert_eq!(ids.len(), places.len(), "{ids:?}");
}

#[test]
fn an_event_whose_receipt_got_lost_is_sent_again_under_the_same_id() {
    let world = World::new();
    world.shop.fails_after(Call::Events, Fault::Reset);
    let claim = world.claim();

    patience::until("the second attempt", || {
        (world.shop.attempts(claim.number()).len() == 2).then_some(())
    });

    let attempts = world.shop.attempts(claim.number());
    assert_eq!(attempts[0].treatment, Treatment::Kept);
    assert_eq!(
        attempts[1].treatment,
        Treatment::Duplicate,
        "the backend knows it by its id"
    );
}

#[test]
fn an_answer_that_never_ends_is_an_answer_and_holds_up_nothing() {
    let world = World::new();
    world.shop.fails_after(Call::Events, Fault::Endless);
    let claim = world.claim();
    let _ = claim.write("Are you there?").expect(200);

    let second = world.shop.waits_for(claim.number(), "message.added");

    let attempts = world.shop.attempts(claim.number());
    assert_eq!(attempts[0].treatment, Treatment::Kept);
    assert_delivered_once_and_in_order(&world, &claim);
    assert_eq!(
        attempts
            .iter()
            .filter(|attempt| attempt.id == attempts[0].id)
            .count(),
        1,
        "its status was an answer"
    );
    assert_ne!(
        second.call.connection, attempts[0].call.connection,
        "nobody waits for that connection any more"
    );
}

#[test]
fn webhooks_one_after_the_other_share_a_connection() {
    const MESSAGES: usize = 8;
    let world = World::new();
    for _ in 0..=MESSAGES {
        // A page nobody asked for, without a length: it stands in the way of the next answer until it is read.
        world.shop.fails_after(Call::Events, Fault::Garbage);
    }
    let claim = world.claim();
    for n in 0..MESSAGES {
        let _ = claim.write(&format!("Message {n}")).expect(200);
    }

    let attempts = patience::until("all of them", || {
        let attempts = world.shop.attempts(claim.number());
        (attempts.len() > MESSAGES).then_some(attempts)
    });

    let connections: BTreeSet<u64> = attempts
        .iter()
        .map(|attempt| attempt.call.connection)
        .collect();
    // One that nothing was sent over for some seconds is closed.
    assert!(
        connections.len() <= attempts.len() / 2,
        "{} webhooks over {} connections",
        attempts.len(),
        connections.len()
    );
}

#[test]
fn a_redirect_is_not_followed_and_what_it_points_to_never_hears_of_it() {
    let world = World::new();
    let trap = TcpListener::bind("127.0.0.1:0").unwrap();
    trap.set_nonblocking(true).unwrap();
    let location = format!("http://{}/events", trap.local_addr().unwrap());
    world
        .shop
        .fails(Call::Events, Fault::Redirect { location }, 1);
    let claim = world.claim();

    let _ = world.shop.waits_for(claim.number(), "claim.submitted");

    assert_eq!(world.shop.attempts(claim.number()).len(), 2);
    assert!(
        trap.accept().is_err(),
        "the claim was sent to where the redirect pointed"
    );
}

#[test]
fn a_look_up_follows_no_redirect_either() {
    let world = World::new();
    let trap = TcpListener::bind("127.0.0.1:0").unwrap();
    trap.set_nonblocking(true).unwrap();
    let location = format!("http://{}/orders/find", trap.local_addr().unwrap());
    world
        .shop
        .fails(Call::OrdersFind, Fault::Redirect { location }, 1);
    let order = world.order(10);

    let found = world.find(&order);

    assert!(!found.order.verified, "a redirect is no answer");
    assert!(
        trap.accept().is_err(),
        "the question was sent to where the redirect pointed"
    );
}

#[test]
fn retry_after_is_honoured() {
    // Longer than the schedule's own wait.
    const RETRY_AFTER_S: u32 = 3;
    let world = World::new();
    let fault = Fault::Status {
        status: 429,
        retry_after_seconds: Some(RETRY_AFTER_S),
    };
    world.shop.fails(Call::Events, fault, 1);
    let claim = world.claim();

    let _ = world.shop.waits_for(claim.number(), "claim.submitted");

    let attempts = world.shop.attempts(claim.number());
    let waited_ms = attempts[1].call.at.ms() - attempts[0].call.at.ms();
    assert!(
        waited_ms >= i64::from(RETRY_AFTER_S) * 1000,
        "came back after {waited_ms} ms"
    );
}

#[test]
fn the_first_retry_comes_after_the_five_seconds_of_the_specification() {
    let world = World::of(&Config::lumen().without("RETRY_SCHEDULE"));
    world.shop.fails(Call::Events, Fault::status(503), 1);
    let claim = world.claim();

    let _ = world.shop.waits_for(claim.number(), "claim.submitted");

    let attempts = world.shop.attempts(claim.number());
    let waited_ms = attempts[1].call.at.ms() - attempts[0].call.at.ms();
    assert!(waited_ms >= 5_000, "came back after {waited_ms} ms");
}

#[test]
fn a_backend_that_hangs_on_events_holds_up_neither_customer_nor_shop() {
    let world = World::new();
    world.shop.fails(Call::Events, Fault::Hang, 1);
    let claim = world.claim();
    patience::until("the hanging attempt", || {
        world.shop.attempts(claim.number()).first().map(|_| ())
    });

    // While it hangs, the claim is read, written to and answered.
    let _ = claim.write("Hello?").expect(200);
    desk::answer(
        &world.edge,
        claim.number(),
        ClaimEvent::MessageSent {
            text: "We are here.".to_owned(),
            files: Vec::new(),
        },
    );
    assert_eq!(claim.view().timeline.len(), 3);
    assert_eq!(
        world.shop.kept(claim.number()).len(),
        0,
        "the attempt still hangs"
    );
}
