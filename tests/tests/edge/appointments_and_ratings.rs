//! Goods, loaners, appointments and ratings: what the shop tells and the customer answers.

use claims::{
    civil::Instant,
    claim::{Appointment, Rating},
    status::{ClaimEvent, Goods},
    verdict::Remedy,
};
use serde_json::json;
use tests::{desk, world::World};

#[test]
fn the_customer_chooses_one_of_the_times_the_shop_proposed() {
    let world = World::shared();
    let claim = world.claim();
    let choose = |time: &str| {
        claim
            .call("POST", "/appointment")
            .json(&json!({ "time": time }))
            .send()
    };
    let _ = choose("2026-12-01T09:00:00Z").problem(409, "illegal_transition");
    let times: Vec<Instant> = ["2026-12-01T09:00:00Z", "2026-12-02T14:30:00Z"]
        .map(|time| Instant::parse(time).unwrap())
        .into();
    desk::answer(
        &world.edge,
        claim.number(),
        ClaimEvent::AppointmentProposed {
            times: times.clone(),
            place: Some("12 rue de la Lampe, Lyon".to_owned()),
            message: None,
        },
    );
    let refused = choose("2026-12-03T09:00:00Z").problem(422, "invalid_body");
    assert_eq!(refused.errors[0].pointer, "/time");
    let refused = choose("tomorrow").problem(422, "invalid_body");
    assert_eq!(refused.errors[0].code, "invalid_date");

    // The same moment, as another time zone writes it.
    let _ = choose("2026-12-02T15:30:00+01:00").expect(200);

    let told = world.shop.waits_for(claim.number(), "appointment.chosen");
    let chosen = ClaimEvent::AppointmentChosen { time: times[1] };
    assert_eq!(told.event.data.event.event, chosen);
    assert_eq!(
        claim.view().appointment,
        Some(Appointment {
            times: times.clone(),
            place: Some("12 rue de la Lampe, Lyon".to_owned()),
            chosen: Some(times[1]),
        })
    );
    desk::answer(
        &world.edge,
        claim.number(),
        ClaimEvent::AppointmentCancelled { message: None },
    );
    assert_eq!(claim.view().appointment, None);
}

#[test]
fn once_it_is_over_the_customer_says_how_it_went_once() {
    let world = World::shared();
    let claim = world.claim();
    let rate = |rating: serde_json::Value| claim.call("POST", "/rating").json(&rating).send();
    let _ = rate(json!({ "stars": 5 })).problem(409, "illegal_transition");
    desk::answer(
        &world.edge,
        claim.number(),
        ClaimEvent::Resolved { message: None },
    );
    for wrong in [
        json!({}),
        json!({ "stars": 0 }),
        json!({ "stars": 6 }),
        json!({ "stars": "5" }),
    ] {
        let refused = rate(wrong).problem(422, "invalid_body");
        assert_eq!(refused.errors[0].pointer, "/stars");
    }

    let _ = rate(json!({ "stars": 4, "text": " Quick, and kind. " })).expect(200);

    let rating = Rating {
        stars: 4,
        text: Some("Quick, and kind.".to_owned()),
    };
    assert_eq!(claim.view().rating.as_ref(), Some(&rating));
    let told = world.shop.waits_for(claim.number(), "claim.rated");
    assert_eq!(told.event.data.claim.rating, Some(rating));
    let _ = rate(json!({ "stars": 1 })).problem(409, "illegal_transition");
}

#[test]
fn goods_travel_there_and_back_and_a_loaner_helps_meanwhile() {
    let world = World::shared();
    let claim = world.claim();
    let says = |event: ClaimEvent| {
        let _ = desk::answer(&world.edge, claim.number(), event);
    };
    says(ClaimEvent::Approved {
        remedy: Some(Remedy::Repair),
        amount: None,
        lines: Vec::new(),
        message: None,
        send_goods: Some(true),
    });
    assert_eq!(claim.view().goods, Goods::Awaiting);
    let mut met = Vec::new();
    for event in [
        ClaimEvent::GoodsInTransit { message: None },
        ClaimEvent::GoodsReceived { finding: None },
        ClaimEvent::LoanerLent {
            item: "Lampe Aube, reconditionnée".to_owned(),
            message: None,
        },
        ClaimEvent::GoodsInspected {
            finding: "A worn switch.".to_owned(),
        },
        ClaimEvent::InProgress { message: None },
        ClaimEvent::GoodsReturned { message: None },
    ] {
        says(event);
        let view = claim.view();
        met.push((view.goods, view.loaner.is_some()));
    }
    assert_eq!(
        met,
        [
            (Goods::InTransit, false),
            (Goods::Received, false),
            (Goods::Received, true),
            (Goods::Inspected, true),
            (Goods::Inspected, true),
            (Goods::ReturnedToCustomer, true),
        ]
    );
    says(ClaimEvent::LoanerReturned { message: None });
    says(ClaimEvent::Resolved { message: None });
    assert_eq!(claim.view().loaner, None);
}
