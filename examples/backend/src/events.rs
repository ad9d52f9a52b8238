//! `POST /events`: the edge tells what happened to a claim.

use crate::{
    app::App,
    inbox::Treatment,
    signature,
    treat::{Answer, Incoming},
};
use axum::http::StatusCode;
use claims::wire::ShopEvent;
use standardwebhooks::HEADER_WEBHOOK_ID;

/// Keeps a signed event once. 204 is the receipt: until then the edge sends it again.
pub fn receive(app: &App, call: &Incoming) -> (Treatment, Answer) {
    let shop = match signature::signed_by(&app.config, &call.headers, call.body.as_bytes()) {
        Ok(shop) => shop,
        Err(error) => return Answer::refused(StatusCode::UNAUTHORIZED, error.to_string()),
    };
    let event: ShopEvent = match serde_json::from_str(&call.body) {
        Ok(event) => event,
        Err(error) => return Answer::refused(StatusCode::UNPROCESSABLE_ENTITY, error.to_string()),
    };
    let id = call.header(HEADER_WEBHOOK_ID);
    let kept = app.inbox().keep(shop, id, event, &call.body);
    app.tell_the_clerk();
    let receipt = Answer {
        status: StatusCode::NO_CONTENT,
        header: None,
        body: String::new(),
    };
    (
        if kept {
            Treatment::Kept
        } else {
            Treatment::Duplicate
        },
        receipt,
    )
}
