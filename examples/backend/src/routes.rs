//! The route table.

use crate::{
    app::App,
    clerk,
    connection::Connection,
    control, events,
    faults::Call,
    find,
    inbox::Treatment,
    mailbox,
    treat::{Answer, Incoming, treat},
};
use axum::{
    Router,
    extract::{ConnectInfo, DefaultBodyLimit, State},
    http::{HeaderMap, StatusCode},
    routing::{MethodRouter, get, post},
};
use std::sync::Arc;

/// A claim with all its history stays far below it.
const BODY_BYTES: usize = 1024 * 1024;

/// Every route of the backend's own port.
pub fn router(app: Arc<App>) -> Router {
    let mut router = Router::new()
        .route("/orders/find", treated(Call::OrdersFind, find::order))
        .route("/events", treated(Call::Events, events::receive))
        .route("/emails", treated(Call::Emails, mailbox::receive))
        .route("/health", get(|| async { StatusCode::NO_CONTENT }))
        .merge(clerk::routes());
    if app.config.test_routes {
        router = router.nest("/_test", control::routes());
    }
    router
        .layer(DefaultBodyLimit::max(BODY_BYTES))
        .with_state(app)
}

/// What the edge asks of the shop: `work` answers it, unless a fault is planned for `call`.
fn treated(call: Call, work: fn(&App, &Incoming) -> (Treatment, Answer)) -> MethodRouter<Arc<App>> {
    post(
        move |State(app): State<Arc<App>>,
              ConnectInfo(connection): ConnectInfo<Connection>,
              headers: HeaderMap,
              body: String| async move {
            treat(&app, call, &connection, Incoming { headers, body }, work).await
        },
    )
}
