//! Films and documents go into the bucket piece by piece, and are what they would have been as a whole.

use claims::{limits::FILE_BYTES, status::ClaimEvent, timeline::ClaimView};
use serde_json::Value;
use sha2::{Digest, Sha256};
use tests::{
    config::{Config, SHOP_SECRET},
    customer::{Held, Upload},
    desk,
    edge::Edge,
    http::{Answer, Call, get},
    photo,
    shop::Shop,
    world::World,
};

fn film(bytes: &[u8]) -> Upload<'_> {
    Upload {
        n: 1,
        kind: "video",
        name: "lamp.mp4",
        media_type: "video/mp4",
        bytes,
    }
}

/// With so many frames that it comes in many pieces.
fn long_film(mebibytes: usize) -> Vec<u8> {
    let frames = vec![7_u8; mebibytes * 1024 * 1024];
    let length = u32::try_from(frames.len() + 8).unwrap();
    let more = [&length.to_be_bytes()[..], b"mdat", &frames].concat();
    [photo::phone_mp4(), more].concat()
}

fn world_with_a_bucket() -> World {
    let shop = Shop::open();
    let edge = Edge::start_by_wrangler(&Config::lumen().with_bucket_and_analytics(), &shop.url());
    World { edge, shop }
}

fn sha256(bytes: &[u8]) -> String {
    let hash = Sha256::digest(bytes);
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|found| found == part)
}

#[test]
fn with_a_bucket_a_film_goes_through_in_pieces_without_the_place_where_it_was_taken() {
    let world = world_with_a_bucket();
    let claim = world.claim();
    let long = long_film(9);

    let view: ClaimView = claim.upload(&film(&long)).expect(200).json();
    let told = world.shop.waits_for(claim.number(), "evidence.added");
    let kept = get(&told.event.data.evidence_urls[&1]).send().expect(200);
    assert_eq!(kept.body.len(), long.len(), "nothing is moved");
    assert!(!holds(&kept.body, photo::SECRET));
    assert!(kept.body.ends_with(&long[long.len() - 1024..]));
    assert_eq!(told.event.data.claim.evidence[0].sha256, sha256(&kept.body));
    assert_eq!(world.edge.files_in_bucket(), 1);

    let again: ClaimView = claim.upload(&film(&long)).expect(200).json();
    assert_eq!(again.timeline, view.timeline, "sent again, kept once");
    assert_eq!(world.edge.files_in_bucket(), 1);

    let cut = &long[..long.len() - 1];
    for broken in [cut, &long[..photo::phone_mp4().len() - 3]] {
        let _ = claim.upload(&film(broken)).problem(422, "file_unreadable");
    }
    let _ = claim
        .upload(&film(&photo::receipt_pdf()))
        .problem(422, "file_type_mismatch");
    let pdf = photo::receipt_pdf();
    let receipt = Upload {
        n: 2,
        kind: "receipt",
        name: "receipt.pdf",
        media_type: "application/pdf",
        bytes: &pdf,
    };
    let _ = claim.upload(&receipt).expect(200);
    assert_eq!(world.edge.files_in_bucket(), 2);

    let _ = claim.withdraw().expect(200);
    let third = Upload { n: 3, ..receipt };
    let _ = claim.upload(&third).problem(409, "illegal_transition");
    assert_eq!(world.edge.files_in_bucket(), 2);
}

/// The shop's file, as its desk sends it.
fn put(claim: &Held<'_>, n: u32, name: &str, media_type: &str, bytes: &[u8]) -> Answer {
    let path = format!(
        "/v1/backend/claims/{}/files/{n}?name={name}",
        claim.number()
    );
    let call = Call::new("PUT", &claim.edge.at(&path)).bearer(SHOP_SECRET);
    call.body(media_type, bytes).outcome()
}

#[test]
fn with_a_bucket_the_shops_films_go_through_in_pieces_too_and_its_photos_as_a_whole() {
    let world = world_with_a_bucket();
    let claim = world.claim();
    let film = long_film(2);
    let mp4 = "video/mp4";

    let kept: Value = put(&claim, 1, "how-to.mp4", mp4, &film).expect(200).json();
    let again: Value = put(&claim, 1, "how-to.mp4", mp4, &film).expect(200).json();
    assert_eq!(again, kept, "sent again, kept once");
    assert_eq!(world.edge.files_in_bucket(), 1);
    let photo = photo::phone_jpeg(5);
    let _ = put(&claim, 2, "switch.jpg", "image/jpeg", &photo).expect(200);
    let pdf = photo::receipt_pdf();
    let _ = put(&claim, 3, "note.pdf", "application/pdf", &pdf).expect(200);
    assert_eq!(world.edge.files_in_bucket(), 3);

    let said = ClaimEvent::MessageSent {
        text: "How it is fitted.".to_owned(),
        files: vec![1, 2, 3],
    };
    desk::answer(&world.edge, claim.number(), said);
    let view = claim.view();
    let had = |n: u32| get(&view.file_urls[&n]).send().expect(200).body;
    let shown = had(1);
    assert_eq!(shown.len(), film.len(), "nothing is moved");
    assert!(!holds(&shown, photo::SECRET) && !holds(&had(2), photo::SECRET));
    assert_eq!(kept["sha256"], sha256(&shown));
    assert_eq!(had(3), pdf);

    // What is not a film, or no whole one, or too long, is refused, and the bucket is as it was.
    let cut = &film[..film.len() - 1];
    let _ = put(&claim, 4, "cut.mp4", mp4, cut).problem(422, "file_unreadable");
    let problem = put(&claim, 4, "a.mp4", mp4, &pdf).problem(422, "file_type_mismatch");
    for named in [mp4, "application/pdf"] {
        assert!(problem.detail.contains(named), "{}", problem.detail);
    }
    let _ =
        put(&claim, 4, "a.mov", "video/quicktime", &film).problem(415, "unsupported_media_type");
    let long = vec![0; usize::try_from(FILE_BYTES).unwrap() + 1];
    let _ = put(&claim, 4, "long.mp4", mp4, &long).problem(413, "file_too_large");
    let nobodys = Call::new(
        "PUT",
        &world
            .edge
            .at("/v1/backend/claims/22YS-6QQV-8TX7/files/1?name=a.mp4"),
    );
    let nobodys = nobodys.bearer(SHOP_SECRET).body(mp4, &film[..]).outcome();
    let _ = nobodys.problem(404, "claim_not_found");
    assert_eq!(world.edge.files_in_bucket(), 3);

    // Another in the place of the first: the first goes.
    let _ = put(
        &claim,
        1,
        "better.pdf",
        "application/pdf",
        b"%PDF-1.7 better",
    )
    .expect(200);
    tests::patience::until("the first to be gone", || {
        (world.edge.files_in_bucket() == 3).then_some(())
    });
    assert_eq!(claim.view().files[0].name, "better.pdf");
}
