//! Nothing, where `leptos` 0.8 brings `wasm-streams` along for its server functions.
//!
//! The real crate exports classes to JavaScript, and what is exported cannot be left out of a wasm file: 4 KB brotli of
//! the widget's 90 for code that nothing calls. These are the four functions `server_fn` names, so that it compiles.

use futures_core::Stream;
use std::{
    pin::Pin,
    task::{Context, Poll},
};
use wasm_bindgen::{JsCast, JsValue};

/// A stream that nothing comes out of.
#[derive(Debug)]
pub struct ReadableStream(web_sys::ReadableStream);

impl ReadableStream {
    /// Drops the stream.
    pub fn from_stream<S>(_: S) -> Self {
        Self(JsValue::UNDEFINED.unchecked_into())
    }

    /// Keeps the browser's stream.
    #[must_use]
    pub fn from_raw(raw: web_sys::ReadableStream) -> Self {
        Self(raw)
    }

    /// The browser's stream.
    #[must_use]
    pub fn into_raw(self) -> web_sys::ReadableStream {
        self.0
    }

    /// A stream that is over at once.
    #[must_use]
    pub fn into_stream(self) -> Over {
        Over
    }
}

/// A stream that is over.
#[derive(Clone, Copy, Debug)]
pub struct Over;

impl Stream for Over {
    type Item = Result<JsValue, JsValue>;

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(None)
    }
}
