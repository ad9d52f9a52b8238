//! What went wrong: at fields, as a list that leads to them; otherwise as an alert with a way on.

use crate::{
    element::{El, el, nothing, text},
    flow::{Act, Flow},
    part::{Icon, field_error, icon, link},
    words::Words,
};

/// A box with an icon and something beside it.
#[inline(never)]
#[must_use]
pub fn notice(class: &'static str, sign: Icon, body: El) -> El {
    el("div", class).child(icon(sign)).child(body)
}

/// The list of fields to look at again.
#[must_use]
pub fn summary(flow: &Flow, words: &Words) -> El {
    if flow.errors.is_empty() {
        return nothing();
    }
    let mut list = el("ul", "");
    for error in &flow.errors {
        let button =
            text("button", "link", &field_error(flow, words, error)).with("type", "button");
        list = list.child(el("li", "").child(button.press(Act::Focus(error.field))));
    }
    let body = el("div", "")
        .child(words.el("h3", "", "error.summary"))
        .child(list);
    notice("alert bad", Icon::Attention, body).with("role", "alert")
}

/// What no field is to blame for.
#[must_use]
pub fn alert(flow: &Flow, words: &Words) -> El {
    let Some(alert) = &flow.alert else {
        return nothing();
    };
    let mut body = el("div", "").child(words.el("p", "", alert.key));
    if let Some(claim) = &alert.claim {
        body = body.child(
            words
                .el("a", "link", "error.already_claimed_link")
                .with("href", &claim.url),
        );
    }
    if alert.retry {
        body = body.child(link(words, "nav.again", Act::Again));
    }
    notice("alert bad", Icon::Attention, body).with("role", "alert")
}
