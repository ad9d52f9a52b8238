//! MP4 (ISO/IEC 14496-12) as it comes in, piece by piece: a film need not be held in memory to lose its metadata.
//!
//! Boxes within boxes, addressed by file offsets. Nothing is moved: metadata is overwritten with zeros where it
//! stands, and its box becomes `free`.

use std::mem;

/// Deeper no camera writes: a file that does is built to keep us busy.
const DEPTH_MAX: usize = 9;

/// A film that is here whole.
pub fn strip(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut film = Film::new(bytes.len() as u64);
    let kept = film.pass(bytes)?;
    film.is_whole().then_some(kept)
}

/// A film on its way through.
#[derive(Debug)]
pub struct Film {
    length: u64,
    at: u64,
    /// Where the boxes end that stand around this place, the file itself first.
    ends: Vec<u64>,
    inside: Inside,
}

#[derive(Debug)]
enum Inside {
    /// The head of a box, as far as it has come.
    Head(Vec<u8>),
    /// The content of one, kept or blanked.
    Content { until: u64, is_kept: bool },
}

/// What the head of a box says.
struct Head {
    kind: [u8; 4],
    end: u64,
}

impl Film {
    /// A film of that many bytes.
    pub fn new(length: u64) -> Self {
        Self {
            length,
            at: 0,
            ends: vec![length],
            inside: Inside::Head(Vec::new()),
        }
    }

    /// The next piece without its metadata; as much of it as is understood yet. `None` where the structure is broken.
    pub fn pass(&mut self, mut piece: &[u8]) -> Option<Vec<u8>> {
        let mut out = Vec::with_capacity(piece.len());
        while !piece.is_empty() {
            let taken = match &mut self.inside {
                Inside::Content { until, is_kept } => {
                    let left = usize::try_from(*until - self.at).unwrap_or(usize::MAX);
                    let (now, _) = piece.split_at(left.min(piece.len()));
                    match is_kept {
                        true => out.extend_from_slice(now),
                        false => out.resize(out.len() + now.len(), 0),
                    }
                    now.len()
                }
                Inside::Head(head) => {
                    let wanted = wanted(head) - head.len();
                    let (now, _) = piece.split_at(wanted.min(piece.len()));
                    head.extend_from_slice(now);
                    now.len()
                }
            };
            self.at += taken as u64;
            piece = piece.get(taken..)?;
            self.step(&mut out)?;
        }
        Some(out)
    }

    /// Whether it ended where its boxes do.
    pub fn is_whole(&self) -> bool {
        self.at == self.length && matches!(&self.inside, Inside::Head(head) if head.is_empty())
    }

    /// Goes on to the next box, or into this one, where a head or a content is complete.
    fn step(&mut self, out: &mut Vec<u8>) -> Option<()> {
        match &mut self.inside {
            Inside::Content { until, .. } if self.at == *until => {
                self.inside = Inside::Head(Vec::new());
            }
            Inside::Head(head) if !head.is_empty() && head.len() == wanted(head) => {
                let mut head = mem::take(head);
                let found = self.read(&head)?;
                let is_kept = !matches!(&found.kind, b"udta" | b"meta" | b"uuid");
                if !is_kept {
                    head.get_mut(4..8)?.copy_from_slice(b"free");
                }
                out.extend_from_slice(&head);
                self.inside = match &found.kind {
                    b"moov" | b"trak" | b"moof" | b"traf" => {
                        self.ends.push(found.end);
                        Inside::Head(Vec::new())
                    }
                    _ if found.end == self.at => Inside::Head(Vec::new()),
                    _ => Inside::Content {
                        until: found.end,
                        is_kept,
                    },
                };
            }
            Inside::Head(_) | Inside::Content { .. } => return Some(()),
        }
        while self.ends.len() > 1 && self.ends.last() == Some(&self.at) {
            self.ends.pop();
        }
        (self.ends.len() <= DEPTH_MAX).then_some(())
    }

    fn read(&self, head: &[u8]) -> Option<Head> {
        let around = *self.ends.last()?;
        let start = self.at - head.len() as u64;
        let end = match u32::from_be_bytes(*head.first_chunk()?) {
            0 => around,
            1 => start.checked_add(u64::from_be_bytes(*head.get(8..16)?.first_chunk()?))?,
            size => start + u64::from(size),
        };
        let kind = *head.get(4..8)?.first_chunk()?;
        (end >= self.at && end <= around).then_some(Head { kind, end })
    }
}

/// How long the head of a box is: 16 bytes where its size takes 64 bits.
fn wanted(head: &[u8]) -> usize {
    match head.get(..4) {
        Some([0, 0, 0, 1]) => 16,
        _ => 8,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn boxed(kind: &[u8; 4], content: &[u8]) -> Vec<u8> {
        let size = u32::try_from(content.len() + 8).unwrap().to_be_bytes();
        [&size[..], kind, content].concat()
    }

    /// With the place where `user` stands, in the film and in its track, and a last box up to the end of the file.
    fn film(user: &[u8]) -> Vec<u8> {
        let track = boxed(b"trak", &[&boxed(b"tkhd", b"track"), user].concat());
        let movie = boxed(
            b"moov",
            &[&boxed(b"mvhd", b"movie"), &track[..], user].concat(),
        );
        let large = [&[0, 0, 0, 1][..], b"mdat", &22_u64.to_be_bytes(), b"frames"].concat();
        let rest = [&[0; 4][..], b"mdat", b"udta in the data stays"].concat();
        [
            boxed(b"ftyp", b"mp42"),
            movie,
            boxed(b"free", b""),
            large,
            rest,
        ]
        .concat()
    }

    fn in_pieces(film: &[u8], bytes: usize) -> Option<Vec<u8>> {
        let mut passing = Film::new(film.len() as u64);
        let mut out = Vec::new();
        for piece in film.chunks(bytes) {
            out.extend(passing.pass(piece)?);
        }
        passing.is_whole().then_some(out)
    }

    #[test]
    fn a_film_keeps_its_layout_and_loses_its_place_whatever_the_pieces_it_comes_in() {
        let noisy = film(&boxed(b"udta", b"\xa9xyz+48.85+002.35/"));
        let expected = film(&boxed(b"free", &[0; 18]));
        for bytes in 1..=noisy.len() {
            assert_eq!(
                in_pieces(&noisy, bytes).as_ref(),
                Some(&expected),
                "{bytes}"
            );
        }
    }

    #[test]
    fn a_film_cut_off_or_with_boxes_that_do_not_fit_is_broken() {
        let movie = boxed(b"moov", &boxed(b"mvhd", b"movie"));
        for length in 1..movie.len() {
            assert_eq!(in_pieces(&movie[..length], 7), None, "cut at {length}");
        }
        let mut long = movie.clone();
        long[11] += 1;
        assert_eq!(in_pieces(&long, 5), None, "longer than what is around it");
        let mut short = movie;
        short[11] = 7;
        assert_eq!(in_pieces(&short, 5), None, "shorter than its own head");
        let deep = (0..20).fold(Vec::new(), |inner, _| boxed(b"moov", &inner));
        assert_eq!(in_pieces(&deep, 64), None, "nested to keep us busy");
    }
}
