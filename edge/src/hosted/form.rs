//! What a plain form brought: its fields, and its files.

use crate::{
    call::Call,
    multipart::{Bounds, Kept, Part, Reader, Unreadable},
    problem::Refusal,
};
use claims::limits::{BODY_BYTES, FILE_BYTES, FILES};
use futures_util::StreamExt;
use worker::url::form_urlencoded;

/// Of all files of one form together: with what reading them takes, it must fit into the 128 MB of a Worker.
pub const FILES_BYTES: u64 = 32 * 1024 * 1024;
/// The order token carries the order's facts, so a form is larger than the claim it makes.
const FIELDS_BYTES: usize = 2 * BODY_BYTES;
/// Lines of a claim, each with its fields, and what stands around them.
const PARTS: usize = 600;
/// A body beyond this is not waited for.
const REQUEST_BYTES_MAX: u64 = 256 * 1024 * 1024;

/// A form, sent.
#[derive(Debug, Default)]
pub struct Form {
    fields: Vec<(String, String)>,
    /// Files that were chosen.
    pub files: Vec<Chosen>,
}

/// A file, as the customer chose it.
#[derive(Debug)]
pub struct Chosen {
    /// The field it was chosen in.
    pub field: String,
    /// Its own name.
    pub name: String,
    /// As the browser says.
    pub media_type: String,
    /// Its content, where it was kept.
    pub bytes: Vec<u8>,
    /// Whether it was.
    pub kept: Kept,
}

impl Form {
    /// The body of the request.
    pub async fn read(call: &mut Call<'_>) -> Result<Self, Refusal> {
        let bounds = Bounds {
            field_bytes: FIELDS_BYTES,
            file_bytes: usize::try_from(FILE_BYTES).unwrap_or(usize::MAX),
            files_bytes: usize::try_from(FILES_BYTES).unwrap_or(usize::MAX),
            parts: PARTS,
        };
        let content_type = call.header("content-type").unwrap_or_default();
        let Some(reader) = Reader::of(&content_type, bounds) else {
            let limit_bytes = FIELDS_BYTES as u64;
            let too_large = || Refusal::BodyTooLarge { limit_bytes };
            return Ok(Self::typed(&call.body(limit_bytes, too_large).await?));
        };
        Self::streamed(call, reader).await
    }

    async fn streamed(call: &mut Call<'_>, mut reader: Reader) -> Result<Self, Refusal> {
        let limit_bytes = REQUEST_BYTES_MAX;
        let length = call.header("content-length");
        let length = length.and_then(|length| length.parse::<u64>().ok());
        if length.is_some_and(|length| length > limit_bytes) {
            return Err(Refusal::BodyTooLarge { limit_bytes });
        }
        if call.request.inner().body().is_none() {
            return Ok(Self::default());
        }
        let mut body = call.request.stream()?;
        let mut read_bytes = 0;
        while let Some(chunk) = body.next().await {
            let chunk = chunk?;
            read_bytes += chunk.len() as u64;
            if read_bytes > limit_bytes {
                return Err(Refusal::BodyTooLarge { limit_bytes });
            }
            reader.push(&chunk).map_err(refusal)?;
        }
        let mut form = Self::default();
        for part in reader.finish().map_err(refusal)? {
            form.take(part);
        }
        Ok(form)
    }

    /// `application/x-www-form-urlencoded`.
    pub fn typed(body: &[u8]) -> Self {
        let mut form = Self::default();
        for (name, value) in form_urlencoded::parse(body) {
            form.set(&name, &value.replace("\r\n", "\n"));
        }
        form
    }

    fn take(&mut self, part: Part) {
        let Some(name) = part.file_name else {
            let value = String::from_utf8_lossy(&part.bytes).replace("\r\n", "\n");
            self.fields.push((part.name, value));
            return;
        };
        // Where nothing was chosen, a file without a name comes. More than twice what a claim takes is nobody's photo.
        if !name.is_empty() && self.files.len() < 2 * FILES as usize {
            self.files.push(Chosen {
                field: part.name,
                name,
                media_type: part.media_type,
                bytes: part.bytes,
                kept: part.kept,
            });
        }
    }

    /// What was typed there, as typed; empty where nothing was.
    pub fn get(&self, name: &str) -> &str {
        let field = self.fields.iter().find(|(known, _)| known == name);
        field.map_or("", |(_, value)| value)
    }

    /// Whether something stands there: a box is ticked.
    pub fn has(&self, name: &str) -> bool {
        !self.get(name).trim().is_empty()
    }

    /// Puts a value there.
    pub fn set(&mut self, name: &str, value: &str) {
        self.fields.retain(|(known, _)| known != name);
        self.fields.push((name.to_owned(), value.to_owned()));
    }

    /// The same without these fields, and without files.
    pub fn without(&self, gone: impl Fn(&str) -> bool) -> Self {
        let mut fields = self.fields.clone();
        fields.retain(|(name, _)| !gone(name));
        Self {
            fields,
            files: Vec::new(),
        }
    }

    /// All fields, in their order.
    pub fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        self.fields
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

fn refusal(why: Unreadable) -> Refusal {
    match why {
        Unreadable::Malformed => Refusal::InvalidJson(why.to_string()),
        Unreadable::TooLarge => Refusal::BodyTooLarge {
            limit_bytes: FIELDS_BYTES as u64,
        },
    }
}
