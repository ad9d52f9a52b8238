//! The backend of the two demo shops: what a shop's own developer would write against Recourse.
//!
//! It looks up orders for the edge, keeps the claims the edge sends, shows them to a clerk, and sends the
//! clerk's answers back. Everything that crosses is signed and checked with the official `standardwebhooks`
//! crate. All of it lives in memory, and it can be told to fail: tests use this same backend.
//!
//! ```
//! use backend::{Backend, Call, Config, Fault};
//!
//! let shop = Backend::in_memory(Config::default())?;
//! shop.fail(Call::Events, Fault::status(503), 2);      // the next two webhooks get no thanks
//! assert_eq!(shop.count(Call::Events), 0);
//! println!("BACKEND_URL = {}", shop.url());
//! # Ok::<(), backend::StartError>(())
//! ```
//!
//! In reading order: the [`config`] names the shops, [`orders`] are found by a signed [`find`] call, [`events`]
//! bring claims into the [`inbox`], the [`clerk`] reads them and [`answer`]s; messages to customers end in the [`mailbox`]. [`faults`] and [`control`] are for
//! tests, [`storefront`] serves the shops' pages, [`running`] starts and stops it all.

pub mod answer;
pub mod app;
pub mod clerk;
pub mod clock;
pub mod config;
pub mod connection;
pub mod control;
pub mod edge;
pub mod events;
pub mod faults;
pub mod find;
pub mod inbox;
pub mod mailbox;
pub mod order_link;
pub mod orders;
pub mod reconcile;
pub mod routes;
pub mod running;
pub mod signature;
pub mod storefront;
pub mod treat;

pub use config::{Config, DemoShop, Storefront};
pub use faults::{Call, Fault, Point};
pub use inbox::{ReceivedCall, Treatment};
pub use orders::DemoOrder;
pub use running::{Backend, StartError};
