//! `GET /stream`: an event whenever there is something new to see.

use crate::app::App;
use axum::{
    extract::State,
    response::sse::{Event, KeepAlive, Sse},
};
use futures_util::{Stream, stream};
use std::{convert::Infallible, sync::Arc};

/// One `news` event at every change.
pub async fn news(
    State(app): State<Arc<App>>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let events = stream::unfold(app.news(), |mut news| async {
        news.changed().await.ok()?;
        let count = *news.borrow_and_update();
        Some((
            Ok(Event::default().event("news").data(count.to_string())),
            news,
        ))
    });
    Sse::new(events).keep_alive(KeepAlive::default())
}
