//! Dates, money and today, by the runtime's `Intl`: it knows every time zone and language, and costs no byte of wasm.

use claims::{
    civil::{Date, Instant},
    explain::explain,
    money::Money,
    texts::{plural, texts},
    verdict::{Fact, Verdict},
};
use std::{
    cell::{Cell, RefCell},
    collections::{BTreeMap, HashMap},
    fmt,
};
use worker::{
    js_sys::{Array, Function, Object, Reflect, global},
    wasm_bindgen::{JsCast, JsValue},
};

/// The shop's calendar.
pub struct Intl {
    /// `Intl.DateTimeFormat.format` in the shop's zone, writing `2026-11-21`.
    day: Function,
    /// The same with the time of day, writing `2026-11-21, 14:05`.
    minute: Function,
    /// Moments in the shop's zone, in words.
    time_zone: String,
    /// The quarter of an hour last asked about, and its date: every zone's midnight is at a quarter.
    today: Cell<Option<(i64, Date)>>,
}

const HOUR_MS: i64 = 60 * 60 * 1000;
const QUARTER_MS: i64 = 15 * 60 * 1000;

impl Intl {
    /// `None` where the runtime does not know the shop's time zone.
    pub fn of(time_zone: &str) -> Option<Self> {
        let options = [
            ("timeZone", time_zone),
            ("year", "numeric"),
            ("month", "2-digit"),
            ("day", "2-digit"),
        ];
        let day = formatter("DateTimeFormat", "en-CA", &options)?;
        let time = [
            ("hour", "2-digit"),
            ("minute", "2-digit"),
            ("hourCycle", "h23"),
        ];
        let options = [options.as_slice(), &time].concat();
        let minute = formatter("DateTimeFormat", "en-CA", &options)?;
        Some(Self {
            day,
            minute,
            time_zone: time_zone.to_owned(),
            today: Cell::new(None),
        })
    }

    /// The shop's civil date at `now`.
    pub fn today(&self, now: Instant) -> Date {
        let quarter = now.ms().div_euclid(QUARTER_MS);
        if let Some((known, date)) = self.today.get()
            && known == quarter
        {
            return date;
        }
        let text = call(&self.day, &milliseconds(now.ms()));
        let date = Date::parse(&text).unwrap_or_else(|| now.utc_date());
        self.today.set(Some((quarter, date)));
        date
    }

    /// The moment at which the shop's clock shows that hour of that day. Where it never does, because the clock is put
    /// forward then, the first moment after.
    pub fn moment_of(&self, day: Date, hour: u8) -> Instant {
        let wanted = day.noon().plus_ms((i64::from(hour) - 12) * HOUR_MS);
        let mut moment = wanted;
        for _ in 0..2 {
            // What the clock is ahead of UTC there; twice, as the first guess may be on the other side of a change.
            moment = wanted.plus_ms(moment.ms() - self.shown(moment).ms());
        }
        match self.shown(moment) < wanted {
            true => moment.plus_ms(HOUR_MS),
            false => moment,
        }
    }

    /// What the shop's clock shows at `moment`, as if it were UTC.
    fn shown(&self, moment: Instant) -> Instant {
        let text = call(&self.minute, &milliseconds(moment.ms()));
        let shown = text.replace(", ", "T");
        Instant::parse(&format!("{shown}:00Z")).unwrap_or(moment)
    }

    /// Puts a verdict's reasons into the words of a language.
    pub fn explain(locale: &str, verdict: &mut Verdict) {
        let show = |fact: &Fact| Self::fact(locale, fact);
        let plural = |count| plural(locale, count).to_owned();
        let text = |key: &str| texts(locale).get(key).map(String::as_str);
        explain(verdict, &text, &show, &plural);
    }

    /// A fact as the customer writes it.
    pub fn fact(locale: &str, fact: &Fact) -> String {
        match fact {
            Fact::Date(date) => Self::date(locale, *date),
            Fact::Money(money) => Self::money(locale, money),
            Fact::Count(count) => count.to_string(),
            Fact::Text(text) => text.clone(),
        }
    }

    /// `21 novembre 2026`.
    pub fn date(locale: &str, date: Date) -> String {
        let known = WRITTEN.with_borrow(|known| known.get(locale)?.get(&date).cloned());
        known.unwrap_or_else(|| {
            let written = Self::write_date(locale, date);
            WRITTEN.with_borrow_mut(|known| {
                if known.values().map(BTreeMap::len).sum::<usize>() >= WRITTEN_MAX {
                    known.clear();
                }
                let of_locale = known.entry(locale.to_owned()).or_default();
                of_locale.insert(date, written.clone());
            });
            written
        })
    }

    fn write_date(locale: &str, date: Date) -> String {
        let options = [("timeZone", "UTC"), ("dateStyle", "long")];
        match formatter("DateTimeFormat", locale, &options) {
            Some(format) => call(&format, &milliseconds(date.noon().ms())),
            None => date.to_string(),
        }
    }

    /// `21 novembre 2026 à 23:18`, in the shop's zone.
    pub fn moment(&self, locale: &str, moment: Instant) -> String {
        let options = [
            ("timeZone", self.time_zone.as_str()),
            ("dateStyle", "long"),
            ("timeStyle", "short"),
        ];
        match formatter("DateTimeFormat", locale, &options) {
            Some(format) => call(&format, &milliseconds(moment.ms())),
            None => moment.to_string(),
        }
    }

    /// `49,00 €`. The number is handed over as decimal digits and an exponent, which `Intl` takes exactly.
    pub fn money(locale: &str, money: &Money) -> String {
        let currency = money.currency.0.as_str();
        let options = [("style", "currency"), ("currency", currency)];
        let amount = format!("{}e-{}", money.amount_minor, money.currency.decimals());
        match formatter("NumberFormat", locale, &options) {
            Some(format) => call(&format, &JsValue::from_str(&amount)),
            None => format!("{amount} {currency}"),
        }
    }
}

impl Intl {
    /// `10 Mo`; a tenth of one is the least that is shown.
    pub fn megabytes(locale: &str, bytes: u64) -> String {
        let options = [
            ("style", "unit"),
            ("unit", "megabyte"),
            ("maximumFractionDigits", "1"),
        ];
        let megabytes = bytes as f64 / f64::from(1024 * 1024);
        match formatter("NumberFormat", locale, &options) {
            Some(format) => call(&format, &JsValue::from_f64(megabytes)),
            None => format!("{megabytes:.1} MB"),
        }
    }
}

impl fmt::Debug for Intl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Intl({})", self.time_zone)
    }
}

fn milliseconds(ms: i64) -> JsValue {
    JsValue::from_f64(ms as f64)
}

fn call(format: &Function, value: &JsValue) -> String {
    let text = format.call1(&JsValue::UNDEFINED, value).ok();
    text.and_then(|text| text.as_string()).unwrap_or_default()
}

thread_local! {
    /// Making a formatter costs more than everything else about a claim.
    static FORMATTERS: RefCell<HashMap<String, Function>> = RefCell::default();
}

thread_local! {
    /// Dates by language: most claims have one that another had.
    static WRITTEN: RefCell<HashMap<String, BTreeMap<Date, String>>> = RefCell::default();
}

/// Three years in two languages.
const WRITTEN_MAX: usize = 2048;

/// More than a shop's languages and currencies ever need.
const FORMATTERS_MAX: usize = 64;

/// The bound `format` of a formatter; `None` where locale, zone or currency are unknown.
fn formatter(class: &str, locale: &str, options: &[(&str, &str)]) -> Option<Function> {
    let key = format!("{class} {locale} {options:?}");
    FORMATTERS.with_borrow_mut(|known| {
        if let Some(format) = known.get(&key) {
            return Some(format.clone());
        }
        let format = method(&construct(class, locale, options)?, "format")?;
        if known.len() >= FORMATTERS_MAX {
            known.clear();
        }
        known.insert(key, format.clone());
        Some(format)
    })
}

/// Arabic has two sets of digits, and runtimes differ in which `ar` means: here it is written with 1, 2, 3.
fn with_digits(locale: &str) -> &str {
    match locale {
        "ar" => "ar-u-nu-latn",
        locale => locale,
    }
}

/// `new Intl[class](locale, options)`, with the exception it may throw caught.
fn construct(class: &str, locale: &str, options: &[(&str, &str)]) -> Option<JsValue> {
    let intl = Reflect::get(&global(), &"Intl".into()).ok()?;
    let class: Function = Reflect::get(&intl, &class.into()).ok()?.dyn_into().ok()?;
    let set = Object::new();
    for (name, value) in options {
        Reflect::set(&set, &JsValue::from_str(name), &JsValue::from_str(value)).ok()?;
    }
    Reflect::construct(&class, &Array::of2(&with_digits(locale).into(), &set)).ok()
}

fn method(object: &JsValue, name: &str) -> Option<Function> {
    Reflect::get(object, &name.into()).ok()?.dyn_into().ok()
}

#[cfg(test)]
impl Intl {
    /// Stands in where no runtime is: tests of the configuration never ask it for a date.
    pub fn without_runtime(time_zone: &str) -> Option<Self> {
        let day: Function = JsValue::UNDEFINED.unchecked_into();
        let minute = day.clone();
        let known = time_zone.contains('/') && !time_zone.contains("Nowhere");
        let time_zone = time_zone.to_owned();
        known.then(|| Self {
            day,
            minute,
            time_zone,
            today: Cell::new(None),
        })
    }
}
