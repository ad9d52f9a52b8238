//! What the shop's backend and desk can do.

pub mod claims;
pub mod dead;
pub mod events;
pub mod files;
pub mod person;
