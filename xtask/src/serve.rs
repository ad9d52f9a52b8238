//! `cargo xtask serve`: the built Worker on bare workerd, with its state on disk.
//!
//! Self-hosting, and what the tests start: no account, no wrangler.

mod capnp;
mod configuration;
mod health;
pub mod secrets;
pub mod worker;

use std::path::PathBuf;

use lexopt::ValueExt;

use crate::places::Places;
use crate::serve::worker::{Worker, WorkerOptions};
use crate::setup;
use crate::stop;
use crate::terminal::say;
use crate::trouble::Trouble;

/// The Worker's port where none is asked for.
pub const PORT: u16 = 8787;

/// Serves until it is stopped.
pub fn run(places: &Places, arguments: lexopt::Parser) -> Result<(), Trouble> {
    let options = parse(arguments)?;
    let npm = setup::npm(places)?;
    if !places.edge().join("index.js").exists() {
        let problem = "the Worker is not built: run `cargo xtask build`";
        return Err(Trouble::content(places.edge(), problem));
    }
    let mut worker = Worker::start(places, &npm.workerd, &options)?;
    say(format!("ready http://localhost:{}", worker.port));
    let parent = std::os::unix::process::parent_id();
    // The tests ask for it: a runner that was killed leaves no server behind.
    let follows_parent = std::env::var_os("RECOURSE_END_WITH_PARENT").is_some();
    loop {
        if let Some(how) = worker.ended() {
            return Err(Trouble::NotReady {
                what: format!("workerd ended by itself ({how}); its output stands above"),
            });
        }
        if follows_parent && std::os::unix::process::parent_id() != parent {
            return Err(Trouble::Stopped);
        }
        stop::pause()?;
    }
}

fn parse(mut arguments: lexopt::Parser) -> Result<WorkerOptions, Trouble> {
    use lexopt::Arg::{Long, Short, Value};
    let mut options = WorkerOptions {
        config: PathBuf::from("wrangler.toml"),
        state: None,
        host: "127.0.0.1".to_owned(),
        port: PORT,
        backend_url: None,
        public_url: None,
        port_shift: 0,
    };
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("config") => options.config = arguments.value()?.into(),
            Long("state") => options.state = Some(arguments.value()?.into()),
            Long("port") => options.port = arguments.value()?.parse()?,
            Long("host") => options.host = arguments.value()?.string()?,
            Long("backend-url") => options.backend_url = Some(arguments.value()?.string()?),
            Long("public-url") => options.public_url = Some(arguments.value()?.string()?),
            Long(_) | Short(_) | Value(_) => return Err(argument.unexpected().into()),
        }
    }
    Ok(options)
}
