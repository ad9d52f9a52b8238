//! What goes back: status, headers and body, made into one `Response` at the end.

use crate::{
    cors::{self, Caller},
    encoding::best_of,
    log::{self, Level},
    problem::Refusal,
    trace::Trace,
};
use serde::Serialize;
use std::borrow::Cow;
use worker::{EncodeBody, Headers, Response, ResponseBody, ResponseBuilder, Result};

/// An answer of the Worker.
pub struct Answer {
    status: u16,
    code: Option<&'static str>,
    headers: Vec<(&'static str, Cow<'static, str>)>,
    body: ResponseBody,
    encode_body: EncodeBody,
}

/// Nothing of an API answer may be shown, framed, sniffed or kept.
const CLOSED: &str = "default-src 'none'; frame-ancestors 'none'";

impl Answer {
    /// With nothing in it.
    pub fn empty(status: u16) -> Self {
        Self {
            status,
            code: None,
            headers: Vec::new(),
            body: ResponseBody::Empty,
            encode_body: EncodeBody::Automatic,
        }
    }

    /// JSON that is text already. Not to be kept by anyone, unless a header says otherwise.
    pub fn json_text(status: u16, json: impl Into<Vec<u8>>) -> Self {
        Self::of_bytes(status, "application/json", json.into()).with("cache-control", "no-store")
    }

    /// JSON.
    pub fn json<T: Serialize>(status: u16, value: &T) -> std::result::Result<Self, Refusal> {
        Ok(Self::json_text(status, serde_json::to_vec(value)?))
    }

    /// A page, with its own content security policy.
    pub fn page(html: String, policy: impl Into<Cow<'static, str>>) -> Self {
        Self::of_bytes(200, "text/html; charset=utf-8", html.into_bytes())
            .with("cache-control", "no-store")
            .with("content-security-policy", policy)
    }

    /// Bytes of a type.
    pub fn of_bytes(
        status: u16,
        content_type: impl Into<Cow<'static, str>>,
        bytes: Vec<u8>,
    ) -> Self {
        let mut answer = Self::empty(status).with("content-type", content_type);
        answer.body = ResponseBody::Body(bytes);
        answer
    }

    /// A body that is passed on as it comes.
    pub fn of_stream(content_type: impl Into<Cow<'static, str>>, body: ResponseBody) -> Self {
        let mut answer = Self::empty(200).with("content-type", content_type);
        answer.body = body;
        answer
    }

    /// The body is compressed already, so.
    pub fn encoded(mut self, encoding: &'static str) -> Self {
        self.encode_body = EncodeBody::Manual;
        self.with("content-encoding", encoding)
    }

    /// Compressed on its way by the runtime, where the reader takes that. Only for what everybody may read: beside a
    /// secret and a stranger's words, a body's compressed length tells of the secret (BREACH).
    pub fn compressed(self, accept_encoding: &str) -> Self {
        let vary = self.headers.iter().find(|(name, _)| *name == "vary");
        let vary = match vary {
            Some((_, value)) => format!("{value}, Accept-Encoding"),
            None => "Accept-Encoding".to_owned(),
        };
        let answer = self.with("vary", vary);
        match best_of(accept_encoding) {
            // The runtime compresses what says it is compressed, unless it is told that it already is.
            Some(encoding) => answer.with("content-encoding", encoding),
            None => answer,
        }
    }

    /// With a header; an earlier one of that name goes.
    pub fn with(mut self, name: &'static str, value: impl Into<Cow<'static, str>>) -> Self {
        self.headers.retain(|(known, _)| *known != name);
        self.headers.push((name, value.into()));
        self
    }

    /// A refusal, as a problem. What went wrong inside is logged here, and not sent.
    pub fn refused(refusal: Refusal, trace: &Trace) -> Self {
        if let Refusal::Internal(reason) = &refusal {
            let fields = [
                ("request_id", trace.id.as_str().into()),
                ("reason", reason.as_str().into()),
            ];
            log::event(Level::Error, "internal", fields);
        }
        let (status, code, header) = (refusal.status(), refusal.code(), refusal.header());
        let problem = serde_json::to_vec(&refusal.problem(&trace.id)).unwrap_or_default();
        let mut answer =
            Self::json_text(status, problem).with("content-type", "application/problem+json");
        answer.code = Some(code);
        match header {
            Some((name, value)) => answer.with(name, value),
            None => answer,
        }
    }

    /// Its HTTP status.
    pub fn status(&self) -> u16 {
        self.status
    }

    /// Of the problem it is, if it is one.
    pub fn code(&self) -> Option<&'static str> {
        self.code
    }

    /// The runtime's response, with what every answer has.
    pub fn respond(self, caller: &Caller, trace: &Trace, on_tls: OnTls) -> Result<Response> {
        let headers = Headers::new();
        headers.set("x-content-type-options", "nosniff")?;
        headers.set("referrer-policy", "no-referrer")?;
        headers.set("cross-origin-resource-policy", "same-origin")?;
        headers.set("content-security-policy", CLOSED)?;
        headers.set("x-request-id", &trace.id)?;
        headers.set("server-timing", &trace.server_timing())?;
        if let OnTls::Always = on_tls {
            headers.set("strict-transport-security", "max-age=31536000")?;
        }
        for (name, value) in &self.headers {
            headers.set(name, value)?;
        }
        let open_to_all = self.headers.iter().any(|(name, _)| *name == ALLOW_ORIGIN);
        if !open_to_all {
            headers.append("vary", "Origin")?;
            if let Caller::Shop(origin) = caller {
                headers.set(ALLOW_ORIGIN, origin)?;
                headers.set("access-control-expose-headers", cors::EXPOSED_HEADERS)?;
            }
        }
        let builder = ResponseBuilder::new()
            .with_status(self.status)
            .with_headers(headers)
            .with_encode_body(self.encode_body);
        Ok(builder.body(self.body))
    }
}

/// Set to `*` by what anyone may load; otherwise set by the caller's origin.
pub const ALLOW_ORIGIN: &str = "access-control-allow-origin";

/// Whether browsers are told to come by TLS only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnTls {
    /// `PUBLIC_URL` is `https`.
    Always,
    /// It is not, as on a developer's machine.
    Perhaps,
}
