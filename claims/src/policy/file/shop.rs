//! `[vars.SHOP]`: who the customer deals with.

use crate::{
    body::shortened,
    draft::email_is_good,
    few::Few,
    locale::{Locale, Localized},
    money::Currency,
    nearest::nearest,
    policy::file::{
        names,
        reader::{Reader, Table},
    },
    shop::{Contact, FindBy, Shop},
    texts::LANGUAGES,
};
use serde_json::Value;

const FIND_BY_EXPECTED: &str = "\"order\", \"receipt\" or \"serial\"";

/// What the other variables are checked against; known as far as the shop is right.
pub(super) struct Known {
    pub country: Option<String>,
    pub currency: Option<Currency>,
    pub locales: Vec<String>,
}

impl Known {
    /// From the checked shop, or from what is right of the one written.
    pub(super) fn of(shop: Option<&Shop>, written: &Value) -> Self {
        let text = |key: &str| written.get(key).and_then(Value::as_str).map(str::to_owned);
        let locales = match shop {
            Some(shop) => shop.locales.iter().map(|locale| locale.0.clone()).collect(),
            None => written
                .get("locales")
                .and_then(Value::as_array)
                .into_iter()
                .flatten()
                .filter_map(Value::as_str)
                .filter(|locale| LANGUAGES.contains(locale))
                .map(str::to_owned)
                .collect(),
        };
        Self {
            country: text("country").filter(|country| names::is_country(country)),
            currency: text("currency")
                .filter(|currency| names::is_currency(currency))
                .map(Currency),
            locales,
        }
    }
}

pub(super) fn read(reader: &mut Reader, value: &Value) -> Option<Shop> {
    let keys = [
        "name",
        "origins",
        "country",
        "time_zone",
        "currency",
        "locales",
        "contact",
        "return_address",
        "find_by",
    ];
    let table = reader.table(value, "SHOP", &keys)?;
    let name = reader.text(&table, "name", "what the shop is called");
    let origins = origins(reader, &table);
    let country = reader.text(&table, "country", "a country such as \"FR\"");
    let country = country.and_then(|country| names::country(reader, &table.at("country"), country));
    let time_zone = time_zone(reader, &table);
    let currency = reader.text(&table, "currency", "a currency such as \"EUR\"");
    let currency =
        currency.and_then(|currency| names::currency(reader, &table.at("currency"), currency));
    let locales = locales(reader, &table);
    let contact = contact(reader, &table);
    let return_address = return_address(reader, &table, &locales);
    let find_by = find_by(reader, &table);
    Some(Shop {
        name: name?,
        origins: Some(origins).filter(|origins| !origins.is_empty())?,
        country: country?,
        time_zone: time_zone?,
        currency: currency?,
        locales: Some(locales).filter(|locales| !locales.is_empty())?,
        contact: contact?,
        find_by,
        return_address,
    })
}

/// The storefronts that may embed the widget.
fn origins(reader: &mut Reader, table: &Table<'_>) -> Vec<String> {
    const EXPECTED: &str = "an origin: scheme, host and port, such as \"https://shop.example\"";
    if table.get("origins").is_none() {
        reader.missing::<()>(
            table,
            "origins",
            "a list of the pages that may show the widget",
        );
    }
    let mut origins: Vec<String> = Vec::new();
    for (path, text) in reader.texts(table, "origins", EXPECTED) {
        let meant = origin_of(&text);
        if meant.as_deref() != Some(text.as_str()) {
            reader.mistake(
                path,
                format!("\"{}\"", shortened(&text)),
                EXPECTED,
                meant.as_deref(),
            );
            continue;
        }
        if origins.contains(&text) {
            reader.mistake(path, format!("\"{text}\" twice"), "each once", None);
            continue;
        }
        let host = text
            .trim_start_matches("http://")
            .split(':')
            .next()
            .unwrap_or_default();
        if text.starts_with("http://") && !matches!(host, "localhost" | "127.0.0.1" | "[") {
            reader.warning(
                path,
                format!("\"{text}\""),
                "https, so that nobody on the way can read or change a claim",
            );
        }
        origins.push(text);
    }
    origins
}

/// The origin in a URL: without path, query and user; scheme and host in small letters.
fn origin_of(text: &str) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    let (scheme, rest) = lower.split_once("://").unwrap_or(("https", &lower));
    if !matches!(scheme, "https" | "http") {
        return None;
    }
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let authority = authority.rsplit('@').next().unwrap_or_default();
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !authority.ends_with(']') => (host, Some(port)),
        _ => (authority, None),
    };
    let is_host_sign = |sign: u8| sign.is_ascii_alphanumeric() || matches!(sign, b'-' | b'.');
    let is_address = host.starts_with('[') && host.ends_with(']');
    let is_host = !host.is_empty()
        && (is_address || host.bytes().all(is_host_sign))
        && (is_address || host == "localhost" || host.contains('.'));
    let default_port = if scheme == "https" { "443" } else { "80" };
    let port_is_good = port.is_none_or(|port| port.parse::<u16>().is_ok_and(|port| port > 0));
    if !is_host || !port_is_good {
        return None;
    }
    let port = port.filter(|port| *port != default_port);
    Some(match port {
        Some(port) => format!("{scheme}://{host}:{port}"),
        None => format!("{scheme}://{host}"),
    })
}

/// An IANA name by its form; whether it exists the platform knows.
fn time_zone(reader: &mut Reader, table: &Table<'_>) -> Option<String> {
    const EXPECTED: &str = "an IANA time zone such as \"Europe/Paris\"";
    let zone = reader.text(table, "time_zone", EXPECTED)?;
    let is_part = |part: &str| {
        part.starts_with(|sign: char| sign.is_ascii_uppercase())
            && part
                .bytes()
                .all(|sign| sign.is_ascii_alphanumeric() || matches!(sign, b'_' | b'-' | b'+'))
    };
    let parts: Vec<&str> = zone.split('/').collect();
    if zone == "UTC" || ((2..=3).contains(&parts.len()) && parts.iter().all(|part| is_part(part))) {
        return Some(zone);
    }
    let meant = names::TIME_ZONES.iter().copied().find(|name| {
        name.eq_ignore_ascii_case(&zone.replace(' ', "_"))
            || name
                .rsplit('/')
                .next()
                .is_some_and(|city| city.eq_ignore_ascii_case(&zone))
    });
    reader.mistake(
        table.at("time_zone"),
        format!("\"{}\"", shortened(&zone)),
        EXPECTED,
        meant,
    );
    None
}

fn locales(reader: &mut Reader, table: &Table<'_>) -> Vec<Locale> {
    let expected = format!("one of the languages there are: {}", LANGUAGES.join(", "));
    if table.get("locales").is_none() {
        reader.missing::<()>(table, "locales", &format!("a list of {expected}"));
    }
    let mut locales = Vec::new();
    for (path, text) in reader.texts(table, "locales", &expected) {
        let locale = Locale(text.clone());
        if !LANGUAGES.contains(&text.as_str()) {
            let base = text.to_lowercase();
            let base = base.split(['-', '_']).next().unwrap_or_default();
            let meant = LANGUAGES
                .iter()
                .copied()
                .find(|known| *known == base)
                .or(nearest(&text, LANGUAGES));
            reader.mistake(
                path,
                format!("\"{}\"", shortened(&text)),
                expected.clone(),
                meant,
            );
        } else if locales.contains(&locale) {
            reader.mistake(path, format!("\"{text}\" twice"), "each once", None);
        } else {
            locales.push(locale);
        }
    }
    locales
}

/// `order` may be said, as it goes without saying.
fn find_by(reader: &mut Reader, table: &Table<'_>) -> Vec<FindBy> {
    let mut found = Vec::new();
    for (path, text) in reader.texts(table, "find_by", FIND_BY_EXPECTED) {
        let known = FindBy::ALL.into_iter().find(|(name, _)| *name == text);
        match known {
            Some((_, by)) if !found.contains(&by) => found.push(by),
            Some(_) => {
                reader.mistake(path, format!("\"{text}\" twice"), "each once", None);
            }
            None if text == "order" => {}
            None => {
                let meant = nearest(&text, ["order", "receipt", "serial"]);
                let text = format!("\"{}\"", shortened(&text));
                reader.mistake(path, text, FIND_BY_EXPECTED, meant);
            }
        }
    }
    found
}

fn contact(reader: &mut Reader, table: &Table<'_>) -> Option<Contact> {
    if table.get("contact").is_none() {
        return reader.missing(
            table,
            "contact",
            "the person who answers, such as { name = \"Claire\", email = \"…\" }",
        );
    }
    contact_if(reader, table)
}

/// A person, where one is named.
pub(super) fn contact_if(reader: &mut Reader, table: &Table<'_>) -> Option<Contact> {
    let inner = reader.inner(table, "contact", &["name", "email", "phone"])?;
    let name = reader.text(&inner, "name", "the name of a person");
    let email = reader.text_if(&inner, "email", "an address such as \"help@shop.example\"");
    if let Some(email) = email.as_ref().filter(|email| !email_is_good(email)) {
        let found = format!("\"{}\"", shortened(email));
        reader.mistake(
            inner.at("email"),
            found,
            "an address such as \"help@shop.example\"",
            None,
        );
    }
    let phone = reader.text_if(&inner, "phone", "a number such as \"+33 1 23 45 67 89\"");
    if inner.get("email").is_none() && inner.get("phone").is_none() {
        reader.mistake(
            inner.path(),
            "neither e-mail nor phone",
            "at least one way to reach the person",
            None,
        );
    }
    Some(Contact {
        name: name?,
        email,
        phone,
    })
}

/// An address reads the same in every language: one will do.
fn return_address(reader: &mut Reader, table: &Table<'_>, locales: &[Locale]) -> Option<Localized> {
    let value = table.get("return_address")?;
    if value.is_string() {
        let text = reader.text_if(table, "return_address", "an address")?;
        return Some(Localized(Few::from([(locales.first()?.0.clone(), text)])));
    }
    let known: Vec<&str> = locales.iter().map(|locale| locale.0.as_str()).collect();
    let inner = reader.inner(table, "return_address", &known)?;
    let mut texts = Few::default();
    for locale in known {
        let text = reader.text_if(&inner, locale, "an address");
        texts.extend(text.map(|text| (locale.to_owned(), text)));
    }
    Some(Localized(texts)).filter(|address| !address.0.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn orders_are_found_by_their_number_and_by_what_the_shop_says_besides() {
        let read = |value: Value| {
            let mut reader = Reader::default();
            let value = json!({ "find_by": value });
            let table = reader.table(&value, "SHOP", &["find_by"]).unwrap();
            let found = find_by(&mut reader, &table);
            let (mistakes, _) = reader.into_parts();
            let said: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
            (found, said)
        };
        let both = vec![FindBy::Serial, FindBy::Receipt];
        assert_eq!(read(json!(["order", "serial", "receipt"])), (both, vec![]));
        assert_eq!(read(json!("receipt")), (vec![FindBy::Receipt], vec![]));
        assert_eq!(
            read(json!(["reciept", "serial", "serial"])).1,
            [
                "SHOP.find_by[0]: found \"reciept\", expected \"order\", \"receipt\" or \"serial\"; did you mean `receipt`?",
                "SHOP.find_by[2]: found \"serial\" twice, expected each once",
            ]
        );
    }

    #[test]
    fn an_origin_is_scheme_host_and_port() {
        for (text, origin) in [
            ("https://shop.example", Some("https://shop.example")),
            ("https://shop.example/", Some("https://shop.example")),
            ("https://Shop.example/fr?x#y", Some("https://shop.example")),
            ("https://shop.example:443", Some("https://shop.example")),
            ("http://localhost:8788", Some("http://localhost:8788")),
            ("http://127.0.0.1:8788", Some("http://127.0.0.1:8788")),
            ("http://[::1]:8788", Some("http://[::1]:8788")),
            ("shop.example", Some("https://shop.example")),
            ("ftp://shop.example", None),
            ("https://shop.example:99999", None),
            ("https://", None),
            ("https://*.example", None),
            ("shop", None),
        ] {
            assert_eq!(origin_of(text).as_deref(), origin, "{text}");
        }
    }
}
