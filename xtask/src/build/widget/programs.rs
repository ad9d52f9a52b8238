//! The two programs of the page, and what of the texts and styles only one of them needs (`widget/programs.json`).

use std::collections::BTreeMap;
use std::fs;

use serde::Deserialize;

use crate::places::Places;
use crate::trouble::Trouble;

/// One files a claim, the other follows it; each a feature of the crate `widget`.
pub const PROGRAMS: [&str; 2] = ["claim", "track"];

/// What only one program needs, or only the loader; or what both need all the same.
#[derive(Debug, Default, Deserialize)]
pub struct Own {
    /// Keys of texts; one that ends in a dot or an underscore is the start of many.
    texts: Vec<String>,
    /// Style sheets, by their paths in `widget/src`.
    styles: Vec<String>,
}

/// What is whose.
#[derive(Debug)]
pub struct Programs(BTreeMap<String, Own>);

impl Programs {
    /// As `widget/programs.json` has it.
    pub fn read(places: &Places) -> Result<Self, Trouble> {
        let file = places.at("widget/programs.json");
        let text = fs::read_to_string(&file).map_err(Trouble::reading(&file))?;
        let own = serde_json::from_str(&text).map_err(|error| Trouble::content(&file, error))?;
        Ok(Self(own))
    }

    /// Whether something is the program's: nobody else's, or everybody's.
    fn has(&self, program: &str, is_own: impl Fn(&Own) -> bool) -> bool {
        let mut others = self.0.iter().filter(|(name, _)| *name != program);
        self.0.get("both").is_some_and(&is_own) || !others.any(|(_, own)| is_own(own))
    }

    /// Whether the program says that text.
    pub fn says(&self, program: &str, key: &str) -> bool {
        let is_of = |start: &String| match start.ends_with(['.', '_']) {
            true => key.starts_with(start.as_str()),
            false => key == start,
        };
        self.has(program, |own| own.texts.iter().any(is_of))
    }

    /// Whether the program shows what that style sheet is for.
    pub fn shows(&self, program: &str, sheet: &str) -> bool {
        self.has(program, |own| own.styles.iter().any(|style| style == sheet))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_one_program_needs_is_not_in_the_other() {
        let own = r#"{"claim": {"texts": ["items.", "nav.next"], "styles": ["part/choice.css"]},
                      "track": {"texts": ["progress.turn_"], "styles": []},
                      "loader": {"texts": ["app.open"], "styles": []},
                      "both": {"texts": ["items.price"], "styles": []}}"#;
        let programs = Programs(serde_json::from_str(own).unwrap());
        let says = |key| PROGRAMS.map(|program| programs.says(program, key));
        assert_eq!(says("items.title"), [true, false]);
        assert_eq!(says("nav.next"), [true, false]);
        assert_eq!(says("nav.next_one"), [true, true]);
        assert_eq!(says("progress.turn_shop"), [false, true]);
        assert_eq!(says("progress.title"), [true, true]);
        assert_eq!(says("app.open"), [false, false]);
        assert_eq!(says("items.price"), [true, true]);
        assert!(programs.shows("claim", "part/choice.css"));
        assert!(!programs.shows("track", "part/choice.css"));
    }
}
