//! What whoever runs it sees: the log, health, counters, traces. And what nobody sees there: a person.

use backend::{Call as ShopCall, Fault};
use claims::{problem::ProblemKind, wire::Problem};
use serde_json::Value;
use tests::{
    config::{Config, SHOP_SECRET, TOKEN_KEYS, WEBHOOK_SECRET},
    customer::{self, Held, Upload, new_key},
    http::{get, post},
    patience, photo,
    world::World,
};

/// The log's lines of an event.
fn lines(world: &World, event: &str) -> Vec<Value> {
    let log = world.edge.log();
    log.lines()
        .filter_map(|line| serde_json::from_str::<Value>(&line[line.find('{')?..]).ok())
        .filter(|line| line["event"] == event)
        .collect()
}

#[test]
fn a_refusal_is_found_in_the_log_by_the_id_in_its_answer() {
    let world = World::shared();
    let answer = customer::find(&world.edge, "T-99999", "stranger@mail.example");
    let problem: Problem = answer.problem(404, "order_not_found");
    assert_eq!(
        answer.header("x-request-id"),
        Some(problem.request_id.as_str())
    );

    let line = patience::until("the request in the log", || {
        let mut lines = lines(&world, "request").into_iter();
        lines.find(|line| line["request_id"] == problem.request_id.as_str())
    });
    assert_eq!(line["level"], "warn");
    assert_eq!(line["method"], "POST");
    assert_eq!(line["route"], "/v1/orders/find");
    assert_eq!(
        (line["status"].as_u64(), line["code"].as_str()),
        (Some(404), Some("order_not_found"))
    );
    assert!(line["ms"].is_u64() && line["backend_ms"].is_u64(), "{line}");
}

#[test]
fn the_log_of_a_whole_story_names_no_person_token_or_secret() {
    let world = World::of(&Config::lumen().with("FAULTS", "on"));
    let (order, found) = world.found(10);
    let mut draft = world.draft(&order, "1", ProblemKind::Defective);
    draft.customer.phone = Some("+33 6 12 34 56 78".to_owned());
    draft.lines[0].description = "Behind the sofa of aunt Agathe".to_owned();
    // An answer of the backend that is not understood, and one that never comes, are logged too.
    world.shop.fails(ShopCall::OrdersFind, Fault::Garbage, 1);
    let _ = world.find(&order);
    world.shop.fails(ShopCall::Events, Fault::status(503), 2);
    let claim = customer::file(&world.edge, &found, &draft);
    let _ = claim.write("Call me: +33 6 12 34 56 78").expect(200);
    let _ = claim
        .upload(&Upload {
            name: "agathe.jpg",
            ..Upload::photo(&photo::phone_jpeg(4))
        })
        .expect(200);
    let _ = claim
        .upload(&Upload::photo(b"no photo"))
        .problem(422, "file_type_mismatch");
    let _ = claim
        .call("GET", "")
        .header("recourse-fault", "ledger-panic")
        .send();
    let told = world.shop.waits_for(claim.number(), "evidence.added");
    let file = told.event.data.evidence_urls[&1].clone();
    let _ = get(&file).send().expect(200);
    let _ = get(&format!("{file}x"))
        .send()
        .problem(401, "token_invalid");
    let _ = post(&world.edge.at("/v1/claims/recover"))
        .json(&serde_json::json!({ "email": order.email }))
        .send()
        .expect(202);
    let _ = post(&world.edge.at("/v1/backend/person/export"))
        .bearer(SHOP_SECRET)
        .json(&serde_json::json!({ "email": order.email }))
        .send()
        .expect(200);
    let _ = get(&world.edge.at("/zoe.martin@mail.example")).send();
    world.edge.wait_for_log("delivery_failed");
    world.edge.wait_for_log("elsewhere");

    let log = world.edge.log();
    let token = file.rsplit_once('/').unwrap().1;
    for personal in [
        order.email.as_str(),
        "mail.example",
        "Zoé",
        "zoe",
        "Agathe",
        "agathe",
        "12 34 56",
        order.number(),
        claim.number(),
        &claim.filed.tracking_token,
        &found.order_token,
        token,
        SHOP_SECRET,
        WEBHOOK_SECRET,
        TOKEN_KEYS.split_once(':').unwrap().1,
    ] {
        assert!(!log.contains(personal), "{personal} is in the log:\n{log}");
    }
    let ours = log.lines().filter(|line| line.contains("\"event\":"));
    assert!(ours.count() > 5, "{log}");
}

#[test]
fn the_callers_trace_goes_on_to_the_backend() {
    let world = World::shared();
    let order = world.order(10);
    let find = |traceparent: Option<&str>| {
        let mut call = post(&world.edge.at("/v1/orders/find"));
        if let Some(traceparent) = traceparent {
            call = call.header("traceparent", traceparent);
        }
        let body = serde_json::json!({ "order_number": order.number(), "email": order.email });
        let answer = call.json(&body).send().expect(200);
        let calls = world.shop.calls(ShopCall::OrdersFind);
        let asked = calls
            .iter()
            .rev()
            .find(|call| call.body.contains(order.number()));
        (answer, asked.unwrap().headers["traceparent"].clone())
    };
    let trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    let (_, passed) = find(Some(&format!("00-{trace}-00f067aa0ba902b7-01")));
    assert!(
        passed.starts_with(&format!("00-{trace}-")) && passed.ends_with("-01"),
        "{passed}"
    );
    assert!(
        !passed.contains("00f067aa0ba902b7"),
        "a span of its own: {passed}"
    );

    for nonsense in [
        None,
        Some("00-x"),
        Some("00-4bf92f3577b34da6a3ce929d0e0e4736-0-01"),
    ] {
        let (answer, passed) = find(nonsense);
        let id = answer.header("x-request-id").unwrap();
        assert!(passed.starts_with(&format!("00-{id}-")), "{passed}");
    }
}

#[test]
fn health_tells_what_waits_and_since_when_and_what_was_given_up() {
    let config = Config::lumen()
        .with("RETRY_SCHEDULE", "0.1")
        .with("SHARDS", 3);
    let world = World::of(&config);
    let health = || -> Value { get(&world.edge.at("/v1/health")).send().expect(200).json() };
    assert_eq!(
        health(),
        serde_json::json!({ "status": "ok", "undelivered": 0, "oldest_undelivered_s": null, "unsent": 0, "dead_letters": 0 })
    );
    world.shop.closes();
    let claim = {
        // The order is stated: nobody confirms it.
        let order = tests::shop::Order::delivered(10);
        let found = world.find(&order);
        let draft = super::the_backend_is_down::stated(&world, &order);
        let filed = customer::submit(&world.edge, &found.order_token, &new_key(), &draft);
        Held {
            edge: &world.edge,
            filed: filed.expect(201).json(),
        }
    };
    let dead = patience::until("a dead letter", || {
        let health = health();
        (health["dead_letters"].as_i64() >= Some(1)).then_some(health)
    });
    assert_eq!(
        dead["status"], "ok",
        "a shop that does not listen is not ours to be down for"
    );
    let _ = claim.view();

    let metrics = get(&world.edge.at("/v1/backend/metrics"))
        .bearer(SHOP_SECRET)
        .send()
        .expect(200);
    assert!(
        metrics
            .header("content-type")
            .unwrap()
            .starts_with("text/plain; version=0.0.4")
    );
    let text = metrics.text();
    let sum = |name: &str| -> i64 {
        let lines = text
            .lines()
            .filter(|line| line.starts_with(&format!("{name}{{")));
        lines
            .filter_map(|line| line.rsplit_once(' ')?.1.parse::<i64>().ok())
            .sum()
    };
    assert_eq!(sum("recourse_ledger_up"), 3);
    assert_eq!(sum("recourse_claims_filed_total"), 1);
    assert!(
        sum("recourse_dead_letters") >= 1 && sum("recourse_ledger_bytes") > 0,
        "{text}"
    );
    let filed = "recourse_requests_total{route=\"/v1/claims\",method=\"POST\",status=\"201\"} 1";
    assert!(text.lines().any(|line| line == filed), "{text}");
}

#[test]
fn how_long_the_oldest_event_waits_is_told_by_health_and_counters_until_it_is_delivered() {
    let config = Config::lumen()
        .with("RETRY_SCHEDULE", "3600,3600")
        .with("FAULTS", "on");
    let world = World::of(&config);
    world.shop.fails(ShopCall::Events, Fault::status(503), 1);
    let claim = world.claim();
    world.edge.wait_for_log("delivery_failed");
    let _ = claim.write("A younger event.").expect(200);
    let filed = claim.filed.claim.timeline[0].at;
    let health = || -> Value { get(&world.edge.at("/v1/health")).send().expect(200).json() };

    world.edge.sets_the_clock(filed.plus_ms(20 * 60_000));

    let waiting = health();
    assert_eq!(waiting["undelivered"], 2);
    let oldest_s = waiting["oldest_undelivered_s"].as_i64().unwrap();
    assert!((1_200..1_260).contains(&oldest_s), "{waiting}");
    let metrics = get(&world.edge.at("/v1/backend/metrics"));
    let text = metrics.bearer(SHOP_SECRET).send().expect(200).text();
    let counted = text.lines().find_map(|line| {
        let value = line.strip_prefix("recourse_oldest_undelivered_seconds{shard=\"0\"} ")?;
        value.parse::<i64>().ok()
    });
    assert!(counted.is_some_and(|seconds| seconds >= oldest_s), "{text}");

    world.edge.sets_the_clock(filed.plus_ms(70 * 60_000));
    let _ = world.shop.waits_for(claim.number(), "message.added");
    patience::until("nothing to wait", || {
        (health()["oldest_undelivered_s"] == Value::Null).then_some(())
    });
}

#[test]
fn a_ledger_that_cannot_be_read_makes_it_not_ready_and_the_others_go_on() {
    let mut world = World::of(&Config::lumen().with("SHARDS", 2));
    let claims: Vec<_> = (0..8).map(|_| world.claim().filed).collect();
    world.edge.stop();
    let is_of_a_shard = |path: &std::path::PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.ends_with(".sqlite") && name != "metadata.sqlite"
    };
    let files = std::fs::read_dir(world.edge.ledger_folder()).unwrap();
    let mut shards = files.map(|file| file.unwrap().path()).filter(is_of_a_shard);
    let broken = shards.next().expect("a shard's file");
    for part in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{part}", broken.display()));
    }
    std::fs::write(&broken, [7; 8192]).unwrap();
    world.edge.resume();

    let health: Value = get(&world.edge.at("/v1/health")).send().expect(503).json();
    assert_eq!(health["status"], "ledger_unreachable");
    let silent = health["silent_shards"].as_array().unwrap();
    let [silent] = silent.as_slice() else {
        panic!("{health}");
    };
    let metrics = get(&world.edge.at("/v1/backend/metrics"));
    let metrics = metrics.bearer(SHOP_SECRET).send().expect(200).text();
    let down = format!("recourse_ledger_up{{shard=\"{silent}\"}} 0");
    assert!(metrics.contains(&down), "{metrics}");

    let mut answered = [0, 0];
    for filed in claims {
        let shard = u64::from(
            claims::number::ClaimNumber::parse(&filed.claim.number)
                .unwrap()
                .shard(),
        );
        let claim = Held {
            edge: &world.edge,
            filed,
        };
        let status = claim.call("GET", "").outcome().status;
        let is_broken = Some(shard) == silent.as_u64();
        assert_eq!(status, if is_broken { 500 } else { 200 });
        answered[usize::from(is_broken)] += 1;
    }
    assert!(answered[0] > 0, "{answered:?}");
}

#[test]
fn counters_are_for_the_shop_only_and_name_no_path_that_was_made_up() {
    let world = World::shared();
    let url = world.edge.at("/v1/backend/metrics");
    let _ = get(&url).send().problem(401, "token_missing");
    let _ = get(&url)
        .bearer("wrong")
        .send()
        .problem(401, "token_invalid");
    let _ = get(&world.edge.at("/zoe@mail.example"))
        .send()
        .problem(404, "not_found");
    let text = get(&url).bearer(SHOP_SECRET).send().expect(200).text();
    assert!(
        text.contains("route=\"elsewhere\"") && !text.contains("zoe"),
        "{text}"
    );
}
