//! The draft, kept in the browser so that a reload loses nothing. Its files' bytes are kept by `files.js`.

use crate::{
    browser::edge::number,
    flow::{FileState, Kept},
    json, read, write,
};
use web_sys::Storage;

/// A draft older than this is forgotten: a month, in milliseconds.
const LIFETIME_MS: u64 = 30 * 24 * 3_600_000;

/// What it is kept under: one draft for each shop.
pub fn name(edge: &str) -> String {
    ["recourse ", edge].concat()
}

fn now_ms() -> u64 {
    number(&js_sys::Date::now().into())
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

/// What was kept, if it is not too old.
pub fn load(edge: &str) -> Option<Kept> {
    let text = storage()?.get_item(&name(edge)).ok()??;
    let mut kept = read::kept(&json::read(&text).ok()?);
    // What was not made smaller yet has no bytes in store.
    kept.files.retain(|file| file.state != FileState::Preparing);
    (now_ms().saturating_sub(kept.at_ms) < LIFETIME_MS).then_some(kept)
}

/// Keeps it. A browser that keeps nothing is no trouble: the draft then lives as long as the page.
pub fn save(edge: &str, kept: &mut Kept) {
    kept.at_ms = now_ms();
    if let Some(storage) = storage() {
        let _ = storage.set_item(&name(edge), &write::kept(kept));
    }
}

/// Forgets it.
pub fn forget(edge: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(&name(edge));
    }
}
