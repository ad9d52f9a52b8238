//! The component's style sheets as one.

use std::fs;

use crate::build::widget::programs::Programs;
use crate::fresh;
use crate::places::Places;
use crate::trouble::Trouble;

/// The one that the others build on.
const FIRST: &str = "widget/src/theme.css";

/// All `widget/src/**/*.css` that the program needs: the theme, then the rest in the order of their paths.
pub fn joined(places: &Places, programs: &Programs, program: &str) -> Result<String, Trouble> {
    let folder = places.at("widget/src");
    let mut sheets = fresh::files_under(&folder)?;
    sheets.retain(|file| {
        let name = file.strip_prefix(&folder).unwrap_or(file).to_string_lossy();
        name.ends_with(".css") && programs.shows(program, &name)
    });
    let first = places.at(FIRST);
    sheets.sort_by_key(|sheet| (*sheet != first, sheet.clone()));
    let mut joined = String::new();
    for sheet in sheets {
        joined.push_str(&fs::read_to_string(&sheet).map_err(Trouble::reading(&sheet))?);
        joined.push('\n');
    }
    Ok(joined)
}
