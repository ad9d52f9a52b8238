//! Each mistake, with the line its owner reads.

use super::*;

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
          contact, return_address, find_by",
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
