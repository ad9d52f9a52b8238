//! Names of the world: countries, currencies, time zones.

use crate::{
    body::shortened,
    money::Currency,
    policy::file::reader::{Reader, Table},
};

/// ISO 3166-1 alpha-2.
const COUNTRIES: &str = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ \
    BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER \
    ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM \
    IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF \
    MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK \
    PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD \
    TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW";

/// ISO 4217, in use.
const CURRENCIES: &str = "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN \
    BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ \
    GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL \
    LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN \
    PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD \
    TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG";

/// What people write instead of a code.
const MEANT: [(&str, &str); 22] = [
    ("UK", "GB"),
    ("EL", "GR"),
    ("EN", "GB"),
    ("FRANCE", "FR"),
    ("GERMANY", "DE"),
    ("DEUTSCHLAND", "DE"),
    ("RUSSIA", "RU"),
    ("UNITED KINGDOM", "GB"),
    ("GREAT BRITAIN", "GB"),
    ("ENGLAND", "GB"),
    ("SPAIN", "ES"),
    ("ITALY", "IT"),
    ("USA", "US"),
    ("EURO", "EUR"),
    ("EUROS", "EUR"),
    ("€", "EUR"),
    ("£", "GBP"),
    ("$", "USD"),
    ("₽", "RUB"),
    ("RUR", "RUB"),
    ("STG", "GBP"),
    ("DOLLAR", "USD"),
];

/// Time zones of capitals, to guess which one was meant; any other of that form is accepted.
pub(super) const TIME_ZONES: [&str; 34] = [
    "Europe/Amsterdam",
    "Europe/Athens",
    "Europe/Berlin",
    "Europe/Brussels",
    "Europe/Bucharest",
    "Europe/Budapest",
    "Europe/Copenhagen",
    "Europe/Dublin",
    "Europe/Helsinki",
    "Europe/Kyiv",
    "Europe/Lisbon",
    "Europe/Ljubljana",
    "Europe/London",
    "Europe/Luxembourg",
    "Europe/Madrid",
    "Europe/Moscow",
    "Europe/Oslo",
    "Europe/Paris",
    "Europe/Prague",
    "Europe/Riga",
    "Europe/Rome",
    "Europe/Sofia",
    "Europe/Stockholm",
    "Europe/Tallinn",
    "Europe/Vienna",
    "Europe/Vilnius",
    "Europe/Warsaw",
    "Europe/Zagreb",
    "Europe/Zurich",
    "America/New_York",
    "America/Los_Angeles",
    "Australia/Sydney",
    "Asia/Tokyo",
    "UTC",
];

/// Every country, as the schema lists them.
pub(super) fn countries_known() -> impl Iterator<Item = &'static str> {
    COUNTRIES.split_ascii_whitespace()
}

/// Every currency.
pub(super) fn currencies_known() -> impl Iterator<Item = &'static str> {
    CURRENCIES.split_ascii_whitespace()
}

pub(super) fn is_country(code: &str) -> bool {
    is_in(COUNTRIES, code, 2)
}

pub(super) fn is_currency(code: &str) -> bool {
    is_in(CURRENCIES, code, 3)
}

fn is_in(list: &str, code: &str, length: usize) -> bool {
    code.len() == length && list.split_ascii_whitespace().any(|known| known == code)
}

/// A country, or the mistake in it.
pub(super) fn country(reader: &mut Reader, path: &str, code: String) -> Option<String> {
    if is_country(&code) {
        return Some(code);
    }
    let meant = meant(&code, is_country);
    let found = format!("\"{}\"", shortened(&code));
    reader.mistake(
        path,
        found,
        "a country as two capital letters (ISO 3166-1)",
        meant.as_deref(),
    );
    None
}

/// Countries, one or several.
pub(super) fn countries(reader: &mut Reader, table: &Table<'_>, key: &str) -> Vec<String> {
    let mut countries = Vec::new();
    for (path, code) in reader.texts(table, key, "a country such as \"FR\"") {
        countries.extend(country(reader, &path, code));
    }
    countries
}

/// A currency, or the mistake in it.
pub(super) fn currency(reader: &mut Reader, path: &str, code: String) -> Option<Currency> {
    if is_currency(&code) {
        return Some(Currency(code));
    }
    let meant = meant(&code, is_currency);
    let found = format!("\"{}\"", shortened(&code));
    reader.mistake(
        path,
        found,
        "a currency as three capital letters (ISO 4217)",
        meant.as_deref(),
    );
    None
}

fn meant(code: &str, is_known: fn(&str) -> bool) -> Option<String> {
    let upper = code.trim().to_uppercase();
    if is_known(&upper) {
        return Some(upper);
    }
    MEANT
        .iter()
        .find(|(written, known)| *written == upper && is_known(known))
        .map(|(_, known)| (*known).to_owned())
}
