//! Files: what is taken, what is taken off them, what is refused, how they are given out.

use claims::{problem::EvidenceKind, timeline::ClaimView};
use std::thread;
use tests::{
    customer::{Held, Upload},
    desk,
    http::get,
    patience, photo,
    world::World,
};

/// The first file of a claim as the shop gets it.
fn as_the_shop_gets_it(world: &World, claim: &Held<'_>) -> tests::http::Answer {
    let told = world.shop.waits_for(claim.number(), "evidence.added");
    get(&told.event.data.evidence_urls[&1]).send().expect(200)
}

#[test]
fn a_photo_loses_where_and_with_what_it_was_taken_and_stays_the_right_way_up() {
    let world = World::shared();
    let claim = world.claim();
    let sent = photo::phone_jpeg(7);
    assert!(
        contains(&sent, photo::SECRET),
        "the photo of the test has something to lose"
    );

    let view: ClaimView = claim.upload(&Upload::photo(&sent)).expect(200).json();
    let kept = as_the_shop_gets_it(&world, &claim).body;

    assert!(!contains(&kept, photo::SECRET) && !contains(&kept, b"Spyphone"));
    assert_eq!(
        photo::picture_of(&kept),
        photo::picture_of(&sent),
        "not a pixel is changed"
    );
    let left = photo::exif_of(&kept);
    assert!(
        left.iter().all(|(tag, _)| *tag == exif::Tag::Orientation),
        "{left:?}"
    );
    let orientation = left.first().and_then(|(_, value)| value.get_uint(0));
    assert_eq!(orientation, Some(u32::from(photo::ORIENTATION)));
    let file = &view.evidence[0];
    assert_eq!(
        (file.n, file.kind, file.name.as_str()),
        (1, EvidenceKind::Photo, "lamp.jpg")
    );
    assert_eq!(
        (file.media_type.as_str(), file.size_bytes),
        ("image/jpeg", kept.len() as u64)
    );
    assert_eq!(file.sha256, sha256(&kept), "the hash is of what is kept");
}

#[test]
fn pictures_of_other_formats_lose_it_too() {
    let world = World::shared();
    for (media_type, name, sent) in [
        ("image/png", "lamp.png", photo::phone_png()),
        ("image/webp", "lamp.webp", photo::phone_webp()),
    ] {
        let claim = world.claim();
        assert!(contains(&sent, photo::SECRET));
        let _ = claim
            .upload(&Upload {
                n: 1,
                kind: "photo",
                name,
                media_type,
                bytes: &sent,
            })
            .expect(200);
        let kept = as_the_shop_gets_it(&world, &claim).body;
        assert!(
            !contains(&kept, photo::SECRET) && !contains(&kept, b"Spyphone"),
            "{name}"
        );
        let left = photo::exif_of(&kept);
        assert!(
            left.iter().all(|(tag, _)| *tag == exif::Tag::Orientation),
            "{name}: {left:?}"
        );
        let orientation = left.first().and_then(|(_, value)| value.get_uint(0));
        assert_eq!(
            orientation,
            Some(u32::from(photo::ORIENTATION)),
            "{name} stays the right way up"
        );
    }
}

#[test]
fn what_a_phone_keeps_in_boxes_loses_it_too() {
    let world = World::shared();
    for (kind, media_type, name, sent) in [
        ("photo", "image/heic", "lamp.heic", photo::phone_heic()),
        ("video", "video/mp4", "lamp.mp4", photo::phone_mp4()),
    ] {
        let claim = world.claim();
        assert!(contains(&sent, photo::SECRET));
        let _ = claim
            .upload(&Upload {
                n: 1,
                kind,
                name,
                media_type,
                bytes: &sent,
            })
            .expect(200);
        let kept = as_the_shop_gets_it(&world, &claim).body;
        assert!(
            !contains(&kept, photo::SECRET) && !contains(&kept, b"Spyphone"),
            "{name}"
        );
        assert!(contains(&kept, photo::PICTURE), "{name}");
    }
}

#[test]
fn another_file_at_a_taken_place_takes_it() {
    let world = World::shared();
    let claim = world.claim();
    let _ = claim
        .upload(&Upload::photo(&photo::plain_jpeg(16, 1)))
        .expect(200);
    let second = photo::plain_jpeg(16, 2);
    let view: ClaimView = claim
        .upload(&Upload {
            name: "better.jpg",
            ..Upload::photo(&second)
        })
        .expect(200)
        .json();
    assert_eq!(view.evidence.len(), 1);
    assert_eq!(
        (view.evidence[0].name.as_str(), &view.evidence[0].sha256),
        ("better.jpg", &sha256(&second))
    );
    assert_eq!(
        as_the_shop_gets_it(&world, &claim).body,
        second,
        "every link to the place opens what is there now"
    );
}

#[test]
fn a_file_is_given_out_as_a_download_that_nothing_runs_in() {
    let world = World::shared();
    let claim = world.claim();
    let bytes = photo::plain_jpeg(32, 8);
    let name = "l%C3%A0mp%22%0D%0AX-Evil%3A%201.jpg";
    let _ = claim
        .upload(&Upload {
            name,
            ..Upload::photo(&bytes)
        })
        .expect(200);

    let file = as_the_shop_gets_it(&world, &claim);

    assert_eq!(file.body, bytes, "nothing to take off, nothing changed");
    assert_eq!(file.header("content-type"), Some("image/jpeg"));
    assert!(
        file.header("content-disposition")
            .unwrap()
            .starts_with("attachment"),
        "{file:?}"
    );
    assert_eq!(file.header("x-evil"), None);
    assert_eq!(
        file.header("cross-origin-resource-policy"),
        Some("cross-origin")
    );
    assert_eq!(file.header("x-content-type-options"), Some("nosniff"));
    assert!(
        file.header("content-security-policy")
            .unwrap()
            .contains("sandbox"),
        "{file:?}"
    );
    assert!(
        !file
            .header("cache-control")
            .unwrap_or_default()
            .contains("public"),
        "{file:?}"
    );
}

#[test]
fn a_photo_sent_again_is_one_photo() {
    let world = World::shared();
    let claim = world.claim();
    let bytes = photo::phone_jpeg(9);
    let first = claim.upload(&Upload::photo(&bytes)).expect(200);
    let second = claim.upload(&Upload::photo(&bytes)).expect(200);
    assert_eq!(first.body, second.body);

    let at_once: Vec<u16> = thread::scope(|scope| {
        let senders: Vec<_> = (0..4)
            .map(|_| scope.spawn(|| claim.upload(&Upload::photo(&bytes)).status))
            .collect();
        senders
            .into_iter()
            .map(|sender| sender.join().unwrap())
            .collect()
    });
    assert_eq!(at_once, [200; 4]);
    let view = claim.view();
    assert_eq!((view.evidence.len(), view.timeline.len()), (1, 2));
    let _ = as_the_shop_gets_it(&world, &claim);
    assert_eq!(
        world.shop.kept(claim.number()),
        ["claim.submitted", "evidence.added"]
    );
}

#[test]
fn ten_files_are_taken_and_an_eleventh_is_not() {
    let world = World::shared();
    let claim = world.claim();
    let limits = world.shop_answer().limits;
    assert_eq!(limits.files, 10);
    // All at once, as an impatient page would.
    thread::scope(|scope| {
        for n in 1..=limits.files {
            let claim = &claim;
            scope.spawn(move || {
                let _ = claim
                    .upload(&Upload {
                        n,
                        ..Upload::photo(&photo::plain_jpeg(16, n))
                    })
                    .expect(200);
            });
        }
    });
    let bytes = photo::plain_jpeg(16, 11);
    let _ = claim
        .upload(&Upload {
            n: 11,
            ..Upload::photo(&bytes)
        })
        .problem(409, "too_many_files");
    let places: Vec<u32> = claim.view().evidence.iter().map(|file| file.n).collect();
    assert_eq!(places, (1..=10).collect::<Vec<_>>());
    let seqs: Vec<u32> = claim
        .view()
        .timeline
        .iter()
        .map(|happened| happened.seq)
        .collect();
    assert_eq!(seqs, (1..=11).collect::<Vec<_>>(), "no gap, nothing twice");
    patience::until("every file at the shop", || {
        (world.shop.kept(claim.number()).len() == 11).then_some(())
    });
}

#[test]
fn a_file_of_exactly_ten_mebibytes_is_taken_and_one_byte_more_is_not() {
    let world = World::shared();
    let claim = world.claim();
    let limit = usize::try_from(world.shop_answer().limits.file_bytes).unwrap();
    assert_eq!(limit, 10 * 1024 * 1024);
    let mut pdf = photo::receipt_pdf();
    pdf.resize(limit, b' ');
    let view: ClaimView = claim.upload(&receipt(1, &pdf)).expect(200).json();
    assert_eq!(view.evidence[0].size_bytes, limit as u64);
    assert_eq!(as_the_shop_gets_it(&world, &claim).body.len(), limit);

    pdf.push(b' ');
    let _ = claim
        .upload(&receipt(2, &pdf))
        .problem(413, "file_too_large");
    assert_eq!(claim.view().evidence.len(), 1);
}

#[test]
fn a_claim_that_is_over_takes_no_more_files() {
    let world = World::shared();
    let claim = world.claim();
    let _ = claim.withdraw().expect(200);
    let answer = claim.upload(&Upload::photo(&photo::plain_jpeg(16, 1)));
    let _ = answer.problem(409, "illegal_transition");
    assert!(
        desk::claim(&world.edge, claim.number())
            .expect(200)
            .text()
            .contains("\"evidence\":[]")
    );
}

fn receipt(n: u32, bytes: &[u8]) -> Upload<'_> {
    Upload {
        n,
        kind: "receipt",
        name: "receipt.pdf",
        media_type: "application/pdf",
        bytes,
    }
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

fn sha256(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
