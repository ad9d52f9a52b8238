//! The shop's backend is away while the customer claims, and comes back later.

use backend::{Call, Fault};
use claims::{
    draft::{ClaimDraft, Customer, DraftLine, StatedLine, StatedOrder},
    problem::{EvidenceKind, ProblemKind},
    status::{ClaimEvent, Status},
    verdict::Decision,
    wire::FoundOrder,
};
use tests::{
    customer::{self, Upload},
    desk, patience, photo,
    shop::Order,
    world::World,
};

/// The claim of a customer who had to type the order in; the line's id is the customer's own.
pub fn stated(world: &World, order: &Order) -> ClaimDraft {
    let policy = world.shop_answer().policy;
    let mut of_any_goods = policy
        .problems
        .iter()
        .filter(|problem| problem.categories.is_empty());
    let problem = of_any_goods
        .clone()
        .find(|problem| problem.kind == ProblemKind::Defective)
        .or_else(|| of_any_goods.next());
    ClaimDraft {
        locale: "en".to_owned(),
        customer: Customer {
            name: "Zoé Martin".to_owned(),
            email: order.email.clone(),
            phone: None,
        },
        lines: vec![DraftLine {
            line: "mine".to_owned(),
            quantity: 1,
            problem: problem.expect("a problem any goods can have").id.clone(),
            description: "It does nothing.".to_owned(),
            ..DraftLine::default()
        }],
        files: Vec::new(),
        stated_order: Some(StatedOrder {
            placed_on: order.facts.placed_on,
            delivered_on: order.facts.delivered_on,
            lines: vec![StatedLine {
                id: "mine".to_owned(),
                title: order.facts.lines[0].title.clone(),
                quantity: order.facts.lines[0].quantity,
                unit_price: order.facts.lines[0].unit_price.clone(),
            }],
        }),
    }
}

#[test]
fn a_claim_made_while_the_backend_is_down_is_kept_unverified_then_verified_and_delivered() {
    let world = World::new();
    let order = world.order(10);
    world.shop.closes();

    let found = world.find(&order);
    assert!(!found.order.verified);
    assert_eq!(found.order.lines, []);
    let claim = customer::file(&world.edge, &found, &stated(&world, &order));
    let verdict = &claim.filed.claim.verdict;
    assert_eq!(
        verdict.decision,
        Decision::Review,
        "a person decides on what nobody has confirmed"
    );
    assert!(
        claim
            .filed
            .claim
            .missing_evidence
            .contains(&EvidenceKind::Receipt),
        "{verdict:?}"
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

    world.shop.reopens();

    let _ = world.shop.waits_for(claim.number(), "evidence.added");
    assert_eq!(
        world.shop.kept(claim.number())[..2],
        ["claim.submitted", "evidence.added"]
    );
    patience::until("the order to be checked", || {
        let checked = ClaimEvent::OrderChecked { verified: true };
        claim
            .view()
            .timeline
            .iter()
            .any(|happened| happened.event == checked)
            .then_some(())
    });
    let kept = desk::claims(&world.edge);
    assert!(kept[0].order.verified);
    assert_eq!(kept[0].order.number, order.number());
    assert_eq!(
        claim.view().status,
        Status::Received,
        "checked is not decided"
    );
}

#[test]
fn an_order_found_before_the_backend_went_down_is_claimed_verified_all_the_same() {
    let world = World::new();
    let (order, found) = world.found(10);
    let draft = world.draft(&order, "1", ProblemKind::Defective);
    world.shop.closes();

    let claim = customer::file(&world.edge, &found, &draft);
    assert!(
        desk::claims(&world.edge)[0].order.verified,
        "the token carries the shop's own facts"
    );

    world.shop.reopens();
    let _ = world.shop.waits_for(claim.number(), "claim.submitted");
    assert_eq!(world.shop.count(Call::OrdersFind), 1, "nobody asked twice");
}

#[test]
fn an_order_that_turns_out_to_be_someone_elses_stays_unverified_and_says_so() {
    let world = World::new();
    let theirs = world.order(10);
    let liar = Order {
        email: "liar@mail.example".to_owned(),
        facts: theirs.facts.clone(),
    };
    world.shop.closes();
    let found = world.find(&liar);
    let claim = customer::file(&world.edge, &found, &stated(&world, &liar));
    world.shop.reopens();

    patience::until("the order to be checked", || {
        let checked = ClaimEvent::OrderChecked { verified: false };
        claim
            .view()
            .timeline
            .iter()
            .any(|happened| happened.event == checked)
            .then_some(())
    });
    assert!(!desk::claims(&world.edge)[0].order.verified);
    assert_eq!(
        claim.view().status,
        Status::Received,
        "a person of the shop answers it"
    );
}

#[test]
fn a_look_up_that_fails_or_hangs_does_not_stop_the_customer() {
    let world = World::new();
    let order = world.order(10);
    let faults = [
        Fault::status(500),
        Fault::status(503),
        Fault::status(429),
        Fault::Redirect {
            location: "http://localhost:9/".to_owned(),
        },
        Fault::Reset,
        Fault::Garbage,
        Fault::Endless,
        Fault::Hang,
    ];
    for fault in faults {
        world.shop.fails(Call::OrdersFind, fault.clone(), 1);
        let answer = customer::find(&world.edge, order.number(), &order.email);
        assert_eq!(answer.status, 200, "{fault:?}: {answer:?}");
        let found: FoundOrder = answer.json();
        assert!(!found.order.verified, "{fault:?}");
        assert_eq!(found.order.lines, [], "{fault:?}");
        assert!(
            world.find(&order).order.verified,
            "and the next look-up works again after {fault:?}"
        );
    }
}
