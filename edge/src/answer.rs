//! What goes back: status, headers and body, made into one `Response` at the end.

use crate::{
    cors::{self, Caller},
    crossing,
    encoding::best_of,
    log::{self, Level},
    problem::Refusal,
    trace::Trace,
};
use serde::Serialize;
use std::borrow::Cow;
use worker::{EncodeBody, Headers, ResponseBody, ResponseBuilder, Result, web_sys};

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
    pub fn respond(
        mut self,
        caller: &Caller,
        trace: &Trace,
        on_tls: OnTls,
    ) -> Result<web_sys::Response> {
        let headers = self.all_headers(caller, trace, on_tls);
        let bytes = match std::mem::replace(&mut self.body, ResponseBody::Empty) {
            ResponseBody::Body(bytes) => Some(bytes),
            ResponseBody::Empty => None,
            stream @ ResponseBody::Stream(_) => return passed_on(&self, &headers, stream),
        };
        let mut lines = String::with_capacity(1024);
        for (name, value) in &headers {
            if !lines.is_empty() {
                lines.push('\n');
            }
            lines.push_str(name);
            lines.push('\t');
            // A line break would begin another header.
            lines.extend(value.chars().filter(|c| !c.is_control()));
        }
        let encode_body = match matches!(self.encode_body, EncodeBody::Manual) {
            true => "manual",
            false => "automatic",
        };
        crossing::respond(self.status, &lines, bytes.as_deref(), encode_body)
    }

    /// Those that every answer has, unless it has its own of that name.
    fn all_headers(
        &mut self,
        caller: &Caller,
        trace: &Trace,
        on_tls: OnTls,
    ) -> Vec<(&'static str, Cow<'static, str>)> {
        let own = std::mem::take(&mut self.headers);
        let open_to_all = own.iter().any(|(name, _)| *name == ALLOW_ORIGIN);
        let mut all: Vec<(&'static str, Cow<'static, str>)> = vec![
            ("x-content-type-options", "nosniff".into()),
            ("referrer-policy", "no-referrer".into()),
            ("cross-origin-resource-policy", "same-origin".into()),
            ("content-security-policy", CLOSED.into()),
            ("x-request-id", trace.id.clone().into()),
            ("server-timing", trace.server_timing().into()),
        ];
        if let OnTls::Always = on_tls {
            all.push(("strict-transport-security", "max-age=31536000".into()));
        }
        all.retain(|(name, _)| !own.iter().any(|(known, _)| known == name));
        all.extend(own);
        if !open_to_all {
            all.push(("vary", "Origin".into()));
            if let Caller::Shop(origin) = caller {
                all.push((ALLOW_ORIGIN, origin.clone().into()));
                let exposed = cors::EXPOSED_HEADERS;
                all.push(("access-control-expose-headers", exposed.into()));
            }
        }
        all
    }
}

/// With a body that comes as it comes.
fn passed_on(
    answer: &Answer,
    headers: &[(&str, Cow<'_, str>)],
    body: ResponseBody,
) -> Result<web_sys::Response> {
    let all = Headers::new();
    for (name, value) in headers {
        all.append(name, value)?;
    }
    let builder = ResponseBuilder::new()
        .with_status(answer.status)
        .with_headers(all)
        .with_encode_body(answer.encode_body);
    Ok(builder.body(body).into())
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
