//! A configuration with mistakes: nothing works half, and every mistake is named.

use tests::{
    config::{Config, SHOP_SECRET, TOKEN_KEYS},
    customer,
    edge::Edge,
    http::{Answer, Call, get},
};
use toml::Value;

/// Asks for every kind of route.
fn routes(edge: &Edge) -> Vec<Answer> {
    let calls = [
        ("GET", "/v1/shop"),
        ("POST", "/v1/orders/find"),
        ("POST", "/v1/claims"),
        ("GET", "/v1/claims/2222-2222-2222"),
        ("POST", "/v1/claims/recover"),
        ("POST", "/v1/backend/events"),
        ("GET", "/v1/backend/claims"),
        ("GET", "/v1/evidence/x"),
    ];
    calls
        .map(|(method, path)| Call::new(method, &edge.at(path)).send())
        .into()
}

#[test]
fn every_mistake_is_named_by_health_and_in_the_log_and_every_other_route_answers_503() {
    let mut config = Config::lumen()
        .with_in("POLICY", "preset", "fx")
        .with_in("POLICY", "withdrawl", 30)
        .with_in("SHOP", "time_zone", "Europe/Pari")
        .with_in(
            "SHOP",
            "origins",
            Value::Array(vec!["lumen.example".into()]),
        )
        .with("SHARDS", 0)
        .with("BACKEND_URL", "ftp://lumen.example")
        .without_secret("WEBHOOK_SECRET");
    config.vars()["RULES"].as_array_mut().unwrap()[0]
        .as_table_mut()
        .unwrap()
        .insert("thn".to_owned(), 1.into());
    let edge = Edge::start(&config, None);

    let health = get(&edge.at("/v1/health")).send().expect(503);
    for named in [
        "POLICY.preset",
        "POLICY.withdrawl",
        "SHOP.time_zone",
        "SHOP.origins[0]",
        "SHARDS",
        "BACKEND_URL",
        "WEBHOOK_SECRET",
        "RULES[0].thn",
    ] {
        assert!(health.text().contains(named), "{named} in {health:?}");
        edge.wait_for_log(named);
    }
    assert!(
        health.text().contains("withdrawal"),
        "the nearest right name: {health:?}"
    );
    for answer in routes(&edge) {
        let problem = answer.problem(503, "config_invalid");
        assert!(
            !problem.detail.contains("ftp://"),
            "what is wrong inside is the shop's business: {problem:?}"
        );
    }
}

#[test]
fn a_secret_with_a_mistake_is_named_and_not_shown() {
    for (name, value) in [
        ("TOKEN_KEYS", "test:dG9vLXNob3J0LWEta2V5"),
        ("WEBHOOK_SECRET", "dG9vLXNob3J0LWEta2V5"),
        ("SHOP_SECRET", "dG9vLXNob3J0LWEt"),
    ] {
        let edge = Edge::start(&Config::lumen().with_secret(name, value), None);
        let health = get(&edge.at("/v1/health")).send().expect(503);
        assert!(health.text().contains(name), "{health:?}");
        edge.wait_for_log(name);
        assert!(
            !health.text().contains(value) && !edge.log().contains(value),
            "{name} is in the answer or the log"
        );
    }
}

#[test]
fn without_a_mistake_health_is_fine_and_no_secret_is_in_answers_or_log() {
    let edge = Edge::start(&Config::lumen(), None);
    let _ = get(&edge.at("/v1/health")).send().expect(200);
    let _ = customer::find(&edge, "T-1", "someone@mail.example").expect(200);
    let key = TOKEN_KEYS.split_once(':').unwrap().1;
    for answer in routes(&edge) {
        assert!(
            !answer.text().contains(key) && !answer.text().contains(SHOP_SECRET),
            "{answer:?}"
        );
        assert!(answer.status < 500, "{answer:?}");
    }
    for secret in [
        key,
        SHOP_SECRET,
        tests::config::WEBHOOK_SECRET,
        "someone@mail.example",
    ] {
        assert!(!edge.log().contains(secret), "{secret} in the log");
    }
}
