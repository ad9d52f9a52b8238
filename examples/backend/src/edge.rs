//! Calls to a shop's Worker, from a thread that may wait.

use std::time::Duration;

/// How long the edge may take. It answers in milliseconds; the rest is the network.
const ANSWER_WITHIN: Duration = Duration::from_secs(10);

/// What the Worker said.
#[derive(Debug)]
pub struct EdgeAnswer {
    /// The HTTP status, whichever it is.
    pub status: u16,
    /// The body.
    pub body: String,
}

/// Posts JSON.
///
/// # Errors
/// No answer, in words.
pub fn post(url: &str, headers: &[(&str, String)], body: &str) -> Result<EdgeAnswer, String> {
    let mut request = agent().post(url).header("content-type", "application/json");
    for (name, value) in headers {
        request = request.header(*name, value);
    }
    read(url, request.send(body))
}

/// Puts a file with the desk's password.
///
/// # Errors
/// No answer, in words.
pub fn put(url: &str, bearer: &str, media_type: &str, bytes: &[u8]) -> Result<EdgeAnswer, String> {
    let request = agent()
        .put(url)
        .header("authorization", format!("Bearer {bearer}"))
        .header("content-type", media_type);
    read(url, request.send(bytes))
}

/// Gets JSON with the desk's password.
///
/// # Errors
/// No answer, in words.
pub fn get(url: &str, bearer: &str) -> Result<EdgeAnswer, String> {
    let request = agent()
        .get(url)
        .header("authorization", format!("Bearer {bearer}"));
    read(url, request.call())
}

/// A redirect is not followed: what is signed or secret goes to the Worker alone.
fn agent() -> ureq::Agent {
    ureq::Agent::config_builder()
        .timeout_global(Some(ANSWER_WITHIN))
        .http_status_as_error(false)
        .max_redirects(0)
        .build()
        .into()
}

type Met = Result<ureq::http::Response<ureq::Body>, ureq::Error>;

fn read(url: &str, met: Met) -> Result<EdgeAnswer, String> {
    let mut answer = met.map_err(|error| format!("{url} did not answer: {error}"))?;
    let status = answer.status().as_u16();
    let body = answer.body_mut().read_to_string();
    let body = body.map_err(|error| format!("{url} broke off in mid-answer: {error}"))?;
    Ok(EdgeAnswer { status, body })
}
