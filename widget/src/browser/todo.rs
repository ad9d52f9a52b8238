//! Does what the flow asks for.

use crate::{
    browser::{
        app::{App, World},
        edge, files, keep,
    },
    flow::{Field, News, Todo},
    program::CLAIMS,
    write,
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
            keep::save(&edge_address(), &mut world.flow.borrow_mut().kept);
        }
        Todo::Forget => {
            keep::forget(&edge_address());
            files::forget_all(app);
        }
        Todo::FocusHeading => focus(&world, None),
        Todo::Focus(field) => focus(&world, Some(field)),
        Todo::NewKey if !CLAIMS => {}
        Todo::NewKey => app.hear(News::Key(edge::new_key())),
        Todo::Prepare(id) => spawn_local(files::make_smaller(app, id)),
        Todo::Drop(id) => files::forget(app, id),
        Todo::Upload(id, wait_ms) => {
            after(wait_ms, move || spawn_local(edge::upload(app, todo, id)))
        }
        Todo::Poll(wait_ms) => poll(app, &world, wait_ms),
        Todo::Picture(id) => spawn_local(files::picture(app, id)),
        Todo::Copy if !CLAIMS => {}
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
        Todo::Calendar if !CLAIMS => {}
        Todo::Calendar => {
            let flow = world.flow.borrow();
            if let Some(claim) = &flow.kept.claim {
                let file = write::calendar(&flow, &world.words);
                files::download(&file, &[&claim.number, ".ics"].concat());
            }
        }
        Todo::Leave => {
            let options = world.options.clone();
            spawn_local(async move {
                if options.leave().await.is_err() {
                    app.hear(News::Stayed);
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

/// Moves the focus: at once to what is there, so that no key is lost, else once the screen is.
fn focus(world: &Rc<World>, field: Option<Field>) {
    let id = field.map_or_else(|| "heading".to_owned(), Field::id);
    let place = ["#", &id].concat();
    // The heading is that of the next screen.
    if field.is_some() && focused(&world.root, &place) {
        return;
    }
    let root = world.root.clone();
    after(0, move || {
        focused(&root, &place);
    });
}

fn focused(root: &HtmlElement, place: &str) -> bool {
    let place = root.query_selector(place).ok().flatten();
    let place = place.and_then(|place| place.dyn_into::<HtmlElement>().ok());
    place.is_some_and(|place| place.focus().is_ok())
}
