//! Who has the claim, and how to reach them.

use crate::{
    element::{El, el, text},
    words::Words,
};
use claims::shop::Contact;

/// A line with the name, and a link for each way.
#[inline(never)]
#[must_use]
pub fn contact(words: &Words, contact: &Contact) -> El {
    let who = words.fill("progress.contact", &[("name", &contact.name)]);
    let mut line = el("p", "hint").child(text("span", "", &who));
    for (scheme, class, way) in [
        ("tel:", "link whole", &contact.phone),
        ("mailto:", "link", &contact.email),
    ] {
        if let Some(way) = way {
            let address = [scheme, &way.replace(' ', "")].concat();
            line = line
                .child(text("span", "", " · "))
                // A number keeps its first digits first in a text that is read from the right.
                .child(
                    text("a", class, way)
                        .with("href", &address)
                        .with("dir", "auto"),
                );
        }
    }
    line
}
