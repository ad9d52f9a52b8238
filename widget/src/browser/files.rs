//! Files the customer chooses, and their bytes (`files.js`).

use crate::{
    browser::{app::App, edge, keep},
    flow::{News, Picked},
};
use claims::problem::EvidenceKind;
use js_sys::{Array, Reflect};
use wasm_bindgen::{JsCast, JsValue, prelude::*};
use web_sys::{Element, Event};

#[wasm_bindgen(module = "/src/browser/files.js")]
extern "C" {
    fn hold(name: &str, id: u32, file: &JsValue);
    fn drop(name: &str, id: u32);
    fn clear(name: &str);
    async fn prepare(name: &str, id: u32) -> JsValue;
    #[wasm_bindgen(js_name = pictureOf)]
    async fn picture_of(name: &str, id: u32) -> JsValue;
    #[wasm_bindgen(js_name = send)]
    async fn send_bytes(
        name: &str,
        id: u32,
        url: &str,
        token: &str,
        media_type: &str,
        progress: &Closure<dyn FnMut(u8)>,
    ) -> JsValue;
    pub fn download(text: &str, name: &str);
}

fn get(from: &JsValue, name: &str) -> JsValue {
    Reflect::get(from, &JsValue::from_str(name)).unwrap_or_default()
}

fn string(from: &JsValue, name: &str) -> String {
    get(from, name).as_string().unwrap_or_default()
}

/// The name their bytes are kept under.
fn name(app: App) -> String {
    app.world()
        .map(|world| keep::name(&world.options.edge()))
        .unwrap_or_default()
}

/// Files were chosen with an input.
pub fn picked(app: App, kind: EvidenceKind, event: &Event) {
    let Some(input) = event.target() else { return };
    take(app, kind, &get(&input, "files"));
    // The same file can be chosen again.
    let _ = Reflect::set(&input, &JsValue::from_str("value"), &JsValue::from_str(""));
}

/// Files are over, dropped on or pasted into their place.
pub fn dropped(app: App, kind: EvidenceKind, event: &Event) {
    let over = event.type_() == "dragover";
    let place = event
        .current_target()
        .and_then(|place| place.dyn_into::<Element>().ok());
    if let Some(place) = place {
        let _ = place.class_list().toggle_with_force("over", over);
    }
    if over {
        event.prevent_default();
    }
    let transfer = match event.type_().as_str() {
        "drop" => get(event, "dataTransfer"),
        "paste" => get(event, "clipboardData"),
        _ => return,
    };
    let files = get(&transfer, "files");
    if get(&files, "length").as_f64().unwrap_or_default() > 0.0 {
        event.prevent_default();
        take(app, kind, &files);
    }
}

fn take(app: App, kind: EvidenceKind, files: &JsValue) {
    let name = name(app);
    let Some(world) = app.world() else { return };
    let mut id = world.flow.borrow().last_file_id();
    let mut picked = Vec::new();
    for file in Array::from(files) {
        id += 1;
        hold(&name, id, &file);
        picked.push(Picked {
            id,
            name: string(&file, "name"),
            media_type: string(&file, "type"),
            size_bytes: edge::number(&get(&file, "size")),
            picture: String::new(),
        });
    }
    app.hear(News::Picked(kind, picked));
}

/// Makes a file smaller.
pub async fn make_smaller(app: App, id: u32) {
    let made = prepare(&name(app), id).await;
    let picked = Picked {
        id,
        name: string(&made, "name"),
        media_type: string(&made, "type"),
        size_bytes: edge::number(&get(&made, "size")),
        picture: string(&made, "picture"),
    };
    app.hear(News::Prepared(picked));
}

/// Shows a small picture of a file that was kept over a reload.
pub async fn picture(app: App, id: u32) {
    let address = picture_of(&name(app), id).await;
    app.hear(News::Pictured(id, address.as_string().unwrap_or_default()));
}

/// Forgets a file's bytes.
pub fn forget(app: App, id: u32) {
    drop(&name(app), id);
}

/// Forgets all bytes.
pub fn forget_all(app: App) {
    clear(&name(app));
}

/// Sends a file's bytes: status and text, or nothing where no answer came.
pub async fn send(
    app: App,
    id: u32,
    url: &str,
    token: &str,
    media_type: &str,
) -> Option<(u16, String)> {
    let progress =
        Closure::<dyn FnMut(u8)>::new(move |percent: u8| app.hear(News::Sending(id, percent)));
    let answer = send_bytes(&name(app), id, url, token, media_type, &progress).await;
    let status = u16::try_from(edge::number(&Reflect::get_u32(&answer, 0).ok()?)).ok()?;
    Some((status, Reflect::get_u32(&answer, 1).ok()?.as_string()?))
}
