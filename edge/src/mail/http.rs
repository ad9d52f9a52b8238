//! A service over HTTP: `POST {url}/emails` as Resend has it, and those that do as Resend does.

use super::{Address, Carrier, Channel, Message};
use crate::{
    config::Sender,
    delivery::{Received, ask},
    outbox::{Attempt, TIMEOUT_MS},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Of an answer; those of a service are a line.
const ANSWER_BYTES: usize = 16 * 1024;

/// A service.
pub struct Http<'a> {
    /// Where it is, and the key to it.
    pub sender: &'a Sender,
}

/// The body.
#[derive(Serialize)]
struct Body<'a> {
    from: String,
    to: [&'a str; 1],
    #[serde(skip_serializing_if = "Option::is_none")]
    reply_to: Option<&'a str>,
    subject: &'a str,
    text: &'a str,
    html: &'a str,
    headers: &'a BTreeMap<&'static str, String>,
}

/// What a service says of a request it did not take.
#[derive(Deserialize)]
struct Refusal {
    #[serde(default)]
    name: String,
}

impl Carrier for Http<'_> {
    async fn send(&self, message: &Message) -> Attempt {
        let body = match body(message) {
            Ok(body) => body,
            Err(error) => {
                return Attempt::Unanswered {
                    reason: error.to_string(),
                };
            }
        };
        let url = format!("{}/emails", self.sender.mail.url);
        let timeout_ms = TIMEOUT_MS.unsigned_abs();
        match ask(
            &url,
            &self.headers(message),
            &body,
            timeout_ms,
            ANSWER_BYTES,
        )
        .await
        {
            Ok(received) => outcome(&received),
            Err(reason) => Attempt::Unanswered { reason },
        }
    }
}

impl Http<'_> {
    /// As they cross.
    fn headers(&self, message: &Message) -> String {
        let key = self.sender.key.as_ref();
        let key = key.map(|key| String::from_utf8_lossy(key.expose()).into_owned());
        // A line break in the key would begin another header.
        let key: String = key
            .unwrap_or_default()
            .chars()
            .filter(|sign| !sign.is_control())
            .collect();
        format!(
            "content-type\tapplication/json\nuser-agent\tRecourse\n\
             idempotency-key\t{}\nauthorization\tBearer {key}",
            message.id
        )
    }
}

fn body(message: &Message) -> Result<String, serde_json::Error> {
    let Channel::Email {
        to,
        from,
        reply_to,
        subject,
        html,
        headers,
    } = &message.channel
    else {
        return Ok(String::new());
    };
    serde_json::to_string(&Body {
        from: from.as_ref().map(written).unwrap_or_default(),
        to: [to],
        reply_to: reply_to.as_deref(),
        subject,
        text: &message.text,
        html,
        headers,
    })
}

fn written(Address { name, email }: &Address) -> String {
    match name.as_str() {
        "" => email.clone(),
        name => format!("{name} <{email}>"),
    }
}

/// What an answer means for the message.
fn outcome(received: &Received) -> Attempt {
    let refusal: Option<Refusal> = serde_json::from_slice(&received.body).ok();
    // Its message may quote an address; its name is a word.
    let name = refusal.map(|refusal| refusal.name).unwrap_or_default();
    let name: String = name
        .chars()
        .filter(|sign| sign.is_ascii_lowercase() || *sign == '_')
        .take(60)
        .collect();
    match received.status {
        // It was taken before, under this very id, and an update of ours has worded it anew since.
        409 if name == "invalid_idempotent_request" => Attempt::Answered {
            status: 200,
            retry_after_s: None,
        },
        // This message will never be taken; the next may well be.
        status @ (400 | 413 | 422) => Attempt::Refused {
            reason: format!("status {status} {name}").trim_end().to_owned(),
        },
        status => Attempt::Answered {
            status,
            retry_after_s: received.retry_after_s,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(status: u16, body: &str) -> Attempt {
        outcome(&Received {
            status,
            retry_after_s: Some(7),
            body: body.into(),
        })
    }

    #[test]
    fn what_was_taken_before_under_the_same_id_is_sent() {
        assert!(answer(200, "{\"id\":\"1\"}").is_delivered());
        assert!(answer(409, "{\"name\":\"invalid_idempotent_request\"}").is_delivered());
        let under_way = answer(409, "{\"name\":\"concurrent_idempotent_requests\"}");
        assert!(!under_way.is_delivered());
    }

    #[test]
    fn a_message_that_is_refused_is_not_tried_again_and_the_reason_quotes_nobody() {
        let body = "{\"name\":\"validation_error\",\"message\":\"zoe@mail.example is no address\"}";
        let refused = answer(422, body);
        assert_eq!(
            refused,
            Attempt::Refused {
                reason: "status 422 validation_error".into()
            }
        );
        assert_eq!(answer(400, "?").describe(), "status 400");
    }

    #[test]
    fn a_wrong_key_or_a_busy_service_is_tried_again() {
        for status in [401, 403, 404, 429, 500, 503] {
            let expected = Attempt::Answered {
                status,
                retry_after_s: Some(7),
            };
            assert_eq!(answer(status, ""), expected);
        }
    }

    #[test]
    fn the_shops_name_stands_before_its_address() {
        let address = |name: &str| Address {
            name: name.to_owned(),
            email: "claims@lumen.example".to_owned(),
        };
        assert_eq!(written(&address("Lumen")), "Lumen <claims@lumen.example>");
        assert_eq!(written(&address("")), "claims@lumen.example");
    }
}
