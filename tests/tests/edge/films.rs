//! Films and documents go into the bucket piece by piece, and are what they would have been as a whole.

use claims::timeline::ClaimView;
use sha2::{Digest, Sha256};
use tests::{
    config::Config, customer::Upload, edge::Edge, http::get, photo, shop::Shop, world::World,
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
fn long_film() -> Vec<u8> {
    let frames = vec![7_u8; 9 * 1024 * 1024];
    let length = u32::try_from(frames.len() + 8).unwrap();
    let more = [&length.to_be_bytes()[..], b"mdat", &frames].concat();
    [photo::phone_mp4(), more].concat()
}

#[test]
fn with_a_bucket_a_film_goes_through_in_pieces_without_the_place_where_it_was_taken() {
    let shop = Shop::open();
    let edge = Edge::start_by_wrangler(&Config::lumen().with_bucket_and_analytics(), &shop.url());
    let world = World { edge, shop };
    let claim = world.claim();
    let long = long_film();

    let view: ClaimView = claim.upload(&film(&long)).expect(200).json();
    let told = world.shop.waits_for(claim.number(), "evidence.added");
    let kept = get(&told.event.data.evidence_urls[&1]).send().expect(200);
    assert_eq!(kept.body.len(), long.len(), "nothing is moved");
    assert!(
        !kept
            .body
            .windows(photo::SECRET.len())
            .any(|part| part == photo::SECRET)
    );
    assert!(kept.body.ends_with(&long[long.len() - 1024..]));
    let hash: String = Sha256::digest(&kept.body)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    assert_eq!(told.event.data.claim.evidence[0].sha256, hash);
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
