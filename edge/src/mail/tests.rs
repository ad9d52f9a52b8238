//! What carriers are handed.

use super::*;
use crate::{config::read, intl::Intl};
use claims::notice::NoticeKind;
use serde_json::{Value, json};

const LINK: &str = "https://claims.lumen.example/track#k1.token";

fn config(name: &str, mail: &Value) -> Config {
    let values = json!({
        "SHOP": {
            "name": name, "origins": ["https://lumen.example"], "country": "FR", "time_zone": "Europe/Paris",
            "currency": "EUR", "locales": ["fr", "en"], "contact": { "name": "Claire", "email": "sav@lumen.example" },
        },
        "POLICY": { "preset": "fr" },
        "MAIL": mail,
        "BACKEND_URL": "https://lumen.example/claims",
        "PUBLIC_URL": "https://claims.lumen.example:8443",
        "TOKEN_KEYS": "k1:a2V5IGtleSBrZXkga2V5IGtleSBrZXkga2V5IGtleSA=",
        "WEBHOOK_SECRET": "whsec_a2V5IGtleSBrZXkga2V5IGtleSBrZXkga2V5IGtleSA=",
        "SHOP_SECRET": "a secret of the shop's desk",
        "MAIL_KEY": "re_key",
    });
    let values = values.as_object().unwrap().clone().into_iter().collect();
    read(&values, Intl::without_runtime).unwrap()
}

fn letter() -> Letter {
    Letter {
        kind: NoticeKind::Offer,
        number: "22YS-6QQV-8TX7".to_owned(),
        at: Instant::from_ms(0),
        until: None,
        locale: "fr".to_owned(),
        subject: "Une proposition".to_owned(),
        hello: "Bonjour,".to_owned(),
        parts: vec![],
        sign: vec![],
        small: vec![],
    }
}

fn sent(config: &Config) -> Value {
    let message = email(config, "msg_1", "zoe@mail.example", &letter(), LINK);
    serde_json::to_value(message).unwrap()
}

#[test]
fn an_e_mail_says_who_writes_where_an_answer_goes_and_that_a_program_wrote_it() {
    let mail = json!({ "via": "http", "from": "claims@lumen.example" });
    let sent = sent(&config("Lumen Lampes", &mail));
    assert_eq!(sent["channel"], "email");
    let from = json!({ "name": "Lumen Lampes", "email": "claims@lumen.example" });
    assert_eq!(
        (&sent["from"], &sent["reply_to"]),
        (&from, &json!("sav@lumen.example"))
    );
    assert_eq!(
        (&sent["to"], &sent["id"]),
        (&json!("zoe@mail.example"), &json!("msg_1"))
    );
    assert_eq!(
        sent["headers"],
        json!({
            "Auto-Submitted": "auto-generated",
            "In-Reply-To": "<claim.22YS-6QQV-8TX7@claims.lumen.example>",
            "Message-ID": "<msg_1@claims.lumen.example>",
            "References": "<claim.22YS-6QQV-8TX7@claims.lumen.example>",
        })
    );
}

#[test]
fn the_shops_name_cannot_begin_a_header_or_another_address() {
    let name = "Lumen\r\nBcc: <all@mail.example>, \"Eve\"";
    let mail = json!({ "via": "http", "from": "claims@lumen.example", "reply_to": "answers@lumen.example" });
    let sent = sent(&config(name, &mail));
    assert_eq!(sent["from"]["name"], "Lumen Bcc allmail.example Eve");
    assert_eq!(sent["reply_to"], "answers@lumen.example");
    for (name, value) in sent["headers"].as_object().unwrap() {
        let value = value.as_str().unwrap();
        assert!(value.is_ascii() && !value.contains(['\r', '\n']), "{name}");
    }
}

#[test]
fn a_backend_may_have_a_sender_of_its_own() {
    let sent = sent(&config("Lumen Lampes", &json!({ "via": "backend" })));
    assert_eq!(sent.get("from"), None);
}

#[test]
fn a_text_message_says_who_what_and_where() {
    let config = config("Lumen Lampes", &json!({ "via": "backend", "sms": "offer" }));
    let sent = serde_json::to_value(sms(&config, "msg_2", "+33 6 00", &letter(), LINK)).unwrap();
    assert_eq!(
        sent,
        json!({
            "id": "msg_2", "claim": "22YS-6QQV-8TX7", "kind": "offer", "locale": "fr", "channel": "sms",
            "to": "+33 6 00", "text": format!("Lumen Lampes: Une proposition. {LINK}"),
        })
    );
}

#[test]
fn what_a_carrier_needs_is_asked_for_before_anything_is_answered() {
    let mistakes = |mail: Value, without: &str| {
        let shop = config("Lumen", &json!({ "via": "backend" })).shop;
        let mut values = json!({
            "SHOP": serde_json::to_value(shop).unwrap(), "POLICY": { "preset": "fr" }, "MAIL": mail,
            "BACKEND_URL": "https://lumen.example/claims", "MAIL_KEY": "re_key",
            "TOKEN_KEYS": "k1:a2V5IGtleSBrZXkga2V5IGtleSBrZXkga2V5IGtleSA=",
            "WEBHOOK_SECRET": "whsec_a2V5IGtleSBrZXkga2V5IGtleSBrZXkga2V5IGtleSA=",
            "SHOP_SECRET": "a secret of the shop's desk",
        });
        values.as_object_mut().unwrap().remove(without);
        let values = values.as_object().unwrap().clone().into_iter().collect();
        let found = read(&values, Intl::without_runtime)
            .err()
            .unwrap_or_default();
        found.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    let http = || json!({ "via": "http", "from": "claims@lumen.example" });
    assert_eq!(mistakes(http(), "nothing"), [""; 0]);
    assert_eq!(
        mistakes(http(), "MAIL_KEY"),
        ["MAIL_KEY: found nothing, expected the key to your e-mail service"]
    );
    assert_eq!(
        mistakes(json!({ "via": "backend" }), "BACKEND_URL"),
        [
            "BACKEND_URL: found nothing, expected your backend, which `MAIL` says is to send messages"
        ]
    );
    assert_eq!(
        mistakes(
            json!({ "via": "cloudflare", "from": "claims@lumen.example" }),
            "nothing"
        ),
        ["EMAIL: found nothing, expected the binding `[[send_email]]` with the name `EMAIL`"]
    );
    let inner = json!({ "via": "http", "from": "a@b.example", "url": "http://169.254.169.254" });
    assert_eq!(
        mistakes(inner, "nothing"),
        ["MAIL.url: found something else, expected the address of an e-mail service"]
    );
}
