//! The same submission twice is one claim.

use claims::{problem::ProblemKind, wire::Filed};
use std::{collections::BTreeSet, thread};
use tests::{customer, desk, world::World};

#[test]
fn the_same_submission_sent_twice_is_one_claim_with_one_number() {
    let world = World::shared();
    let (order, found) = world.found(10);
    let mut draft = world.draft(&order, "1", ProblemKind::Defective);
    draft.lines[0].quantity = 2;
    let key = customer::new_key();

    let first = customer::submit(&world.edge, &found.order_token, &key, &draft).expect(201);
    // All units are taken now, by this very claim: the second time must not be refused for it.
    let second = customer::submit(&world.edge, &found.order_token, &key, &draft).expect(201);

    assert_eq!(first.header("idempotent-replayed"), None);
    assert_eq!(second.header("idempotent-replayed"), Some("true"));
    let (first, second): (Filed, Filed) = (first.json(), second.json());
    assert_eq!(first.claim, second.claim);
    let held = customer::Held {
        edge: &world.edge,
        filed: second,
    };
    assert_eq!(
        held.view().number,
        first.claim.number,
        "the second answer's token works too"
    );
    let _ = world.shop.waits_for(held.number(), "claim.submitted");
    assert_eq!(world.shop.kept(held.number()), ["claim.submitted"]);
}

#[test]
fn the_same_submission_sent_eight_times_at_once_is_one_claim() {
    let world = World::shared();
    let (order, found) = world.found(10);
    let draft = world.draft(&order, "1", ProblemKind::Defective);
    let key = customer::new_key();

    let numbers: BTreeSet<String> = thread::scope(|scope| {
        let send = || {
            let answer =
                customer::submit(&world.edge, &found.order_token, &key, &draft).expect(201);
            answer.json::<Filed>().claim.number
        };
        let senders: Vec<_> = (0..8).map(|_| scope.spawn(send)).collect();
        senders
            .into_iter()
            .map(|sender| sender.join().unwrap())
            .collect()
    });

    assert_eq!(numbers.len(), 1, "{numbers:?}");
    let kept = desk::claims(&world.edge)
        .into_iter()
        .filter(|claim| claim.order.number == order.number());
    assert_eq!(kept.count(), 1);
}

#[test]
fn a_key_used_again_with_another_body_is_refused_and_the_first_claim_stands() {
    let world = World::shared();
    let (order, found) = world.found(10);
    let draft = world.draft(&order, "1", ProblemKind::Defective);
    let key = customer::new_key();
    let first: Filed = customer::submit(&world.edge, &found.order_token, &key, &draft)
        .expect(201)
        .json();

    let mut other = draft.clone();
    other.lines[0].description = "Something else.".to_owned();
    let refused = customer::submit(&world.edge, &found.order_token, &key, &other);

    let _ = refused.problem(422, "idempotency_key_reused");
    let again: Filed = customer::submit(&world.edge, &found.order_token, &key, &draft)
        .expect(201)
        .json();
    assert_eq!(again.claim.number, first.claim.number);
}

#[test]
fn one_customers_key_is_nothing_to_another_customer() {
    let world = World::shared();
    let key = customer::new_key();
    let numbers = [(); 2].map(|()| {
        let (order, found) = world.found(10);
        let draft = world.draft(&order, "1", ProblemKind::Defective);
        let answer = customer::submit(&world.edge, &found.order_token, &key, &draft).expect(201);
        assert_eq!(answer.header("idempotent-replayed"), None);
        answer.json::<Filed>().claim.number
    });
    assert_ne!(numbers[0], numbers[1]);
}
