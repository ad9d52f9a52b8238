//! The edge's calls: found, kept once, refused, failed on demand.

use crate::as_the_edge::{find, post, secret, signed, start, submitted};
use backend::{
    Backend, Call, Config, Fault, Point, Treatment, config::Secret, faults::Planned, signature,
};
use claims::number::ClaimNumber;
use standardwebhooks::Webhook;
use std::time::{Duration, Instant as Clock};

#[test]
fn an_order_is_found_by_number_and_email_together() {
    let shop = start();

    let found = find(&shop, "LL-1002", "youssef@mail.example");
    let other_email = find(&shop, "LL-1002", "nadia@mail.example");
    let unknown = find(&shop, "LL-9999", "youssef@mail.example");

    assert_eq!(found.status, 200);
    assert!(
        found.body.contains(r#""delivered_on":"2026-10-12""#),
        "{}",
        found.body
    );
    assert_eq!(other_email.status, 404);
    assert_eq!(
        (other_email.status, other_email.body),
        (unknown.status, unknown.body)
    );
}

#[test]
fn a_call_that_is_not_signed_by_a_shops_worker_is_refused_and_nothing_is_kept() {
    let shop = start();
    let body = submitted(&shop);
    let other = Secret::new("whsec_c29tZWJvZHkgZWxzZSwgbm90IHRoaXMgc2hvcA==");
    let six_minutes_ago = backend::clock::unix_seconds() - 360;
    let webhook = Webhook::new(secret().reveal()).unwrap();
    let old = [
        ("webhook-id", "msg_1".to_owned()),
        ("webhook-timestamp", six_minutes_ago.to_string()),
        (
            "webhook-signature",
            webhook
                .sign("msg_1", six_minutes_ago, body.as_bytes())
                .unwrap(),
        ),
    ];
    let signed_for_another_body = signature::sign(&secret(), "msg_1", "{}").unwrap();

    for headers in [
        &[][..],
        &signature::sign(&other, "msg_1", &body).unwrap(),
        &old,
        &signed_for_another_body,
    ] {
        for path in ["/events", "/orders/find"] {
            let answer = post(&shop, path, &body, headers, Duration::from_secs(5)).unwrap();
            assert_eq!(answer.status, 401, "{path} {headers:?}");
        }
    }
    assert!(shop.claims().is_empty());
}

#[test]
fn an_event_that_comes_twice_is_thanked_for_twice_and_kept_once() {
    let shop = start();
    let body = submitted(&shop);

    let first = signed(&shop, "/events", "msg_1", &body).unwrap();
    let again = signed(&shop, "/events", "msg_1", &body).unwrap();

    assert_eq!((first.status, again.status), (204, 204));
    let treatments: Vec<_> = shop
        .calls(Call::Events)
        .into_iter()
        .map(|call| call.treatment)
        .collect();
    assert_eq!(treatments, [Treatment::Kept, Treatment::Duplicate]);
    let claims = shop.claims();
    assert_eq!(claims.len(), 1);
    assert_eq!(claims[0].bodies.len(), 1);
    assert_eq!(claims[0].claim.number, ClaimNumber::new(1, 0, 42));
}

#[test]
fn an_event_the_backend_does_not_understand_is_refused_with_the_reason() {
    let shop = start();

    let answer = signed(&shop, "/events", "msg_1", r#"{"type":"claim.submitted"}"#).unwrap();

    assert_eq!(answer.status, 422);
    assert!(answer.body.contains("missing field"), "{}", answer.body);
}

#[test]
fn it_fails_as_planned_and_then_works_again() {
    let shop = start();
    let body = submitted(&shop);
    let busy = Fault::Status {
        status: 503,
        retry_after_seconds: Some(7),
    };
    shop.fail(Call::Events, busy.clone(), 1);
    shop.fail(
        Call::Events,
        Fault::Redirect {
            location: "http://elsewhere.example/".to_owned(),
        },
        1,
    );
    shop.fail(Call::Events, Fault::Garbage, 1);

    let unavailable = signed(&shop, "/events", "msg_1", &body).unwrap();
    let redirected = signed(&shop, "/events", "msg_1", &body).unwrap();
    let garbage = signed(&shop, "/events", "msg_1", &body).unwrap();
    assert!(shop.claims().is_empty());
    let well = signed(&shop, "/events", "msg_1", &body).unwrap();

    assert_eq!(
        (unavailable.status, unavailable.retry_after.as_deref()),
        (503, Some("7"))
    );
    assert_eq!(
        (redirected.status, redirected.location.as_deref()),
        (307, Some("http://elsewhere.example/"))
    );
    assert_eq!(
        (garbage.status, garbage.body.as_str()),
        (200, "<html>It works!</html>")
    );
    assert_eq!(well.status, 204);
    assert_eq!(shop.count(Call::Events), 4);
    assert_eq!(
        shop.calls(Call::Events)[0].treatment,
        Treatment::Failed { how: busy }
    );
    assert_eq!(shop.calls(Call::Events)[0].headers["webhook-id"], "msg_1");
}

#[test]
fn a_reset_breaks_the_connection_off_and_a_hang_never_answers() {
    let shop = start();
    let body = submitted(&shop);
    let headers = signature::sign(&secret(), "msg_1", &body).unwrap();
    shop.fail(Call::Events, Fault::Reset, 1);
    shop.fail(Call::Events, Fault::Hang, 1);

    let reset = post(&shop, "/events", &body, &headers, Duration::from_secs(5));
    let hang = post(
        &shop,
        "/events",
        &body,
        &headers,
        Duration::from_millis(300),
    );

    let Err(ureq::Error::Io(error)) = reset else {
        panic!("answered although told to reset")
    };
    assert_eq!(error.kind(), std::io::ErrorKind::ConnectionReset);
    assert!(matches!(hang, Err(ureq::Error::Timeout(_))));
    assert!(shop.claims().is_empty());
}

#[test]
fn a_delay_answers_late_and_a_fault_after_the_work_leaves_the_event_kept() {
    let shop = start();
    let body = submitted(&shop);
    shop.fail(Call::OrdersFind, Fault::Delay { delay_ms: 150 }, 1);
    shop.plan(Planned {
        on: Call::Events,
        point: Point::After,
        times: Some(1),
        fault: Fault::status(500),
    });

    let started = Clock::now();
    let late = find(&shop, "LL-1002", "youssef@mail.example");
    let lost = signed(&shop, "/events", "msg_1", &body).unwrap();
    let again = signed(&shop, "/events", "msg_1", &body).unwrap();

    assert!(started.elapsed() >= Duration::from_millis(150));
    assert_eq!(late.status, 200);
    assert_eq!((lost.status, again.status), (500, 204));
    assert_eq!(shop.calls(Call::Events)[1].treatment, Treatment::Duplicate);
    assert_eq!(shop.claims().len(), 1);
}

#[test]
fn test_routes_answer_only_when_asked_for() {
    let open = Backend::in_memory(Config {
        test_routes: true,
        ..Config::default()
    })
    .unwrap();
    let closed = start();
    let plan = r#"{"on":"orders_find","times":1,"fault":"status","status":500}"#;
    let json = [("content-type", "application/json".to_owned())];

    let planned = post(&open, "/_test/faults", plan, &json, Duration::from_secs(5)).unwrap();
    let refused = post(
        &closed,
        "/_test/faults",
        plan,
        &json,
        Duration::from_secs(5),
    )
    .unwrap();

    assert_eq!((planned.status, refused.status), (204, 404));
    assert_eq!(find(&open, "LL-1002", "youssef@mail.example").status, 500);
    assert_eq!(find(&open, "LL-1002", "youssef@mail.example").status, 200);
    assert_eq!(find(&closed, "LL-1002", "youssef@mail.example").status, 200);
}

#[test]
fn a_port_that_is_taken_is_named() {
    let first = start();
    let port: u16 = first.url().rsplit(':').next().unwrap().parse().unwrap();

    let second = Backend::in_memory(Config {
        port,
        ..Config::default()
    });

    assert!(
        second
            .unwrap_err()
            .to_string()
            .starts_with(&format!("cannot listen on port {port}"))
    );
}
