//! Amounts as the readers of each language write them.

use crate::money::Money;

/// A space that does not break a line between an amount and its currency.
const NO_BREAK: char = '\u{a0}';

/// Signs that readers of every language know; other currencies keep their code.
const SIGNS: [(&str, &str); 3] = [("EUR", "€"), ("GBP", "£"), ("USD", "$")];

/// Signs that readers of one language know.
const SIGNS_AT_HOME: [(&str, &str, &str); 8] = [
    ("pl", "PLN", "zł"),
    ("uk", "UAH", "₴"),
    ("ru", "RUB", "₽"),
    ("ar", "USD", "US$"),
    ("ar", "GBP", "UK£"),
    ("ar", "SAR", "ر.س.\u{200f}"),
    ("ar", "AED", "د.إ.\u{200f}"),
    ("ar", "EGP", "ج.م.\u{200f}"),
];

/// Holds an amount to the direction of an Arabic text: without it the sign would change sides.
const RIGHT_TO_LEFT: char = '\u{200f}';

/// `€29.90` or `29,90 €`; a whole amount has no decimals.
pub(super) fn written(language: &str, money: &Money) -> String {
    let code = money.currency.0.as_str();
    let number = number(language, money);
    let known = SIGNS.iter().find(|(known, _)| *known == code);
    let at_home = SIGNS_AT_HOME
        .iter()
        .find(|(home, known, _)| (*home, *known) == (language, code));
    let sign = match (at_home, known) {
        (Some((_, _, sign)), _) | (None, Some((_, sign))) => sign,
        (None, None) => code,
    };
    match language {
        "en" if known.is_some() => format!("{sign}{number}"),
        "ar" => format!("{RIGHT_TO_LEFT}{number}{NO_BREAK}{sign}"),
        _ => format!("{number}{NO_BREAK}{sign}"),
    }
}

fn number(language: &str, money: &Money) -> String {
    let decimals = usize::from(money.currency.decimals());
    let unit = 10_u64.pow(u32::from(money.currency.decimals()));
    let amount = money.amount_minor.unsigned_abs();
    let sign = match (money.amount_minor < 0, language) {
        (false, _) => "",
        (true, "ar") => "\u{200e}-",
        (true, _) => "-",
    };
    let point = match language {
        "en" | "ar" => '.',
        _ => ',',
    };
    let whole = grouped(language, amount / unit);
    match amount % unit {
        0 => format!("{sign}{whole}"),
        rest => format!("{sign}{whole}{point}{rest:0decimals$}"),
    }
}

/// Thousands apart; Spanish, Italian and Polish begin with five digits.
fn grouped(language: &str, whole: u64) -> String {
    let between = match language {
        "en" | "ar" => ',',
        "de" | "es" | "it" => '.',
        _ => NO_BREAK,
    };
    let digits = whole.to_string();
    if digits.len() == 4 && matches!(language, "es" | "it" | "pl") {
        return digits;
    }
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(between);
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency;

    fn said(language: &str, amount_minor: i64, code: &str) -> String {
        let currency = Currency(code.to_owned());
        let money = Money {
            amount_minor,
            currency,
        };
        written(language, &money).replace(NO_BREAK, "_")
    }

    #[test]
    fn an_amount_is_written_as_its_readers_do() {
        assert_eq!(said("en", 2990, "EUR"), "€29.90");
        assert_eq!(said("en", 3000, "PLN"), "30_PLN");
        assert_eq!(said("fr", 3000, "EUR"), "30_€");
        assert_eq!(said("fr", 123_450, "EUR"), "1_234,50_€");
        assert_eq!(said("de", 123_450, "EUR"), "1.234,50_€");
        assert_eq!(said("es", 123_450, "EUR"), "1234,50_€");
        assert_eq!(said("it", 1_234_500, "EUR"), "12.345_€");
        assert_eq!(said("pl", 1205, "PLN"), "12,05_zł");
        assert_eq!(said("uk", 99_900, "UAH"), "999_₴");
        assert_eq!(said("ru", 100_000, "RUB"), "1_000_₽");
        assert_eq!(said("ru", 500, "JPY"), "500_JPY");
        assert_eq!(said("en", -250, "GBP"), "£-2.50");
        assert_eq!(said("ar", 123_450, "EUR"), "\u{200f}1,234.50_€");
        assert_eq!(said("ar", 3000, "SAR"), "\u{200f}30_ر.س.\u{200f}");
        assert_eq!(said("ar", -250, "GBP"), "\u{200f}\u{200e}-2.50_UK£");
    }
}
