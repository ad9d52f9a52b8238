//! A WebSocket as a page opens one: RFC 6455, the client's half of it, as far as the tests need it.

use crate::edge::Edge;
use std::{
    io::{Read, Write},
    net::TcpStream,
    time::Duration,
};

/// No message by then is none.
const TIMEOUT: Duration = Duration::from_secs(60);

/// An open socket.
#[derive(Debug)]
pub struct Socket(TcpStream);

/// What came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Came {
    /// A text.
    Text(String),
    /// The other side closes, with that code.
    Closed(u16),
}

impl Socket {
    /// Opens one at that path, or says with which status it was refused.
    ///
    /// # Errors
    /// The HTTP status.
    ///
    /// # Panics
    /// Where there is no answer.
    pub fn open(edge: &Edge, path: &str, origin: Option<&str>) -> Result<Self, u16> {
        let host = edge.url.trim_start_matches("http://");
        let mut stream = TcpStream::connect(host.replace("localhost", "127.0.0.1")).unwrap();
        stream.set_read_timeout(Some(TIMEOUT)).unwrap();
        let origin = origin.map_or(String::new(), |origin| format!("Origin: {origin}\r\n"));
        let request = format!(
            "GET {path} HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n{origin}\
             Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
        );
        stream.write_all(request.as_bytes()).unwrap();
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            let mut byte = [0];
            stream.read_exact(&mut byte).unwrap();
            head.extend(byte);
        }
        let head = String::from_utf8(head).unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        match status {
            101 => Ok(Self(stream)),
            status => Err(status),
        }
    }

    /// Opens the claim's and says whose it is.
    ///
    /// # Panics
    /// Where it is refused.
    #[must_use]
    #[track_caller]
    pub fn follow(edge: &Edge, number: &str, token: &str) -> Self {
        let mut socket = Self::open(edge, &format!("/v1/claims/{number}/live"), None).unwrap();
        socket.say(&serde_json::json!({ "token": token }).to_string());
        socket
    }

    /// Sends a text.
    ///
    /// # Panics
    /// Where the connection is gone.
    pub fn say(&mut self, text: &str) {
        let length = u16::try_from(text.len()).unwrap();
        // Every frame of a client is masked; a mask of zeros changes nothing.
        let mut frame = vec![0x81, 0x80 | 126];
        frame.extend(length.to_be_bytes());
        frame.extend([0; 4]);
        frame.extend(text.as_bytes());
        self.0.write_all(&frame).unwrap();
    }

    /// Waits for the next message.
    ///
    /// # Panics
    /// Where none comes.
    pub fn hears(&mut self) -> Came {
        let mut head = [0; 2];
        self.0.read_exact(&mut head).unwrap();
        let length = match head[1] & 0x7f {
            126 => usize::from(u16::from_be_bytes(self.bytes())),
            127 => usize::try_from(u64::from_be_bytes(self.bytes())).unwrap(),
            length => usize::from(length),
        };
        let mut body = vec![0; length];
        self.0.read_exact(&mut body).unwrap();
        match head[0] & 0x0f {
            1 => Came::Text(String::from_utf8(body).unwrap()),
            8 => Came::Closed(
                body.get(..2)
                    .map_or(1005, |code| u16::from_be_bytes([code[0], code[1]])),
            ),
            other => panic!("a frame of kind {other}"),
        }
    }

    /// The next text as JSON.
    ///
    /// # Panics
    /// Where it is none.
    pub fn json<T: serde::de::DeserializeOwned>(&mut self) -> T {
        match self.hears() {
            Came::Text(text) => serde_json::from_str(&text).unwrap(),
            Came::Closed(code) => panic!("closed with {code}"),
        }
    }

    fn bytes<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        self.0.read_exact(&mut bytes).unwrap();
        bytes
    }
}
