//! `docs/webhooks.md` shows every event as a run of this test produced it.
//!
//! `RECOURSE_WRITE_DOCS=1` writes the page anew.

use backend::{Call, Fault};
use claims::{
    civil::Instant,
    money::{Currency, Money},
    problem::ProblemKind,
    status::ClaimEvent,
    verdict::Remedy,
};
use serde_json::{Map, Value, json};
use std::{collections::BTreeMap, env, fs, path::Path};
use tests::{
    config::Config,
    customer::{self, Held, Upload},
    desk,
    http::post,
    mail::{by_backend, by_service},
    patience, photo,
    world::World,
};

const PAGE: &str = "docs/webhooks.md";

#[test]
fn every_webhook_is_documented_as_it_is_sent() {
    let world = World::of(&Config::lumen().with("FAULTS", "on"));
    let mut examples = run(&world);
    examples.extend(of_messages());
    examples.extend(of_what_could_not_be_delivered());
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(PAGE);
    let page = fs::read_to_string(&path).unwrap();
    let fresh = with_examples(&page, &examples);
    if env::var_os("RECOURSE_WRITE_DOCS").is_some() {
        fs::write(&path, &fresh).unwrap();
    }
    assert_eq!(page, fresh, "`RECOURSE_WRITE_DOCS=1` writes {PAGE} anew");
    for kind in examples.keys() {
        assert!(
            page.contains(&format!("## `{kind}`")),
            "{kind} is not in {PAGE}"
        );
    }
}

/// A claim's life and another's, until every event has been sent.
fn run(world: &World) -> BTreeMap<String, Value> {
    let claim = world.claim();
    let says = |claim: &Held<'_>, event: ClaimEvent| {
        let _ = desk::answer(&world.edge, claim.number(), event);
    };
    let _ = post(&world.edge.at("/v1/claims/recover"))
        .json(&json!({ "email": told_email(world, &claim) }))
        .send()
        .expect(202);
    let _ = world.shop.waits_for(claim.number(), "link.requested");
    world.shop.fails(Call::OrdersFind, Fault::status(503), 1);
    let stated_order = world.order(10);
    let found = world.find(&stated_order);
    let draft = super::the_backend_is_down::stated(world, &stated_order);
    let stated = customer::file(&world.edge, &found, &draft);
    let _ = world.shop.waits_for(stated.number(), "order.checked");
    let _ = claim.write("It also smells of burnt plastic.").expect(200);
    let _ = claim
        .upload(&Upload::photo(&photo::plain_jpeg(32, 2)))
        .expect(200);
    says(
        &claim,
        ClaimEvent::OfferMade {
            remedy: Remedy::PartialRefund,
            amount: Some(Money {
                amount_minor: 1_500,
                currency: Currency("EUR".to_owned()),
            }),
            message: None,
            expires_at: None,
            may_counter: None,
        },
    );
    let counter = json!({ "amount": { "amount_minor": 2_000, "currency": "EUR" }, "text": "It was a present." });
    let _ = claim
        .call("POST", "/counter")
        .json(&counter)
        .send()
        .expect(200);
    let lapsing = world.claim();
    let until = tests::shop::today()
        .add_days(1)
        .noon()
        .plus_ms(12 * 3_600_000);
    says(
        &lapsing,
        ClaimEvent::OfferMade {
            remedy: Remedy::Coupon,
            amount: None,
            message: None,
            expires_at: Some(until),
            may_counter: None,
        },
    );
    let time = tests::shop::today().add_days(9).noon();
    says(
        &claim,
        ClaimEvent::AppointmentProposed {
            times: vec![time],
            place: None,
            message: None,
            slots: Vec::new(),
            notice_hours: None,
        },
    );
    let chosen = json!({ "time": time });
    let _ = claim
        .call("POST", "/appointment")
        .json(&chosen)
        .send()
        .expect(200);
    let due = claim.view().next.due.unwrap();
    let expiring = world.claim();
    let withdrawn = world.claim();
    let reason = json!({ "reason": "It works again." });
    let _ = withdrawn
        .call("POST", "/withdraw")
        .json(&reason)
        .send()
        .expect(200);
    let (order, found) = world.found(10);
    let mut draft = world.draft(&order, "2", ProblemKind::Defective);
    draft.lines[0].requested = Some(Remedy::Refund);
    let approved = customer::file(&world.edge, &found, &draft);
    let _ = approved
        .upload(&Upload::photo(&photo::plain_jpeg(32, 2)))
        .expect(200);
    world.edge.sets_the_clock(due.plus_ms(-3_600_000));
    let _ = world.shop.waits_for(claim.number(), "deadline.near");
    world.edge.sets_the_clock(due.plus_ms(3_600_000));
    let _ = world.shop.waits_for(claim.number(), "deadline.missed");
    says(&claim, ClaimEvent::Resolved { message: None });
    let rating = json!({ "stars": 4, "text": "Slow, but kind." });
    let _ = claim
        .call("POST", "/rating")
        .json(&rating)
        .send()
        .expect(200);
    world.edge.sets_the_clock(due.plus_ms(60 * 24 * 3_600_000));

    [
        (&claim, "claim.submitted"),
        (&claim, "link.requested"),
        (&stated, "order.checked"),
        (&claim, "evidence.added"),
        (&claim, "message.added"),
        (&claim, "offer.answered"),
        (&claim, "appointment.chosen"),
        (&withdrawn, "claim.withdrawn"),
        (&claim, "claim.rated"),
        (&claim, "deadline.near"),
        (&claim, "deadline.missed"),
        (&expiring, "claim.expired"),
        (&approved, "claim.approved"),
    ]
    .into_iter()
    .map(|(claim, kind)| {
        let told = world.shop.waits_for(claim.number(), kind);
        let mut body = normalised(world, claim, &told.call.body);
        if kind != "claim.submitted" {
            shorten(&mut body);
        }
        (kind.to_owned(), body)
    })
    .collect()
}

fn told_email(world: &World, claim: &Held<'_>) -> String {
    let told = world.shop.waits_for(claim.number(), "claim.submitted");
    told.event.data.claim.customer.email
}

/// A message handed to the backend.
fn of_messages() -> BTreeMap<String, Value> {
    let world = by_backend(Config::lumen(), "without = [\"received\"]");
    let claim = world.claim();
    let text = "A new lamp leaves us tomorrow.".to_owned();
    let _ = desk::answer(
        &world.edge,
        claim.number(),
        ClaimEvent::MessageSent {
            text,
            files: Vec::new(),
        },
    );
    let told = world.shop.waits_for_any("notification.requested");
    let kind = "notification.requested".to_owned();
    BTreeMap::from([(kind, normalised(&world, &claim, &told.body))])
}

/// A message that no service takes, and an event that the backend does not take.
fn of_what_could_not_be_delivered() -> BTreeMap<String, Value> {
    let world = by_service(Config::lumen().with("RETRY_SCHEDULE", "0.1"), "");
    world.shop.fails(Call::Emails, Fault::status(422), 1);
    let claim = world.claim();
    let failed = world.shop.waits_for(claim.number(), "notification.failed");
    world.shop.fails(Call::Events, Fault::status(500), 2);
    let _ = claim.write("Hello?").expect(200);
    patience::until("the event to be given up", || {
        let log = world.edge.log();
        let is_it = |line: &str| line.contains("delivery_given_up") && line.contains("webhook msg");
        log.lines().any(is_it).then_some(())
    });
    let _ = claim.write("Are you there?").expect(200);
    let told = world.shop.waits_for_any("delivery.failed");
    let mut failed = normalised(&world, &claim, &failed.call.body);
    shorten(&mut failed);
    BTreeMap::from([
        ("notification.failed".to_owned(), failed),
        (
            "delivery.failed".to_owned(),
            normalised(&world, &claim, &told.body),
        ),
    ])
}

fn normalised(world: &World, claim: &Held<'_>, body: &str) -> Value {
    let body = body.replace(claim.number(), "22YS-6QQV-8TX7");
    let body = body.replace(&world.edge.url, "https://claims.lumen.example");
    let body = body.replace("@localhost>", "@claims.lumen.example>");
    let mut body = serde_json::from_str(&body).unwrap();
    Names::default().normalise(&mut body, "");
    body
}

/// After the first event the claim is shown by what tells its state.
fn shorten(body: &mut Value) {
    const SHOWN: [&str; 9] = [
        "number",
        "status",
        "goods",
        "next",
        "customer",
        "appointment",
        "rating",
        "reminded",
        "evidence",
    ];
    let claim = body["data"]["claim"].as_object_mut().unwrap();
    claim.retain(|key, _| SHOWN.contains(&key.as_str()));
    claim.insert("…".to_owned(), "…".into());
}

/// What differs from run to run, by place: numbers, days, moments, tokens.
#[derive(Default)]
struct Names {
    orders: u32,
}

impl Names {
    fn normalise(&mut self, value: &mut Value, key: &str) {
        match value {
            Value::Object(fields) => {
                let fields: &mut Map<String, Value> = fields;
                for (key, value) in fields.iter_mut() {
                    self.normalise(value, key);
                }
            }
            Value::Array(values) => values
                .iter_mut()
                .for_each(|value| self.normalise(value, key)),
            Value::String(text) => {
                if let Some(fixed) = self.fixed(text, key) {
                    *text = fixed;
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    fn fixed(&mut self, text: &str, key: &str) -> Option<String> {
        if claims::number::ClaimNumber::parse(text).is_some() {
            return Some("22YS-6QQV-8TX7".to_owned());
        }
        if Instant::parse(text).is_some() {
            let of_appointment = ["time", "times", "chosen"].contains(&key);
            return Some(match of_appointment {
                true => "2026-12-01T12:00:00.000Z".to_owned(),
                false => "2026-11-21T10:00:00.000Z".to_owned(),
            });
        }
        if claims::civil::Date::parse(text).is_some() {
            return Some("2026-11-21".to_owned());
        }
        if text.starts_with("T-") {
            self.orders += 1;
            return Some("LL-1009".to_owned());
        }
        if text.ends_with("@mail.example") {
            return Some("zoe@mail.example".to_owned());
        }
        if let Some((_, path)) = text.split_once("/v1/evidence/") {
            assert!(path.len() > 40);
            return Some("https://claims.lumen.example/v1/evidence/test.eyJwIjoi…".to_owned());
        }
        if let Some((words, rest)) = text.split_once("/track#").filter(|_| key == "text") {
            let (_, after) = rest.split_once('\n').unwrap_or_default();
            return Some(format!("{words}/track#test.eyJwIjoi…\n{after}"));
        }
        if key == "html" {
            return Some("<!doctype html>…".to_owned());
        }
        if let (true, Some(id)) = (text.contains("msg_"), text.split("msg_").nth(1)) {
            let hex: String = id.chars().take_while(char::is_ascii_hexdigit).collect();
            return Some(text.replace(&hex, "03ef0fc7928bde4856a47557d764ca2b"));
        }
        if text.contains("/track#") {
            return Some("https://claims.lumen.example/track#test.eyJwIjoi…".to_owned());
        }
        match key {
            "policy_version" => Some("fr-1a2b3c4d5e6f7a8b".to_owned()),
            "sha256" => Some("304094e0d27d…".to_owned()),
            // Sentences with a day in them.
            "text" if text.contains("202") => Some("…".to_owned()),
            _ => None,
        }
    }
}

/// The page with the JSON after each event's heading replaced.
fn with_examples(page: &str, examples: &BTreeMap<String, Value>) -> String {
    let mut fresh = String::new();
    let mut sections = page.split("\n## ");
    fresh.push_str(sections.next().unwrap());
    for section in sections {
        let kind = section.split('`').nth(1).unwrap_or_default();
        let before = section.split_once("```json\n");
        fresh.push_str("\n## ");
        match (examples.get(kind), before) {
            (Some(example), Some((words, rest))) => {
                let after = rest.split_once("\n```").unwrap().1;
                let json = serde_json::to_string_pretty(example).unwrap();
                fresh.push_str(&format!("{words}```json\n{json}\n```{after}"));
            }
            (_, _) => fresh.push_str(section),
        }
    }
    fresh
}
