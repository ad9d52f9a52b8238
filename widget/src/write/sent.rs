//! The bodies of requests.

use crate::{
    flow::Slot,
    read::{kind_name, remedy_name},
    write::{Map, all},
};
use claims::{
    civil::Date,
    decimal::{count, padded},
    draft::{AnnouncedFile, ClaimDraft, Customer, DraftLine, StatedLine, StatedOrder},
    money::Money,
    wire::{NewMessage, Recover, WithdrawClaim},
};

/// `POST /v1/orders/find`; `asked` is the field and what is in it.
#[must_use]
pub fn find_order(asked: (&str, &str), email: &str, locale: &str) -> String {
    Map::default()
        .text(asked.0, asked.1)
        .text("email", email)
        .text("locale", locale)
        .done()
}

/// `POST /v1/claims/recover`.
#[must_use]
pub fn recover(body: &Recover) -> String {
    let Recover { email, number } = body;
    Map::default()
        .text("email", email)
        .maybe("number", number.as_deref())
        .done()
}

/// `POST …/messages`.
#[must_use]
pub fn message(body: &NewMessage) -> String {
    let NewMessage { text, files } = body;
    let map = Map::default().text("text", text);
    if files.is_empty() {
        return map.done();
    }
    let places: Vec<String> = files.iter().map(|n| count(*n as usize)).collect();
    map.list("files", &places).done()
}

fn written_money(money: &Money) -> String {
    Map::default()
        .raw("amount_minor", &minor(money.amount_minor))
        .text("currency", &money.currency.0)
        .done()
}

/// `POST …/counter`.
#[must_use]
pub fn counter(amount: Option<&Money>, text: &str) -> String {
    let map = Map::default().maybe("text", Some(text).filter(|text| !text.is_empty()));
    match amount {
        Some(amount) => map.raw("amount", &written_money(amount)),
        None => map,
    }
    .done()
}

/// `POST …/appointment`.
#[must_use]
pub fn slot(slot: &Slot) -> String {
    let place = Some(slot.place.as_str()).filter(|place| !place.is_empty());
    Map::default()
        .text("time", &slot.time)
        .maybe("place", place)
        .done()
}

/// `POST …/rating`; the stars as typed, `1` to `5`.
#[must_use]
pub fn rating(stars: &str, text: &str) -> String {
    Map::default()
        .raw("stars", stars)
        .maybe("text", Some(text).filter(|text| !text.is_empty()))
        .done()
}

/// `POST …/withdraw`.
#[must_use]
pub fn withdraw(body: &WithdrawClaim) -> String {
    let WithdrawClaim { reason } = body;
    Map::default().maybe("reason", reason.as_deref()).done()
}

/// `POST /v1/claims`.
#[must_use]
pub fn draft(draft: &ClaimDraft) -> String {
    let ClaimDraft {
        locale,
        customer,
        lines,
        files,
        stated_order,
    } = draft;
    let map = Map::default()
        .text("locale", locale)
        .raw("customer", &written_customer(customer))
        .list("lines", &all(lines, line))
        .list("files", &all(files, announced));
    match stated_order {
        Some(order) => map.raw("stated_order", &stated_order_of(order)),
        None => map,
    }
    .done()
}

fn written_customer(customer: &Customer) -> String {
    let Customer { name, email, phone } = customer;
    Map::default()
        .text("name", name)
        .text("email", email)
        .maybe("phone", phone.as_deref())
        .done()
}

pub(super) fn line(line: &DraftLine) -> String {
    let DraftLine {
        line,
        quantity,
        problem,
        description,
        requested,
        opened,
        seal_broken,
        serial,
        damaged_by_customer,
        answers,
    } = line;
    let map = Map::default()
        .text("line", line)
        .number("quantity", u64::from(*quantity))
        .text("problem", problem)
        .text("description", description)
        .maybe("requested", requested.map(remedy_name))
        .truth("opened", *opened)
        .truth("seal_broken", *seal_broken)
        .maybe("serial", serial.as_deref());
    let map = if *damaged_by_customer {
        map.truth("damaged_by_customer", true)
    } else {
        map
    };
    if answers.is_empty() {
        return map.done();
    }
    let mut written = Map::default();
    for (id, answer) in answers.iter() {
        written = written.text(id, answer);
    }
    map.raw("answers", &written.done()).done()
}

fn announced(file: &AnnouncedFile) -> String {
    let AnnouncedFile {
        kind,
        name,
        media_type,
        size_bytes,
    } = file;
    Map::default()
        .text("kind", kind_name(*kind))
        .text("name", name)
        .text("media_type", media_type)
        .number("size_bytes", *size_bytes)
        .done()
}

fn stated_order_of(order: &StatedOrder) -> String {
    let StatedOrder {
        placed_on,
        delivered_on,
        lines,
    } = order;
    Map::default()
        .text("placed_on", &date(*placed_on))
        .maybe("delivered_on", delivered_on.map(date).as_deref())
        .list("lines", &all(lines, stated_line))
        .done()
}

fn stated_line(line: &StatedLine) -> String {
    let StatedLine {
        id,
        title,
        quantity,
        unit_price,
    } = line;
    let map = Map::default()
        .text("id", id)
        .text("title", title)
        .number("quantity", u64::from(*quantity));
    match unit_price {
        Some(Money {
            amount_minor,
            currency,
        }) => {
            let price = Map::default()
                .raw("amount_minor", &minor(*amount_minor))
                .text("currency", &currency.0);
            map.raw("unit_price", &price.done())
        }
        None => map,
    }
    .done()
}

/// Minor units.
fn minor(amount: i64) -> String {
    let sign = if amount < 0 { "-" } else { "" };
    [sign, &padded(amount.unsigned_abs(), 1)].concat()
}

fn date(date: Date) -> String {
    date.text()
}
