//! The picture of an item.

use crate::{
    element::{El, el},
    part::{Icon, icon},
};

/// Its picture, or a box where there is none.
#[must_use]
pub fn picture(image: Option<&str>) -> El {
    match image {
        Some(address) => el("img", "picture")
            .with("src", address)
            .with("alt", "")
            .with("loading", "lazy"),
        None => el("span", "picture").child(icon(Icon::Box)),
    }
}
