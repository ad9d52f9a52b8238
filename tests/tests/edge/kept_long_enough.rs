//! What is personal goes: after its time by itself, and at once where its person asks.

use claims::{problem::ProblemKind, status::ClaimEvent};
use serde_json::{Value, json};
use tests::{
    config::{Config, SHOP_SECRET},
    customer::{self, Held, Upload},
    desk,
    edge::Edge,
    http::{Answer, Call, get, post},
    patience, photo,
    shop::Shop,
    world::World,
};
use toml::Table;

fn keeping(keep: &str) -> Config {
    let keep: Table = keep.parse().unwrap();
    Config::lumen()
        .with("FAULTS", "on")
        .with_in("POLICY", "keep", keep)
}

/// As if so many days had gone by.
fn days_later(world: &World, days: u32) {
    let _ = get(&world.edge.at("/v1/shop"))
        .header("recourse-fault", &format!("sweep-in-days {days}"))
        .send()
        .expect(200);
}

fn person(world: &World, what: &str, email: &str) -> Answer {
    post(&world.edge.at(&format!("/v1/backend/person/{what}")))
        .bearer(SHOP_SECRET)
        .json(&json!({ "email": email }))
        .send()
}

/// A claim with a photo and a message, which the shop has been told of.
fn told_all(world: &World) -> (Held<'_>, String) {
    let claim = world.claim();
    let _ = claim
        .upload(&Upload::photo(&photo::phone_jpeg(5)))
        .expect(200);
    let _ = claim.write("It is the one behind the sofa.").expect(200);
    let told = world.shop.waits_for(claim.number(), "evidence.added");
    let _ = world.shop.waits_for(claim.number(), "message.added");
    (claim, told.event.data.evidence_urls[&1].clone())
}

#[test]
fn files_go_first_then_messages_then_the_claim_and_what_goes_on_stays() {
    let config = keeping("claims_days = 300\nevidence_days = 100\nmessages_days = 200");
    let world = World::of(&config);
    let (over, file) = told_all(&world);
    let (open, open_file) = told_all(&world);
    let _ = over.withdraw().expect(200);
    let _ = world.shop.waits_for(over.number(), "claim.withdrawn");
    let text = |claim: &Held<'_>| desk::claim(&world.edge, claim.number()).expect(200).text();

    days_later(&world, 99);
    let _ = get(&file).send().expect(200);
    assert!(text(&over).contains("lamp.jpg"));

    days_later(&world, 101);
    let _ = get(&file).send().problem(404, "file_not_found");
    assert!(!text(&over).contains("lamp.jpg"), "{}", text(&over));
    assert_eq!(over.view().evidence.len(), 0);
    assert!(text(&over).contains("behind the sofa"));

    days_later(&world, 201);
    assert!(!text(&over).contains("behind the sofa"), "{}", text(&over));
    assert!(
        text(&over).contains("flickers"),
        "what was claimed is still known"
    );

    days_later(&world, 301);
    let _ = desk::claim(&world.edge, over.number()).problem(404, "claim_not_found");
    let _ = over.call("GET", "").send().problem(404, "claim_not_found");

    days_later(&world, 3_000);
    let _ = get(&open_file).send().expect(200);
    assert!(
        text(&open).contains("behind the sofa"),
        "a claim that goes on stays whole"
    );
}

#[test]
fn every_shard_is_swept_by_its_own_alarm() {
    let world = World::of(&Config::lumen().with("SHARDS", 2));
    let _ = world.claim();
    world.edge.wait_for_log("\"event\":\"swept\"");
}

#[test]
fn many_claims_go_in_one_sweep_after_another() {
    let config = keeping("claims_days = 30").with("QUOTAS", "off");
    let world = World::of(&config);
    for _ in 0..105 {
        let _ = world.claim().withdraw().expect(200);
    }
    // A hundred in one go; the alarm goes on, but on its own clock.
    days_later(&world, 31);
    days_later(&world, 31);
    assert_eq!(desk::claims(&world.edge).len(), 0);
}

#[test]
fn a_person_gets_everything_there_is_of_them_with_links_to_the_files() {
    let world = World::of(&Config::lumen().with("SHARDS", 4));
    let (mine, _) = told_all(&world);
    let (theirs, _) = told_all(&world);
    let told = world.shop.waits_for(mine.number(), "claim.submitted");
    let email = told.event.data.claim.customer.email;

    let export: Value = person(&world, "export", &format!(" {} ", email.to_uppercase()))
        .expect(200)
        .json();

    let claims = export["claims"].as_array().unwrap();
    assert_eq!(claims.len(), 1);
    assert_eq!(claims[0]["claim"]["number"], mine.number());
    assert!(
        claims[0]["timeline"]
            .to_string()
            .contains("behind the sofa")
    );
    let link = claims[0]["evidence_urls"]["1"].as_str().unwrap();
    let _ = get(link).send().expect(200);
    assert!(!export.to_string().contains(theirs.number()));
    let nobody: Value = person(&world, "export", "nobody@mail.example")
        .expect(200)
        .json();
    assert_eq!(nobody["claims"], json!([]));
}

#[test]
fn nothing_is_left_of_a_person_who_asks_for_it() {
    let world = World::of(&Config::lumen().with("SHARDS", 4));
    let (mine, file) = told_all(&world);
    let (theirs, _) = told_all(&world);
    let told = world.shop.waits_for(mine.number(), "claim.submitted");
    let claim = told.event.data.claim;

    let erased: Value = person(&world, "erase", &claim.customer.email)
        .expect(200)
        .json();

    assert_eq!(erased, json!({ "erased": [mine.number()] }));
    let _ = mine.call("GET", "").send().problem(404, "claim_not_found");
    let _ = get(&file).send().problem(404, "file_not_found");
    let again: Value = person(&world, "erase", &claim.customer.email)
        .expect(200)
        .json();
    assert_eq!(again, json!({ "erased": [] }));
    assert_eq!(theirs.view().number, theirs.number(), "others keep theirs");
    let found: claims::wire::FoundOrder =
        customer::find(&world.edge, &claim.order.number, &claim.customer.email)
            .expect(200)
            .json();
    assert_eq!(found.open_units["1"], 2, "its units are free again");
}

#[test]
fn who_found_the_order_with_another_address_is_the_same_person() {
    let world = World::new();
    let (order, found) = world.found(10);
    let mut draft = world.draft(&order, "1", ProblemKind::Defective);
    draft.customer.email = "zoe.at.work@mail.example".to_owned();
    let claim = customer::file(&world.edge, &found, &draft);
    for email in [order.email.as_str(), "zoe.at.work@mail.example"] {
        let export: Value = person(&world, "export", email).expect(200).json();
        assert_eq!(
            export["claims"][0]["claim"]["number"],
            claim.number(),
            "{email}"
        );
    }
}

#[test]
fn one_claim_is_erased_with_the_shops_secret_only() {
    let world = World::new();
    let (claim, file) = told_all(&world);
    let url = world
        .edge
        .at(&format!("/v1/backend/claims/{}", claim.number()));
    let delete = || Call::new("DELETE", &url);
    let _ = delete().send().problem(401, "token_missing");
    let _ = delete()
        .bearer(&claim.filed.tracking_token)
        .send()
        .problem(401, "token_invalid");
    let _ = claim.view();

    let _ = delete().bearer(SHOP_SECRET).send().expect(204);

    let _ = delete()
        .bearer(SHOP_SECRET)
        .send()
        .problem(404, "claim_not_found");
    let _ = get(&file).send().problem(404, "file_not_found");
    for what in ["export", "erase"] {
        let url = world.edge.at(&format!("/v1/backend/person/{what}"));
        let body = json!({ "email": "zoe@mail.example" });
        let _ = post(&url).json(&body).send().problem(401, "token_missing");
    }
}

#[test]
fn a_claim_is_erased_while_the_shop_has_still_to_hear_of_it() {
    let world = World::new();
    world
        .shop
        .fails(backend::Call::Events, backend::Fault::status(503), 2);
    let claim = world.claim();
    let url = world
        .edge
        .at(&format!("/v1/backend/claims/{}", claim.number()));
    let _ = Call::new("DELETE", &url)
        .bearer(SHOP_SECRET)
        .send()
        .expect(204);
    let other = world.claim();
    let _ = world.shop.waits_for(other.number(), "claim.submitted");
    desk::answer(
        &world.edge,
        other.number(),
        ClaimEvent::UnderReview { person: None },
    );
    patience::until("nothing undelivered", || {
        let health: Value = get(&world.edge.at("/v1/health")).send().json();
        (health["undelivered"] == 0).then_some(())
    });
}

#[test]
fn files_in_the_bucket_are_replaced_erased_and_never_left_over() {
    let shop = Shop::open();
    let edge = Edge::start_by_wrangler(&Config::lumen().with_bucket_and_analytics(), &shop.url());
    let world = World { edge, shop };
    let claim = world.claim();
    let first = photo::plain_jpeg(16, 1);
    let _ = claim.upload(&Upload::photo(&first)).expect(200);
    let again = claim.upload(&Upload::photo(&first)).expect(200);
    assert_eq!(
        again.json::<claims::timeline::ClaimView>().timeline.len(),
        2,
        "sent again, kept once"
    );
    assert_eq!(world.edge.files_in_bucket(), 1);

    let second = photo::plain_jpeg(16, 2);
    let _ = claim.upload(&Upload::photo(&second)).expect(200);
    patience::until("the first file gone", || {
        (world.edge.files_in_bucket() == 1).then_some(())
    });
    let told = patience::until("the second file at the shop", || {
        let attempts = world.shop.attempts(claim.number());
        let told = attempts
            .iter()
            .filter(|attempt| attempt.event.kind == "evidence.added")
            .nth(1)?;
        Some(told.event.data.evidence_urls[&1].clone())
    });
    assert_eq!(get(&told).send().expect(200).body, second);

    let url = world
        .edge
        .at(&format!("/v1/backend/claims/{}", claim.number()));
    let _ = Call::new("DELETE", &url)
        .bearer(SHOP_SECRET)
        .send()
        .expect(204);
    patience::until("no file left", || {
        (world.edge.files_in_bucket() == 0).then_some(())
    });

    // A claim that is over takes none, and none stays behind.
    let over = world.claim();
    let _ = over.withdraw().expect(200);
    let _ = over
        .upload(&Upload::photo(&first))
        .problem(409, "illegal_transition");
    assert_eq!(world.edge.files_in_bucket(), 0);
}
