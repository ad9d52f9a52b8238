//! The page never promises what the edge refuses: the same policy judges in both.

use backend::{DemoOrder, DemoShop};
use claims::{
    draft::{ClaimDraft, Customer, DraftLine},
    policy::{
        Case, Policy,
        file::{ConfigFile, check},
        judge, problems_for,
    },
    verdict::{Decision, Verdict},
    wire::{FoundOrder, ShopAnswer},
};
use serde_json::Value;
use std::{fs, path::Path};
use tests::{
    config::Config,
    customer,
    edge::Edge,
    http::get,
    shop::{Order, Shop},
};

#[test]
fn for_every_demo_order_and_problem_of_the_lamps_edge_and_page_give_the_same_verdict() {
    every_verdict_is_the_same(DemoShop::Lamps, "storefront-lamps");
}

#[test]
fn for_every_demo_order_and_problem_of_the_shoes_edge_and_page_give_the_same_verdict() {
    every_verdict_is_the_same(DemoShop::Shoes, "storefront-shoes");
}

fn every_verdict_is_the_same(demo: DemoShop, folder: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../examples")
        .join(folder)
        .join("wrangler.toml");
    let mut config = Config::parse(&fs::read_to_string(file).unwrap()).without("MAIL");
    let whole_policy = checked(&mut config);
    let shop = Shop::open();
    let edge = Edge::start(&config, Some(&shop.url()));
    let answer: ShopAnswer = get(&edge.at("/v1/shop")).send().expect(200).json();
    let (mut cases, mut stricter) = (0, 0);
    for DemoOrder { email, facts, .. } in shop.demo_orders(demo) {
        let order = Order { email, facts };
        shop.sells(&order);
        let found: FoundOrder = customer::find(&edge, order.number(), &order.email)
            .expect(200)
            .json();
        for line in &order.facts.lines {
            for problem in problems_for(&answer.policy, line) {
                let draft = draft(&order, &line.id, &problem.id);
                let claim = customer::file(&edge, &found, &draft);
                let at_the_edge = bare(claim.filed.claim.verdict.clone());
                let case = |facts| Case {
                    order: facts,
                    lines: &draft.lines,
                    files: &[],
                    locale: "en",
                    today: found.today,
                };

                let whole = bare(judge(&whole_policy, &case(&order.facts)));
                assert_eq!(
                    at_the_edge,
                    whole,
                    "{} line {} {}",
                    order.number(),
                    line.id,
                    problem.id
                );

                let in_the_page = bare(judge(&answer.policy, &case(&found.order)));
                if at_the_edge.decision == in_the_page.decision {
                    assert_eq!(
                        at_the_edge,
                        in_the_page,
                        "{} line {} {}",
                        order.number(),
                        line.id,
                        problem.id
                    );
                } else {
                    // A private rule turned an approval into a review: never the other way round.
                    assert_eq!(
                        (in_the_page.decision, at_the_edge.decision),
                        (Decision::Approve, Decision::Review)
                    );
                    stricter += 1;
                }
                cases += 1;
                let _ = claim.withdraw().expect(200);
            }
        }
    }
    println!("{cases} verdicts, {stricter} stricter at the edge");
    assert!(cases > 40, "{cases}");
    assert!(stricter > 0, "the blocked customer's claims are reviewed");
}

/// The policy with its private rules, read natively from the same file.
fn checked(config: &mut Config) -> Policy {
    let vars: Value = serde_json::to_value(config.vars()).unwrap();
    let checked = check(&ConfigFile::of(vars.as_object().unwrap()));
    checked
        .config
        .unwrap_or_else(|| panic!("{:?}", checked.mistakes))
        .1
}

fn draft(order: &Order, line: &str, problem: &str) -> ClaimDraft {
    ClaimDraft {
        locale: "en".to_owned(),
        customer: Customer {
            name: "Zoé Martin".to_owned(),
            email: order.email.clone(),
            phone: None,
        },
        lines: vec![DraftLine {
            line: line.to_owned(),
            quantity: 1,
            problem: problem.to_owned(),
            description: "See the photo.".to_owned(),
            ..DraftLine::default()
        }],
        files: Vec::new(),
        stated_order: None,
    }
}

/// Without what is only for the shop or only for reading.
fn bare(mut verdict: Verdict) -> Verdict {
    for line in &mut verdict.lines {
        line.trace.clear();
        line.reasons
            .iter_mut()
            .for_each(|reason| reason.text.clear());
    }
    verdict
}
