//! The desk as a whole.

use super::card;
use crate::{inbox::KnownClaim, orders::DemoOrder};
use maud::{DOCTYPE, Markup, html};

/// Every claim, newest first.
pub fn desk(claims: &[KnownClaim], orders: &[DemoOrder], reconciled: Option<&str>) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { "Service desk" }
                link rel="stylesheet" href="/clerk.css";
                link rel="icon" href="data:,";
                script src="/clerk.js" defer {}
            }
            body {
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
            }
        }
    }
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
