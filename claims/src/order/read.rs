//! An order's facts, read from JSON: every unknown field, wrong type and odd value with its pointer.

use crate::{
    body::{Body, Table},
    limits,
    money::Currency,
    order::{CustomerHistory, OrderFacts, OrderLine, Service},
    wire::{FieldError, Unreadable},
    words::{BUYERS, SERVICES, TRAITS},
};
use serde_json::Value;

/// Characters of an address of a picture.
const ADDRESS_CHARS: u32 = 2_000;
/// Entries of `tags`, `traits` and `history`.
const ENTRIES: usize = 100;
/// Lines of an order: more than a claim may have.
const LINES: usize = 1_000;

/// An order that can be judged, and what was found beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadOrder {
    /// The facts.
    pub facts: OrderFacts,
    /// Fields that mean nothing to us: read over, but each may be a misspelt fact.
    pub unknown: Vec<FieldError>,
}

/// Reads what `POST {BACKEND_URL}/orders/find` is answered with.
///
/// ```
/// use claims::order::read_order;
///
/// let order = read_order(
///     r#"{ "number": "1001", "placed_on": "2026-11-01", "country": "FR", "currency": "EUR", "deliverd_on": "2026-11-03",
///          "lines": [ { "id": "1", "title": "Lamp", "quantity": 1 } ] }"#,
/// );
/// let unknown = order.map(|order| order.unknown).unwrap_or_default();
/// assert_eq!(unknown[0].detail, "unknown field `deliverd_on`; did you mean `delivered_on`?");
/// ```
///
/// # Errors
/// [`Unreadable`]: not JSON, or every fact that is missing or not as it should be. An unknown field alone is no
/// error: backends add fields of their own.
pub fn read_order(text: &str) -> Result<ReadOrder, Unreadable> {
    let value = Body::parse(text)?;
    let mut body = Body::default();
    let facts = order(&mut body, &value);
    match (facts, body.into_errors()) {
        (Some(facts), errors) if errors.iter().all(is_unknown) => Ok(ReadOrder {
            facts,
            unknown: errors,
        }),
        (_, errors) => Err(Unreadable::Fields(errors)),
    }
}

fn is_unknown(error: &FieldError) -> bool {
    error.code == "unknown_field"
}

fn order(body: &mut Body, value: &Value) -> Option<OrderFacts> {
    let known = [
        "number",
        "verified",
        "placed_on",
        "delivered_on",
        "country",
        "currency",
        "buyer",
        "informed_of_withdrawal",
        "channel",
        "discount",
        "payment_method",
        "gift",
        "customer",
        "lines",
    ];
    let table = body.table(value, "", &known)?;
    let number = body.text(&table, "number", limits::ORDER_NUMBER_CHARS);
    let verified = body.flag(&table, "verified");
    let placed_on = body.date(&table, "placed_on");
    let delivered_on = body.date_if(&table, "delivered_on");
    not_before(body, &table, "delivered_on", delivered_on, placed_on);
    let country = code(body, &table, "country", 2, "FR");
    let currency = code(body, &table, "currency", 3, "EUR");
    let buyer = body.word_if(&table, "buyer", &BUYERS);
    let informed = body.flag(&table, "informed_of_withdrawal");
    let channel = body.text_if(&table, "channel", limits::NAME_CHARS);
    let discount = body.money_if(&table, "discount");
    let payment_method = body.text_if(&table, "payment_method", limits::NAME_CHARS);
    let gift = body.flag(&table, "gift");
    let customer = customer(body, &table);
    if !Body::has(&table, "lines") {
        body.missing::<()>(&table, "lines");
    }
    let entries = body.list(&table, "lines", LINES);
    let lines: Vec<_> = entries
        .into_iter()
        .map(|(at, value)| line(body, &at, value, placed_on))
        .collect();
    let lines: Vec<OrderLine> = lines.into_iter().collect::<Option<_>>()?;
    ids_differ(body, &lines);
    Some(OrderFacts {
        number: number?,
        verified: verified.unwrap_or_default(),
        placed_on: placed_on?,
        delivered_on,
        country: country?,
        currency: Currency(currency?),
        buyer: buyer.unwrap_or_default(),
        informed_of_withdrawal: informed.unwrap_or(true),
        channel,
        discount,
        payment_method,
        gift,
        customer,
        lines,
    })
}

fn line(
    body: &mut Body,
    at: &str,
    value: &Value,
    placed_on: Option<crate::civil::Date>,
) -> Option<OrderLine> {
    let known = [
        "id",
        "sku",
        "title",
        "image",
        "quantity",
        "unit_price",
        "category",
        "product_type",
        "tags",
        "vendor",
        "traits",
        "delivered_on",
        "warranty_months",
        "history",
        "extended_plan_months",
        "serial",
    ];
    let table = body.table(value, at, &known)?;
    let id = body.text(&table, "id", limits::ID_CHARS);
    let title = body.text(&table, "title", limits::NAME_CHARS);
    let quantity = body.count(&table, "quantity");
    if quantity == Some(0) {
        let detail = "found 0, expected at least 1".to_owned();
        body.error(table.at("quantity"), "too_small", detail);
    }
    let delivered_on = body.date_if(&table, "delivered_on");
    not_before(body, &table, "delivered_on", delivered_on, placed_on);
    let traits = body.words(&table, "traits", ENTRIES, &TRAITS);
    let tags = body.texts(&table, "tags", ENTRIES);
    let entries = body.list(&table, "history", ENTRIES);
    let history: Vec<_> = entries
        .into_iter()
        .map(|(at, value)| service(body, &at, value))
        .collect();
    let sku = body.text_if(&table, "sku", limits::NAME_CHARS);
    let line = OrderLine {
        sku: sku.unwrap_or_default(),
        image: body.text_if(&table, "image", ADDRESS_CHARS),
        unit_price: body.money_if(&table, "unit_price"),
        category: body.text_if(&table, "category", limits::NAME_CHARS),
        product_type: body.text_if(&table, "product_type", limits::NAME_CHARS),
        vendor: body.text_if(&table, "vendor", limits::NAME_CHARS),
        warranty_months: body.count_if(&table, "warranty_months"),
        extended_plan_months: body.count_if(&table, "extended_plan_months"),
        serial: body.text_if(&table, "serial", limits::SERIAL_CHARS),
        tags,
        traits,
        delivered_on,
        ..OrderLine::default()
    };
    Some(OrderLine {
        id: id?,
        title: title?,
        quantity: quantity?,
        history: history.into_iter().collect::<Option<_>>()?,
        ..line
    })
}

fn service(body: &mut Body, at: &str, value: &Value) -> Option<Service> {
    let table = body.table(
        value,
        at,
        &["kind", "problem", "instead_of", "from", "until"],
    )?;
    let kind = body.word(&table, "kind", &SERVICES);
    let problem = body.text_if(&table, "problem", limits::ID_CHARS);
    let instead_of = body.word_if(&table, "instead_of", &SERVICES);
    let from = body.date(&table, "from");
    let until = body.date_if(&table, "until");
    not_before(body, &table, "until", until, from);
    Some(Service {
        kind: kind?,
        problem,
        instead_of,
        from: from?,
        until,
    })
}

fn customer(body: &mut Body, table: &Table<'_>) -> Option<CustomerHistory> {
    if !Body::has(table, "customer") {
        return None;
    }
    let known = ["earlier_claims", "orders", "tags", "blocked"];
    let table = body.inner(table, "customer", &known)?;
    Some(CustomerHistory {
        earlier_claims: body.count_if(&table, "earlier_claims").unwrap_or_default(),
        orders: body.count_if(&table, "orders").unwrap_or_default(),
        tags: body.texts(&table, "tags", ENTRIES),
        blocked: body.flag(&table, "blocked").unwrap_or_default(),
    })
}

/// So many capital letters.
fn code(
    body: &mut Body,
    table: &Table<'_>,
    name: &str,
    letters: usize,
    example: &str,
) -> Option<String> {
    let code = body.text(table, name, limits::ID_CHARS)?;
    if code.len() == letters && code.bytes().all(|sign| sign.is_ascii_uppercase()) {
        return Some(code);
    }
    let detail = format!("found `{code}`, expected {letters} capital letters such as {example}");
    body.error(table.at(name), "unknown_value", detail);
    None
}

fn not_before(
    body: &mut Body,
    table: &Table<'_>,
    name: &str,
    day: Option<crate::civil::Date>,
    earliest: Option<crate::civil::Date>,
) {
    if let (Some(day), Some(earliest)) = (day, earliest)
        && day < earliest
    {
        let detail = format!("found {day}, expected {earliest} or later");
        body.error(table.at(name), "too_early", detail);
    }
}

fn ids_differ(body: &mut Body, lines: &[OrderLine]) {
    for (at, line) in lines.iter().enumerate() {
        if lines.iter().take(at).any(|other| other.id == line.id) {
            let detail = format!(
                "found `{}` a second time, expected an id of its own",
                line.id
            );
            body.error(format!("/lines/{at}/id"), "duplicate", detail);
        }
    }
}

#[cfg(test)]
mod tests;
