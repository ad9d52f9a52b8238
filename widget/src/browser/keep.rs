//! The draft, kept in the browser so that a reload loses nothing (`keep.js`). Its files' bytes are kept by `files.js`.

use crate::{
    browser::{app::App, edge::number},
    flow::{FileState, Kept, News},
    json, read, write,
};
use wasm_bindgen::{JsValue, prelude::*};

#[wasm_bindgen(module = "/src/browser/keep.js")]
extern "C" {
    #[wasm_bindgen(js_name = load)]
    fn kept(name: &str) -> String;
    #[wasm_bindgen(js_name = save)]
    fn keep(name: &str, text: &str) -> bool;
    pub fn forget(name: &str);
    #[wasm_bindgen(js_name = isNewVisit)]
    pub fn is_new_visit(name: &str) -> bool;
    async fn turn(name: &str) -> JsValue;
}

/// What it is kept under: one draft for each shop.
pub fn name(edge: &str) -> String {
    ["recourse ", edge].concat()
}

fn now_ms() -> u64 {
    number(&js_sys::Date::now().into())
}

/// What was kept, if it is not too old.
pub fn load(name: &str) -> Option<Kept> {
    let mut kept = read::kept(&json::read(&kept(name)).ok()?);
    // What was not made smaller yet has no bytes in store.
    kept.files.retain(|file| file.state != FileState::Preparing);
    Some(kept)
}

/// Keeps it; whether it is kept. Where it is not, the draft lives as long as the page.
pub fn save(name: &str, kept: &mut Kept) -> bool {
    kept.at_ms = now_ms();
    if kept.began_ms == 0 {
        kept.began_ms = kept.at_ms;
    }
    keep(name, &write::kept(kept))
}

/// What another tab has kept meanwhile.
pub fn look(app: App) {
    let Some(world) = app.world() else { return };
    if let Some(kept) = load(&name(&world.options.edge())) {
        app.hear(News::Elsewhere(Box::new(kept)));
    }
}

/// Waits for this tab's turn to send.
pub async fn turn_of(app: App) -> JsValue {
    let name = app.world().map(|world| name(&world.options.edge()));
    turn(&name.unwrap_or_default()).await
}
