//! The component's style sheets as one.

use std::fs;

use crate::fresh;
use crate::places::Places;
use crate::trouble::Trouble;

/// The one that the others build on.
const FIRST: &str = "widget/src/theme.css";

/// All `widget/src/**/*.css`: the theme, then the rest in the order of their paths.
pub fn joined(places: &Places) -> Result<String, Trouble> {
    let mut sheets = fresh::files_under(&places.at("widget/src"))?;
    sheets.retain(|file| file.extension().is_some_and(|extension| extension == "css"));
    let first = places.at(FIRST);
    sheets.sort_by_key(|sheet| (*sheet != first, sheet.clone()));
    let mut joined = String::new();
    for sheet in sheets {
        joined.push_str(&fs::read_to_string(&sheet).map_err(Trouble::reading(&sheet))?);
        joined.push('\n');
    }
    Ok(joined)
}
