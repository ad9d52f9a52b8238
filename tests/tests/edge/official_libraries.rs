//! Signatures are those of the official Standard Webhooks libraries of Rust, npm and PyPI, both ways, and while the
//! secret is being changed.

use claims::status::Status;
use serde_json::{Value, json};
use standardwebhooks::Webhook;
use std::{
    collections::BTreeMap,
    env,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};
use tests::{
    config::{Config, WEBHOOK_SECRET},
    desk,
    http::post,
    shop::Attempt,
    world::World,
};
use ureq::http::{HeaderMap, HeaderName, HeaderValue};

const NEW_SECRET: &str = "whsec_dGhlIHNlY3JldCB0aGF0IHRha2VzIHRoZSBvbGQgb25lJ3MgcGxhY2U=";
const FOREIGN_SECRET: &str = "whsec_YW5vdGhlciBzaG9wJ3Mgd2ViaG9vayBzZWNyZXQgISE=";

#[derive(Clone, Copy, Debug)]
enum Library {
    Rust,
    Npm,
    PyPi,
}

const ALL: [Library; 3] = [Library::Rust, Library::Npm, Library::PyPi];

impl Library {
    fn verifies(self, secret: &str, attempt: &Attempt) -> bool {
        let headers: BTreeMap<&str, &str> =
            ["webhook-id", "webhook-timestamp", "webhook-signature"]
                .map(|name| (name, attempt.call.headers[name].as_str()))
                .into();
        let body = &attempt.call.body;
        let asked = json!({ "secret": secret, "headers": headers, "body": body });
        let said = match self {
            Self::Rust => {
                return Webhook::new(secret)
                    .unwrap()
                    .verify(body.as_bytes(), &header_map(&headers))
                    .is_ok();
            }
            Self::Npm => node(&asked),
            Self::PyPi => python(&asked),
        };
        said.is_some_and(|said| {
            serde_json::from_str::<Value>(&said).unwrap()
                == serde_json::from_str::<Value>(body).unwrap()
        })
    }

    fn signs(self, secret: &str, id: &str, timestamp: i64, body: &str) -> String {
        let asked = json!({ "secret": secret, "id": id, "timestamp": timestamp, "body": body });
        let said = match self {
            Self::Rust => Webhook::new(secret)
                .unwrap()
                .sign(id, timestamp, body.as_bytes())
                .ok(),
            Self::Npm => node(&asked),
            Self::PyPi => python(&asked),
        };
        said.expect("a signature").trim().to_owned()
    }
}

fn header_map(headers: &BTreeMap<&str, &str>) -> HeaderMap {
    let parsed = |(name, value): (&&str, &&str)| {
        let name: HeaderName = name.parse().unwrap();
        let value: HeaderValue = value.parse().unwrap();
        (name, value)
    };
    headers.iter().map(parsed).collect()
}

fn node(asked: &Value) -> Option<String> {
    let node = env::var_os("RECOURSE_NODE").map_or_else(|| PathBuf::from("node"), PathBuf::from);
    answer(Command::new(node).arg(official("webhook.mjs")), asked)
}

fn python(asked: &Value) -> Option<String> {
    // `cargo xtask setup` makes it; `cargo xtask test` names it.
    let python = env::var_os("RECOURSE_PYTHON").map_or_else(
        || checkout().join("target/tools/python/bin/python"),
        PathBuf::from,
    );
    answer(Command::new(python).arg(official("webhook.py")), asked)
}

fn checkout() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap()
        .into()
}

fn official(name: &str) -> PathBuf {
    checkout().join("tests/official").join(name)
}

/// What the program says; nothing where it fails.
fn answer(command: &mut Command, asked: &Value) -> Option<String> {
    let mut program = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("cannot start {command:?}: {error}"));
    program
        .stdin
        .take()
        .unwrap()
        .write_all(asked.to_string().as_bytes())
        .unwrap();
    let output = program.wait_with_output().unwrap();
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success() || complaint.contains("No matching signature"),
        "{command:?}: {complaint}"
    );
    output
        .status
        .success()
        .then(|| String::from_utf8(output.stdout).unwrap())
}

#[test]
fn what_the_edge_sends_is_verified_by_all_three_with_the_old_secret_and_with_the_new() {
    let both = format!("{NEW_SECRET} {WEBHOOK_SECRET}");
    let world = World::of(&Config::lumen().with_secret("WEBHOOK_SECRET", &both));
    let claim = world.claim();
    let told = world.shop.waits_for(claim.number(), "claim.submitted");
    for library in ALL {
        for (secret, is_ours) in [
            (WEBHOOK_SECRET, true),
            (NEW_SECRET, true),
            (FOREIGN_SECRET, false),
        ] {
            assert_eq!(library.verifies(secret, &told), is_ours, "{library:?}");
        }
    }
}

#[test]
fn what_all_three_sign_with_the_old_secret_or_the_new_is_taken() {
    let both = format!("{NEW_SECRET} {WEBHOOK_SECRET}");
    let world = World::of(&Config::lumen().with_secret("WEBHOOK_SECRET", &both));
    for library in ALL {
        for secret in [WEBHOOK_SECRET, NEW_SECRET, FOREIGN_SECRET] {
            let claim = world.claim();
            let (id, now) = (desk::new_id(), desk::unix_seconds());
            let body = json!({ "claim": claim.number(), "type": "claim.under_review" }).to_string();
            let answer = post(&world.edge.at("/v1/backend/events"))
                .header("webhook-id", &id)
                .header("webhook-timestamp", &now.to_string())
                .header("webhook-signature", &library.signs(secret, &id, now, &body))
                .body("application/json", body)
                .send();
            if secret == FOREIGN_SECRET {
                let _ = answer.problem(401, "signature_invalid");
                assert_eq!(claim.view().status, Status::Received, "{library:?}");
            } else {
                let _ = answer.expect(200);
                assert_eq!(claim.view().status, Status::UnderReview, "{library:?}");
            }
        }
    }
}
