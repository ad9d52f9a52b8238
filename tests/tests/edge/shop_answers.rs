//! `POST /v1/backend/events`: what the shop may say, and what it may not.

use claims::{
    status::{ClaimEvent, Status},
    verdict::Remedy,
    wire::BackendEventKept,
};
use serde_json::json;
use tests::{config::WEBHOOK_SECRET, desk, http::post, world::World};

fn approved() -> ClaimEvent {
    ClaimEvent::Approved {
        remedy: Some(Remedy::Repair),
        amount: None,
        lines: Vec::new(),
        message: None,
        send_goods: None,
    }
}

#[test]
fn an_event_sent_again_under_its_webhook_id_gets_the_same_answer_and_happens_once() {
    let world = World::shared();
    let claim = world.claim();
    let id = desk::new_id();
    let first = desk::send(&world.edge, &id, claim.number(), approved()).expect(200);
    // Meanwhile the claim has moved on: the answer to the first is still the answer.
    desk::answer(
        &world.edge,
        claim.number(),
        ClaimEvent::InProgress { message: None },
    );

    let second = desk::send(&world.edge, &id, claim.number(), approved()).expect(200);

    assert_eq!(first.body, second.body);
    assert_eq!(first.json::<BackendEventKept>().status, Status::Approved);
    assert_eq!(claim.view().timeline.len(), 3);
    assert_eq!(claim.view().status, Status::InProgress);
}

#[test]
fn an_illegal_transition_is_refused_naming_the_status_it_met_and_what_is_allowed() {
    let world = World::shared();
    let claim = world.claim();
    desk::answer(
        &world.edge,
        claim.number(),
        ClaimEvent::Declined {
            reason: "Water damage.".to_owned(),
        },
    );
    let before = claim.view();

    let id = desk::new_id();
    let refused = desk::send(
        &world.edge,
        &id,
        claim.number(),
        ClaimEvent::Resolved { message: None },
    );

    let problem = refused.problem(409, "illegal_transition");
    assert!(
        problem.detail.contains("declined"),
        "names the status: {}",
        problem.detail
    );
    assert!(
        problem.detail.contains("claim.resolved"),
        "names the event: {}",
        problem.detail
    );
    assert!(
        problem.detail.contains("message.sent"),
        "names what is allowed: {}",
        problem.detail
    );
    assert_eq!(claim.view(), before);
    let again = desk::send(
        &world.edge,
        &id,
        claim.number(),
        ClaimEvent::Resolved { message: None },
    );
    assert_eq!(
        again.but_for_its_id(),
        refused.but_for_its_id(),
        "the same webhook-id, the same answer"
    );
}

#[test]
fn what_is_the_customers_to_say_the_shop_cannot_say() {
    let world = World::shared();
    let claim = world.claim();
    for event in [
        json!({ "type": "claim.withdrawn" }),
        json!({ "type": "claim.submitted" }),
        json!({ "type": "message.added", "text": "I take it all back." }),
        json!({ "type": "offer.answered", "accepted": true }),
        json!({ "type": "order.checked", "verified": true }),
    ] {
        let mut body = event.clone();
        body["claim"] = claim.number().into();
        let answer = desk::signed(
            &world.edge,
            &desk::new_id(),
            desk::unix_seconds(),
            &body.to_string(),
        )
        .send();
        let problem = answer.problem(422, "invalid_body");
        let names_type = problem.errors.iter().any(|error| error.pointer == "/type");
        assert!(names_type, "{event}: {problem:?}");
    }
    assert_eq!(claim.view(), claim.filed.claim);
}

#[test]
fn a_claims_number_is_read_as_people_write_it() {
    let world = World::shared();
    let claim = world.claim();
    let typed = format!(" {} ", claim.number().to_lowercase().replace('-', " "));
    let kept = desk::answer(
        &world.edge,
        &typed,
        ClaimEvent::UnderReview { person: None },
    );
    assert_eq!(kept.number, claim.number());
}

#[test]
fn an_event_for_a_claim_nobody_filed_is_404() {
    let world = World::shared();
    let number = claims::number::ClaimNumber::new(1, 0, 42);
    for number in [number.as_str(), "2222", "no number", ""] {
        let answer = desk::send(&world.edge, &desk::new_id(), number, approved());
        assert!(
            answer.status == 404 || answer.status == 422,
            "{number}: {answer:?}"
        );
    }
    let answer = desk::send(&world.edge, &desk::new_id(), number.as_str(), approved());
    let _ = answer.problem(404, "claim_not_found");
}

#[test]
fn only_the_shops_signature_of_the_last_five_minutes_counts() {
    let world = World::shared();
    let claim = world.claim();
    let body = json!({ "claim": claim.number(), "type": "claim.approved", "remedy": "refund" })
        .to_string();
    let now = desk::unix_seconds();
    let send = |id: &str, timestamp: &str, signature: &str, body: &str| {
        post(&world.edge.at("/v1/backend/events"))
            .header("webhook-id", id)
            .header("webhook-timestamp", timestamp)
            .header("webhook-signature", signature)
            .body("application/json", body)
            .send()
    };
    let sign = |secret: &str, timestamp: i64| {
        standardwebhooks::Webhook::new(secret)
            .unwrap()
            .sign("msg_1", timestamp, body.as_bytes())
            .unwrap()
    };
    let good = sign(WEBHOOK_SECRET, now);
    let foreign = sign("whsec_YW5vdGhlciBzaG9wJ3Mgd2ViaG9vayBzZWNyZXQgISE=", now);
    let (late, early) = (now - 360, now + 360);
    let now = now.to_string();
    let table = [
        (
            "another secret",
            send("msg_1", &now, &foreign, &body),
            "signature_invalid",
        ),
        (
            "another id",
            send("msg_2", &now, &good, &body),
            "signature_invalid",
        ),
        (
            "another time",
            send("msg_1", &late.to_string(), &good, &body),
            "signature_invalid",
        ),
        (
            "another body",
            send("msg_1", &now, &good, &body.replace("refund", "repair")),
            "signature_invalid",
        ),
        (
            "no signature",
            send("msg_1", &now, "", &body),
            "signature_invalid",
        ),
        (
            "no known version",
            send("msg_1", &now, &good.replace("v1,", "v0,"), &body),
            "signature_invalid",
        ),
        (
            "no time",
            send("msg_1", "now", &good, &body),
            "signature_invalid",
        ),
        (
            "six minutes old",
            send(
                "msg_1",
                &late.to_string(),
                &sign(WEBHOOK_SECRET, late),
                &body,
            ),
            "timestamp_out_of_tolerance",
        ),
        (
            "six minutes ahead",
            send(
                "msg_1",
                &early.to_string(),
                &sign(WEBHOOK_SECRET, early),
                &body,
            ),
            "timestamp_out_of_tolerance",
        ),
    ];
    for (what, answer, code) in table {
        assert_eq!(answer.problem(401, code).code, code, "{what}");
    }
    let _ = post(&world.edge.at("/v1/backend/events"))
        .body("application/json", body.clone())
        .send()
        .problem(401, "signature_invalid");
    assert_eq!(claim.view(), claim.filed.claim);

    let rotating = format!("{foreign} {good}");
    let _ = send("msg_1", &now, &rotating, &body).expect(200);
    assert_eq!(
        claim.view().status,
        Status::Approved,
        "of several signatures one is enough"
    );
}
