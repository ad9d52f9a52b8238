//! Asks the shop's backend for an order: signed `POST {BACKEND_URL}/orders/find`.

use crate::{call::random, config::Config, config::hex, delivery};
use claims::{order::OrderFacts, wire::BackendFindOrder};

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

/// Looks up the order of that number and address (lower case).
pub async fn look_up(config: &Config, backend_url: &str, number: &str, email: &str) -> LookUp {
    let ask = BackendFindOrder {
        order_number: number.to_owned(),
        email: email.to_owned(),
    };
    let (Ok(body), Ok(id)) = (serde_json::to_string(&ask), random::<16>()) else {
        return LookUp::NoAnswer("the question could not be written".into());
    };
    let (url, id) = (
        format!("{backend_url}/orders/find"),
        format!("msg_{}", hex(&id)),
    );
    match delivery::post(config, &url, &id, &body, TIMEOUT_MS, ANSWER_BYTES_MAX).await {
        Ok(received) => understand(received.status, &received.body),
        Err(reason) => LookUp::NoAnswer(reason),
    }
}

fn understand(status: u16, body: &[u8]) -> LookUp {
    match status {
        200 => match serde_json::from_slice::<OrderFacts>(body) {
            Ok(order) if order.lines.is_empty() => {
                LookUp::NoAnswer("an order without lines".into())
            }
            Ok(order) => LookUp::Order(Box::new(OrderFacts {
                verified: true,
                ..order
            })),
            Err(error) => {
                LookUp::NoAnswer(format!("200 with something else than an order: {error}"))
            }
        },
        404 => LookUp::Unknown,
        status => LookUp::NoAnswer(format!("status {status}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ORDER: &str = r#"{"number":"1001","placed_on":"2026-11-01","country":"FR","currency":"EUR",
        "lines":[{"id":"1","title":"Lamp","quantity":1}]}"#;

    #[test]
    fn an_order_is_verified_whatever_it_says() {
        let LookUp::Order(order) = understand(200, ORDER.as_bytes()) else {
            panic!("not understood");
        };
        assert!(order.verified);
    }

    #[test]
    fn only_404_means_there_is_none() {
        assert!(matches!(understand(404, b""), LookUp::Unknown));
        for (status, body) in [
            (200, ""),
            (200, "<html>"),
            (401, ""),
            (302, ""),
            (500, ORDER),
        ] {
            let found = understand(status, body.as_bytes());
            assert!(matches!(found, LookUp::NoAnswer(_)), "{status} {body}");
        }
        let empty = ORDER.replace(r#"{"id":"1","title":"Lamp","quantity":1}"#, "");
        assert!(matches!(
            understand(200, empty.as_bytes()),
            LookUp::NoAnswer(_)
        ));
    }
}
