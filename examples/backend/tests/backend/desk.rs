//! The clerk reads and answers.

use crate::{
    as_the_edge::{Answered, post, secret, signed, start, submitted},
    fake_edge::FakeEdge,
};
use backend::{Backend, DemoShop};
use standardwebhooks::Webhook;
use std::time::Duration;

fn desk_with_a_claim(edge: &FakeEdge) -> (Backend, String) {
    let shop = start();
    shop.set_edge_url(DemoShop::Lamps, &edge.url);
    signed(&shop, "/events", "msg_1", &submitted(&shop)).unwrap();
    let number = shop.claims()[0].claim.number.as_str().to_owned();
    (shop, number)
}

fn press(shop: &Backend, number: &str, fields: &str) -> Answered {
    let form = [(
        "content-type",
        "application/x-www-form-urlencoded".to_owned(),
    )];
    post(
        shop,
        &format!("/claims/lamps/{number}/answers"),
        fields,
        &form,
        Duration::from_secs(5),
    )
    .unwrap()
}

fn page(shop: &Backend) -> String {
    ureq::get(shop.url())
        .call()
        .unwrap()
        .body_mut()
        .read_to_string()
        .unwrap()
}

#[test]
fn the_desk_shows_the_claim_and_everything_a_customer_wrote_is_escaped() {
    let (shop, number) = desk_with_a_claim(&FakeEdge::replying(&[]));

    let page = page(&shop);

    assert!(page.contains(&format!("Claim {number}")), "{page}");
    assert!(page.contains("Youssef &lt;script&gt;"), "{page}");
    assert!(!page.contains("Youssef <script>"));
}

#[test]
fn an_answer_goes_to_the_edge_signed_and_its_reply_is_shown_at_the_claim() {
    let edge = FakeEdge::replying(&[(200, r#"{"number":"X","status":"approved","seq":2}"#)]);
    let (shop, number) = desk_with_a_claim(&edge);

    let answer = press(
        &shop,
        &number,
        "type=claim.approved&remedy=replace&message=Une+neuve+part.&turn=0",
    );

    assert_eq!(
        (answer.status, answer.location),
        (303, Some(format!("/#claim-{number}")))
    );
    let (headers, body) = edge.received().remove(0);
    Webhook::new(secret().reveal())
        .unwrap()
        .verify(body.as_bytes(), &headers)
        .unwrap();
    let sent: serde_json::Value = serde_json::from_str(&body).unwrap();
    assert_eq!(sent["claim"], number);
    assert_eq!(sent["type"], "claim.approved");
    assert_eq!(sent["remedy"], "replace");
    let page = page(&shop);
    assert!(
        page.contains("The claim is now: <strong>Approved</strong>"),
        "{page}"
    );
    assert!(page.contains("Une neuve part."), "{page}");
}

#[test]
fn what_the_edge_refuses_is_said_in_its_words_and_the_claim_stays_as_it_was() {
    let problem = r#"{"type":"/problems/illegal_transition","title":"Not now","status":409,"code":"illegal_transition",
        "detail":"the claim is `received`; `claim.resolved` is not possible from there"}"#;
    let edge = FakeEdge::replying(&[(409, problem)]);
    let (shop, number) = desk_with_a_claim(&edge);

    press(&shop, &number, "type=claim.resolved&turn=0");

    let page = page(&shop);
    assert!(
        page.contains("The edge refused it (409 <code>illegal_transition</code>)"),
        "{page}"
    );
    assert!(
        page.contains("`claim.resolved` is not possible from there"),
        "{page}"
    );
    assert_eq!(shop.claims()[0].timeline.len(), 1);
}

#[test]
fn an_answer_without_a_reply_is_sent_again_under_the_same_id_and_a_new_one_under_another() {
    let kept = r#"{"number":"X","status":"received","seq":2}"#;
    let edge = FakeEdge::replying(&[
        (502, ""),
        (200, kept),
        (200, r#"{"number":"X","status":"received","seq":3}"#),
    ]);
    let (shop, number) = desk_with_a_claim(&edge);

    press(&shop, &number, "type=message.sent&message=Bonjour&turn=0");
    let failed = page(&shop);
    assert!(
        failed.contains("No reply") && failed.contains(">Bonjour</textarea>"),
        "{failed}"
    );
    press(&shop, &number, "type=message.sent&message=Bonjour&turn=0");
    press(&shop, &number, "type=message.sent&message=Bonjour&turn=1");

    let ids: Vec<_> = edge
        .received()
        .into_iter()
        .map(|(headers, _)| headers["webhook-id"].clone())
        .collect();
    assert_eq!(ids[0], ids[1]);
    assert_ne!(ids[1], ids[2]);
}

#[test]
fn a_refusal_without_a_reason_and_a_form_of_another_site_never_reach_the_edge() {
    let edge = FakeEdge::replying(&[]);
    let (shop, number) = desk_with_a_claim(&edge);

    press(&shop, &number, "type=claim.declined&message=+&turn=0");
    let form = [
        (
            "content-type",
            "application/x-www-form-urlencoded".to_owned(),
        ),
        ("origin", "https://elsewhere.example".to_owned()),
    ];
    let path = format!("/claims/lamps/{number}/answers");
    let foreign = post(
        &shop,
        &path,
        "type=claim.resolved",
        &form,
        Duration::from_secs(5),
    )
    .unwrap();

    assert!(page(&shop).contains("To decline, write the reason"));
    assert_eq!(foreign.status, 403);
    assert!(edge.received().is_empty());
}

#[test]
fn claims_the_backend_has_missed_are_fetched_from_the_edge_with_the_desks_password() {
    let event: serde_json::Value = serde_json::from_str(&submitted(&start())).unwrap();
    let (claim, happened) = (&event["data"]["claim"], &event["data"]["event"]);
    let list = serde_json::json!({ "claims": [claim], "next": null }).to_string();
    let whole = serde_json::json!({ "claim": claim, "timeline": [happened] }).to_string();
    let edge = FakeEdge::replying(&[(200, &list), (200, &whole), (200, &list)]);
    let shop = start();
    shop.set_edge_url(DemoShop::Lamps, &edge.url);
    shop.set_edge_url(DemoShop::Shoes, "http://127.0.0.1:9");

    post(&shop, "/reconcile", "", &[], Duration::from_secs(5)).unwrap();
    assert!(
        page(&shop).contains("Lumen Lampes: 1 new or changed. Strider Shoes: http://127.0.0.1:9/")
    );
    post(&shop, "/reconcile", "", &[], Duration::from_secs(5)).unwrap();

    assert!(page(&shop).contains("Lumen Lampes: 0 new or changed."));
    assert_eq!(shop.claims()[0].timeline.len(), 1);
    assert_eq!(
        edge.received()[0].0["authorization"],
        "Bearer demo-lumen-shop-secret-not-a-secret"
    );
}

#[test]
fn offers_that_lapse_times_to_meet_and_loaners_are_sent_from_the_desk() {
    let kept = (200, r#"{"number":"X","status":"under_review","seq":2}"#);
    for (fields, expected) in [
        (
            "type=offer.made&remedy=coupon&until=2026-12-01T18%3A00&counter=no&turn=0",
            serde_json::json!({ "type": "offer.made", "remedy": "coupon", "expires_at": "2026-12-01T18:00:00.000Z", "may_counter": false }),
        ),
        (
            "type=appointment.proposed&times=2026-12-01+09%3A00+%7C+Lyon&turn=0",
            serde_json::json!({ "type": "appointment.proposed", "slots": [{ "time": "2026-12-01T09:00:00.000Z", "place": "Lyon" }], "notice_hours": 24 }),
        ),
        (
            "type=loaner.lent&item=Lampe+Aube&turn=0",
            serde_json::json!({ "type": "loaner.lent", "item": "Lampe Aube" }),
        ),
    ] {
        let edge = FakeEdge::replying(&[kept]);
        let (shop, number) = desk_with_a_claim(&edge);
        let _ = press(&shop, &number, fields);
        let (_, body) = edge.received().remove(0);
        let mut sent: serde_json::Value = serde_json::from_str(&body).unwrap();
        sent.as_object_mut().unwrap().remove("claim");
        assert_eq!(sent, expected, "{fields}");
    }
}

#[test]
fn a_message_with_a_file_sends_the_file_first_and_then_the_message_that_names_it() {
    let file = r#"{"n":1,"kind":"statement","name":"label.pdf","media_type":"application/pdf","size_bytes":4,"sha256":""}"#;
    let edge = FakeEdge::replying(&[
        (200, file),
        (200, r#"{"number":"X","status":"received","seq":2}"#),
    ]);
    let (shop, number) = desk_with_a_claim(&edge);
    let body = "--x\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nYour label.\r\n--x\r\n\
        Content-Disposition: form-data; name=\"file\"; filename=\"label.pdf\"\r\n\
        Content-Type: application/pdf\r\n\r\n%PDF\r\n--x--\r\n";
    let form = [("content-type", "multipart/form-data; boundary=x".to_owned())];
    let path = format!("/claims/lamps/{number}/files");
    let _ = post(&shop, &path, body, &form, Duration::from_secs(5)).unwrap();

    let mut received = edge.received();
    let (headers, bytes) = received.remove(0);
    assert_eq!(
        (headers["content-type"].to_str().unwrap(), &*bytes),
        ("application/pdf", "%PDF")
    );
    assert!(
        headers["authorization"]
            .to_str()
            .unwrap()
            .starts_with("Bearer ")
    );
    let sent: serde_json::Value = serde_json::from_str(&received.remove(0).1).unwrap();
    assert_eq!(
        (&sent["type"], &sent["files"]),
        (&"message.sent".into(), &serde_json::json!([1]))
    );
}
