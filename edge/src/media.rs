//! What a file really is: by its first bytes, not by what it says.

use claims::problem::EvidenceKind;

/// A kind of file that is taken as evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Media {
    /// JPEG picture.
    Jpeg,
    /// PNG picture.
    Png,
    /// WebP picture.
    WebP,
    /// HEIC or HEIF picture.
    Heic,
    /// PDF document.
    Pdf,
    /// MP4 film.
    Mp4,
}

impl Media {
    /// All of them, as `GET /v1/shop` names them.
    pub const ALL: [Self; 6] = [
        Self::Jpeg,
        Self::Png,
        Self::WebP,
        Self::Heic,
        Self::Pdf,
        Self::Mp4,
    ];

    /// Its media type.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::WebP => "image/webp",
            Self::Heic => "image/heic",
            Self::Pdf => "application/pdf",
            Self::Mp4 => "video/mp4",
        }
    }

    /// What a file that came with a message shows.
    pub const fn kind(self) -> EvidenceKind {
        match self {
            Self::Jpeg | Self::Png | Self::WebP | Self::Heic => EvidenceKind::Photo,
            Self::Mp4 => EvidenceKind::Video,
            Self::Pdf => EvidenceKind::Statement,
        }
    }

    /// Of a `Content-Type` header; parameters do not matter.
    pub fn of_content_type(header: &str) -> Option<Self> {
        let name = header
            .split(';')
            .next()
            .unwrap_or_default()
            .trim()
            .to_ascii_lowercase();
        match name.as_str() {
            "image/heif" => Some(Self::Heic),
            "image/jpg" => Some(Self::Jpeg),
            name => Self::ALL.into_iter().find(|media| media.name() == name),
        }
    }

    /// Of a file's first bytes.
    pub fn of_bytes(bytes: &[u8]) -> Option<Self> {
        if bytes.starts_with(b"\xff\xd8\xff") {
            return Some(Self::Jpeg);
        }
        if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            return Some(Self::Png);
        }
        if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
            return Some(Self::WebP);
        }
        if bytes.starts_with(b"%PDF-") {
            return Some(Self::Pdf);
        }
        if bytes.get(4..8) == Some(b"ftyp") {
            return Self::of_brand(bytes.get(8..12)?);
        }
        None
    }

    /// Of the major brand of an ISO base media file (<https://mp4ra.org/registered-types/brands>).
    fn of_brand(brand: &[u8]) -> Option<Self> {
        match brand {
            b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx" | b"mif1" | b"msf1" => {
                Some(Self::Heic)
            }
            b"isom" | b"iso2" | b"iso3" | b"iso4" | b"iso5" | b"iso6" | b"mp41" | b"mp42"
            | b"avc1" | b"dash" | b"M4V " | b"MSNV" | b"3gp4" | b"3gp5" | b"3gp6" => {
                Some(Self::Mp4)
            }
            _ => None,
        }
    }

    /// Of a file name's ending; `None` where the ending is of none of ours.
    pub fn of_file_name(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        match ending.to_ascii_lowercase().as_str() {
            "jpg" | "jpeg" | "jpe" | "jfif" => Some(Self::Jpeg),
            "png" => Some(Self::Png),
            "webp" => Some(Self::WebP),
            "heic" | "heif" => Some(Self::Heic),
            "pdf" => Some(Self::Pdf),
            "mp4" | "m4v" => Some(Self::Mp4),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_their_bytes() {
        for (bytes, expected) in [
            (&b"\xff\xd8\xff\xe0\0\x10JFIF"[..], Some(Media::Jpeg)),
            (b"\x89PNG\r\n\x1a\n\0\0", Some(Media::Png)),
            (b"RIFF\0\0\0\0WEBPVP8 ", Some(Media::WebP)),
            (b"\0\0\0\x18ftypheic\0\0\0\0", Some(Media::Heic)),
            (b"\0\0\0\x18ftypmp42\0\0\0\0", Some(Media::Mp4)),
            (b"%PDF-1.7", Some(Media::Pdf)),
            (b"\0\0\0\x18ftypqt  \0\0\0\0", None),
            (b"RIFF\0\0\0\0WAVE", None),
            (b"<svg onload=alert(1)>", None),
            (b"MZ\x90\0", None),
            (b"", None),
        ] {
            assert_eq!(Media::of_bytes(bytes), expected, "{bytes:?}");
        }
    }

    #[test]
    fn the_types_are_those_the_page_is_told() {
        assert_eq!(Media::ALL.map(Media::name), claims::limits::MEDIA_TYPES);
    }

    #[test]
    fn declared_types_and_endings_are_understood() {
        assert_eq!(Media::of_content_type("image/JPEG; q=1"), Some(Media::Jpeg));
        assert_eq!(Media::of_content_type("image/heif"), Some(Media::Heic));
        assert_eq!(Media::of_content_type("image/svg+xml"), None);
        assert_eq!(Media::of_file_name("Lamp.JPEG"), Some(Media::Jpeg));
        assert_eq!(Media::of_file_name("lamp.exe"), None);
        assert_eq!(Media::of_file_name("lamp"), None);
    }
}
