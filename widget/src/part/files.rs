//! Lists of files: chosen ones that can be removed, and sent ones with how far they are.

use crate::{
    element::{El, el, nothing, text},
    flow::{Act, File, FileState, Flow},
    part::{Icon, icon},
    program::TRACKS,
    words::Words,
};
use claims::{decimal::count, problem::EvidenceKind};

/// A row: picture, name, and what is known of it.
#[inline(never)]
fn row(file: &File, bar: El, told: &str, end: El) -> El {
    let picture = if file.picture.is_empty() {
        el("span", "picture little").child(icon(Icon::Paper))
    } else {
        el("img", "picture little")
            .with("src", &file.picture)
            .with("alt", "")
    };
    el("li", "file")
        .keyed(&count(file.id as usize))
        .child(picture)
        .child(
            el("span", "choice-words")
                .child(text("span", "file-name", &file.name))
                .child(bar)
                .child(text("span", "hint", told)),
        )
        .child(end)
}

/// The files of that kind, each with a button that removes it.
#[must_use]
pub fn chosen_files(flow: &Flow, words: &Words, kind: EvidenceKind) -> El {
    let mut list = el("ul", "files");
    for file in flow.kept.files.iter().filter(|file| file.kind == kind) {
        list = list.child(chosen_file(file, words));
    }
    list
}

#[inline(never)]
fn chosen_file(file: &File, words: &Words) -> El {
    let told = match file.state {
        FileState::Preparing => words.text("app.loading").to_owned(),
        FileState::Ready | FileState::Sending(..) | FileState::Sent | FileState::Failed => {
            words.size(file.size_bytes)
        }
    };
    let remove = el("button", "remove")
        .with("type", "button")
        .with(
            "aria-label",
            &words.fill("evidence.remove", &[("name", &file.name)]),
        )
        .press(Act::Remove(file.id))
        .child(icon(Icon::Cross));
    row(file, nothing(), &told, remove)
}

/// The files that go with a message: until it is sent each can be taken away.
#[must_use]
pub fn attached_files(flow: &Flow, words: &Words) -> El {
    let mut list = el("ul", "files");
    for file in &flow.kept.files {
        if flow.waits(file) {
            list = list.child(chosen_file(file, words));
        }
    }
    if list.0.children.is_empty() {
        nothing()
    } else {
        list
    }
}

/// The files on their way, each with a bar; those that did not arrive can be sent again.
#[must_use]
pub fn sent_files(flow: &Flow, words: &Words) -> El {
    let waits = |file: &File| TRACKS && flow.waits(file);
    if flow.kept.files.iter().all(waits) {
        return nothing();
    }
    let mut list = el("ul", "files");
    for file in &flow.kept.files {
        if waits(file) {
            continue;
        }
        let (percent, told, end) = match file.state {
            FileState::Preparing | FileState::Ready => (0, "upload.waiting", nothing()),
            FileState::Sending(percent, _) => (percent, "", nothing()),
            FileState::Sent => (
                100,
                "upload.sent",
                el("span", "good").child(icon(Icon::Tick)),
            ),
            FileState::Failed => {
                let again = words.fill("upload.retry", &[("name", &file.name)]);
                let again = text("button", "link", &again)
                    .with("type", "button")
                    .press(Act::SendAgain(file.id));
                (0, "upload.failed", again)
            }
        };
        let percent = count(percent.into());
        let told = if told.is_empty() {
            [&percent, "%"].concat()
        } else {
            words.text(told).to_owned()
        };
        let bar = el("progress", "")
            .with("max", "100")
            .with("value", &percent)
            .with(
                "aria-label",
                &words.fill("upload.sending", &[("name", &file.name)]),
            );
        list = list.child(row(file, bar, &told, end));
    }
    el("section", "stack")
        .child(words.el("h3", "", "upload.title"))
        .child(list)
}
