//! Who looks at a claim right now: sockets that sleep while nothing happens, and get the view whenever it changes.
//!
//! The runtime keeps the sockets while the object is not in memory (hibernation): what is known of one is its tag, the
//! claim's number, and its attachment. A socket shows nothing until its first message brought the tracking token.

use super::{Kept, Ledger, Result};
use crate::{
    call::now,
    log::{self, Level},
    token::Purpose,
};
use claims::{civil::Instant, number::ClaimNumber};
use serde::{Deserialize, Serialize};
use worker::{
    Error, Request, Response, WebSocket, WebSocketIncomingMessage, WebSocketPair,
    WebSocketRequestResponsePair,
};

/// Who has not brought a token by then is let go.
const TOKEN_WITHIN_MS: i64 = 10_000;

/// A first message is a token in a little JSON.
const MESSAGE_BYTES_MAX: usize = 4 * 1024;

/// More than one shard's customers are at once; the platform takes 32,768.
const SOCKETS_MAX: usize = 20_000;

/// Close codes: of RFC 6455, and from 4000 on ours, by the HTTP status they are like.
const TRY_AGAIN_LATER: u16 = 1013;
const TOKEN_REFUSED: u16 = 4401;
const NO_TOKEN: u16 = 4408;

/// What is known of a socket.
#[derive(Clone, Copy, Serialize, Deserialize)]
enum Holder {
    /// It came then, and has not said who it is.
    Unknown { since_ms: i64 },
    /// The claim's customer.
    Customer,
}

#[derive(Deserialize)]
struct Hello {
    token: String,
}

impl Ledger {
    /// Takes a socket; the request's path is the claim's number.
    pub(super) fn take_socket(&self, request: &Request) -> Result<Response> {
        let path = request.path();
        let number = ClaimNumber::parse(path.trim_start_matches('/'))
            .ok_or_else(|| Error::RustError("a socket without a claim's number".into()))?;
        self.let_go_of_silent(now());
        let pair = WebSocketPair::new()?;
        if self.state.get_websockets().len() >= SOCKETS_MAX {
            pair.server.accept()?;
            let _ = pair.server.close(Some(TRY_AGAIN_LATER), Some("too many"));
            return Response::from_websocket(pair.client);
        }
        // A `ping` is answered without waking anybody.
        let ping = WebSocketRequestResponsePair::new("ping", "pong")?;
        self.state.set_websocket_auto_response(&ping);
        self.state
            .accept_websocket_with_tags(&pair.server, &[number.as_str()]);
        let since_ms = now().ms();
        pair.server
            .serialize_attachment(Holder::Unknown { since_ms })?;
        Response::from_websocket(pair.client)
    }

    /// The first message of a socket brings its token; what comes later says nothing.
    pub(super) fn hear(
        &self,
        socket: &WebSocket,
        message: &WebSocketIncomingMessage,
    ) -> Result<()> {
        if matches!(socket.deserialize_attachment()?, Some(Holder::Customer)) {
            return Ok(());
        }
        let Some(number) = self.claim_of(socket) else {
            return socket.close(Some(TOKEN_REFUSED), Some("no such claim"));
        };
        if !self.may_see(&number, message)? {
            return socket.close(Some(TOKEN_REFUSED), Some("the token is not valid here"));
        }
        let Some(kept) = self.find(&number)? else {
            return socket.close(Some(TOKEN_REFUSED), Some("the token is not valid here"));
        };
        socket.serialize_attachment(Holder::Customer)?;
        socket.send_with_str(self.view_of(&kept)?.get())
    }

    fn may_see(&self, number: &ClaimNumber, message: &WebSocketIncomingMessage) -> Result<bool> {
        let WebSocketIncomingMessage::String(text) = message else {
            return Ok(false);
        };
        if text.len() > MESSAGE_BYTES_MAX {
            return Ok(false);
        }
        let Ok(Hello { token }) = serde_json::from_str(text) else {
            return Ok(false);
        };
        let keys = &self.config()?.keys;
        let held = keys.open::<ClaimNumber>(Purpose::Track, &token, now());
        Ok(held.is_ok_and(|held| held == *number))
    }

    /// Shows the claim as it is now to everyone who looks at it.
    pub(super) fn show(&self, kept: &Kept) -> Result<()> {
        let number = kept.claim.number.as_str();
        let sockets = self.state.get_websockets_with_tag(number);
        if sockets.is_empty() {
            return Ok(());
        }
        let view = self.view_of(kept)?;
        for socket in sockets {
            if matches!(socket.deserialize_attachment(), Ok(Some(Holder::Customer)))
                && let Err(error) = socket.send_with_str(view.get())
            {
                // It is going: its page asks again, or nobody is there.
                let reason = ("reason", error.to_string().into());
                log::event(Level::Info, "live_gone", [reason]);
            }
        }
        Ok(())
    }

    fn claim_of(&self, socket: &WebSocket) -> Option<ClaimNumber> {
        let tags = self.state.get_tags(socket);
        tags.first().and_then(|tag| ClaimNumber::parse(tag))
    }

    /// Sockets that never said who they are do not stay.
    fn let_go_of_silent(&self, now: Instant) {
        for socket in self.state.get_websockets() {
            if let Ok(Some(Holder::Unknown { since_ms })) = socket.deserialize_attachment()
                && now.ms() - since_ms > TOKEN_WITHIN_MS
            {
                let _ = socket.close(Some(NO_TOKEN), Some("no token"));
            }
        }
    }
}
