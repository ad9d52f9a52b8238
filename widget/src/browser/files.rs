//! Files the customer chooses, and their bytes (`files.js`).

use crate::{
    browser::{
        app::{App, World},
        keep,
    },
    flow::{News, Picked},
    json::{self, Tree},
};
use claims::problem::EvidenceKind;
use wasm_bindgen::prelude::*;
use web_sys::Event;

#[wasm_bindgen(module = "/src/browser/files.js")]
extern "C" {
    fn take(event: &Event, name: &str, id: u32) -> String;
    fn drop(name: &str, id: u32);
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
    /// Gives up the pictures at those addresses that are not among those of now.
    fn release(addresses: &str, now: &str);
}

/// The name their bytes are kept under.
fn name(app: App) -> String {
    app.world()
        .map(|world| keep::name(&world.options.edge()))
        .unwrap_or_default()
}

fn picked(tree: &Tree) -> Picked {
    Picked {
        id: tree.count("id"),
        name: tree.text("name"),
        media_type: tree.text("type"),
        size_bytes: tree.amount("size"),
        picture: tree.text("picture"),
    }
}

/// Files were chosen with an input, or are over, dropped on or pasted into their place.
pub fn given(app: App, kind: EvidenceKind, event: &Event) {
    let picked = taken(app, event);
    if !picked.is_empty() {
        app.hear(News::Picked(kind, picked));
    }
}

/// Files were chosen to go with a message.
pub fn attached(app: App, event: &Event) {
    app.hear(News::Attached(taken(app, event)));
}

/// The files, each under an id of its own.
fn taken(app: App, event: &Event) -> Vec<Picked> {
    let Some(world) = app.world() else {
        return Vec::new();
    };
    let last = world.flow.borrow().last_file_id();
    match json::read(&take(event, &name(app), last)) {
        Ok(Tree::List(files)) => files.iter().map(picked).collect(),
        _ => Vec::new(),
    }
}

/// Makes a file smaller.
pub async fn make_smaller(app: App, id: u32) {
    let made = prepare(&name(app), id).await.as_string();
    let made = json::read(&made.unwrap_or_default()).unwrap_or_default();
    if let Some(world) = app.world() {
        world.flow.borrow_mut().unkept |= made.is("lost");
    }
    app.hear(News::Prepared(picked(&made)));
    come(app, &made.text("picture"));
}

/// Shows a small picture of a file that was kept over a reload.
pub async fn picture(app: App, id: u32) {
    let address = picture_of(&name(app), id).await;
    let address = address.as_string().unwrap_or_default();
    app.hear(News::Pictured(id, address.clone()));
    come(app, &address);
}

/// A picture has come; its file or its widget may be gone.
fn come(app: App, address: &str) {
    let now = app.world().map(|world| world.flow.borrow().pictures());
    release(address, &now.unwrap_or_default());
}

/// Holds the pictures of the files there are now, and no others.
pub fn hold(world: &World) {
    let now = world.flow.borrow().pictures();
    let before = world.pictures.replace(now.clone());
    release(&before, &now);
}

/// Holds none any more.
pub fn let_go(world: &World) {
    release(&world.flow.borrow().pictures(), "");
}

/// Forgets a file's bytes.
pub fn forget(app: App, id: u32) {
    drop(&name(app), id);
}

/// Sends a file's bytes; what is answered, as `edge.js` has it.
pub async fn send(app: App, id: u32, url: &str, token: &str, media_type: &str) -> JsValue {
    let progress =
        Closure::<dyn FnMut(u8)>::new(move |percent: u8| app.hear(News::Sending(id, percent)));
    send_bytes(&name(app), id, url, token, media_type, &progress).await
}
