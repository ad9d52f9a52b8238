//! `POST /events`: the edge tells what happened to a claim.

use crate::{
    app::App,
    inbox::Treatment,
    mailbox::{Caught, notification},
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
    if let Some(message) = notification(&call.body) {
        return send_on(app, message);
    }
    let event: ShopEvent = match serde_json::from_str(&call.body) {
        Ok(event) => event,
        // New types come, and some are about no claim: thanked for, and not kept.
        Err(_) if is_about_no_claim(&call.body) => return (Treatment::Kept, receipt()),
        Err(error) => return Answer::refused(StatusCode::UNPROCESSABLE_ENTITY, error.to_string()),
    };
    let id = call.header(HEADER_WEBHOOK_ID);
    let kept = app.inbox().keep(shop, id, event, &call.body);
    app.tell_the_clerk();
    (
        if kept {
            Treatment::Kept
        } else {
            Treatment::Duplicate
        },
        receipt(),
    )
}

/// A real backend would have its own mailer send it; here it is caught.
fn send_on(app: &App, message: Caught) -> (Treatment, Answer) {
    let id = message.id.clone();
    let mut inbox = app.inbox();
    let was_there = inbox.mailbox.all().iter().any(|known| known.id == id);
    let kept = inbox.mailbox.keep(message);
    drop(inbox);
    app.tell_the_clerk();
    let treatment = match kept {
        Ok(_) if !was_there => Treatment::Kept,
        Ok(_) | Err(_) => Treatment::Duplicate,
    };
    (treatment, receipt())
}

fn receipt() -> Answer {
    Answer {
        status: StatusCode::NO_CONTENT,
        header: None,
        body: String::new(),
    }
}

/// An event as every one of them is written, without a claim in it.
fn is_about_no_claim(body: &str) -> bool {
    let event: serde_json::Value = serde_json::from_str(body).unwrap_or_default();
    event["type"].is_string() && event["data"].is_object() && event["data"]["claim"].is_null()
}
