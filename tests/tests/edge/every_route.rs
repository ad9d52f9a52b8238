//! What holds for every route of the table: headers, no cookie, nothing of a third party.

use claims::wire::routes::ROUTES;
use tests::{
    config::{Config, SHOP_SECRET},
    customer::Upload,
    desk,
    edge::Edge,
    http::{Answer, Call, get},
    photo,
    world::World,
};

/// One request to each route that is answered well, and one that is refused.
fn every_answer(world: &World) -> Vec<Answer> {
    let claim = world.claim();
    let _ = claim
        .upload(&Upload::photo(&photo::plain_jpeg(8, 1)))
        .expect(200);
    let told = world.shop.waits_for(claim.number(), "evidence.added");
    let file = told.event.data.evidence_urls[&1].clone();
    let asset = asset(world);
    let mut answers = Vec::new();
    for route in ROUTES {
        let path = route
            .path
            .replace("{number}", claim.number())
            .replace("{n}", "1")
            .replace("{name}", &asset)
            .replace("{token}", file.rsplit_once('/').unwrap().1);
        let is_the_shops = path.starts_with("/v1/backend");
        let token = match is_the_shops {
            true => SHOP_SECRET,
            false => &claim.filed.tracking_token,
        };
        // Nothing is erased or withdrawn under the others' feet.
        let changes = route.method == "DELETE" || path.ends_with("/erase");
        if !changes {
            answers.push(
                Call::new(route.method, &world.edge.at(&path))
                    .bearer(token)
                    .send(),
            );
        }
        answers.push(Call::new(route.method, &world.edge.at(&path)).send());
        answers.push(Call::new("PATCH", &world.edge.at(&path)).send());
    }
    answers.push(get(&world.edge.at("/nowhere")).send());
    answers
}

fn asset(world: &World) -> String {
    let loader = get(&world.edge.at("/widget.js")).send().expect(200).text();
    let at = loader
        .find("assets/")
        .expect("the loader names its program")
        + "assets/".len();
    loader[at..]
        .chars()
        .take_while(|sign| sign.is_ascii_alphanumeric() || matches!(sign, '.' | '-' | '_'))
        .collect()
}

#[test]
fn every_answer_has_the_headers_that_keep_it_shut() {
    let world = World::shared();
    for answer in every_answer(&world) {
        assert!(answer.status < 500, "{answer:?}");
        assert_eq!(
            answer.header("x-content-type-options"),
            Some("nosniff"),
            "{answer:?}"
        );
        assert_eq!(
            answer.header("referrer-policy"),
            Some("no-referrer"),
            "{answer:?}"
        );
        let policy = answer.header("content-security-policy").unwrap_or_default();
        assert!(policy.contains("default-src 'none'"), "{answer:?}");
        assert!(
            !policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"),
            "{policy}"
        );
        let is_a_page = answer
            .header("content-type")
            .is_some_and(|kind| kind.starts_with("text/html"));
        assert!(
            !is_a_page || policy.contains("frame-ancestors 'none'"),
            "{answer:?}"
        );
        let shared_with = answer.header("cross-origin-resource-policy").unwrap();
        let is_for_all = [
            "/widget.js",
            "/assets/",
            "/policy.schema.json",
            "/openapi.json",
            "/v1/evidence/",
        ]
        .iter()
        .any(|path| answer.about.contains(path));
        assert!(shared_with == "same-origin" || is_for_all, "{answer:?}");
        assert!(
            answer.header("cache-control").is_some() || answer.body.is_empty(),
            "{answer:?}"
        );
        let id = answer.header("x-request-id").unwrap_or_default();
        assert_eq!(id.len(), 32, "{answer:?}");
        let timing = answer.header("server-timing").unwrap_or_default();
        assert!(timing.starts_with("total;dur="), "{answer:?}");
    }
}

#[test]
fn no_answer_sets_a_cookie_or_names_a_third_party() {
    let world = World::shared();
    for answer in every_answer(&world) {
        assert_eq!(answer.header("set-cookie"), None, "{answer:?}");
        let is_code = answer.header("content-type").is_some_and(|kind| {
            kind.starts_with("text/html") || kind.starts_with("text/javascript")
        });
        if is_code {
            assert_eq!(
                strangers_in(&answer.text(), &world.edge),
                [""; 0],
                "{}",
                answer.about
            );
        }
    }
}

/// Addresses in a page or script that are neither ours, nor the shop's, nor a mere name (of a vocabulary, of SVG).
fn strangers_in(text: &str, edge: &Edge) -> Vec<String> {
    let ends = |sign: char| !(sign.is_ascii_alphanumeric() || ":/.-_".contains(sign));
    let known = [
        edge.url.as_str(),
        "https://lumen.example",
        "https://schema.org",
        "http://www.w3.org/",
    ];
    text.match_indices("http")
        .map(|(at, _)| text[at..].split(ends).next().unwrap_or_default())
        .filter(|address| address.contains("://") && !address.ends_with("://"))
        .filter(|address| !known.iter().any(|known| address.starts_with(known)))
        .map(ToOwned::to_owned)
        .collect()
}

#[test]
fn a_shop_on_tls_tells_browsers_to_stay_there() {
    let config = Config::lumen().with("PUBLIC_URL", "https://claims.lumen.example");
    let edge = Edge::start(&config, None);
    let answer = get(&edge.at("/v1/shop")).send().expect(200);
    assert_eq!(
        answer.header("strict-transport-security"),
        Some("max-age=31536000")
    );
    let world = World::shared();
    let answer = get(&world.edge.at("/v1/shop")).send().expect(200);
    assert_eq!(answer.header("strict-transport-security"), None);
}

#[test]
fn a_simple_request_of_another_sites_page_changes_nothing() {
    let world = World::shared();
    let claim = world.claim();
    // A form and an image send no header of ours; there is no cookie that would speak for the customer.
    for (method, route) in [
        ("POST", "/withdraw"),
        ("POST", "/messages"),
        ("POST", "/accept"),
    ] {
        let url = world
            .edge
            .at(&format!("/v1/claims/{}{route}", claim.number()));
        let form = "application/x-www-form-urlencoded";
        let _ = Call::new(method, &url)
            .header("origin", "https://evil.example")
            .body(form, "text=x")
            .send()
            .problem(403, "origin_not_allowed");
        let _ = Call::new(method, &url)
            .header("cookie", &format!("token={}", claim.filed.tracking_token))
            .body(form, "text=x")
            .send()
            .problem(401, "token_missing");
    }
    let desk = world
        .edge
        .at(&format!("/v1/backend/claims/{}", claim.number()));
    let _ = Call::new("DELETE", &desk)
        .header("origin", "https://evil.example")
        .header("cookie", &format!("secret={SHOP_SECRET}"))
        .send()
        .problem(401, "token_missing");
    assert_eq!(claim.view(), claim.filed.claim);
    let _ = desk::claim(&world.edge, claim.number()).expect(200);
}
