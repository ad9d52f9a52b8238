//! Files as customers send them: photos that say where they were taken, in every format the edge accepts.

use exif::{Field, In, Rational, Tag, Value, experimental::Writer};
use jpeg_encoder::{ColorType, Encoder};
use std::io::Cursor;

/// What a phone writes into a photo and nobody may keep; every photo of this file has it in several places.
pub const SECRET: &[u8] = b"Rue du Secret 7";
/// The orientation of the photos: turned by a quarter, as a phone held upright does.
pub const ORIENTATION: u16 = 6;
const SIDE: u16 = 96;

/// A photo of that many noisy pixels a side, without metadata: the noise keeps it from getting small.
///
/// # Panics
/// Never: the encoder writes to memory.
#[must_use]
pub fn plain_jpeg(side: u16, seed: u32) -> Vec<u8> {
    encode(side, seed, &[])
}

/// A photo as a phone makes it: orientation, place, maker and thumbnail in EXIF, the place again in XMP.
///
/// # Panics
/// Never: the encoder writes to memory.
#[must_use]
pub fn phone_jpeg(seed: u32) -> Vec<u8> {
    let exif = [b"Exif\0\0".as_slice(), &exif_of_a_phone()].concat();
    let xmp = [b"http://ns.adobe.com/xap/1.0/\0".as_slice(), &xmp()].concat();
    let iptc = [
        b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x0f".as_slice(),
        SECRET,
    ]
    .concat();
    encode(SIDE, seed, &[(1, exif), (1, xmp), (13, iptc)])
}

fn encode(side: u16, seed: u32, segments: &[(u8, Vec<u8>)]) -> Vec<u8> {
    let mut pixels = Vec::new();
    let mut noise = seed.wrapping_mul(2_654_435_761).wrapping_add(12_345);
    for _ in 0..usize::from(side) * usize::from(side) * 3 {
        noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        pixels.extend(noise.to_be_bytes().first());
    }
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, 90);
    for (number, content) in segments {
        encoder.add_app_segment(*number, content).unwrap();
    }
    encoder.encode(&pixels, side, side, ColorType::Rgb).unwrap();
    file
}

/// A TIFF structure with orientation, maker, place and thumbnail.
fn exif_of_a_phone() -> Vec<u8> {
    let field = |tag, value| Field {
        tag,
        ifd_num: In::PRIMARY,
        value,
    };
    let degrees = |degrees: u32| {
        Value::Rational(vec![
            (degrees, 1).into(),
            (51, 1).into(),
            Rational { num: 3, denom: 1 },
        ])
    };
    let fields = [
        field(Tag::Orientation, Value::Short(vec![ORIENTATION])),
        field(Tag::Make, Value::Ascii(vec![b"Spyphone".to_vec()])),
        field(Tag::ImageDescription, Value::Ascii(vec![SECRET.to_vec()])),
        field(Tag::GPSLatitudeRef, Value::Ascii(vec![b"N".to_vec()])),
        field(Tag::GPSLatitude, degrees(48)),
        field(Tag::GPSLongitudeRef, Value::Ascii(vec![b"E".to_vec()])),
        field(Tag::GPSLongitude, degrees(2)),
        field(
            Tag::GPSAreaInformation,
            Value::Undefined(SECRET.to_vec(), 0),
        ),
    ];
    let thumbnail = encode(16, 1, &[]);
    let mut writer = Writer::new();
    fields.iter().for_each(|field| writer.push_field(field));
    writer.set_jpeg(&thumbnail, In::THUMBNAIL);
    let mut tiff = Cursor::new(Vec::new());
    writer.write(&mut tiff, false).unwrap();
    tiff.into_inner()
}

fn xmp() -> Vec<u8> {
    let place = String::from_utf8_lossy(SECRET);
    format!("<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><exif:GPSLatitude>{place}</exif:GPSLatitude></x:xmpmeta>").into_bytes()
}

/// What a JPEG shows: every segment but the application's (APPn) and comments, pixels included.
///
/// # Panics
/// Where it is no well-formed JPEG.
#[must_use]
pub fn picture_of(jpeg: &[u8]) -> Vec<u8> {
    assert_eq!(
        jpeg.get(..2),
        Some([0xff, 0xd8].as_slice()),
        "a JPEG starts so"
    );
    let mut picture = Vec::new();
    let mut rest = &jpeg[2..];
    loop {
        let [0xff, marker, high, low, ..] = *rest else {
            panic!("no segment where one must be")
        };
        if marker == 0xda {
            // The scan: from here to the end it is the picture.
            picture.extend_from_slice(rest);
            return picture;
        }
        let length = 2 + usize::from(u16::from_be_bytes([high, low]));
        if !matches!(marker, 0xe0..=0xef | 0xfe) {
            picture.extend_from_slice(&rest[..length]);
        }
        rest = &rest[length..];
    }
}

/// Everything its EXIF still says, read by an independent library: tag and value.
///
/// # Panics
/// Where the EXIF is broken.
#[must_use]
pub fn exif_of(file: &[u8]) -> Vec<(Tag, Value)> {
    match exif::Reader::new().read_from_container(&mut Cursor::new(file)) {
        Ok(exif) => exif
            .fields()
            .map(|field| (field.tag, field.value.clone()))
            .collect(),
        Err(exif::Error::NotFound(_)) => Vec::new(),
        Err(error) => panic!("broken EXIF: {error}"),
    }
}

/// A PNG of one pixel with place and orientation in `eXIf`, and the place in a text chunk.
#[must_use]
pub fn phone_png() -> Vec<u8> {
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut chunk = |name: &[u8; 4], content: &[u8]| {
        file.extend(u32::try_from(content.len()).unwrap().to_be_bytes());
        let named = [name.as_slice(), content].concat();
        file.extend(&named);
        file.extend(crc32(&named).to_be_bytes());
    };
    chunk(b"IHDR", &[0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0]);
    chunk(b"eXIf", &exif_of_a_phone());
    chunk(b"tEXt", &[b"Comment\0".as_slice(), SECRET].concat());
    chunk(
        b"iTXt",
        &[b"XML:com.adobe.xmp\0\0\0\0\0".as_slice(), &xmp()].concat(),
    );
    // zlib: one stored block of four bytes (filter, red, green, blue) and its Adler-32.
    chunk(
        b"IDAT",
        &[
            0x78, 1, 1, 4, 0, 0xfb, 0xff, 0, 0xee, 0xaa, 0x11, 0x04, 0x33, 0x01, 0xaa,
        ],
    );
    chunk(b"IEND", &[]);
    file
}

/// A WebP of one pixel with place and orientation in `EXIF`, and the place in `XMP `.
#[must_use]
pub fn phone_webp() -> Vec<u8> {
    const PIXEL: &[u8] = &[
        0x2f, 0, 0, 0, 0x10, 0x07, 0x10, 0x11, 0x11, 0x88, 0x88, 0xfe, 0x07, 0,
    ];
    let mut body = b"WEBP".to_vec();
    let mut chunk = |name: &[u8; 4], content: &[u8]| {
        body.extend(name);
        body.extend(u32::try_from(content.len()).unwrap().to_le_bytes());
        body.extend(content);
        body.extend(vec![0; content.len() % 2]);
    };
    // Flags: EXIF and XMP follow.
    chunk(b"VP8X", &[0x0c, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    chunk(b"VP8L", PIXEL);
    chunk(b"EXIF", &exif_of_a_phone());
    chunk(b"XMP ", &xmp());
    [
        b"RIFF".as_slice(),
        &u32::try_from(body.len()).unwrap().to_le_bytes(),
        &body,
    ]
    .concat()
}

/// What the picture of [`phone_heic`] and the film of [`phone_mp4`] are made of.
pub const PICTURE: &[u8] = b"the picture itself, which must stay as it is";

/// A HEIC file as a phone makes it: the picture, its EXIF with the place, and XMP, each an item of `mdat`.
///
/// # Panics
/// Never: it is small.
#[must_use]
pub fn phone_heic() -> Vec<u8> {
    let brand = iso_box(b"ftyp", b"heic\0\0\0\0mif1heic");
    let exif = [[0; 4].as_slice(), &exif_of_a_phone()].concat();
    let items = [PICTURE.to_vec(), exif, xmp()];
    // The offsets do not change the length of the box that holds them.
    let start = brand.len() + heic_meta(&items, 0).len() + 8;
    [
        brand,
        heic_meta(&items, start),
        iso_box(b"mdat", &items.concat()),
    ]
    .concat()
}

fn heic_meta(items: &[Vec<u8>; 3], start: usize) -> Vec<u8> {
    let full = |version: u8, content: &[u8]| [&[version, 0, 0, 0], content].concat();
    let entry = |id: u8, kind: &[u8; 4], rest: &[u8]| {
        let content = [&[0, id, 0, 0], kind.as_slice(), b"\0", rest].concat();
        iso_box(b"infe", &full(2, &content))
    };
    let entries = [
        entry(1, b"hvc1", b""),
        entry(2, b"Exif", b""),
        entry(3, b"mime", b"application/rdf+xml\0"),
    ]
    .concat();
    // Offsets and lengths of four bytes, no base offset; three items of one extent each.
    let mut places = vec![0x44, 0, 0, 3];
    let mut at = start;
    for (id, item) in (1_u8..).zip(items) {
        places.extend([0, id, 0, 0, 0, 1]);
        places.extend(u32::try_from(at).unwrap().to_be_bytes());
        places.extend(u32::try_from(item.len()).unwrap().to_be_bytes());
        at += item.len();
    }
    let boxes = [
        iso_box(b"hdlr", &full(0, b"\0\0\0\0pict\0\0\0\0\0\0\0\0\0\0\0\0\0")),
        iso_box(b"pitm", &full(0, &[0, 1])),
        iso_box(b"iinf", &full(0, &[[0, 3].as_slice(), &entries].concat())),
        iso_box(b"iloc", &full(0, &places)),
    ];
    iso_box(b"meta", &full(0, &boxes.concat()))
}

/// An MP4 film that says in its user data where it was taken, in the two ways phones do.
///
/// # Panics
/// Never: it is small.
#[must_use]
pub fn phone_mp4() -> Vec<u8> {
    let place = iso_box(b"\xa9xyz", &[b"\0\x0f\x15\xc7".as_slice(), SECRET].concat());
    let keys = iso_box(
        b"meta",
        &[
            b"\0\0\0\0com.apple.quicktime.location.ISO6709".as_slice(),
            SECRET,
        ]
        .concat(),
    );
    let moov = iso_box(b"moov", &[iso_box(b"udta", &place), keys].concat());
    [
        iso_box(b"ftyp", b"mp42\0\0\0\0mp42isom"),
        moov,
        iso_box(b"mdat", PICTURE),
    ]
    .concat()
}

/// A box of ISO/IEC 14496-12: length, type, content.
fn iso_box(kind: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len() + 8).unwrap();
    [length.to_be_bytes().as_slice(), kind, content].concat()
}

/// A PDF of nothing.
#[must_use]
pub fn receipt_pdf() -> Vec<u8> {
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n\
      trailer<</Root 1 0 R>>\n%%EOF\n"
        .to_vec()
}

/// CRC-32 of PNG, bit by bit.
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            if crc & 1 == 1 {
                crc >> 1 ^ 0xedb8_8320
            } else {
                crc >> 1
            }
        })
    })
}

#[cfg(test)]
mod tests {
    use super::{
        ORIENTATION, SECRET, exif_of, phone_heic, phone_jpeg, phone_png, phone_webp, picture_of,
        plain_jpeg,
    };
    use exif::Tag;

    #[test]
    fn an_independent_reader_finds_place_and_orientation_in_every_photo_and_nothing_in_a_plain_one()
    {
        for (photo, places) in [
            (phone_jpeg(1), 4),
            (phone_png(), 4),
            (phone_webp(), 3),
            (phone_heic(), 3),
        ] {
            let found = exif_of(&photo);
            let value = |tag| {
                found
                    .iter()
                    .find(|(known, _)| *known == tag)
                    .map(|(_, value)| value)
            };
            let orientation = value(Tag::Orientation).and_then(|value| value.get_uint(0));
            assert_eq!(orientation, Some(u32::from(ORIENTATION)));
            assert!(value(Tag::GPSLatitude).is_some());
            let said = photo
                .windows(SECRET.len())
                .filter(|window| *window == SECRET)
                .count();
            assert_eq!(said, places, "times that the place is said");
        }
        assert!(exif_of(&plain_jpeg(16, 1)).is_empty());
    }

    #[test]
    fn metadata_is_no_part_of_the_picture() {
        assert_eq!(picture_of(&phone_jpeg(5)), picture_of(&plain_jpeg(96, 5)));
        assert_ne!(picture_of(&phone_jpeg(5)), picture_of(&phone_jpeg(6)));
    }
}
