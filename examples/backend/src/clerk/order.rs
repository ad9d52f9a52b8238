//! The page of an order: the link that begins a claim on it, and the same as a QR code for its invoice.

use crate::{app::App, clock, config::DemoShop, order_link};
use axum::{
    extract::{Path, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use maud::{PreEscaped, html};
use std::sync::Arc;

use super::{CONTENT_SECURITY_POLICY, frame::document};

/// `GET /orders/{shop}/{number}`.
pub async fn page(
    State(app): State<Arc<App>>,
    Path((shop, number)): Path<(String, String)>,
) -> Response {
    let order = DemoShop::from_id(&shop).and_then(|shop| {
        let orders = app.orders();
        let is_it =
            |order: &&crate::orders::DemoOrder| order.shop == shop && order.facts.number == number;
        orders.iter().find(is_it).cloned()
    });
    let Some(order) = order else {
        return (StatusCode::NOT_FOUND, "no such order").into_response();
    };
    let expires_s = clock::unix_seconds() + order_link::LIFETIME_S;
    let (shop, edge) = (app.config.link(order.shop), app.edge_url(order.shop));
    let link = order_link::url(shop, &edge, &number, &order.email, expires_s).unwrap_or_default();
    let body = html! {
        header.top {
            h1 { "Order " (number) }
            p { (order.shop.name()) ", " (order.email) }
        }
        main {
            ul { @for line in &order.facts.lines { li { (line.quantity) " × " (line.title) } } }
            p { a #claim href=(link) { "Something not right? Begin a claim on this order" } }
            figure {
                (PreEscaped(order_link::qr_code(&link).unwrap_or_default()))
                figcaption { "The same link, for the invoice. It works for 400 days; whoever has it is the customer." }
            }
            p { a href="/" { "Service desk" } }
        }
    };
    let page = document(&format!("Order {number}"), &html! {}, &body);
    let headers = [
        (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
        (header::CACHE_CONTROL, "no-store"),
        (header::REFERRER_POLICY, "no-referrer"),
    ];
    (headers, page).into_response()
}
