//! A request's trace goes on to the shop's backend with all it brings about, however late that arrives.

use backend::{Call, Fault, ReceivedCall};
use claims::{problem::ProblemKind, status::ClaimEvent};
use std::collections::BTreeSet;
use tests::{
    config::Config,
    customer::{self, Upload, new_key},
    desk,
    http::post,
    mail, patience, photo,
    world::World,
};

/// A caller's header of the trace whose digits are all that one.
fn parent(digit: char) -> String {
    format!("00-{}-{}-01", trace(digit), digit.to_string().repeat(16))
}

fn trace(digit: char) -> String {
    digit.to_string().repeat(32)
}

/// Trace and span of what the backend got; the flags are the caller's.
fn passed(call: &ReceivedCall) -> (String, String) {
    let header = call.headers.get("traceparent");
    let header = header.unwrap_or_else(|| panic!("no traceparent in {call:?}"));
    let parts: Vec<&str> = header.split('-').collect();
    assert_eq!((parts.len(), parts[0]), (4, "00"), "{header}");
    (parts[1].to_owned(), parts[2].to_owned())
}

fn trace_of(world: &World, claim: &str, kind: &str) -> String {
    passed(&world.shop.waits_for(claim, kind).call).0
}

#[test]
fn a_webhook_carries_the_trace_of_its_request_at_every_attempt_and_after_a_kill_too() {
    let mut world = World::of(&Config::lumen());
    let (order, found) = world.found(10);
    let draft = world.draft(&order, "1", ProblemKind::Defective);
    world.shop.fails(Call::Events, Fault::status(503), 1_000);
    let filed = customer::submitting(&world.edge, &found.order_token, &new_key())
        .header("traceparent", &parent('a'))
        .json(&draft)
        .send()
        .expect(201)
        .json::<claims::wire::Filed>();
    let number = filed.claim.number;
    patience::until("an attempt", || {
        (!world.shop.attempts(&number).is_empty()).then_some(())
    });
    world.edge.kill();
    world.shop.heals();
    world.edge.resume();
    let _ = world.shop.waits_for(&number, "claim.submitted");

    let attempts = world.shop.attempts(&number);
    assert!(attempts.len() > 1);
    let spans: BTreeSet<String> = attempts
        .iter()
        .map(|attempt| {
            let (found, span) = passed(&attempt.call);
            assert_eq!(found, trace('a'));
            span
        })
        .collect();
    assert_eq!(
        spans.len(),
        attempts.len(),
        "each attempt is a span of its own"
    );
    assert!(!spans.contains(&"a".repeat(16)), "and none the caller's");
    let log = world.edge.log();
    let logged = |event: &str| {
        let mut lines = log.lines().filter(|line| line.contains(event));
        lines.any(|line| line.contains(&format!("\"trace_id\":\"{}\"", trace('a'))))
    };
    assert!(logged("\"delivery_failed\"") && logged("\"route\":\"/v1/claims\""));
}

#[test]
fn each_event_has_the_trace_of_its_own_request_and_without_one_that_of_its_id() {
    let world = World::shared();
    let claim = world.claim();
    let _ = claim
        .writing("Hello?")
        .header("traceparent", &parent('b'))
        .send()
        .expect(200);
    let photo = photo::phone_jpeg(1);
    let _ = claim
        .uploading(&Upload::photo(&photo))
        .header("traceparent", &parent('c'))
        .send()
        .expect(200);
    let withdrawn = claim
        .call("POST", "/withdraw")
        .json(&serde_json::json!({}))
        .header("traceparent", "00-malformed-01")
        .send()
        .expect(200);
    assert_eq!(
        trace_of(&world, claim.number(), "message.added"),
        trace('b')
    );
    assert_eq!(
        trace_of(&world, claim.number(), "evidence.added"),
        trace('c')
    );
    assert_eq!(
        trace_of(&world, claim.number(), "claim.withdrawn"),
        withdrawn.header("x-request-id").unwrap()
    );
    let of_filing = trace_of(&world, claim.number(), "claim.submitted");
    assert!(![trace('b'), trace('c')].contains(&of_filing));
}

#[test]
fn what_a_person_was_written_for_the_shops_event_and_a_link_asked_for_again_have_their_traces() {
    let world = mail::by_backend(Config::lumen(), "");
    let claim = world.claim();
    let said = ClaimEvent::MessageSent {
        text: "We are looking at it.".to_owned(),
        files: Vec::new(),
    };
    let _ = desk::sending(&world.edge, &desk::new_id(), claim.number(), said)
        .header("traceparent", &parent('d'))
        .send()
        .expect(200);
    let asked = patience::until("the message to the customer", || {
        let calls = world.shop.calls(Call::Events);
        let is_it = |call: &ReceivedCall| call.body.contains("We are looking at it.");
        calls.into_iter().find(is_it)
    });
    assert!(
        asked
            .body
            .starts_with("{\"type\":\"notification.requested\"")
    );
    assert_eq!(passed(&asked).0, trace('d'));

    let _ = post(&world.edge.at("/v1/claims/recover"))
        .header("traceparent", &parent('e'))
        .json(&serde_json::json!({ "email": claim_email(&world, claim.number()) }))
        .send()
        .expect(202);
    assert_eq!(
        trace_of(&world, claim.number(), "link.requested"),
        trace('e')
    );
}

fn claim_email(world: &World, number: &str) -> String {
    let told = world.shop.waits_for(number, "claim.submitted");
    told.event.data.claim.customer.email
}

#[test]
fn an_order_looked_up_later_is_looked_up_and_told_of_in_the_trace_of_the_claim() {
    let world = World::of(&Config::lumen());
    let order = world.order(10);
    world.shop.closes();
    let found = world.find(&order);
    let draft = super::the_backend_is_down::stated(&world, &order);
    let filed = customer::submitting(&world.edge, &found.order_token, &new_key())
        .header("traceparent", &parent('f'))
        .json(&draft)
        .send()
        .expect(201)
        .json::<claims::wire::Filed>();
    world.shop.reopens();
    let told = world.shop.waits_for(&filed.claim.number, "order.checked");
    assert_eq!(passed(&told.call).0, trace('f'));
    let asked = world.shop.calls(Call::OrdersFind);
    let asked = asked.last().expect("it was looked up");
    assert_eq!(passed(asked).0, trace('f'));
}

#[test]
fn what_time_alone_brings_has_no_trace_and_a_mail_service_is_told_none() {
    let world = mail::by_service(Config::lumen().with("FAULTS", "on"), "");
    let claim = world.claim();
    let due = claim.view().next.due.unwrap();
    world.edge.sets_the_clock(due.plus_ms(-60_000));
    let told = world.shop.waits_for(claim.number(), "deadline.near");
    assert_eq!(told.call.headers.get("traceparent"), None);

    let mails = patience::until("a mail", || {
        let mails = world.shop.calls(Call::Emails);
        (!mails.is_empty()).then_some(mails)
    });
    for mail in mails {
        assert_eq!(mail.headers.get("traceparent"), None);
    }
}
