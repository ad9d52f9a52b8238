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
fn a_mistake_in_the_shop_is_named() {
    for (written, by, expected) in [
        (
            "name = \"Lumen Lampes\"",
            "",
            "SHOP.name: found nothing, expected what the shop is called",
        ),
        (
            "name =",
            "title =",
            "SHOP.title: found an unknown key, expected one of: name, origins, country, time_zone, currency, locales, \
          contact, return_address",
        ),
        (
            "https://lumen.example",
            "https://lumen.example/shop",
            "SHOP.origins[0]: found \"https://lumen.example/shop\", expected an origin: scheme, host and port, such as \
          \"https://shop.example\"; did you mean `https://lumen.example`?",
        ),
        (
            "\"https://lumen.example\"",
            "\"lumen\"",
            "SHOP.origins[0]: found \"lumen\", expected an origin: scheme, host and port, such as \
          \"https://shop.example\"",
        ),
        (
            "\"FR\"",
            "\"France\"",
            "SHOP.country: found \"France\", expected a country as two capital letters (ISO 3166-1); did you mean `FR`?",
        ),
        (
            "\"FR\"",
            "\"XX\"",
            "SHOP.country: found \"XX\", expected a country as two capital letters (ISO 3166-1)",
        ),
        (
            "\"Europe/Paris\"",
            "\"paris\"",
            "SHOP.time_zone: found \"paris\", expected an IANA time zone such as \"Europe/Paris\"; did you mean \
          `Europe/Paris`?",
        ),
        (
            "\"Europe/Paris\"",
            "\"+01:00\"",
            "SHOP.time_zone: found \"+01:00\", expected an IANA time zone such as \"Europe/Paris\"",
        ),
        (
            "\"EUR\"",
            "\"euro\"",
            "SHOP.currency: found \"euro\", expected a currency as three capital letters (ISO 4217); did you mean `EUR`?",
        ),
        (
            "\"fr\", \"en\"",
            "\"fr\", \"en-US\"",
            "SHOP.locales[1]: found \"en-US\", expected one of the languages there are: en, fr, de, es, it, pl, uk, ru, ar; did you mean `en`?",
        ),
        (
            "\"fr\", \"en\"",
            "\"fr\", \"fr\"",
            "SHOP.locales[1]: found \"fr\" twice, expected each once",
        ),
        (
            "\"fr\", \"en\"",
            "",
            "SHOP.locales: found an empty list, expected one of the languages there are: en, fr, de, es, it, pl, uk, ru, ar",
        ),
        (
            ", email = \"sav@lumen.example\"",
            "",
            "SHOP.contact: found neither e-mail nor phone, expected at least one way to reach the person",
        ),
        (
            "sav@lumen.example",
            "sav@lumen",
            "SHOP.contact.email: found \"sav@lumen\", expected an address such as \"help@shop.example\"",
        ),
    ] {
        assert!(SHOP.contains(written), "{written}");
        let toml = SHOP.replacen(written, by, 1) + "[vars.POLICY]\npreset = \"fr\"";
        let all = mistakes(&toml);
        assert!(all.contains(&expected.to_owned()), "{all:#?}");
    }
}

#[test]
fn a_mistake_in_the_policy_is_named() {
    for (lines, expected) in [
        (
            "",
            "POLICY.preset: found nothing, expected one of: eu, fr, de, es, pt, pl, cz, it, nl, at, be, ie, se, uk, no, ch, \
             ru, ua, au, us; did you mean `fr`?",
        ),
        (
            "preset = \"france\"",
            "POLICY.preset: found \"france\", expected one of: eu, fr, de, es, pt, pl, cz, it, nl, at, be, ie, se, uk, no, ch, \
             ru, ua, au, us; did you mean `fr`?",
        ),
        (
            "preset = 7",
            "POLICY.preset: found 7, expected one of: eu, fr, de, es, pt, pl, cz, it, nl, at, be, ie, se, uk, no, ch, \
             ru, ua, au, us",
        ),
        (
            "preset = \"fr\"\nwithdrawl = { days = 30 }",
            "POLICY.withdrawl: found an unknown key, expected one of: preset, withdrawal, exchange, guarantee, warranty, \
          transit, goodwill, business, respond_within, expire_after, out_of_policy, holidays, keep; did you mean `withdrawal`?",
        ),
        (
            "preset = \"fr\"\nwithdrawal = { days = -3 }",
            "POLICY.withdrawal.days: found -3, expected a whole number of days from 1 to 3650",
        ),
        (
            "preset = \"fr\"\nwithdrawal = { days = \"30d\" }",
            "POLICY.withdrawal.days: found \"30d\", expected a whole number of days from 1 to 3650",
        ),
        (
            "preset = \"fr\"\nwarranty = { months = 9999 }",
            "POLICY.warranty.months: found 9999, expected a whole number of months from 1 to 360",
        ),
        (
            "preset = \"fr\"\nwarranty = { months = 12, days = 9 }",
            "POLICY.warranty: found both `days` and `months`, expected one of them",
        ),
        (
            "preset = \"fr\"\nwarranty = { remedies = [\"repair\"] }",
            "POLICY.warranty: found no duration, expected `months` or `days`",
        ),
        (
            "preset = \"fr\"\nwarranty = 36",
            "POLICY.warranty: found 36, expected a table",
        ),
        (
            "preset = \"fr\"\nexchange = {}",
            "POLICY.exchange: found an empty table, expected some of: days, months, remedies, return_shipping",
        ),
        (
            "preset = \"fr\"\nwarranty = { months = 9, remedies = [\"replacement\"] }",
            "POLICY.warranty.remedies[0]: found \"replacement\", expected one of: repair, replace, exchange, refund, \
          partial_refund, store_credit, spare_part, coupon; did you mean `replace`?",
        ),
        (
            "preset = \"fr\"\nwarranty = { months = 9, remedies = [\"repiar\"] }",
            "POLICY.warranty.remedies[0]: found \"repiar\", expected one of: repair, replace, exchange, refund, \
          partial_refund, store_credit, spare_part, coupon; did you mean `repair`?",
        ),
        (
            "preset = \"fr\"\nwarranty = { months = 9, evidence = [\"foto\"] }",
            "POLICY.warranty.evidence[0]: found \"foto\", expected one of: photo, video, receipt, serial, statement; did \
          you mean `photo`?",
        ),
        (
            "preset = \"fr\"\nwithdrawal = { return_shipping = \"us\" }",
            "POLICY.withdrawal.return_shipping: found \"us\", expected one of: shop, customer",
        ),
        (
            "preset = \"fr\"\nrespond_within = 24",
            "POLICY.respond_within: found 24, expected hours or days from \"1h\" to \"30d\"; did you mean `24h`?",
        ),
        (
            "preset = \"fr\"\nrespond_within = \"2 days\"",
            "POLICY.respond_within: found \"2 days\", expected hours or days from \"1h\" to \"30d\"; did you mean `2d`?",
        ),
        (
            "preset = \"fr\"\nrespond_within = \"90d\"",
            "POLICY.respond_within: found \"90d\", expected hours or days from \"1h\" to \"30d\"",
        ),
        (
            "preset = \"fr\"\nexpire_after = \"3d\"",
            "POLICY.expire_after: found \"3d\", expected days from \"7d\" to \"365d\"",
        ),
        (
            "preset = \"fr\"\nexpire_after = \"180h\"",
            "POLICY.expire_after: found \"180h\", expected days from \"7d\" to \"365d\"",
        ),
        (
            "preset = \"fr\"\nout_of_policy = \"deny\"",
            "POLICY.out_of_policy: found \"deny\", expected one of: review, decline, goodwill",
        ),
        (
            "preset = \"fr\"\nholidays = [\"24.12.2026\"]",
            "POLICY.holidays[0]: found \"24.12.2026\", expected a day of the calendar in quotes, such as \"2026-12-24\"",
        ),
        (
            "preset = \"fr\"\nbusiness = { guarantee_months = 0 }",
            "POLICY.business.guarantee_months: found 0, expected a whole number of months from 1 to 360",
        ),
    ] {
        assert_eq!(mistake(&format!("{SHOP}[vars.POLICY]\n{lines}")), expected);
    }
    assert_eq!(
        mistake(&format!("{SHOP}[vars.POLICY]\npreset = \"uk\"")),
        "POLICY.preset: found \"uk\", expected a preset for FR, the shop's country; did you mean `fr`?"
    );
}

#[test]
fn a_mistake_in_a_rule_is_named() {
    let rule =
        |lines: &str| format!("{SHOP}[vars.POLICY]\npreset = \"fr\"\n[[vars.RULES]]\n{lines}");
    let then = "then = { decision = \"review\" }";
    for (lines, expected) in [
        (
            then,
            "RULES[0].id: found nothing, expected up to 64 small letters, digits, `-` and `_`, such as \"does-not-charge\"",
        ),
        (
            "id = \"Small Defects\"\nthen = { keep_item = true }",
            "RULES[0].id: found \"Small Defects\", expected up to 64 small letters, digits, `-` and `_`, such as \
          \"does-not-charge\"; did you mean `small-defects`?",
        ),
        (
            "id = \"a\"",
            "RULES[0].then: found nothing, expected at least one of: eligible, text, window, remedies, decision, \
          evidence, question, tip, return_shipping, drop_off, fee, bonus, keep_item, loaner, contact, deadlines",
        ),
        (
            "id = \"a\"\nthen = {}",
            "RULES[0].then: found a rule without an action, expected at least one of: eligible, text, window, remedies, \
          decision, evidence, question, tip, return_shipping, drop_off, fee, bonus, keep_item, loaner, contact, deadlines",
        ),
        (
            "id = \"a\"\nthen = { remedy = \"refund\" }",
            "RULES[0].then.remedy: found an unknown key, expected one of: eligible, text, window, remedies, decision, \
          evidence, question, tip, return_shipping, drop_off, fee, bonus, keep_item, loaner, contact, deadlines; did you mean `remedies`?",
        ),
        (
            "id = \"a\"\nwhen = { problem = \"defectiv\" }\nthen = { keep_item = true }",
            "RULES[0].when.problem: found \"defectiv\", expected the id of one of PROBLEMS, or a kind such as \
          \"defective\"; did you mean `defective`?",
        ),
        (
            "id = \"a\"\nwhen = { price_below = \"30 USD\" }\nthen = { keep_item = true }",
            "RULES[0].when.price_below: found \"30 USD\", expected an amount in EUR, the shop's currency; did you mean \
          `30 EUR`?",
        ),
        (
            "id = \"a\"\nwhen = { price_below = 30 }\nthen = { keep_item = true }",
            "RULES[0].when.price_below: found 30, expected an amount with its currency, such as \"30 EUR\"; did you mean \
          `30 EUR`?",
        ),
        (
            "id = \"a\"\nwhen = { country = [\"FR\", \"UK\"] }\nthen = { keep_item = true }",
            "RULES[0].when.country[1]: found \"UK\", expected a country as two capital letters (ISO 3166-1); did you \
          mean `GB`?",
        ),
        (
            "id = \"a\"\nwhen = { days_since_delivery_at_most = -1 }\nthen = { keep_item = true }",
            "RULES[0].when.days_since_delivery_at_most: found -1, expected a whole number of days from 0 to 36500",
        ),
        (
            "id = \"a\"\nwhen = { days_since_order_at_most = 5, days_since_order_at_least = 9 }\nthen = { keep_item = true }",
            "RULES[0].when: found `days_since_order_at_least = 9` with `days_since_order_at_most = 5`, expected a range that \
          something can be in",
        ),
        (
            "id = \"a\"\nwhen = { trait = \"custom\" }\nthen = { keep_item = true }",
            "RULES[0].when.trait: found \"custom\", expected one of: digital, perishable, sealed_hygiene, sealed_media, \
          custom_made, final_sale, oversized, technically_complex, digital_started, dated_leisure, \
             periodical, urgent_repair, regular_delivery; did you mean `custom_made`?",
        ),
        (
            "id = \"a\"\nwhen = { locale = \"de\" }\nthen = { keep_item = true }",
            "RULES[0].when.locale: found \"de\", expected one of: fr, en",
        ),
        (
            "id = \"a\"\nwhen = { opened = \"no\" }\nthen = { keep_item = true }",
            "RULES[0].when.opened: found \"no\", expected true or false",
        ),
        (
            "id = \"a\"\nwhen = { customer_blocked = true }\nthen = { decision = \"review\" }",
            "RULES[0]: found a condition on the customer's history in a rule that is not private, expected `private = \
          true`: the page must not know the customer's history",
        ),
        (
            "id = \"a\"\nprivate = true\nthen = { decision = \"decline\" }",
            "RULES[0].then: found other actions in a private rule, expected `decision = \"review\"` and nothing else: a \
          private rule can only ask for a person",
        ),
        (
            "id = \"a\"\nthen = { fee = \"150 %\" }",
            "RULES[0].then.fee: found \"150 %\", expected whole per cent from 1 to 100, such as \"15 %\"",
        ),
        (
            "id = \"a\"\nthen = { window = { weeks = 2 } }",
            "RULES[0].then.window.weeks: found an unknown key, expected one of: days, months, from",
        ),
        (
            "id = \"a\"\nthen = { window = {} }",
            "RULES[0].then.window: found an empty table, expected `days` or `months`",
        ),
        (
            "id = \"a\"\nthen = { window = { from = \"order\" } }",
            "RULES[0].then.window: found no duration, expected `days` or `months`",
        ),
        (
            "id = \"a\"\nthen = { window = { days = 9, from = \"ordering\" } }",
            "RULES[0].then.window.from: found \"ordering\", expected one of: delivery, order, last_delivery; did you \
          mean `order`?",
        ),
        (
            "id = \"a\"\nthen = { question = { id = \"which\" } }",
            "RULES[0].then.question.text: found nothing, expected what is asked, in each language",
        ),
        (
            "id = \"a\"\nthen = { question = { text = { fr = \"?\", en = \"?\" } } }",
            "RULES[0].then.question.id: found nothing, expected up to 64 small letters, digits, `-` and `_`, such as \
          \"does-not-charge\"",
        ),
        (
            "id = \"a\"\nthen = { tip = { fr = \"Non\" } }",
            "RULES[0].then.tip.en: found nothing, expected the text in this language",
        ),
        (
            "id = \"a\"\nthen = { loaner = \"yes\" }",
            "RULES[0].then.loaner: found \"yes\", expected true or false",
        ),
        (
            "id = \"a\"\nthen = { bonus = \"10\" }",
            "RULES[0].then.bonus: found \"10\", expected an amount with its currency, such as \"30 EUR\"",
        ),
        (
            "id = \"a\"\nthen = { drop_off = [] }",
            "RULES[0].then.drop_off: found an empty list, expected a place, or a list of places",
        ),
        (
            "id = \"a\"\nthen = { contact = { name = \"Ann\" } }",
            "RULES[0].then.contact: found neither e-mail nor phone, expected at least one way to reach the person",
        ),
        (
            "id = \"a\"\nthen = { deadlines = { refund = 3 } }",
            "RULES[0].then.deadlines.refund: found 3, expected hours or days from \"1h\" to \"365d\"; did you mean `3h`?",
        ),
        (
            "id = \"a\"\nthen = { deadlines = { repairs = \"3d\" } }",
            "RULES[0].then.deadlines.repairs: found an unknown key, expected one of: respond, decide, refund, repair, \
          replace, loaner, send_back; did you mean `repair`?",
        ),
        (
            "id = \"a\"\nthen = { deadlines = {} }",
            "RULES[0].then.deadlines: found an empty table, expected some of: respond, decide, refund, repair, replace, \
          loaner, send_back",
        ),
        (
            "id = \"a\"\nthen = { text = { fr = \"Non\" }, eligible = false }",
            "RULES[0].then.text.en: found nothing, expected the text in this language",
        ),
        (
            "id = \"a\"\nthen = { eligible = false, decision = \"approve\" }",
            "RULES[0].then: found `eligible = false` with `decision = \"approve\"`, expected one or the other",
        ),
        (
            "id = \"a\"\nthen = { keep_item = true }\n[[vars.RULES]]\nid = \"a\"\nthen = { keep_item = true }",
            "RULES[1].id: found \"a\" again, expected an id of its own",
        ),
    ] {
        assert_eq!(mistake(&rule(lines)), expected);
    }
    let one = format!("{SHOP}[vars.POLICY]\npreset = \"fr\"\n[vars.RULES]\nid = \"a\"\n{then}");
    let expected = "RULES: found a table, headed [vars.RULES], expected an array of tables, each headed [[vars.RULES]]";
    assert_eq!(mistake(&one), expected);
}

#[test]
fn a_mistake_in_a_problem_is_named() {
    let problem =
        |lines: &str| format!("{SHOP}[vars.POLICY]\npreset = \"fr\"\n[[vars.PROBLEMS]]\n{lines}");
    let text = "text = { fr = \"Non\", en = \"No\" }";
    for (lines, expected) in [
        (
            format!("id = \"a\"\n{text}"),
            "PROBLEMS[0].kind: found nothing, expected one of: changed_mind, does_not_fit, not_as_described, defective, \
          damaged_in_transit, wrong_item, missing_parts, other",
        ),
        (
            format!("id = \"a\"\nkind = \"defect\"\n{text}"),
            "PROBLEMS[0].kind: found \"defect\", expected one of: changed_mind, does_not_fit, not_as_described, \
          defective, damaged_in_transit, wrong_item, missing_parts, other; did you mean `defective`?",
        ),
        (
            "id = \"a\"\nkind = \"other\"".to_owned(),
            "PROBLEMS[0].text: found nothing, expected what the customer reads, in each language",
        ),
        (
            "id = \"a\"\nkind = \"other\"\ntext = \"Non\"".to_owned(),
            "PROBLEMS[0].text: found one text, expected one for each language: { fr = \"…\", en = \"…\" }",
        ),
        (
            "id = \"a\"\nkind = \"other\"\ntext = { fr = \"Non\", en = \"No\", de = \"Nein\" }"
                .to_owned(),
            "PROBLEMS[0].text.de: found an unknown key, expected one of: fr, en",
        ),
        (
            format!("id = \"a\"\nkind = \"other\"\n{text}\ntip = {{ fr = \"Si\" }}"),
            "PROBLEMS[0].tip.en: found nothing, expected the text in this language",
        ),
        (
            format!(
                "id = \"a\"\nkind = \"other\"\n{text}\n[[vars.PROBLEMS]]\nid = \"a\"\nkind = \"other\"\n{text}"
            ),
            "PROBLEMS[1].id: found \"a\" again, expected an id of its own",
        ),
    ] {
        assert_eq!(mistake(&problem(&lines)), expected);
    }
    let mut file = config(&format!("{SHOP}[vars.POLICY]\npreset = \"fr\""));
    file.problems = json!([]).into();
    let found = check(&file).mistakes;
    assert_eq!(
        found[0].to_string(),
        "PROBLEMS: found an empty list, expected at least one problem, or no list at all for the default one"
    );
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

/// A rule of about `bytes` bytes of JSON.
fn long_rule(id: &str, bytes: usize) -> serde_json::Value {
    json!({ "id": id, "when": { "sku": id }, "then": { "decision": "review", "text": { "fr": "a".repeat(bytes), "en": "a" } } })
}

#[test]
fn a_long_list_goes_on_in_the_next_variable() {
    let mut vars = json!({
        "POLICY": { "preset": "fr" },
        "RULES_3": [long_rule("c", 9)],
        "RULES": [long_rule("a", 9)],
        "RULES_2": [long_rule("b", 9)],
        "PROBLEMS": [{ "id": "dead", "kind": "defective", "text": { "fr": "Morte", "en": "Dead" } }],
        "PROBLEMS_2": [{ "id": "dull", "kind": "other", "text": { "fr": "Terne", "en": "Dull" } }],
    });
    vars["SHOP"] = config(SHOP).shop;
    let check = |vars: &serde_json::Value| check(&ConfigFile::of(vars.as_object().unwrap()));
    let (_, policy) = check(&vars).config.unwrap();
    let ids: Vec<&str> = policy.rules.iter().map(|rule| rule.id.as_str()).collect();
    assert_eq!(ids, ["a", "b", "c"]);
    assert!(policy.problem("dead").is_some() && policy.problem("dull").is_some());

    let lines = |vars: &serde_json::Value| -> Vec<String> {
        let found = check(vars);
        found.mistakes.iter().map(Mistake::to_string).collect()
    };
    let mut wrong = vars.clone();
    wrong["RULES_2"][0]["id"] = json!("a");
    wrong["RULES_3"] = json!({});
    wrong["PROBLEMS_2"][0]["kind"] = json!("others");
    assert_eq!(
        lines(&wrong),
        [
            "PROBLEMS_2[0].kind: found \"others\", expected one of: changed_mind, does_not_fit, not_as_described, \
             defective, damaged_in_transit, wrong_item, missing_parts, other; did you mean `other`?",
            "RULES_3: found a table, headed [vars.RULES_3], expected an array of tables, each headed [[vars.RULES_3]]",
            "RULES_2[0].id: found \"a\" again, expected an id of its own",
        ]
    );
    let mut gap = vars.clone();
    gap.as_object_mut().unwrap().remove("RULES_2");
    assert_eq!(
        lines(&gap),
        [
            "RULES_3: found no RULES_2 before it, expected numbers without a gap; did you mean `RULES_2`?"
        ]
    );
    for (name, meant) in [
        ("RULES4", "RULES_4"),
        ("RULES_04", "RULES_4"),
        ("rules_4", "RULES_4"),
        ("PROBLEM_3", "PROBLEMS"),
        ("POLICY_2", "POLICY"),
    ] {
        let mut odd = vars.clone();
        odd[name] = json!([]);
        if name == "POLICY_2" || name == "PROBLEM_3" {
            odd.as_object_mut().unwrap().remove(meant);
        }
        let expected = format!(
            "{name}: found a name that is not read, expected SHOP, POLICY, MAIL, RULES or PROBLEMS; a long list goes on in \
             RULES_2, RULES_3; did you mean `{meant}`?"
        );
        assert!(
            lines(&odd).contains(&expected),
            "{name}: {:#?}",
            lines(&odd)
        );
    }
    for name in [
        "SHARDS",
        "SHOP_SECRET",
        "BACKEND_URL",
        "RULE_BOOK",
        "MY_PROBLEMS",
    ] {
        let mut other = vars.clone();
        other[name] = json!("x");
        assert_eq!(lines(&other), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn a_variable_that_is_too_long_says_where_to_cut_it() {
    let warnings = |rules: serde_json::Value| -> Vec<String> {
        let mut file = config(&format!("{SHOP}[vars.POLICY]\npreset = \"fr\""));
        file.rules = rules.into();
        check(&file)
            .warnings
            .iter()
            .map(Mistake::to_string)
            .collect()
    };
    let of = |id: &str| long_rule(id, 1000);
    assert_eq!(
        warnings(json!([of("a"), of("b"), of("c"), of("d"), of("e")])),
        [
            "RULES: found 5426 bytes, expected at most 5120 bytes in one variable: head what comes from RULES[4] on with \
          [[vars.RULES_2]]"
        ]
    );
    assert_eq!(
        warnings(json!([of("a"), of("b"), of("c"), of("d")])),
        Vec::<String>::new()
    );
    assert_eq!(
        warnings(json!([long_rule("a", 6000)])),
        [
            "RULES: found 6086 bytes, expected at most 5120 bytes in one variable: the first entry alone is longer"
        ]
    );
}
