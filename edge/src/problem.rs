//! Every way a request can be refused, and the one place that picks status and code.
//!
//! Clients match on `code`; `docs/api.md` lists them all. What went wrong inside is logged once, here, and never
//! sent.

use claims::{
    civil::Instant,
    status::Status,
    wire::{ClaimLink, FieldError, Problem, Unreadable},
};
use thiserror::Error;

/// Why a request is refused.
#[derive(Debug, Error)]
pub enum Refusal {
    /// No route of that path.
    #[error("there is nothing at this path")]
    NotFound,
    /// The route is there, for other methods.
    #[error("this path takes {allow}")]
    MethodNotAllowed {
        /// Of the `Allow` header.
        allow: String,
    },
    /// `…/live` without an upgrade.
    #[error("expected a WebSocket: `Upgrade: websocket`")]
    UpgradeRequired,
    /// The Worker's variables have mistakes; they are logged, and named by `/v1/health`.
    #[error("the shop's configuration has mistakes; see `/v1/health`")]
    ConfigInvalid,
    /// The body does not parse.
    #[error("the body is not JSON: {0}")]
    InvalidJson(String),
    /// The body, or the query, says something it must not.
    #[error("{} in the request must be put right", count(.0.len()))]
    InvalidBody(Vec<FieldError>),
    /// Longer than the route takes.
    #[error("the body is larger than {limit_bytes} bytes")]
    BodyTooLarge {
        /// What it takes.
        limit_bytes: u64,
    },
    /// Number and e-mail do not belong together, or there is no such order.
    #[error("no order of this number belongs to this e-mail address")]
    OrderNotFound,
    /// No `Authorization: Bearer`.
    #[error("expected `Authorization: Bearer` and a token")]
    TokenMissing,
    /// Not ours, or for something else.
    #[error("the token is not valid here")]
    TokenInvalid,
    /// Ours, but too old.
    #[error("the token has expired")]
    TokenExpired,
    /// No such claim, or not of this token.
    #[error("there is no such claim")]
    ClaimNotFound,
    /// No such file, or not kept any more.
    #[error("there is no such file")]
    FileNotFound,
    /// No dead letter of that id: never given up, replayed, or delivered since.
    #[error("there is no dead letter of this id")]
    DeadLetterNotFound,
    /// `POST /v1/claims` without a usable key.
    #[error("expected an `Idempotency-Key` of 8 to 128 visible ASCII characters")]
    IdempotencyKeyMissing,
    /// The key came with another body before.
    #[error("this `Idempotency-Key` was used for another submission")]
    IdempotencyKeyReused,
    /// These units are in an open claim.
    #[error("these items are in an open claim already")]
    AlreadyClaimed(Option<ClaimLink>),
    /// `Content-Type` is none that is taken.
    #[error("expected a file of one of these types: {0}")]
    UnsupportedMediaType(String),
    /// The file is larger than `limits.file_bytes`.
    #[error("the file is larger than {limit_bytes} bytes")]
    FileTooLarge {
        /// What is taken.
        limit_bytes: u64,
    },
    /// Bytes, name and `Content-Type` do not agree.
    #[error("the file says it is {said}, and its bytes say {found}")]
    FileTypeMismatch {
        /// By name or `Content-Type`.
        said: &'static str,
        /// By its bytes.
        found: &'static str,
    },
    /// The structure of the file is broken.
    #[error("the file is damaged and cannot be read")]
    FileUnreadable,
    /// The claim has as many files as it can have.
    #[error("a claim has at most {limit} files, with places 1 to {limit}")]
    TooManyFiles {
        /// How many.
        limit: u32,
    },
    /// The event does not fit the claim's status.
    #[error("`{event}` does not fit a claim that is `{}`; {}", status_name(*.status), what_may(.allowed))]
    IllegalTransition {
        /// What was met.
        status: Status,
        /// What was asked for.
        event: String,
        /// What would do.
        allowed: Vec<String>,
    },
    /// The shop's offer was open until then.
    #[error("the offer could be answered until {0}; the claim is with the shop again")]
    OfferLapsed(Instant),
    /// Webhook headers missing or no signature fits.
    #[error("the webhook's signature is missing or does not fit")]
    SignatureInvalid,
    /// Signed too long ago.
    #[error("`webhook-timestamp` is more than 5 minutes off")]
    TimestampOutOfTolerance,
    /// Too often, from here or about this.
    #[error("this was asked too often; try again in {retry_after_s} seconds")]
    TooManyRequests {
        /// Of the `Retry-After` header.
        retry_after_s: u32,
    },
    /// A page of another origin.
    #[error("this page's origin is not one of the shop's (`SHOP.origins`)")]
    OriginNotAllowed,
    /// Ours to mend. The reason is for the log.
    #[error("something went wrong on our side; nothing was changed, try again")]
    Internal(String),
}

/// Mistakes that an answer names; its `detail` counts all.
const ERRORS_MAX: usize = 100;

impl Refusal {
    /// The HTTP status.
    pub fn status(&self) -> u16 {
        match self {
            Self::InvalidJson(_) | Self::IdempotencyKeyMissing => 400,
            Self::TokenMissing
            | Self::TokenInvalid
            | Self::TokenExpired
            | Self::SignatureInvalid
            | Self::TimestampOutOfTolerance => 401,
            Self::OriginNotAllowed => 403,
            Self::NotFound
            | Self::OrderNotFound
            | Self::ClaimNotFound
            | Self::FileNotFound
            | Self::DeadLetterNotFound => 404,
            Self::MethodNotAllowed { .. } => 405,
            Self::AlreadyClaimed(_)
            | Self::TooManyFiles { .. }
            | Self::OfferLapsed(_)
            | Self::IllegalTransition { .. } => 409,
            Self::BodyTooLarge { .. } | Self::FileTooLarge { .. } => 413,
            Self::UnsupportedMediaType(_) => 415,
            Self::InvalidBody(_)
            | Self::IdempotencyKeyReused
            | Self::FileTypeMismatch { .. }
            | Self::FileUnreadable => 422,
            Self::UpgradeRequired => 426,
            Self::TooManyRequests { .. } => 429,
            Self::Internal(_) => 500,
            Self::ConfigInvalid => 503,
        }
    }

    /// Stable; clients match on it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotFound => "not_found",
            Self::MethodNotAllowed { .. } => "method_not_allowed",
            Self::UpgradeRequired => "upgrade_required",
            Self::ConfigInvalid => "config_invalid",
            Self::InvalidJson(_) => "invalid_json",
            Self::InvalidBody(_) => "invalid_body",
            Self::BodyTooLarge { .. } => "body_too_large",
            Self::OrderNotFound => "order_not_found",
            Self::TokenMissing => "token_missing",
            Self::TokenInvalid => "token_invalid",
            Self::TokenExpired => "token_expired",
            Self::ClaimNotFound => "claim_not_found",
            Self::FileNotFound => "file_not_found",
            Self::DeadLetterNotFound => "dead_letter_not_found",
            Self::IdempotencyKeyMissing => "idempotency_key_missing",
            Self::IdempotencyKeyReused => "idempotency_key_reused",
            Self::AlreadyClaimed(_) => "already_claimed",
            Self::UnsupportedMediaType(_) => "unsupported_media_type",
            Self::FileTooLarge { .. } => "file_too_large",
            Self::FileTypeMismatch { .. } => "file_type_mismatch",
            Self::FileUnreadable => "file_unreadable",
            Self::TooManyFiles { .. } => "too_many_files",
            Self::IllegalTransition { .. } => "illegal_transition",
            Self::OfferLapsed(_) => "offer_lapsed",
            Self::SignatureInvalid => "signature_invalid",
            Self::TimestampOutOfTolerance => "timestamp_out_of_tolerance",
            Self::OriginNotAllowed => "origin_not_allowed",
            Self::TooManyRequests { .. } => "too_many_requests",
            Self::Internal(_) => "internal",
        }
    }

    /// The header that belongs to the status.
    pub fn header(&self) -> Option<(&'static str, String)> {
        if let Self::MethodNotAllowed { allow } = self {
            return Some(("allow", allow.clone()));
        }
        if let Self::TooManyRequests { retry_after_s } = self {
            return Some(("retry-after", retry_after_s.to_string()));
        }
        (self.status() == 401).then(|| ("www-authenticate", "Bearer".to_owned()))
    }

    /// As `application/problem+json`.
    pub fn problem(self, request_id: &str) -> Problem {
        let (status, code, detail) = (self.status(), self.code(), self.to_string());
        let title = code.replace('_', " ");
        let (mut errors, mut claim) = (Vec::new(), None);
        if let Self::InvalidBody(found) = self {
            errors = found;
            // Whoever sends thousands of mistakes gets no answer that is larger than what they sent.
            errors.truncate(ERRORS_MAX);
        } else if let Self::AlreadyClaimed(open) = self {
            claim = open;
        }
        let kind = format!("/problems/{code}");
        Problem {
            kind,
            title,
            status,
            detail,
            code: code.to_owned(),
            request_id: request_id.to_owned(),
            errors,
            claim,
        }
    }

    /// One thing wrong in the query of a request; the pointer is the parameter's name.
    pub fn query(parameter: &str, code: &str, detail: impl Into<String>) -> Self {
        Self::InvalidBody(vec![FieldError {
            pointer: format!("/{parameter}"),
            code: code.to_owned(),
            detail: detail.into(),
        }])
    }
}

impl From<Unreadable> for Refusal {
    fn from(unreadable: Unreadable) -> Self {
        match unreadable {
            Unreadable::NotJson(reason) => Self::InvalidJson(reason),
            Unreadable::Fields(errors) => Self::InvalidBody(errors),
        }
    }
}

impl From<worker::Error> for Refusal {
    fn from(error: worker::Error) -> Self {
        Self::Internal(error.to_string())
    }
}

impl From<serde_json::Error> for Refusal {
    /// Where, not what: serde's own words quote the value, which may be a person's.
    fn from(error: serde_json::Error) -> Self {
        let (line, column, what) = (error.line(), error.column(), error.classify());
        Self::Internal(format!("JSON of ours: {what:?} at {line}:{column}"))
    }
}

fn count(errors: usize) -> String {
    match errors {
        1 => "one thing".to_owned(),
        errors => format!("{errors} things"),
    }
}

/// As it stands in JSON.
fn status_name(status: Status) -> String {
    serde_json::to_value(status)
        .ok()
        .and_then(|name| name.as_str().map(str::to_owned))
        .unwrap_or_default()
}

fn what_may(allowed: &[String]) -> String {
    if allowed.is_empty() {
        return "nothing more can happen to it".to_owned();
    }
    format!("from here: `{}`", allowed.join("`, `"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_says_code_status_and_what_is_wrong() {
        let error = |pointer: &str| FieldError {
            pointer: pointer.into(),
            code: "too_long".into(),
            detail: "found 5,000 characters, expected at most 4,000".into(),
        };
        let refusal = Refusal::InvalidBody(vec![error("/lines/0/description"), error("/a")]);
        let problem = serde_json::to_value(refusal.problem("4711")).unwrap();
        assert_eq!(problem["type"], "/problems/invalid_body");
        assert_eq!(problem["status"], 422);
        assert_eq!(problem["code"], "invalid_body");
        assert_eq!(
            problem["detail"],
            "2 things in the request must be put right"
        );
        assert_eq!(problem["errors"][0]["pointer"], "/lines/0/description");
        assert_eq!(problem["request_id"], "4711");
    }

    #[test]
    fn an_illegal_transition_names_what_was_met_and_what_would_do() {
        let refusal = Refusal::IllegalTransition {
            status: Status::Withdrawn,
            event: "claim.approved".into(),
            allowed: vec![],
        };
        assert_eq!(
            refusal.to_string(),
            "`claim.approved` does not fit a claim that is `withdrawn`; nothing more can happen to it"
        );
        assert_eq!(refusal.status(), 409);
    }

    #[test]
    fn internals_are_not_sent() {
        let problem = Refusal::Internal("SQLITE_FULL at row 7".into()).problem("4711");
        assert!(!problem.detail.contains("SQLITE"));
    }

    #[test]
    fn what_a_person_wrote_is_not_in_an_error_of_ours() {
        let error = serde_json::from_str::<u32>("\"olga@mail.example\"").unwrap_err();
        assert!(error.to_string().contains("olga"));
        let Refusal::Internal(reason) = Refusal::from(error) else {
            panic!("another refusal");
        };
        assert_eq!(reason, "JSON of ours: Data at 1:19");
    }
}
