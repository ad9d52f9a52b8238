//! The widget: a customer files a claim on the shop's page and follows it until it is resolved.
//!
//! In reading order: [`program`] says which half of that a build is for, [`flow`] is the state machine, a value and the acts that change it, tested without a browser;
//! [`element`] is what a screen is made of, [`part`] the pieces and [`screen`] the screens, each a function from the
//! flow to elements; [`words`] puts texts, dates and money into the customer's language; [`json`],
//! [`read`] and [`mod@write`] stand between the wire and the types of `claims`. Only `browser` touches the
//! page: it shows the elements through Leptos, talks to the edge, keeps the draft and makes photos smaller.

#[cfg(target_arch = "wasm32")]
mod browser;
pub mod element;
pub mod flow;
pub mod json;
pub mod part;
pub mod program;
pub mod read;
pub mod screen;
pub mod words;
pub mod write;
