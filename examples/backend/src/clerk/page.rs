//! The desk as a whole.

use super::{card, frame::document};
use crate::{inbox::KnownClaim, orders::DemoOrder};
use maud::{Markup, html};

/// Every claim, newest first.
pub fn desk(claims: &[KnownClaim], orders: &[DemoOrder], reconciled: Option<&str>) -> Markup {
    let body = html! {
        header.top {
            h1 { "Service desk" }
            p { "The demo shops’ own backend. Every claim here came from the edge, signed; every answer goes back signed." }
            p { a href="/mail" { "Messages to customers" } }
            p #news role="status" {}
            form.reconcile method="post" action="/reconcile" {
                button { "Fetch claims from the edge" }
                " " span role="status" { (reconciled.unwrap_or("for when the backend was down, or started anew")) }
            }
        }
        main {
            (demo_orders(orders, claims.is_empty()))
            section #claims aria-label="Claims, newest first" {
                @for claim in claims { (card::claim(claim)) }
            }
        }
    };
    let script = html! { script src="/clerk.js" defer {} };
    document("Service desk", &script, &body)
}

fn demo_orders(orders: &[DemoOrder], open: bool) -> Markup {
    html! {
        @if open {
            p.empty #empty { "No claim yet. File one on a shop’s page with one of these orders; it appears here by itself." }
        }
        details.orders open[open] {
            summary { "Demo orders" }
            div.scroll tabindex="0" role="group" aria-label="Demo orders" {
                table {
                    thead { tr { th { "Shop" } th { "Order number" } th { "E-mail" } th { "Good for" } } }
                    tbody {
                        @for order in orders {
                            tr {
                                td { (order.shop.name()) }
                                td { a href={ "/orders/" (order.shop.id()) "/" (order.facts.number) } { code { (order.facts.number) } } }
                                td { code { (order.email) } }
                                td { (order.story) }
                            }
                        }
                    }
                }
            }
        }
    }
}
