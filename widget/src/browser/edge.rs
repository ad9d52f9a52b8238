//! Everything that is asked of the edge: what a [`Todo`] means as a request, and what an answer means as [`News`].

use crate::{
    browser::{
        app::{App, end},
        files, keep,
        options::Options,
    },
    flow::{Field, File, Flow, News, Todo, Trouble, View},
    json::{self, Tree},
    program::{CLAIMS, TRACKS},
    read, write,
};
use claims::{decimal::count, wire::Recover};
use js_sys::Reflect;
use wasm_bindgen::{JsValue, prelude::*};

#[wasm_bindgen(module = "/src/browser/edge.js")]
extern "C" {
    #[wasm_bindgen(js_name = ask)]
    async fn asked(
        options: &Options,
        path: &str,
        token: &str,
        name: &str,
        value: &str,
        body: &str,
    ) -> JsValue;
    #[wasm_bindgen(js_name = numberIn)]
    pub fn number_in(token: &str) -> String;
    #[wasm_bindgen(js_name = newKey)]
    pub fn new_key() -> String;
    pub async fn copy(text: &str) -> JsValue;
}

/// One request: a `POST` where it has a body, else a `GET`.
#[derive(Default)]
pub struct Ask {
    path: String,
    token: String,
    /// Name and value of one more header; an empty value for none.
    header: (&'static str, String),
    body: String,
}

/// An answer that is no error.
struct Answer {
    status: u64,
    text: String,
    etag: String,
    replayed: bool,
}

/// The request for what is to be done; `None` where it is nothing to ask, or there is nothing to ask it about.
pub fn request(flow: &Flow, etag: &str, todo: &Todo) -> Option<Ask> {
    let of_claim = |rest: &str, body: &str| {
        let claim = flow.kept.claim.as_ref()?;
        let path = ["claims/", &claim.number, rest].concat();
        Some(Ask {
            path,
            token: claim.token.clone(),
            body: body.to_owned(),
            ..Ask::default()
        })
    };
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "the rest asks the edge nothing"
    )]
    match todo {
        Todo::Find if CLAIMS => post(
            "orders/find",
            write::find_order(flow.asked(), flow.kept.email.trim(), &flow.locale),
        ),
        Todo::Recover if TRACKS => post(
            "claims/recover",
            write::recover(&Recover {
                email: flow.kept.email.trim().to_owned(),
                number: Some(flow.following.typed(Field::Number).trim().to_owned())
                    .filter(|number| !number.is_empty()),
            }),
        ),
        Todo::File if CLAIMS => Some(Ask {
            path: "claims".to_owned(),
            token: flow.found.as_ref()?.order_token.clone(),
            header: ("idempotency-key", flow.kept.key.clone()),
            body: flow.kept.body.clone(),
        }),
        Todo::View => {
            let seen = if flow.view.is_some() {
                etag.to_owned()
            } else {
                String::new()
            };
            of_claim("", "").map(|ask| Ask {
                header: ("if-none-match", seen),
                ..ask
            })
        }
        Todo::Post(what, body) if TRACKS => of_claim(
            &["/", what].concat(),
            if body.is_empty() { "{}" } else { body },
        ),
        Todo::Statement => of_claim("/statement", ""),
        _ => None,
    }
}

fn post(path: &str, body: String) -> Option<Ask> {
    Some(Ask {
        path: path.to_owned(),
        body,
        ..Ask::default()
    })
}

/// Files the claim: one tab at a time, so that what another has sent of the same draft is not sent again.
pub async fn file(app: App) {
    let turn = keep::turn_of(app).await;
    keep::look(app);
    let Some(world) = app.world() else { return };
    let request = {
        let flow = world.flow.borrow();
        request(&flow, "", &Todo::File).filter(|_| flow.kept.claim.is_none())
    };
    if let Some(request) = request {
        ask(app, Todo::File, request).await;
    }
    let _ = end(&turn);
}

/// Asks, and lets what is answered be heard.
pub async fn ask(app: App, todo: Todo, ask: Ask) {
    let answer = answered(app, ask).await;
    if todo == Todo::Statement {
        return match answer {
            Ok(page) => {
                let Some(world) = app.world() else { return };
                if let Some(claim) = &world.flow.borrow().kept.claim {
                    files::download(&page.text, &[&claim.number, ".html"].concat());
                }
            }
            Err(trouble) => app.hear(News::NotGot(todo, trouble)),
        };
    }
    if let Some(news) = news(app, &todo, answer) {
        app.hear(news);
    }
}

async fn answered(app: App, ask: Ask) -> Result<Answer, Trouble> {
    let world = app.world().ok_or(Trouble::NoAnswer)?;
    let (name, value) = ask.header;
    let options = &world.options;
    understood(&asked(options, &ask.path, &ask.token, name, &value, &ask.body).await)
}

/// An answer that is neither an error nor garbled.
fn understood(answer: &JsValue) -> Result<Answer, Trouble> {
    let part = |at| Reflect::get_u32(answer, at).unwrap_or_default();
    let string = |at| part(at).as_string().unwrap_or_default();
    let answer = Answer {
        status: number(&part(0)),
        text: string(1),
        etag: string(2),
        replayed: part(3).is_truthy(),
    };
    match answer.status {
        0 => Err(Trouble::NoAnswer),
        1 => Err(Trouble::Offline),
        2..400 => Ok(answer),
        _ => Err(taken(&answer, read::problem).map_or(Trouble::NoAnswer, Trouble::Refused)),
    }
}

fn taken<T>(answer: &Answer, read: fn(&Tree) -> Option<T>) -> Result<Box<T>, Trouble> {
    json::read(&answer.text)
        .ok()
        .and_then(|tree| read(&tree))
        .map(Box::new)
        .ok_or(Trouble::NoAnswer)
}

/// What an answer means.
fn news(app: App, todo: &Todo, answer: Result<Answer, Trouble>) -> Option<News> {
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "the rest asks the edge nothing"
    )]
    Some(match todo {
        Todo::Find if CLAIMS => {
            News::Found(answer.and_then(|answer| Ok((taken(&answer, read::found)?, answer.text))))
        }
        Todo::Recover if TRACKS => News::Recovered(answer.map(|_| ())),
        Todo::File if CLAIMS => News::Filed(answer.and_then(|answer| {
            let mut filed = taken(&answer, read::filed)?;
            filed.replayed = answer.replayed;
            keep_answer(app, answer.text);
            Ok(filed)
        })),
        Todo::View => News::Viewed(answer.and_then(|answer| {
            if answer.status == 304 {
                return Ok(None);
            }
            let view = taken(&answer, read::view)?;
            if let Some(world) = app.world() {
                world.etag.replace(answer.etag);
            }
            keep_answer(app, answer.text);
            Ok(Some(view))
        })),
        Todo::Post(..) if TRACKS => {
            News::Answered(answer.and_then(|answer| taken(&answer, read::view)))
        }
        Todo::Upload(id, _) => {
            let n = of_file(&app.world()?.flow.borrow(), *id)?.n;
            // Where the bytes are gone, another tab has sent them, or nobody can.
            let is_there = |view: &View| view.evidence.iter().any(|kept| kept.n == n);
            News::Uploaded(
                *id,
                answer.and_then(|answer| {
                    let view = taken(&answer, read::view)?;
                    is_there(&view).then_some(view).ok_or(Trouble::NoAnswer)
                }),
            )
        }
        _ => return None,
    })
}

/// What the other program shows first, when it takes over.
fn keep_answer(app: App, text: String) {
    if CLAIMS && let Some(world) = app.world() {
        world.answer.replace(text);
    }
}

/// Sends one file; how far it is is heard on the way.
pub async fn upload(app: App, todo: Todo, id: u32) {
    let Some(world) = app.world() else { return };
    let Some((url, token, media_type)) =
        destination(&world.options.edge(), &world.flow.borrow(), id)
    else {
        return;
    };
    let answer = understood(&files::send(app, id, &url, &token, &media_type).await);
    if let Some(news) = news(app, &todo, answer) {
        app.hear(news);
    }
}

/// Where a file goes, with what token, as what.
fn destination(edge: &str, flow: &Flow, id: u32) -> Option<(String, String, String)> {
    let claim = flow.kept.claim.as_ref()?;
    let file = of_file(flow, id)?;
    let url = [edge, "v1/claims/", &claim.number, &path(file)].concat();
    Some((url, claim.token.clone(), file.media_type.clone()))
}

fn of_file(flow: &Flow, id: u32) -> Option<&File> {
    flow.kept.files.iter().find(|file| file.id == id)
}

fn path(file: &File) -> String {
    let kind = read::kind_name(file.kind);
    let name: String = js_sys::encode_uri_component(&file.name).into();
    [
        "/evidence/",
        &count(file.n as usize),
        "?kind=",
        kind,
        "&name=",
        &name,
    ]
    .concat()
}

/// A number from JavaScript.
pub fn number(value: &JsValue) -> u64 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "sizes and percents are small and whole"
    )]
    let whole = value.as_f64().unwrap_or_default() as u64;
    whole
}
