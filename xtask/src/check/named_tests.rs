//! What the documents say a test shows: that test is there.

use std::fs;

use crate::fresh;
use crate::places::Places;
use crate::trouble::Trouble;

/// Documents whose claims name their tests, `tokens::a_token_files_for_its_own_order_only` or, in a browser,
/// `host_pages.test.ts`.
const DOCUMENTS: [&str; 3] = ["docs/security.md", "docs/privacy.md", "docs/operations.md"];

/// Where tests are.
const FOLDERS: [&str; 6] = [
    "tests",
    "edge/src",
    "claims",
    "widget/src",
    "examples/backend",
    "xtask/src",
];

/// Every test that is named exists.
pub fn check(places: &Places) -> Result<(), Trouble> {
    let mut sources = String::new();
    let mut files = String::new();
    for folder in FOLDERS {
        for file in fresh::files_under(&places.at(folder))? {
            if file
                .extension()
                .is_some_and(|ending| ending == "rs" || ending == "ts")
            {
                sources += &fs::read_to_string(&file).map_err(Trouble::reading(&file))?;
                files += &format!("{}\n", file.display());
            }
        }
    }
    let mut missing = Vec::new();
    for document in DOCUMENTS {
        let file = places.at(document);
        let text = fs::read_to_string(&file).map_err(Trouble::reading(&file))?;
        for name in named(&text) {
            let is_there = match name.ends_with(".test.ts") {
                true => files.contains(&format!("/{name}\n")),
                false => sources.contains(&format!("fn {name}()")),
            };
            if !is_there {
                missing.push(format!("{document} names `{name}`"));
            }
        }
    }
    match missing.is_empty() {
        true => Ok(()),
        false => Err(Trouble::Findings(missing.join("; "))),
    }
}

/// The last part of `module::test`, and files of browser stories.
fn named(text: &str) -> Vec<&str> {
    let quoted = text.split('`').skip(1).step_by(2);
    let name = |word: &'_ str| -> Option<usize> {
        let is_test = |last: &str| {
            last.matches('_').count() >= 2
                && !last.contains(|c: char| !c.is_ascii_alphanumeric() && c != '_')
        };
        match word.rsplit_once("::") {
            Some((module, last)) if is_test(last) => Some(module.len() + 2),
            _ => word.ends_with(".test.ts").then_some(0),
        }
    };
    quoted
        .filter_map(|word| Some(&word[name(word)?..]))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_out_of_the_text() {
        let text = "| `tokens::a_token_files_once`, `host_pages.test.ts` | `PUBLIC_URL` | `a::b` |";
        assert_eq!(named(text), ["a_token_files_once", "host_pages.test.ts"]);
    }

    #[test]
    fn every_test_the_documents_name_is_there() {
        check(&Places::of_this_checkout()).unwrap();
    }
}
