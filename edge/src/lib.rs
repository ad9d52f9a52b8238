//! The edge of Recourse: a Cloudflare Worker that takes claims, keeps them, and tells the shop.
//!
//! The rules are in the crate `claims`; here is what surrounds them. In reading order: a request meets the [`route`]
//! table with the shop's [`config`]; the customer finds an order ([`orders`]), files a claim and follows it
//! ([`customer`]); the shop answers ([`backend`]). What is kept is in the [`ledger`], a Durable Object; what it owes
//! the shop goes out by [`outbox`] and [`delivery`], what the customer is told ([`notice`]) by [`mail`].
//!
//! What needs no runtime is pure and tested natively: [`token`], [`signature`], [`outbox`], [`circuit`], [`media`],
//! [`strip`], [`multipart`], [`cors`], [`problem`], most of [`config`], [`notice`].
#![allow(
    rustdoc::private_intra_doc_links,
    reason = "a Worker has no public items: this page is its map"
)]

use worker::{Context, Env, Request, Result, event, web_sys};

mod answer;
mod assets;
mod backend;
mod call;
mod circuit;
mod clock;
mod config;
mod cors;
mod crossing;
mod customer;
mod delivery;
mod embed_check;
mod encoding;
mod fault;
mod health;
mod hosted;
mod html;
mod intl;
mod ledger;
mod log;
mod lookup;
mod mail;
mod media;
mod metrics;
mod multipart;
mod notice;
mod orders;
mod outbox;
mod policy_page;
mod problem;
mod quota;
mod route;
mod secret;
mod shop;
mod signature;
mod spread;
mod statement;
mod strip;
mod token;
mod trace;

/// Every request comes in here.
#[event(fetch)]
async fn fetch(request: Request, env: Env, context: Context) -> Result<web_sys::Response> {
    route::answer(request, &env, &context).await
}
