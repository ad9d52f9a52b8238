//! JPEG (ITU T.81, annex B): segments of a marker and a length, then scans up to the end of image.

use super::exif;

const START: u8 = 0xd8;
const END: u8 = 0xd9;
const SCAN: u8 = 0xda;
const APP0: u8 = 0xe0;
const APP1: u8 = 0xe1;
const APP2: u8 = 0xe2;
const APP14: u8 = 0xee;
const COMMENT: u8 = 0xfe;
const EXIF: &[u8] = b"Exif\0\0";

/// Keeps what draws the picture: frames, tables, scans, the JFIF header, the colour profile, Adobe's colour
/// transform. Everything else goes: EXIF, XMP, IPTC, comments, maker's data, what follows the end.
pub fn strip(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut kept = Vec::with_capacity(bytes.len());
    kept.extend([0xff, START]);
    let mut orientation = None;
    let mut header_end = kept.len();
    let mut at = 2;
    loop {
        let marker = marker(bytes, &mut at)?;
        if marker == END {
            break;
        }
        let length = usize::from(u16::from_be_bytes([*bytes.get(at)?, *bytes.get(at + 1)?]));
        let content = bytes.get(at + 2..at + length)?;
        if marker == APP1 && orientation.is_none() {
            orientation = content.strip_prefix(EXIF).and_then(exif::orientation);
        }
        if draws(marker, content) {
            kept.extend([0xff, marker]);
            kept.extend(&bytes[at..at + length]);
        }
        if marker == APP0 && header_end == 2 {
            header_end = kept.len();
        }
        at += length;
        if marker == SCAN {
            let scan = scan_length(&bytes[at..]);
            kept.extend(&bytes[at..at + scan]);
            at += scan;
            if at == bytes.len() {
                break; // cut off: what there is can be shown
            }
        }
    }
    kept.extend([0xff, END]);
    if let Some(orientation) = orientation {
        let tiff = exif::only_orientation(orientation);
        let length = u8::try_from(2 + EXIF.len() + tiff.len()).ok()?;
        let segment = [&[0xff, APP1, 0, length], EXIF, &tiff[..]].concat();
        kept.splice(header_end..header_end, segment);
    }
    Some(kept)
}

/// The marker at `at`, which is moved past it and the fill bytes before it.
fn marker(bytes: &[u8], at: &mut usize) -> Option<u8> {
    if *bytes.get(*at)? != 0xff {
        return None;
    }
    while *bytes.get(*at)? == 0xff {
        *at += 1;
    }
    let marker = bytes[*at];
    *at += 1;
    // A marker without a length between segments: no encoder writes one there.
    (marker != 0 && marker != START && !(0xd0..=0xd7).contains(&marker)).then_some(marker)
}

fn draws(marker: u8, content: &[u8]) -> bool {
    match marker {
        APP0 => content.starts_with(b"JFIF\0"),
        APP2 => content.starts_with(b"ICC_PROFILE\0"),
        APP14 => content.starts_with(b"Adobe"),
        0xe0..=0xef | COMMENT => false,
        _ => true,
    }
}

/// Bytes up to the next marker that is neither a stuffed zero nor a restart.
fn scan_length(bytes: &[u8]) -> usize {
    let mut at = 0;
    while let Some(found) = bytes[at..].iter().position(|byte| *byte == 0xff) {
        match bytes.get(at + found + 1) {
            Some(0 | 0xd0..=0xd7) => at += found + 2,
            Some(0xff) => at += found + 1,
            Some(_) => return at + found,
            None => break,
        }
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
        let length = u16::try_from(content.len() + 2).unwrap().to_be_bytes();
        [&[0xff, marker], &length[..], content].concat()
    }

    fn picture(before: &[Vec<u8>], after: &[u8]) -> Vec<u8> {
        let mut bytes = vec![0xff, START];
        before.iter().for_each(|segment| bytes.extend(segment));
        bytes.extend(segment(0xdb, b"tables"));
        bytes.extend(segment(0xc0, b"frame"));
        bytes.extend(segment(SCAN, b"scan"));
        bytes.extend(b"\x01\xff\x00\x02\xff\xd3\x03");
        bytes.extend([0xff, END]);
        bytes.extend(after);
        bytes
    }

    fn exif(orientation: u8) -> Vec<u8> {
        let tiff = exif::only_orientation(orientation);
        segment(APP1, &[EXIF, &tiff[..], b"GPS 48.85, 2.35"].concat())
    }

    #[test]
    fn the_picture_stays_and_what_it_tells_goes() {
        let jfif = segment(APP0, b"JFIF\0\x01\x02");
        let icc = segment(APP2, b"ICC_PROFILE\0profile");
        let adobe = segment(APP14, b"Adobe\0d");
        let noisy = [
            jfif.clone(),
            exif(1),
            segment(APP1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta/>"),
            icc.clone(),
            segment(APP2, b"MPF\0second picture"),
            segment(0xed, b"Photoshop 3.0\0IPTC"),
            adobe.clone(),
            segment(COMMENT, b"by me"),
        ];
        let stripped = strip(&picture(&noisy, b"\xff\xd8 a film with its place")).unwrap();
        assert_eq!(stripped, picture(&[jfif, icc, adobe], b""));
    }

    #[test]
    fn the_orientation_stays_after_the_header() {
        let jfif = segment(APP0, b"JFIF\0\x01\x02");
        let stripped = strip(&picture(&[jfif.clone(), exif(6)], b"")).unwrap();
        let block = segment(APP1, &[EXIF, &exif::only_orientation(6)].concat());
        assert_eq!(stripped, picture(&[jfif, block], b""));
    }

    #[test]
    fn stripping_twice_changes_nothing_more() {
        let once = strip(&picture(&[exif(8)], b"tail")).unwrap();
        assert_eq!(strip(&once).unwrap(), once);
    }

    #[test]
    fn a_picture_cut_off_in_its_scan_is_ended() {
        let whole = picture(&[], b"");
        assert_eq!(strip(&whole[..whole.len() - 2]).unwrap(), whole);
    }

    #[test]
    fn broken_structure_is_refused() {
        let whole = picture(&[], b"");
        for length in 2..20 {
            assert_eq!(strip(&whole[..length]), None, "cut at {length}");
        }
        assert_eq!(strip(b"\xff\xd8\xff\xe0\xff\xffJFIF"), None);
        assert_eq!(strip(b"\xff\xd8hello"), None);
    }
}
