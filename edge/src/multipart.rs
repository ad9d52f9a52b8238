//! `multipart/form-data` (RFC 7578), read as it comes: a file that is too large is let run past, and everything around
//! it is read all the same. The platform's own reader keeps the whole body, or nothing of it.

use std::mem::take;
use thiserror::Error;

/// How much is kept.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// Of all fields together; more is refused.
    pub field_bytes: usize,
    /// Of one file; more is not kept.
    pub file_bytes: usize,
    /// Of all files together; more is not kept.
    pub files_bytes: usize,
    /// Fields and files; more is refused.
    pub parts: usize,
}

/// What became of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// All of it is there.
    Whole,
    /// It is larger than one file may be; its bytes are gone.
    TooLarge,
    /// With the files before it, it is more than is kept at once; its bytes are gone.
    TooMuch,
}

/// A field or a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Of the field.
    pub name: String,
    /// Of the file, where it is one.
    pub file_name: Option<String>,
    /// As the browser says.
    pub media_type: String,
    /// Its content, where it was kept.
    pub bytes: Vec<u8>,
    /// Whether it was.
    pub kept: Kept,
}

/// Why a body cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Unreadable {
    /// It is no `multipart/form-data`, or ends too early.
    #[error("the form is broken off or malformed")]
    Malformed,
    /// More than the bounds of its fields.
    #[error("the form is too large")]
    TooLarge,
}

/// Of the headers of one part.
const HEADER_BYTES_MAX: usize = 8 * 1024;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Before the first boundary, or in a part.
    Content,
    /// Behind a boundary.
    Headers,
    /// Behind the last.
    End,
}

/// Reads a body chunk by chunk.
#[derive(Debug)]
pub struct Reader {
    bounds: Bounds,
    delimiter: Vec<u8>,
    buffer: Vec<u8>,
    state: State,
    parts: Vec<Part>,
    field_bytes: usize,
    files_bytes: usize,
}

impl Reader {
    /// For a body of that `Content-Type`; `None` where that is no form with a boundary.
    pub fn of(content_type: &str, bounds: Bounds) -> Option<Self> {
        let (kind, parameters) = content_type.split_once(';')?;
        if !kind.trim().eq_ignore_ascii_case("multipart/form-data") {
            return None;
        }
        let boundary = parameter(parameters, "boundary").filter(|it| !it.is_empty())?;
        Some(Self {
            bounds,
            delimiter: format!("\r\n--{boundary}").into_bytes(),
            // The first boundary has no line before it.
            buffer: b"\r\n".to_vec(),
            state: State::Content,
            parts: Vec::new(),
            field_bytes: 0,
            files_bytes: 0,
        })
    }

    /// The next bytes.
    pub fn push(&mut self, chunk: &[u8]) -> Result<(), Unreadable> {
        if self.state == State::End {
            return Ok(());
        }
        self.buffer.extend_from_slice(chunk);
        while self.step()? {}
        Ok(())
    }

    /// Everything, in the order of the form.
    pub fn finish(self) -> Result<Vec<Part>, Unreadable> {
        match self.state {
            State::End => Ok(self.parts),
            State::Content | State::Headers => Err(Unreadable::Malformed),
        }
    }

    /// Whether there was something to do.
    fn step(&mut self) -> Result<bool, Unreadable> {
        match self.state {
            State::Content => self.content(),
            State::Headers => self.headers(),
            State::End => Ok(false),
        }
    }

    fn content(&mut self) -> Result<bool, Unreadable> {
        let Some(at) = find(&self.buffer, &self.delimiter) else {
            // The end of what there is may be the beginning of a boundary.
            let safe = self.buffer.len().saturating_sub(self.delimiter.len() - 1);
            let content: Vec<u8> = self.buffer.drain(..safe).collect();
            self.keep(&content)?;
            return Ok(false);
        };
        let rest = self.buffer.split_off(at + self.delimiter.len());
        let mut content = take(&mut self.buffer);
        content.truncate(at);
        self.keep(&content)?;
        self.buffer = rest;
        self.state = State::Headers;
        Ok(true)
    }

    fn headers(&mut self) -> Result<bool, Unreadable> {
        if self.buffer.starts_with(b"--") {
            self.state = State::End;
            self.buffer.clear();
            return Ok(false);
        }
        let Some(at) = find(&self.buffer, b"\r\n\r\n") else {
            return match self.buffer.len() {
                long if long > HEADER_BYTES_MAX => Err(Unreadable::Malformed),
                _ => Ok(false),
            };
        };
        let rest = self.buffer.split_off(at + 4);
        let part = part(&String::from_utf8_lossy(&self.buffer)).ok_or(Unreadable::Malformed)?;
        self.parts.push(part);
        if self.parts.len() > self.bounds.parts {
            return Err(Unreadable::TooLarge);
        }
        self.buffer = rest;
        self.state = State::Content;
        Ok(true)
    }

    fn keep(&mut self, content: &[u8]) -> Result<(), Unreadable> {
        // What stands before the first boundary belongs to nobody.
        let Some(part) = self.parts.last_mut() else {
            return Ok(());
        };
        if part.file_name.is_none() {
            self.field_bytes += content.len();
            if self.field_bytes > self.bounds.field_bytes {
                return Err(Unreadable::TooLarge);
            }
        } else if part.kept == Kept::Whole {
            let size = part.bytes.len() + content.len();
            let excess = if size > self.bounds.file_bytes {
                Some(Kept::TooLarge)
            } else if self.files_bytes + content.len() > self.bounds.files_bytes {
                Some(Kept::TooMuch)
            } else {
                None
            };
            match excess {
                Some(kept) => {
                    part.kept = kept;
                    self.files_bytes -= take(&mut part.bytes).len();
                }
                None => self.files_bytes += content.len(),
            }
        }
        if part.kept == Kept::Whole {
            part.bytes.extend_from_slice(content);
        }
        Ok(())
    }
}

fn part(headers: &str) -> Option<Part> {
    let header = |wanted: &str| {
        headers.split("\r\n").find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.trim()
                .eq_ignore_ascii_case(wanted)
                .then(|| value.trim())
        })
    };
    let disposition = header("content-disposition")?;
    let (_, parameters) = disposition.split_once(';')?;
    Some(Part {
        name: parameter(parameters, "name")?,
        file_name: parameter(parameters, "filename"),
        media_type: header("content-type").unwrap_or_default().to_owned(),
        bytes: Vec::new(),
        kept: Kept::Whole,
    })
}

/// `name="value"`, as browsers write it: a quote in it is `%22`.
fn parameter(parameters: &str, wanted: &str) -> Option<String> {
    let mut rest = parameters;
    loop {
        let (name, after) = rest.split_once('=')?;
        let (value, behind) = match after.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"')?,
            None => after.split_once(';').unwrap_or((after, "")),
        };
        if name.trim_matches([' ', ';']).eq_ignore_ascii_case(wanted) {
            let value = value.trim().replace("%22", "\"");
            return Some(value.replace("%0D", "").replace("%0A", " "));
        }
        rest = behind;
    }
}

/// Where `needle` begins.
fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    let first = *needle.first()?;
    let mut from = 0;
    while let Some(at) = haystack.get(from..)?.iter().position(|byte| *byte == first) {
        if haystack.get(from + at..)?.starts_with(needle) {
            return Some(from + at);
        }
        from += at + 1;
    }
    None
}

#[cfg(test)]
mod tests;
