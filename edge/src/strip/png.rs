//! PNG (third edition): chunks of length, type, content, checksum.

use super::exif;

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// What draws the picture: the critical chunks, transparency, colour, density, animation.
const KEPT: [&[u8; 4]; 15] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB",
    b"bKGD", b"pHYs", b"acTL", b"fcTL", b"fdAT",
];

/// Drops text, time, EXIF but the orientation, private chunks and what follows the end.
pub fn strip(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut rest = bytes.strip_prefix(SIGNATURE)?;
    let mut kept = Vec::with_capacity(bytes.len());
    kept.extend(SIGNATURE);
    if rest.get(4..8) != Some(b"IHDR") {
        return None;
    }
    let mut orientation = None;
    loop {
        let (length, kind) = (rest.first_chunk::<4>()?, rest.get(4..8)?);
        let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
        let (chunk, after) = rest.split_at_checked(length.checked_add(12)?)?;
        if kind == b"eXIf" {
            orientation = exif::orientation(&chunk[8..chunk.len() - 4]);
        }
        if kind == b"IEND" {
            kept.extend(orientation.map(only_orientation).unwrap_or_default());
        }
        if KEPT.iter().any(|known| *known == kind) {
            kept.extend(chunk);
        }
        if kind == b"IEND" {
            return Some(kept);
        }
        rest = after;
    }
}

fn only_orientation(orientation: u8) -> Vec<u8> {
    let tiff = exif::only_orientation(orientation);
    let checked = [b"eXIf", &tiff[..]].concat();
    let length = [0, 0, 0, 26];
    [&length[..], &checked, &checksum(&checked).to_be_bytes()].concat()
}

/// CRC-32 of a chunk's type and content (PNG, annex D).
fn checksum(bytes: &[u8]) -> u32 {
    let step = |crc: u32| {
        if crc & 1 == 1 {
            0xedb8_8320 ^ (crc >> 1)
        } else {
            crc >> 1
        }
    };
    let all = bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| step(crc))
    });
    !all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_that_of_the_specification() {
        assert_eq!(checksum(b"IEND"), 0xae42_6082);
    }

    #[test]
    fn the_orientation_stays() {
        let (header, end) = (chunk(b"IHDR", b"size"), chunk(b"IEND", b""));
        let tiff = exif::only_orientation(6);
        let noisy = chunk(b"eXIf", &[&tiff[..], b"GPS"].concat());
        let stripped = strip(&[SIGNATURE, &header, &noisy, &end].concat()).unwrap();
        assert_eq!(
            stripped,
            [SIGNATURE, &header, &only_orientation(6), &end].concat()
        );
        assert_eq!(strip(&stripped).unwrap(), stripped);
    }

    fn chunk(kind: &[u8; 4], content: &[u8]) -> Vec<u8> {
        let length = u32::try_from(content.len()).unwrap().to_be_bytes();
        [&length[..], kind, content, b"crc!"].concat()
    }

    #[test]
    fn the_picture_stays_and_what_it_tells_goes() {
        let (header, data, end) = (
            chunk(b"IHDR", b"size"),
            chunk(b"IDAT", b"data"),
            chunk(b"IEND", b""),
        );
        let noisy = [
            SIGNATURE,
            &header,
            &chunk(b"eXIf", b"GPS"),
            &chunk(b"tEXt", b"Author\0me"),
            &chunk(b"iTXt", b"XML:com.adobe.xmp"),
            &chunk(b"prVt", b"private"),
            &data,
            &chunk(b"tIME", b"now"),
            &end,
            b"a zip behind it",
        ]
        .concat();
        let expected = [SIGNATURE, &header, &data, &end].concat();
        assert_eq!(strip(&noisy).unwrap(), expected);
        assert_eq!(strip(&expected).unwrap(), expected);
    }

    #[test]
    fn broken_structure_is_refused() {
        let whole = [SIGNATURE, &chunk(b"IHDR", b"size"), &chunk(b"IEND", b"")].concat();
        for length in 0..whole.len() {
            assert_eq!(strip(&whole[..length]), None, "cut at {length}");
        }
        assert_eq!(strip(&[SIGNATURE, b"\xff\xff\xff\xffIHDR"].concat()), None);
    }
}
