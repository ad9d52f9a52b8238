//! How long and how many: what the edge accepts, and the widget refuses before sending.
//!
//! Lengths are in characters (Unicode scalar values), sizes in bytes. `docs/api.md` lists them.

use crate::wire::Limits;

/// Bytes of a JSON body.
pub const BODY_BYTES: usize = 64 * 1024;
/// Characters of a description, a message, a reason.
pub const TEXT_CHARS: u32 = 4_000;
/// Characters of a name, a title, a file's name.
pub const NAME_CHARS: u32 = 200;
/// Characters of an e-mail address (RFC 5321, 4.5.3.1.3, less the angle brackets).
pub const EMAIL_CHARS: u32 = 254;
/// Characters of a phone number.
pub const PHONE_CHARS: u32 = 40;
/// Characters of an order number.
pub const ORDER_NUMBER_CHARS: u32 = 64;
/// Characters of an id: a line's, a problem's.
pub const ID_CHARS: u32 = 64;
/// Characters of a serial number.
pub const SERIAL_CHARS: u32 = 100;
/// Characters of an order link's token.
pub const LINK_CHARS: u32 = 1_000;
/// Characters of a language tag.
pub const LOCALE_CHARS: u32 = 35;
/// Answers to a shop's questions, of one line.
pub const ANSWERS: usize = 20;
/// Lines of one claim or stated order.
pub const LINES: usize = 50;
/// Units of one stated line.
pub const UNITS: u32 = 10_000;
/// Minor units of one amount: beyond it nobody means money.
pub const AMOUNT_MINOR: i64 = 100_000_000_000;
/// Events of one signed message.
pub const EVENTS: usize = 100;
/// Times an appointment can be chosen from.
pub const TIMES: usize = 20;
/// Hours before an appointment from which it can no longer be changed: four weeks.
pub const NOTICE_HOURS: u32 = 672;
/// Files the shop sends on one claim.
pub const SHOP_FILES: u32 = 50;
/// Files of one claim.
pub const FILES: u32 = 10;
/// Bytes of one file.
pub const FILE_BYTES: u64 = 10 * 1024 * 1024;
/// Media types of files.
pub const MEDIA_TYPES: [&str; 6] = [
    "image/jpeg",
    "image/png",
    "image/webp",
    "image/heic",
    "application/pdf",
    "video/mp4",
];

impl Limits {
    /// The limits above.
    #[must_use]
    pub fn standard() -> Self {
        Self {
            file_bytes: FILE_BYTES,
            files: FILES,
            text_chars: TEXT_CHARS,
            media_types: MEDIA_TYPES.iter().map(|name| (*name).to_owned()).collect(),
        }
    }
}
