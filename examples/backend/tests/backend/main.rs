//! The backend as the edge, the clerk and the customer meet it.

#![allow(clippy::unwrap_used, reason = "what helps a test may fail like one")]

mod as_the_edge;
mod calls;
mod desk;
mod fake_edge;
mod mails;
mod pages;
mod policies;
