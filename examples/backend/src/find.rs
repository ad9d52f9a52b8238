//! `POST /orders/find`: the edge asks for an order.

use crate::{
    app::App,
    inbox::Treatment,
    signature,
    treat::{Answer, Incoming},
};
use axum::http::{StatusCode, header};
use claims::wire::BackendFindOrder;

/// 200 with the order's facts. 404 where number and e-mail do not belong together: which of the two is wrong is
/// nobody's business.
pub fn order(app: &App, call: &Incoming) -> (Treatment, Answer) {
    let shop = match signature::signed_by(&app.config, &call.headers, call.body.as_bytes()) {
        Ok(shop) => shop,
        Err(error) => return Answer::refused(StatusCode::UNAUTHORIZED, error.to_string()),
    };
    let asked: BackendFindOrder = match serde_json::from_str(&call.body) {
        Ok(asked) => asked,
        Err(error) => return Answer::refused(StatusCode::UNPROCESSABLE_ENTITY, error.to_string()),
    };
    let orders = app.orders();
    let found = orders
        .iter()
        .find(|order| order.is(shop, &asked.asked, &asked.email));
    let Some(found) = found else {
        return Answer::refused(StatusCode::NOT_FOUND, "no such order".to_owned());
    };
    match serde_json::to_string(&found.facts) {
        Ok(body) => {
            let header = Some((header::CONTENT_TYPE, "application/json".to_owned()));
            (
                Treatment::Kept,
                Answer {
                    status: StatusCode::OK,
                    header,
                    body,
                },
            )
        }
        Err(error) => Answer::refused(StatusCode::INTERNAL_SERVER_ERROR, error.to_string()),
    }
}
