//! A ledger of several shards behaves like one.

use claims::{
    number::{ClaimNumber, shard_of_order},
    problem::ProblemKind,
    status::{ClaimEvent, Status},
};
use std::collections::BTreeSet;
use tests::{
    config::Config,
    config::SHOP_SECRET,
    customer::{self, Held},
    desk,
    http::get,
    world::World,
};

const SHARDS: u8 = 3;

#[test]
fn claims_are_spread_over_shards_and_found_again_through_their_number_even_after_shards_were_added()
{
    let mut world = World::of(&Config::lumen().with("SHARDS", i64::from(SHARDS)));
    let mut filed = Vec::new();
    for _ in 0..12 {
        let (order, found) = world.found(10);
        let claim = customer::file(
            &world.edge,
            &found,
            &world.draft(&order, "1", ProblemKind::Defective),
        );
        let number = ClaimNumber::parse(claim.number()).unwrap();
        assert_eq!(
            (number.shards(), number.shard()),
            (SHARDS, shard_of_order(order.number(), SHARDS))
        );
        filed.push((order, claim.filed));
    }
    let used: BTreeSet<u8> = filed
        .iter()
        .map(|(_, filed)| ClaimNumber::parse(&filed.claim.number).unwrap().shard())
        .collect();
    assert_eq!(
        used.len(),
        usize::from(SHARDS),
        "twelve orders reach every shard"
    );
    let numbers: BTreeSet<String> = filed
        .iter()
        .map(|(_, filed)| filed.claim.number.clone())
        .collect();
    assert_eq!(listed(&world, 100), numbers);
    assert_eq!(listed(&world, 5), numbers, "page by page");

    world.edge.stop();
    world
        .edge
        .reconfigure(&Config::lumen().with("SHARDS", i64::from(SHARDS) + 2));
    world.edge.resume();

    for (_, filed) in &filed {
        let claim = Held {
            edge: &world.edge,
            filed: filed.clone(),
        };
        assert_eq!(claim.view(), filed.claim);
        desk::answer(
            &world.edge,
            claim.number(),
            ClaimEvent::UnderReview { person: None },
        );
        assert_eq!(claim.view().status, Status::UnderReview);
        let _ = world.shop.waits_for(claim.number(), "claim.submitted");
    }
    assert_eq!(listed(&world, 5), numbers);
}

#[test]
fn within_its_shard_a_second_claim_and_a_second_submission_are_noticed() {
    let world = World::of(&Config::lumen().with("SHARDS", i64::from(SHARDS)));
    for _ in 0..4 {
        let (order, found) = world.found(10);
        let mut draft = world.draft(&order, "1", ProblemKind::Defective);
        draft.lines[0].quantity = 2;
        let key = customer::new_key();
        let submit = |key: &str| customer::submit(&world.edge, &found.order_token, key, &draft);
        let first = submit(&key).expect(201);
        assert_eq!(
            submit(&key).expect(201).header("idempotent-replayed"),
            Some("true")
        );
        let refused = submit(&customer::new_key()).problem(409, "already_claimed");
        assert_eq!(
            refused.claim.unwrap().number,
            first.json::<claims::wire::Filed>().claim.number
        );
    }
}

#[test]
fn after_shards_were_added_a_second_claim_for_an_old_order_is_still_noticed() {
    let mut world = World::of(&Config::lumen().with("SHARDS", 2));
    let old: Vec<_> = (0..8)
        .map(|_| {
            let (order, found) = world.found(10);
            let mut draft = world.draft(&order, "1", ProblemKind::Defective);
            draft.lines[0].quantity = 2;
            let filed = customer::file(&world.edge, &found, &draft).filed;
            (order, draft, filed)
        })
        .collect();
    let moves = |number: &str| shard_of_order(number, 2) != shard_of_order(number, 5);
    assert!(old.iter().any(|(order, _, _)| moves(order.number())));

    world.edge.stop();
    world.edge.reconfigure(&Config::lumen().with("SHARDS", 5));
    world.edge.resume();

    for (order, draft, filed) in &old {
        let found = world.find(order);
        assert_eq!(found.open_units["1"], 0, "{}", order.number());
        assert_eq!(found.open_claims[0].number, filed.claim.number);
        let submit =
            || customer::submit(&world.edge, &found.order_token, &customer::new_key(), draft);
        let refused = submit().problem(409, "already_claimed");
        assert_eq!(refused.claim.unwrap().number, filed.claim.number);

        // Once the old claim is over there is a new one, and it is found beside the old.
        let reason = "Water damage.".to_owned();
        desk::answer(
            &world.edge,
            &filed.claim.number,
            ClaimEvent::Declined { reason },
        );
        let again: claims::wire::Filed = submit().expect(201).json();
        let number = ClaimNumber::parse(&again.claim.number).unwrap();
        let home = ClaimNumber::parse(&filed.claim.number).unwrap().shard();
        assert_eq!((number.shards(), number.shard()), (5, home));
        let _ = submit().problem(409, "already_claimed");
    }
    // A new order goes where today's count leads.
    let (order, found) = world.found(10);
    let draft = world.draft(&order, "1", ProblemKind::Defective);
    let filed = customer::file(&world.edge, &found, &draft).filed;
    let number = ClaimNumber::parse(&filed.claim.number).unwrap();
    assert_eq!(number.shard(), shard_of_order(order.number(), 5));
}

/// The numbers of all claims, as the desk pages through them.
fn listed(world: &World, limit: u32) -> BTreeSet<String> {
    let mut numbers = BTreeSet::new();
    let mut after = String::new();
    loop {
        let url = world
            .edge
            .at(&format!("/v1/backend/claims?limit={limit}{after}"));
        let page: serde_json::Value = get(&url).bearer(SHOP_SECRET).send().expect(200).json();
        let claims = page["claims"].as_array().unwrap();
        assert!(claims.len() <= limit as usize);
        for claim in claims {
            assert!(
                numbers.insert(claim["number"].as_str().unwrap().to_owned()),
                "listed twice"
            );
        }
        match page["next"].as_str() {
            Some(next) => after = format!("&after={next}"),
            None => return numbers,
        }
    }
}
