//! The description of the API is true: every route answers as it says, and every example in it is replayed.
//!
//! With `RECOURSE_WRITE_EXAMPLES=1` the examples are written anew from a run; `cargo xtask schema` then puts them in.

use serde_json::{Map, Value, json};
use std::{cell::RefCell, collections::BTreeSet, env, fs, path::Path};
use tests::{
    config::{Config, SHOP_SECRET},
    customer::{Held, Upload, new_key},
    desk,
    http::{Answer, Call, get},
    photo,
    world::World,
};

const FILE: &str = include_str!("../../../edge/openapi.json");
const LAMPS: &str = include_str!("../../../examples/storefront-lamps/wrangler.toml");
const EXAMPLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/examples");

/// As examples have them, in place of what is another in every run.
const NUMBER: &str = "22YS-6QQV-8TX7";
const PLACE: &str = "https://claims.lumen.example";

/// The description, and the shop it is compared with.
struct Replay {
    document: Value,
    world: World,
    /// Live claim, order token, tracking token.
    number: RefCell<String>,
    order_token: RefCell<String>,
    tracking_token: RefCell<String>,
    replayed: RefCell<BTreeSet<String>>,
}

impl Replay {
    /// One operation, with the body of its example, or with that one: the status it names first, an answer of its
    /// schema, in the shape of its example.
    #[track_caller]
    fn replay(&self, id: &str, otherwise: Option<Value>) -> Answer {
        let (method, path, operation) = self.operation(id);
        let request = &operation["requestBody"]["content"]["application/json"]["example"];
        let body = match (request.is_null(), otherwise) {
            (false, _) => Some(request.clone()),
            (true, otherwise) => otherwise,
        };
        let answer = self.call(&method, &path, &operation, body.as_ref());
        let (status, described) = operation["responses"]
            .as_object()
            .unwrap()
            .iter()
            .next()
            .unwrap();
        let answer = answer.expect(status.parse().unwrap());
        let content = &described["content"]["application/json"];
        if content.is_object() {
            let found: Value = answer.json();
            self.assert_valid(id, &content["schema"], &found);
            if env::var_os("RECOURSE_WRITE_EXAMPLES").is_some() {
                self.write(id, body.as_ref(), &found);
            } else if !content["example"].is_null() {
                assert_eq!(shape(&found), shape(&content["example"]), "{id}: {found:#}");
            }
        }
        self.replayed.borrow_mut().insert(id.to_owned());
        answer
    }

    fn call(&self, method: &str, path: &str, operation: &Value, body: Option<&Value>) -> Answer {
        let path = path.replace("{number}", &self.number.borrow());
        let url = self.world.edge.at(&path);
        let text = body.map(|body| body.to_string().replace(NUMBER, &self.number.borrow()));
        let scheme = operation["security"][0]
            .as_object()
            .and_then(|scheme| scheme.keys().next().cloned());
        let call = match scheme.as_deref() {
            Some("webhookSignature") => {
                let text = text.unwrap();
                return desk::signed(
                    &self.world.edge,
                    &desk::new_id(),
                    desk::unix_seconds(),
                    &text,
                )
                .send();
            }
            Some("shopSecret") => Call::new(method, &url).bearer(SHOP_SECRET),
            Some("orderToken") => Call::new(method, &url)
                .bearer(&self.order_token.borrow())
                .header("idempotency-key", &new_key()),
            Some("trackingToken") => Call::new(method, &url).bearer(&self.tracking_token.borrow()),
            Some(other) => panic!("nobody has {other}"),
            None => Call::new(method, &url),
        };
        match text {
            Some(text) => call.body("application/json", text).send(),
            None => call.send(),
        }
    }

    fn operation(&self, id: &str) -> (String, String, Value) {
        for (path, item) in self.document["paths"].as_object().unwrap() {
            for (method, operation) in item.as_object().unwrap() {
                if operation["operationId"] == id {
                    return (method.to_uppercase(), path.clone(), operation.clone());
                }
            }
        }
        panic!("there is no operation {id}")
    }

    #[track_caller]
    fn assert_valid(&self, id: &str, schema: &Value, found: &Value) {
        let mut root = schema.clone();
        root["components"] = self.document["components"].clone();
        let validator = jsonschema::draft202012::new(&root).unwrap();
        let errors: Vec<String> = validator
            .iter_errors(found)
            .map(|error| format!("{}: {error}", error.instance_path))
            .collect();
        assert!(errors.is_empty(), "{id}: {errors:#?} in {found:#}");
    }

    fn write(&self, id: &str, request: Option<&Value>, answer: &Value) {
        // The shop's is as long as all the others together; the others are files of their own.
        if ["shop", "openapi", "policySchema"].contains(&id) {
            return;
        }
        let number = match (id, self.number.borrow().as_str()) {
            ("fileClaim", _) => answer["claim"]["number"].as_str().unwrap().to_owned(),
            (_, "") => "no number yet".to_owned(),
            (_, number) => number.to_owned(),
        };
        let quiet = |value: &Value| quiet(value, &self.world.edge.url, &number);
        let mut example = json!({ "answer": quiet(answer) });
        if let Some(request) = request {
            example["request"] = quiet(request);
        }
        let file = Path::new(EXAMPLES).join(format!("{id}.json"));
        fs::write(file, format!("{example:#}\n")).unwrap();
    }
}

/// Without what is of one run only.
fn quiet(value: &Value, url: &str, number: &str) -> Value {
    match value {
        Value::String(text) => {
            let text = text.replace(url, PLACE).replace(number, NUMBER);
            let cut = |at: usize| format!("{}demo1.eyJwIjoi…", &text[..at]);
            let token = text.find("test.").map(cut);
            token.unwrap_or(text).into()
        }
        Value::Array(values) => values
            .iter()
            .map(|value| quiet(value, url, number))
            .collect(),
        Value::Object(object) => object
            .iter()
            .map(|(key, value)| (key.clone(), quiet(value, url, number)))
            .collect::<Map<_, _>>()
            .into(),
        Value::Null | Value::Bool(_) | Value::Number(_) => value.clone(),
    }
}

/// Keys and types, without values.
fn shape(value: &Value) -> Value {
    match value {
        Value::Null => "null".into(),
        Value::Bool(_) => "bool".into(),
        Value::Number(_) => "number".into(),
        Value::String(_) => "text".into(),
        Value::Array(values) => values.iter().map(shape).collect(),
        Value::Object(object) => object
            .iter()
            .map(|(key, value)| (key.clone(), shape(value)))
            .collect::<Map<_, _>>()
            .into(),
    }
}

#[test]
fn every_route_answers_as_it_is_described_and_every_example_is_replayed() {
    let replay = Replay {
        document: serde_json::from_str(FILE).unwrap(),
        world: World::of(&Config::parse(LAMPS).without("MAIL")),
        number: RefCell::default(),
        order_token: RefCell::default(),
        tracking_token: RefCell::default(),
        replayed: RefCell::default(),
    };
    let keep = |place: &RefCell<String>, answer: &Answer, pointer: &str| {
        let answer: Value = answer.json();
        *place.borrow_mut() = answer
            .pointer(pointer)
            .unwrap()
            .as_str()
            .unwrap()
            .to_owned();
    };
    let offer = json!({ "claim": NUMBER, "type": "offer.made", "remedy": "partial_refund", "amount": { "amount_minor": 890, "currency": "EUR" }, "message": "Keep it, and have this back." });

    let _ = replay.replay("health", None);
    let _ = replay.replay("shop", None);
    let find = json!({ "order_number": "LL-1009", "email": "olga@mail.example", "locale": "en" });
    let solved = json!({ "problem": "does-not-light" });
    let _ = replay.replay("countSolved", Some(solved));
    let found = replay.replay("findOrder", Some(find));
    keep(&replay.order_token, &found, "/order_token");
    let draft = json!({
        "locale": "en",
        "customer": { "name": "Olga P", "email": "olga@mail.example" },
        "lines": [{ "line": "1", "quantity": 1, "problem": "does-not-light", "description": "It does not light any more.", "requested": "replace" }],
        "files": [{ "kind": "photo", "name": "lamp.jpg", "media_type": "image/jpeg", "size_bytes": 640 }],
    });
    let filed = replay.replay("fileClaim", Some(draft.clone()));
    keep(&replay.number, &filed, "/claim/number");
    keep(&replay.tracking_token, &filed, "/tracking_token");
    let _ = replay.replay("sendEvent", Some(offer.clone()));
    let _ = replay.replay("declineOffer", None);
    let _ = replay.replay("sendEvent", Some(offer.clone()));
    let counter = json!({ "amount": { "amount_minor": 1290, "currency": "EUR" }, "text": "It was a present." });
    let _ = replay.replay("counterOffer", Some(counter));
    let _ = replay.replay("sendEvent", Some(offer));
    let _ = replay.replay("acceptOffer", None);
    let _ = replay.replay("write", Some(json!({ "text": "May I keep the old one?" })));
    let _ = replay.replay("viewClaim", None);
    let _ = replay.replay("statement", None);
    let _ = replay.replay(
        "recoverLinks",
        Some(json!({ "email": "olga@mail.example", "number": NUMBER })),
    );
    let _ = replay.replay("listClaims", None);
    let _ = replay.replay("openClaim", None);
    let _ = replay.replay("metrics", None);
    let _ = replay.replay("listDead", None);
    let _ = replay.replay("replayAll", None);
    let person = json!({ "email": "olga@mail.example" });
    let _ = replay.replay("exportPerson", Some(person.clone()));
    let _ = replay.replay("withdraw", Some(json!({ "reason": "I found the switch." })));
    let file = get_file(&replay, &draft);
    assert_eq!(file.header("content-type"), Some("image/jpeg"));
    let _ = replay.replay("eraseClaim", None);
    let _ = replay.replay("erasePerson", Some(person));
    for page in [
        "openapi",
        "policySchema",
        "loader",
        "policyPage",
        "embedCheck",
        "embedCheckFacts",
        "trackPage",
        "claimPage",
        "claimPageWithFields",
    ] {
        let _ = replay.replay(page, None);
    }

    let mut left = BTreeSet::new();
    for item in replay.document["paths"].as_object().unwrap().values() {
        for operation in item.as_object().unwrap().values() {
            let id = operation["operationId"].as_str().unwrap();
            if !replay.replayed.borrow().contains(id) {
                left.insert(id.to_owned());
            }
        }
    }
    // These take bytes, a socket or forms, or something that has to happen first: they have stories of their own.
    let elsewhere = [
        "asset",
        "chooseTime",
        "claimAgain",
        "claimStep",
        "file",
        "follow",
        "rate",
        "replay",
        "sendFile",
        "sendShopFile",
        "trackAgain",
        "trackForm",
        "trackStep",
    ];
    assert_eq!(left, BTreeSet::from(elsewhere.map(str::to_owned)));
}

/// Sends a photo on a claim of its own, and reads it by its link.
fn get_file(replay: &Replay, draft: &Value) -> Answer {
    let (_, _, operation) = replay.operation("fileClaim");
    let answer = replay.call("POST", "/v1/claims", &operation, Some(draft));
    let claim = Held {
        edge: &replay.world.edge,
        filed: answer.expect(201).json(),
    };
    let bytes = photo::plain_jpeg(16, 1);
    let view: Value = claim.upload(&Upload::photo(&bytes)).expect(200).json();
    replay.assert_valid(
        "sendFile",
        &json!({ "$ref": "#/components/schemas/ClaimView" }),
        &view,
    );
    let told = replay
        .world
        .shop
        .waits_for(claim.number(), "evidence.added");
    let webhook: Value = serde_json::from_str(&told.call.body).unwrap();
    replay.assert_valid(
        "the claim in a webhook",
        &json!({ "$ref": "#/components/schemas/Claim" }),
        &webhook["data"]["claim"],
    );
    get(&told.event.data.evidence_urls[&1]).send().expect(200)
}

#[test]
fn a_refusal_is_a_problem_as_it_is_described() {
    let world = World::shared();
    let document: Value = serde_json::from_str(FILE).unwrap();
    let codes: BTreeSet<&str> = document["components"]["schemas"]["Problem"]["properties"]["code"]
        ["examples"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(Value::as_str)
        .collect();
    assert!(codes.len() > 20, "{codes:?}");
    let mut root = json!({ "$ref": "#/components/schemas/Problem" });
    root["components"] = document["components"].clone();
    let validator = jsonschema::draft202012::new(&root).unwrap();
    for (method, path) in [
        ("POST", "/v1/orders/find"),
        ("GET", "/nowhere"),
        ("PUT", "/v1/shop"),
        ("GET", "/v1/backend/claims"),
    ] {
        let problem: Value = Call::new(method, &world.edge.at(path))
            .json(&json!({ "email": 7 }))
            .send()
            .json();
        assert!(validator.is_valid(&problem), "{problem:#}");
        assert!(
            codes.contains(problem["code"].as_str().unwrap()),
            "{problem:#}"
        );
    }
}

#[test]
fn the_worker_serves_the_description_that_is_kept() {
    let world = World::shared();
    let served = get(&world.edge.at("/openapi.json")).send().expect(200);
    assert_eq!(served.text(), FILE);
    assert_eq!(served.header("access-control-allow-origin"), Some("*"));
}
