//! `cargo xtask policy check`: every mistake at once, what works but not as meant, then the policy in plain words.

use std::path::{Path, PathBuf};

use claims::policy::Policy;
use claims::policy::file::{Checked, Mistake, check};
use claims::policy::page::document_for_the_shop;
use claims::shop::Shop;
use lexopt::Arg;

use super::variables;
use crate::fresh::files_under;
use crate::places::Places;
use crate::terminal::say;
use crate::trouble::Trouble;

/// Characters of a line of a terminal that is not narrow.
const WIDTH: usize = 100;

const DEFAULT_FILE: &str = "wrangler.toml";

/// Checks the files of the command line, or `wrangler.toml`.
pub fn run(places: &Places, mut arguments: lexopt::Parser) -> Result<(), Trouble> {
    let mut files: Vec<PathBuf> = Vec::new();
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Value(file) => files.push(file.into()),
            other @ (Arg::Short(_) | Arg::Long(_)) => return Err(other.unexpected().into()),
        }
    }
    if files.is_empty() {
        files.push(default_file(places)?);
    }
    let mut mistaken = 0;
    for file in &files {
        match check_file(file) {
            Ok(true) => {}
            Ok(false) => mistaken += 1,
            Err(trouble) => {
                say(trouble.to_string());
                mistaken += 1;
            }
        }
    }
    if mistaken == 0 {
        return Ok(());
    }
    Err(Trouble::Findings(match files.as_slice() {
        [file] => format!("`{}` has mistakes", file.display()),
        _ => format!("{mistaken} of {} policies have mistakes", files.len()),
    }))
}

fn default_file(places: &Places) -> Result<PathBuf, Trouble> {
    let file = PathBuf::from(DEFAULT_FILE);
    if file.exists() {
        return Ok(file);
    }
    let examples: Vec<String> = files_under(&places.at("examples"))?
        .iter()
        .filter(|file| file.ends_with(DEFAULT_FILE))
        .map(|file| format!("\n  cargo xtask policy check {}", places.short(file)))
        .collect();
    Err(Trouble::Usage(format!(
        "there is no `{DEFAULT_FILE}` here: name one. The examples have these:{}",
        examples.concat()
    )))
}

/// Whether it is without mistakes.
fn check_file(file: &Path) -> Result<bool, Trouble> {
    let checked = check(&variables::of_file(file)?);
    say(report(&file.display().to_string(), &checked));
    Ok(checked.config.is_some())
}

fn report(name: &str, checked: &Checked) -> String {
    let mut parts = vec![format!("{name}\n")];
    parts.extend(listed("mistake", &checked.mistakes));
    parts.extend(listed("warning", &checked.warnings));
    if let Some((shop, policy)) = &checked.config {
        parts.push(in_words(shop, policy));
    }
    parts.join("\n")
}

fn listed(what: &str, findings: &[Mistake]) -> Option<String> {
    let count = findings.len();
    let plural = if count == 1 { "" } else { "s" };
    let lines: String = findings.iter().map(|it| format!("  {it}\n")).collect();
    (count > 0).then(|| format!("{count} {what}{plural}\n{lines}"))
}

/// The policy as the owner would show it to a colleague, in the shop's first language.
fn in_words(shop: &Shop, policy: &Policy) -> String {
    let language = shop.locales.first().map_or("en", |locale| &locale.0);
    document_for_the_shop(shop, policy, language).to_text(WIDTH)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_shops_are_without_mistakes_and_warnings() {
        let places = Places::of_this_checkout();
        for shop in ["lamps", "shoes"] {
            let file = places.at(format!("examples/storefront-{shop}/wrangler.toml"));
            let checked = check(&variables::of_file(&file).unwrap());
            let found = (&checked.mistakes, &checked.warnings);
            assert_eq!(found, (&vec![], &vec![]), "{shop}");
            let (shop, policy) = checked.config.unwrap();
            let words = in_words(&shop, &policy);
            assert!(words.contains(&shop.name), "{words}");
            for rule in &policy.rules {
                assert!(words.contains(&rule.id), "{}: {words}", rule.id);
            }
        }
    }

    #[test]
    fn mistakes_come_before_warnings_and_say_how_many_there_are() {
        let found = |path: &str| Mistake {
            path: path.to_owned(),
            found: "7 days".to_owned(),
            expected: "more".to_owned(),
            suggestion: None,
        };
        let checked = Checked {
            keep: claims::policy::file::Keep::default(),
            mail: None,
            config: None,
            mistakes: vec![found("A"), found("B")],
            warnings: vec![found("C")],
        };
        assert_eq!(
            report("x.toml", &checked),
            "x.toml\n\n2 mistakes\n  A: found 7 days, expected more\n  B: found 7 days, expected more\n\n1 warning\n  \
             C: found 7 days, expected more\n"
        );
    }
}
