//! Files: `PUT /v1/claims/{number}/evidence/{n}` keeps one, `GET /v1/evidence/{token}` gives it to who has the link.

mod arriving;

use super::view;
use crate::{
    answer::Answer,
    call::Call,
    config::hex,
    ledger::{
        client::{ask, ask_with, unexpected},
        command::{Command, Place, Reply},
        evidence::key,
        shop_files::stored,
    },
    media::Media,
    problem::Refusal,
    quota::{self, Asked, By},
    strip::strip,
    token::Purpose,
};
use claims::{
    claim::EvidenceFile,
    limits::{FILE_BYTES, FILES, NAME_CHARS},
    number::ClaimNumber,
    problem::EvidenceKind,
};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::borrow::Cow;

/// Where files are kept, where it is bound.
pub const BUCKET: &str = "EVIDENCE";

/// Who sent a file: the two kinds have places of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sender {
    /// As evidence.
    Customer,
    /// With a message.
    Shop,
}

impl Sender {
    fn key(self, number: &ClaimNumber, file: &EvidenceFile) -> String {
        match self {
            Self::Customer => key(number, file),
            Self::Shop => key(number, &stored(file)),
        }
    }

    fn expect(self, number: ClaimNumber, file: EvidenceFile) -> Command {
        match self {
            Self::Customer => Command::Expect { number, file },
            Self::Shop => Command::ExpectShopFile { number, file },
        }
    }

    fn keep(self, number: ClaimNumber, file: EvidenceFile, place: Place) -> Command {
        match self {
            Self::Customer => Command::KeepFile {
                number,
                file,
                place,
            },
            Self::Shop => Command::KeepShopFile {
                number,
                file,
                place,
            },
        }
    }
}

/// Keeps the body as the claim's `n`th file. Repeating it is harmless; another file takes the place of the first.
pub async fn keep(call: &mut Call<'_>, number: &str, place: &str) -> Result<Answer, Refusal> {
    let number = call.tracked(number)?;
    let n = place.parse().ok().filter(|n| (1..=FILES).contains(n));
    let n = n.ok_or(Refusal::TooManyFiles { limit: FILES })?;
    quota::check(call, Asked::Change, &[(By::Claim, number.as_str())]).await?;
    let (kind, name) = asked(call)?;
    let declared = declared(call)?;
    let (reply, _) = take(call, Sender::Customer, number, (n, kind, name), declared).await?;
    view::of(reply)
}

/// Takes the body as that file, in pieces where its type and a bucket allow it; gives the ledger's reply and the file
/// as it was kept.
pub async fn take(
    call: &mut Call<'_>,
    sender: Sender,
    number: ClaimNumber,
    (n, kind, name): (u32, EvidenceKind, String),
    declared: Media,
) -> Result<(Reply, EvidenceFile), Refusal> {
    let limit_bytes = FILE_BYTES;
    if let Ok(bucket) = call.env.bucket(BUCKET)
        && let Some(size_bytes) = call.announced_bytes()
        && size_bytes <= limit_bytes
        && arriving::is_let_through(declared)
    {
        let file = EvidenceFile {
            n,
            kind,
            name,
            media_type: declared.name().to_owned(),
            size_bytes,
            sha256: String::new(),
        };
        return arriving::keep(call, &bucket, (sender, number), declared, file).await;
    }
    let body = call
        .body(limit_bytes, || Refusal::FileTooLarge { limit_bytes })
        .await?;
    let (file, bytes) = described(n, kind, name, declared, &body)?;
    let reply = store(call, sender, number, file.clone(), &bytes).await?;
    Ok((reply, file))
}

/// The file as it will be kept, where its type, name and bytes agree.
pub fn described(
    n: u32,
    kind: EvidenceKind,
    name: String,
    declared: Media,
    body: &[u8],
) -> Result<(EvidenceFile, Cow<'_, [u8]>), Refusal> {
    let media = agreed(declared, &name, body)?;
    let bytes = strip(media, body).ok_or(Refusal::FileUnreadable)?;
    let file = EvidenceFile {
        n,
        kind,
        name,
        media_type: media.name().to_owned(),
        size_bytes: bytes.len() as u64,
        sha256: hex(&Sha256::digest(&bytes)),
    };
    Ok((file, bytes))
}

/// Has it kept; gives the ledger's reply, which for a customer is the claim's view.
pub async fn store(
    call: &Call<'_>,
    sender: Sender,
    number: ClaimNumber,
    file: EvidenceFile,
    bytes: &[u8],
) -> Result<Reply, Refusal> {
    let bucket = call.env.bucket(BUCKET).ok();
    let place = match &bucket {
        Some(bucket) => {
            let reply = asked_of_ledger(call, sender, &number, &file).await?;
            if let Reply::View { .. } = reply {
                // The same bytes are there already.
                return Ok(reply);
            }
            let put = bucket.put(sender.key(&number, &file), bytes.to_vec());
            put.execute().await?;
            Place::Bucket
        }
        None => Place::Ledger,
    };
    let here = bucket.is_none().then_some(bytes);
    let shard = number.shard();
    let command = sender.keep(number, file, place);
    Ok(ask_with(call, shard, &command, here).await?.0)
}

/// Tells the ledger that a file is on its way; gives the claim's view where a customer's is there already.
async fn asked_of_ledger(
    call: &Call<'_>,
    sender: Sender,
    number: &ClaimNumber,
    file: &EvidenceFile,
) -> Result<Reply, Refusal> {
    let expect = sender.expect(number.clone(), file.clone());
    ask(call, number.shard(), &expect).await
}

/// As an attachment that no browser runs or shows as a page of ours.
pub async fn show(call: &Call<'_>, token: &str) -> Result<Answer, Refusal> {
    let (number, n): (ClaimNumber, u32) = call.open_token(Purpose::Evidence, token)?;
    let shard = number.shard();
    let command = Command::File {
        number: number.clone(),
        n,
    };
    let (reply, bytes) = ask_with(call, shard, &command, None).await?;
    let Reply::File { file, place } = reply else {
        return Err(unexpected(&reply));
    };
    let answer = match place {
        Place::Ledger => Answer::of_bytes(200, file.media_type.clone(), bytes),
        Place::Bucket => {
            let bucket = call.env.bucket(BUCKET)?;
            let object = bucket.get(key(&number, &file)).execute().await?;
            let object = object.ok_or(Refusal::FileNotFound)?;
            let body = object
                .body()
                .ok_or(Refusal::FileNotFound)?
                .response_body()?;
            Answer::of_stream(file.media_type.clone(), body)
        }
    };
    Ok(answer
        .with("content-disposition", disposition(&file.name))
        .with("content-security-policy", "default-src 'none'; sandbox")
        // The shop's desk shows it as a picture; who has the link may.
        .with("cross-origin-resource-policy", "cross-origin")
        .with("cache-control", "private, no-store"))
}

/// `?kind=photo&name=lamp.jpg`.
fn asked(call: &Call<'_>) -> Result<(EvidenceKind, String), Refusal> {
    let kind = call
        .query("kind")?
        .ok_or_else(|| Refusal::query("kind", "required", KINDS))?;
    let kind: EvidenceKind = serde_json::from_value(Value::String(kind.clone()))
        .map_err(|_| Refusal::query("kind", "unknown_value", format!("found `{kind}`, {KINDS}")))?;
    Ok((kind, named(call)?))
}

/// `?name=lamp.jpg`.
pub fn named(call: &Call<'_>) -> Result<String, Refusal> {
    let missing = || Refusal::query("name", "required", "expected the file's own name");
    let name = call
        .query("name")?
        .filter(|name| !name.trim().is_empty())
        .ok_or_else(missing)?;
    match name.chars().count() {
        chars if chars > NAME_CHARS as usize => Err(Refusal::query(
            "name",
            "too_long",
            format!("found {chars} characters, expected at most {NAME_CHARS}"),
        )),
        _ => Ok(name),
    }
}

const KINDS: &str = "expected `photo`, `video`, `receipt`, `serial` or `statement`";

/// What `Content-Type` says.
pub fn declared(call: &Call<'_>) -> Result<Media, Refusal> {
    let header = call.header("content-type").unwrap_or_default();
    Media::of_content_type(&header)
        .ok_or_else(|| Refusal::UnsupportedMediaType(call.config.limits.media_types.join(", ")))
}

/// What `Content-Type`, name and bytes agree on.
pub fn agreed(declared: Media, name: &str, bytes: &[u8]) -> Result<Media, Refusal> {
    let media = Media::of_bytes(bytes);
    let found = media.map_or("something else", Media::name);
    let by_name = Media::of_file_name(name).unwrap_or(declared);
    for said in [declared, by_name] {
        if media != Some(said) {
            return Err(Refusal::FileTypeMismatch {
                said: said.name(),
                found,
            });
        }
    }
    Ok(declared)
}

/// RFC 6266: the name in UTF-8, percent-encoded, so that nothing of it ends the header.
fn disposition(name: &str) -> String {
    let encoded: String = name
        .bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'-' | b'_' => {
                char::from(byte).to_string()
            }
            _ => format!("%{byte:02X}"),
        })
        .collect();
    format!("attachment; filename*=UTF-8''{encoded}")
}

#[cfg(test)]
mod tests {
    use super::*;

    const JPEG: &[u8] = b"\xff\xd8\xff\xe0";

    #[test]
    fn type_name_and_bytes_must_agree() {
        assert_eq!(agreed(Media::Jpeg, "lamp.jpg", JPEG).unwrap(), Media::Jpeg);
        assert_eq!(agreed(Media::Jpeg, "lamp", JPEG).unwrap(), Media::Jpeg);
        for (declared, name, bytes) in [
            (Media::Png, "lamp.jpg", JPEG),
            (Media::Jpeg, "lamp.pdf", JPEG),
            (Media::Jpeg, "lamp.jpg", b"%PDF-1.7"),
            (Media::Jpeg, "lamp.jpg", b""),
        ] {
            let refusal = agreed(declared, name, bytes).unwrap_err();
            assert_eq!(refusal.code(), "file_type_mismatch", "{name}");
        }
    }

    #[test]
    fn a_file_name_cannot_leave_its_header() {
        let name = "a\"b\r\nset-cookie: x=1; é.jpg";
        assert_eq!(
            disposition(name),
            "attachment; filename*=UTF-8''a%22b%0D%0Aset-cookie%3A%20x%3D1%3B%20%C3%A9.jpg"
        );
    }
}
