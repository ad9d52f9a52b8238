//! Files go with messages in both directions: named in them, kept with the same care, had by signed links that expire.

use claims::{civil::Instant, status::ClaimEvent, timeline::ClaimView};
use serde_json::json;
use tests::{
    config::{Config, SHOP_SECRET},
    customer::{Held, Upload},
    desk,
    http::{Answer, Call, get},
    photo,
    world::World,
};

const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\n%%EOF\n";

fn put(claim: &Held<'_>, n: &str, name: &str, media_type: &str, bytes: &[u8]) -> Answer {
    let path = format!(
        "/v1/backend/claims/{}/files/{n}?name={name}",
        claim.number()
    );
    let call = Call::new("PUT", &claim.edge.at(&path)).bearer(SHOP_SECRET);
    call.body(media_type, bytes).send()
}

fn says(claim: &Held<'_>, text: &str, files: &[u32]) -> Answer {
    let event = ClaimEvent::MessageSent {
        text: text.to_owned(),
        files: files.to_vec(),
    };
    desk::send(claim.edge, &desk::new_id(), claim.number(), event)
}

#[test]
fn a_customers_message_names_files_that_are_kept_and_the_shop_gets_both() {
    let world = World::shared();
    let claim = world.claim();
    let write = |files: &[u32]| {
        let body = json!({ "text": "See the switch.", "files": files });
        claim.call("POST", "/messages").json(&body).send()
    };
    for (files, code) in [
        (&[1][..], "unknown_value"),
        (&[0], "out_of_range"),
        (&[11], "out_of_range"),
    ] {
        let problem = write(files).problem(422, "invalid_body");
        let error = &problem.errors[0];
        assert_eq!(
            (&*error.pointer, &*error.code),
            ("/files/0", code),
            "{files:?}"
        );
    }
    let sent = photo::phone_jpeg(3);
    let _ = claim.upload(&Upload::photo(&sent)).expect(200);
    let twice = write(&[1, 1]).problem(422, "invalid_body");
    assert_eq!(twice.errors[0].pointer, "/files/1");

    let view: ClaimView = write(&[1]).expect(200).json();

    let told = world.shop.waits_for(claim.number(), "message.added");
    let written = ClaimEvent::MessageAdded {
        text: "See the switch.".to_owned(),
        files: vec![1],
    };
    assert_eq!(told.event.data.event.event, written);
    let of_shop = get(&told.event.data.evidence_urls[&1]).send().expect(200);
    let of_customer = get(&view.evidence_urls[&1]).send().expect(200);
    assert_eq!(of_shop.body, of_customer.body);
    assert_eq!(of_customer.body.len() as u64, view.evidence[0].size_bytes);
    let header = of_customer
        .header("content-disposition")
        .unwrap_or_default();
    assert!(header.starts_with("attachment"), "{header}");
}

#[test]
fn the_shop_sends_a_file_and_the_message_that_names_it_and_the_customer_has_it() {
    let world = World::shared();
    let (claim, other) = (world.claim(), world.claim());
    let sent = photo::phone_jpeg(5);
    let kept: serde_json::Value = put(&claim, "1", "switch%20new.jpg", "image/jpeg", &sent)
        .expect(200)
        .json();
    assert_eq!(
        (&kept["n"], &kept["name"]),
        (&json!(1), &json!("switch new.jpg"))
    );
    let _ = put(&claim, "1", "switch%20new.jpg", "image/jpeg", &sent).expect(200);
    let _ = put(&claim, "2", "note.pdf", "application/pdf", PDF).expect(200);
    assert_eq!(
        claim.view().timeline,
        claim.filed.claim.timeline,
        "the message tells"
    );

    let _ = says(&claim, "The new switch, and how it is fitted.", &[1, 2]).expect(200);

    let view = claim.view();
    let said = ClaimEvent::MessageSent {
        text: "The new switch, and how it is fitted.".to_owned(),
        files: vec![1, 2],
    };
    assert_eq!(view.timeline.last().unwrap().event, said);
    let names: Vec<_> = view
        .files
        .iter()
        .map(|file| (file.n, &*file.name))
        .collect();
    assert_eq!(names, [(1, "switch new.jpg"), (2, "note.pdf")]);
    let got = get(&view.file_urls[&1]).send().expect(200);
    assert_eq!(photo::picture_of(&got.body), photo::picture_of(&sent));
    assert!(
        !got.body.windows(8).any(|at| photo::SECRET.starts_with(at)),
        "nor where it was taken"
    );
    assert_eq!(get(&view.file_urls[&2]).send().expect(200).body, PDF);
    assert!(
        view.evidence.is_empty(),
        "it is no evidence of the customer's"
    );
    assert!(other.view().files.is_empty());
    let refused = says(&other, "And you?", &[1]).problem(422, "invalid_body");
    assert_eq!(refused.errors[0].pointer, "/files/0");
}

#[test]
fn a_file_of_the_shop_is_refused_as_a_customers_would_be_and_only_the_desk_may_send_one() {
    let world = World::shared();
    let claim = world.claim();
    for (n, name, media_type, bytes, status, code) in [
        ("0", "a.pdf", "application/pdf", PDF, 409, "too_many_files"),
        ("51", "a.pdf", "application/pdf", PDF, 409, "too_many_files"),
        ("1", "", "application/pdf", PDF, 422, "invalid_body"),
        (
            "1",
            "a.html",
            "text/html",
            PDF,
            415,
            "unsupported_media_type",
        ),
        ("1", "a.jpg", "image/jpeg", PDF, 422, "file_type_mismatch"),
    ] {
        let _ = put(&claim, n, name, media_type, bytes).problem(status, code);
    }
    let path = format!("/v1/backend/claims/{}/files/1?name=a.pdf", claim.number());
    let call = || Call::new("PUT", &world.edge.at(&path)).body("application/pdf", PDF);
    let _ = call().send().problem(401, "token_missing");
    let tracking = &claim.filed.tracking_token;
    let _ = call().bearer(tracking).send().problem(401, "token_invalid");
    let nobodys = claims::number::ClaimNumber::new(1, 0, 42);
    let path = format!("/v1/backend/claims/{nobodys}/files/1?name=a.pdf");
    let call = Call::new("PUT", &world.edge.at(&path)).bearer(SHOP_SECRET);
    let call = call.body("application/pdf", PDF);
    let _ = call.send().problem(404, "claim_not_found");
    assert!(claim.view().files.is_empty());
}

#[test]
fn another_file_takes_the_place_of_the_first_and_nothing_is_left_of_an_erased_claim() {
    let world = World::shared();
    let claim = world.claim();
    let _ = put(&claim, "1", "old.pdf", "application/pdf", PDF).expect(200);
    let other = [PDF, b"%%\n"].concat();
    let _ = put(&claim, "1", "new.pdf", "application/pdf", &other).expect(200);
    let view = claim.view();
    assert_eq!(view.files.len(), 1);
    let url = &view.file_urls[&1];
    assert_eq!(get(url).send().expect(200).body, other);

    let path = format!("/v1/backend/claims/{}", claim.number());
    let erase = Call::new("DELETE", &world.edge.at(&path)).bearer(SHOP_SECRET);
    let _ = erase.send().expect(204);
    let _ = get(url).send().problem(404, "file_not_found");
}

#[test]
fn links_to_files_are_the_same_all_day_and_others_on_the_next() {
    let world = World::of(&Config::lumen().with("FAULTS", "on"));
    let claim = world.claim();
    let _ = put(&claim, "1", "note.pdf", "application/pdf", PDF).expect(200);
    let seen = claim.call("GET", "").send().expect(200);
    let tag = seen.header("etag").unwrap().to_owned();
    let again = || claim.call("GET", "").header("if-none-match", &tag).send();
    let _ = again().expect(304);
    let first: ClaimView = seen.json();

    let tomorrow = Instant::from_ms(first.updated_at.ms() + 24 * 3_600_000);
    world.edge.sets_the_clock(tomorrow);
    let next: ClaimView = again().expect(200).json();

    assert_ne!(next.file_urls, first.file_urls);
    let _ = get(&next.file_urls[&1]).send().expect(200);
    world
        .edge
        .sets_the_clock(tomorrow.plus_ms(9 * 24 * 3_600_000));
    let _ = get(&next.file_urls[&1])
        .send()
        .problem(401, "token_expired");
}
