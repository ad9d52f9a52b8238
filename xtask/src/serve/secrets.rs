//! `.dev.vars`: one `NAME=value` a line, as wrangler reads it.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use crate::trouble::Trouble;

/// A value that is never printed.
#[derive(Clone, Eq, PartialEq)]
pub struct Secret(String);

impl Secret {
    /// The value itself, to be handed to the Worker only.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// The secrets in the file; none where there is no file.
pub fn read(file: &Path) -> Result<BTreeMap<String, Secret>, Trouble> {
    match fs::read_to_string(file) {
        Ok(text) => parse(&text)
            .map_err(|line| Trouble::content(file, format!("line {line} is not NAME=value"))),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(BTreeMap::new()),
        Err(error) => Err(Trouble::reading(file)(error)),
    }
}

/// The number of the first bad line, or all of them.
pub fn parse(text: &str) -> Result<BTreeMap<String, Secret>, usize> {
    let mut secrets = BTreeMap::new();
    for (index, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let line = line.strip_prefix("export ").unwrap_or(line);
        let (name, value) = line.split_once('=').ok_or(index + 1)?;
        let name = name.trim();
        if name.is_empty() || !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
            return Err(index + 1);
        }
        secrets.insert(name.to_owned(), Secret(unquote(value.trim())));
    }
    Ok(secrets)
}

/// Without its quotes, or up to a comment where there are none.
fn unquote(value: &str) -> String {
    for quote in ['"', '\''] {
        if let Some((inside, _)) = value
            .strip_prefix(quote)
            .and_then(|rest| rest.split_once(quote))
        {
            return inside.to_owned();
        }
    }
    value
        .split(" #")
        .next()
        .unwrap_or_default()
        .trim_end()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_comments_and_blank_lines_are_understood() {
        let text = "# keys\nTOKEN_KEYS=\"k1:YWI=,k0:Y2Q=\"\n\nWEBHOOK_SECRET = whsec_YWI= # the demo's\nexport A='x # y'\n";
        let secrets = parse(text).unwrap();
        let seen: Vec<(&str, &str)> = secrets
            .iter()
            .map(|(name, value)| (name.as_str(), value.expose()))
            .collect();
        assert_eq!(
            seen,
            [
                ("A", "x # y"),
                ("TOKEN_KEYS", "k1:YWI=,k0:Y2Q="),
                ("WEBHOOK_SECRET", "whsec_YWI=")
            ]
        );
    }

    #[test]
    fn a_line_that_is_no_assignment_is_named() {
        assert_eq!(parse("A=1\nnonsense\n"), Err(2));
        assert_eq!(parse("A B=1\n"), Err(1));
    }

    #[test]
    fn a_secret_is_not_printed() {
        assert_eq!(
            format!("{:?}", parse("A=hidden").unwrap()),
            r#"{"A": Secret(…)}"#
        );
    }

    #[test]
    fn no_file_means_no_secrets() {
        assert!(read(Path::new("/nowhere/.dev.vars")).unwrap().is_empty());
    }
}
