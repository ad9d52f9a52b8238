//! What is due is announced before and after, once, at the moment the shop's clock shows; time is set, not waited for.

use backend::{Call, Fault};
use claims::{
    civil::{Date, Instant},
    claim::Actor,
    problem::ProblemKind,
    status::{ClaimEvent, Status},
    verdict::Remedy,
};
use tests::{
    config::Config,
    customer::{self, Held, Upload},
    desk, patience, photo,
    shop::today,
    world::World,
};

const HOUR_MS: i64 = 3_600_000;
const DAY_MS: i64 = 24 * HOUR_MS;

fn world() -> World {
    World::of(&Config::lumen().with("FAULTS", "on"))
}

/// A claim with its evidence: it is the shop's turn.
fn complete(world: &World) -> Held<'_> {
    let claim = world.claim();
    let _ = claim
        .upload(&Upload::photo(&photo::plain_jpeg(16, 4)))
        .expect(200);
    claim
}

fn kinds(claim: &Held<'_>) -> Vec<&'static str> {
    let view = claim.view();
    let kinds = view.timeline.iter().map(|happened| happened.event.name());
    kinds.collect()
}

/// Another claim is filed and delivered: the alarm has rung meanwhile.
fn something_else_happens(world: &World) {
    let other = world.claim();
    let _ = world.shop.waits_for(other.number(), "claim.submitted");
}

fn set(world: &World, time: Instant) {
    world.edge.sets_the_clock(time);
}

#[test]
fn a_deadline_passes_while_many_events_still_wait_for_a_slow_backend() {
    const CLAIMS: usize = 30;
    let world = world();
    let claim = complete(&world);
    let _ = world.shop.waits_for(claim.number(), "evidence.added");
    let due = claim.view().next.due.unwrap();
    let told = world.shop.count(Call::Events);
    let slow = Fault::Delay { delay_ms: 2_000 };
    world.shop.fails(Call::Events, slow, 1_000);
    for _ in 0..CLAIMS {
        let _ = world.claim();
    }

    set(&world, due.plus_ms(60_000));

    patience::until("the deadline in the claim", || {
        let whole = desk::claim(&world.edge, claim.number()).expect(200).body;
        let whole = String::from_utf8(whole).unwrap();
        whole.contains("deadline.missed").then_some(())
    });
    let told = world.shop.count(Call::Events) - told;
    assert!(told < CLAIMS, "the crowd was told of first");
}

#[test]
fn a_promise_by_the_hour_is_warned_of_and_missed_once_each_and_both_sides_are_told() {
    let world = world();
    let claim = complete(&world);
    let due = claim.view().next.due.unwrap();

    set(&world, due.plus_ms(-6 * HOUR_MS - 60_000));
    let _ = claim.write("Is anybody there?").expect(200);
    let _ = world.shop.waits_for(claim.number(), "message.added");
    assert!(!kinds(&claim).contains(&"deadline.near"), "not yet");

    set(&world, due.plus_ms(-6 * HOUR_MS + 60_000));
    let told = world.shop.waits_for(claim.number(), "deadline.near");
    let expected = ClaimEvent::DeadlineNear {
        actor: Actor::Shop,
        action: "answer".to_owned(),
        due,
    };
    assert_eq!(told.event.data.event.event, expected);
    assert_eq!(told.event.data.event.by, Actor::Nobody);
    assert_eq!(claim.view().timeline.last().unwrap().event, expected);

    set(&world, due.plus_ms(60_000));
    let told = world.shop.waits_for(claim.number(), "deadline.missed");
    assert_eq!(told.event.data.claim.next.due, Some(due), "it is still due");

    // Nothing more of this deadline, ever; the next one begins anew.
    set(&world, due.plus_ms(9 * DAY_MS));
    desk::answer(
        &world.edge,
        claim.number(),
        ClaimEvent::UnderReview { person: None },
    );
    let decide = claim.view().next.due.unwrap();
    set(&world, decide.plus_ms(DAY_MS));
    patience::until("the second deadline missed", || {
        (kinds(&claim)
            .iter()
            .filter(|kind| **kind == "deadline.missed")
            .count()
            == 2)
            .then_some(())
    });
    assert_eq!(
        kinds(&claim)
            .iter()
            .filter(|kind| **kind == "deadline.near")
            .count(),
        1,
        "a warning of what has passed is left out"
    );
}

/// A repair is due on that day: nobody is warned before `warned`, and nothing is missed before `over`.
fn is_due_on(world: &World, day: Date, warned: Instant, over: Instant) {
    // By law within 30 days of the claim. Then it is that day in Paris as in Auckland.
    set(world, day.add_days(-30).noon().plus_ms(-6 * HOUR_MS));
    let claim = complete(world);
    let approved = ClaimEvent::Approved {
        remedy: Some(Remedy::Repair),
        amount: None,
        lines: Vec::new(),
        message: None,
        send_goods: Some(false),
    };
    desk::answer(&world.edge, claim.number(), approved);
    assert_eq!(claim.view().next.day, Some(day));

    set(world, warned.plus_ms(-60_000));
    something_else_happens(world);
    assert!(!kinds(&claim).contains(&"deadline.near"), "{day}");
    set(world, warned.plus_ms(60_000));
    let _ = world.shop.waits_for(claim.number(), "deadline.near");
    set(world, over.plus_ms(-60_000));
    something_else_happens(world);
    assert!(
        !kinds(&claim).contains(&"deadline.missed"),
        "the last minute of {day}"
    );
    set(world, over.plus_ms(60_000));
    let _ = world.shop.waits_for(claim.number(), "deadline.missed");
}

/// That hour of the day by a clock that is so many hours ahead of UTC.
fn local(day: Date, hour: i64, ahead_hours: i64) -> Instant {
    day.noon().plus_ms((hour - 12 - ahead_hours) * HOUR_MS)
}

#[test]
fn a_day_is_over_at_midnight_of_the_shops_time_zone_and_warned_of_at_nine_the_morning_before() {
    // A city that is 13 hours ahead in its summer.
    let config =
        Config::lumen()
            .with("FAULTS", "on")
            .with_in("SHOP", "time_zone", "Pacific/Auckland");
    let world = World::of(&config);
    let day = Date::new(today().year() + 1, 2, 4).unwrap();
    let (warned, over) = (
        local(day.add_days(-1), 9, 13),
        local(day.add_days(1), 0, 13),
    );
    is_due_on(&world, day, warned, over);
}

#[test]
fn a_day_on_which_the_clock_is_changed_has_an_hour_less_or_more() {
    let world = world();
    let last_sunday = |month| {
        let last = Date::new(today().year() + 1, month, 31).unwrap();
        // 4 January 1970 was one.
        let since = last.noon().ms().div_euclid(DAY_MS) - 3;
        last.add_days(-i32::try_from(since.rem_euclid(7)).unwrap())
    };
    for (month, before, after) in [(3, 1, 2), (10, 2, 1)] {
        let day = last_sunday(month);
        let warned = local(day.add_days(-1), 9, before);
        is_due_on(&world, day, warned, local(day.add_days(1), 0, after));
    }
}

#[test]
fn what_happens_meanwhile_moves_the_deadline() {
    let world = world();
    let claim = complete(&world);
    let due = claim.view().next.due.unwrap();
    desk::answer(
        &world.edge,
        claim.number(),
        ClaimEvent::Declined {
            reason: "Water damage.".to_owned(),
        },
    );
    set(&world, due.plus_ms(DAY_MS));
    let _ = claim.write("I do not agree.").expect(200);
    let _ = world.shop.waits_for(claim.number(), "message.added");
    assert_eq!(
        kinds(&claim),
        [
            "claim.submitted",
            "evidence.added",
            "claim.declined",
            "message.added"
        ]
    );
    // A refusal that was answered is answered in turn.
    set(&world, due.plus_ms(3 * DAY_MS));
    let _ = world.shop.waits_for(claim.number(), "deadline.missed");
}

#[test]
fn a_claim_whose_customer_never_sends_the_evidence_expires_after_warnings_and_frees_its_units() {
    let world = World::of(&Config::lumen().with("FAULTS", "on").with_in(
        "POLICY",
        "expire_after",
        "14d",
    ));
    let (order, found) = world.found(10);
    let mut draft = world.draft(&order, "1", ProblemKind::Defective);
    draft.lines[0].quantity = 2;
    let claim = customer::file(&world.edge, &found, &draft);
    let next = claim.view().next;
    assert_eq!(
        (next.actor, next.action.as_str()),
        (Actor::Customer, "send_evidence")
    );
    let filed = claim.view().created_at;
    assert_eq!(next.due, Some(filed.plus_ms(14 * DAY_MS)));

    set(&world, filed.plus_ms(7 * DAY_MS + 60_000));
    let told = world.shop.waits_for(claim.number(), "deadline.near");
    assert!(
        !told.event.data.tracking_url.is_empty(),
        "the shop can remind the customer"
    );
    set(&world, filed.plus_ms(13 * DAY_MS + 60_000));
    patience::until("the second warning", || {
        (kinds(&claim).len() == 3).then_some(())
    });
    assert_eq!(claim.view().status, Status::Received);
    set(&world, filed.plus_ms(14 * DAY_MS + 60_000));
    let told = world.shop.waits_for(claim.number(), "claim.expired");
    assert_eq!(told.event.data.claim.status, Status::Expired);

    assert_eq!(
        kinds(&claim),
        [
            "claim.submitted",
            "deadline.near",
            "deadline.near",
            "claim.expired"
        ]
    );
    assert_eq!(claim.view().next.actor, Actor::Nobody);
    let found = world.find(&order);
    assert_eq!(found.open_units["1"], 2);
    let _ = customer::submit(
        &world.edge,
        &found.order_token,
        &customer::new_key(),
        &draft,
    )
    .expect(201);
}

#[test]
fn a_deadline_that_passed_while_nothing_ran_is_announced_after_the_start() {
    let mut world = World::of(&Config::lumen().with("FAULTS", "on").with_in(
        "POLICY",
        "respond_within",
        "1h",
    ));
    let filed = complete(&world).filed;
    world.edge.kill();
    world.edge.resume();
    let claim = Held {
        edge: &world.edge,
        filed,
    };
    assert!(today() <= claim.view().created_at.utc_date().add_days(1));
    set(&world, claim.view().created_at.plus_ms(2 * HOUR_MS));
    let _ = world.shop.waits_for(claim.number(), "deadline.missed");
    assert!(!kinds(&claim).contains(&"deadline.near"));
}
