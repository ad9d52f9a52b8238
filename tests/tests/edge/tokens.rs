//! Tokens open what they are for, while they are valid, and nothing else.

use claims::{problem::ProblemKind, verdict::Decision};
use tests::{
    config::{Config, SHOP_SECRET, TOKEN_KEYS},
    customer::{self, Upload},
    desk,
    http::{Call, get},
    photo, token,
    world::World,
};

#[test]
fn a_forged_expired_or_foreign_token_follows_no_claim() {
    let world = World::shared();
    let claim = world.claim();
    let (_, found) = world.found(10);
    let good = &claim.filed.tracking_token;
    let table = [
        ("nothing", None, "token_missing"),
        (
            "no token at all",
            Some("rubbish".to_owned()),
            "token_invalid",
        ),
        (
            "a changed payload",
            Some(token::tampered(good)),
            "token_invalid",
        ),
        (
            "another shop's key",
            Some(token::foreign(good)),
            "token_invalid",
        ),
        (
            "a key nobody has",
            Some(good.replacen("test.", "toast.", 1)),
            "token_invalid",
        ),
        (
            "no signature",
            Some(good.rsplit_once('.').unwrap().0.to_owned()),
            "token_invalid",
        ),
        (
            "yesterday's token",
            Some(token::expired(good)),
            "token_expired",
        ),
        ("an order token", Some(found.order_token), "token_invalid"),
        (
            "the token of a file",
            Some(token::changed(good, |payload| {
                payload["p"] = "evidence".into()
            })),
            "token_invalid",
        ),
        (
            "the desk's password",
            Some(SHOP_SECRET.to_owned()),
            "token_invalid",
        ),
    ];
    let photo = photo::plain_jpeg(8, 1);
    for (what, token, code) in table {
        for (method, route) in [
            ("GET", ""),
            ("GET", "/statement"),
            ("POST", "/messages"),
            ("POST", "/withdraw"),
            ("POST", "/accept"),
            ("POST", "/decline"),
            ("PUT", "/evidence/1?kind=photo&name=lamp.jpg"),
        ] {
            let url = world
                .edge
                .at(&format!("/v1/claims/{}{route}", claim.number()));
            let mut call = Call::new(method, &url);
            if let Some(token) = &token {
                call = call.bearer(token);
            }
            let call = match method {
                "PUT" => call.body("image/jpeg", photo.clone()),
                "POST" => call.json(&serde_json::json!({ "text": "hello" })),
                _ => call,
            };
            let answer = call.send();
            assert_eq!(
                answer.problem(401, code).code,
                code,
                "{what} on {method} {route}"
            );
        }
    }
    assert_eq!(claim.view(), claim.filed.claim, "nothing of it was kept");
}

#[test]
fn a_forged_expired_or_foreign_order_token_files_no_claim() {
    let world = World::shared();
    let (order, found) = world.found(10);
    let other = world.claim();
    let draft = world.draft(&order, "1", ProblemKind::Defective);
    let good = &found.order_token;
    let table = [
        ("rubbish".to_owned(), "token_invalid"),
        (token::tampered(good), "token_invalid"),
        (token::foreign(good), "token_invalid"),
        (token::expired(good), "token_expired"),
        (other.filed.tracking_token.clone(), "token_invalid"),
    ];
    for (token, code) in table {
        let _ =
            customer::submit(&world.edge, &token, &customer::new_key(), &draft).problem(401, code);
    }
    let no_token =
        Call::new("POST", &world.edge.at("/v1/claims")).header("idempotency-key", "a-key-of-mine");
    let _ = no_token.json(&draft).send().problem(401, "token_missing");
    assert!(
        desk::claims(&world.edge)
            .iter()
            .all(|claim| claim.order.number != order.number())
    );
}

#[test]
fn a_token_files_for_its_own_order_only() {
    let world = World::shared();
    let (mine, found) = world.found(10);
    let theirs = world.order(10);
    // The draft says nothing of the order: the claim is on the token's order, whoever's address is typed in.
    let draft = world.draft(&theirs, "1", ProblemKind::Defective);
    let claim = customer::file(&world.edge, &found, &draft);
    assert_eq!(claim.filed.claim.order_number, mine.number());
    assert_eq!(world.find(&theirs).open_units["1"], 2);
}

#[test]
fn what_the_shop_knows_of_the_customer_cannot_be_read_from_the_token() {
    let world = World::shared();
    let mut order = tests::shop::Order::delivered(10);
    order.facts.customer = Some(claims::order::CustomerHistory {
        earlier_claims: 7,
        orders: 8,
        tags: vec!["complains-a-lot".to_owned()],
        blocked: true,
    });
    world.shop.sells(&order);
    let found = customer::find(&world.edge, order.number(), &order.email).expect(200);

    let found_text = found.text();
    let found: claims::wire::FoundOrder = found.json();
    assert!(!found_text.contains("complains-a-lot"));
    assert!(!decoded(&found.order_token).contains("complains-a-lot"));
    let claim = customer::file(
        &world.edge,
        &found,
        &world.draft(&order, "1", ProblemKind::Defective),
    );
    assert!(
        !claim
            .call("GET", "")
            .send()
            .expect(200)
            .text()
            .contains("complains-a-lot")
    );
    assert!(
        desk::claim(&world.edge, claim.number())
            .expect(200)
            .text()
            .contains("complains-a-lot"),
        "the shop sees it"
    );
}

#[test]
fn a_private_rule_works_and_its_customer_never_reads_of_it() {
    let world = World::shared();
    let mut order = tests::shop::Order::delivered(10);
    order.facts.customer = Some(claims::order::CustomerHistory {
        blocked: true,
        ..Default::default()
    });
    world.shop.sells(&order);
    let found = world.find(&order);
    // A bulb for 8.90 EUR is approved by itself for everyone else.
    let draft = world.draft(&order, "2", ProblemKind::Defective);
    let filed = customer::submit(
        &world.edge,
        &found.order_token,
        &customer::new_key(),
        &draft,
    )
    .expect(201);
    let claim = customer::Held {
        edge: &world.edge,
        filed: filed.json(),
    };
    assert_eq!(claim.filed.claim.verdict.decision, Decision::Review);
    for seen in [
        filed,
        claim.call("GET", "").send(),
        claim.call("GET", "/statement").send(),
    ] {
        assert!(!seen.text().contains("known-abuse"), "{seen:?}");
    }
    let desk = desk::claim(&world.edge, claim.number()).expect(200);
    assert!(
        desk.text().contains("known-abuse-is-reviewed"),
        "the shop reads why: {desk:?}"
    );
}

#[test]
fn tokens_of_the_old_key_work_until_it_is_taken_out() {
    let mut world = World::new();
    let filed = world.claim().filed;
    let ask = |world: &World| {
        let url = world.edge.at(&format!("/v1/claims/{}", filed.claim.number));
        get(&url).bearer(&filed.tracking_token).send()
    };
    const NEW: &str = "new:dGhlIG5ldyBrZXkgb2YgdGhlIHRlc3RzIHNpZ25zIHRva2Vucw==";

    world.edge.stop();
    world
        .edge
        .reconfigure(&Config::lumen().with_secret("TOKEN_KEYS", &format!("{NEW},{TOKEN_KEYS}")));
    world.edge.resume();
    let _ = ask(&world).expect(200);
    assert!(
        world.claim().filed.tracking_token.starts_with("new."),
        "the first key signs"
    );

    world.edge.stop();
    world
        .edge
        .reconfigure(&Config::lumen().with_secret("TOKEN_KEYS", NEW));
    world.edge.resume();
    let _ = ask(&world).problem(401, "token_invalid");
}

#[test]
fn the_link_to_a_file_opens_that_file_only_and_not_for_ever() {
    let world = World::shared();
    let claim = world.claim();
    let _ = claim
        .upload(&Upload::photo(&photo::plain_jpeg(16, 3)))
        .expect(200);
    let told = world.shop.waits_for(claim.number(), "evidence.added");
    let link = &told.event.data.evidence_urls[&1];
    let (place, good) = link.rsplit_once('/').unwrap();
    assert_eq!(place, world.edge.at("/v1/evidence"));
    let _ = get(link).send().expect(200);

    for (token, code) in [
        (token::expired(good), "token_expired"),
        (token::foreign(good), "token_invalid"),
        (token::tampered(good), "token_invalid"),
        (claim.filed.tracking_token.clone(), "token_invalid"),
    ] {
        let _ = get(&format!("{place}/{token}")).send().problem(401, code);
    }
}

/// Everything of a token that can be read without a key.
fn decoded(token: &str) -> String {
    use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
    token
        .split('.')
        .map(|part| {
            String::from_utf8_lossy(&URL_SAFE_NO_PAD.decode(part).unwrap_or_default()).into_owned()
        })
        .collect()
}
