//! Dates, money and sizes as the customer writes them (`intl.js`).

use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/browser/intl.js")]
extern "C" {
    /// A day, with its time of day where wanted.
    pub fn date(locale: &str, time_zone: &str, at: &str, timed: bool) -> String;
    /// A day as `2026-11-22`.
    pub fn numbers(time_zone: &str, at: &str) -> String;
    #[wasm_bindgen(js_name = money)]
    fn amount(locale: &str, minor: f64, currency: &str) -> String;
    #[wasm_bindgen(js_name = megabytes)]
    fn size(locale: &str, bytes: f64) -> String;
    /// The category of a count, `few`.
    pub fn plural(locale: &str, count: u32) -> String;
}

/// An amount in its currency's decimals.
pub fn money(locale: &str, amount_minor: i64, currency: &str) -> String {
    #[expect(
        clippy::cast_precision_loss,
        reason = "an amount shown is far below 2^53"
    )]
    amount(locale, amount_minor as f64, currency)
}

/// Megabytes with one decimal.
pub fn megabytes(locale: &str, bytes: u64) -> String {
    #[expect(clippy::cast_precision_loss, reason = "a size shown is far below 2^53")]
    size(locale, bytes as f64)
}
