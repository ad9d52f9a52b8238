//! A link to begin a claim on an order without typing anything: for the page of an order, an e-mail, a QR code on the
//! invoice. Whoever has it is its customer, as with number and e-mail.
//!
//! `{Worker}/claim#order={token}`, the token `{key id}.{base64url(payload)}.{base64url(HMAC-SHA256)}` over what stands
//! before it (`docs/api.md`). It stands behind the `#`, so that no server and no log sees it.

use crate::config::Link;
use base64::{
    Engine,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use claims::wire::LinkedOrder;
use hmac::{Hmac, Mac};
use qrcode::{EcLevel, QrCode, render::svg};
use sha2::Sha256;

/// As long as most guarantees are claimed on.
pub const LIFETIME_S: i64 = 400 * 24 * 3600;

/// The link; `None` where the shop's key is none.
#[must_use]
pub fn url(
    shop: &Link,
    edge_url: &str,
    order_number: &str,
    email: &str,
    expires_s: i64,
) -> Option<String> {
    let order = LinkedOrder {
        audience: edge_url.to_owned(),
        order_number: order_number.to_owned(),
        email: email.to_owned(),
    };
    let (id, key) = shop.order_link_key.reveal().split_once(':')?;
    let payload = serde_json::json!({ "p": "order_link", "x": expires_s, "d": order });
    let signed = format!("{id}.{}", URL_SAFE_NO_PAD.encode(payload.to_string()));
    let mut mac = Hmac::<Sha256>::new_from_slice(&STANDARD.decode(key).ok()?).ok()?;
    mac.update(signed.as_bytes());
    let signature = URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes());
    Some(format!("{edge_url}/claim#order={signed}.{signature}"))
}

/// The link as a QR code, for a printed invoice; `None` where it is too long for one.
#[must_use]
pub fn qr_code(url: &str) -> Option<String> {
    let code = QrCode::with_error_correction_level(url, EcLevel::L).ok()?;
    let picture = code.render::<svg::Color>().min_dimensions(280, 280).build();
    // The page is HTML, which knows no declaration.
    picture.split_once("?>").map(|(_, svg)| svg.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{qr_code, url};
    use crate::Config;

    #[test]
    fn the_token_is_behind_the_hash_and_fits_into_a_code() {
        let lamps = Config::default().lamps;
        let link = url(
            &lamps,
            "https://claims.lumen.example",
            "LL-1001",
            "c@mail.example",
            1_795_000_000,
        )
        .unwrap();
        let (page, token) = link.split_once("#order=").unwrap();
        assert_eq!(page, "https://claims.lumen.example/claim");
        assert_eq!(token.split('.').count(), 3);
        assert!(qr_code(&link).unwrap().starts_with("<svg"));
        assert_eq!(qr_code(&"x".repeat(5_000)), None);
    }
}
