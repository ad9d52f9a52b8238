//! `cargo xtask build`: `dist/assets` for the browser and `dist/edge` for the Worker.

mod edge;
mod widget;

pub use edge::build as edge;
pub use widget::{MANIFEST, PROGRAMS, build as widget, loader_of, texts, wasm};

use crate::places::Places;
use crate::setup;
use crate::terminal::say;
use crate::trouble::Trouble;

/// Whether a step had to run.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Built {
    /// The inputs are those of the last time.
    Unchanged,
    /// The output is new.
    Anew,
}

/// Builds one half or both.
pub fn run(places: &Places, mut arguments: lexopt::Parser) -> Result<(), Trouble> {
    let (mut only_edge, mut only_widget) = (false, false);
    while let Some(argument) = arguments.next()? {
        match argument {
            lexopt::Arg::Long("edge") => only_edge = true,
            lexopt::Arg::Long("widget") => only_widget = true,
            lexopt::Arg::Long(_) | lexopt::Arg::Short(_) | lexopt::Arg::Value(_) => {
                return Err(argument.unexpected().into());
            }
        }
    }
    let tools = setup::for_build(places)?;
    if only_widget || !only_edge {
        widget(places, &tools)?;
        say(format!("built {}", places.short(&places.assets())));
    }
    if only_edge || !only_widget {
        edge(places, &tools)?;
        say(format!("built {}", places.short(&places.edge())));
    }
    Ok(())
}
