//! `cargo xtask policy`: what a shop's policy says, every mistake in it, and what it makes of one claim.

mod check;
mod trial;
mod variables;

use lexopt::Arg;

use crate::places::Places;
use crate::trouble::Trouble;

const USAGE: &str = "\
cargo xtask policy check [FILE]...         the policy in plain words, or every mistake in it; ./wrangler.toml by itself
cargo xtask policy try --config FILE --order FILE --draft FILE --today 2026-11-21 [--locale fr]
                                           what the policy makes of one claim: as JSON on standard output, then as
                                           the customer and the shop would read it";

/// Runs the command after `policy`.
pub fn run(places: &Places, mut arguments: lexopt::Parser) -> Result<(), Trouble> {
    let command = match arguments.next()? {
        Some(Arg::Value(command)) => command.to_string_lossy().into_owned(),
        Some(other) => return Err(other.unexpected().into()),
        None => String::new(),
    };
    match command.as_str() {
        "check" => check::run(places, arguments),
        "try" => trial::run(arguments),
        "" => Err(Trouble::Usage(format!("which of these?\n\n{USAGE}"))),
        unknown => Err(Trouble::Usage(format!(
            "unknown command `policy {unknown}`\n\n{USAGE}"
        ))),
    }
}
