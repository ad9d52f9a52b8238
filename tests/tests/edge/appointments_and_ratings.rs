//! Goods, loaners, appointments and ratings: what the shop tells and the customer answers.

use claims::{
    civil::Instant,
    claim::{Appointment, Rating, Slot},
    status::{ClaimEvent, Goods},
    verdict::Remedy,
};
use serde_json::json;
use tests::{config::Config, desk, shop::today, world::World};

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
    let times = vec![today().add_days(9).noon(), today().add_days(10).noon()];
    let _ = choose(&times[0].to_string()).problem(409, "illegal_transition");
    desk::answer(
        &world.edge,
        claim.number(),
        ClaimEvent::AppointmentProposed {
            times: times.clone(),
            place: Some("12 rue de la Lampe, Lyon".to_owned()),
            message: None,
            slots: Vec::new(),
            notice_hours: None,
        },
    );
    let refused = choose(&times[1].plus_ms(1).to_string()).problem(422, "invalid_body");
    assert_eq!(refused.errors[0].pointer, "/time");
    let refused = choose("tomorrow").problem(422, "invalid_body");
    assert_eq!(refused.errors[0].code, "invalid_date");

    // The same moment, as another time zone writes it.
    let elsewhere = format!("{}T13:00:00+01:00", today().add_days(10));
    let _ = choose(&elsewhere).expect(200);

    let told = world.shop.waits_for(claim.number(), "appointment.chosen");
    let chosen = ClaimEvent::AppointmentChosen {
        time: times[1],
        place: None,
    };
    assert_eq!(told.event.data.event.event, chosen);
    assert_eq!(
        claim.view().appointment,
        Some(Appointment {
            times: times.clone(),
            place: Some("12 rue de la Lampe, Lyon".to_owned()),
            chosen: Some(times[1]),
            chosen_place: Some("12 rue de la Lampe, Lyon".to_owned()),
            slots: Vec::new(),
            notice_hours: None,
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

#[test]
fn places_and_times_are_offered_together_and_what_was_chosen_can_be_changed_until_a_limit() {
    let world = World::of(&Config::lumen().with("FAULTS", "on"));
    let claim = world.claim();
    let slot = |days: i32, place: &str| Slot {
        time: today().add_days(days).noon(),
        place: Some(place.to_owned()),
    };
    let slots = vec![slot(9, "Lyon"), slot(9, "Paris"), slot(12, "Paris")];
    let proposed = |slots: &[Slot]| ClaimEvent::AppointmentProposed {
        times: Vec::new(),
        place: None,
        slots: slots.to_vec(),
        notice_hours: Some(24),
        message: None,
    };
    let past = Slot {
        time: Instant::from_ms(0),
        place: None,
    };
    let refused = desk::send(
        &world.edge,
        &desk::new_id(),
        claim.number(),
        proposed(&[past]),
    );
    let refused = refused.problem(422, "invalid_body");
    assert_eq!(refused.errors[0].pointer, "/slots/0/time");
    desk::answer(&world.edge, claim.number(), proposed(&slots));
    let choose = |time: Instant, place: Option<&str>| {
        let body = json!({ "time": time, "place": place });
        claim.call("POST", "/appointment").json(&body).send()
    };

    let which = choose(slots[0].time, None).problem(422, "invalid_body");
    assert_eq!(
        (&*which.errors[0].pointer, &*which.errors[0].code),
        ("/place", "required")
    );
    let nowhere = choose(slots[0].time, Some("Nice")).problem(422, "invalid_body");
    assert_eq!(nowhere.errors[0].code, "unknown_value");
    let _ = choose(slots[0].time, Some("Lyon")).expect(200);
    let _ = choose(slots[2].time, None).expect(200);
    let view = claim.view();
    let appointment = view.appointment.unwrap();
    assert_eq!(
        (appointment.chosen, appointment.chosen_place.as_deref()),
        (Some(slots[2].time), Some("Paris"))
    );
    let until = slots[2].time.plus_ms(-24 * 3_600_000);
    assert_eq!(view.appointment_until, Some(until));

    world.edge.sets_the_clock(until.plus_ms(-60_000));
    let gone = choose(slots[0].time, Some("Lyon")).problem(422, "invalid_body");
    assert_eq!(gone.errors[0].code, "in_the_past");
    world.edge.sets_the_clock(until.plus_ms(1_000));
    let late = choose(slots[2].time, None).problem(422, "invalid_body");
    assert_eq!(late.errors[0].code, "too_late");
}

#[test]
fn a_loaner_that_was_promised_is_due_on_its_day() {
    let file: toml::Table = "[[rules]]\nid = 'lend'\nwhen = { problem = 'defective' }\n\
        then = { loaner = true, deadlines = { loaner = '5d' } }"
        .parse()
        .unwrap();
    let config = Config::lumen()
        .with("FAULTS", "on")
        .with("RULES", file["rules"].clone());
    let world = World::of(&config);
    let claim = world.claim();
    desk::answer(
        &world.edge,
        claim.number(),
        ClaimEvent::Approved {
            remedy: Some(Remedy::Repair),
            amount: None,
            lines: Vec::new(),
            message: None,
            send_goods: None,
        },
    );
    let day = claim.filed.claim.verdict.lines[0].entitlements[0]
        .deadlines
        .loaner
        .unwrap();

    world.edge.sets_the_clock(day.noon());
    let told = world.shop.waits_for(claim.number(), "deadline.near");
    let near = ClaimEvent::DeadlineNear {
        actor: claims::claim::Actor::Shop,
        action: "lend".to_owned(),
        due: day.noon(),
    };
    assert_eq!(told.event.data.event.event, near);
    world.edge.sets_the_clock(day.add_days(2).noon());
    let told = world.shop.waits_for(claim.number(), "deadline.missed");
    let ClaimEvent::DeadlineMissed { action, .. } = told.event.data.event.event else {
        panic!("{told:?}");
    };
    assert_eq!(action, "lend");
}
