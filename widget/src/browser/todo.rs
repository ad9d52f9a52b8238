//! Does what the flow asks for.

use crate::{
    browser::{
        app::{App, World},
        edge, files, keep, live,
    },
    flow::{Field, News, Socket, Todo},
    program::{CLAIMS, TRACKS},
    write,
};
use leptos::{prelude::set_timeout, task::spawn_local};
use std::{rc::Rc, time::Duration};
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

#[wasm_bindgen(module = "/src/browser/page.js")]
extern "C" {
    #[wasm_bindgen(js_name = focus)]
    fn move_focus(root: &HtmlElement, id: &str, late: bool);
}

/// How soon a claim is looked at again when the page was hidden, in milliseconds.
const HIDDEN_MS: u32 = 2_000;

/// Does one thing.
pub fn carry_out(app: App, todo: Todo) {
    let Some(world) = app.world() else { return };
    let keep_name = || keep::name(&world.options.edge());
    match todo {
        Todo::Keep => {
            let mut flow = world.flow.borrow_mut();
            let is_kept = keep::save(&keep_name(), &mut flow.kept);
            flow.unkept |= !is_kept;
        }
        Todo::Forget => keep::forget(&keep_name()),
        Todo::FocusHeading => focus(&world, None),
        Todo::Focus(field) => focus(&world, Some(field)),
        Todo::NewKey if !CLAIMS => {}
        Todo::NewKey => {
            keep::look(app);
            app.hear(News::Key(edge::new_key()));
        }
        Todo::Prepare(id) => spawn_local(files::make_smaller(app, id)),
        Todo::Drop(id) => files::forget(app, id),
        Todo::Upload(id, wait_ms) => {
            let send = move || spawn_local(edge::upload(app, todo, id));
            after(wait_ms, Box::new(send));
        }
        Todo::Poll(wait_ms) => poll(app, &world, wait_ms),
        Todo::Live(_) | Todo::Quiet if !TRACKS => {}
        Todo::Live(wait_ms) => go_live(app, &world, wait_ms),
        Todo::Quiet => live::quiet(&world),
        Todo::Picture(id) => spawn_local(files::picture(app, id)),
        Todo::Copy if !CLAIMS => {}
        Todo::Copy => {
            let Some(claim) = &world.flow.borrow().kept.claim else {
                return;
            };
            let url = claim.url.clone();
            spawn_local(async move {
                if edge::copy(&url).await.is_truthy() {
                    app.hear(News::Copied);
                }
            });
        }
        Todo::Calendar => {
            let flow = world.flow.borrow();
            if let Some(claim) = &flow.kept.claim {
                let file = if CLAIMS {
                    write::calendar(&flow, &world.words)
                } else {
                    write::appointment(&flow, &world.words)
                };
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
        Todo::File if !CLAIMS => {}
        Todo::File => spawn_local(edge::file(app)),
        Todo::Find | Todo::Recover | Todo::View | Todo::Post(..) | Todo::Statement => {
            let request = edge::request(&world.flow.borrow(), &world.etag.borrow(), &todo);
            if let Some(request) = request {
                spawn_local(edge::ask(app, todo, request));
            }
        }
        Todo::Emit(name, detail) => world.options.emit(name, &detail),
    }
}

/// Boxed: one kind of closure, one copy of what calls it.
fn after(wait_ms: u32, then: Box<dyn FnOnce()>) {
    set_timeout(then, Duration::from_millis(u64::from(wait_ms)));
}

/// Looks again after a while; not while nobody sees it. A newer wait takes the place of an older one.
fn poll(app: App, world: &Rc<World>, wait_ms: u32) {
    let turn = world.poll.get() + 1;
    world.poll.set(turn);
    let look = move || {
        let Some(world) = app.world().filter(|world| world.poll.get() == turn) else {
            return;
        };
        if live::is_hidden() {
            poll(app, &world, HIDDEN_MS)
        } else {
            app.hear(News::Tick)
        }
    };
    after(wait_ms, Box::new(look));
}

/// Opens the socket after a wait between half and all of that, unless it is not wanted any more.
fn go_live(app: App, world: &World, wait_ms: u32) {
    live::quiet(world);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "less than a minute"
    )]
    let jitter_ms = (js_sys::Math::random() * f64::from(wait_ms / 2)) as u32;
    let open = move || {
        if let Some(world) = app.world()
            && world.flow.borrow().following.socket == Socket::Opening
        {
            live::open(app, &world);
        }
    };
    after(wait_ms / 2 + jitter_ms, Box::new(open));
}

/// Moves the focus: to a field at once, so that no key is lost; the heading is that of the next screen.
fn focus(world: &World, field: Option<Field>) {
    let id = field.map_or_else(|| "heading".to_owned(), Field::id);
    move_focus(&world.root, &id, field.is_none());
}
