//! State is on disk: a restart changes nothing.

use claims::{problem::ProblemKind, status::Status, wire::Filed};
use tests::{
    config::Config,
    customer::{self, Held, Upload},
    desk,
    http::get,
    photo,
    world::World,
};

#[test]
fn everything_is_there_after_a_restart() {
    let mut world = World::new();
    let (order, found) = world.found(10);
    let draft = world.draft(&order, "1", ProblemKind::Defective);
    let key = customer::new_key();
    let filed: Filed = customer::submit(&world.edge, &found.order_token, &key, &draft)
        .expect(201)
        .json();
    let claim = Held {
        edge: &world.edge,
        filed: filed.clone(),
    };
    let _ = claim
        .upload(&Upload::photo(&photo::plain_jpeg(64, 5)))
        .expect(200);
    let id = desk::new_id();
    let event = claims::status::ClaimEvent::UnderReview { person: None };
    let answered = desk::send(&world.edge, &id, claim.number(), event.clone()).expect(200);
    let told = world.shop.waits_for(claim.number(), "evidence.added");
    let link = told.event.data.evidence_urls[&1].clone();
    let file = get(&link).send().expect(200).body;
    let (seen, kept) = (claim.view(), desk::claims(&world.edge));

    world.edge.stop();
    world.edge.resume();

    let claim = Held {
        edge: &world.edge,
        filed,
    };
    assert_eq!(claim.view(), seen);
    assert_eq!(desk::claims(&world.edge), kept);
    assert_eq!(get(&link).send().expect(200).body, file);
    let again = customer::submit(&world.edge, &found.order_token, &key, &draft).expect(201);
    assert_eq!(again.header("idempotent-replayed"), Some("true"));
    assert_eq!(again.json::<Filed>().claim.number, seen.number);
    let repeated = desk::send(&world.edge, &id, claim.number(), event).expect(200);
    assert_eq!(
        repeated.body, answered.body,
        "the webhook-id is still known"
    );
    assert_eq!(claim.view().timeline.len(), seen.timeline.len());
    assert_eq!(world.find(&order).open_units["1"], 1);
}

#[test]
fn a_claim_keeps_the_policy_it_was_judged_by_when_the_shop_writes_another() {
    let wobbles: toml::Value = toml::from_str::<toml::Table>(
        r#"
        PROBLEMS = [
            { id = "wobbles", kind = "defective", text = { fr = "Bancale", en = "It wobbles", ru = "Шатается", ar = "غير ثابت" } },
            { id = "broken", kind = "defective", text = { fr = "Cassée", en = "It broke", ru = "Сломалась", ar = "انكسر" } },
        ]
        "#,
    )
    .unwrap()["PROBLEMS"]
        .clone();
    let before = Config::lumen().with("PROBLEMS", wobbles);
    let after = Config::lumen()
        .without("RULES")
        .with_in("POLICY", "respond_within", "72h");
    let mut world = World::of(&before);
    let (order, found) = world.found(10);
    // A bulb for 8.90 EUR: today's rule approves it by itself once the photo is there.
    let draft = world.draft(&order, "2", ProblemKind::Defective);
    let filed = customer::file(&world.edge, &found, &draft).filed;
    assert_eq!(filed.claim.lines[0].problem, "It wobbles");

    world.edge.stop();
    world.edge.reconfigure(&after);
    world.edge.resume();

    let claim = Held {
        edge: &world.edge,
        filed,
    };
    assert_eq!(
        claim.view(),
        claim.filed.claim,
        "words and verdict are those of the day"
    );
    let _ = claim
        .upload(&Upload::photo(&photo::plain_jpeg(16, 6)))
        .expect(200);
    assert_eq!(
        claim.view().status,
        Status::Approved,
        "as it was promised then"
    );
    let (order, found) = world.found(10);
    let new = customer::file(
        &world.edge,
        &found,
        &world.draft(&order, "2", ProblemKind::Defective),
    );
    assert_ne!(
        new.filed.claim.verdict.policy_version,
        claim.filed.claim.verdict.policy_version
    );
    assert_ne!(new.filed.claim.verdict, claim.filed.claim.verdict);
}
