//! A shop without a backend: the customer says what was bought, a person decides.

use claims::{
    problem::EvidenceKind,
    status::{ClaimEvent, Status},
    verdict::{Decision, Remedy},
};
use tests::{
    config::Config,
    customer::{self, Upload},
    desk,
    edge::Edge,
    photo,
    shop::{Order, Shop},
    world::World,
};

fn world() -> World {
    World {
        edge: Edge::start(&Config::lumen(), None),
        shop: Shop::open(),
    }
}

#[test]
fn without_a_backend_the_customer_states_the_order_and_shows_the_receipt() {
    let world = world();
    assert!(!world.shop_answer().orders_looked_up);
    let order = Order::delivered(10);
    let found = world.find(&order);
    assert!(!found.order.verified);
    assert_eq!(found.order.lines, []);

    let claim = customer::file(
        &world.edge,
        &found,
        &super::the_backend_is_down::stated(&world, &order),
    );
    assert!(claim.filed.claim.verdict.decision >= Decision::Review);
    assert!(
        claim
            .filed
            .claim
            .missing_evidence
            .contains(&EvidenceKind::Receipt)
    );
    let receipt = photo::receipt_pdf();
    let upload = Upload {
        n: 1,
        kind: "receipt",
        name: "receipt.pdf",
        media_type: "application/pdf",
        bytes: &receipt,
    };
    let _ = claim.upload(&upload).expect(200);
    let photo = photo::plain_jpeg(16, 4);
    let _ = claim
        .upload(&Upload {
            n: 2,
            ..Upload::photo(&photo)
        })
        .expect(200);
    assert_eq!(claim.view().missing_evidence, []);
    assert_eq!(
        claim.view().status,
        Status::Received,
        "nothing is approved by itself"
    );

    // The desk reads and answers it all the same.
    assert_eq!(desk::claims(&world.edge).len(), 1);
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

#[test]
fn without_a_backend_a_second_claim_for_the_same_order_is_found_by_its_units_too() {
    let world = world();
    let order = Order::delivered(10);
    let found = world.find(&order);
    let mut draft = super::the_backend_is_down::stated(&world, &order);
    draft.lines[0].quantity = 2;
    let first = customer::file(&world.edge, &found, &draft);
    let again = customer::submit(
        &world.edge,
        &found.order_token,
        &customer::new_key(),
        &draft,
    );
    let problem = again.problem(409, "already_claimed");
    assert_eq!(problem.claim.unwrap().number, first.number());
}
