//! An order's facts.

use crate::{json::Tree, read::name};
use claims::{
    civil::Date,
    locale::Localized,
    money::{Currency, Money},
    order::{OrderFacts, OrderLine, Service},
    shop::Contact,
};

pub(super) fn date(tree: &Tree) -> Option<Date> {
    Date::parse(tree.as_str()?)
}

/// An amount.
#[must_use]
pub fn money(tree: &Tree) -> Money {
    Money {
        amount_minor: tree.maybe_number("amount_minor").unwrap_or_default(),
        currency: Currency(tree.text("currency")),
    }
}

/// Who the customer deals with.
#[must_use]
pub fn contact(tree: &Tree) -> Contact {
    Contact {
        name: tree.text("name"),
        email: tree.maybe_text("email"),
        phone: tree.maybe_text("phone"),
    }
}

pub(super) fn localized(tree: &Tree) -> Localized {
    Localized(crate::words::texts(tree))
}

fn line(tree: &Tree) -> Option<OrderLine> {
    Some(OrderLine {
        id: tree.text("id"),
        sku: tree.text("sku"),
        title: tree.text("title"),
        image: tree.maybe_text("image"),
        quantity: tree.count("quantity"),
        unit_price: tree.maybe("unit_price", money),
        category: tree.maybe_text("category"),
        product_type: tree.maybe_text("product_type"),
        tags: tree.texts("tags"),
        vendor: tree.maybe_text("vendor"),
        traits: tree.all("traits", name::line_trait),
        delivered_on: date(tree.at("delivered_on")),
        warranty_months: tree.maybe_count("warranty_months"),
        history: tree.all("history", service),
        extended_plan_months: tree.maybe_count("extended_plan_months"),
        serial: tree.maybe_text("serial"),
    })
}

fn service(tree: &Tree) -> Option<Service> {
    Some(Service {
        kind: name::service(tree.at("kind"))?,
        problem: tree.maybe_text("problem"),
        instead_of: name::service(tree.at("instead_of")),
        from: date(tree.at("from"))?,
        until: date(tree.at("until")),
    })
}

/// An order; `None` without a day of purchase.
pub(super) fn order(tree: &Tree) -> Option<OrderFacts> {
    let placed_on = date(tree.at("placed_on"))?;
    Some(OrderFacts {
        number: tree.text("number"),
        verified: tree.is("verified"),
        placed_on,
        delivered_on: date(tree.at("delivered_on")),
        country: tree.text("country"),
        currency: Currency(tree.text("currency")),
        buyer: name::buyer(tree.at("buyer")).unwrap_or_default(),
        informed_of_withdrawal: tree.maybe_is("informed_of_withdrawal").unwrap_or(true),
        channel: tree.maybe_text("channel"),
        discount: tree.maybe("discount", money),
        payment_method: tree.maybe_text("payment_method"),
        gift: tree.maybe_is("gift"),
        // Never sent to the page.
        customer: None,
        lines: tree.all("lines", line),
    })
}
