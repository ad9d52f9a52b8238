//! `/_test/…`: browser tests tell the backend to fail and ask what it received. Only with `--faults`.
//!
//! | route | does |
//! |---|---|
//! | `POST /_test/faults` | plans `{"on":"events","times":2,"point":"before","fault":"status","status":503}` |
//! | `DELETE /_test/faults` | nothing fails from now on |
//! | `GET /_test/calls?on=events` | every call as it came: headers, body, treatment |
//! | `GET /_test/counts` | `{"orders_find":1,"events":2}` |
//! | `GET /_test/claims` | the claims known, newest first |
//! | `GET /_test/mails` | the messages to customers, oldest first |
//! | `GET`, `POST /_test/orders` | the orders; one more |
//! | `PUT /_test/edge` | `{"shop":"lamps","url":"http://localhost:1234"}` |
//! | `POST /_test/answers` | `{"shop":"lamps","claim":"…","type":"claim.approved","remedy":"replace"}` |
//! | `DELETE /_test` | forgets what was received and what was to fail |

use crate::{
    answer::{self, Reply},
    app::App,
    config::DemoShop,
    faults::{Call, Planned},
    inbox::{Inbox, ReceivedCall},
    orders::DemoOrder,
};
use axum::{
    Json, Router,
    extract::{Query, State},
    http::StatusCode,
    routing::{delete, get, post, put},
};
use claims::wire::BackendEvent;
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;

/// The routes, below `/_test`.
pub fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/", delete(clear))
        .route("/faults", post(plan).delete(heal))
        .route("/calls", get(calls))
        .route("/counts", get(counts))
        .route("/claims", get(known_claims))
        .route("/mails", get(mails))
        .route("/orders", get(orders).post(add_order))
        .route("/edge", put(set_edge))
        .route("/answers", post(answers))
}

#[derive(Deserialize)]
struct Which {
    on: Option<Call>,
}

#[derive(Deserialize)]
struct Edge {
    shop: DemoShop,
    url: String,
}

#[derive(Deserialize)]
struct ShopAnswer {
    shop: DemoShop,
    #[serde(flatten)]
    event: BackendEvent,
}

async fn clear(State(app): State<Arc<App>>) -> StatusCode {
    *app.inbox() = Inbox::default();
    app.plan().clear();
    app.tell_the_clerk();
    StatusCode::NO_CONTENT
}

async fn plan(State(app): State<Arc<App>>, Json(planned): Json<Planned>) -> StatusCode {
    app.plan().add(planned);
    StatusCode::NO_CONTENT
}

async fn heal(State(app): State<Arc<App>>) -> StatusCode {
    app.plan().clear();
    StatusCode::NO_CONTENT
}

async fn calls(State(app): State<Arc<App>>, Query(which): Query<Which>) -> Json<Vec<ReceivedCall>> {
    let wanted = |call: &&ReceivedCall| which.on.is_none_or(|on| on == call.on);
    Json(app.inbox().calls().iter().filter(wanted).cloned().collect())
}

async fn counts(State(app): State<Arc<App>>) -> Json<Value> {
    let inbox = app.inbox();
    let count = |on: Call| inbox.calls().iter().filter(|call| call.on == on).count();
    Json(
        json!({ "orders_find": count(Call::OrdersFind), "events": count(Call::Events), "emails": count(Call::Emails) }),
    )
}

async fn known_claims(State(app): State<Arc<App>>) -> Json<Value> {
    Json(json!(app.inbox().claims()))
}

async fn mails(State(app): State<Arc<App>>) -> Json<Value> {
    Json(json!(app.inbox().mailbox.all()))
}

async fn orders(State(app): State<Arc<App>>) -> Json<Vec<DemoOrder>> {
    Json(app.orders().clone())
}

async fn add_order(State(app): State<Arc<App>>, Json(order): Json<DemoOrder>) -> StatusCode {
    app.orders().push(order);
    StatusCode::NO_CONTENT
}

async fn set_edge(State(app): State<Arc<App>>, Json(edge): Json<Edge>) -> StatusCode {
    app.edges()
        .insert(edge.shop, edge.url.trim_end_matches('/').to_owned());
    StatusCode::NO_CONTENT
}

async fn answers(State(app): State<Arc<App>>, Json(asked): Json<ShopAnswer>) -> Json<Reply> {
    Json(
        answer::send_in_background(app, asked.shop, asked.event.claim, asked.event.event, None)
            .await,
    )
}
