//! Files of a form: what is asked for, what can be kept, and why not.

use super::{
    field::Fields,
    page::alert,
    words::{Words, name},
};
use crate::{
    call::Call,
    customer::{evidence, view},
    hosted::form::{Chosen, FILES_BYTES, Form},
    html::escape,
    media::Media,
    multipart::Kept,
    problem::Refusal,
    strip::strip,
};
use claims::{
    claim::EvidenceFile,
    draft::AnnouncedFile,
    limits::{FILE_BYTES, FILES, MEDIA_TYPES, NAME_CHARS},
    number::ClaimNumber,
    problem::EvidenceKind,
    timeline::ClaimView,
    verdict::Verdict,
};

/// A file that can be kept, and the HTML of why each other cannot.
pub struct Sorted<'f> {
    /// In their order.
    pub good: Vec<(EvidenceKind, Media, &'f Chosen)>,
    /// One sentence each.
    pub refused: Vec<String>,
}

/// Where files are chosen: one place for each kind, those that are needed first.
pub fn inputs(fields: &Fields<'_>, needed: &[EvidenceKind]) -> String {
    let words = fields.words;
    let mut kinds = needed.to_vec();
    if !kinds.contains(&EvidenceKind::Photo) {
        kinds.push(EvidenceKind::Photo);
    }
    let accept = MEDIA_TYPES.join(",");
    let mut inputs = String::new();
    for kind in kinds {
        let value = name(&kind);
        let id = format!("file.{value}");
        let need = match needed.contains(&kind) {
            true => format!(
                " <span class=\"need\">{}</span>",
                words.say("evidence.needed")
            ),
            false => String::new(),
        };
        inputs.push_str(&format!(
            "<div class=\"field\">\n<label for=\"{id}\">{}{need}</label>\n\
             <p class=\"hint\" id=\"{id}-hint\">{}</p>\n{}\
             <input type=\"file\" id=\"{id}\" name=\"{id}\" multiple accept=\"{accept}\"{}>\n</div>\n",
            words.say(&format!("evidence.add_{value}")),
            words.say(&format!("evidence.{value}_hint")),
            fields.note(&id),
            fields.described(&id, true),
        ));
    }
    let accepted = [
        ("size", words.size(FILE_BYTES)),
        ("together", words.size(FILES_BYTES)),
    ];
    let accepted = accepted
        .each_ref()
        .map(|(name, size)| (*name, size.as_str()));
    let accepted = words.say_with("plain.accepted", &accepted);
    format!("{inputs}<p class=\"hint\">{accepted}</p>\n")
}

/// Where files that go with a message are chosen.
pub fn attach(fields: &Fields<'_>) -> String {
    let accept = MEDIA_TYPES.join(",");
    format!(
        "<div class=\"field\">\n<label for=\"file.attached\">{}</label>\n{}\
         <input type=\"file\" id=\"file.attached\" name=\"file.attached\" multiple accept=\"{accept}\"{}>\n</div>\n",
        fields.words.say("progress.attach"),
        fields.note("file.attached"),
        fields.described("file.attached", false),
    )
}

/// What a verdict still asks for, once each.
pub fn missing(verdict: &Verdict) -> Vec<EvidenceKind> {
    let mut kinds = Vec::new();
    for kind in verdict.lines.iter().flat_map(|line| &line.missing_evidence) {
        if !kinds.contains(kind) {
            kinds.push(*kind);
        }
    }
    kinds
}

/// Which files can be kept, before anything is.
pub fn sort<'f>(form: &'f Form, words: Words<'_>) -> Sorted<'f> {
    let (mut good, mut refused) = (Vec::new(), Vec::new());
    for file in &form.files {
        match usable(file) {
            Ok(_) if good.len() >= FILES as usize => {
                refused.push(told(words, &file.name, "evidence.too_many"));
            }
            Ok((kind, media)) => good.push((kind, media, file)),
            Err(key) => refused.push(told(words, &file.name, key)),
        }
    }
    Sorted { good, refused }
}

/// What the file is; or the key of why it cannot be kept.
fn usable(file: &Chosen) -> Result<(EvidenceKind, Media), &'static str> {
    match file.kept {
        Kept::Whole => {}
        Kept::TooLarge => return Err("evidence.too_large"),
        Kept::TooMuch => return Err("plain.too_much"),
    }
    let kind = file.field.strip_prefix("file.").unwrap_or_default();
    // A browser that does not know a type says nothing of it, as with HEIC.
    let declared = Media::of_content_type(&file.media_type).or(Media::of_bytes(&file.bytes));
    let media = declared.ok_or("evidence.wrong_type")?;
    let media = evidence::agreed(media, &file_name(file), &file.bytes);
    let media = media.map_err(|refusal| key_of(&refusal))?;
    let kind = serde_json::from_value(kind.into()).unwrap_or_else(|_| media.kind());
    match strip(media, &file.bytes) {
        Some(_) => Ok((kind, media)),
        None => Err("plain.unreadable"),
    }
}

/// As long as a name may be, its end first: that is where its type stands.
fn file_name(file: &Chosen) -> String {
    let chars = file.name.chars().count();
    let skipped = chars.saturating_sub(NAME_CHARS as usize);
    file.name.chars().skip(skipped).collect()
}

fn key_of(refusal: &Refusal) -> &'static str {
    match refusal.code() {
        "file_unreadable" => "plain.unreadable",
        "too_many_files" => "evidence.too_many",
        "file_too_large" => "evidence.too_large",
        "illegal_transition" => "error.illegal",
        "file_type_mismatch" | "unsupported_media_type" => "evidence.wrong_type",
        _ => "error.busy",
    }
}

fn told(words: Words<'_>, name: &str, key: &str) -> String {
    let (size, count) = (words.size(FILE_BYTES), FILES.to_string());
    let said = words.say_with(key, &[("name", name), ("size", &size), ("count", &count)]);
    match words.raw(key).contains("{name}") {
        true => said,
        false => format!("{}: {said}", escape(name)),
    }
}

/// As they are announced with a claim.
pub fn announced(sorted: &Sorted<'_>) -> Vec<AnnouncedFile> {
    let announce = |(kind, media, file): &(EvidenceKind, Media, &Chosen)| AnnouncedFile {
        kind: *kind,
        name: file_name(file),
        media_type: media.name().to_owned(),
        size_bytes: file.bytes.len() as u64,
    };
    sorted.good.iter().map(announce).collect()
}

/// Has them kept, each in the next place that is free; one that is there already stays as it is. Gives the claim as it
/// is then, and adds why a file was not kept.
pub async fn keep(
    call: &Call<'_>,
    number: &ClaimNumber,
    mut view: ClaimView,
    words: Words<'_>,
    sorted: &mut Sorted<'_>,
) -> ClaimView {
    for (kind, media, file) in &sorted.good {
        let last = view.evidence.iter().map(|file| file.n).max();
        let n = last.unwrap_or(0) + 1;
        let kept = kept(call, number, &view, n, (*kind, *media, file)).await;
        match kept {
            Ok(Some(after)) => view = after,
            Ok(None) => {}
            Err(refusal) => {
                if let Refusal::Internal(reason) = &refusal {
                    worker::console_error!("a file of a form: {reason}");
                }
                let key = key_of(&refusal);
                sorted.refused.push(told(words, &file.name, key));
            }
        }
    }
    view
}

async fn kept(
    call: &Call<'_>,
    number: &ClaimNumber,
    view: &ClaimView,
    n: u32,
    (kind, media, file): (EvidenceKind, Media, &Chosen),
) -> Result<Option<ClaimView>, Refusal> {
    let (described, bytes) = evidence::described(n, kind, file_name(file), media, &file.bytes)?;
    let is_there = |known: &EvidenceFile| known.sha256 == described.sha256 && known.kind == kind;
    if view.evidence.iter().any(is_there) {
        return Ok(None);
    }
    if n > FILES {
        return Err(Refusal::TooManyFiles { limit: FILES });
    }
    let reply = evidence::store(
        call,
        evidence::Sender::Customer,
        number.clone(),
        described,
        &bytes,
    )
    .await?;
    Ok(Some(view::read(reply)?))
}

/// The names of those that were refused, and why.
pub fn refused(words: Words<'_>, refused: &[String]) -> String {
    if refused.is_empty() {
        return String::new();
    }
    let list: String = refused
        .iter()
        .map(|told| format!("<li>{told}</li>\n"))
        .collect();
    let told = words.say("plain.refused");
    alert("bad", &format!("<h2>{told}</h2>\n<ul>\n{list}</ul>\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(name: &str, media_type: &str, bytes: &[u8]) -> Chosen {
        Chosen {
            field: "file.receipt".into(),
            name: name.into(),
            media_type: media_type.into(),
            bytes: bytes.to_vec(),
            kept: Kept::Whole,
        }
    }

    #[test]
    fn a_file_is_what_its_bytes_say_and_every_other_has_its_reason() {
        let pdf = chosen("r.pdf", "", b"%PDF-1.7");
        assert_eq!(usable(&pdf), Ok((EvidenceKind::Receipt, Media::Pdf)));
        for (name, media_type, bytes, key) in [
            (
                "r.exe",
                "application/x-msdownload",
                &b"MZ"[..],
                "evidence.wrong_type",
            ),
            ("r.jpg", "image/jpeg", b"%PDF-1.7", "evidence.wrong_type"),
            (
                "r.jpg",
                "image/jpeg",
                b"\xff\xd8\xff\xe0",
                "plain.unreadable",
            ),
            ("r.pdf", "application/pdf", b"", "evidence.wrong_type"),
        ] {
            assert_eq!(usable(&chosen(name, media_type, bytes)), Err(key), "{name}");
        }
        let large = Chosen {
            kept: Kept::TooLarge,
            ..pdf
        };
        assert_eq!(usable(&large), Err("evidence.too_large"));
    }

    #[test]
    fn a_long_name_keeps_its_end() {
        let long = chosen(&format!("{}.jpg", "é".repeat(300)), "image/jpeg", b"");
        let name = file_name(&long);
        assert_eq!(name.chars().count(), 200);
        assert!(name.ends_with("é.jpg"));
    }
}
