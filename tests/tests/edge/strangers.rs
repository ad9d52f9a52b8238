//! Nobody learns what is not theirs: not even whether it exists.

use claims::number::ClaimNumber;
use tests::{
    customer,
    http::{Answer, get},
    world::World,
};

#[test]
fn a_wrong_e_mail_is_answered_byte_for_byte_like_an_unknown_order() {
    let world = World::shared();
    let order = world.order(10);

    let wrong_email = customer::find(&world.edge, order.number(), "stranger@mail.example");
    let unknown_order = customer::find(&world.edge, "T-99999", "stranger@mail.example");

    let _ = wrong_email.problem(404, "order_not_found");
    assert_same(&wrong_email, &unknown_order);
}

#[test]
fn a_claim_of_someone_else_is_answered_byte_for_byte_like_one_that_does_not_exist() {
    let world = World::shared();
    let (theirs, mine) = (world.claim(), world.claim());
    let nobodys = ClaimNumber::new(1, 0, 0x1234_5678_9abc);
    for route in ["", "/statement"] {
        let ask = |number: &str| {
            get(&world.edge.at(&format!("/v1/claims/{number}{route}")))
                .bearer(&mine.filed.tracking_token)
                .send()
        };
        let _ = ask(theirs.number()).problem(404, "claim_not_found");
        assert_same(&ask(theirs.number()), &ask(nobodys.as_str()));
    }
}

#[test]
fn an_order_is_found_however_its_number_and_e_mail_are_typed() {
    let world = World::shared();
    let order = world.order(10);
    let typed = customer::find(
        &world.edge,
        &format!("  {} ", order.number().to_lowercase()),
        &format!(" {}  ", order.email.to_uppercase()),
    );
    assert_eq!(
        typed
            .expect(200)
            .json::<claims::wire::FoundOrder>()
            .order
            .number,
        order.number()
    );
}

#[track_caller]
fn assert_same(one: &Answer, other: &Answer) {
    assert_eq!((one.status, &one.body), (other.status, &other.body));
    assert_eq!(one.headers, other.headers);
}
