//! HEIC (ISO/IEC 14496-12, 23008-12): boxes within boxes, addressed by file offsets. Nothing is moved: metadata is
//! overwritten with zeros where it stands.

use std::ops::Range;

/// More of them no camera writes: a file that does is built to keep us busy.
const ITEMS_MAX: usize = 64;

/// A box: its type and where its content is.
struct Found {
    kind: [u8; 4],
    content: Range<usize>,
}

/// Blanks the EXIF and XMP items. The orientation of HEIC is a property of the picture, not of its EXIF.
pub fn strip(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut kept = bytes.to_vec();
    let top = boxes(bytes, 0..bytes.len())?;
    let meta = top.iter().find(|found| &found.kind == b"meta")?;
    // `meta` is a full box: version and flags stand before its boxes.
    let inner = boxes(bytes, meta.content.start.checked_add(4)?..meta.content.end)?;
    let content = |kind: &[u8; 4]| {
        let found = inner.iter().find(|found| &found.kind == kind)?;
        Some(found.content.clone())
    };
    let told: Vec<u32> = match content(b"iinf") {
        Some(items) => telling_items(bytes, items)?,
        None => Vec::new(),
    };
    if !told.is_empty() {
        let data_start = content(b"idat").map_or(0, |data| data.start);
        for extent in extents(bytes, content(b"iloc")?, &told, data_start)? {
            kept.get_mut(extent)?.fill(0);
        }
    }
    for found in top.iter().filter(|found| &found.kind == b"uuid") {
        kept.get_mut(found.content.clone())?.fill(0);
    }
    Some(kept)
}

/// Ids of items that are EXIF or XMP.
fn telling_items(bytes: &[u8], items: Range<usize>) -> Option<Vec<u32>> {
    let version = *bytes.get(items.start)?;
    let entries = items.start + if version == 0 { 6 } else { 8 };
    let mut told = Vec::new();
    for entry in boxes(bytes, entries..items.end)? {
        let mut fields = Fields {
            bytes,
            at: entry.content.start,
        };
        let version = fields.number(1)?;
        fields.number(3)?;
        let id = u32::try_from(fields.number(if version == 3 { 4 } else { 2 })?).ok()?;
        fields.number(2)?;
        let kind = bytes.get(fields.at..fields.at + 4)?;
        if version >= 2 && (kind == b"Exif" || kind == b"mime") {
            told.push(id);
        }
    }
    (told.len() <= ITEMS_MAX).then_some(told)
}

/// Where the bytes of those items are in the file.
fn extents(
    bytes: &[u8],
    location: Range<usize>,
    wanted: &[u32],
    data_start: usize,
) -> Option<Vec<Range<usize>>> {
    let mut fields = Fields {
        bytes,
        at: location.start,
    };
    let version = fields.number(1)?;
    fields.number(3)?;
    let sizes = fields.number(2)?;
    let size = |nibble: u32| usize::try_from((sizes >> (nibble * 4)) & 15).unwrap_or(0);
    let (offset_size, length_size, base_size, index_size) = (size(3), size(2), size(1), size(0));
    let index_size = if version == 0 { 0 } else { index_size };
    if offset_size + length_size == 0 {
        return None;
    }
    let wide = if version < 2 { 2 } else { 4 };
    let count = fields.number(wide)?;
    let mut found = Vec::new();
    for _ in 0..count {
        let id = u32::try_from(fields.number(wide)?).ok()?;
        let method = if version == 0 {
            0
        } else {
            fields.number(2)? & 15
        };
        fields.number(2)?;
        let base = fields.number(base_size)?;
        for _ in 0..fields.number(2)? {
            fields.number(index_size)?;
            let start = usize::try_from(base.checked_add(fields.number(offset_size)?)?).ok()?;
            let length = usize::try_from(fields.number(length_size)?).ok()?;
            let start = if method == 1 {
                start.checked_add(data_start)?
            } else {
                start
            };
            if wanted.contains(&id) {
                found.push(start..start.checked_add(length)?);
            }
        }
        if fields.at > location.end || found.len() > ITEMS_MAX {
            return None;
        }
    }
    Some(found)
}

fn boxes(bytes: &[u8], within: Range<usize>) -> Option<Vec<Found>> {
    let mut found = Vec::new();
    let mut at = within.start;
    while at < within.end {
        let mut fields = Fields { bytes, at };
        let size = fields.number(4)?;
        let kind = *bytes.get(fields.at..fields.at + 4)?.first_chunk()?;
        fields.at += 4;
        let size = match size {
            0 => within.end - at,
            1 => usize::try_from(fields.number(8)?).ok()?,
            size => usize::try_from(size).ok()?,
        };
        let end = at
            .checked_add(size)
            .filter(|end| *end >= fields.at && *end <= within.end)?;
        found.push(Found {
            kind,
            content: fields.at..end,
        });
        at = end;
    }
    Some(found)
}

/// Reads big-endian numbers one after the other.
struct Fields<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Fields<'_> {
    /// A number of 0 to 8 bytes.
    fn number(&mut self, size: usize) -> Option<u64> {
        let end = self.at.checked_add(size)?;
        let number = self
            .bytes
            .get(self.at..end)?
            .iter()
            .fold(0, |number, byte| number << 8 | u64::from(*byte));
        self.at = end;
        Some(number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn boxed(kind: &[u8; 4], content: &[u8]) -> Vec<u8> {
        let size = u32::try_from(content.len() + 8).unwrap().to_be_bytes();
        [&size[..], kind, content].concat()
    }

    fn heic(exif: &[u8]) -> Vec<u8> {
        let entry = |id: u8, kind: &[u8; 4]| {
            boxed(b"infe", &[&[2, 0, 0, 0, 0, id, 0, 0], &kind[..]].concat())
        };
        let items = [
            &[0, 0, 0, 0, 0, 2][..],
            &entry(1, b"hvc1"),
            &entry(2, b"Exif"),
        ]
        .concat();
        let location = |picture_at: u8, exif_at: u8| {
            let item = |id, at, length| [0, id, 0, 0, 0, 1, 0, 0, 0, at, 0, 0, 0, length];
            let head = [0, 0, 0, 0, 0x44, 0, 0, 2];
            boxed(
                b"iloc",
                &[&head[..], &item(1, picture_at, 7), &item(2, exif_at, 8)].concat(),
            )
        };
        let meta = |location: Vec<u8>| {
            boxed(
                b"meta",
                &[vec![0; 4], boxed(b"iinf", &items), location].concat(),
            )
        };
        let head = boxed(b"ftyp", b"heic");
        let start = u8::try_from(head.len() + meta(location(0, 0)).len() + 8).unwrap();
        let data = boxed(b"mdat", &[b"picture", exif].concat());
        [head, meta(location(start, start + 7)), data].concat()
    }

    #[test]
    fn a_heic_picture_loses_its_exif_only() {
        assert_eq!(strip(&heic(b"GPS48.85")).unwrap(), heic(&[0; 8]));
    }

    #[test]
    fn broken_structure_is_refused() {
        let whole = heic(b"GPS48.85");
        for length in 1..whole.len() {
            assert_eq!(strip(&whole[..length]), None, "cut at {length}");
        }
    }
}
