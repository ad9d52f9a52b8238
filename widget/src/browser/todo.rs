//! Does what the flow asks for.

use crate::{
    browser::{
        app::{App, World},
        edge, files, keep,
    },
    flow::{News, Todo},
};
use leptos::{prelude::set_timeout, task::spawn_local};
use std::{rc::Rc, time::Duration};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlElement;

/// How soon a claim is looked at again when the page was hidden, in milliseconds.
const HIDDEN_MS: u32 = 2_000;

/// Does one thing.
pub fn carry_out(app: App, todo: Todo) {
    let Some(world) = app.world() else { return };
    let edge_address = || world.options.edge();
    match todo {
        Todo::Keep => {
            keep::save(&edge_address(), &world.flow.borrow().kept);
        }
        Todo::Forget => {
            keep::forget(&edge_address());
            files::forget_all(app);
        }
        Todo::FocusHeading => focus(&world, "heading".to_owned()),
        Todo::Focus(field) => focus(&world, field.id()),
        Todo::NewKey => app.hear(News::Key(edge::new_key())),
        Todo::Prepare(id) => spawn_local(files::make_smaller(app, id)),
        Todo::Drop(id) => files::forget(app, id),
        Todo::Upload(id, wait_ms) => {
            after(wait_ms, move || spawn_local(edge::upload(app, todo, id)))
        }
        Todo::Poll(wait_ms) => poll(app, &world, wait_ms),
        Todo::Picture(id) => spawn_local(files::picture(app, id)),
        Todo::Copy => {
            let (Some(claim), Some(window)) = (&world.flow.borrow().kept.claim, web_sys::window())
            else {
                return;
            };
            let copied = window.navigator().clipboard().write_text(&claim.url);
            spawn_local(async move {
                if JsFuture::from(copied).await.is_ok() {
                    app.hear(News::Copied);
                }
            });
        }
        Todo::Find | Todo::Recover | Todo::File | Todo::View | Todo::Post(..) | Todo::Statement => {
            let request = edge::request(&world.flow.borrow(), &world.etag.borrow(), &todo);
            if let Some(request) = request {
                spawn_local(edge::ask(app, todo, request));
            }
        }
        Todo::Emit(name, detail) => world.options.emit(name, &detail),
    }
}

fn after(wait_ms: u32, then: impl FnOnce() + 'static) {
    set_timeout(then, Duration::from_millis(u64::from(wait_ms)));
}

/// Looks again after a while; not while nobody sees it. A newer wait takes the place of an older one.
fn poll(app: App, world: &Rc<World>, wait_ms: u32) {
    let turn = world.poll.get() + 1;
    world.poll.set(turn);
    after(wait_ms, move || {
        let Some(world) = app.world().filter(|world| world.poll.get() == turn) else {
            return;
        };
        let hidden = web_sys::window()
            .and_then(|window| window.document())
            .is_some_and(|page| page.hidden());
        if hidden {
            poll(app, &world, HIDDEN_MS)
        } else {
            app.hear(News::Tick)
        }
    });
}

/// Moves the focus once the screen is there.
fn focus(world: &Rc<World>, id: String) {
    let root = world.root.clone();
    after(0, move || {
        let place = root.query_selector(&["#", &id].concat()).ok().flatten();
        if let Some(place) = place.and_then(|place| place.dyn_into::<HtmlElement>().ok()) {
            let _ = place.focus();
        }
    });
}
