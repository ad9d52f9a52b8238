//! Where files of one kind are chosen, dropped or pasted.

use crate::{
    element::{El, On, el, nothing, text},
    flow::{Field, Flow},
    part::{Icon, Tone, chip, icon},
    read::kind_name,
    words::{Words, joined},
};
use claims::problem::EvidenceKind;

fn icon_of(kind: EvidenceKind) -> Icon {
    match kind {
        EvidenceKind::Photo | EvidenceKind::Video | EvidenceKind::Serial => Icon::Camera,
        EvidenceKind::Receipt | EvidenceKind::Statement => Icon::Paper,
    }
}

/// Whether files of a kind are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// They may help.
    Free,
    /// They are, and none is there.
    Missing,
    /// They are, and there is one.
    Given,
}

/// The place of one kind, `at` that place on the screen; `files` are those it has.
#[must_use]
pub fn dropzone(
    flow: &Flow,
    words: &Words,
    kind: EvidenceKind,
    need: Need,
    at: usize,
    files: El,
) -> El {
    let name = kind_name(kind);
    let mark = match need {
        Need::Missing => chip(Tone::Warn, words.text("evidence.needed")),
        Need::Given => chip(Tone::Good, words.text("evidence.done")),
        Need::Free => nothing(),
    };
    let input = |accept: &str| {
        el("input", "vh")
            .with("type", "file")
            .with("accept", accept)
            .on(On::Pick(kind))
    };
    let files_input = input(&joined(&flow.shop.limits.media_types, ","))
        .with("multiple", "")
        .when(at == 0, "id", &Field::Files.id());
    let filmed = if kind == EvidenceKind::Video {
        "video/*"
    } else {
        "image/*"
    };
    // A phone with `capture` opens its camera, and nothing else: so it is a second button.
    let camera = el("label", "button quiet small camera")
        .child(icon(Icon::Camera))
        .child(words.el("span", "", "evidence.camera"))
        .child(input(filmed).with("capture", "environment"));
    el("section", "dropzone")
        .keyed(name)
        .with("part", "dropzone")
        .on(On::Drop(kind))
        .child(
            el("div", "dropzone-head")
                .child(el("span", "bubble").child(icon(icon_of(kind))))
                .child(
                    el("div", "choice-words")
                        .child(text("h3", "", &words.of("evidence", name)))
                        .child(words.el("p", "hint", &["evidence.", name, "_hint"].concat()))
                        .child(mark),
                ),
        )
        .child(files)
        .child(
            el("div", "actions")
                .child(
                    el("label", "button quiet small")
                        .child(icon(Icon::Plus))
                        .child(words.el("span", "", &["evidence.add_", name].concat()))
                        .child(files_input),
                )
                .child(camera)
                .child(words.el("span", "hint wide-only", "evidence.drop")),
        )
}
