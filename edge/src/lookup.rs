//! Asks the shop's backend for an order: signed `POST {BACKEND_URL}/orders/find`.

use crate::{
    call::random,
    config::{Config, hex},
    delivery,
    log::{self, Level},
};
use claims::{
    order::{OrderFacts, read_order},
    wire::{Asked, BackendFindOrder, FieldError, Unreadable},
};

/// The customer is waiting.
pub const TIMEOUT_MS: u64 = 3_000;

/// An answer that is longer is none: its facts travel in the order token, and the platform takes 128 KB of headers.
const ANSWER_BYTES_MAX: usize = 64 * 1024;

/// What the backend says.
pub enum LookUp {
    /// These are the facts.
    Order(Box<OrderFacts>),
    /// Number and e-mail do not belong together.
    Unknown,
    /// Nothing usable, and why, for the log.
    NoAnswer(String),
}

/// Looks up the order of that number, receipt or serial number and address (lower case).
pub async fn look_up(
    config: &Config,
    backend_url: &str,
    asked: &Asked,
    email: &str,
    traceparent: Option<&str>,
) -> LookUp {
    let ask = BackendFindOrder {
        asked: asked.clone(),
        email: email.to_owned(),
    };
    let (Ok(body), Ok(id)) = (serde_json::to_string(&ask), random::<16>()) else {
        return LookUp::NoAnswer("the question could not be written".into());
    };
    let (url, id) = (
        format!("{backend_url}/orders/find"),
        format!("msg_{}", hex(&id)),
    );
    let asked = delivery::Sent {
        url: &url,
        message_id: &id,
        body: &body,
        traceparent,
    };
    match delivery::post(config, &asked, TIMEOUT_MS, ANSWER_BYTES_MAX).await {
        Ok(received) => understand(received.status, &received.body, |unknown| {
            let fields = [("reason", unknown.into())];
            log::event(Level::Warn, "order_with_unknown_facts", fields);
        }),
        Err(reason) => LookUp::NoAnswer(reason),
    }
}

fn understand(status: u16, body: &[u8], warn: impl FnOnce(String)) -> LookUp {
    match status {
        200 => match read_order(&String::from_utf8_lossy(body)) {
            Ok(order) if order.facts.lines.is_empty() => {
                LookUp::NoAnswer("an order without lines".into())
            }
            Ok(order) => {
                if !order.unknown.is_empty() {
                    warn(listed(&order.unknown));
                }
                LookUp::Order(Box::new(OrderFacts {
                    verified: true,
                    ..order.facts
                }))
            }
            Err(Unreadable::NotJson(error)) => {
                LookUp::NoAnswer(format!("200 with something else than JSON: {error}"))
            }
            Err(Unreadable::Fields(errors)) => {
                LookUp::NoAnswer(format!("200 with {}", listed(&errors)))
            }
        },
        404 => LookUp::Unknown,
        status => LookUp::NoAnswer(format!("status {status}")),
    }
}

/// Every mistake, for the log: pointers and what is expected there.
fn listed(errors: &[FieldError]) -> String {
    let line = |error: &FieldError| format!("{}: {}", error.pointer, error.detail);
    errors.iter().map(line).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const ORDER: &str = r#"{"number":"1001","placed_on":"2026-11-01","country":"FR","currency":"EUR",
        "lines":[{"id":"1","title":"Lamp","quantity":1}]}"#;

    #[test]
    fn an_order_is_verified_whatever_it_says() {
        let LookUp::Order(order) = understand(200, ORDER.as_bytes(), |_| ()) else {
            panic!("not understood");
        };
        assert!(order.verified);
    }

    #[test]
    fn only_404_means_there_is_none() {
        assert!(matches!(understand(404, b"", |_| ()), LookUp::Unknown));
        for (status, body) in [
            (200, ""),
            (200, "<html>"),
            (401, ""),
            (302, ""),
            (500, ORDER),
        ] {
            let found = understand(status, body.as_bytes(), |_| ());
            assert!(matches!(found, LookUp::NoAnswer(_)), "{status} {body}");
        }
        let empty = ORDER.replace(r#"{"id":"1","title":"Lamp","quantity":1}"#, "");
        assert!(matches!(
            understand(200, empty.as_bytes(), |_| ()),
            LookUp::NoAnswer(_)
        ));
    }

    #[test]
    fn every_fact_that_is_wrong_is_named_and_a_field_unknown_to_us_is_a_warning() {
        let wrong = ORDER.replace("\"FR\"", "\"fr\"").replace("1}", "\"1\"}");
        let LookUp::NoAnswer(reason) = understand(200, wrong.as_bytes(), |_| ()) else {
            panic!("understood");
        };
        assert_eq!(
            reason,
            "200 with /country: found `fr`, expected 2 capital letters such as FR; \
             /lines/0/quantity: found a text, expected a whole number"
        );
        let misspelt = ORDER.replacen('{', "{\"deliverd_on\":\"2026-11-03\",", 1);
        let mut warning = String::new();
        let found = understand(200, misspelt.as_bytes(), |unknown| warning = unknown);
        assert!(matches!(found, LookUp::Order(_)));
        let expected = "/deliverd_on: unknown field `deliverd_on`; did you mean `delivered_on`?";
        assert_eq!(warning, expected);
    }
}
