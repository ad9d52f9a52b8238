//! The clerk's desk: a page with every claim received, and a form that answers. It works without JavaScript.

use crate::{
    answer::{self, Reply},
    app::App,
    config::DemoShop,
    reconcile,
};
use axum::{
    Form, Router,
    body::Bytes,
    extract::{DefaultBodyLimit, Path, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use form::AnswerForm;
use std::sync::Arc;

mod card;
pub mod form;
mod frame;
mod mails;
mod order;
mod page;
mod stream;
pub mod upload;
mod words;

/// Only its own style sheet and script, and pictures from the edge, wherever that is.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; \
     img-src http: https: data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// A file of 10 MiB with the form around it.
const FILE_FORM_BYTES: usize = 11 * 1024 * 1024;

/// Its routes.
pub fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/", get(desk))
        .route("/claims/{shop}/{number}/answers", post(answer_claim))
        .route(
            "/claims/{shop}/{number}/files",
            post(send_file).layer(DefaultBodyLimit::max(FILE_FORM_BYTES)),
        )
        .route("/orders/{shop}/{number}", get(order::page))
        .route("/reconcile", post(reconcile))
        .route("/mail", get(mails::list))
        .route("/mail/{n}", get(mails::one))
        .route("/mail/{n}/html", get(mails::body))
        .route("/stream", get(stream::news))
        .route("/clerk.css", get(style))
        .route("/clerk.js", get(script))
}

async fn desk(State(app): State<Arc<App>>) -> impl IntoResponse {
    let orders = app.orders().clone();
    let (claims, reconciled) = {
        let inbox = app.inbox();
        let claims: Vec<_> = inbox.claims().into_iter().cloned().collect();
        (claims, inbox.reconciled.clone())
    };
    let headers = [
        (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (headers, page::desk(&claims, &orders, reconciled.as_deref()))
}

/// Sends the clerk's answer, then shows the desk again with the edge's reply at the claim.
async fn answer_claim(
    State(app): State<Arc<App>>,
    Path((shop, number)): Path<(String, String)>,
    headers: HeaderMap,
    Form(filled): Form<AnswerForm>,
) -> Response {
    if comes_from_elsewhere(&headers) {
        return (
            StatusCode::FORBIDDEN,
            "an answer can only be given on this page",
        )
            .into_response();
    }
    let known = DemoShop::from_id(&shop).and_then(|shop| app.inbox().claim(shop, &number).cloned());
    let Some(known) = known else {
        return (StatusCode::NOT_FOUND, "no such claim").into_response();
    };
    let reply = match filled.event(&known.claim.order.currency) {
        Ok(event) => {
            let (app, turn) = (Arc::clone(&app), Some(filled.turn));
            answer::send_in_background(app, known.shop, number.clone(), event, turn).await
        }
        Err(why) => Reply::NotSent { why },
    };
    if let Some(known) = app.inbox().claim_mut(known.shop, &number) {
        let kept = matches!(reply, Reply::Kept { .. });
        known.unsent = (!kept).then_some(filled);
        known.last_reply = Some(reply);
    }
    Redirect::to(&format!("/#claim-{number}")).into_response()
}

/// Sends a message with a file, then shows the desk again with the edge's reply at the claim.
async fn send_file(
    State(app): State<Arc<App>>,
    Path((shop, number)): Path<(String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    if comes_from_elsewhere(&headers) {
        return (
            StatusCode::FORBIDDEN,
            "a file can only be sent on this page",
        )
            .into_response();
    }
    let known = DemoShop::from_id(&shop).and_then(|shop| app.inbox().claim(shop, &number).cloned());
    let Some(known) = known else {
        return (StatusCode::NOT_FOUND, "no such claim").into_response();
    };
    let content_type = headers.get(header::CONTENT_TYPE);
    let content_type = content_type.and_then(|value| value.to_str().ok());
    let reply = match upload::read(content_type.unwrap_or_default(), &body) {
        Some(upload) => upload::send(Arc::clone(&app), known.shop, number.clone(), upload).await,
        None => Reply::NotSent {
            why: "Choose a file, and write what it is.".to_owned(),
        },
    };
    if let Some(known) = app.inbox().claim_mut(known.shop, &number) {
        known.last_reply = Some(reply);
    }
    Redirect::to(&format!("/#claim-{number}")).into_response()
}

/// Asks the edge for what the backend missed, then shows the desk again with what was found.
async fn reconcile(State(app): State<Arc<App>>, headers: HeaderMap) -> Response {
    if comes_from_elsewhere(&headers) {
        return (StatusCode::FORBIDDEN, "only this page can ask for it").into_response();
    }
    let said = reconcile::with_the_edges(Arc::clone(&app)).await;
    app.inbox().reconciled = Some(said);
    Redirect::to("/").into_response()
}

/// Another site's form must not answer in the clerk's name.
fn comes_from_elsewhere(headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    match (text(header::ORIGIN), text(header::HOST)) {
        (Some(origin), Some(host)) => origin
            .split_once("://")
            .is_none_or(|(_, from)| from != host),
        _ => false,
    }
}

async fn style() -> impl IntoResponse {
    (
        [(header::CONTENT_TYPE, "text/css; charset=utf-8")],
        include_str!("clerk/clerk.css"),
    )
}

async fn script() -> impl IntoResponse {
    (
        [(header::CONTENT_TYPE, "text/javascript; charset=utf-8")],
        include_str!("clerk/clerk.js"),
    )
}
