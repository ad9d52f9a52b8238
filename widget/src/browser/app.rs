//! The running widget: one flow, shown by Leptos whenever it has changed.
//!
//! Leptos mounts the screen, keeps it and takes it away; when to show it anew is told by the one place where the flow
//! changes. A signal would tell the same, but its graph of subscribers and effects was 4 KB brotli of the 90.

use crate::{
    browser::{
        dom::{Place, Shown},
        edge, files, keep, live,
        options::Options,
        todo,
    },
    element::On,
    flow::{Act, Flow, Kept, News, Shop, Todo, Tracking},
    json::{self, Tree},
    program::{CLAIMS, Program, TRACKS},
    read, screen,
    words::{self, Words},
    write::{self, Map},
};
use leptos::{mount::mount_to, prelude::Render, task::spawn_local};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use wasm_bindgen::{JsCast, JsValue, prelude::*};
use web_sys::{Event, HtmlElement};

/// What a running widget works with.
pub struct World {
    /// Where the customer is.
    pub flow: RefCell<Flow>,
    /// Whether the flow has changed since it was shown.
    changed: Cell<bool>,
    /// What is in the page.
    pub built: Place,
    /// What the loader handed over.
    pub options: Options,
    /// Where it is shown.
    pub root: HtmlElement,
    /// The words of its language.
    pub words: Words,
    /// The version of the claim that was seen last.
    pub etag: RefCell<String>,
    /// The addresses of pictures that are held.
    pub pictures: RefCell<String>,
    /// The edge's last answer about the claim.
    pub answer: RefCell<String>,
    /// The socket by which news comes.
    pub live: RefCell<Option<live::Live>>,
    /// Which wait for the next look is the last one.
    pub poll: Cell<u32>,
}

/// A handle on a running widget, its place among those of the page; on nothing once it is gone.
#[derive(Clone, Copy)]
pub struct App(usize);

thread_local! {
    /// The widgets of the page. Leptos' `StoredValue` would do, with its arena and its locks.
    static WORLDS: RefCell<Vec<Option<Rc<World>>>> = const { RefCell::new(Vec::new()) };
}

/// Makes room for one more widget.
fn begin(world: &Rc<World>) -> App {
    WORLDS.with_borrow_mut(|worlds| {
        worlds.push(Some(Rc::clone(world)));
        App(worlds.len() - 1)
    })
}

impl App {
    /// Lets the customer act.
    pub fn act(self, act: Act) {
        let Some(world) = self.world() else { return };
        let todos = world.flow.borrow_mut().apply(act);
        self.changed(&world, todos);
    }

    /// Takes what the world tells.
    pub fn hear(self, news: News) {
        let Some(world) = self.world() else { return };
        let todos = world.flow.borrow_mut().hear(news);
        self.changed(&world, todos);
    }

    fn changed(self, world: &World, todos: Vec<Todo>) {
        world
            .words
            .explain(world.flow.borrow_mut().verdict.as_mut());
        // After all that changes it now.
        if !world.changed.replace(true) {
            spawn_local(async move { self.show() });
        }
        for todo in todos {
            todo::carry_out(self, todo);
        }
    }

    /// Shows the flow as it is now.
    fn show(self) {
        let Some(world) = self.world() else { return };
        world.changed.set(false);
        let focus = minded(&world.root);
        self.shown(&world).rebuild(&mut Rc::clone(&world.built));
        if let Ok(focus) = focus {
            let _ = end(&focus);
        }
        files::hold(&world);
    }

    fn shown(self, world: &World) -> Shown {
        Shown {
            element: screen::show(&world.flow.borrow(), &world.words),
            app: self,
        }
    }

    /// What it works with; `None` where the widget is gone.
    #[inline(never)]
    pub fn world(self) -> Option<Rc<World>> {
        WORLDS.with_borrow(|worlds| worlds.get(self.0)?.clone())
    }

    /// An event at an element that does `on`.
    pub fn heard(self, on: On, event: &Event) {
        match on {
            On::Press(act) | On::Submit(act) => {
                event.prevent_default();
                self.act(act);
            }
            On::Set(field) => {
                if let Some(value) = value_of(event) {
                    self.hear(News::Set(field, value));
                }
            }
            On::Pick(kind) | On::Drop(kind) => files::given(self, kind, event),
            On::Attach if !TRACKS => {}
            On::Attach => files::attached(self, event),
        }
    }
}

/// What is typed or chosen; `1` or nothing for a box to tick.
fn value_of(event: &Event) -> Option<String> {
    let target = event.target()?;
    let get = |name: &str| js_sys::Reflect::get(&target, &JsValue::from_str(name)).ok();
    if get("type")?.as_string()? == "checkbox" {
        return Some(if get("checked")?.is_truthy() {
            "1".to_owned()
        } else {
            String::new()
        });
    }
    get("value")?.as_string()
}

#[wasm_bindgen(module = "/src/browser/page.js")]
extern "C" {
    // `catch` also makes it an import of the one module that the build renames the imports of.
    #[wasm_bindgen(catch)]
    fn heal() -> Result<(), JsValue>;
    #[wasm_bindgen(catch)]
    fn listen(heard: &Closure<dyn FnMut(u8)>) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch)]
    fn minded(root: &HtmlElement) -> Result<JsValue, JsValue>;
    /// Ends what a function of JavaScript ends.
    #[wasm_bindgen(catch)]
    pub fn end(done: &JsValue) -> Result<(), JsValue>;
}

/// Shows a widget in `root`; what it gives back takes it away again, and returns what the other program goes on with.
///
/// # Errors
/// Where the shop or the texts cannot be read; the loader's form stays then.
#[wasm_bindgen]
pub fn mount(root: HtmlElement, options: Options) -> Result<JsValue, JsValue> {
    heal()?;
    let unreadable = |_| JsValue::from_str("unreadable shop or texts");
    let answer = json::read(&options.shop()).map_err(unreadable)?;
    let shop = read::shop(&answer);
    let words = Words {
        locale: options.region(),
        time_zone: shop.time_zone.clone(),
        reasons: answer.at("texts").clone(),
        texts: words::placed(&json::read(&options.texts()).map_err(unreadable)?),
    };
    let handed = json::read(&options.handed()).unwrap_or_default();
    let mut flow = started(shop, &options, &handed);
    let todos = if let Tree::Map(_) = handed {
        let view = handed.at("view");
        // Of a claim that was just filed, it is a part of the answer.
        flow.take_over(read::view(view).or_else(|| read::view(view.at("claim"))))
    } else {
        flow.start(options.submit())
    };
    words.explain(flow.verdict.as_mut());
    let place = root.clone();
    let world = Rc::new(World {
        flow: RefCell::new(flow),
        changed: Cell::default(),
        built: Place::default(),
        options,
        root,
        words,
        etag: RefCell::default(),
        pictures: RefCell::default(),
        answer: RefCell::default(),
        live: RefCell::default(),
        poll: Cell::default(),
    });
    let app = begin(&world);
    let heard = Closure::<dyn FnMut(u8)>::new(move |is_back: u8| {
        if is_back > 0 {
            app.hear(News::Online);
        } else if CLAIMS {
            keep::look(app);
        }
    });
    let listening = listen(&heard)?;
    let watching = TRACKS.then(|| live::watching(app));
    let shown = app.shown(&world);
    let handle = mount_to(place.unchecked_into(), move || shown);
    for todo in todos {
        todo::carry_out(app, todo);
    }
    let leave = move || {
        WORLDS.with_borrow_mut(|worlds| worlds.get_mut(app.0).map(Option::take));
        let _ = end(&listening);
        drop(heard);
        if TRACKS {
            live::quiet(&world);
            drop(watching);
        }
        drop(handle);
        files::let_go(&world);
        let answer = world.answer.take();
        let handed = Map::default()
            .raw("kept", &write::kept(&world.flow.borrow_mut().hand_over()))
            .raw("view", if answer.is_empty() { "null" } else { &answer })
            .done();
        JsValue::from(handed)
    };
    Ok(Closure::once_into_js(leave))
}

/// The flow as it starts: with what the other program handed over, or what there is to begin with.
fn started(shop: Shop, options: &Options, handed: &Tree) -> Flow {
    let is_handed = matches!(handed, Tree::Map(_));
    let kept = if is_handed {
        read::kept(handed.at("kept"))
    } else {
        found_here(options)
    };
    let found = json::read(&kept.found)
        .ok()
        .filter(|_| CLAIMS)
        .and_then(|tree| read::found(&tree));
    let mut flow = Flow::new(Program::BUILT, shop, &options.locale(), kept, found);
    flow.track_only = options.view() == "track";
    if !is_handed {
        flow.typed(options.order(), options.email(), options.submit());
    }
    if CLAIMS {
        flow.link = options.token();
    }
    if CLAIMS && keep::is_new_visit(&keep::name(&options.edge())) {
        flow.offer();
    }
    flow
}

/// What was kept in this browser, or the claim the link opens.
fn found_here(options: &Options) -> Kept {
    let mut kept = keep::load(&keep::name(&options.edge())).unwrap_or_default();
    let token = options.token();
    if TRACKS && !token.is_empty() {
        let number = edge::number_in(&token);
        kept.claim = Some(Tracking {
            number,
            url: String::new(),
            token,
        });
    }
    kept
}
