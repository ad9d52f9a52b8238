//! WebP (RFC 9649): a RIFF container; the extended form has flags for what is in it.

use super::exif;

const KEPT: [&[u8; 4]; 7] = [
    b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP",
];
const HAS_EXIF: u8 = 0b1000;
const HAS_XMP: u8 = 0b0100;

/// Drops EXIF, XMP and unknown chunks; keeps the orientation where the form can say it.
pub fn strip(bytes: &[u8]) -> Option<Vec<u8>> {
    let size = u32::from_le_bytes(*bytes.get(4..8)?.first_chunk()?);
    let end = usize::try_from(size).ok()?.checked_add(8)?;
    let mut rest = bytes.get(12..end)?;
    let mut kept = Vec::with_capacity(bytes.len());
    kept.extend(&bytes[..12]);
    let (mut flags_at, mut orientation) = (None, None);
    while !rest.is_empty() {
        let (kind, length) = (rest.get(..4)?, rest.get(4..8)?.first_chunk()?);
        let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
        let padded = length.checked_add(length % 2)?.checked_add(8)?;
        // The last chunk of some encoders lacks its padding.
        let (chunk, after) = rest.split_at_checked(padded.min(rest.len()))?;
        let content = chunk.get(8..8 + length)?;
        if kind == b"EXIF" {
            orientation = exif::orientation(content.strip_prefix(b"Exif\0\0").unwrap_or(content));
        }
        if KEPT.iter().any(|known| *known == kind) {
            if kind == b"VP8X" {
                flags_at = Some(kept.len() + 8);
            }
            kept.extend(chunk);
        }
        rest = after;
    }
    if let Some(at) = flags_at {
        *kept.get_mut(at)? &= !(HAS_EXIF | HAS_XMP);
        if let Some(orientation) = orientation {
            kept[at] |= HAS_EXIF;
            kept.extend(b"EXIF\x1a\0\0\0");
            kept.extend(exif::only_orientation(orientation));
        }
    }
    let size = u32::try_from(kept.len() - 8).ok()?;
    kept[4..8].copy_from_slice(&size.to_le_bytes());
    Some(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunk(kind: &[u8; 4], content: &[u8]) -> Vec<u8> {
        let length = u32::try_from(content.len()).unwrap().to_le_bytes();
        let padding = vec![0; content.len() % 2];
        [&kind[..], &length, content, &padding].concat()
    }

    fn file(chunks: &[Vec<u8>]) -> Vec<u8> {
        let content = chunks.concat();
        let size = u32::try_from(content.len() + 4).unwrap().to_le_bytes();
        [b"RIFF", &size[..], b"WEBP", &content].concat()
    }

    fn extended(flags: u8) -> Vec<u8> {
        chunk(b"VP8X", &[flags, 0, 0, 0, 1, 0, 0, 1, 0, 0])
    }

    #[test]
    fn the_picture_stays_and_what_it_tells_goes() {
        let picture = chunk(b"VP8 ", b"odd");
        let exif = chunk(b"EXIF", b"II*\0GPS");
        let noisy = file(&[
            extended(0b1_1100),
            picture.clone(),
            exif,
            chunk(b"XMP ", b"<x/>"),
        ]);
        assert_eq!(strip(&noisy).unwrap(), file(&[extended(0b1_0000), picture]));
    }

    #[test]
    fn the_orientation_stays() {
        let picture = chunk(b"VP8 ", b"data");
        let exif = |tail: &[u8]| chunk(b"EXIF", &[&exif::only_orientation(6)[..], tail].concat());
        let noisy = file(&[extended(0b1000), picture.clone(), exif(b"GPS!")]);
        let expected = file(&[extended(0b1000), picture, exif(b"")]);
        assert_eq!(strip(&noisy).unwrap(), expected);
        assert_eq!(strip(&expected).unwrap(), expected);
    }

    #[test]
    fn broken_structure_is_refused_and_a_tail_is_cut() {
        let whole = file(&[chunk(b"VP8 ", b"data")]);
        for length in 0..whole.len() {
            assert_eq!(strip(&whole[..length]), None, "cut at {length}");
        }
        assert_eq!(strip(&[&whole[..], b"tail"].concat()).unwrap(), whole);
        let liar = [b"RIFF\x10\0\0\0WEBPVP8 \xff\xff\xff\x7f", &[0; 8][..]].concat();
        assert_eq!(strip(&liar), None);
    }
}
