//! The shop proposes something else; the customer takes it or not.

use claims::{
    claim::Actor,
    money::{Currency, Money},
    status::{ClaimEvent, Status},
    verdict::Remedy,
};
use tests::{customer::Held, desk, world::World};

fn offer(claim: &Held<'_>) -> Money {
    let amount = Money {
        amount_minor: 1_500,
        currency: Currency("EUR".to_owned()),
    };
    let event = ClaimEvent::OfferMade {
        remedy: Remedy::PartialRefund,
        amount: Some(amount.clone()),
        message: Some("Keep it, and 15 euros back?".to_owned()),
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
        ClaimEvent::OfferAnswered { accepted: true }
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
        ClaimEvent::OfferAnswered { accepted: false }
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
