//! Units of an order line are in one open claim at a time.

use claims::{
    problem::ProblemKind,
    status::{ClaimEvent, Status},
};
use std::thread;
use tests::{
    customer::{self, Held},
    desk,
    http::Answer,
    shop::Order,
    world::World,
};

/// An order whose line `1` has one unit.
fn order_of_one(world: &World) -> Order {
    let mut order = Order::delivered(10);
    order.facts.lines[0].quantity = 1;
    world.shop.sells(&order);
    order
}

fn try_again(world: &World, order: &Order, token: &str) -> Answer {
    let draft = world.draft(order, "1", ProblemKind::Defective);
    customer::submit(&world.edge, token, &customer::new_key(), &draft)
}

#[test]
fn a_second_claim_for_the_same_item_is_refused_with_a_link_to_the_first() {
    let world = World::shared();
    let order = order_of_one(&world);
    let found = world.find(&order);
    let first = customer::file(
        &world.edge,
        &found,
        &world.draft(&order, "1", ProblemKind::Defective),
    );

    let refused = try_again(&world, &order, &found.order_token).problem(409, "already_claimed");

    let link = refused.claim.unwrap();
    assert_eq!(link.number, first.number());
    assert_eq!(
        first.follow_link(&link.url).number,
        first.number(),
        "the link opens the first claim"
    );

    let found = world.find(&order);
    assert_eq!(found.open_units["1"], 0, "the page knows before asking");
    assert_eq!(found.open_units["2"], 3, "the other line is free");
    assert_eq!(found.open_claims.len(), 1);
    assert_eq!(
        first.follow_link(&found.open_claims[0].url).number,
        first.number()
    );
}

#[test]
fn a_claim_the_shop_declined_frees_its_units() {
    let world = World::shared();
    let order = order_of_one(&world);
    let found = world.find(&order);
    let first = customer::file(
        &world.edge,
        &found,
        &world.draft(&order, "1", ProblemKind::Defective),
    );
    let _ = try_again(&world, &order, &found.order_token).problem(409, "already_claimed");

    desk::answer(
        &world.edge,
        first.number(),
        ClaimEvent::Declined {
            reason: "Water damage.".to_owned(),
        },
    );

    assert_eq!(world.find(&order).open_units["1"], 1);
    let _ = try_again(&world, &order, &found.order_token).expect(201);
}

#[test]
fn a_claim_the_customer_took_back_frees_its_units() {
    let world = World::shared();
    let order = order_of_one(&world);
    let found = world.find(&order);
    let first = customer::file(
        &world.edge,
        &found,
        &world.draft(&order, "1", ProblemKind::Defective),
    );

    let _ = first.withdraw().expect(200);

    assert_eq!(first.view().status, Status::Withdrawn);
    let _ = world.shop.waits_for(first.number(), "claim.withdrawn");
    let _ = try_again(&world, &order, &found.order_token).expect(201);
}

#[test]
fn two_units_of_a_line_are_in_two_claims_and_a_third_is_refused() {
    let world = World::shared();
    let (order, found) = world.found(10);
    let claims: [Held<'_>; 2] = [(); 2].map(|()| {
        customer::file(
            &world.edge,
            &found,
            &world.draft(&order, "1", ProblemKind::Defective),
        )
    });
    assert_ne!(claims[0].number(), claims[1].number());

    let _ = try_again(&world, &order, &found.order_token).problem(409, "already_claimed");
}

#[test]
fn of_two_claims_for_the_last_unit_sent_at_once_one_is_kept() {
    let world = World::shared();
    let order = order_of_one(&world);
    let found = world.find(&order);
    let mut statuses: Vec<u16> = thread::scope(|scope| {
        let send = || try_again(&world, &order, &found.order_token).status;
        let senders: Vec<_> = (0..4).map(|_| scope.spawn(send)).collect();
        senders
            .into_iter()
            .map(|sender| sender.join().unwrap())
            .collect()
    });
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409, 409, 409]);
}
