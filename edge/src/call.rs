//! One request on its way through the Worker: what it says, read once.

pub use crate::clock::now;
use crate::{
    config::Config,
    problem::Refusal,
    token::{Purpose, Unusable},
    trace::Trace,
};
use claims::{civil::Instant, limits::BODY_BYTES, number::ClaimNumber};
use futures_util::StreamExt;
use serde::de::DeserializeOwned;
use worker::{
    Context, Env, Headers, Method, Request, js_sys::futures::JsFuture, web_sys::WritableStream,
};

/// A request, with what is needed to answer it.
pub struct Call<'a> {
    /// As it came.
    pub request: Request,
    /// Bindings.
    pub env: &'a Env,
    /// Outlives the answer.
    pub context: &'a Context,
    /// The shop's.
    pub config: &'a Config,
    /// When it came.
    pub now: Instant,
    /// Its id and where its time goes.
    pub trace: Trace,
}

/// What is let run out of a refused body.
const DRAINED_BYTES_MAX: u64 = 32 * 1024 * 1024;

/// Fresh randomness.
///
/// # Errors
/// Where the runtime has none to give.
pub fn random<const N: usize>() -> Result<[u8; N], Refusal> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| Refusal::Internal(error.to_string()))?;
    Ok(bytes)
}

/// The value of a header, or nothing.
pub fn header(headers: &Headers, name: &str) -> Option<String> {
    headers.get(name).ok().flatten()
}

impl Call<'_> {
    /// The value of a request header, or nothing.
    pub fn header(&self, name: &str) -> Option<String> {
        header(self.request.headers(), name)
    }

    /// The token of `Authorization: Bearer`.
    pub fn bearer(&self) -> Result<String, Refusal> {
        let header = self.header("authorization").ok_or(Refusal::TokenMissing)?;
        let (scheme, token) = header.split_once(' ').ok_or(Refusal::TokenMissing)?;
        if !scheme.eq_ignore_ascii_case("bearer") || token.trim().is_empty() {
            return Err(Refusal::TokenMissing);
        }
        Ok(token.trim().to_owned())
    }

    /// What the request's token carries.
    pub fn open<T: DeserializeOwned>(&self, purpose: Purpose) -> Result<T, Refusal> {
        self.open_token(purpose, &self.bearer()?)
    }

    /// What a token from elsewhere in the request carries.
    pub fn open_token<T: DeserializeOwned>(
        &self,
        purpose: Purpose,
        token: &str,
    ) -> Result<T, Refusal> {
        self.config
            .keys
            .open(purpose, token, self.now)
            .map_err(|why| match why {
                Unusable::Invalid => Refusal::TokenInvalid,
                Unusable::Expired => Refusal::TokenExpired,
            })
    }

    /// The claim of the path, where the request's tracking token is for it.
    /// A claim of somebody else is answered like one that does not exist.
    pub fn tracked(&self, number: &str) -> Result<ClaimNumber, Refusal> {
        let held: ClaimNumber = self.open(Purpose::Track)?;
        match ClaimNumber::parse(number) {
            Some(asked) if asked == held => Ok(held),
            Some(_) | None => Err(Refusal::ClaimNotFound),
        }
    }

    /// The shop's desk.
    pub fn is_from_the_desk(&self) -> Result<(), Refusal> {
        match self.config.shop_secret.is(self.bearer()?.as_bytes()) {
            true => Ok(()),
            false => Err(Refusal::TokenInvalid),
        }
    }

    /// A JSON body's text, at most [`BODY_BYTES`].
    pub async fn json(&mut self) -> Result<String, Refusal> {
        let limit_bytes = BODY_BYTES as u64;
        let body = self
            .body(limit_bytes, || Refusal::BodyTooLarge { limit_bytes })
            .await?;
        String::from_utf8(body).map_err(|_| Refusal::InvalidJson("it is not UTF-8".into()))
    }

    /// `Content-Length`: the runtime reads no more than that.
    pub fn announced_bytes(&self) -> Option<u64> {
        self.header("content-length")?.parse().ok()
    }

    /// The body, refused as soon as it is known to be longer than `limit_bytes`.
    pub async fn body(
        &mut self,
        limit_bytes: u64,
        too_large: impl Fn() -> Refusal,
    ) -> Result<Vec<u8>, Refusal> {
        match self.announced_bytes() {
            Some(length) if length > limit_bytes => return Err(too_large()),
            Some(_) => return Ok(self.request.bytes().await?),
            None => {}
        }
        if self.request.inner().body().is_none() {
            return Ok(Vec::new());
        }
        let mut stream = self.request.stream()?;
        let mut body = Vec::new();
        while let Some(chunk) = stream.next().await {
            body.extend(chunk?);
            if body.len() as u64 > limit_bytes {
                return Err(too_large());
            }
        }
        Ok(body)
    }

    /// Lets a body that nobody read run out, so that its sender gets to the answer: an answer in the middle of an
    /// upload is a broken connection to most clients. A body of more than [`DRAINED_BYTES_MAX`] is cut off.
    pub async fn drain(&self) {
        let request = self.request.inner();
        // Asked first: to ask for the body makes a stream of it.
        if request.body_used() {
            return;
        }
        let Some(body) = request.body() else {
            return;
        };
        let length = self.announced_bytes();
        if length.is_some_and(|length| length <= DRAINED_BYTES_MAX)
            && let Ok(nowhere) = WritableStream::new()
        {
            // Whether the sender stays until the end is theirs to know.
            let _ = JsFuture::from(body.pipe_to(&nowhere)).await;
        }
    }

    /// The value of a parameter of the query.
    pub fn query(&self, name: &str) -> Result<Option<String>, Refusal> {
        let url = self.request.url()?;
        let found = url.query_pairs().find(|(known, _)| known == name);
        Ok(found.map(|(_, value)| value.into_owned()))
    }

    /// GET and HEAD are the same route.
    pub fn method(&self) -> Method {
        let method = self.request.method();
        if method == Method::Head {
            return Method::Get;
        }
        method
    }
}
