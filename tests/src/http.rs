//! One request, one answer: nothing followed, nothing retried, no status an error.

use claims::wire::Problem;
use serde::{Serialize, de::DeserializeOwned};
use std::{fmt, sync::LazyLock, time::Duration};
use ureq::{
    Agent,
    http::{HeaderMap, Request, request::Builder},
};

/// No answer by then is a hang.
const TIMEOUT: Duration = Duration::from_secs(60);

/// The largest answer a test reads.
const ANSWER_BYTES: u64 = 32 * 1024 * 1024;

static AGENT: LazyLock<Agent> = LazyLock::new(|| {
    Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .timeout_global(Some(TIMEOUT))
        // A server that was killed leaves dead connections in a pool.
        .max_idle_connections(0)
        .allow_non_standard_methods(true)
        .build()
        .new_agent()
});

/// A request being written.
#[derive(Debug)]
pub struct Call {
    request: Builder,
    body: Vec<u8>,
}

impl Call {
    /// A request without headers and body.
    #[must_use]
    pub fn new(method: &str, url: &str) -> Self {
        Self {
            request: Request::builder().method(method).uri(url),
            body: Vec::new(),
        }
    }

    /// With one more header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.request = self.request.header(name, value);
        self
    }

    /// With `Authorization: Bearer`.
    #[must_use]
    pub fn bearer(self, token: &str) -> Self {
        self.header("authorization", &format!("Bearer {token}"))
    }

    /// With a body as it is, and its type.
    #[must_use]
    pub fn body(mut self, media_type: &str, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        self.header("content-type", media_type)
    }

    /// With a JSON body.
    #[must_use]
    pub fn json(self, body: &impl Serialize) -> Self {
        let body = serde_json::to_vec(body).unwrap();
        self.body("application/json", body)
    }

    /// Sends it, and reads the whole answer.
    ///
    /// # Panics
    /// Where there is no answer.
    #[must_use]
    pub fn send(self) -> Answer {
        let described = format!("{:?}", self.request);
        self.try_send()
            .unwrap_or_else(|error| panic!("no answer to {described}: {error}"))
    }

    /// Sends it; where there is no answer, that is the answer: status 0 and what the client says.
    #[must_use]
    pub fn outcome(self) -> Answer {
        let about = format!(
            "{:?} {:?}",
            self.request.method_ref(),
            self.request.uri_ref()
        );
        self.try_send().unwrap_or_else(|error| Answer {
            about,
            status: 0,
            headers: HeaderMap::new(),
            body: error.to_string().into_bytes(),
        })
    }

    /// Sends it; an error where there is no answer, such as a connection refused or cut.
    ///
    /// # Errors
    /// What the client says.
    pub fn try_send(self) -> Result<Answer, ureq::Error> {
        let request = self.request.body(self.body).unwrap();
        let about = format!("{} {}", request.method(), request.uri());
        let mut response = AGENT.run(request)?;
        let body = response
            .body_mut()
            .with_config()
            .limit(ANSWER_BYTES)
            .read_to_vec()?;
        Ok(Answer {
            about,
            status: response.status().as_u16(),
            headers: response.headers().clone(),
            body,
        })
    }
}

/// `GET`.
#[must_use]
pub fn get(url: &str) -> Call {
    Call::new("GET", url)
}

/// `POST`.
#[must_use]
pub fn post(url: &str) -> Call {
    Call::new("POST", url)
}

/// What came back.
#[derive(Clone, PartialEq, Eq)]
pub struct Answer {
    /// Method and address of the request, for messages.
    pub about: String,
    /// The HTTP status.
    pub status: u16,
    /// All headers.
    pub headers: HeaderMap,
    /// The whole body.
    pub body: Vec<u8>,
}

impl Answer {
    /// The answer itself, where its status is `status`.
    ///
    /// # Panics
    /// Where it is another.
    #[must_use]
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{self:?}");
        self
    }

    /// The header's value.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    /// Status, headers and body without what is of this one request alone: its id, how long it took, the date.
    #[must_use]
    pub fn but_for_its_id(&self) -> (u16, HeaderMap, String) {
        let mut headers = self.headers.clone();
        let id = headers.remove("x-request-id");
        headers.remove("server-timing");
        headers.remove("date");
        let id = id.and_then(|id| id.to_str().map(ToOwned::to_owned).ok());
        let text = self.text().replace(&id.unwrap_or_default(), "");
        (self.status, headers, text)
    }

    /// The body as text.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON.
    ///
    /// # Panics
    /// Where it is something else.
    #[must_use]
    #[track_caller]
    pub fn json<T: DeserializeOwned>(&self) -> T {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error} in {self:?}"))
    }

    /// The problem, where the answer is a well-formed one of that status and code.
    ///
    /// # Panics
    /// Where it is anything else.
    #[must_use]
    #[track_caller]
    pub fn problem(&self, status: u16, code: &str) -> Problem {
        assert_eq!(self.status, status, "expected {status} {code}: {self:?}");
        assert_eq!(
            self.header("content-type"),
            Some("application/problem+json"),
            "{self:?}"
        );
        let problem: Problem = self.json();
        assert_eq!(
            (problem.status, problem.code.as_str()),
            (status, code),
            "{self:?}"
        );
        assert!(
            problem.kind.ends_with(&format!("/problems/{code}")),
            "type names the code: {self:?}"
        );
        assert!(
            !problem.title.is_empty(),
            "a person reads the title: {self:?}"
        );
        problem
    }
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown: String = self.text().chars().take(3000).collect();
        write!(
            f,
            "{} -> {}\n{:#?}\n{shown}",
            self.about, self.status, self.headers
        )
    }
}
