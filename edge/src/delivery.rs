//! One request that leaves the Worker, signed where it goes to the shop's backend: an attempt over HTTP, with a limit on
//! its time.
//! Redirects are refused: they would carry a signed claim to wherever they lead.

use crate::{
    call::{header, now},
    clock::system_now,
    config::Config,
    outbox::{Attempt, TIMEOUT_MS, retry_after_s},
    signature,
};
use futures_util::{
    StreamExt,
    future::{Either, select},
};
use std::{pin::pin, time::Duration};
use worker::{
    AbortController, AbortSignal, Delay, Fetch, Headers, Method, Request, RequestInit,
    RequestRedirect, Response, ResponseBody,
};

/// What is sent, and where to.
pub struct Sent<'a> {
    /// Of the shop's backend.
    pub url: &'a str,
    /// The same at every attempt.
    pub message_id: &'a str,
    /// JSON.
    pub body: &'a str,
    /// Of the request that waits for the answer.
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
pub async fn deliver(config: &Config, url: &str, message_id: &str, body: &str) -> Attempt {
    let timeout_ms = TIMEOUT_MS.unsigned_abs();
    let sent = Sent {
        url,
        message_id,
        body,
        traceparent: None,
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
    let request = signed(config, sent).map_err(|error| error.to_string())?;
    ask(request, timeout_ms, read_bytes).await
}

/// Sends the request, and reads at most `read_bytes` of the answer's body.
///
/// # Errors
/// Why there is no answer: refused, reset, longer than `timeout_ms` or `read_bytes`.
pub async fn ask(request: Request, timeout_ms: u64, read_bytes: usize) -> Result<Received, String> {
    let controller = AbortController::default();
    let signal = controller.signal();
    let answer = pin!(exchange(request, &signal, read_bytes));
    let timeout = pin!(Delay::from(Duration::from_millis(timeout_ms)));
    match select(answer, timeout).await {
        Either::Left((answer, _)) => answer.map_err(|error| error.to_string()),
        Either::Right(_) => {
            controller.abort();
            Err(format!("no answer within {timeout_ms} ms"))
        }
    }
}

fn signed(config: &Config, sent: &Sent<'_>) -> Result<Request, worker::Error> {
    let Sent {
        url,
        message_id,
        body,
        traceparent,
    } = *sent;
    let timestamp_s = system_now().ms().div_euclid(1000);
    let headers = Headers::new();
    headers.set("content-type", "application/json")?;
    headers.set("user-agent", "Recourse")?;
    if let Some(traceparent) = traceparent {
        headers.set("traceparent", traceparent)?;
    }
    headers.set(signature::ID, message_id)?;
    headers.set(signature::TIMESTAMP, &timestamp_s.to_string())?;
    let signed = signature::sign(
        &config.webhook_secrets,
        message_id,
        timestamp_s,
        body.as_bytes(),
    );
    headers.set(signature::SIGNATURE, &signed)?;
    let mut init = RequestInit::new();
    init.with_method(Method::Post)
        .with_headers(headers)
        .with_redirect(RequestRedirect::Manual)
        .with_body(Some(body.into()));
    Request::new_with_init(url, &init)
}

async fn exchange(
    request: Request,
    signal: &AbortSignal,
    read_bytes: usize,
) -> Result<Received, worker::Error> {
    let mut response = Fetch::Request(request).send_with_signal(signal).await?;
    let retry_after = header(response.headers(), "retry-after");
    let retry_after_s = retry_after.and_then(|value| retry_after_s(&value, now()));
    let status = response.status_code();
    let body = match read_bytes {
        0 => discard(&response),
        limit => read(&mut response, limit).await?,
    };
    Ok(Received {
        status,
        retry_after_s,
        body,
    })
}

/// A body that nobody reads would hold its connection.
fn discard(response: &Response) -> Vec<u8> {
    if let ResponseBody::Stream(stream) = response.body() {
        let _ = stream.cancel();
    }
    Vec::new()
}

async fn read(response: &mut Response, limit: usize) -> Result<Vec<u8>, worker::Error> {
    let mut body = Vec::new();
    if matches!(response.body(), ResponseBody::Empty) {
        return Ok(body);
    }
    let mut stream = response.stream()?;
    while let Some(chunk) = stream.next().await {
        body.extend(chunk?);
        if body.len() > limit {
            return Err(worker::Error::RustError(format!(
                "an answer of more than {limit} bytes"
            )));
        }
    }
    Ok(body)
}
