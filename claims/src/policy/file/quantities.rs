//! Amounts, fees and durations as a shop owner writes them: `"29.90 EUR"`, `"15 %"`, `"24h"`.

use crate::{
    money::{Currency, Money},
    policy::{
        Fee,
        file::{
            reader::{Reader, Table, shown},
            shop::Known,
        },
    },
};

/// Days in which a shop may promise to answer.
pub(super) const RESPOND_DAYS: u32 = 30;
/// Days in which a shop may promise to do something.
pub(super) const PROMISE_DAYS: u32 = 365;

/// An amount in the shop's currency, where there is one.
pub(super) fn money_if(
    reader: &mut Reader,
    table: &Table<'_>,
    key: &str,
    known: &Known,
) -> Option<Money> {
    let value = table.get(key)?;
    let currency = known.currency.as_ref();
    let example = currency.map_or("EUR", |currency| currency.0.as_str());
    let parsed = value.as_str().and_then(parse_money);
    let Some(money) = parsed else {
        let suggestion = value.as_u64().map(|number| format!("{number} {example}"));
        let expected = format!("an amount with its currency, such as \"30 {example}\"");
        reader.mistake(table.at(key), shown(value), expected, suggestion.as_deref());
        return None;
    };
    if let Some(currency) = currency
        && *currency != money.currency
    {
        let amount = Money {
            currency: currency.clone(),
            ..money.clone()
        };
        let expected = format!("an amount in {}, the shop's currency", currency.0);
        reader.mistake(
            table.at(key),
            shown(value),
            expected,
            Some(&amount.to_string()),
        );
        return None;
    }
    Some(money)
}

/// A fee: an amount, or per cent of what the claimed units cost.
pub(super) fn fee_if(
    reader: &mut Reader,
    table: &Table<'_>,
    key: &str,
    known: &Known,
) -> Option<Fee> {
    let value = table.get(key)?;
    let percent = value
        .as_str()
        .and_then(|text| text.trim().strip_suffix('%'));
    let Some(percent) = percent else {
        return money_if(reader, table, key, known).map(Fee::Money);
    };
    match percent.trim().parse::<u32>() {
        Ok(percent) if (1..=100).contains(&percent) => Some(Fee::Percent(percent)),
        Ok(_) | Err(_) => {
            reader.mistake(
                table.at(key),
                shown(value),
                "whole per cent from 1 to 100, such as \"15 %\"",
                None,
            );
            None
        }
    }
}

/// `29.90 EUR`: no more decimals than the currency has.
fn parse_money(text: &str) -> Option<Money> {
    let (number, code) = text.trim().split_once(' ')?;
    let code = code.trim();
    if code.len() != 3 || !code.bytes().all(|sign| sign.is_ascii_uppercase()) {
        return None;
    }
    let currency = Currency(code.to_owned());
    let decimals = usize::from(currency.decimals());
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let is_number = |text: &str| text.bytes().all(|sign| sign.is_ascii_digit());
    if whole.is_empty()
        || whole.len() > 9
        || part.len() > decimals
        || !is_number(whole)
        || !is_number(part)
    {
        return None;
    }
    let amount_minor = format!("{whole}{part:0<decimals$}").parse().ok()?;
    Some(Money {
        amount_minor,
        currency,
    })
}

/// Hours: `24h` or `3d`, where there are any.
pub(super) fn hours_if(
    reader: &mut Reader,
    table: &Table<'_>,
    key: &str,
    most_days: u32,
) -> Option<u32> {
    let value = table.get(key)?;
    let range = 1..=most_days * 24;
    let hours = value.as_str().and_then(parse_hours);
    match hours.filter(|hours| range.contains(hours)) {
        Some(hours) => Some(hours),
        None => {
            let meant = value
                .as_u64()
                .map(|number| format!("{number}h"))
                .or_else(|| meant_hours(value.as_str()?))
                .filter(|meant| parse_hours(meant).is_some_and(|hours| range.contains(&hours)));
            let expected = format!("hours or days from \"1h\" to \"{most_days}d\"");
            reader.mistake(table.at(key), shown(value), expected, meant.as_deref());
            None
        }
    }
}

fn parse_hours(text: &str) -> Option<u32> {
    let (number, unit) = text.split_at_checked(text.len().checked_sub(1)?)?;
    let number: u32 = number.parse().ok()?;
    match unit {
        "h" => Some(number),
        "d" => number.checked_mul(24),
        _ => None,
    }
}

/// `24 hours` and `3 days` are `24h` and `3d`.
fn meant_hours(text: &str) -> Option<String> {
    let end = text.find(|sign: char| !sign.is_ascii_digit())?;
    let (number, unit) = text.split_at(end);
    let unit = unit.trim().to_lowercase();
    let letter = unit
        .chars()
        .next()
        .filter(|letter| matches!(letter, 'h' | 'd'))?;
    let meant = format!("{number}{letter}");
    parse_hours(&meant).map(|_| meant)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_in_the_minor_unit_of_their_currency() {
        for (text, amount) in [
            ("30 EUR", Some(3000)),
            ("29.90 EUR", Some(2990)),
            ("0.5 EUR", Some(50)),
            ("500 JPY", Some(500)),
            ("1.250 KWD", Some(1250)),
            ("5.5 JPY", None),
            ("29.999 EUR", None),
            ("30EUR", None),
            ("30 eur", None),
            ("-3 EUR", None),
            ("1,50 EUR", None),
            ("EUR 30", None),
            ("9999999999 EUR", None),
            ("", None),
        ] {
            assert_eq!(
                parse_money(text).map(|money| money.amount_minor),
                amount,
                "{text}"
            );
            if let Some(money) = parse_money(text) {
                assert_eq!(parse_money(&money.to_string()), Some(money), "{text}");
            }
        }
    }

    #[test]
    fn durations_are_hours_or_days() {
        for (text, hours) in [
            ("24h", Some(24)),
            ("3d", Some(72)),
            ("24", None),
            ("h", None),
            ("1w", None),
            ("", None),
        ] {
            assert_eq!(parse_hours(text), hours, "{text}");
        }
        assert_eq!(meant_hours("24 hours").as_deref(), Some("24h"));
        assert_eq!(meant_hours("2 Days").as_deref(), Some("2d"));
        assert_eq!(meant_hours("soon"), None);
    }
}
