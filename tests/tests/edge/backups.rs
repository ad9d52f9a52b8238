//! A copy of the state folder is a backup: put back, it has everything of its moment, and what came after can come again.

use backend::Treatment;
use claims::{problem::ProblemKind, status::ClaimEvent, status::Status, wire::Filed};
use std::{collections::HashSet, fs, path::Path};
use tests::{
    customer::{self, Held, Upload},
    desk,
    folder::Folder,
    http::get,
    patience, photo,
    world::World,
};

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[test]
fn a_backup_put_back_has_every_claim_of_its_moment_and_what_came_later_can_come_again() {
    let mut world = World::new();
    let backup = Folder::new();

    // Before the backup: a claim with a photo, whose events the backend has not seen yet.
    let (early, found) = world.found(10);
    world.shop.closes();
    let draft = world.draft(&early, "1", ProblemKind::Defective);
    let first = customer::file(&world.edge, &found, &draft).filed;
    let claim = Held {
        edge: &world.edge,
        filed: first.clone(),
    };
    let photo = photo::plain_jpeg(64, 5);
    let _ = claim.upload(&Upload::photo(&photo)).expect(200);
    world.edge.stop();
    copy(&world.edge.state_folder(), backup.path());
    world.edge.resume();

    // After it: the events are delivered, the backend answers, and another customer files a claim.
    world.shop.reopens();
    let told = world.shop.waits_for(&first.claim.number, "evidence.added");
    let answer_id = desk::new_id();
    let review = ClaimEvent::UnderReview { person: None };
    let number = first.claim.number.to_string();
    let _ = desk::send(&world.edge, &answer_id, &number, review.clone()).expect(200);
    let (late, late_found) = world.found(10);
    let late_draft = world.draft(&late, "1", ProblemKind::Defective);
    let key = customer::new_key();
    let lost: Filed = customer::submit(&world.edge, &late_found.order_token, &key, &late_draft)
        .expect(201)
        .json();
    let _ = world.shop.waits_for(&lost.claim.number, "claim.submitted");
    let delivered = ids(&world, &number);

    // The disk is gone; the copy takes its place.
    world.edge.stop();
    fs::remove_dir_all(world.edge.state_folder()).unwrap();
    copy(backup.path(), &world.edge.state_folder());
    world.edge.resume();

    let kept = desk::claims(&world.edge);
    let numbers: Vec<&str> = kept.iter().map(|claim| claim.number.as_str()).collect();
    assert_eq!(numbers, [number.as_str()]);
    let link = told.event.data.evidence_urls[&1].clone();
    assert!(!get(&link).send().expect(200).body.is_empty());

    // The backend sends its event again; the restored ledger never had it, so it happens, once.
    let _ = desk::send(&world.edge, &answer_id, &number, review.clone()).expect(200);
    let claim = Held {
        edge: &world.edge,
        filed: first,
    };
    let view = claim.view();
    assert_eq!(view.status, Status::UnderReview);
    let entries = view.timeline.len();
    let _ = desk::send(&world.edge, &answer_id, &number, review.clone()).expect(200);
    assert_eq!(claim.view().timeline.len(), entries);

    // What was delivered since the backup comes again, under the same ids, which the backend knows.
    patience::until("every event of the backup again", || {
        let again = world.shop.attempts(&number).into_iter();
        let known: HashSet<String> = again
            .filter(|attempt| attempt.treatment == Treatment::Duplicate)
            .map(|attempt| attempt.id)
            .collect();
        (known == delivered).then_some(())
    });
    assert_eq!(
        ids(&world, &number),
        delivered,
        "nothing came under another id"
    );

    // The page of the lost claim sends it again with its key: it is taken as new, and the backend is told.
    let refiled: Filed = customer::submit(&world.edge, &late_found.order_token, &key, &late_draft)
        .expect(201)
        .json();
    assert_ne!(refiled.claim.number, lost.claim.number);
    let _ = world
        .shop
        .waits_for(&refiled.claim.number, "claim.submitted");
}

fn ids(world: &World, claim: &str) -> HashSet<String> {
    world
        .shop
        .attempts(claim)
        .into_iter()
        .map(|attempt| attempt.id)
        .collect()
}
