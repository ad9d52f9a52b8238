//! Several events in one signed message: each is kept or refused by itself, and none happens twice.

use claims::status::Status;
use serde_json::{Value, json};
use tests::{desk, http::Answer, world::World};

fn send(world: &World, id: &str, events: &Value) -> Answer {
    let body = json!({ "events": events }).to_string();
    desk::signed(&world.edge, id, desk::unix_seconds(), &body).send()
}

/// Without the request's id, which is another each time.
fn results(answer: Answer) -> Vec<Value> {
    let mut answer: Value = answer.expect(200).json();
    let results = answer["results"].as_array_mut().unwrap();
    for result in results.iter_mut() {
        if let Some(refused) = result["refused"].as_object_mut() {
            refused.remove("request_id");
        }
    }
    results.clone()
}

#[test]
fn each_of_several_events_has_its_own_answer_and_the_wrong_ones_keep_none_of_the_others() {
    let world = World::shared();
    let (one, two) = (world.claim(), world.claim());
    let nobodys = claims::number::ClaimNumber::new(1, 0, 42).to_string();
    let events = json!([
        { "claim": one.number(), "type": "claim.under_review" },
        { "claim": two.number(), "type": "claim.declined", "reason": "Water damage." },
        { "claim": two.number(), "type": "claim.resolved" },
        { "claim": one.number(), "type": "claim.burned" },
        { "claim": nobodys, "type": "claim.under_review" },
        { "claim": one.number(), "type": "offer.made", "remedy": "coupon",
          "amount": { "amount_minor": 500, "currency": "USD" } },
        "an event",
        { "claim": one.number(), "type": "message.sent", "text": "We look at it." },
    ]);
    let id = desk::new_id();

    let first = results(send(&world, &id, &events));

    let told: Vec<String> = first
        .iter()
        .map(|result| match (&result["kept"], &result["refused"]) {
            (Value::Object(kept), Value::Null) => format!("{} {}", kept["status"], kept["seq"]),
            (Value::Null, Value::Object(refused)) => {
                format!("{} {}", refused["status"], refused["code"])
            }
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(
        told,
        [
            "\"under_review\" 2",
            "\"declined\" 2",
            "409 \"illegal_transition\"",
            "422 \"invalid_body\"",
            "404 \"claim_not_found\"",
            "422 \"invalid_body\"",
            "422 \"invalid_body\"",
            "\"under_review\" 3",
        ]
    );
    assert_eq!(first[3]["refused"]["errors"][0]["pointer"], "/type");

    // The whole message again: the same answers, and nothing happens twice.
    assert_eq!(results(send(&world, &id, &events)), first);
    assert_eq!(one.view().timeline.len(), 3);
    assert_eq!(two.view().timeline.len(), 2);
}

#[test]
fn an_event_with_an_id_of_its_own_is_known_again_in_whatever_message() {
    let world = World::shared();
    let claim = world.claim();
    let review = json!({ "id": "evt-1", "claim": claim.number(), "type": "claim.under_review" });
    let unique = |event: &Value| {
        let mut event = event.clone();
        event["id"] = format!("{}-{}", claim.number(), event["id"].as_str().unwrap()).into();
        event
    };
    let first = results(send(&world, &desk::new_id(), &json!([unique(&review)])));
    let message =
        json!({ "id": "evt-2", "claim": claim.number(), "type": "message.sent", "text": "Hello." });
    let regrouped = json!([unique(&message), unique(&review), unique(&message)]);
    let again = results(send(&world, &desk::new_id(), &regrouped));
    assert_eq!(again[1], first[0]);
    assert_eq!(again[2], again[0]);
    assert_eq!(claim.view().timeline.len(), 3);
}

#[test]
fn an_event_that_comes_too_late_is_refused_and_one_that_came_too_early_is_taken_when_it_comes_again()
 {
    let world = World::shared();
    let claim = world.claim();
    let early = desk::new_id();
    let in_progress = json!({ "claim": claim.number(), "type": "claim.in_progress" }).to_string();
    let send =
        |id: &str, body: &str| desk::signed(&world.edge, id, desk::unix_seconds(), body).send();
    let _ = send(&early, &in_progress).problem(409, "illegal_transition");
    let approved = json!({ "claim": claim.number(), "type": "claim.approved", "remedy": "repair" })
        .to_string();
    let _ = send(&desk::new_id(), &approved).expect(200);
    let late = json!({ "claim": claim.number(), "type": "claim.under_review" }).to_string();
    let _ = send(&desk::new_id(), &late).problem(409, "illegal_transition");

    let _ = send(&early, &in_progress).expect(200);

    assert_eq!(claim.view().status, Status::InProgress);
}

#[test]
fn a_message_without_events_or_with_too_many_is_refused_as_a_whole() {
    let world = World::shared();
    let claim = world.claim();
    let many: Vec<Value> = (0..101)
        .map(|_| json!({ "claim": claim.number(), "type": "message.sent", "text": "Hi" }))
        .collect();
    for events in [json!([]), json!({}), json!(many)] {
        let refused = send(&world, &desk::new_id(), &events).problem(422, "invalid_body");
        assert_eq!(refused.errors[0].pointer, "/events");
    }
    let body = json!({ "events": [], "claim": claim.number() }).to_string();
    let refused = desk::signed(&world.edge, &desk::new_id(), desk::unix_seconds(), &body).send();
    let _ = refused.problem(422, "invalid_body");
    assert_eq!(claim.view().timeline.len(), 1);
}
