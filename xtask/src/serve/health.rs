//! Is the server there? One request by hand, no client library.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::time::Duration;

const TIMEOUT: Duration = Duration::from_secs(5);

/// `GET /v1/health` got an answer: 200, or 503 where the configuration has mistakes, which the answer names.
pub fn answers(port: u16) -> bool {
    status(port).is_some_and(|status| status == 200 || status == 503)
}

fn status(port: u16) -> Option<u16> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let mut stream = TcpStream::connect_timeout(&address, TIMEOUT).ok()?;
    stream.set_read_timeout(Some(TIMEOUT)).ok()?;
    let request =
        format!("GET /v1/health HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).ok()?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).ok()?;
    status_of(&String::from_utf8_lossy(&answer))
}

/// `200` of `HTTP/1.1 200 OK`.
fn status_of(answer: &str) -> Option<u16> {
    answer
        .strip_prefix("HTTP/1.1 ")?
        .split([' ', '\r'])
        .next()?
        .parse()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::status_of;

    #[test]
    fn the_status_is_the_second_word_of_the_first_line() {
        assert_eq!(status_of("HTTP/1.1 200 OK\r\n\r\n"), Some(200));
        assert_eq!(status_of("HTTP/1.1 503\r\n"), Some(503));
        assert_eq!(status_of("SSH-2.0"), None);
    }
}
