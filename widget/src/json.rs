//! JSON, read into a tree.
//!
//! Readers that serde derives for the types of a claim were 40 KB brotli of the 90 the widget may have: each field
//! pays for every mistake it could be in. This reads any JSON once; `read.rs` takes from the tree what is there. Numbers
//! are whole: there are no others on this wire.

/// A value of any type.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Tree {
    /// `null`, and whatever is not there.
    #[default]
    Nothing,
    /// `true` or `false`.
    Truth(bool),
    /// A whole number.
    Number(i64),
    /// A string.
    Text(String),
    /// A list.
    List(Vec<Self>),
    /// A map, in its own order.
    Map(Vec<(String, Self)>),
}

/// The text is not JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreadable;

/// Deeper than this nothing of ours is, and a stack has its end.
const DEPTH_MAX: usize = 32;

/// Reads a text.
///
/// # Errors
/// Where it is not JSON.
pub fn read(text: &str) -> Result<Tree, Unreadable> {
    let mut reader = Reader {
        left: text.as_bytes(),
    };
    let tree = reader.value(0)?;
    if reader.skip().is_some() {
        Err(Unreadable)
    } else {
        Ok(tree)
    }
}

/// What is taken from a tree; what is not there, or is something else, is taken as empty.
impl Tree {
    /// The value of that name.
    #[inline(never)]
    #[must_use]
    pub fn at(&self, name: &str) -> &Self {
        let Self::Map(map) = self else {
            return &Self::Nothing;
        };
        map.iter()
            .find(|(is, _)| is == name)
            .map_or(&Self::Nothing, |(_, value)| value)
    }

    /// Itself as a string.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        if let Self::Text(text) = self {
            Some(text)
        } else {
            None
        }
    }

    /// A string.
    #[inline(never)]
    #[must_use]
    pub fn text(&self, name: &str) -> String {
        self.maybe_text(name).unwrap_or_default()
    }

    /// A string, if it is there.
    #[inline(never)]
    #[must_use]
    pub fn maybe_text(&self, name: &str) -> Option<String> {
        self.at(name).as_str().map(str::to_owned)
    }

    /// A number, if it is there and fits.
    #[inline(never)]
    #[must_use]
    pub fn maybe_count(&self, name: &str) -> Option<u32> {
        self.maybe_number(name)
            .and_then(|number| u32::try_from(number).ok())
    }

    /// A number, if it is there.
    #[inline(never)]
    #[must_use]
    pub fn maybe_number(&self, name: &str) -> Option<i64> {
        if let Self::Number(number) = self.at(name) {
            Some(*number)
        } else {
            None
        }
    }

    /// A number; nothing is 0.
    #[inline(never)]
    #[must_use]
    pub fn count(&self, name: &str) -> u32 {
        self.maybe_count(name).unwrap_or_default()
    }

    /// A number of bytes or milliseconds; nothing is 0.
    #[inline(never)]
    #[must_use]
    pub fn amount(&self, name: &str) -> u64 {
        self.maybe_number(name)
            .and_then(|number| u64::try_from(number).ok())
            .unwrap_or_default()
    }

    /// Whether it is so, if that is there.
    #[inline(never)]
    #[must_use]
    pub fn maybe_is(&self, name: &str) -> Option<bool> {
        if let Self::Truth(is) = self.at(name) {
            Some(*is)
        } else {
            None
        }
    }

    /// Whether it is so.
    #[inline(never)]
    #[must_use]
    pub fn is(&self, name: &str) -> bool {
        self.maybe_is(name).unwrap_or_default()
    }

    /// A value, if it is there, read by `read`.
    pub fn maybe<T>(&self, name: &str, read: fn(&Self) -> T) -> Option<T> {
        #[expect(
            clippy::wildcard_enum_match_arm,
            reason = "what is there is for `read` to know"
        )]
        match self.at(name) {
            Self::Nothing => None,
            value => Some(read(value)),
        }
    }

    /// A list whose entries are read by `read`; those it does not know are left out.
    pub fn all<T>(&self, name: &str, read: fn(&Self) -> Option<T>) -> Vec<T> {
        if let Self::List(list) = self.at(name) {
            list.iter().filter_map(read).collect()
        } else {
            Vec::new()
        }
    }

    /// A list of strings.
    #[inline(never)]
    #[must_use]
    pub fn texts(&self, name: &str) -> Vec<String> {
        self.all(name, |text| text.as_str().map(str::to_owned))
    }
}

struct Reader<'a> {
    left: &'a [u8],
}

impl Reader<'_> {
    /// The next byte that is no space, without taking it.
    fn skip(&mut self) -> Option<u8> {
        while let [b' ' | b'\n' | b'\r' | b'\t', rest @ ..] = self.left {
            self.left = rest;
        }
        self.left.first().copied()
    }

    fn take(&mut self) -> Result<u8, Unreadable> {
        let (first, rest) = self.left.split_first().ok_or(Unreadable)?;
        self.left = rest;
        Ok(*first)
    }

    fn word(&mut self, word: &[u8], value: Tree) -> Result<Tree, Unreadable> {
        self.left = self.left.strip_prefix(word).ok_or(Unreadable)?;
        Ok(value)
    }

    fn value(&mut self, depth: usize) -> Result<Tree, Unreadable> {
        if depth > DEPTH_MAX {
            return Err(Unreadable);
        }
        match self.skip().ok_or(Unreadable)? {
            b'{' => {
                let mut map = Vec::new();
                self.all(b'}', |reader| {
                    if reader.skip() != Some(b'"') {
                        return Err(Unreadable);
                    }
                    let name = reader.string()?;
                    if reader.skip() != Some(b':') {
                        return Err(Unreadable);
                    }
                    reader.take()?;
                    map.push((name, reader.value(depth + 1)?));
                    Ok(())
                })?;
                Ok(Tree::Map(map))
            }
            b'[' => {
                let mut list = Vec::new();
                self.all(b']', |reader| {
                    list.push(reader.value(depth + 1)?);
                    Ok(())
                })?;
                Ok(Tree::List(list))
            }
            b'"' => Ok(Tree::Text(self.string()?)),
            b't' => self.word(b"true", Tree::Truth(true)),
            b'f' => self.word(b"false", Tree::Truth(false)),
            b'n' => self.word(b"null", Tree::Nothing),
            _ => self.number(),
        }
    }

    /// What stands between brackets, with commas between.
    fn all(
        &mut self,
        end: u8,
        mut one: impl FnMut(&mut Self) -> Result<(), Unreadable>,
    ) -> Result<(), Unreadable> {
        self.take()?;
        if self.skip() == Some(end) {
            self.take()?;
            return Ok(());
        }
        loop {
            one(self)?;
            self.skip();
            match self.take()? {
                b',' => {}
                byte if byte == end => return Ok(()),
                _ => return Err(Unreadable),
            }
        }
    }

    fn number(&mut self) -> Result<Tree, Unreadable> {
        let negative = self.left.first() == Some(&b'-');
        if negative {
            self.take()?;
        }
        let mut number: i64 = 0;
        let mut is_empty = true;
        while let Some(digit @ b'0'..=b'9') = self.left.first() {
            number = number
                .checked_mul(10)
                .and_then(|ten| ten.checked_add(i64::from(digit - b'0')))
                .ok_or(Unreadable)?;
            is_empty = false;
            self.take()?;
        }
        if is_empty || matches!(self.left.first(), Some(b'.' | b'e' | b'E')) {
            return Err(Unreadable);
        }
        Ok(Tree::Number(if negative { -number } else { number }))
    }

    fn string(&mut self) -> Result<String, Unreadable> {
        self.take()?;
        let mut bytes = Vec::new();
        loop {
            match self.take()? {
                b'"' => return String::from_utf8(bytes).map_err(|_| Unreadable),
                b'\\' => match self.take()? {
                    b'n' => bytes.push(b'\n'),
                    b't' => bytes.push(b'\t'),
                    b'r' => bytes.push(b'\r'),
                    b'b' => bytes.push(8),
                    b'f' => bytes.push(12),
                    b'u' => {
                        let mut utf8 = [0; 4];
                        bytes.extend_from_slice(self.escaped()?.encode_utf8(&mut utf8).as_bytes());
                    }
                    other => bytes.push(other),
                },
                byte => bytes.push(byte),
            }
        }
    }

    fn four(&mut self) -> Result<u32, Unreadable> {
        let mut code = 0;
        for _ in 0..4 {
            code = code * 16 + char::from(self.take()?).to_digit(16).ok_or(Unreadable)?;
        }
        Ok(code)
    }

    /// A character written as `\u00e9`, or as a pair of those.
    fn escaped(&mut self) -> Result<char, Unreadable> {
        let first = self.four()?;
        if !(0xd800..0xdc00).contains(&first) {
            return char::from_u32(first).ok_or(Unreadable);
        }
        if self.take()? != b'\\' || self.take()? != b'u' {
            return Err(Unreadable);
        }
        let low = self.four()?.checked_sub(0xdc00).filter(|low| *low < 0x400);
        let low = low.ok_or(Unreadable)?;
        char::from_u32(0x10000 + ((first - 0xd800) << 10) + low).ok_or(Unreadable)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_serde_json_writes_is_read() -> Result<(), serde_json::Error> {
        let written = serde_json::json!({
            "text": "« Ça \"va\" ? » \u{1f600}\n\t\\/", "empty": "", "list": [1, -2, [], {"deep": [null, true, false]}], "map": {},
        });
        for text in [
            serde_json::to_string(&written)?,
            serde_json::to_string_pretty(&written)?,
        ] {
            let tree = read(&text);
            assert_eq!(
                tree.as_ref().map(|tree| tree.text("text")),
                Ok(written["text"].as_str().unwrap_or_default().to_owned())
            );
            assert_eq!(
                tree.map(|tree| tree.at("list")
                    == &Tree::List(vec![
                        Tree::Number(1),
                        Tree::Number(-2),
                        Tree::List(Vec::new()),
                        Tree::Map(vec![(
                            "deep".to_owned(),
                            Tree::List(vec![Tree::Nothing, Tree::Truth(true), Tree::Truth(false)])
                        )]),
                    ])),
                Ok(true)
            );
        }
        Ok(())
    }

    #[test]
    fn escapes_are_read_as_the_characters_they_stand_for() {
        assert_eq!(
            read(r#" "\u00e9\ud83d\ude00\/\"" "#),
            Ok(Tree::Text("é😀/\"".to_owned()))
        );
    }

    #[test]
    fn what_is_no_json_is_refused() {
        for text in [
            "",
            "{",
            "[1,]",
            "nul",
            "1 2",
            "\"\\ud83d\"",
            "\"\\u12\"",
            "1.5",
            "99999999999999999999",
            "{\"a\" 1}",
            "{1:2}",
            "-",
        ] {
            assert_eq!(read(text), Err(Unreadable), "{text}");
        }
        assert_eq!(read(&"[".repeat(1000)), Err(Unreadable));
    }

    #[test]
    fn what_is_not_there_or_is_something_else_is_empty() {
        let tree = read(r#"{"a": "x", "n": -1}"#).unwrap_or(Tree::Nothing);
        assert_eq!(tree.text("n"), "");
        assert_eq!(tree.maybe_count("n"), None);
        assert!(!tree.is("a"));
        assert!(tree.texts("b").is_empty());
    }
}
