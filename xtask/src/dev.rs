//! `cargo xtask dev`: both demo shops with their Workers and their backend on this machine.
//!
//! Sources are watched: what changed is built again, what serves it is started again
//! with its state kept, and `dist/built-at` tells the open pages to load again.

mod demo;
mod watch;

use std::time::{SystemTime, UNIX_EPOCH};

use crate::build::{self, Built};
use crate::dev::demo::{Demo, Ports};
use crate::dev::watch::Watch;
use crate::fresh;
use crate::gallery;
use crate::places::Places;
use crate::serve::PORT;
use crate::setup::{self, BuildTools};
use crate::stop;
use crate::terminal::{note, say};
use crate::trouble::Trouble;

/// The demo shop's server watches it and tells its pages.
const BUILT_AT: &str = "dist/built-at";

/// Serves until it is stopped.
pub fn run(places: &Places, mut arguments: lexopt::Parser) -> Result<(), Trouble> {
    use lexopt::ValueExt;
    let mut first_port = PORT;
    while let Some(argument) = arguments.next()? {
        match argument {
            lexopt::Arg::Long("port") => first_port = arguments.value()?.parse()?,
            lexopt::Arg::Long(_) | lexopt::Arg::Short(_) | lexopt::Arg::Value(_) => {
                return Err(argument.unexpected().into());
            }
        }
    }
    let ports = Ports::from(first_port)?;
    let tools = setup::for_build(places)?;
    let mut watch = Watch::of(places)?;
    build_all(places, &tools)?;
    demo::build_backend(places)?;
    gallery::write(places)?;
    tell_pages(places)?;
    let mut demo = Demo::start(places, &tools.npm.workerd, ports)?;
    say(ports.in_words());

    loop {
        demo.check()?;
        if watch.changed()? {
            // A mistake in the source is for the editor to mend: what runs goes on.
            match rebuild(places, &tools, &mut demo) {
                Ok(()) => {}
                Err(Trouble::Stopped) => return Err(Trouble::Stopped),
                Err(trouble) => eprintln!("error: {trouble}\nstill serving the last good build"),
            }
        }
        stop::pause()?;
    }
}

fn build_all(places: &Places, tools: &BuildTools) -> Result<Built, Trouble> {
    let widget = build::widget(places, tools)?;
    let edge = build::edge(places, tools)?;
    Ok(if widget == Built::Unchanged {
        edge
    } else {
        widget
    })
}

fn rebuild(places: &Places, tools: &BuildTools, demo: &mut Demo) -> Result<(), Trouble> {
    let built = build_all(places, tools)?;
    demo::build_backend(places)?;
    gallery::write(places)?;
    demo.restart_what_changed(places, &tools.npm.workerd, built)?;
    tell_pages(places)?;
    note("built and running; open pages load again");
    Ok(())
}

fn tell_pages(places: &Places) -> Result<(), Trouble> {
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    fresh::write(&places.at(BUILT_AT), now.as_millis().to_string().as_bytes())
}
