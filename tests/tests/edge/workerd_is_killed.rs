//! `kill -9` of workerd at any moment: what was answered with 201 is there afterwards, and reaches the shop, once.

use backend::{Call, Fault};
use claims::{problem::ProblemKind, status::ClaimEvent, wire::Filed};
use std::{
    collections::{BTreeMap, BTreeSet},
    env, thread,
    time::{Duration, SystemTime, UNIX_EPOCH},
};
use tests::{
    customer::{self, Held, Upload},
    desk,
    http::get,
    patience, photo,
    world::World,
};

/// Kills of one run; `RECOURSE_KILLS` asks for more.
const CYCLES: u32 = 10;

#[test]
fn a_claim_answered_with_201_survives_kill_9_and_is_delivered_after_the_restart() {
    let mut world = World::new();
    // Nobody takes it before the kill.
    world.shop.closes();
    let order = world.order(10);
    let claim = customer::file(
        &world.edge,
        &world.find(&order),
        &super::the_backend_is_down::stated(&world, &order),
    );
    let filed = claim.filed.clone();
    world.edge.kill();
    world.shop.reopens();
    world.edge.resume();

    let _ = world.shop.waits_for(&filed.claim.number, "claim.submitted");

    let claim = Held {
        edge: &world.edge,
        filed,
    };
    assert_eq!(claim.view().timeline[0], claim.filed.claim.timeline[0]);
}

#[test]
fn an_attempt_cut_short_by_kill_9_is_made_again_under_its_id() {
    let mut world = World::new();
    world.shop.fails(Call::Events, Fault::Hang, 1);
    let number = world.claim().filed.claim.number;
    patience::until("the hanging attempt", || {
        (world.shop.attempts(&number).len() == 1).then_some(())
    });
    world.edge.kill();
    world.edge.resume();

    let arrived = world.shop.waits_for(&number, "claim.submitted");

    let attempts = world.shop.attempts(&number);
    assert_eq!(attempts.len(), 2);
    assert_eq!(attempts[0].id, arrived.id);
}

#[test]
fn killed_at_random_moments_no_claim_is_lost_and_none_is_doubled() {
    let mut world = World::new();
    let mut random = Random::seeded();
    let cycles = env::var("RECOURSE_KILLS")
        .ok()
        .and_then(|cycles| cycles.parse().ok())
        .unwrap_or(CYCLES);
    let (mut answered, mut answered_before, mut delivered_before) = (BTreeMap::new(), 0, 0);
    for cycle in 0..cycles {
        let (order, found) = world.found(10);
        let draft = world.draft(&order, "1", ProblemKind::Defective);
        let key = customer::new_key();
        if cycle % 2 == 0 {
            // Every other time the kill can meet a delivery under way.
            world
                .shop
                .fails(Call::Events, Fault::Delay { delay_ms: 30 }, 1);
        }
        let submitting = customer::submitting(&world.edge, &found.order_token, &key).json(&draft);
        let sender = thread::spawn(move || submitting.try_send());
        // Not a wait for something to happen: the moment of the kill is what is tried.
        thread::sleep(Duration::from_micros(random.below(40_000)));
        world.edge.kill();
        let first: Option<Filed> = sender
            .join()
            .unwrap()
            .ok()
            .filter(|answer| answer.status == 201)
            .map(|answer| answer.json());
        let delivered = first
            .as_ref()
            .is_some_and(|first| !world.shop.attempts(&first.claim.number).is_empty());
        world.edge.resume();

        // The customer's page tries again under the same key, answered or not.
        let again: Filed = customer::submit(&world.edge, &found.order_token, &key, &draft)
            .expect(201)
            .json();
        if let Some(first) = first {
            assert_eq!(
                first.claim.number, again.claim.number,
                "cycle {cycle}: answered, then lost"
            );
            answered_before += 1;
            delivered_before += u32::from(delivered);
        }
        answered.insert(order.number().to_owned(), again.claim.number);
    }

    println!(
        "{cycles} kills, {answered_before} after the answer, {delivered_before} of them after an attempt to deliver"
    );

    for number in answered.values() {
        let _ = world.shop.waits_for(number, "claim.submitted");
        let ids: BTreeSet<String> = world
            .shop
            .attempts(number)
            .into_iter()
            .map(|attempt| attempt.id)
            .collect();
        assert_eq!(ids.len(), 1, "one event, one id: {ids:?}");
    }
    let kept: BTreeMap<String, String> = desk::claims(&world.edge)
        .into_iter()
        .map(|claim| (claim.order.number, claim.number.as_str().to_owned()))
        .collect();
    assert_eq!(kept, answered);
    assert_eq!(
        desk::claims(&world.edge).len(),
        answered.len(),
        "no order has two claims"
    );
}

#[test]
fn an_event_of_the_shop_and_a_photo_cut_short_by_a_kill_happen_once_when_they_are_sent_again() {
    let mut world = World::new();
    let mut random = Random::seeded();
    for cycle in 0..CYCLES / 2 {
        let filed = world.claim().filed;
        let photo = photo::phone_jpeg(cycle);
        let id = desk::new_id();
        let question = ClaimEvent::NeedsInfo {
            message: "Since when?".to_owned(),
        };
        let (asking, number) = (filed.claim.number.clone(), filed.claim.number.clone());
        let held = Held {
            edge: &world.edge,
            filed: filed.clone(),
        };
        let uploading = held.uploading(&Upload::photo(&photo));
        let telling = desk::sending(&world.edge, &id, &asking, question.clone());
        let senders = [
            thread::spawn(move || uploading.try_send()),
            thread::spawn(move || telling.try_send()),
        ];
        thread::sleep(Duration::from_micros(random.below(20_000)));
        world.edge.kill();
        for sender in senders {
            drop(sender.join().unwrap());
        }
        world.edge.resume();

        let claim = Held {
            edge: &world.edge,
            filed,
        };
        let _ = claim.upload(&Upload::photo(&photo)).expect(200);
        let _ = desk::send(&world.edge, &id, &number, question.clone()).expect(200);

        let view = claim.view();
        let mut happened: Vec<&str> = view
            .timeline
            .iter()
            .map(|happened| happened.event.name())
            .collect();
        happened.sort_unstable();
        assert_eq!(
            happened,
            ["claim.needs_info", "claim.submitted", "evidence.added"],
            "cycle {cycle}"
        );
        let told = world.shop.waits_for(&number, "evidence.added");
        let kept = get(&told.event.data.evidence_urls[&1])
            .send()
            .expect(200)
            .body;
        assert_eq!(photo::picture_of(&kept), photo::picture_of(&photo));
    }
}

/// Small and seeded by the clock; the seed is printed, so that a failure can be tried again.
struct Random(u64);

impl Random {
    fn seeded() -> Self {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
        println!("seed {}", since.subsec_nanos());
        Self(u64::from(since.subsec_nanos()) | 1)
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}
