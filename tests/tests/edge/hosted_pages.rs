//! What the edge serves to browsers: the loader, hashed assets, and pages for those whom the widget cannot reach.

use serde_json::Value;
use std::{fs, path::Path};
use tests::{
    config::Config,
    http::{get, post},
    world::World,
};

#[test]
fn the_loader_and_its_assets_are_served_to_any_page_typed_compressed_and_to_be_kept() {
    let world = World::shared();
    let loader = get(&world.edge.at("/widget.js")).send().expect(200);
    assert!(
        loader
            .header("content-type")
            .unwrap()
            .contains("javascript"),
        "{:?}",
        loader.headers
    );
    assert_eq!(loader.header("access-control-allow-origin"), Some("*"));
    assert!(
        !loader
            .header("cache-control")
            .unwrap_or_default()
            .contains("immutable"),
        "its name never changes"
    );

    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("../dist/assets/manifest.json");
    let manifest: Value = serde_json::from_slice(&fs::read(manifest).unwrap()).unwrap();
    let types = [
        ("glue", "javascript"),
        ("wasm", "application/wasm"),
        ("css", "text/css"),
    ];
    for (program, (asset, media_type)) in ["claim", "track"].map(|p| types.map(|t| (p, t))).concat()
    {
        let name = manifest[program][asset].as_str().unwrap();
        let plain = get(&world.edge.at(&format!("/assets/{name}")))
            .send()
            .expect(200);
        assert!(
            plain.header("content-type").unwrap().contains(media_type),
            "{name}: {:?}",
            plain.headers
        );
        assert!(
            plain.header("cache-control").unwrap().contains("immutable"),
            "{name}: {:?}",
            plain.headers
        );
        assert_eq!(
            plain.header("access-control-allow-origin"),
            Some("*"),
            "{name}"
        );
        assert_eq!(
            plain.header("x-content-type-options"),
            Some("nosniff"),
            "{name}"
        );
        let small = get(&world.edge.at(&format!("/assets/{name}")))
            .header("accept-encoding", "br")
            .send()
            .expect(200);
        assert_eq!(
            small.header("content-encoding"),
            Some("br"),
            "{name}: {:?}",
            small.headers
        );
        assert!(small.body.len() < plain.body.len(), "{name}");
    }
}

#[test]
fn the_loader_brings_the_first_screen_in_the_shops_first_language() {
    let arabic = Config::lumen().with_in("SHOP", "locales", vec!["ar", "en"]);
    let arabic = World::of(&arabic);
    let french = World::shared();
    let loader = |world: &World| get(&world.edge.at("/widget.js")).send().expect(200).text();
    let says = |loader: &str, language: &str| {
        let texts = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../widget/texts")
            .join(format!("{language}.json"));
        let texts: Value = serde_json::from_slice(&fs::read(texts).unwrap()).unwrap();
        loader.contains(texts["find.submit"].as_str().unwrap())
    };
    let (french, arabic) = (loader(&french), loader(&arabic));
    assert!(says(&french, "fr") && says(&french, "en") && !says(&french, "ar"));
    assert!(says(&arabic, "ar") && says(&arabic, "en") && !says(&arabic, "fr"));
}

#[test]
fn no_path_leads_out_of_the_assets() {
    let world = World::shared();
    for path in [
        "/assets/nothing.js",
        "/assets/..%2f..%2fCargo.toml",
        "/assets/%2e%2e/edge/index.js",
        "/assets/",
        "/assets/..",
    ] {
        let answer = get(&world.edge.at(path)).send();
        assert_eq!(answer.status, 404, "{path}: {answer:?}");
    }
}

#[test]
fn the_plain_form_leads_to_a_page_that_starts_with_what_was_typed_and_runs_none_of_it() {
    let world = World::shared();
    let form = "order_number=%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E&email=zo%C3%A9%2Bshop%40mail.example";
    let page = post(&world.edge.at("/claim"))
        .body("application/x-www-form-urlencoded", form)
        .send()
        .expect(200);

    let text = page.text();
    assert!(
        page.header("content-type")
            .unwrap()
            .starts_with("text/html"),
        "{page:?}"
    );
    assert!(
        !text.contains("<script>alert") && !text.contains("\"><script"),
        "{text}"
    );
    assert!(
        text.contains("&lt;script&gt;alert(1)"),
        "what was typed is there, escaped: {text}"
    );
    assert!(text.contains("zoé+shop@mail.example"), "{text}");
    assert!(
        page.header("cache-control").unwrap().contains("no-store"),
        "{page:?}"
    );
    let policy = page
        .header("content-security-policy")
        .expect("a policy of its own");
    assert!(
        !policy.contains("'unsafe-inline'") && !policy.contains("'unsafe-eval'"),
        "{policy}"
    );
    assert!(policy.contains("'wasm-unsafe-eval'"), "{policy}");
}

#[test]
fn the_tracking_page_is_the_same_for_everyone_and_sends_no_referrer() {
    let world = World::shared();
    let page = get(&world.edge.at("/track")).send().expect(200);
    assert!(
        page.header("content-type")
            .unwrap()
            .starts_with("text/html"),
        "{page:?}"
    );
    assert_eq!(page.header("referrer-policy"), Some("no-referrer"));
    assert!(page.header("content-security-policy").is_some(), "{page:?}");
}
