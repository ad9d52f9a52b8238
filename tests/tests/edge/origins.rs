//! Pages of the shop may call, pages of others may not.

use claims::problem::ProblemKind;
use tests::{
    config::ORIGIN,
    customer, desk,
    http::{Call, get, post},
    world::World,
};

const FOREIGN: [&str; 6] = [
    "https://evil.example",
    "http://lumen.example",
    "https://lumen.example:444",
    "https://lumen.example.evil.example",
    "https://notlumen.example",
    "null",
];

#[test]
fn a_page_of_the_shop_may_do_everything_a_customer_can() {
    let world = World::shared();
    for (method, path) in [
        ("POST", "/v1/claims"),
        ("PUT", "/v1/claims/X/evidence/1"),
        ("GET", "/v1/shop"),
        ("POST", "/v1/orders/find"),
    ] {
        let preflight = Call::new("OPTIONS", &world.edge.at(path))
            .header("origin", ORIGIN)
            .header("access-control-request-method", method)
            .header(
                "access-control-request-headers",
                "authorization, content-type, idempotency-key",
            )
            .send();
        assert!(matches!(preflight.status, 200 | 204), "{preflight:?}");
        assert_eq!(
            preflight.header("access-control-allow-origin"),
            Some(ORIGIN)
        );
        let lists = |header: &str, word: &str| {
            let value = preflight.header(header).unwrap_or_default().to_lowercase();
            assert!(
                value.split(',').any(|listed| listed.trim() == word),
                "{word} in {header}: {preflight:?}"
            );
        };
        lists("access-control-allow-methods", &method.to_lowercase());
        for header in ["authorization", "content-type", "idempotency-key"] {
            lists("access-control-allow-headers", header);
        }
        lists("vary", "origin");
    }
    let shop = get(&world.edge.at("/v1/shop"))
        .header("origin", ORIGIN)
        .send()
        .expect(200);
    assert_eq!(shop.header("access-control-allow-origin"), Some(ORIGIN));
    let problem = post(&world.edge.at("/v1/orders/find"))
        .header("origin", ORIGIN)
        .body("application/json", "?")
        .send();
    assert_eq!(
        problem.header("access-control-allow-origin"),
        Some(ORIGIN),
        "the page can read what went wrong"
    );
}

#[test]
fn a_foreign_page_files_nothing_and_reads_nothing() {
    let world = World::shared();
    let (order, found) = world.found(10);
    let draft = world.draft(&order, "1", ProblemKind::Defective);
    let claim = world.claim();
    for origin in FOREIGN {
        let filing = customer::submitting(&world.edge, &found.order_token, &customer::new_key());
        let refused = filing.header("origin", origin).json(&draft).send();
        let _ = refused.problem(403, "origin_not_allowed");
        let withdrawing = claim
            .call("POST", "/withdraw")
            .header("origin", origin)
            .json(&serde_json::json!({}))
            .send();
        let _ = withdrawing.problem(403, "origin_not_allowed");
        for answer in [
            refused,
            claim.call("GET", "").header("origin", origin).send(),
            get(&world.edge.at("/v1/shop"))
                .header("origin", origin)
                .send(),
            Call::new("OPTIONS", &world.edge.at("/v1/claims"))
                .header("origin", origin)
                .header("access-control-request-method", "POST")
                .send(),
        ] {
            assert_eq!(
                answer.header("access-control-allow-origin"),
                None,
                "{origin}: {answer:?}"
            );
            let vary = answer.header("vary").unwrap_or_default().to_lowercase();
            assert!(
                vary.contains("origin"),
                "a cache must not give this answer to the shop's page: {answer:?}"
            );
        }
    }
    assert_eq!(claim.view(), claim.filed.claim);
    assert!(
        desk::claims(&world.edge)
            .iter()
            .all(|claim| claim.order.number != order.number())
    );
}

#[test]
fn our_own_pages_and_servers_without_an_origin_pass() {
    let world = World::shared();
    let (order, found) = world.found(10);
    let draft = world.draft(&order, "1", ProblemKind::Defective);
    let own = customer::submitting(&world.edge, &found.order_token, &customer::new_key());
    let answer = own
        .header("origin", &world.edge.url)
        .json(&draft)
        .send()
        .expect(201);
    assert_eq!(
        answer.header("access-control-allow-origin"),
        Some(world.edge.url.as_str())
    );
    let _ = customer::file(&world.edge, &found, &draft);
}
