//! What both shops ship is right: their settings pass the check, their secrets are the ones the backend expects.

use backend::{Backend, Config, DemoShop};
use claims::{
    draft::{AnnouncedFile, DraftLine},
    policy::{
        Case, Policy,
        file::{Checked, ConfigFile, check},
        judge,
    },
    problem::EvidenceKind,
};
use serde::Serialize;
use serde_json::Value;
use std::{fs, path::PathBuf};

/// One variable of a Worker holds no more than this (Cloudflare's limit, 5 KB).
const VARIABLE_BYTES: usize = 5 * 1024;

fn file(shop: DemoShop, name: &str) -> String {
    let folder = format!("../storefront-{}", shop.id());
    fs::read_to_string(
        PathBuf::from(env!("CARGO_MANIFEST_DIR"))
            .join(folder)
            .join(name),
    )
    .unwrap()
}

fn variables(shop: DemoShop) -> Value {
    let file: toml::Table = file(shop, "wrangler.toml").parse().unwrap();
    serde_json::to_value(&file["vars"]).unwrap()
}

/// As in JSON: `store_credit`.
fn name(word: impl Serialize) -> String {
    serde_json::to_value(word)
        .unwrap()
        .as_str()
        .unwrap()
        .to_owned()
}

fn checked(shop: DemoShop) -> Checked {
    check(&ConfigFile::of(variables(shop).as_object().unwrap()))
}

fn policy(shop: DemoShop) -> Policy {
    checked(shop).config.unwrap().1
}

#[test]
fn both_policies_pass_the_check_without_a_mistake_or_warning() {
    for shop in DemoShop::ALL {
        let checked = checked(shop);

        let found: Vec<_> = checked
            .mistakes
            .iter()
            .chain(&checked.warnings)
            .map(ToString::to_string)
            .collect();
        assert!(found.is_empty(), "{}: {found:#?}", shop.id());
        assert_eq!(checked.config.unwrap().0.name, shop.name());
    }
}

/// What the demo promises of each order: with all evidence given, the decision, the best ground and its best remedy.
const STORIES: &str = "\
LL-1001 1 does-not-light   review   conformity repair
LL-1001 1 changed-my-mind  approve  withdrawal refund
LL-1001 2 does-not-charge  approve  conformity replace
LL-1002 1 does-not-charge  approve  conformity replace
LL-1003 1 does-not-light   review   conformity repair
LL-1004 1 does-not-light   review   nothing
LL-1005 1 changed-my-mind  review   nothing
LL-1005 1 does-not-light   review   conformity repair
LL-1006 1 changed-my-mind  review   nothing
LL-1007 1 changed-my-mind  approve  withdrawal refund
LL-1008 1 does-not-light   review   conformity replace
LL-1009 1 does-not-light   approve  conformity replace
LL-1010 1 changed-my-mind  approve  withdrawal refund
LL-1011 1 does-not-light   review   warranty repair
SS-2001 1 does-not-fit     approve  exchange exchange
SS-2002 1 sole-came-off    approve  conformity replace
SS-2003 1 sole-came-off    review   conformity repair
SS-2004 1 sole-came-off    review   conformity repair
SS-2005 1 fabric-torn      review   goodwill coupon
SS-2006 1 does-not-fit     review   nothing
SS-2007 1 does-not-fit     approve  exchange exchange
SS-2008 1 changed-my-mind  approve  withdrawal refund
SS-2009 1 does-not-fit     review   exchange exchange
SS-2010 1 changed-my-mind  review   goodwill coupon
SS-2010 2 fabric-torn      approve  conformity refund
";

#[test]
fn every_demo_order_ends_as_its_story_says() {
    let shops = Backend::in_memory(Config::default()).unwrap();
    let orders = shops.orders();
    let kinds = [
        EvidenceKind::Photo,
        EvidenceKind::Serial,
        EvidenceKind::Receipt,
    ];
    let files = kinds.map(|kind| AnnouncedFile {
        kind,
        name: "photo.jpg".to_owned(),
        media_type: "image/jpeg".to_owned(),
        size_bytes: 1,
    });
    for story in STORIES.lines() {
        let words: Vec<_> = story.split_whitespace().collect();
        let (number, line, problem) = (words[0], words[1], words[2]);
        let order = orders
            .iter()
            .find(|order| order.facts.number == number)
            .unwrap();
        let lines = [DraftLine {
            line: line.to_owned(),
            quantity: 1,
            problem: problem.to_owned(),
            ..DraftLine::default()
        }];
        let case = Case {
            order: &order.facts,
            lines: &lines,
            files: &files,
            locale: "en",
            today: Config::default().today,
        };

        let verdict = judge(&policy(order.shop), &case);

        let best = verdict.lines[0].entitlements.first();
        let ground = best.map_or("nothing".to_owned(), |best| {
            format!("{} {}", name(best.basis), name(best.remedies[0]))
        });
        let met = format!("{} {ground}", name(verdict.decision));
        assert_eq!(met, words[3..].join(" "), "{story}");
    }
}

#[test]
fn every_variable_fits_into_a_workers_environment() {
    for shop in DemoShop::ALL {
        for (name, value) in variables(shop).as_object().unwrap() {
            assert!(
                value.to_string().len() <= VARIABLE_BYTES,
                "{} {name}",
                shop.id()
            );
        }
    }
}

#[test]
fn the_secrets_in_dev_vars_are_the_ones_the_backend_takes_by_default() {
    let config = Config::default();
    for shop in DemoShop::ALL {
        let secrets = file(shop, ".dev.vars");
        let link = config.link(shop);
        assert!(secrets.contains(&format!(
            "WEBHOOK_SECRET=\"{}\"",
            link.webhook_secret.reveal()
        )));
        assert!(secrets.contains(&format!(
            "ORDER_LINK_KEYS=\"{}\"",
            link.order_link_key.reveal()
        )));
        assert!(secrets.contains(&format!("SHOP_SECRET=\"{}\"", link.shop_secret.reveal())));
    }
}
