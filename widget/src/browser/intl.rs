//! Dates, money and sizes as the customer writes them: the browser's `Intl`.

use js_sys::{Object, Reflect};
use wasm_bindgen::{JsValue, prelude::*};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Intl, js_name = NumberFormat)]
    type Format;
    #[wasm_bindgen(constructor, js_namespace = Intl, js_class = "NumberFormat", catch)]
    fn new(locale: &str, options: &JsValue) -> Result<Format, JsValue>;
    #[wasm_bindgen(method)]
    fn format(this: &Format, number: f64) -> String;
    #[wasm_bindgen(method, js_name = resolvedOptions)]
    fn resolved(this: &Format) -> JsValue;

    /// How a language counts.
    #[wasm_bindgen(js_namespace = Intl, js_name = PluralRules)]
    type Plural;
    #[wasm_bindgen(constructor, js_namespace = Intl, js_class = "PluralRules")]
    fn of(locale: &str) -> Plural;
    #[wasm_bindgen(method)]
    fn select(this: &Plural, count: u32) -> String;

    /// A `Date`, with the one method that writes it.
    #[wasm_bindgen(js_name = Date)]
    type Moment;
    #[wasm_bindgen(constructor, js_class = "Date")]
    fn at(text: &str) -> Moment;
    #[wasm_bindgen(method, js_name = toLocaleString, catch)]
    fn in_words(this: &Moment, locale: &str, options: &JsValue) -> Result<String, JsValue>;
}

fn options(pairs: &[(&str, &str)]) -> JsValue {
    let made = Object::new();
    for (name, value) in pairs {
        let _ = Reflect::set(&made, &JsValue::from_str(name), &JsValue::from_str(value));
    }
    made.into()
}

/// A day, with its time of day where wanted. Where the browser does not know the time zone: as it came.
pub fn date(locale: &str, time_zone: &str, text: &str, with_time: bool) -> String {
    let mut wanted = vec![("dateStyle", "long"), ("timeZone", time_zone)];
    if with_time {
        wanted.push(("timeStyle", "short"));
    }
    Moment::at(text)
        .in_words(locale, &options(&wanted))
        .unwrap_or_else(|_| text.to_owned())
}

/// A day as `2026-11-22`, which is how Swedish writes it.
pub fn numbers(time_zone: &str, text: &str) -> String {
    Moment::at(text)
        .in_words(
            "sv",
            &options(&[("dateStyle", "short"), ("timeZone", time_zone)]),
        )
        .unwrap_or_else(|_| text.to_owned())
}

/// An amount in its currency's decimals.
pub fn money(locale: &str, amount_minor: i64, currency: &str) -> String {
    let Ok(format) = Format::new(
        locale,
        &options(&[("style", "currency"), ("currency", currency)]),
    ) else {
        return [&amount_minor.to_string(), " ", currency].concat();
    };
    let digits = Reflect::get(
        &format.resolved(),
        &JsValue::from_str("maximumFractionDigits"),
    );
    let digits = digits
        .ok()
        .and_then(|digits| digits.as_f64())
        .unwrap_or(2.0);
    #[expect(
        clippy::cast_precision_loss,
        reason = "an amount shown is far below 2^53"
    )]
    let mut amount = amount_minor as f64;
    let mut left = digits;
    while left > 0.5 {
        amount /= 10.0;
        left -= 1.0;
    }
    format.format(amount)
}

/// Megabytes with one decimal.
pub fn megabytes(locale: &str, bytes: u64) -> String {
    #[expect(clippy::cast_precision_loss, reason = "a size shown is far below 2^53")]
    let size = (bytes as f64 / 104_857.6).round().max(1.0) / 10.0;
    let wanted = options(&[("style", "unit"), ("unit", "megabyte")]);
    Format::new(locale, &wanted).map_or_else(
        |_| [&(bytes >> 20).to_string(), " MB"].concat(),
        |format| format.format(size),
    )
}

/// The category of a count, `few`. The locale is the page's own or one of our texts: it is well formed.
pub fn plural(locale: &str, count: u32) -> String {
    Plural::of(locale).select(count)
}
