//! In development, pages reload when something was built: the build touches a file.

use crate::{app::App, config::Storefront};
use axum::{
    extract::State,
    http::header,
    response::{
        IntoResponse,
        sse::{Event, KeepAlive, Sse},
    },
};
use futures_util::{Stream, stream};
use std::{convert::Infallible, path::Path, sync::Arc, time::Duration, time::SystemTime};

/// Soon enough to feel immediate.
const LOOK_EVERY: Duration = Duration::from_millis(250);

const SCRIPT: &str =
    "new EventSource('/dev/reload').addEventListener('built', () => location.reload());\n";

/// The page with the script in it, where there is a build to wait for.
pub fn with_script(pages: &Storefront, media_type: &str, page: String) -> String {
    let developing = pages.built_at.as_deref().is_some_and(Path::exists);
    if !developing || !media_type.starts_with("text/html") {
        return page;
    }
    page.replacen(
        "</head>",
        "<script src=\"/dev/reload.js\" defer></script></head>",
        1,
    )
}

/// `GET /dev/reload.js`.
pub async fn script() -> impl IntoResponse {
    (
        [(header::CONTENT_TYPE, "text/javascript; charset=utf-8")],
        SCRIPT,
    )
}

/// `GET /dev/reload`: a `built` event whenever the file changes.
pub async fn when_built(
    State(app): State<Arc<App>>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let file = app
        .config
        .storefront
        .as_ref()
        .and_then(|pages| pages.built_at.clone())
        .unwrap_or_default();
    let first = changed_at(&file);
    let events = stream::unfold((file, first), |(file, mut last)| async move {
        loop {
            tokio::time::sleep(LOOK_EVERY).await;
            let now = changed_at(&file);
            if now.is_some() && now != last {
                return Some((Ok(Event::default().event("built").data("")), (file, now)));
            }
            last = now.or(last);
        }
    });
    Sse::new(events).keep_alive(KeepAlive::default())
}

fn changed_at(file: &Path) -> Option<SystemTime> {
    file.metadata().and_then(|file| file.modified()).ok()
}
