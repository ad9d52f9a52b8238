//! The rules of Recourse: what a customer is entitled to, why, and what happens to a claim.
//!
//! The widget and the edge run this same crate, so the page never promises what the edge refuses.
//! Nothing here reads a clock, a file, the network or randomness: `now`, `today` and ids are parameters.
//!
//! In reading order, the flow of a claim: a [`draft`] is checked, a [`policy`] judges it and gives a
//! [`verdict`], it is kept as a [`claim`], its [`status`] moves by events, and its customer sees the [`timeline`].

mod body;
pub mod calendar;
pub mod civil;
pub mod claim;
pub mod decimal;
pub mod draft;
pub mod explain;
pub mod few;
pub mod limits;
pub mod locale;
pub mod money;
mod nearest;
#[cfg(feature = "texts")]
pub mod notice;
pub mod number;
pub mod order;
pub mod placed;
pub mod policy;
pub mod problem;
#[cfg(feature = "schema")]
mod schema;
pub mod shop;
pub mod status;
#[cfg(feature = "texts")]
pub mod texts;
pub mod timeline;
pub mod verdict;
pub mod wire;
mod words;
