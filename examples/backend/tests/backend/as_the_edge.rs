//! Calls the backend the way the edge does.

use backend::{Backend, Config, config::Secret, signature};
use claims::{
    civil::{Date, Instant},
    claim::{Actor, Claim, Next},
    draft::{Customer, DraftLine},
    number::ClaimNumber,
    status::{ClaimEvent, Goods, Status},
    timeline::Happened,
    verdict::{Decision, Verdict},
    wire::{ShopEvent, ShopEventData},
};
use std::{collections::BTreeMap, time::Duration};

pub struct Answered {
    pub status: u16,
    pub retry_after: Option<String>,
    pub location: Option<String>,
    pub body: String,
}

pub fn start() -> Backend {
    Backend::in_memory(Config {
        today: Date::new(2026, 11, 21).unwrap(),
        ..Config::default()
    })
    .unwrap()
}

pub fn secret() -> Secret {
    Config::default().lamps.webhook_secret
}

pub fn post(
    shop: &Backend,
    path: &str,
    body: &str,
    headers: &[(&str, String)],
    limit: Duration,
) -> Result<Answered, ureq::Error> {
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .timeout_global(Some(limit))
        .build()
        .into();
    let mut request = agent.post(format!("{}{path}", shop.url()));
    for (name, value) in headers {
        request = request.header(*name, value);
    }
    let mut response = request.send(body)?;
    let header = |name: &str| {
        response
            .headers()
            .get(name)
            .and_then(|value| value.to_str().ok())
            .map(str::to_owned)
    };
    Ok(Answered {
        status: response.status().as_u16(),
        retry_after: header("retry-after"),
        location: header("location"),
        body: response.body_mut().read_to_string().unwrap_or_default(),
    })
}

pub fn signed(shop: &Backend, path: &str, id: &str, body: &str) -> Result<Answered, ureq::Error> {
    let headers = signature::sign(&secret(), id, body).unwrap();
    post(shop, path, body, &headers, Duration::from_secs(5))
}

pub fn find(shop: &Backend, number: &str, email: &str) -> Answered {
    let body = format!(r#"{{"order_number":"{number}","email":"{email}"}}"#);
    signed(shop, "/orders/find", "msg_find", &body).unwrap()
}

pub fn submitted(shop: &Backend) -> String {
    let order = shop.orders()[1].facts.clone();
    let now = Instant::parse("2026-11-21T22:18:49.000Z").unwrap();
    let claim = Claim {
        number: ClaimNumber::new(1, 0, 42),
        created_at: now,
        updated_at: now,
        filed_on: Date::new(2026, 11, 21).unwrap(),
        locale: "fr".to_owned(),
        customer: Customer {
            name: "Youssef <script>".to_owned(),
            email: "youssef@mail.example".to_owned(),
            phone: None,
        },
        lines: vec![DraftLine {
            line: "1".to_owned(),
            quantity: 1,
            problem: "does-not-charge".to_owned(),
            ..Default::default()
        }],
        order,
        verdict: Verdict {
            policy_version: "1".to_owned(),
            decision: Decision::Review,
            lines: vec![],
        },
        status: Status::Received,
        goods: Goods::NotRequired,
        outcomes: vec![],
        evidence: vec![],
        offer: None,
        appointment: None,
        loaner: None,
        lending: None,
        files: Vec::new(),
        rating: None,
        reminded: None,
        agreed_at: None,
        next: Next {
            actor: Actor::Shop,
            action: "answer".to_owned(),
            due: None,
            day: None,
        },
    };
    let event = Happened {
        seq: 1,
        at: now,
        by: Actor::Customer,
        event: ClaimEvent::Submitted,
    };
    let data = ShopEventData {
        event,
        claim,
        tracking_url: "http://localhost:8787/track#t".to_owned(),
        evidence_urls: BTreeMap::new(),
    };
    serde_json::to_string(&ShopEvent {
        kind: "claim.submitted".to_owned(),
        timestamp: now,
        data,
    })
    .unwrap()
}
