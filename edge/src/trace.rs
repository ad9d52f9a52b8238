//! One request, followed: its id, where its time went, and the trace of the caller that is passed on.

use crate::{call::now, config::hex};
use claims::civil::Instant;
use std::cell::Cell;

/// What is known of a request while it is answered.
#[derive(Debug)]
pub struct Trace {
    /// In the answer's `x-request-id`, in problems, and in the log.
    pub id: String,
    /// `traceparent` for the shop's backend: the caller's trace, or a new one of the request's own id.
    pub parent: String,
    began: Instant,
    ledger_ms: Cell<i64>,
    backend_ms: Cell<i64>,
}

/// Where time is spent waiting.
#[derive(Clone, Copy, Debug)]
pub enum Waiting {
    /// For the ledger.
    Ledger,
    /// For the shop's backend.
    Backend,
}

impl Trace {
    /// `random` makes the ids; `caller` is the request's own `traceparent`, believed where it is well formed.
    pub fn new(random: [u8; 24], caller: Option<&str>, began: Instant) -> Self {
        let (id, span) = (hex(&random[..16]), hex(&random[16..]));
        let parent = match caller.and_then(parts) {
            Some((trace, flags)) => format!("00-{trace}-{span}-{flags}"),
            None => format!("00-{id}-{span}-00"),
        };
        Self {
            id,
            parent,
            began,
            ledger_ms: Cell::new(0),
            backend_ms: Cell::new(0),
        }
    }

    /// The trace it is part of, where the caller brought one; else its own id says it.
    pub fn of_the_caller(&self) -> Option<&str> {
        trace_id(&self.parent).filter(|trace| *trace != self.id)
    }

    /// Waits for `work`, and adds the time it took.
    pub async fn time<T>(&self, what: Waiting, work: impl Future<Output = T>) -> T {
        let began = now();
        let done = work.await;
        let sum = match what {
            Waiting::Ledger => &self.ledger_ms,
            Waiting::Backend => &self.backend_ms,
        };
        sum.set(sum.get() + now().ms() - began.ms());
        done
    }

    /// Milliseconds since it came.
    pub fn total_ms(&self) -> i64 {
        now().ms() - self.began.ms()
    }

    /// Milliseconds it waited for the ledger, and for the backend.
    pub fn waited_ms(&self) -> (i64, i64) {
        (self.ledger_ms.get(), self.backend_ms.get())
    }

    /// Of the `Server-Timing` header.
    pub fn server_timing(&self) -> String {
        let (ledger, backend) = self.waited_ms();
        let total = self.total_ms();
        format!("total;dur={total}, ledger;dur={ledger}, backend;dur={backend}")
    }
}

/// The trace that `parent` names.
pub fn trace_id(parent: &str) -> Option<&str> {
    parts(parent).map(|(trace, _)| trace)
}

/// The trace of `parent` under another span: each attempt to tell the shop's backend is one. `None` where it is no
/// `traceparent`.
pub fn another_span(parent: &str, random: [u8; 8]) -> Option<String> {
    let (trace, flags) = parts(parent)?;
    Some(format!("00-{trace}-{}-{flags}", hex(&random)))
}

/// Trace id and flags of a `traceparent` (W3C Trace Context, version 00 and what later versions keep of it).
fn parts(header: &str) -> Option<(&str, &str)> {
    let mut parts = header.trim().splitn(5, '-');
    let (version, trace) = (parts.next()?, parts.next()?);
    let (span, flags, rest) = (parts.next()?, parts.next()?, parts.next());
    let is_hex = |text: &str, chars: usize| {
        text.len() == chars
            && text
                .bytes()
                .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
    };
    let is_id = |text: &str, chars| is_hex(text, chars) && text.bytes().any(|byte| byte != b'0');
    let is_good = is_hex(version, 2)
        && version != "ff"
        && (version != "00" || rest.is_none())
        && is_id(trace, 32)
        && is_id(span, 16)
        && is_hex(flags, 2);
    is_good.then_some((trace, flags))
}

#[cfg(test)]
mod tests {
    use super::*;

    const CALLER: &str = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    fn parent(caller: Option<&str>) -> String {
        Trace::new([7; 24], caller, Instant::from_ms(0)).parent
    }

    #[test]
    fn the_callers_trace_goes_on_under_a_span_of_ours() {
        assert_eq!(
            parent(Some(CALLER)),
            "00-4bf92f3577b34da6a3ce929d0e0e4736-0707070707070707-01"
        );
    }

    #[test]
    fn a_trace_of_the_callers_is_named_and_ones_own_is_the_id() {
        let trace = |caller| Trace::new([7; 24], caller, Instant::from_ms(0));
        assert_eq!(trace(Some(CALLER)).of_the_caller(), CALLER.get(3..35));
        assert_eq!(trace(None).of_the_caller(), None);
    }

    #[test]
    fn another_span_is_of_the_same_trace_and_of_nothing_comes_nothing() {
        assert_eq!(
            another_span(CALLER, [9; 8]).as_deref(),
            Some("00-4bf92f3577b34da6a3ce929d0e0e4736-0909090909090909-01")
        );
        assert_eq!(another_span("damaged", [9; 8]), None);
        assert_eq!(trace_id(CALLER), CALLER.get(3..35));
    }

    #[test]
    fn without_one_or_with_a_malformed_one_the_trace_is_the_requests_own() {
        let own = format!("00-{}-0707070707070707-00", "07".repeat(16));
        for caller in [
            None,
            Some(""),
            Some("00-0-0-0"),
            Some("ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"),
            Some("00-00000000000000000000000000000000-00f067aa0ba902b7-01"),
            Some("00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01"),
            Some("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-x"),
            Some("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0\r\nx"),
        ] {
            assert_eq!(parent(caller), own, "{caller:?}");
        }
    }
}
