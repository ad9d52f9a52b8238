//! What survives a reload.

use crate::{
    flow::{File, FileState, Kept, Stated, StatedItem, Tracking},
    program::CLAIMS,
    read::kind_name,
    write::{Map, all, sent::line},
};

/// What survives a reload.
#[must_use]
pub fn kept(kept: &Kept) -> String {
    let Kept {
        at_ms,
        began_ms,
        screen,
        order_number,
        email,
        found,
        stated,
        lines,
        files,
        name,
        phone,
        key,
        body,
        claim,
    } = kept;
    let Stated {
        placed,
        delivered,
        items,
    } = stated;
    let mut map = Map::default()
        .number("at_ms", *at_ms)
        .number("began_ms", *began_ms)
        .text("email", email)
        .list("files", &all(files, file));
    if CLAIMS {
        let stated = Map::default()
            .text("placed", placed)
            .text("delivered", delivered)
            .list("items", &all(items, stated_item));
        map = map
            .number("screen", u64::from(screen.place()))
            .text("order_number", order_number)
            .text("found", found)
            .raw("stated", &stated.done())
            .list("lines", &all(lines, line))
            .text("name", name)
            .text("phone", phone)
            .text("key", key)
            .text("body", body);
    }
    match claim {
        Some(Tracking { number, token, url }) => map.raw(
            "claim",
            &Map::default()
                .text("number", number)
                .text("token", token)
                .text("url", url)
                .done(),
        ),
        None => map,
    }
    .done()
}

fn stated_item(item: &StatedItem) -> String {
    let StatedItem {
        title,
        bought,
        price,
    } = item;
    Map::default()
        .text("title", title)
        .text("bought", bought)
        .text("price", price)
        .done()
}

fn file(file: &File) -> String {
    // How far it was sent and its picture end with the page.
    let File {
        id,
        n,
        kind,
        name,
        media_type,
        size_bytes,
        sent,
        attached: _,
        state,
        picture: _,
    } = file;
    Map::default()
        .number("id", u64::from(*id))
        .number("n", u64::from(*n))
        .text("kind", kind_name(*kind))
        .text("name", name)
        .text("media_type", media_type)
        .number("size_bytes", *size_bytes)
        .truth("sent", *sent)
        .truth("preparing", *state == FileState::Preparing)
        .done()
}
