//! Everything that is asked of the edge: what a [`Todo`] means as a request, and what an answer means as [`News`].

use crate::{
    browser::{app::App, files},
    flow::{File, Flow, News, Todo, Trouble},
    json::{self, Tree},
    program::{CLAIMS, TRACKS},
    read, write,
};
use claims::wire::{FindOrder, Recover};
use gloo_net::http::{Headers, Response};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{AbortSignal, RequestInit};

/// A request without an answer is given up after this long.
const PATIENCE_MS: u32 = 20_000;

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
    status: u16,
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
            write::find_order(&FindOrder {
                order_number: flow.kept.order_number.trim().to_owned(),
                email: flow.kept.email.trim().to_owned(),
                locale: Some(flow.locale.clone()),
            }),
        ),
        Todo::Recover if TRACKS => post(
            "claims/recover",
            write::recover(&Recover {
                email: flow.kept.email.trim().to_owned(),
                number: Some(flow.recover_number.trim().to_owned())
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

/// Asks, and lets what is answered be heard.
pub async fn ask(app: App, todo: Todo, ask: Ask) {
    let answer = answered(app, ask).await;
    if todo == Todo::Statement {
        if let (Ok(page), Some(world)) = (answer, app.world())
            && let Some(claim) = &world.flow.borrow().kept.claim
        {
            files::download(&page.text, &[&claim.number, ".html"].concat());
        }
        return;
    }
    if let Some(news) = news(app, &todo, answer) {
        app.hear(news);
    }
}

async fn answered(app: App, ask: Ask) -> Result<Answer, Trouble> {
    let world = app.world().ok_or(Trouble::NoAnswer)?;
    let url = [&world.options.edge(), "v1/", &ask.path].concat();
    // No `Request`: there are pages that have put something else in its place (MooTools).
    let how = RequestInit::new();
    how.set_signal(Some(&AbortSignal::timeout_with_u32(PATIENCE_MS)));
    let headers = Headers::new();
    if !ask.token.is_empty() {
        headers.set("authorization", &["Bearer ", &ask.token].concat());
    }
    if !ask.header.1.is_empty() {
        headers.set(ask.header.0, &ask.header.1);
    }
    if !ask.body.is_empty() {
        how.set_method("POST");
        how.set_body(&JsValue::from_str(&ask.body));
        headers.set("content-type", "application/json");
    }
    how.set_headers(&headers.into_raw());
    let answer = world.options.fetch(&url, &how).await;
    let answer = answer.map_err(|_| no_answer())?;
    let answer = Response::from(answer.unchecked_into::<web_sys::Response>());
    let etag = answer.headers().get("etag").unwrap_or_default();
    let replayed = answer.headers().get("idempotent-replayed").is_some();
    let text = answer.text().await.map_err(|_| no_answer())?;
    understood(Answer {
        status: answer.status(),
        text,
        etag,
        replayed,
    })
}

fn no_answer() -> Trouble {
    let is_online = web_sys::window().is_none_or(|window| window.navigator().on_line());
    if is_online {
        Trouble::NoAnswer
    } else {
        Trouble::Offline
    }
}

/// An answer that is neither an error nor garbled.
fn understood(answer: Answer) -> Result<Answer, Trouble> {
    if answer.status < 400 {
        return Ok(answer);
    }
    Err(taken(&answer, read::problem).map_or(Trouble::NoAnswer, Trouble::Refused))
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
            News::Uploaded(*id, answer.and_then(|answer| taken(&answer, read::view)))
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
    let answer = match files::send(app, id, &url, &token, &media_type).await {
        Some((status, text)) => understood(Answer {
            status,
            text,
            etag: String::new(),
            replayed: false,
        }),
        None => Err(no_answer()),
    };
    if let Some(news) = news(app, &todo, answer) {
        app.hear(news);
    }
}

/// Where a file goes, with what token, as what.
fn destination(edge: &str, flow: &Flow, id: u32) -> Option<(String, String, String)> {
    let claim = flow.kept.claim.as_ref()?;
    let file = flow.kept.files.iter().find(|file| file.id == id)?;
    let url = [edge, "v1/claims/", &claim.number, &path(file)].concat();
    Some((url, claim.token.clone(), file.media_type.clone()))
}

fn path(file: &File) -> String {
    let kind = read::kind_name(file.kind);
    let name: String = js_sys::encode_uri_component(&file.name).into();
    [
        "/evidence/",
        &file.n.to_string(),
        "?kind=",
        kind,
        "&name=",
        &name,
    ]
    .concat()
}

/// The claim's number, which stands readable in the middle of its signed token.
pub fn number_in(token: &str) -> Option<String> {
    let payload = token.split('.').nth(1)?.replace('-', "+").replace('_', "/");
    let text = web_sys::window()?.atob(&payload).ok()?;
    json::read(&text).ok()?.maybe_text("d")
}

/// A fresh idempotency key.
pub fn new_key() -> String {
    let crypto = web_sys::window().and_then(|window| window.crypto().ok());
    crypto
        .map(|crypto| crypto.random_uuid())
        .unwrap_or_default()
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
