//! The way every call of the edge takes: failed if so planned, done, written down.

use crate::{
    app::App,
    clock,
    connection::Connection,
    faults::{Call, Fault, Point},
    inbox::{ReceivedCall, Treatment},
};
use axum::{
    body::Body,
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use futures_util::{Stream, StreamExt, stream};
use std::{convert::Infallible, future::ready, time::Duration};

/// A call of the edge, read once.
#[derive(Debug)]
pub struct Incoming {
    /// As they came.
    pub headers: HeaderMap,
    /// As it came.
    pub body: String,
}

impl Incoming {
    /// The header's text, or nothing.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }
}

type Chunk = Result<String, Infallible>;

/// What goes back to the edge.
#[derive(Debug)]
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// One more header.
    pub header: Option<(HeaderName, String)>,
    /// The body.
    pub body: String,
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        (self.status, self.header.map(|header| [header]), self.body).into_response()
    }
}

impl Answer {
    /// A refusal in words.
    pub fn refused(status: StatusCode, why: String) -> (Treatment, Self) {
        let header = Some((header::CONTENT_TYPE, "text/plain; charset=utf-8".to_owned()));
        let answer = Self {
            status,
            header,
            body: why.clone(),
        };
        (
            Treatment::Refused {
                status: status.as_u16(),
                why,
            },
            answer,
        )
    }
}

/// Does `work` with the call, unless the plan of faults has something else in mind.
pub async fn treat(
    app: &App,
    on: Call,
    connection: &Connection,
    call: Incoming,
    work: fn(&App, &Incoming) -> (Treatment, Answer),
) -> Response {
    let planned = app.plan().next(on);
    if let Some((Point::Before, fault)) = &planned
        && !matches!(fault, Fault::Delay { .. })
    {
        app.inbox().note(written_down(
            on,
            connection,
            call,
            Treatment::Failed { how: fault.clone() },
        ));
        return fail(fault, connection, Answer::nothing()).await;
    }
    let (treatment, answer) = work(app, &call);
    app.inbox()
        .note(written_down(on, connection, call, treatment));
    match planned {
        Some((_, fault)) => fail(&fault, connection, answer).await,
        None => answer.into_response(),
    }
}

impl Answer {
    fn nothing() -> Self {
        Self {
            status: StatusCode::OK,
            header: None,
            body: String::new(),
        }
    }
}

/// `answer` is what would have been said, and still is, late, where the fault is a delay.
async fn fail(fault: &Fault, connection: &Connection, answer: Answer) -> Response {
    let failed = match fault {
        Fault::Hang => std::future::pending().await,
        Fault::Delay { delay_ms } => {
            tokio::time::sleep(Duration::from_millis(*delay_ms)).await;
            answer
        }
        Fault::Reset => {
            connection.reset();
            Answer::nothing()
        }
        Fault::Status {
            status,
            retry_after_seconds,
        } => Answer {
            status: StatusCode::from_u16(*status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR),
            header: retry_after_seconds.map(|seconds| (header::RETRY_AFTER, seconds.to_string())),
            body: "told to fail".to_owned(),
        },
        Fault::Redirect { location } => Answer {
            status: StatusCode::TEMPORARY_REDIRECT,
            header: Some((header::LOCATION, location.clone())),
            body: String::new(),
        },
        Fault::Endless => return chunked(answer.body, stream::pending()),
        Fault::Garbage => return chunked("<html>It works!</html>".to_owned(), stream::empty()),
    };
    failed.into_response()
}

/// Without a length, as pages are sent that are made while they are sent.
fn chunked(first: String, rest: impl Stream<Item = Chunk> + Send + 'static) -> Response {
    let first = stream::once(ready(Ok(first)));
    Body::from_stream(first.chain(rest)).into_response()
}

fn written_down(
    on: Call,
    connection: &Connection,
    call: Incoming,
    treatment: Treatment,
) -> ReceivedCall {
    let text = |value: &HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    let headers = call
        .headers
        .iter()
        .map(|(name, value)| (name.to_string(), text(value)))
        .collect();
    ReceivedCall {
        on,
        at: clock::now(),
        connection: connection.number(),
        headers,
        body: call.body,
        treatment,
    }
}
