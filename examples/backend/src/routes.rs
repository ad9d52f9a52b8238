//! The route table.

use crate::{
    app::App,
    clerk,
    connection::Connection,
    control, events,
    faults::Call,
    find, mailbox,
    treat::{Incoming, treat},
};
use axum::{
    Router,
    extract::{ConnectInfo, DefaultBodyLimit, State},
    http::{HeaderMap, StatusCode},
    response::Response,
    routing::{get, post},
};
use std::sync::Arc;

/// A claim with all its history stays far below it.
const BODY_BYTES: usize = 1024 * 1024;

/// Every route of the backend's own port.
pub fn router(app: Arc<App>) -> Router {
    let mut router = Router::new()
        .route("/orders/find", post(orders_find))
        .route("/events", post(receive_event))
        .route("/emails", post(receive_email))
        .route("/health", get(|| async { StatusCode::NO_CONTENT }))
        .merge(clerk::routes());
    if app.config.test_routes {
        router = router.nest("/_test", control::routes());
    }
    router
        .layer(DefaultBodyLimit::max(BODY_BYTES))
        .with_state(app)
}

async fn orders_find(
    State(app): State<Arc<App>>,
    ConnectInfo(connection): ConnectInfo<Connection>,
    headers: HeaderMap,
    body: String,
) -> Response {
    treat(
        &app,
        Call::OrdersFind,
        &connection,
        Incoming { headers, body },
        find::order,
    )
    .await
}

async fn receive_email(
    State(app): State<Arc<App>>,
    ConnectInfo(connection): ConnectInfo<Connection>,
    headers: HeaderMap,
    body: String,
) -> Response {
    treat(
        &app,
        Call::Emails,
        &connection,
        Incoming { headers, body },
        mailbox::receive,
    )
    .await
}

async fn receive_event(
    State(app): State<Arc<App>>,
    ConnectInfo(connection): ConnectInfo<Connection>,
    headers: HeaderMap,
    body: String,
) -> Response {
    treat(
        &app,
        Call::Events,
        &connection,
        Incoming { headers, body },
        events::receive,
    )
    .await
}
