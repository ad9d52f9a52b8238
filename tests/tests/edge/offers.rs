//! The shop proposes something else; the customer takes it or not.

use claims::{
    civil::Instant,
    claim::{Actor, Counter},
    money::{Currency, Money},
    status::{ClaimEvent, Status},
    timeline::ClaimView,
    verdict::Remedy,
};
use serde_json::{Value, json};
use tests::{config::Config, customer::Held, desk, patience, shop::today, world::World};

const HOUR_MS: i64 = 3_600_000;

fn euros(amount_minor: i64) -> Money {
    Money {
        amount_minor,
        currency: Currency("EUR".to_owned()),
    }
}

/// An offer that lapses, or one to which the customer can only say yes or no.
fn offer_of(expires_at: Option<Instant>, may_counter: Option<bool>) -> ClaimEvent {
    ClaimEvent::OfferMade {
        remedy: Remedy::PartialRefund,
        amount: Some(euros(1_500)),
        message: None,
        expires_at,
        may_counter,
    }
}

fn offer(claim: &Held<'_>) -> Money {
    let amount = Money {
        amount_minor: 1_500,
        currency: Currency("EUR".to_owned()),
    };
    let event = ClaimEvent::OfferMade {
        remedy: Remedy::PartialRefund,
        amount: Some(amount.clone()),
        message: Some("Keep it, and 15 euros back?".to_owned()),
        expires_at: None,
        may_counter: None,
    };
    desk::answer(claim.edge, claim.number(), event);
    let seen = claim.view();
    assert_eq!(seen.offer.unwrap().amount.as_ref(), Some(&amount));
    assert_eq!(seen.next.actor, Actor::Customer);
    amount
}

#[test]
fn an_offer_the_customer_accepts_is_what_they_get() {
    let world = World::shared();
    let claim = world.claim();
    let amount = offer(&claim);

    let _ = claim.call("POST", "/accept").send().expect(200);

    let seen = claim.view();
    assert_eq!((seen.status, seen.offer), (Status::Approved, None));
    let outcome = seen.lines[0].outcome.as_ref().unwrap();
    assert_eq!(
        (outcome.remedy, outcome.amount.as_ref()),
        (Some(Remedy::PartialRefund), Some(&amount))
    );
    let told = world.shop.waits_for(claim.number(), "offer.answered");
    assert_eq!(
        told.event.data.event.event,
        ClaimEvent::OfferAnswered {
            accepted: true,
            counter: None
        }
    );
}

#[test]
fn an_offer_the_customer_declines_makes_it_the_shops_turn() {
    let world = World::shared();
    let claim = world.claim();
    offer(&claim);

    let _ = claim.call("POST", "/decline").send().expect(200);

    let seen = claim.view();
    assert_eq!((seen.offer, seen.next.actor), (None, Actor::Shop));
    let told = world.shop.waits_for(claim.number(), "offer.answered");
    assert_eq!(
        told.event.data.event.event,
        ClaimEvent::OfferAnswered {
            accepted: false,
            counter: None
        }
    );
}

#[test]
fn where_there_is_no_offer_there_is_nothing_to_accept() {
    let world = World::shared();
    let claim = world.claim();
    for route in ["/accept", "/decline"] {
        let problem = claim
            .call("POST", route)
            .send()
            .problem(409, "illegal_transition");
        assert!(problem.detail.contains("received"), "{}", problem.detail);
    }
    assert_eq!(claim.view(), claim.filed.claim);
}

fn names(view: &ClaimView) -> Vec<&'static str> {
    let events = view.timeline.iter();
    events.map(|happened| happened.event.name()).collect()
}

#[test]
fn an_offer_nobody_answers_lapses_at_its_moment_after_a_warning_and_answering_it_then_says_so() {
    let world = World::of(&Config::lumen().with("FAULTS", "on"));
    let claim = world.claim();
    let until = today().add_days(5).noon();
    desk::answer(&world.edge, claim.number(), offer_of(Some(until), None));
    let view = claim.view();
    assert_eq!(
        (view.next.actor, view.next.due),
        (Actor::Customer, Some(until))
    );
    assert_eq!(view.offer.unwrap().expires_at, Some(until));

    world.edge.sets_the_clock(until.plus_ms(-23 * HOUR_MS));
    let told = world.shop.waits_for(claim.number(), "deadline.near");
    let near = ClaimEvent::DeadlineNear {
        actor: Actor::Customer,
        action: "answer_offer".to_owned(),
        due: until,
    };
    assert_eq!(told.event.data.event.event, near);

    world.edge.sets_the_clock(until.plus_ms(1_000));
    let told = world.shop.waits_for(claim.number(), "offer.lapsed");
    assert_eq!(told.event.data.event.by, Actor::Nobody);
    assert_eq!(told.event.data.claim.offer, None);
    let view = claim.view();
    assert_eq!(
        (view.status, view.next.actor),
        (Status::UnderReview, Actor::Shop)
    );
    assert_eq!(names(&view).last(), Some(&"offer.lapsed"));
    for route in ["/accept", "/decline"] {
        let problem = claim
            .call("POST", route)
            .send()
            .problem(409, "offer_lapsed");
        assert!(
            problem.detail.contains("could be answered until"),
            "{}",
            problem.detail
        );
    }
    let counter = claim
        .call("POST", "/counter")
        .json(&json!({ "text": "More?" }));
    let _ = counter.send().problem(409, "offer_lapsed");

    desk::answer(&world.edge, claim.number(), offer_of(None, None));
    let _ = claim.call("POST", "/accept").send().expect(200);
    assert_eq!(claim.view().status, Status::Approved);
}

#[test]
fn an_offer_lapses_although_the_customer_wrote_and_not_once_it_was_answered() {
    let world = World::of(&Config::lumen().with("FAULTS", "on"));
    let (asking, answered) = (world.claim(), world.claim());
    let until = today().add_days(2).noon();
    for claim in [&asking, &answered] {
        desk::answer(&world.edge, claim.number(), offer_of(Some(until), None));
    }
    let _ = asking.write("Does that include postage?").expect(200);
    assert_eq!(asking.view().next.actor, Actor::Shop);
    let _ = answered.call("POST", "/accept").send().expect(200);

    world.edge.sets_the_clock(until.plus_ms(1_000));

    patience::until("the offer lapsed", || {
        names(&asking.view())
            .contains(&"offer.lapsed")
            .then_some(())
    });
    assert!(!names(&answered.view()).contains(&"offer.lapsed"));
    assert_eq!(answered.view().status, Status::Approved);
}

#[test]
fn an_offer_that_has_lapsed_before_it_is_made_is_refused() {
    let world = World::shared();
    let claim = world.claim();
    let past = Some(Instant::parse("2026-01-01T12:00:00Z").unwrap());
    let id = desk::new_id();
    let sent = desk::send(&world.edge, &id, claim.number(), offer_of(past, None));
    let problem = sent.problem(422, "invalid_body");
    let error = &problem.errors[0];
    assert_eq!(
        (&*error.pointer, &*error.code),
        ("/expires_at", "in_the_past")
    );
    let body = json!({ "claim": claim.number(), "type": "offer.made", "remedy": "coupon", "expires_at": "soon" });
    let sent = desk::signed(
        &world.edge,
        &desk::new_id(),
        desk::unix_seconds(),
        &body.to_string(),
    );
    let problem = sent.send().problem(422, "invalid_body");
    assert_eq!(problem.errors[0].code, "invalid_date");
    assert_eq!(claim.view(), claim.filed.claim);
}

#[test]
fn the_customer_asks_for_something_else_and_the_shop_is_told_what() {
    let world = World::shared();
    for (body, counter) in [
        (
            json!({ "amount": euros(2_000), "text": " A third would be fair. " }),
            Counter {
                amount: Some(euros(2_000)),
                text: Some("A third would be fair.".to_owned()),
            },
        ),
        (
            json!({ "text": "A new one, please." }),
            Counter {
                amount: None,
                text: Some("A new one, please.".to_owned()),
            },
        ),
    ] {
        let claim = world.claim();
        offer(&claim);
        let _ = claim
            .call("POST", "/counter")
            .json(&body)
            .send()
            .expect(200);

        let seen = claim.view();
        assert_eq!((seen.offer, seen.next.actor), (None, Actor::Shop));
        let told = world.shop.waits_for(claim.number(), "offer.answered");
        let answered = ClaimEvent::OfferAnswered {
            accepted: false,
            counter: Some(counter),
        };
        assert_eq!(told.event.data.event.event, answered);
        assert_eq!(seen.timeline.last().unwrap().event, answered);
    }
}

#[test]
fn what_is_no_counter_offer_is_refused_and_so_is_one_the_shop_does_not_take() {
    let world = World::shared();
    let claim = world.claim();
    offer(&claim);
    let counter = |body: &Value| claim.call("POST", "/counter").json(body).send();
    for (body, pointer, code) in [
        (json!({}), "/text", "required"),
        (json!({ "text": " " }), "/text", "required"),
        (json!({ "text": "x".repeat(4_001) }), "/text", "too_long"),
        (
            json!({ "amount": euros(0) }),
            "/amount/amount_minor",
            "too_small",
        ),
        (
            json!({ "amount": { "amount_minor": 5, "currency": "USD" } }),
            "/amount/currency",
            "wrong_currency",
        ),
        (json!({ "text": "x", "more": 1 }), "/more", "unknown_field"),
    ] {
        let problem = counter(&body).problem(422, "invalid_body");
        let error = &problem.errors[0];
        assert_eq!((&*error.pointer, &*error.code), (pointer, code), "{body}");
    }
    assert!(claim.view().offer.is_some(), "it is still open");

    let last_word = offer_of(None, Some(false));
    desk::answer(&world.edge, claim.number(), last_word);
    let problem = counter(&json!({ "text": "More?" })).problem(422, "invalid_body");
    assert_eq!(problem.errors[0].code, "counter_not_allowed");
    let _ = claim.call("POST", "/decline").send().expect(200);
}
