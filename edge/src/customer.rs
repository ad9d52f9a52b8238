//! What a customer can do, in the order they do it.

pub mod change;
pub mod evidence;
pub mod file;
pub mod live;
pub mod recover;
pub mod solved;
pub mod statement;
pub mod view;
