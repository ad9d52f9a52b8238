//! Connections that can be broken off in mid-answer, as a crashing server or a firewall does.

use axum::{
    extract::connect_info::Connected,
    serve::{IncomingStream, Listener},
};
use std::{
    io,
    net::SocketAddr,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll},
};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::{TcpListener, TcpStream},
};

/// Lets a handler break its own connection off, and tell it from others.
#[derive(Clone, Debug)]
pub struct Connection {
    number: u64,
    is_broken: Arc<AtomicBool>,
}

impl Connection {
    /// The next thing written to it sends RST instead.
    pub fn reset(&self) {
        self.is_broken.store(true, Ordering::Relaxed);
    }

    /// Which one it is since the start, from 1.
    pub fn number(&self) -> u64 {
        self.number
    }
}

impl Connected<IncomingStream<'_, Breakable>> for Connection {
    fn connect_info(stream: IncomingStream<'_, Breakable>) -> Self {
        stream.io().connection.clone()
    }
}

/// A listener whose connections can be broken off.
#[derive(Debug)]
pub struct Breakable {
    listener: TcpListener,
    accepted: u64,
}

impl From<TcpListener> for Breakable {
    fn from(listener: TcpListener) -> Self {
        Self {
            listener,
            accepted: 0,
        }
    }
}

impl Listener for Breakable {
    type Io = BreakableStream;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        let (stream, from) = Listener::accept(&mut self.listener).await;
        self.accepted += 1;
        (
            BreakableStream {
                stream,
                connection: Connection {
                    number: self.accepted,
                    is_broken: Arc::default(),
                },
            },
            from,
        )
    }

    fn local_addr(&self) -> io::Result<Self::Addr> {
        self.listener.local_addr()
    }
}

/// One such connection.
#[derive(Debug)]
pub struct BreakableStream {
    stream: TcpStream,
    connection: Connection,
}

impl BreakableStream {
    fn check(&self) -> io::Result<()> {
        if !self.connection.is_broken.load(Ordering::Relaxed) {
            return Ok(());
        }
        // Closing with a linger of zero sends RST rather than FIN.
        self.stream.set_zero_linger()?;
        Err(io::ErrorKind::ConnectionReset.into())
    }
}

impl AsyncRead for BreakableStream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buf)
    }
}

impl AsyncWrite for BreakableStream {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.check()?;
        Pin::new(&mut self.stream).poll_write(cx, buf)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
