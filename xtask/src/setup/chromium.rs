//! A Chromium for the browser stories; nothing else needs one.

use std::path::{Path, PathBuf};

use crate::places::Places;
use crate::setup::debian;
use crate::trouble::Trouble;

/// Names a browser of another place.
const VARIABLE: &str = "RECOURSE_CHROMIUM";

const USUAL_PLACES: [&str; 5] = [
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/snap/bin/chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/// The browser the user named, one of the machine, Playwright's, or Debian's installed now.
pub fn find_or_install(places: &Places) -> Result<PathBuf, Trouble> {
    if let Some(named) = std::env::var_os(VARIABLE).map(PathBuf::from) {
        if named.exists() {
            return Ok(named);
        }
        let help = format!("{VARIABLE} names it, and no file is there");
        return Err(Trouble::MissingTool {
            tool: named.display().to_string(),
            help,
        });
    }
    if let Some(found) = find() {
        return Ok(found);
    }
    install(places)?;
    find().ok_or_else(|| missing("the package was installed, and brought no /usr/bin/chromium"))
}

fn find() -> Option<PathBuf> {
    let usual = USUAL_PLACES
        .iter()
        .map(PathBuf::from)
        .find(|path| path.exists());
    usual.or_else(|| playwrights(&std::env::home_dir()?))
}

/// The newest Chromium that Playwright downloaded.
fn playwrights(home: &Path) -> Option<PathBuf> {
    let cache = std::fs::read_dir(home.join(".cache/ms-playwright")).ok()?;
    let mut folders: Vec<PathBuf> = cache.filter_map(|entry| Some(entry.ok()?.path())).collect();
    folders.sort();
    let inside = ["chrome-linux/chrome", "chrome-linux64/chrome"];
    folders
        .iter()
        .rev()
        .flat_map(|folder| inside.map(|path| folder.join(path)))
        .find(|path| path.exists())
}

fn install(places: &Places) -> Result<(), Trouble> {
    let missing = missing("install it (Debian: `sudo apt-get install chromium`)");
    let what_for = "chromium: the browser stories run in it; 350 MB from Debian, 1 to 3 minutes";
    debian::install(places, "chromium", what_for, missing)
}

fn missing(what: &str) -> Trouble {
    let help = format!("{what}, or set {VARIABLE} to the program of a Chromium or Chrome");
    Trouble::MissingTool {
        tool: "chromium".into(),
        help,
    }
}
