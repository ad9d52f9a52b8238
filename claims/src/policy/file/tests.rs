//! Bad policies, each with the line its owner reads; and what a good one becomes.

use crate::{
    policy::{
        Condition, OutOfPolicy, Subject, Test,
        file::{ConfigFile, Mistake, check},
        sample::{checked, config, day},
    },
    problem::EvidenceKind,
    verdict::{Payer, Remedy},
};
use serde_json::json;

mod lines;
mod long_lists;
mod rules;

const SHOP: &str = r#"[vars.SHOP]
name = "Lumen Lampes"
origins = ["https://lumen.example"]
country = "FR"
time_zone = "Europe/Paris"
currency = "EUR"
locales = ["fr", "en"]
contact = { name = "Claire", email = "sav@lumen.example" }
"#;

fn mistakes(toml: &str) -> Vec<String> {
    let found = check(&config(toml));
    assert_eq!(found.config.is_none(), !found.mistakes.is_empty());
    found.mistakes.iter().map(Mistake::to_string).collect()
}

/// The one mistake in `toml`.
fn mistake(toml: &str) -> String {
    let mut all = mistakes(toml);
    assert_eq!(all.len(), 1, "{toml}\n{all:#?}");
    all.remove(0)
}

#[test]
fn every_mistake_is_found_in_one_run() {
    let all = mistakes(
        "[vars.SHOP]\ncountry = \"FR\"\ncurrency = \"EUR\"\nlocales = [\"fr\"]\n[vars.POLICY]\npreset = \"ru\"\n\
         respond_within = 1\n[[vars.RULES]]\nid = \"a\"\nwhen = { price_below = \"3 GBP\" }\nthen = {}\n\
         [[vars.PROBLEMS]]\nid = \"b\"",
    );
    let paths: Vec<&str> = all
        .iter()
        .filter_map(|line| line.split(':').next())
        .collect();
    let expected = [
        "SHOP.name",
        "SHOP.origins",
        "SHOP.time_zone",
        "SHOP.contact",
        "PROBLEMS[0].kind",
        "PROBLEMS[0].text",
        "RULES[0].then",
        "RULES[0].when.price_below",
        "POLICY.preset",
        "POLICY.respond_within",
    ];
    let (mut paths, mut expected) = (paths, expected.to_vec());
    paths.sort_unstable();
    expected.sort_unstable();
    assert_eq!(paths, expected);
    let nothing = mistakes("");
    assert_eq!(
        nothing,
        ["POLICY: found nothing, expected a table; it is required"]
    );
}

#[test]
fn odd_values_are_mistakes_and_never_a_panic() {
    let odd = [
        json!(null),
        json!(7),
        json!("x"),
        json!([]),
        json!([[]]),
        json!([7]),
        json!({ "": {} }),
        json!(true),
    ];
    for value in &odd {
        for place in 0..4 {
            let mut file = config(&format!("{SHOP}[vars.POLICY]\npreset = \"fr\""));
            match place {
                0 => file.shop = value.clone(),
                1 => file.policy = value.clone(),
                2 => file.rules = value.clone().into(),
                _ => file.problems = value.clone().into(),
            }
            let is_fine = place >= 2 && value.is_null() || place == 2 && value == &json!([]);
            assert_eq!(check(&file).mistakes.is_empty(), is_fine, "{place} {value}");
        }
        for key in [
            "preset",
            "withdrawal",
            "warranty",
            "holidays",
            "respond_within",
            "business",
            "keep",
        ] {
            let mut file = config(&format!("{SHOP}[vars.POLICY]\npreset = \"fr\""));
            file.policy[key] = value.clone();
            let _ = check(&file);
        }
        for key in [
            "problem",
            "price_below",
            "country",
            "days_since_delivery_at_most",
            "trait",
            "ordered_from",
        ] {
            let mut file = config(&format!("{SHOP}[vars.POLICY]\npreset = \"fr\""));
            file.rules =
                json!([{ "id": "a", "when": { key: value }, "then": { key: value } }]).into();
            assert!(!check(&file).mistakes.is_empty());
        }
    }
}

#[test]
fn warnings_say_what_has_no_effect() {
    let warnings = |toml: &str| {
        let found = check(&config(toml));
        assert!(found.config.is_some(), "{:?}", found.mistakes);
        found
            .warnings
            .iter()
            .map(Mistake::to_string)
            .collect::<Vec<_>>()
    };
    let with = |lines: &str| warnings(&format!("{SHOP}[vars.POLICY]\n{lines}"));
    assert_eq!(with("preset = \"fr\""), Vec::<String>::new());
    assert_eq!(
        with("preset = \"fr\"\nwithdrawal = { days = 7 }\nguarantee = { months = 12 }"),
        [
            "POLICY.withdrawal.days: found 7 days, expected at least 14 days: the law of `fr` holds instead",
            "POLICY.guarantee.months: found 12 months, expected at least 24 months: the law of `fr` holds instead"
        ]
    );
    assert_eq!(
        with("preset = \"eu\""),
        ["POLICY.preset: found \"eu\", expected \"fr\", which knows more of FR"]
    );
    let plain = SHOP.replace("https://lumen", "http://lumen") + "[vars.POLICY]\npreset = \"fr\"";
    assert_eq!(warnings(&plain).len(), 1);
    let local = SHOP.replace("https://lumen.example", "http://localhost:8788")
        + "[vars.POLICY]\npreset = \"fr\"";
    assert_eq!(warnings(&local), Vec::<String>::new());
    let long = format!(
        "preset = \"fr\"\nholidays = [{}]",
        "\"2026-12-24\",".repeat(400)
    );
    assert!(
        with(&long)[0].starts_with("POLICY: found 5"),
        "{:?}",
        with(&long)
    );
}

#[test]
fn a_good_policy_becomes_data() {
    let (shop, policy) = checked(&format!(
        "{SHOP}return_address = \"12 rue de l'Abat-Jour, Paris\"\n[vars.POLICY]\npreset = \"fr\"\n\
         withdrawal = {{ days = 30, return_shipping = \"shop\" }}\nrespond_within = \"2d\"\n\
         out_of_policy = \"decline\"\nholidays = [\"2026-12-24\"]\n\
         [[vars.RULES]]\nid = \"a\"\nwhen = {{ problem = \"dead\", price_below = \"29.90 EUR\" }}\n\
         then = {{ remedies = \"refund\", evidence = [] }}\n\
         [[vars.PROBLEMS]]\nid = \"dead\"\nkind = \"defective\"\ncategories = \"lamp\"\nevidence = [\"photo\"]\n\
         text = {{ fr = \"Morte\", en = \"Dead\" }}"
    ));
    assert_eq!(
        shop.return_address.unwrap().get("en"),
        "12 rue de l'Abat-Jour, Paris"
    );
    assert_eq!(
        (
            policy.country.as_str(),
            policy.currency.0.as_str(),
            policy.preset.as_str()
        ),
        ("FR", "EUR", "fr")
    );
    assert_eq!(
        (policy.withdrawal.days, policy.withdrawal.return_shipping),
        (Some(30), Some(Payer::Shop))
    );
    assert_eq!(
        (policy.respond_hours(), policy.out_of_policy),
        (48, OutOfPolicy::Decline)
    );
    assert_eq!(policy.holidays, [day("2026-12-24")]);
    let rule = &policy.rules[0];
    assert_eq!(
        rule.when.0,
        [
            Condition(Subject::Problem, Test::AnyOf(vec!["dead".to_owned()])),
            Condition(Subject::Price, Test::AtMost(2989)),
        ]
    );
    assert_eq!(
        (rule.then.remedies.as_slice(), &rule.then.evidence),
        (&[Remedy::Refund][..], &Some(vec![]))
    );
    assert_eq!(
        policy.problem("dead").unwrap().evidence,
        [EvidenceKind::Photo]
    );
}

#[test]
fn a_shop_that_lists_no_problems_has_one_of_each_kind_in_its_languages() {
    let (_, policy) = checked(&format!("{SHOP}[vars.POLICY]\npreset = \"fr\""));
    assert_eq!(policy.problems.len(), 8);
    for problem in &policy.problems {
        assert_eq!(
            problem.text.0.keys().collect::<Vec<_>>(),
            ["en", "fr"],
            "{}",
            problem.id
        );
    }
    assert_eq!(
        policy.problem("defective").unwrap().text.get("fr"),
        "Il est cassé ou ne fonctionne pas"
    );
}

#[test]
fn another_policy_has_another_version_and_the_same_the_same() {
    let version = |lines: &str| checked(&format!("{SHOP}[vars.POLICY]\n{lines}")).1.version;
    assert_eq!(
        version("preset = \"fr\""),
        version("preset = \"fr\"\nrespond_within = \"48h\"")
    );
    assert_ne!(
        version("preset = \"fr\""),
        version("preset = \"fr\"\nrespond_within = \"24h\"")
    );
}
