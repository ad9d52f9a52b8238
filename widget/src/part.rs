//! The pieces screens are made of, each with its css beside it.

mod alert;
mod button;
mod card;
mod chip;
mod choice;
mod contact;
mod dropzone;
mod field;
mod files;
mod grant;
mod icon;
mod item;
mod question;
mod steps;
mod timeline;

pub use alert::{alert, notice, summary};
pub use button::{actions, anchor, back, link, primary, quiet};
pub use card::{heading, said, screen};
pub use chip::{Tone, chip, tone_of};
pub use choice::{Choice, choice, group};
pub use contact::contact;
pub use dropzone::{Need, dropzone};
pub use field::{Input, field, field_error, labelled, note, select, tick};
pub use files::{attached_files, chosen_files, sent_files};
pub use grant::{facts, outcome, with_amount};
pub use icon::{Icon, icon};
pub use item::picture;
pub use question::questions;
pub use steps::steps;
pub use timeline::timeline;
