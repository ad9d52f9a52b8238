//! The order in the customer's own words, where the shop could not look it up.

use crate::flow::{Field, Flow, Screen, Todo, trouble::wrong};
use claims::{
    civil::Date,
    decimal::count,
    draft::{DraftLine, StatedLine, StatedOrder},
    money::{Currency, Money},
    order::{OrderFacts, OrderLine},
};

/// An item as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StatedItem {
    /// What it is.
    pub title: String,
    /// Units bought.
    pub bought: String,
    /// What one cost.
    pub price: String,
}

/// An order as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stated {
    /// The day of purchase.
    pub placed: String,
    /// The day it came.
    pub delivered: String,
    /// What was bought; none stands for one that nothing was typed of.
    pub items: Vec<StatedItem>,
}

/// How a line of a stated order is called.
fn line_id(at: usize) -> String {
    ["s", &count(at + 1)].concat()
}

/// `49,90` as 4990; in a currency without a minor unit as 49. What is no amount is none.
pub(super) fn minor(text: &str, currency: &Currency) -> Option<i64> {
    // ISO 4217 currencies without a minor unit that shops use.
    let decimals = if matches!(
        currency.0.as_str(),
        "JPY" | "KRW" | "VND" | "CLP" | "ISK" | "HUF"
    ) {
        0
    } else {
        2
    };
    let last_mark = text.rfind(['.', ',']).unwrap_or(text.len());
    let (mut amount, mut is_empty, mut missing) = (0_i64, true, decimals);
    for (at, character) in text.char_indices() {
        let Some(digit) = character.to_digit(10) else {
            continue;
        };
        is_empty = false;
        if at > last_mark {
            if missing == 0 {
                break;
            }
            missing -= 1;
        }
        amount = amount.checked_mul(10)?.checked_add(i64::from(digit))?;
    }
    for _ in 0..missing {
        amount = amount.checked_mul(10)?;
    }
    if is_empty { None } else { Some(amount) }
}

impl Stated {
    pub(super) fn set(&mut self, field: Field, value: String) {
        if let Field::Title(at) | Field::Bought(at) | Field::Price(at) = field
            && self.items.len() <= at
        {
            self.items.resize_with(at + 1, StatedItem::default);
        }
        #[expect(
            clippy::wildcard_enum_match_arm,
            reason = "the other fields are on other screens"
        )]
        let slot = match field {
            Field::Placed => Some(&mut self.placed),
            Field::Delivered => Some(&mut self.delivered),
            Field::Title(at) => self.items.get_mut(at).map(|item| &mut item.title),
            Field::Bought(at) => self.items.get_mut(at).map(|item| &mut item.bought),
            Field::Price(at) => self.items.get_mut(at).map(|item| &mut item.price),
            _ => None,
        };
        if let Some(slot) = slot {
            *slot = value;
        }
    }

    /// As the edge takes it; `None` while the day of purchase is not a day.
    #[must_use]
    pub fn order(&self, currency: &Currency) -> Option<StatedOrder> {
        let line = |(at, item): (usize, &StatedItem)| StatedLine {
            id: line_id(at),
            title: item.title.trim().to_owned(),
            quantity: item.bought.trim().parse().unwrap_or(1),
            unit_price: minor(&item.price, currency).map(|amount_minor| Money {
                amount_minor,
                currency: currency.clone(),
            }),
        };
        Some(StatedOrder {
            placed_on: Date::parse(&self.placed)?,
            delivered_on: Date::parse(&self.delivered),
            lines: self.items.iter().enumerate().map(line).collect(),
        })
    }

    /// Fills the facts with these lines and days.
    fn fill_in(&self, facts: &mut OrderFacts) {
        let Some(stated) = self.order(&facts.currency) else {
            return;
        };
        facts.placed_on = stated.placed_on;
        facts.delivered_on = stated.delivered_on;
        facts.lines.clear();
        for line in stated.lines {
            facts.lines.push(OrderLine {
                id: line.id,
                title: line.title,
                quantity: line.quantity,
                unit_price: line.unit_price,
                ..OrderLine::default()
            });
        }
    }
}

impl Flow {
    pub(super) fn add_item(&mut self) {
        let items = &mut self.kept.stated.items;
        items.resize_with(items.len().max(1) + 1, StatedItem::default);
        let at = items.len() - 1;
        self.then(Todo::Keep);
        self.then(Todo::Focus(Field::Title(at)));
    }

    pub(super) fn remove_item(&mut self, at: usize) {
        if at >= self.kept.stated.items.len() {
            return;
        }
        self.kept.stated.items.remove(at);
        // Ids are places: what was told of the items behind moves up with them.
        self.kept.lines.retain(|line| line.line != line_id(at));
        for behind in at..self.kept.stated.items.len() {
            let before = line_id(behind + 1);
            if let Some(line) = self.kept.lines.iter_mut().find(|line| line.line == before) {
                line.line = line_id(behind);
            }
        }
        self.errors.clear();
        self.then(Todo::Keep);
        self.then(Todo::Focus(Field::Title(at.saturating_sub(1))));
    }

    pub(super) fn order_stated(&mut self) {
        let Some(found) = &self.found else { return };
        let today = found.today;
        let stated = &mut self.kept.stated;
        if stated.items.is_empty() {
            stated.items.push(StatedItem::default());
        }
        let mut errors = Vec::new();
        for (at, item) in stated.items.iter().enumerate() {
            if item.title.trim().is_empty() {
                errors.push(wrong(Field::Title(at), "error.required_title"));
            }
            if !item.bought.trim().is_empty()
                && !matches!(item.bought.trim().parse::<u32>(), Ok(1..=999))
            {
                errors.push(wrong(Field::Bought(at), "error.invalid_number"));
            }
            if !item.price.trim().is_empty() && minor(&item.price, &found.order.currency).is_none()
            {
                errors.push(wrong(Field::Price(at), "error.invalid_amount"));
            }
        }
        match Date::parse(&stated.placed) {
            None if stated.placed.is_empty() => {
                errors.push(wrong(Field::Placed, "error.required_date"))
            }
            None => errors.push(wrong(Field::Placed, "error.invalid_date")),
            Some(placed) if placed > today => {
                errors.push(wrong(Field::Placed, "error.in_the_future"))
            }
            Some(_) => {}
        }
        match Date::parse(&stated.delivered) {
            None if stated.delivered.is_empty() => {}
            None => errors.push(wrong(Field::Delivered, "error.invalid_date")),
            Some(day) if day > today => errors.push(wrong(Field::Delivered, "error.in_the_future")),
            Some(_) => {}
        }
        if !errors.is_empty() {
            return self.stay(errors);
        }
        self.claim_all_stated();
        self.fill_in_stated();
        self.on(Screen::Problem);
    }

    /// An order that was not verified has what the customer states of it filled in.
    pub(super) fn fill_in_stated(&mut self) {
        if let Some(found) = self.found.as_mut().filter(|found| !found.order.verified) {
            self.kept.stated.fill_in(&mut found.order);
        }
    }

    /// What a customer states is what they claim; what they told of a line before stays.
    fn claim_all_stated(&mut self) {
        let before = std::mem::take(&mut self.kept.lines);
        for (at, item) in self.kept.stated.items.iter().enumerate() {
            let id = line_id(at);
            let told = before
                .iter()
                .find(|line| line.line == id)
                .cloned()
                .unwrap_or_default();
            let quantity = item.bought.trim().parse().unwrap_or(1);
            self.kept.lines.push(DraftLine {
                line: id,
                quantity,
                ..told
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_are_read_as_people_write_them() {
        let eur = Currency("EUR".to_owned());
        for (text, amount) in [
            ("49", Some(4900)),
            ("49,9", Some(4990)),
            ("49.90 €", Some(4990)),
            ("1.249,90", Some(124_990)),
            ("1,249.90", Some(124_990)),
            ("9.999", Some(999)),
            ("free", None),
        ] {
            assert_eq!(minor(text, &eur), amount, "{text}");
        }
        assert_eq!(minor("1500", &Currency("JPY".to_owned())), Some(1500));
    }
}
