//! The link, asked for again.

use tests::{
    http::{Answer, post},
    world::World,
};

fn recover(world: &World, email: &str, number: Option<&str>) -> Answer {
    post(&world.edge.at("/v1/claims/recover"))
        .json(&serde_json::json!({ "email": email, "number": number }))
        .send()
}

#[test]
fn asking_for_the_link_again_is_always_answered_the_same_and_the_shop_sends_it_to_who_claimed() {
    let world = World::shared();
    let claim = world.claim();
    let email = world
        .shop
        .waits_for(claim.number(), "claim.submitted")
        .event
        .data
        .claim
        .customer
        .email;
    let answers = [
        recover(&world, &email, Some(claim.number())),
        recover(&world, "someone-else@mail.example", Some(claim.number())),
        recover(&world, "nobody@mail.example", None),
        recover(&world, "nobody@mail.example", Some("2222-2222-2222")),
    ];
    for answer in &answers {
        assert_eq!((answer.status, answer.text().as_str()), (202, "{}"));
        assert_eq!(answer.but_for_its_id(), answers[0].but_for_its_id());
    }

    let told = world.shop.waits_for(claim.number(), "link.requested");
    assert_eq!(
        claim.follow_link(&told.event.data.tracking_url).number,
        claim.number()
    );
    let asked = world.shop.kept(claim.number());
    assert_eq!(
        asked
            .iter()
            .filter(|kind| *kind == "link.requested")
            .count(),
        1,
        "nobody else's asking counts"
    );
}
