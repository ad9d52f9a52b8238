//! `cargo xtask gallery`: every part and screen of the widget in every state, for `examples/gallery`.
//!
//! A test of the widget makes it, because only tests have the states; it is written anew where a source has changed.

use crate::fresh::Stamp;
use crate::places::Places;
use crate::process;
use crate::trouble::Trouble;

/// What it is made of.
const INPUTS: [&str; 5] = [
    "widget/src",
    "widget/loader",
    "widget/texts",
    "claims",
    "examples/storefront-lamps/wrangler.toml",
];
const WRITTEN: &str = "target/gallery/widget.css";

/// Writes it.
pub fn run(places: &Places, mut arguments: lexopt::Parser) -> Result<(), Trouble> {
    match arguments.next()? {
        Some(argument) => Err(argument.unexpected().into()),
        None => write(places),
    }
}

/// Writes it, if anything changed.
pub fn write(places: &Places) -> Result<(), Trouble> {
    let stamp = Stamp::of(places, "gallery", &INPUTS, &[])?;
    if stamp.is_fresh(&[places.at(WRITTEN)]) {
        return Ok(());
    }
    let mut cargo = process::command(places, "cargo");
    cargo
        .args(["test", "--quiet", "--package", "widget", "--lib"])
        .arg("the_gallery_shows_every_part_and_screen_in_every_state");
    cargo.env("RECOURSE_WRITE_GALLERY", "1");
    process::output(&mut cargo)?;
    stamp.keep()
}
