//! Photos and papers: what is needed first, then what may help.

use crate::{
    element::{El, On, el, nothing, text},
    flow::{Act, Flow},
    part::{Need, actions, chosen_files, dropzone, primary, quiet, screen},
    words::Words,
};
use claims::problem::EvidenceKind;

/// The screen.
#[inline(never)]
#[must_use]
pub fn show(flow: &Flow, words: &Words) -> El {
    let needed = &flow.required;
    let missing = flow.missing_evidence();
    let mut kinds = needed.clone();
    if !kinds.contains(&EvidenceKind::Photo) {
        kinds.push(EvidenceKind::Photo);
    }
    // What is pasted, or dropped beside a place of its own, is for what is missing first.
    let first = missing.iter().chain(&kinds).next().copied();
    let mut zones = el("div", "stack");
    for (at, kind) in kinds.into_iter().enumerate() {
        let need = match (needed.contains(&kind), missing.contains(&kind)) {
            (false, _) => Need::Free,
            (true, true) => Need::Missing,
            (true, false) => Need::Given,
        };
        let files = chosen_files(flow, words, kind);
        zones = zones.child(dropzone(flow, words, kind, need, at, files));
    }
    let lead = if needed.is_empty() {
        "evidence.optional"
    } else {
        "evidence.lead"
    };
    let size = words.size(flow.shop.limits.file_bytes);
    let later = if missing.is_empty() {
        nothing()
    } else {
        quiet(words, "evidence.later", Act::Later)
    };
    let form = screen(flow, words, "evidence.title", words.text(lead))
        .child(zones)
        .child(text(
            "p",
            "hint",
            &words.fill("evidence.accepted", &[("size", &size)]),
        ))
        .child(actions(
            primary(words, "nav.next", flow.busy || flow.going_on),
            later,
        ));
    let whole = el("div", "screen").keyed("evidence").child(form);
    match first {
        Some(kind) => whole.on(On::Drop(kind)),
        None => whole,
    }
}
