//! Numbers and amounts of a body.

use super::{Body, Table};
use crate::{
    limits,
    money::{Currency, Money},
};
use serde_json::Value;

impl Body {
    /// A number of units that must be there. Zero is read: validation says what it thinks of it.
    pub(crate) fn count(&mut self, table: &Table<'_>, name: &str) -> Option<u32> {
        let Some(value) = table.get(name) else {
            return self.missing(table, name);
        };
        self.whole(table, name, value, 1)
    }

    /// A number that may be left out, and may be zero.
    pub(crate) fn count_if(&mut self, table: &Table<'_>, name: &str) -> Option<u32> {
        let value = table.get(name)?;
        self.whole(table, name, value, 0)
    }

    fn whole(&mut self, table: &Table<'_>, name: &str, value: &Value, least: u32) -> Option<u32> {
        let whole = value.is_i64() || value.is_u64();
        match value.as_u64().map(u32::try_from) {
            Some(Ok(number)) => Some(number),
            Some(Err(_)) => {
                self.error(
                    table.at(name),
                    "too_large",
                    format!("found {value}, expected a smaller number"),
                );
                None
            }
            None if whole => {
                self.error(
                    table.at(name),
                    "too_small",
                    format!("found {value}, expected at least {least}"),
                );
                None
            }
            None => self.wrong_type(table.at(name), value, "a whole number"),
        }
    }

    /// A size in bytes that must be there.
    pub(crate) fn size(&mut self, table: &Table<'_>, name: &str) -> Option<u64> {
        let Some(value) = table.get(name) else {
            return self.missing(table, name);
        };
        match value.as_u64() {
            Some(size) => Some(size),
            None => self.wrong_type(table.at(name), value, "a whole number of bytes"),
        }
    }

    /// An amount that may be left out.
    pub(crate) fn money_if(&mut self, table: &Table<'_>, name: &str) -> Option<Money> {
        let value = table.get(name)?;
        let inner = self.table(value, &table.at(name), &["amount_minor", "currency"])?;
        let currency = self.text(&inner, "currency", 3);
        let amount = match inner.get("amount_minor") {
            None => self.missing(&inner, "amount_minor"),
            Some(value) => match value.as_i64() {
                Some(amount)
                    if (-limits::AMOUNT_MINOR..=limits::AMOUNT_MINOR).contains(&amount) =>
                {
                    Some(amount)
                }
                Some(_) => {
                    let detail =
                        format!("found {value}, expected at most {}", limits::AMOUNT_MINOR);
                    self.error(inner.at("amount_minor"), "too_large", detail);
                    None
                }
                None => self.wrong_type(
                    inner.at("amount_minor"),
                    value,
                    "a whole number of minor units",
                ),
            },
        };
        let money = Money {
            amount_minor: amount?,
            currency: Currency(currency?),
        };
        let well_formed = money.currency.0.len() == 3
            && money
                .currency
                .0
                .bytes()
                .all(|sign| sign.is_ascii_uppercase());
        if !well_formed {
            let detail = format!("found `{}`, expected a code such as EUR", money.currency.0);
            self.error(inner.at("currency"), "unknown_value", detail);
            return None;
        }
        Some(money)
    }
}
