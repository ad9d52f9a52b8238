//! The same Worker under `wrangler dev`, as it runs on Cloudflare: one story, to show that nothing is different.

use claims::{
    problem::ProblemKind,
    status::{ClaimEvent, Status},
    verdict::Remedy,
};
use tests::{
    config::Config,
    customer::{self, Upload},
    desk,
    edge::Edge,
    photo,
    shop::Shop,
    world::World,
};

#[test]
fn under_wrangler_dev_a_claim_with_a_photo_is_accepted_delivered_answered_and_seen() {
    let shop = Shop::open();
    let edge = Edge::start_by_wrangler(&Config::lumen(), &shop.url());
    let world = World { edge, shop };
    let (order, found) = world.found(10);
    let claim = customer::file(
        &world.edge,
        &found,
        &world.draft(&order, "1", ProblemKind::Defective),
    );
    let _ = claim
        .upload(&Upload::photo(&photo::phone_jpeg(1)))
        .expect(200);
    let _ = world.shop.waits_for(claim.number(), "evidence.added");
    assert_eq!(
        world.shop.kept(claim.number()),
        ["claim.submitted", "evidence.added"]
    );
    let event = ClaimEvent::Approved {
        remedy: Some(Remedy::Replace),
        amount: None,
        lines: Vec::new(),
        message: None,
        send_goods: None,
    };
    desk::answer(&world.edge, claim.number(), event);
    assert_eq!(claim.view().status, Status::Approved);
}
