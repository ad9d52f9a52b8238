//! The main story: a customer's claim reaches the shop, and its answer comes back.

use claims::{
    civil::Instant,
    claim::Actor,
    draft::AnnouncedFile,
    problem::{EvidenceKind, ProblemKind},
    status::{ClaimEvent, Goods, Status},
    verdict::{Decision, Remedy},
};
use tests::{
    customer::{self, Upload},
    desk,
    http::get,
    patience, photo,
    world::World,
};

#[test]
fn a_claim_with_a_photo_is_accepted_delivered_signed_answered_and_seen() {
    let world = World::shared();
    let (order, found) = world.found(10);
    assert!(found.order.verified);
    assert_eq!(
        found.order.customer, None,
        "the customer's history stays with the shop"
    );
    assert_eq!(found.open_units["1"], 2);

    let photo = photo::phone_jpeg(1);
    let mut draft = world.draft(&order, "1", ProblemKind::Defective);
    draft.lines[0].requested = Some(Remedy::Replace);
    draft.files = vec![AnnouncedFile {
        kind: EvidenceKind::Photo,
        name: "lamp.jpg".to_owned(),
        media_type: "image/jpeg".to_owned(),
        size_bytes: photo.len() as u64,
    }];
    let claim = customer::file(&world.edge, &found, &draft);

    // Kept, and the customer's turn: the photo was announced, not yet sent.
    let filed = &claim.filed.claim;
    assert_eq!(
        (filed.status, filed.order_number.as_str()),
        (Status::Received, order.number())
    );
    assert_eq!(filed.missing_evidence, [EvidenceKind::Photo]);
    assert_eq!(
        (filed.next.actor, filed.next.action.as_str()),
        (Actor::Customer, "send_evidence")
    );

    assert_eq!(
        filed.verdict.lines[0].trace,
        [],
        "how the shop's rules led there is the shop's to know"
    );

    // With the photo it is the shop's turn, within the hours it promises.
    let _ = claim.upload(&Upload::photo(&photo)).expect(200);
    let seen = claim.view();
    assert_eq!(seen.missing_evidence, []);
    assert_eq!(
        (seen.next.actor, seen.next.action.as_str()),
        (Actor::Shop, "answer")
    );
    let promised = |since: Instant| since.plus_ms(24 * 3_600_000);
    let due = seen.next.due.unwrap();
    assert!(
        promised(seen.created_at) <= due && due <= promised(seen.updated_at),
        "{due:?}"
    );

    // The shop gets both events, in order, signed (the harness checks each with the official crate).
    let evidence = world.shop.waits_for(claim.number(), "evidence.added");
    assert_eq!(
        world.shop.kept(claim.number()),
        ["claim.submitted", "evidence.added"]
    );
    let told = evidence.event.data.claim;
    assert_eq!(
        (told.customer.name.as_str(), told.lines[0].requested),
        ("Zoé Martin", Some(Remedy::Replace))
    );
    assert!(
        !told.verdict.lines[0].trace.is_empty(),
        "the shop sees how the verdict came about"
    );
    let link = &evidence.event.data.evidence_urls[&1];
    assert_eq!(
        photo::picture_of(&get(link).send().expect(200).body),
        photo::picture_of(&photo)
    );
    assert_eq!(
        claim.follow_link(&evidence.event.data.tracking_url).number,
        seen.number
    );

    // It answers, step by step, and the customer sees each step.
    let steps = [
        (
            ClaimEvent::UnderReview {
                person: Some("Claire".to_owned()),
            },
            Status::UnderReview,
        ),
        (approved(), Status::Approved),
        (
            ClaimEvent::GoodsReceived {
                finding: Some("complete".to_owned()),
            },
            Status::Approved,
        ),
        (ClaimEvent::InProgress { message: None }, Status::InProgress),
        (
            ClaimEvent::Resolved {
                message: Some("The new lamp is with you.".to_owned()),
            },
            Status::Resolved,
        ),
    ];
    for (event, status) in steps {
        let kept = desk::answer(&world.edge, claim.number(), event.clone());
        let seen = claim.view();
        assert_eq!(
            (kept.number.as_str(), kept.status, seen.status),
            (claim.number(), status, status),
            "{event:?}"
        );
        let last = seen.timeline.last().unwrap();
        assert_eq!(
            (last.seq, last.by, &last.event),
            (kept.seq, Actor::Shop, &event)
        );
    }
    let seen = claim.view();
    assert_eq!(
        (seen.next.actor, seen.goods),
        (Actor::Nobody, Goods::Inspected)
    );
    let outcome = seen.lines[0].outcome.as_ref().unwrap();
    assert_eq!(
        (outcome.decision, outcome.remedy),
        (Decision::Approve, Some(Remedy::Replace))
    );
    let places: Vec<u32> = seen.timeline.iter().map(|happened| happened.seq).collect();
    assert_eq!(
        places,
        (1..=7).collect::<Vec<u32>>(),
        "no gap in the timeline"
    );
}

#[test]
fn what_the_policy_approves_by_itself_is_approved_once_the_photo_is_there_and_not_before() {
    let world = World::shared();
    let (order, found) = world.found(10);
    // A bulb for 8.90 EUR that broke within 60 days: the rule approves, asks for a photo, lets the customer keep it.
    let mut draft = world.draft(&order, "2", ProblemKind::Defective);
    draft.lines[0].requested = Some(Remedy::Refund);
    let claim = customer::file(&world.edge, &found, &draft);
    assert_eq!(claim.filed.claim.verdict.decision, Decision::Approve);
    assert_eq!(claim.filed.claim.status, Status::Received);

    let _ = claim
        .upload(&Upload::photo(&photo::plain_jpeg(32, 2)))
        .expect(200);

    let seen = claim.view();
    assert_eq!(
        (seen.status, seen.goods),
        (Status::Approved, Goods::NotRequired)
    );
    assert_eq!(
        seen.lines[0].outcome.as_ref().unwrap().remedy,
        Some(Remedy::Refund),
        "as asked for"
    );
    let _ = world.shop.waits_for(claim.number(), "claim.approved");
    assert_eq!(
        world.shop.kept(claim.number()),
        ["claim.submitted", "evidence.added", "claim.approved"]
    );
}

#[test]
fn the_customer_and_the_shop_write_to_each_other() {
    let world = World::shared();
    let claim = world.claim();
    let _ = claim.write("It also smells of fish.").expect(200);
    let told = world.shop.waits_for(claim.number(), "message.added");
    assert_eq!(
        told.event.data.event.event,
        ClaimEvent::MessageAdded {
            text: "It also smells of fish.".to_owned(),
            files: Vec::new(),
        }
    );

    desk::answer(
        &world.edge,
        claim.number(),
        ClaimEvent::NeedsInfo {
            message: "Since when?".to_owned(),
        },
    );
    let seen = claim.view();
    assert_eq!(
        (seen.status, seen.next.actor),
        (Status::NeedsInfo, Actor::Customer)
    );

    let _ = claim.write("Since Sunday.").expect(200);
    assert_eq!(
        claim.view().next.actor,
        Actor::Shop,
        "an answer makes it the shop's turn"
    );
    desk::answer(
        &world.edge,
        claim.number(),
        ClaimEvent::MessageSent {
            text: "Thank you.".to_owned(),
            files: Vec::new(),
        },
    );
    patience::until("both messages at the shop", || {
        (world.shop.kept(claim.number()).len() == 3).then_some(())
    });
}

fn approved() -> ClaimEvent {
    ClaimEvent::Approved {
        remedy: Some(Remedy::Replace),
        amount: None,
        lines: Vec::new(),
        message: Some("You get a new one.".to_owned()),
        send_goods: Some(true),
    }
}
