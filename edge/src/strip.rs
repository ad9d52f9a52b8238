//! Takes out of a file what it says about place, time and device, before it is kept.
//!
//! The picture itself is not touched and stays the right way up: where the orientation stood in the metadata, a
//! block with the orientation alone takes its place. What follows the end of a picture (a phone's film, a second
//! picture with metadata of its own) goes too. A PDF is kept as it is: it is a document the customer chose to send.

pub use film::Film;

use crate::media::Media;
use std::borrow::Cow;

mod exif;
mod film;
mod heic;
mod jpeg;
mod png;
mod webp;

/// The file without its metadata; `None` where its structure is broken.
pub fn strip(media: Media, bytes: &[u8]) -> Option<Cow<'_, [u8]>> {
    match media {
        Media::Jpeg => jpeg::strip(bytes).map(Cow::Owned),
        Media::Png => png::strip(bytes).map(Cow::Owned),
        Media::WebP => webp::strip(bytes).map(Cow::Owned),
        Media::Heic => heic::strip(bytes).map(Cow::Owned),
        Media::Mp4 => film::strip(bytes).map(Cow::Owned),
        Media::Pdf => Some(Cow::Borrowed(bytes)),
    }
}
