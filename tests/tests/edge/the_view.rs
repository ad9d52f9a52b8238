//! `GET`: ETags, unknown routes, wrong methods.

use claims::{status::ClaimEvent, timeline::ClaimView};
use tests::{
    desk,
    http::{Call, get},
    world::World,
};

#[test]
fn a_view_that_has_not_changed_is_not_sent_again() {
    let world = World::shared();
    let claim = world.claim();
    let first = claim.call("GET", "").send().expect(200);
    let tag = first.header("etag").unwrap().to_owned();

    let unchanged = claim
        .call("GET", "")
        .header("if-none-match", &tag)
        .send()
        .expect(304);
    assert_eq!(
        (unchanged.body.len(), unchanged.header("etag")),
        (0, Some(tag.as_str()))
    );
    let listed = claim
        .call("GET", "")
        .header("if-none-match", &format!("\"other\", W/{tag}"))
        .send();
    assert_eq!(
        listed.status, 304,
        "one of several, compared weakly (RFC 9110, 13.1.2)"
    );

    desk::answer(
        &world.edge,
        claim.number(),
        ClaimEvent::UnderReview { person: None },
    );
    let changed = claim
        .call("GET", "")
        .header("if-none-match", &tag)
        .send()
        .expect(200);
    assert_ne!(changed.header("etag"), Some(tag.as_str()));
    assert_eq!(changed.json::<ClaimView>().timeline.len(), 2);
    assert!(
        !first
            .header("cache-control")
            .unwrap_or_default()
            .contains("public"),
        "{first:?}"
    );
}

#[test]
fn what_everyone_may_know_of_the_shop_has_a_tag_too_and_no_private_rule() {
    let world = World::shared();
    let shop = get(&world.edge.at("/v1/shop")).send().expect(200);
    assert!(
        shop.text().contains("small-defects-are-replaced"),
        "the page judges by the shop's rules"
    );
    assert!(
        !shop.text().contains("known-abuse"),
        "but not by the private ones: {shop:?}"
    );
    let tag = shop.header("etag").unwrap().to_owned();
    let russian = get(&world.edge.at("/v1/shop?locale=ru-RU"))
        .send()
        .expect(200);
    assert!(russian.text().contains("Законная гарантия"), "{russian:?}");
    assert_ne!(russian.header("etag"), Some(tag.as_str()));
    let _ = get(&world.edge.at("/v1/shop"))
        .header("if-none-match", &tag)
        .send()
        .expect(304);
}

#[test]
fn what_everyone_may_know_comes_compressed_to_who_takes_that_and_what_has_a_token_in_it_never() {
    let world = World::shared();
    for path in ["/v1/shop", "/policy"] {
        let plain = get(&world.edge.at(path)).send().expect(200);
        assert_eq!(plain.header("content-encoding"), None, "{plain:?}");
        for (accepted, encoding) in [("gzip, deflate, br", "br"), ("gzip", "gzip")] {
            let small = get(&world.edge.at(path))
                .header("accept-encoding", accepted)
                .send()
                .expect(200);
            assert_eq!(small.header("content-encoding"), Some(encoding));
            assert!(small.body.len() * 2 < plain.body.len(), "{path} {encoding}");
            let vary = small.header("vary").unwrap();
            assert!(vary.contains("Accept-Encoding"), "{vary}");
            assert_eq!(small.header("etag"), plain.header("etag"), "{path}");
        }
    }
    let claim = world.claim();
    let view = claim
        .call("GET", "")
        .header("accept-encoding", "gzip, br")
        .send()
        .expect(200);
    assert_eq!(view.header("content-encoding"), None, "{view:?}");
}

#[test]
fn nothing_is_where_there_is_no_route_and_a_route_names_its_methods() {
    let world = World::shared();
    for path in [
        "/v2/shop",
        "/v1",
        "/v1/claims/",
        "/v1/nothing",
        "/v1/claims/x/nothing",
        "/.dev.vars",
        "/v1/shop/",
    ] {
        let _ = get(&world.edge.at(path)).send().problem(404, "not_found");
    }
    for (method, path, allowed) in [
        ("DELETE", "/v1/claims", "POST"),
        ("GET", "/v1/orders/find", "POST"),
        ("POST", "/v1/shop", "GET"),
        ("PATCH", "/v1/backend/events", "POST"),
        ("GET", "/v1/claims/recover", "POST"),
    ] {
        let answer = Call::new(method, &world.edge.at(path)).send();
        let _ = answer.problem(405, "method_not_allowed");
        assert!(
            answer.header("allow").unwrap_or_default().contains(allowed),
            "{answer:?}"
        );
    }
}
