//! Messages to customers, caught and shown.

use crate::as_the_edge::{post, signed, start};
use backend::Backend;
use std::time::Duration;

const EVIL: &str = "<img src=x onerror=alert(1)>";

fn mailed(shop: &Backend, key: &str, text: &str) -> (u16, String) {
    let body = serde_json::json!({
        "from": "Lumen <claims@lumen.example>", "to": ["zoe@mail.example"], "subject": format!("Hello {EVIL}"),
        "text": text, "html": format!("<p>{EVIL}</p>"), "headers": { "References": "<claim@lumen.example>" },
    });
    let headers = [
        ("authorization", "Bearer re_1".to_owned()),
        ("idempotency-key", key.to_owned()),
    ];
    let answer = post(
        shop,
        "/emails",
        &body.to_string(),
        &headers,
        Duration::from_secs(5),
    )
    .unwrap();
    (answer.status, answer.body)
}

fn get(shop: &Backend, path: &str) -> (String, String) {
    let mut answer = ureq::get(format!("{}{path}", shop.url())).call().unwrap();
    let policy = answer.headers()["content-security-policy"]
        .to_str()
        .unwrap()
        .to_owned();
    (policy, answer.body_mut().read_to_string().unwrap())
}

#[test]
fn a_mail_is_taken_once_under_its_key_as_a_service_does() {
    let shop = start();
    let first = mailed(&shop, "msg_1", "a");
    assert_eq!(first.0, 200);
    assert_eq!(mailed(&shop, "msg_1", "a"), first, "the same answer");
    let (status, body) = mailed(&shop, "msg_1", "b");
    assert_eq!(status, 409);
    assert!(body.contains("invalid_idempotent_request"), "{body}");
    assert_eq!(shop.mails().len(), 1);
    assert_eq!(shop.mails()[0].times, 3);
    let without_key = post(&shop, "/emails", "{}", &[], Duration::from_secs(5)).unwrap();
    assert_eq!(without_key.status, 401);
}

#[test]
fn a_mail_is_shown_escaped_and_its_page_in_a_sandbox_of_its_own() {
    let shop = start();
    let _ = mailed(
        &shop,
        "msg_1",
        &format!("{EVIL} https://claims.lumen.example/track#t"),
    );
    let (_, list) = get(&shop, "/mail");
    assert!(
        list.contains("zoe@mail.example") && list.contains("Hello &lt;img"),
        "{list}"
    );
    let (policy, one) = get(&shop, "/mail/0");
    assert!(!one.contains("<img") && one.contains("sandbox=\""), "{one}");
    assert!(
        one.contains("href=\"https://claims.lumen.example/track#t\""),
        "{one}"
    );
    assert!(policy.starts_with("default-src 'none'") && !policy.contains("script-src"));
    let (policy, body) = get(&shop, "/mail/0/html");
    assert_eq!(body, format!("<p>{EVIL}</p>"), "as it came");
    assert!(
        policy.starts_with("sandbox") && !policy.contains("allow-scripts"),
        "{policy}"
    );
}

#[test]
fn the_notification_of_a_webhook_is_caught_too() {
    let shop = start();
    let body = r#"{"type":"notification.requested","timestamp":"2026-11-21T10:00:00.000Z","data":{"notification":
        {"id":"msg_7","claim":"22YS-6QQV-8TX7","kind":"offer","channel":"sms","to":"+33 6","text":"Lumen: An offer."}}}"#;
    for _ in 0..2 {
        assert_eq!(signed(&shop, "/events", "msg_7", body).unwrap().status, 204);
    }
    let caught = shop.mails();
    assert_eq!((caught.len(), caught[0].channel.as_str()), (1, "sms"));
    assert_eq!(
        (caught[0].text.as_str(), caught[0].times),
        ("Lumen: An offer.", 2)
    );
}
