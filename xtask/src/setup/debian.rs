//! Debian's packages, where we may install them.

use crate::places::Places;
use crate::process;
use crate::terminal::note;
use crate::trouble::Trouble;

/// Installs one, saying what it is for; `missing` where this is no Debian, or we are not its administrator.
pub fn install(
    places: &Places,
    package: &str,
    what_for: &str,
    missing: Trouble,
) -> Result<(), Trouble> {
    let apt = process::first_line(process::command(places, "apt-get").arg("--version")).is_some();
    if !apt || !rustix::process::geteuid().is_root() {
        return Err(missing);
    }
    note(what_for);
    let help = "if Debian's servers could not be reached, try again with a network";
    process::run_with_help(
        process::command(places, "apt-get").args(["update", "-qq"]),
        help,
    )?;
    process::run_with_help(
        process::command(places, "apt-get")
            .args(["install", "-y", "-qq", "--no-install-recommends", package])
            .env("DEBIAN_FRONTEND", "noninteractive"),
        help,
    )
}
