//! What survived a reload.

use crate::{
    flow::{File, FileState, Kept, Screen, Stated, StatedItem, Tracking},
    json::Tree,
    program::CLAIMS,
    read::name,
    words::texts,
};
use claims::draft::DraftLine;

/// What was kept.
#[must_use]
pub fn kept(tree: &Tree) -> Kept {
    let stated = tree.at("stated");
    let mut kept = Kept {
        at_ms: tree.amount("at_ms"),
        began_ms: tree.amount("began_ms"),
        email: tree.text("email"),
        files: tree.all("files", file),
        claim: tree.maybe("claim", tracking),
        ..Kept::default()
    };
    if CLAIMS {
        kept.screen = Screen::of_place(tree.count("screen"));
        kept.order_number = tree.text("order_number");
        kept.found = tree.text("found");
        kept.stated = Stated {
            placed: stated.text("placed"),
            delivered: stated.text("delivered"),
            items: stated.all("items", item),
        };
        kept.lines = tree.all("lines", line);
        kept.name = tree.text("name");
        kept.phone = tree.text("phone");
        kept.key = tree.text("key");
        kept.body = tree.text("body");
    }
    kept
}

fn item(tree: &Tree) -> Option<StatedItem> {
    Some(StatedItem {
        title: tree.text("title"),
        bought: tree.text("bought"),
        price: tree.text("price"),
    })
}

fn line(tree: &Tree) -> Option<DraftLine> {
    Some(DraftLine {
        line: tree.text("line"),
        quantity: tree.count("quantity"),
        problem: tree.text("problem"),
        description: tree.text("description"),
        requested: name::remedy(tree.at("requested")),
        opened: tree.is("opened"),
        seal_broken: tree.is("seal_broken"),
        serial: tree.maybe_text("serial"),
        damaged_by_customer: tree.is("damaged_by_customer"),
        answers: texts(tree.at("answers")),
    })
}

fn file(tree: &Tree) -> Option<File> {
    Some(File {
        id: tree.count("id"),
        n: tree.count("n"),
        kind: name::kind(tree.at("kind"))?,
        name: tree.text("name"),
        media_type: tree.text("media_type"),
        size_bytes: tree.amount("size_bytes"),
        sent: tree.is("sent"),
        attached: false,
        state: if tree.is("sent") {
            FileState::Sent
        } else if tree.is("preparing") {
            FileState::Preparing
        } else {
            FileState::Ready
        },
        picture: String::new(),
    })
}

fn tracking(tree: &Tree) -> Tracking {
    Tracking {
        number: tree.text("number"),
        token: tree.text("token"),
        url: tree.text("url"),
    }
}
