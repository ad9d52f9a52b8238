//! The demo orders: one for every story, dated back from today so that they never grow old.

use crate::config::DemoShop;
use claims::{
    civil::Date,
    money::{Currency, Money},
    order::{Buyer, CustomerHistory, OrderFacts, OrderLine, Trait},
    wire::Asked,
};
use serde::{Deserialize, Serialize};

mod lamps;
mod shoes;

/// An order of one of the shops.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemoOrder {
    /// Whose.
    pub shop: DemoShop,
    /// The customer's address.
    pub email: String,
    /// What it is good for, in a few words.
    #[serde(default)]
    pub story: String,
    /// The number of the till's receipt, where it was bought in the shop.
    #[serde(default)]
    pub receipt: Option<String>,
    /// What the edge is told.
    pub facts: OrderFacts,
}

impl DemoOrder {
    /// Whether number (the order's, the receipt's, or a thing's) and e-mail belong to this order of this shop; case and spaces around do not matter.
    #[must_use]
    pub fn is(&self, shop: DemoShop, asked: &Asked, email: &str) -> bool {
        let same = |known: &str| known.eq_ignore_ascii_case(asked.text().trim());
        let is_it = match asked {
            Asked::OrderNumber(_) => same(&self.facts.number),
            Asked::Receipt(_) => self.receipt.as_deref().is_some_and(same),
            Asked::Serial(_) => {
                let serials = self
                    .facts
                    .lines
                    .iter()
                    .filter_map(|line| line.serial.as_deref());
                serials.into_iter().any(same)
            }
            // The edge opens links itself, and asks by the order's number.
            Asked::Link(_) => false,
        };
        self.shop == shop && is_it && self.email.eq_ignore_ascii_case(email.trim())
    }
}

/// All demo orders of both shops. Pictures of the goods are found below `pictures`, where there is such a place.
#[must_use]
pub fn demo(today: Date, pictures: Option<&str>) -> Vec<DemoOrder> {
    let mut orders = lamps::orders(today);
    orders.extend(shoes::orders(today));
    for order in &mut orders {
        let folder = match order.shop {
            DemoShop::Lamps => "pictures",
            DemoShop::Shoes => "shoes/pictures",
        };
        for line in &mut order.facts.lines {
            let picture = line
                .sku
                .split('-')
                .next()
                .unwrap_or_default()
                .to_lowercase();
            line.image = pictures.map(|place| format!("{place}/{folder}/{picture}.svg"));
        }
    }
    orders
}

/// A consumer's order from the web shop that came `days_ago`, three days after it was placed.
fn delivered(
    shop: DemoShop,
    number: &str,
    email: &str,
    today: Date,
    days_ago: i32,
    lines: Vec<OrderLine>,
) -> DemoOrder {
    let (country, currency) = match shop {
        DemoShop::Lamps => ("FR", "EUR"),
        DemoShop::Shoes => ("GB", "GBP"),
    };
    let facts = OrderFacts {
        number: number.to_owned(),
        verified: true,
        placed_on: today.add_days(-days_ago - 3),
        delivered_on: Some(today.add_days(-days_ago)),
        country: country.to_owned(),
        currency: Currency(currency.to_owned()),
        buyer: Buyer::Consumer,
        informed_of_withdrawal: true,
        channel: Some("web".to_owned()),
        discount: None,
        payment_method: None,
        gift: None,
        customer: Some(CustomerHistory {
            orders: 2,
            ..CustomerHistory::default()
        }),
        lines: numbered(lines),
    };
    DemoOrder {
        shop,
        email: email.to_owned(),
        story: String::new(),
        receipt: None,
        facts,
    }
}

fn numbered(lines: Vec<OrderLine>) -> Vec<OrderLine> {
    let number = |(at, line): (usize, OrderLine)| OrderLine {
        id: (at + 1).to_string(),
        ..line
    };
    lines.into_iter().enumerate().map(number).collect()
}

/// A line of one unit.
fn line(
    sku: &str,
    title: &str,
    category: &str,
    vendor: &str,
    amount_minor: i64,
    currency: &str,
) -> OrderLine {
    OrderLine {
        id: String::new(),
        sku: sku.to_owned(),
        title: title.to_owned(),
        quantity: 1,
        unit_price: Some(Money {
            amount_minor,
            currency: Currency(currency.to_owned()),
        }),
        category: Some(category.to_owned()),
        vendor: Some(vendor.to_owned()),
        ..OrderLine::default()
    }
}

fn times(quantity: u32, line: OrderLine) -> OrderLine {
    OrderLine { quantity, ..line }
}

fn with_trait(what: Trait, line: OrderLine) -> OrderLine {
    OrderLine {
        traits: vec![what],
        ..line
    }
}

impl DemoOrder {
    fn story(mut self, story: &str) -> Self {
        self.story = story.to_owned();
        self
    }

    fn with_a_receipt(mut self, number: &str) -> Self {
        self.receipt = Some(number.to_owned());
        self
    }

    fn for_business(mut self) -> Self {
        self.facts.buyer = Buyer::Business;
        self
    }

    /// Placed two days ago and still on its way.
    fn not_yet_delivered(mut self, today: Date) -> Self {
        self.facts.placed_on = today.add_days(-2);
        self.facts.delivered_on = None;
        self
    }

    fn not_told_of_withdrawal(mut self) -> Self {
        self.facts.informed_of_withdrawal = false;
        self.facts.channel = Some("phone".to_owned());
        self
    }

    /// Paid by invoice with 10.00 off; the first line has a serial number and a protection plan of five years.
    fn with_a_protection_plan(mut self) -> Self {
        self.facts.discount = Some(Money {
            amount_minor: 1_000,
            currency: self.facts.currency.clone(),
        });
        self.facts.payment_method = Some("invoice".to_owned());
        self.facts.gift = Some(false);
        if let Some(line) = self.facts.lines.first_mut() {
            line.serial = Some("SN-4711".to_owned());
            line.extended_plan_months = Some(60);
        }
        self
    }

    fn by_a_blocked_customer(mut self) -> Self {
        self.facts.customer = Some(CustomerHistory {
            earlier_claims: 9,
            orders: 10,
            tags: vec!["frequent-returns".to_owned()],
            blocked: true,
        });
        self
    }
}

#[cfg(test)]
mod tests {
    use super::{DemoShop, demo};
    use claims::{civil::Date, wire::Asked};
    use std::collections::BTreeSet;

    #[test]
    fn every_order_has_its_own_number_a_story_and_dates_that_are_past() {
        let today = Date::new(2026, 11, 21).unwrap();
        let orders = demo(today, None);

        let numbers: BTreeSet<_> = orders.iter().map(|order| &order.facts.number).collect();

        assert_eq!(numbers.len(), orders.len());
        for order in &orders {
            assert!(
                !order.story.is_empty(),
                "{} has no story",
                order.facts.number
            );
            assert!(order.facts.placed_on < today);
            assert!(
                order
                    .facts
                    .delivered_on
                    .is_none_or(|day| day < today && day > order.facts.placed_on)
            );
            assert!(!order.facts.lines.is_empty());
        }
    }

    #[test]
    fn number_and_email_must_belong_together_and_to_the_shop() {
        let orders = demo(Date::new(2026, 11, 21).unwrap(), None);
        let first = &orders[0];

        let number = |text: &str| Asked::OrderNumber(text.to_owned());

        assert!(first.is(
            DemoShop::Lamps,
            &number(" ll-1001 "),
            "CAMILLE@mail.example"
        ));
        assert!(!first.is(DemoShop::Lamps, &number("LL-1001"), "hugo@mail.example"));
        assert!(!first.is(DemoShop::Shoes, &number("LL-1001"), "camille@mail.example"));
    }

    #[test]
    fn an_order_is_known_by_its_receipt_and_by_the_serial_number_of_a_thing_in_it() {
        let orders = demo(Date::new(2026, 11, 21).unwrap(), None);
        let by = |asked: &Asked, email: &str| {
            let found = orders
                .iter()
                .find(|order| order.is(DemoShop::Lamps, asked, email));
            found.map(|order| order.facts.number.as_str())
        };
        let receipt = Asked::Receipt("tk-20417".to_owned());
        let serial = Asked::Serial("sn-4711".to_owned());

        assert_eq!(by(&receipt, "camille@mail.example"), Some("LL-1001"));
        assert_eq!(by(&receipt, "nadia@mail.example"), None);
        assert_eq!(by(&serial, "nadia@mail.example"), Some("LL-1003"));
        assert_eq!(by(&serial, "camille@mail.example"), None);
    }
}
