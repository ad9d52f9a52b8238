//! The socket by which news comes (`live.js`): one at a time, none while nobody looks.

use crate::{
    browser::app::{App, World},
    flow::News,
    json, read,
};
use js_sys::Function;
use std::rc::Rc;
use wasm_bindgen::{JsValue, prelude::*};

#[wasm_bindgen(module = "/src/browser/live.js")]
extern "C" {
    fn follow(url: &str, token: &str, told: &Closure<dyn FnMut(JsValue)>) -> Function;
    // `catch` also makes it an import of the one module that the build renames the imports of.
    #[wasm_bindgen(catch)]
    fn watch(heard: &Closure<dyn FnMut(u8)>) -> Result<Function, JsValue>;
}

/// An open socket: what closes it, and what it calls.
pub struct Live {
    quiet: Function,
    _told: Closure<dyn FnMut(JsValue)>,
}

/// What the page hears of being hidden and offline, until it is dropped.
pub struct Watching {
    end: Option<Function>,
    _heard: Closure<dyn FnMut(u8)>,
}

impl Drop for Watching {
    fn drop(&mut self) {
        if let Some(end) = &self.end {
            let _ = end.call0(&JsValue::NULL);
        }
    }
}

/// Hears of it from now on.
pub fn watching(app: App) -> Watching {
    let heard = Closure::<dyn FnMut(u8)>::new(move |how: u8| {
        app.hear(match how {
            0 => News::Online,
            how => News::Away(how > 1),
        });
    });
    let end = watch(&heard).ok();
    Watching { end, _heard: heard }
}

/// Whether nobody sees the page.
pub fn is_hidden() -> bool {
    web_sys::window()
        .and_then(|window| window.document())
        .is_some_and(|page| page.hidden())
}

/// Opens one in place of any before it.
pub fn open(app: App, world: &Rc<World>) {
    quiet(world);
    if is_hidden() {
        return app.hear(News::Away(false));
    }
    let (url, token) = match &world.flow.borrow().kept.claim {
        Some(claim) => {
            let url = [&world.options.edge(), "v1/claims/", &claim.number, "/live"].concat();
            // `http` becomes `ws`, `https` becomes `wss`.
            (url.replacen("http", "ws", 1), claim.token.clone())
        }
        None => return,
    };
    let told = Closure::<dyn FnMut(JsValue)>::new(move |data: JsValue| {
        let tree = data.as_string().and_then(|text| json::read(&text).ok());
        let view = tree.and_then(|tree| read::view(&tree));
        app.hear(view.map_or(News::LiveLost, |view| News::Live(Box::new(view))));
    });
    let quiet = follow(&url, &token, &told);
    world.live.replace(Some(Live { quiet, _told: told }));
}

/// Closes it.
pub fn quiet(world: &World) {
    if let Some(live) = world.live.take() {
        let _ = live.quiet.call0(&JsValue::NULL);
    }
}
