//! Nobody learns what is not theirs: not even whether it exists.

use claims::number::ClaimNumber;
use std::time::{Duration, Instant};
use tests::{
    config::Config,
    customer,
    http::{Answer, get, post},
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

/// The middle one of the times that `ask` takes: robust against a machine that is busy now and then.
fn usual_time(mut ask: impl FnMut(usize) -> Answer, round: usize) -> Duration {
    const TIMES: usize = 15;
    let mut times: Vec<Duration> = (0..TIMES)
        .map(|n| {
            let start = Instant::now();
            let answer = ask(round * TIMES + n);
            assert!(answer.status < 500 && answer.status != 429, "{answer:?}");
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[TIMES / 2]
}

/// Neither takes half again as long as the other, in the best of a few rounds: a difference that is there is there in
/// every round, noise is not.
#[track_caller]
fn assert_as_fast(
    what: &str,
    mut one: impl FnMut(usize) -> Answer,
    mut other: impl FnMut(usize) -> Answer,
) {
    let ratios: Vec<f64> = (0..8)
        .map(|round| {
            let (one, other) = (usual_time(&mut one, round), usual_time(&mut other, round));
            one.as_secs_f64() / other.as_secs_f64()
        })
        .collect();
    let is_near = |ratio: &f64| (1.0 / 1.5..1.5).contains(ratio);
    assert!(ratios.iter().any(is_near), "{what}: {ratios:?}");
}

#[test]
fn not_even_the_time_an_answer_takes_tells_whether_something_exists() {
    let world = World::of(&Config::lumen().with("QUOTAS", "off"));
    let order = world.order(10);
    let (theirs, mine) = (world.claim(), world.claim());
    let nobodys = ClaimNumber::new(1, 0, 0x1234_5678_9abc);
    let stranger = |n: usize| format!("stranger-{n}@mail.example");

    assert_as_fast(
        "an order of someone else and none",
        |n| customer::find(&world.edge, order.number(), &stranger(n)),
        |n| customer::find(&world.edge, &format!("X-{n:05}"), &stranger(n)),
    );
    let view = |number: &str| {
        get(&world.edge.at(&format!("/v1/claims/{number}")))
            .bearer(&mine.filed.tracking_token)
            .send()
    };
    assert_as_fast(
        "a claim of someone else and none",
        |_| view(theirs.number()),
        |_| view(nobodys.as_str()),
    );
    let recover = |email: &str| {
        post(&world.edge.at("/v1/claims/recover"))
            .json(&serde_json::json!({ "email": email }))
            .send()
    };
    let told = world.shop.waits_for(theirs.number(), "claim.submitted");
    let known = told.event.data.claim.customer.email;
    assert_as_fast(
        "an e-mail with a claim and one without",
        |_| recover(&known),
        |n| recover(&stranger(n)),
    );
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
    assert_eq!(one.but_for_its_id(), other.but_for_its_id());
}
