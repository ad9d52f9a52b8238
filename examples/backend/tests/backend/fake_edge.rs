//! A Worker that says what it is told to say, and remembers what it was sent.

use axum::{
    Router,
    extract::State,
    http::{HeaderMap, StatusCode},
    routing::{get, post, put},
};
use std::{
    collections::VecDeque,
    net::TcpListener,
    sync::{Arc, Mutex},
};

#[derive(Clone, Default)]
pub struct Script {
    replies: Arc<Mutex<VecDeque<(u16, String)>>>,
    received: Arc<Mutex<Vec<(HeaderMap, String)>>>,
}

pub struct FakeEdge {
    pub url: String,
    script: Script,
    _runtime: tokio::runtime::Runtime,
}

impl FakeEdge {
    /// Gives these replies, one for each event sent to it.
    pub fn replying(replies: &[(u16, &str)]) -> Self {
        let script = Script::default();
        let replies = replies
            .iter()
            .map(|(status, body)| (*status, (*body).to_owned()));
        script.replies.lock().unwrap().extend(replies);
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let router = Router::new()
            .route("/v1/backend/events", post(reply))
            .route("/v1/backend/claims", get(reply))
            .route("/v1/backend/claims/{number}", get(reply))
            .route("/v1/backend/claims/{number}/files/{n}", put(reply))
            .with_state(script.clone());
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .unwrap();
        runtime.spawn(async {
            axum::serve(tokio::net::TcpListener::from_std(listener).unwrap(), router).await
        });
        Self {
            url,
            script,
            _runtime: runtime,
        }
    }

    /// What it was sent, oldest first.
    pub fn received(&self) -> Vec<(HeaderMap, String)> {
        self.script.received.lock().unwrap().clone()
    }
}

async fn reply(
    State(script): State<Script>,
    headers: HeaderMap,
    body: String,
) -> (StatusCode, String) {
    script.received.lock().unwrap().push((headers, body));
    let (status, body) = script
        .replies
        .lock()
        .unwrap()
        .pop_front()
        .unwrap_or((500, String::new()));
    (StatusCode::from_u16(status).unwrap(), body)
}
