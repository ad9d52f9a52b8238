//! A machine of one's own, as docs/operations.md says: its command for systemd, in a checkout that can only be read.

use tests::{
    config::Config,
    customer,
    edge::Edge,
    http::get,
    shop::{Order, Shop},
    world::World,
};

#[test]
fn the_command_for_systemd_serves_where_nothing_but_its_state_can_be_written_and_again_after_a_kill()
 {
    let config = Config::lumen().with("PUBLIC_URL", "https://claims.lumen.example");
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
