//! The project's build tool, started with `cargo xtask COMMAND`.
//!
//! One command per file: [`setup`], [`build`], [`serve`], [`dev`], [`mod@test`], [`policy`],
//! [`gallery`], [`mod@bench`], [`schema`], [`check`].
//! Each sets up what it misses first, says what it installs and why, and ends every
//! process it started when it ends itself.

mod bench;
mod build;
mod check;
mod dev;
mod fresh;
mod gallery;
mod openapi;
mod places;
mod policy;
mod process;
mod schema;
mod serve;
mod setup;
mod stop;
mod terminal;
mod test;
mod tied;
mod trouble;
mod turn;

use std::process::ExitCode;

use crate::places::Places;
use crate::trouble::Trouble;

const USAGE: &str = "\
cargo xtask COMMAND

  setup                       installs what the other commands need (they do so themselves)
  build [--edge|--widget]     dist/assets for the browser, dist/edge for the Worker
  serve --config FILE         the built Worker on bare workerd
        [--state DIR] [--port N] [--host ADDRESS] [--backend-url URL] [--public-url URL]
  dev [--port N]              builds, serves the demo shops, rebuilds and reloads on change
  test [NAME]                 every test, or those whose name contains NAME
  policy check [FILE]...      a shop's policy in plain words, or every mistake in it
  policy try --config FILE --order FILE --draft FILE --today DAY [--locale LANGUAGE]
                              what the policy makes of one claim
  gallery                     writes every part and screen in every state for examples/gallery, which `dev` serves
  bench [verdict|form|edge]   what a verdict, the first screen and a claim cost, beside peers
  bench --soak [--cycles N]   the edge under faults at random: nothing may be lost or doubled
  schema                      writes docs/policy.schema.json, by which editors complete wrangler.toml,
                              and edge/openapi.json, which describes the API
  check                       format, lints, docs, dependencies, licences, texts, sizes";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(Trouble::Stopped) => ExitCode::from(130),
        Err(trouble) => {
            eprintln!("error: {trouble}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Trouble> {
    let mut arguments = lexopt::Parser::from_env();
    let command = match arguments.next()? {
        Some(lexopt::Arg::Value(command)) => command.to_string_lossy().into_owned(),
        Some(lexopt::Arg::Long("help") | lexopt::Arg::Short('h')) | None => "help".to_owned(),
        Some(other) => return Err(other.unexpected().into()),
    };
    if command == tied::COMMAND {
        return tied::run(arguments);
    }
    stop::listen()?;
    let places = Places::of_this_checkout();
    match command.as_str() {
        "setup" => setup::run(&places, arguments),
        "build" => build::run(&places, arguments),
        "serve" => until_stopped(serve::run(&places, arguments)),
        "dev" => until_stopped(dev::run(&places, arguments)),
        "test" => test::run(&places, arguments),
        "policy" => policy::run(&places, arguments),
        "gallery" => gallery::run(&places, arguments),
        "bench" => bench::run(&places, arguments),
        "schema" => schema::run(&places, arguments),
        "check" => check::run(&places, arguments),
        "help" => {
            terminal::say(USAGE);
            Ok(())
        }
        unknown => Err(Trouble::Usage(format!(
            "unknown command `{unknown}`\n\n{USAGE}"
        ))),
    }
}

/// For a server, being asked to stop is the good end.
fn until_stopped(end: Result<(), Trouble>) -> Result<(), Trouble> {
    match end {
        Err(Trouble::Stopped) => Ok(()),
        end => end,
    }
}
