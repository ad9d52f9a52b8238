//! Bad input, one line each: a 4xx problem with a stable code and a pointer, and nothing kept of it.

use backend::{Call as ShopCall, Fault};
use claims::{problem::ProblemKind, wire::FoundOrder};
use serde_json::{Value, json};
use tests::{
    customer::{self, Held, Upload, new_key},
    desk,
    http::{Answer, Call, get, post},
    photo, token,
    world::World,
};

/// What is wrong, the answer to it, and what the answer must be; an empty pointer is none.
struct Line {
    what: &'static str,
    answer: Answer,
    status: u16,
    code: &'static str,
    pointer: &'static str,
    field: &'static str,
}

/// A line whose problem is one thing in the body: 422 `invalid_body`.
fn field(what: &'static str, answer: Answer, pointer: &'static str, field: &'static str) -> Line {
    Line {
        what,
        answer,
        status: 422,
        code: "invalid_body",
        pointer,
        field,
    }
}

/// A line whose problem is the request as a whole.
fn whole(what: &'static str, answer: Answer, status: u16, code: &'static str) -> Line {
    Line {
        what,
        answer,
        status,
        code,
        pointer: "",
        field: "",
    }
}

/// Everything a bad request can be sent with.
struct Desk<'w> {
    world: &'w World,
    /// Of an order the backend confirms, and of one it was not asked about.
    verified: FoundOrder,
    unverified: FoundOrder,
    /// Good drafts for both.
    draft: Value,
    stated: Value,
    /// A claim that stays as it is.
    claim: Held<'w>,
    /// The key of a claim for another line of the verified order.
    used_key: String,
}

impl<'w> Desk<'w> {
    fn new(world: &'w World) -> Self {
        let (order, verified) = world.found(10);
        world
            .shop
            .fails(ShopCall::OrdersFind, Fault::status(503), 1);
        let unverified = world.find(&order);
        assert!(!unverified.order.verified);
        let used_key = new_key();
        let other_line = world.draft(&order, "2", ProblemKind::Defective);
        let _ = customer::submit(&world.edge, &verified.order_token, &used_key, &other_line)
            .expect(201);
        Self {
            world,
            draft: json!(world.draft(&order, "1", ProblemKind::Defective)),
            stated: json!(super::the_backend_is_down::stated(world, &order)),
            verified,
            unverified,
            claim: world.claim(),
            used_key,
        }
    }

    fn file_stated_without_order(&self) -> Answer {
        let mut draft = self.stated.clone();
        draft.as_object_mut().unwrap().remove("stated_order");
        customer::submitting(&self.world.edge, &self.unverified.order_token, &new_key())
            .json(&draft)
            .send()
    }

    /// The good draft, spoilt.
    fn file(&self, spoil: impl FnOnce(&mut Value)) -> Answer {
        let mut draft = self.draft.clone();
        spoil(&mut draft);
        customer::submitting(&self.world.edge, &self.verified.order_token, &new_key())
            .json(&draft)
            .send()
    }

    /// The good draft with the value at that pointer replaced.
    fn file_with(&self, pointer: &str, value: impl Into<Value>) -> Answer {
        self.file(|draft| set(draft, pointer, value.into()))
    }

    /// The good draft of an order the customer states, with the value at that pointer replaced.
    fn state_with(&self, pointer: &str, value: impl Into<Value>) -> Answer {
        let mut draft = self.stated.clone();
        set(&mut draft, pointer, value.into());
        customer::submitting(&self.world.edge, &self.unverified.order_token, &new_key())
            .json(&draft)
            .send()
    }

    /// That body as a submission.
    fn submit(&self, body: impl Into<Vec<u8>>) -> Answer {
        customer::submitting(&self.world.edge, &self.verified.order_token, &new_key())
            .body("application/json", body)
            .outcome()
    }

    /// The good draft under another token.
    fn file_by(&self, token: &str) -> Answer {
        customer::submitting(&self.world.edge, token, &new_key())
            .json(&self.draft)
            .send()
    }

    /// The good draft under that key, or none.
    fn file_under(&self, key: Option<&str>) -> Answer {
        let mut call = post(&self.world.edge.at("/v1/claims")).bearer(&self.verified.order_token);
        if let Some(key) = key {
            call = call.header("idempotency-key", key);
        }
        call.json(&self.draft).send()
    }

    fn find(&self, body: &Value) -> Answer {
        post(&self.world.edge.at("/v1/orders/find"))
            .json(body)
            .send()
    }

    fn write(&self, body: &Value) -> Answer {
        self.claim.call("POST", "/messages").json(body).send()
    }

    fn upload(&self, kind: &str, name: &str, media_type: &str, bytes: &[u8]) -> Answer {
        self.claim.upload(&Upload {
            n: 1,
            kind,
            name,
            media_type,
            bytes,
        })
    }

    /// A signed event about the claim.
    fn event(&self, event: Value) -> Answer {
        let mut body = event;
        body["claim"] = self.claim.number().into();
        desk::signed(
            &self.world.edge,
            &desk::new_id(),
            desk::unix_seconds(),
            &body.to_string(),
        )
        .send()
    }

    /// A good event, sent with another signature or time.
    fn event_signed(&self, forge: impl FnOnce(Call) -> Call, seconds_ago: i64) -> Answer {
        let body =
            json!({ "claim": self.claim.number(), "type": "claim.under_review" }).to_string();
        let timestamp = desk::unix_seconds() - seconds_ago;
        forge(desk::signed(
            &self.world.edge,
            &desk::new_id(),
            timestamp,
            &body,
        ))
        .send()
    }
}

fn set(document: &mut Value, pointer: &str, value: Value) {
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    let parent = document.pointer_mut(parent).unwrap();
    match name.parse::<usize>() {
        Ok(at) => parent[at] = value,
        Err(_) => parent[name] = value,
    }
}

fn long(characters: usize) -> String {
    "ж".repeat(characters)
}

#[rustfmt::skip]
fn table(d: &Desk<'_>) -> Vec<Line> {
    let tomorrow = d.verified.today.add_days(2).to_string();
    let jpeg = photo::plain_jpeg(16, 1);
    let eleven_mb = [jpeg.clone(), vec![0; 11 * 1024 * 1024]].concat();
    let lines = |count: usize| Value::from(vec![d.draft["lines"][0].clone(); count]);
    let track = &d.claim.filed.tracking_token;
    let track_call = |token: &str| get(&d.world.edge.at(&format!("/v1/claims/{}", d.claim.number()))).bearer(token).send();
    vec![
        // Unknown fields.
        field("an unknown field", d.file_with("/surprise", 1), "/surprise", "unknown_field"),
        field("an unknown field of a line", d.file_with("/lines/0/prise", 1), "/lines/0/prise", "unknown_field"),
        field("an unknown field of the customer", d.file_with("/customer/admin", true), "/customer/admin", "unknown_field"),
        field("an unknown field, to be escaped", d.file_with("/lines/0/a~b", 1), "/lines/0/a~0b", "unknown_field"),
        field("an unknown field in a look-up", d.find(&json!({ "order_number": "T-1", "email": "a@b.example", "x": 1 })), "/x", "unknown_field"),
        field("an unknown field in a message", d.write(&json!({ "text": "hello", "html": "<b>" })), "/html", "unknown_field"),
        field("an unknown field in an event", d.event(json!({ "type": "claim.under_review", "force": true })), "/force", "unknown_field"),
        // Wrong types.
        field("a number for a text", d.file_with("/customer/name", 5), "/customer/name", "wrong_type"),
        field("a text for a number", d.file_with("/lines/0/quantity", "2"), "/lines/0/quantity", "wrong_type"),
        field("an object for a list", d.file_with("/lines", json!({})), "/lines", "wrong_type"),
        field("a text for an object", d.file_with("/customer", "me"), "/customer", "wrong_type"),
        field("a text for yes or no", d.file_with("/lines/0/opened", "yes"), "/lines/0/opened", "wrong_type"),
        field("null for a text", d.file_with("/locale", Value::Null), "/locale", "required"),
        field("a list for the whole", d.submit("[]"), "", "wrong_type"),
        field("half a unit", d.file_with("/lines/0/quantity", 1.5), "/lines/0/quantity", "wrong_type"),
        field("a number for a date", d.state_with("/stated_order/placed_on", 20_261_121), "/stated_order/placed_on", "wrong_type"),
        // Missing.
        field("no line's id", d.file(|draft| { draft["lines"][0].as_object_mut().unwrap().remove("line"); }), "/lines/0/line", "required"),
        field("no customer", d.file(|draft| { draft.as_object_mut().unwrap().remove("customer"); }), "/customer", "required"),
        field("no lines", d.file_with("/lines", json!([])), "/lines", "required"),
        field("an empty name", d.file_with("/customer/name", "  "), "/customer/name", "required"),
        field("no order number", d.find(&json!({ "email": "a@b.example" })), "/order_number", "required"),
        field("an empty message", d.write(&json!({ "text": " " })), "/text", "required"),
        field("no stated order where it is needed", d.file_stated_without_order(), "/stated_order", "required"),
        field("a refusal without a reason", d.event(json!({ "type": "claim.declined" })), "/reason", "required"),
        field("a refusal with an empty reason", d.event(json!({ "type": "claim.declined", "reason": " " })), "/reason", "required"),
        // Too long, too many.
        field("a description of 4,001 characters", d.file_with("/lines/0/description", long(4_001)), "/lines/0/description", "too_long"),
        field("a name of 201", d.file_with("/customer/name", long(201)), "/customer/name", "too_long"),
        field("an e-mail of 255", d.file_with("/customer/email", format!("{}@b.example", "a".repeat(245))), "/customer/email", "too_long"),
        field("a phone of 41", d.file_with("/customer/phone", "1".repeat(41)), "/customer/phone", "too_long"),
        field("a serial of 101", d.file_with("/lines/0/serial", "1".repeat(101)), "/lines/0/serial", "too_long"),
        field("an order number of 65", d.find(&json!({ "order_number": "1".repeat(65), "email": "a@b.example" })), "/order_number", "too_long"),
        field("a message of 4,001", d.write(&json!({ "text": long(4_001) })), "/text", "too_long"),
        field("51 lines", d.file_with("/lines", lines(51)), "/lines", "too_many"),
        // Dates.
        field("the 30th of February", d.state_with("/stated_order/placed_on", "2026-02-30"), "/stated_order/placed_on", "invalid_date"),
        field("a day without its zeros", d.state_with("/stated_order/placed_on", "2026-2-3"), "/stated_order/placed_on", "invalid_date"),
        field("no day at all", d.state_with("/stated_order/delivered_on", "yesterday"), "/stated_order/delivered_on", "invalid_date"),
        field("bought in the future", d.state_with("/stated_order/placed_on", tomorrow.as_str()), "/stated_order/placed_on", "in_the_future"),
        field("delivered in the future", d.state_with("/stated_order/delivered_on", tomorrow.as_str()), "/stated_order/delivered_on", "in_the_future"),
        // Quantities.
        field("minus one unit", d.file_with("/lines/0/quantity", -1), "/lines/0/quantity", "too_small"),
        field("no unit", d.file_with("/lines/0/quantity", 0), "/lines/0/quantity", "too_small"),
        field("more units than bought", d.file_with("/lines/0/quantity", 3), "/lines/0/quantity", "too_large"),
        field("more units than there are numbers", d.file_with("/lines/0/quantity", u64::MAX), "/lines/0/quantity", "too_large"),
        field("more units than bought, in two lines", d.file_with("/lines", Value::from(vec![d.draft["lines"][0].clone(); 3])), "/lines/1/line", "duplicate_line"),
        // What there is not.
        field("a line of another order", d.file_with("/lines/0/line", "99"), "/lines/0/line", "unknown_line"),
        field("a problem that is not on the list", d.file_with("/lines/0/problem", "boredom"), "/lines/0/problem", "unknown_problem"),
        field("a remedy there is not", d.file_with("/lines/0/requested", "apology"), "/lines/0/requested", "unknown_value"),
        field("an event there is not", d.event(json!({ "type": "claim.exploded" })), "/type", "unknown_value"),
        field("no e-mail address", d.file_with("/customer/email", "nobody"), "/customer/email", "invalid_email"),
        field("no e-mail address in a look-up", d.find(&json!({ "order_number": "T-1", "email": "@" })), "/email", "invalid_email"),
        field("evidence of no kind", d.upload("selfie", "a.jpg", "image/jpeg", &jpeg), "/kind", "unknown_value"),
        // Files.
        whole("a file of 11 MB", d.upload("photo", "a.jpg", "image/jpeg", &eleven_mb), 413, "file_too_large"),
        whole("a PNG that says it is a JPEG", d.upload("photo", "a.jpg", "image/jpeg", &photo::phone_png()), 422, "file_type_mismatch"),
        whole("a JPEG that is named PDF", d.upload("receipt", "a.pdf", "application/pdf", &jpeg), 422, "file_type_mismatch"),
        whole("a page that says it is a JPEG", d.upload("photo", "a.jpg", "image/jpeg", b"<script>alert(1)</script>"), 422, "file_type_mismatch"),
        whole("an empty file", d.upload("photo", "a.jpg", "image/jpeg", b""), 422, "file_type_mismatch"),
        whole("a page", d.upload("photo", "a.html", "text/html", b"<script>alert(1)</script>"), 415, "unsupported_media_type"),
        whole("a drawing that can run scripts", d.upload("photo", "a.svg", "image/svg+xml", b"<svg onload='alert(1)'/>"), 415, "unsupported_media_type"),
        // Bodies.
        whole("no JSON", d.submit("lines=1"), 400, "invalid_json"),
        whole("nothing", d.submit(""), 400, "invalid_json"),
        whole("half a body", d.submit("{\"locale\":\"en\""), 400, "invalid_json"),
        whole("two bodies", d.submit(format!("{0}{0}", d.draft)), 400, "invalid_json"),
        whole("bytes that are no text", d.submit(b"{\"locale\":\"\xff\xfe\"}".to_vec()), 400, "invalid_json"),
        whole("1 MB of `[`", d.submit("[".repeat(1024 * 1024)), 413, "body_too_large"),
        whole("60 KB of `[`", d.submit("[".repeat(60_000)), 400, "invalid_json"),
        whole("60 KB of `{\"a\":`", d.submit("{\"a\":".repeat(12_000)), 400, "invalid_json"),
        whole("an event of 1 MB of `[`", desk::signed(&d.world.edge, &desk::new_id(), desk::unix_seconds(), &"[".repeat(1024 * 1024)).outcome(), 413, "body_too_large"),
        whole("an event that is no JSON", desk::signed(&d.world.edge, &desk::new_id(), desk::unix_seconds(), "{").send(), 400, "invalid_json"),
        // Idempotency keys.
        whole("no idempotency key", d.file_under(None), 400, "idempotency_key_missing"),
        whole("a key of seven characters", d.file_under(Some("1234567")), 400, "idempotency_key_missing"),
        whole("a key of 129", d.file_under(Some(&"1".repeat(129))), 400, "idempotency_key_missing"),
        whole("a key with spaces", d.file_under(Some("a key of mine")), 400, "idempotency_key_missing"),
        whole("a key used with another body", d.file_under(Some(&d.used_key)), 422, "idempotency_key_reused"),
        // Tokens.
        whole("no order token", post(&d.world.edge.at("/v1/claims")).header("idempotency-key", &new_key()).json(&d.draft).send(), 401, "token_missing"),
        whole("a forged order token", d.file_by(&token::tampered(&d.verified.order_token)), 401, "token_invalid"),
        whole("an expired order token", d.file_by(&token::expired(&d.verified.order_token)), 401, "token_expired"),
        whole("another shop's order token", d.file_by(&token::foreign(&d.verified.order_token)), 401, "token_invalid"),
        whole("a tracking token to file with", d.file_by(track), 401, "token_invalid"),
        whole("a forged tracking token", track_call(&token::tampered(track)), 401, "token_invalid"),
        whole("an expired tracking token", track_call(&token::expired(track)), 401, "token_expired"),
        whole("another shop's tracking token", track_call(&token::foreign(track)), 401, "token_invalid"),
        whole("an order token to look with", track_call(&d.verified.order_token), 401, "token_invalid"),
        whole("the token of another claim", get(&d.world.edge.at("/v1/claims/2222-2222-2222")).bearer(track).send(), 404, "claim_not_found"),
        // Webhooks.
        whole("a webhook with a wrong signature", d.event_signed(|call| call.body("application/json", "{}"), 0), 401, "signature_invalid"),
        whole("a webhook six minutes old", d.event_signed(|call| call, 360), 401, "timestamp_out_of_tolerance"),
        whole("a webhook without a signature", post(&d.world.edge.at("/v1/backend/events")).body("application/json", "{}").send(), 401, "signature_invalid"),
    ]
}

#[test]
fn every_bad_input_gets_its_problem_and_nothing_is_kept_of_it() {
    let world = World::new();
    let desk = Desk::new(&world);
    let kept = || (desk::claims(&world.edge), desk.claim.view());
    let before = kept();
    let told = |world: &World| world.shop.count(ShopCall::Events);
    tests::patience::until("both claims at the shop", || {
        (told(&world) == 2).then_some(())
    });

    let wrong: Vec<String> = table(&desk).iter().filter_map(Line::complaint).collect();

    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    assert_eq!(kept(), before, "something of it was kept");
    assert_eq!(told(&world), 2, "the shop heard of it");
    // And the same things, said right, are taken.
    let _ = desk.file(|_| {}).expect(201);
}

impl Line {
    /// What is wrong with the answer, if anything; all lines are looked at before the test fails.
    fn complaint(&self) -> Option<String> {
        let Self {
            what,
            answer,
            status,
            code,
            pointer,
            field,
        } = self;
        let got = serde_json::from_slice::<claims::wire::Problem>(&answer.body).ok();
        let fits = got.as_ref().is_some_and(|got| {
            let named = got
                .errors
                .iter()
                .any(|error| (error.pointer.as_str(), error.code.as_str()) == (*pointer, *field));
            (answer.status, got.code.as_str()) == (*status, *code) && (field.is_empty() || named)
        });
        let json = answer.header("content-type") == Some("application/problem+json");
        (!fits || !json).then(|| {
            let body: String = answer.text().chars().take(400).collect();
            format!(
                "{what}: expected {status} {code} {pointer} {field}, got {} {body}",
                answer.status
            )
        })
    }
}
