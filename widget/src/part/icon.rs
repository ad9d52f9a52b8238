//! Icons: one path each, drawn in the text's colour, silent for screen readers.

use crate::element::{El, el};

/// An icon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// Done, granted.
    Tick,
    /// Something needs attention.
    Attention,
    /// Somebody's time.
    Clock,
    /// A tip.
    Bulb,
    /// A picture.
    Camera,
    /// A paper.
    Paper,
    /// A message.
    Letter,
    /// Goods.
    Box,
    /// Not granted, or removed.
    Cross,
    /// Back.
    Arrow,
    /// More.
    Plus,
    /// A person.
    Person,
}

fn path(icon: Icon) -> &'static str {
    match icon {
        Icon::Tick => "M5 12.5l4.5 4.5L19 7.5",
        Icon::Attention => "M12 7.5v5.5m0 3.5v.01M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18",
        Icon::Clock => "M12 7v5l3.2 2M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18",
        Icon::Bulb => {
            "M9.5 18h5m-4 3h3M12 3a6.2 6.2 0 0 0-3.8 11.1c.7.6 1 1.2 1.1 1.9h5.4c.1-.7.4-1.3 1.1-1.9A6.2 6.2 0 0 0 12 3"
        }
        Icon::Camera => {
            "M4 8h3.5L9 5.5h6L16.5 8H20v11H4zm8 1.8a3.4 3.4 0 1 0 0 6.8 3.4 3.4 0 0 0 0-6.8"
        }
        Icon::Paper => "M7 3h7l4 4v14H7zm7 0v4h4M10 12h5m-5 4h5",
        Icon::Letter => "M4 6h16v12H4zm0 .5l8 6.5 8-6.5",
        Icon::Box => "M4 8l8-4.5L20 8v8l-8 4.5L4 16zm0 0l8 4.5L20 8m-8 4.5v8",
        Icon::Cross => "M6.5 6.5l11 11m0-11l-11 11",
        Icon::Arrow => "M11 6l-6 6 6 6M5 12h14",
        Icon::Plus => "M12 5.5v13M5.5 12h13",
        Icon::Person => {
            "M12 4.5a3.7 3.7 0 1 0 0 7.4 3.7 3.7 0 0 0 0-7.4M5 20c.6-3.4 3.3-5.2 7-5.2s6.4 1.8 7 5.2"
        }
    }
}

/// Draws it.
#[must_use]
pub fn icon(icon: Icon) -> El {
    let class = if icon == Icon::Arrow {
        "icon turns"
    } else {
        "icon"
    };
    el("svg", class)
        .with("viewBox", "0 0 24 24")
        .with("aria-hidden", "true")
        .child(el("path", "").with("d", path(icon)))
}
