//! One request that leaves the Worker, signed where it goes to the shop's backend: an attempt over HTTP, with a limit on
//! its time.
//! Redirects are refused: they would carry a signed claim to wherever they lead.

use crate::{
    call::now,
    clock::system_now,
    config::Config,
    crossing,
    outbox::{Attempt, TIMEOUT_MS, retry_after_s},
    signature,
};

/// What is sent, and where to.
pub struct Sent<'a> {
    /// Of the shop's backend.
    pub url: &'a str,
    /// The same at every attempt.
    pub message_id: &'a str,
    /// JSON.
    pub body: &'a str,
    /// Of the request that waits for the answer, or caused what is told.
    pub traceparent: Option<&'a str>,
}

/// An answer, as far as it was read.
pub struct Received {
    /// HTTP status.
    pub status: u16,
    /// What its `Retry-After` asks for.
    pub retry_after_s: Option<u64>,
    /// Empty where it was not asked for.
    pub body: Vec<u8>,
}

/// Sends a webhook once; its answer's body does not matter.
pub async fn deliver(
    config: &Config,
    url: &str,
    message_id: &str,
    body: &str,
    traceparent: Option<&str>,
) -> Attempt {
    let timeout_ms = TIMEOUT_MS.unsigned_abs();
    let sent = Sent {
        url,
        message_id,
        body,
        traceparent,
    };
    match post(config, &sent, timeout_ms, 0).await {
        Ok(Received {
            status,
            retry_after_s,
            ..
        }) => Attempt::Answered {
            status,
            retry_after_s,
        },
        Err(reason) => Attempt::Unanswered { reason },
    }
}

/// Posts a signed body, and reads at most `read_bytes` of the answer's.
///
/// # Errors
/// Why there is no answer: refused, reset, longer than `timeout_ms` or `read_bytes`.
pub async fn post(
    config: &Config,
    sent: &Sent<'_>,
    timeout_ms: u64,
    read_bytes: usize,
) -> Result<Received, String> {
    let headers = signed(config, sent);
    ask(sent.url, &headers, sent.body, timeout_ms, read_bytes).await
}

/// Posts a body with those headers (`name\tvalue`, one a line), and reads at most `read_bytes` of the answer's.
///
/// # Errors
/// Why there is no answer: refused, reset, longer than `timeout_ms` or `read_bytes`.
pub async fn ask(
    url: &str,
    headers: &str,
    body: &str,
    timeout_ms: u64,
    read_bytes: usize,
) -> Result<Received, String> {
    match crossing::send(url, headers, body, timeout_ms, read_bytes).await {
        Ok(answered) => Ok(Received {
            status: answered.status,
            retry_after_s: answered
                .retry_after
                .and_then(|value| retry_after_s(&value, now())),
            body: answered.body,
        }),
        Err(error) => Err(error.to_string()),
    }
}

/// The headers of a signed request, as they cross.
fn signed(config: &Config, sent: &Sent<'_>) -> String {
    let Sent {
        message_id,
        body,
        traceparent,
        ..
    } = *sent;
    let timestamp_s = system_now().ms().div_euclid(1000);
    let signature = signature::sign(
        &config.webhook_secrets,
        message_id,
        timestamp_s,
        body.as_bytes(),
    );
    let traceparent = match traceparent {
        Some(traceparent) => format!("traceparent\t{traceparent}\n"),
        None => String::new(),
    };
    format!(
        "content-type\tapplication/json\nuser-agent\tRecourse\n{traceparent}{}\t{message_id}\n{}\t{timestamp_s}\n{}\t{signature}",
        signature::ID,
        signature::TIMESTAMP,
        signature::SIGNATURE,
    )
}
