//! A machine of one's own, as docs/operations.md says: its configuration, its secrets and its command for systemd, in a
//! checkout that can only be read.

use std::{fs, path::Path, process::Command};
use tests::{
    config::Config,
    customer,
    edge::Edge,
    http::get,
    shop::{Order, Shop},
    world::World,
};

/// The example shop without `MAIL`, with the secrets that the page's own commands make.
fn as_the_page_says() -> Config {
    let checkout = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let read = |path: &str| fs::read_to_string(checkout.join(path)).unwrap();
    let page = read("docs/operations.md");
    let shop = Config::parse(&read("examples/storefront-lamps/wrangler.toml"));
    let shop = shop
        .without("MAIL")
        .with("PUBLIC_URL", "https://claims.lumen.example")
        .with("ADDRESS_HEADER", "x-real-ip");
    ["TOKEN_KEYS", "WEBHOOK_SECRET", "SHOP_SECRET"]
        .into_iter()
        .zip(page.lines().filter(|line| line.contains("openssl rand")))
        .fold(shop, |shop, (name, command)| {
            let made = Command::new("sh").args(["-c", command]).output().unwrap();
            let secret = String::from_utf8(made.stdout).unwrap();
            match secret.trim().len() {
                // There is no `openssl` here.
                0..32 => shop,
                _ => shop.with_secret(name, secret.trim()),
            }
        })
}

#[test]
fn the_command_for_systemd_serves_where_nothing_but_its_state_can_be_written_and_again_after_a_kill()
 {
    let config = as_the_page_says();
    let Some(edge) = Edge::start_as_service(&config) else {
        println!("skipped: this user may not make a folder read-only");
        return;
    };
    let mut world = World {
        edge,
        shop: Shop::open(),
    };
    let order = Order::delivered(10);
    let claim = customer::file(
        &world.edge,
        &world.find(&order),
        &super::the_backend_is_down::stated(&world, &order),
    );
    let filed = claim.filed.clone();
    assert!(
        filed
            .tracking_url
            .starts_with("https://claims.lumen.example/track#")
    );

    world.edge.kill();
    world.edge.resume();

    let health: serde_json::Value = get(&world.edge.at("/v1/health")).send().expect(200).json();
    assert_eq!(health["status"], "ok");
    let claim = customer::Held {
        edge: &world.edge,
        filed,
    };
    assert_eq!(claim.view().timeline, claim.filed.claim.timeline);
}
