//! What the edge tests stand on: the built Worker on real workerd, and a shop in memory that can be told to fail.
//!
//! In reading order: [`config`] writes a shop's configuration, [`edge`] serves it with `xtask serve`, [`shop`] is the
//! shop's backend, a [`world`] is the two together, [`http`] talks to them, [`customer`] and [`desk`] do what a
//! customer and the shop's people do, [`photo`] makes their files, [`soak`] breaks everything at random. The stories are in `tests/edge/`.
//!
//! Nothing sleeps for time to pass: a test waits for what must happen ([`patience`]), with a deadline only so that a
//! missing event ends as a failure.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "test code: a surprise ends the test"
)]

pub mod config;
pub mod customer;
pub mod desk;
pub mod edge;
pub mod folder;
pub mod http;
pub mod mail;
pub mod patience;
pub mod photo;
pub mod plain;
pub mod shop;
pub mod soak;
pub mod socket;
pub mod token;
pub mod world;
