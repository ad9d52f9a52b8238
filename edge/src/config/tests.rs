use super::*;
use serde_json::json;

const TOKEN_KEY: &str = "a:dGhpcyBrZXkgc2lnbnMgdG9rZW5zIG9mIHRoZSB0ZXN0cw==";

fn values() -> Values {
    let values = json!({
        "SHOP": {
            "name": "Lumen", "origins": ["https://lumen.example"], "country": "FR",
            "time_zone": "Europe/Paris", "currency": "EUR", "locales": ["fr", "en"],
            "contact": { "name": "Claire", "email": "sav@lumen.example" },
        },
        "POLICY": { "preset": "fr" },
        "BACKEND_URL": "https://lumen.example/recourse/",
        "PUBLIC_URL": "https://claims.lumen.example/",
        "TOKEN_KEYS": TOKEN_KEY,
        "WEBHOOK_SECRET": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "SHOP_SECRET": "a-password-for-the-desk-of-it",
        "LEDGER": null,
        "MY_OWN_BUCKET": null,
    });
    serde_json::from_value(values).unwrap()
}

fn mistakes(change: impl FnOnce(&mut Values)) -> Vec<String> {
    let mut values = values();
    change(&mut values);
    match read(&values, Intl::without_runtime) {
        Ok(_) => Vec::new(),
        Err(mistakes) => mistakes.iter().map(ToString::to_string).collect(),
    }
}

fn set(name: &str, value: Value) -> Vec<String> {
    mistakes(|values| {
        values.insert(name.into(), value);
    })
}

#[test]
fn a_whole_configuration_is_read() {
    let config = read(&values(), Intl::without_runtime).unwrap();
    assert_eq!(
        config.backend_url.as_deref(),
        Some("https://lumen.example/recourse")
    );
    assert_eq!(config.public_url, "https://claims.lumen.example");
    assert_eq!(
        (config.shards, config.faults, config.local_only),
        (1, false, false)
    );
    assert_eq!(config.schedule, Schedule::default());
    let answer: ShopAnswer = serde_json::from_str(&config.shop_answer).unwrap();
    assert!(answer.orders_looked_up);
}

#[test]
fn what_may_be_left_out_has_its_default() {
    let mut values = values();
    values.remove("BACKEND_URL");
    values.insert("PUBLIC_URL".into(), "".into());
    let config = read(&values, Intl::without_runtime).unwrap();
    assert_eq!(
        (config.backend_url.as_deref(), config.local_only),
        (None, true)
    );
}

#[test]
fn every_mistake_is_found_at_once() {
    let mistakes = mistakes(|values| {
        values.insert("SHARDS".into(), 0.into());
        values.insert("BACKEND_URL".into(), "ftp://lumen.example".into());
        values.insert(
            "PUBLIC_URL".into(),
            "https://claims.lumen.example/path".into(),
        );
        values.insert("RETRY_SCHEDULE".into(), "soon".into());
        values.insert("FAULTS".into(), "yes".into());
        values.insert("TOKEN_KEYS".into(), "a:c2hvcnQ=".into());
        values.remove("WEBHOOK_SECRET");
        values.insert("SHOP_SECRET".into(), "short".into());
    });
    let path = |mistake: &String| mistake.split(':').next().unwrap_or_default().to_owned();
    let paths: Vec<_> = mistakes.iter().map(path).collect();
    let names = [
        "BACKEND_URL",
        "PUBLIC_URL",
        "SHARDS",
        "RETRY_SCHEDULE",
        "FAULTS",
    ];
    assert_eq!(
        paths,
        [&names[..], &["TOKEN_KEYS", "WEBHOOK_SECRET", "SHOP_SECRET"]].concat()
    );
}

#[test]
fn a_secret_is_not_in_its_mistake_nor_a_password_in_an_address() {
    for mistakes in [
        set("SHOP_SECRET", "hunter2".into()),
        set("TOKEN_KEYS", "hunter2".into()),
        set("WEBHOOK_SECRET", "whsec_hunter2".into()),
        set("BACKEND_URL", "https://me:hunter2@lumen.example".into()),
    ] {
        assert_eq!(mistakes.len(), 1);
        assert!(!mistakes[0].contains("hunter2"), "{mistakes:?}");
    }
}

#[test]
fn a_name_that_is_nearly_right_is_a_mistake_and_any_other_is_not() {
    let near = mistakes(|values| {
        values.remove("BACKEND_URL");
        values.insert("BACKEND_ULR".into(), "https://lumen.example".into());
    });
    assert_eq!(near.len(), 1);
    assert!(near[0].contains("did you mean `BACKEND_URL`"), "{near:?}");
}

#[test]
fn a_time_zone_the_runtime_does_not_know_is_a_mistake() {
    let mut shop = values()["SHOP"].clone();
    shop["time_zone"] = "Europe/Nowhere".into();
    let mistakes = set("SHOP", shop);
    assert!(mistakes[0].starts_with("SHOP.time_zone"), "{mistakes:?}");
}

#[test]
fn the_shops_nearest_language_is_taken() {
    let config = read(&values(), Intl::without_runtime).unwrap();
    for (wanted, expected) in [
        ("en", "en"),
        ("EN", "en"),
        ("en-GB", "en"),
        ("ru", "fr"),
        ("", "fr"),
        ("<script>", "fr"),
    ] {
        assert_eq!(config.locale(wanted), expected, "{wanted}");
    }
}

#[test]
fn rules_go_on_in_the_next_variable() {
    let mut values = values();
    let rule = |id: &str| json!([{ "id": id, "then": { "decision": "review" } }]);
    values.insert("RULES".into(), rule("first"));
    values.insert("RULES_2".into(), rule("second"));
    let config = read(&values, Intl::without_runtime).unwrap();
    let ids: Vec<&str> = config
        .policy
        .rules
        .iter()
        .map(|rule| rule.id.as_str())
        .collect();
    assert_eq!(ids, ["first", "second"]);
}

#[test]
fn addresses_that_no_backend_has_are_mistakes() {
    for address in [
        "http://169.254.169.254/latest",
        "http://[fe80::1]/",
        "http://[fd00:ec2::254]/",
        "http://[::ffff:169.254.169.254]/",
        "http://2852039166/",
        "http://metadata.google.internal/",
        "https://user:password@lumen.example",
        "https://lumen.example/?x=1",
        "https://lumen.example/#x",
        "file:///etc/passwd",
        "ftp://lumen.example",
        "javascript:alert(1)",
        "//lumen.example",
    ] {
        let found = set("BACKEND_URL", address.into());
        assert!(
            found
                .iter()
                .any(|mistake| mistake.starts_with("BACKEND_URL")),
            "{address}: {found:?}"
        );
        assert!(!found.concat().contains("password@"), "{found:?}");
    }
    for address in [
        "http://localhost:8789",
        "http://10.0.0.5:8080/claims",
        "https://lumen.example",
    ] {
        assert_eq!(set("BACKEND_URL", address.into()), [""; 0], "{address}");
    }
}

#[test]
fn quotas_are_a_number_of_times_or_off() {
    let quotas = |value: Value| {
        let mut values = values();
        values.insert("QUOTAS".into(), value);
        read(&values, Intl::without_runtime).map(|config| config.quotas)
    };
    assert_eq!(quotas("off".into()), Ok(None));
    assert_eq!(quotas(5.into()), Ok(Some(5)));
    assert_eq!(quotas("".into()), Ok(Some(1)));
    for wrong in ["0", "many", "-1", "1.5"] {
        assert!(quotas(wrong.into()).is_err(), "{wrong}");
    }
    assert_eq!(
        set("ADDRESS_HEADER", "x real ip".into()),
        ["ADDRESS_HEADER: found `x real ip`, expected the name of a request header, `x-real-ip`"]
    );
}

#[test]
fn the_key_of_links_must_not_be_a_key_of_tokens() {
    const LINK_KEY: &str = "b:dGhpcyBrZXkgc2lnbnMgb3JkZXIgbGlua3Mgb2YgdGVzdHM=";
    assert_eq!(set("ORDER_LINK_KEYS", LINK_KEY.into()), [""; 0]);
    assert_eq!(set("ORDER_LINK_KEYS", "".into()), [""; 0]);
    let same = TOKEN_KEY.replacen('a', "b", 1);
    for wrong in [
        same,
        format!("{LINK_KEY},{TOKEN_KEY}"),
        "b:c2hvcnQ=".to_owned(),
    ] {
        let said = set("ORDER_LINK_KEYS", wrong.clone().into());
        assert_eq!(said.len(), 1, "{wrong}");
        assert!(
            said[0].starts_with("ORDER_LINK_KEYS: found something else"),
            "{said:?}"
        );
        assert!(!said[0].contains("dGhp"), "{said:?}");
    }
}
