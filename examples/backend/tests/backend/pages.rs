//! The shops' pages as a browser gets them.

use backend::{Backend, Config, Storefront};
use std::path::{Path, PathBuf};

struct Page {
    status: u16,
    policy: String,
    body: String,
}

fn shops(built_at: Option<PathBuf>) -> Backend {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    Backend::in_memory(Config {
        storefront: Some(Storefront {
            port: 0,
            dir,
            built_at,
        }),
        ..Config::default()
    })
    .unwrap()
}

fn get(shops: &Backend, path: &str) -> Page {
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .build()
        .into();
    let mut answer = agent
        .get(format!("{}{path}", shops.shop_url().unwrap()))
        .call()
        .unwrap();
    let policy = answer
        .headers()
        .get("content-security-policy")
        .map_or("", |value| value.to_str().unwrap())
        .to_owned();
    Page {
        status: answer.status().as_u16(),
        policy,
        body: answer.body_mut().read_to_string().unwrap(),
    }
}

#[test]
fn each_shop_has_one_script_tag_of_its_own_worker() {
    let shops = shops(None);

    for (path, edge) in [
        ("/", "http://localhost:8787"),
        ("/shoes/", "http://localhost:8790"),
    ] {
        let page = get(&shops, path);
        assert_eq!(page.body.matches("<script").count(), 1, "{path}");
        assert!(
            page.body.contains(&format!(
                r#"<script async src="{edge}/widget.js"></script>"#
            )),
            "{path}"
        );
    }
}

#[test]
fn pictures_of_every_demo_order_are_there() {
    let shops = shops(None);
    let orders = shops.orders();

    for line in orders.iter().flat_map(|order| &order.facts.lines) {
        let image = line.image.as_ref().unwrap();
        let path = image.strip_prefix(&shops.shop_url().unwrap()).unwrap();
        assert_eq!(get(&shops, path).status, 200, "{image}");
    }
}

#[test]
fn a_page_below_csp_has_that_policy_with_the_edge_filled_in() {
    let shops = shops(None);

    let strict = get(&shops, "/csp/strict/plain.html");
    let no_wasm = get(&shops, "/csp/no-wasm/plain.html");

    assert!(
        strict
            .policy
            .contains("script-src http://localhost:8787 'wasm-unsafe-eval';"),
        "{}",
        strict.policy
    );
    assert!(
        no_wasm.policy.contains("script-src http://localhost:8787;"),
        "{}",
        no_wasm.policy
    );
    assert_eq!(get(&shops, "/pages/plain.html").policy, "");
    assert_eq!(get(&shops, "/csp/unknown/plain.html").status, 404);
}

#[test]
fn settings_and_secrets_are_not_served() {
    let shops = shops(None);

    for path in [
        "/.dev.vars",
        "/wrangler.toml",
        "/shoes/.dev.vars",
        "/pages/..%2Fstorefront-lamps%2F.dev.vars",
    ] {
        assert_eq!(get(&shops, path).status, 404, "{path}");
    }
}

#[test]
fn pages_reload_by_themselves_only_where_a_build_says_when() {
    let built_at = std::env::temp_dir().join(format!("recourse-built-at-{}", std::process::id()));
    std::fs::write(&built_at, "1").unwrap();

    let developing = get(&shops(Some(built_at.clone())), "/");
    std::fs::remove_file(&built_at).unwrap();
    let otherwise = get(&shops(Some(built_at)), "/");

    assert!(developing.body.contains("/dev/reload.js"));
    assert!(!otherwise.body.contains("/dev/reload.js"));
}
