//! Messages that do not arrive: no claim waits for them, they are tried again, given up in the end, and told of.

use backend::{Call, Fault};
use claims::status::{ClaimEvent, Status};
use std::{
    net::TcpListener,
    time::{Duration, Instant},
};
use tests::{
    config::{Config, SHOP_SECRET},
    customer::Held,
    desk,
    http::get,
    mail::{MAIL_KEY, by_backend, by_service},
    patience,
    world::World,
};

fn to(world: &World, claim: &Held<'_>) -> String {
    let told = world.shop.waits_for(claim.number(), "claim.submitted");
    told.event.data.claim.customer.email
}

#[test]
fn a_service_that_fails_is_tried_again_and_the_message_arrives_once() {
    let world = by_service(Config::lumen(), "");
    let faults = [
        Fault::status(500),
        Fault::Status {
            status: 429,
            retry_after_seconds: Some(1),
        },
        Fault::Reset,
        Fault::Redirect {
            location: "http://localhost:9/".to_owned(),
        },
        Fault::status(401),
    ];
    for fault in faults {
        world.shop.fails(Call::Emails, fault, 1);
        let claim = world.claim();
        let to = to(&world, &claim);
        let mail = world.shop.waits_for_mail(&to, claim.number());
        assert_eq!((mail.times, world.shop.mails(&to).len()), (1, 1));
    }
    world.edge.wait_for_log("\"delivery_failed\"");
    assert!(world.shop.calls(Call::Emails).len() >= 10);
}

#[test]
fn where_a_service_redirects_to_hears_neither_the_message_nor_the_key() {
    let world = by_service(Config::lumen(), "");
    let trap = TcpListener::bind("127.0.0.1:0").unwrap();
    trap.set_nonblocking(true).unwrap();
    let location = format!("http://{}/emails", trap.local_addr().unwrap());
    let redirect = Fault::Redirect { location };
    world.shop.fails(Call::Emails, redirect, 1);
    let claim = world.claim();

    let mail = world
        .shop
        .waits_for_mail(&to(&world, &claim), claim.number());

    assert_eq!(mail.times, 1);
    assert_eq!(
        world.shop.count(Call::Emails),
        2,
        "tried again where it was"
    );
    assert!(
        trap.accept().is_err(),
        "it was sent to where the redirect pointed"
    );
}

#[test]
fn a_service_that_hangs_holds_up_no_claim_and_no_webhook() {
    let world = by_service(Config::lumen(), "");
    world.shop.fails(Call::Emails, Fault::Hang, 1);
    let begun = Instant::now();
    let first = world.claim();
    let _ = world.shop.waits_for(first.number(), "claim.submitted");
    let second = world.claim();
    let _ = second.write("Hello?").expect(200);
    let _ = world.shop.waits_for(second.number(), "message.added");
    // The hanging attempts are given up after ten seconds.
    assert!(
        begun.elapsed() < Duration::from_secs(8),
        "{:?}",
        begun.elapsed()
    );
    assert_eq!(world.shop.count(Call::Emails), 1);
    let to = to(&world, &first);
    assert_eq!(world.shop.waits_for_mail(&to, first.number()).times, 1);
}

#[test]
fn what_is_given_up_is_a_dead_letter_is_told_as_an_event_of_the_claim_and_can_be_sent_again() {
    let world = by_service(Config::lumen(), "");
    world.shop.fails(Call::Emails, Fault::status(422), 1);
    let claim = world.claim();
    let told = world.shop.waits_for(claim.number(), "notification.failed");
    let ClaimEvent::NotificationFailed {
        reason,
        notification: Some(id),
    } = told.event.data.event.event
    else {
        panic!("{:?}", told.event)
    };
    assert_eq!(reason, "mail `received`: status 422");
    let dead = desk::dead(&world.edge);
    let letter = &dead["dead"][0];
    assert_eq!(
        (&letter["id"], &letter["type"]),
        (&id.clone().into(), &"notification".into())
    );
    assert_eq!(
        (&letter["claim"], &letter["attempts"]),
        (&claim.number().into(), &1.into())
    );
    assert_eq!(dead["dead"].as_array().unwrap().len(), 1);

    // The customer sees nothing odd, and the claim goes on.
    let view = claim.view();
    assert_eq!(view.status, Status::Received);
    assert_eq!(view.timeline.len(), 1);
    desk::answer(
        &world.edge,
        claim.number(),
        ClaimEvent::MessageSent {
            text: "Are you there?".to_owned(),
            files: Vec::new(),
        },
    );
    let to = to(&world, &claim);
    let _ = world.shop.waits_for_mail(&to, "A message about your claim");

    let _ = desk::replay(&world.edge, Some(&id)).expect(202);
    let late = world.shop.waits_for_mail(&to, "We have your claim");
    assert_eq!(late.id, id);
}

#[test]
fn a_service_that_never_works_is_given_up_after_its_attempts_and_the_webhooks_go_on() {
    let world = by_service(Config::lumen().with("RETRY_SCHEDULE", "0.1,0.1"), "");
    world.shop.fails(Call::Emails, Fault::status(500), 1000);
    let claim = world.claim();
    let _ = world.shop.waits_for(claim.number(), "notification.failed");
    assert_eq!(world.shop.calls(Call::Emails).len(), 3);
    assert_eq!(
        world.shop.kept(claim.number()),
        ["claim.submitted", "notification.failed"]
    );
}

#[test]
fn a_reminder_that_could_not_be_sent_in_time_is_not_sent_late() {
    let world = by_service(Config::lumen().with("FAULTS", "on"), "");
    let claim = world.claim();
    let to = to(&world, &claim);
    let _ = world.shop.waits_for_mail(&to, "We have your claim");
    let ends = claim.view().next.due.unwrap();
    let day_ms = 24 * 3_600_000;
    world.shop.fails(Call::Emails, Fault::status(503), 4);
    world
        .edge
        .sets_the_clock(ends.plus_ms(-7 * day_ms + 60_000));
    world.edge.wait_for_log("\"delivery_failed\"");
    world.edge.sets_the_clock(ends.plus_ms(2 * day_ms));
    let _ = world.shop.waits_for_mail(&to, "was closed");
    let subjects: Vec<String> = world
        .shop
        .mails(&to)
        .into_iter()
        .map(|mail| mail.subject)
        .collect();
    assert_eq!(subjects.len(), 2, "{subjects:?}");
}

#[test]
fn a_backend_that_takes_no_messages_is_told_of_claims_all_the_same() {
    let world = by_backend(Config::lumen(), "");
    let claim = world.claim();
    let to = to(&world, &claim);
    let _ = world.shop.waits_for_mail(&to, claim.number());
    // The next two calls are the two of the next claim, in whatever order; both come again.
    world.shop.fails(Call::Events, Fault::status(503), 2);
    let other = world.claim();
    let _ = world.shop.waits_for(other.number(), "claim.submitted");
    let mail = world
        .shop
        .waits_for_mail(&self::to(&world, &other), other.number());
    assert_eq!(mail.times, 1);
}

#[test]
fn killed_between_sending_and_noting_it_the_message_comes_again_under_its_id_and_is_one() {
    let mut world = by_service(Config::lumen(), "");
    world.shop.fails_after(Call::Emails, Fault::Hang);
    let number = world.claim().filed.claim.number;
    let told = world.shop.waits_for(&number, "claim.submitted");
    let to = told.event.data.claim.customer.email;
    let first = world.shop.waits_for_mail(&to, &number);
    assert_eq!(first.times, 1);
    world.edge.kill();
    world.edge.resume();
    let again = patience::until("the same message again", || {
        let mails = world.shop.mails(&to);
        mails.into_iter().find(|mail| mail.times == 2)
    });
    assert_eq!((again.id, again.text), (first.id, first.text));
    assert_eq!(world.shop.mails(&to).len(), 1);
}

#[test]
fn a_message_that_bounced_is_kept_for_the_shop_and_changes_nothing_for_the_customer() {
    let world = World::shared();
    let claim = world.claim();
    let before = claim.view();
    let id = desk::new_id();
    let body = format!(
        "{{\"claim\":\"{}\",\"type\":\"notification.failed\",\"notification\":\"msg_7\",\"reason\":\"mailbox full\"}}",
        claim.number()
    );
    for _ in 0..2 {
        let kept = desk::signed(&world.edge, &id, desk::unix_seconds(), &body).send();
        assert_eq!(
            kept.expect(200).json::<serde_json::Value>()["status"],
            "received"
        );
    }
    let seen = desk::claim(&world.edge, claim.number()).expect(200);
    let timeline = &seen.json::<serde_json::Value>()["timeline"];
    assert_eq!(timeline[1]["type"], "notification.failed");
    assert_eq!(timeline[1]["reason"], "mailbox full");
    assert_eq!(
        timeline.as_array().unwrap().len(),
        2,
        "the same message twice is one"
    );
    let after = claim.view();
    assert_eq!((after.timeline, after.next), (before.timeline, before.next));
    let _ = claim.write("Still here.").expect(200);
}

#[test]
fn neither_log_nor_health_nor_metrics_name_a_person_a_link_or_the_key_to_the_service() {
    let world = by_service(Config::lumen(), "");
    world.shop.fails(Call::Emails, Fault::status(500), 1);
    world.shop.fails(Call::Emails, Fault::status(422), 1);
    let first = world.claim();
    let _ = world.shop.waits_for(first.number(), "notification.failed");
    let to = to(&world, &first);
    world.edge.wait_for_log("\"delivery_given_up\"");
    let metrics = get(&world.edge.at("/v1/backend/metrics"))
        .bearer(SHOP_SECRET)
        .send()
        .expect(200);
    assert!(
        metrics
            .text()
            .contains("recourse_unsent_messages{shard=\"0\"} 0")
    );
    let health = get(&world.edge.at("/v1/health")).send().expect(200);
    assert!(health.text().contains("\"unsent\":0"));
    for hidden in [
        to.as_str(),
        "Zoé",
        MAIL_KEY,
        "/track#",
        first.filed.tracking_token.as_str(),
    ] {
        for text in [world.edge.log(), metrics.text(), health.text()] {
            assert!(!text.contains(hidden), "{hidden} in {text}");
        }
    }
}
