//! A claim's JSON, read: every unknown field, wrong type and too long text with its pointer.

use crate::{
    body::{Body, Table},
    draft::{AnnouncedFile, ClaimDraft, Customer, DraftLine, StatedLine, StatedOrder},
    limits,
    wire::Unreadable,
    words::{EVIDENCE, REMEDIES},
};
use serde_json::Value;

/// Reads the body of `POST /v1/claims`.
///
/// # Errors
/// [`Unreadable`]: not JSON, or every field that is not as it should be.
pub fn read_draft(body: &str) -> Result<ClaimDraft, Unreadable> {
    let value = Body::parse(body)?;
    let mut body = Body::default();
    let read = draft(&mut body, &value);
    body.finish(read)
}

fn draft(body: &mut Body, value: &Value) -> Option<ClaimDraft> {
    let table = body.table(
        value,
        "",
        &["locale", "customer", "lines", "files", "stated_order"],
    )?;
    let locale = body.text(&table, "locale", limits::LOCALE_CHARS);
    let customer = body.inner(&table, "customer", &["name", "email", "phone"]);
    let customer = customer.and_then(|table| read_customer(body, &table));
    if !Body::has(&table, "lines") {
        body.missing::<()>(&table, "lines");
    }
    let lines = all(body.list(&table, "lines", limits::LINES), |at, value| {
        line(body, at, value)
    });
    let max_files = usize::try_from(limits::FILES).unwrap_or(usize::MAX);
    let files = all(body.list(&table, "files", max_files), |at, value| {
        file(body, at, value)
    });
    let stated_order = if Body::has(&table, "stated_order") {
        Some(stated_order(body, &table)?)
    } else {
        None
    };
    Some(ClaimDraft {
        locale: locale?,
        customer: customer?,
        lines: lines?,
        files: files?,
        stated_order,
    })
}

/// Reads every entry, so that the mistakes of all are found.
fn all<'v, T>(
    entries: Vec<(String, &'v Value)>,
    mut read: impl FnMut(&str, &'v Value) -> Option<T>,
) -> Option<Vec<T>> {
    let read: Vec<Option<T>> = entries.iter().map(|(at, value)| read(at, value)).collect();
    read.into_iter().collect()
}

fn read_customer(body: &mut Body, table: &Table<'_>) -> Option<Customer> {
    let name = body.text(table, "name", limits::NAME_CHARS);
    let email = body.text(table, "email", limits::EMAIL_CHARS);
    let phone = body.text_if(table, "phone", limits::PHONE_CHARS);
    Some(Customer {
        name: name?,
        email: email?,
        phone,
    })
}

fn line(body: &mut Body, at: &str, value: &Value) -> Option<DraftLine> {
    let known = [
        "line",
        "quantity",
        "problem",
        "description",
        "requested",
        "opened",
        "seal_broken",
        "serial",
        "damaged_by_customer",
        "answers",
    ];
    let table = body.table(value, at, &known)?;
    let line = body.text(&table, "line", limits::ID_CHARS);
    let quantity = body.count(&table, "quantity");
    let problem = body.text(&table, "problem", limits::ID_CHARS);
    let description = body.text_if(&table, "description", limits::TEXT_CHARS);
    let requested = body.word_if(&table, "requested", &REMEDIES);
    let opened = body.flag(&table, "opened");
    let seal_broken = body.flag(&table, "seal_broken");
    let serial = body.text_if(&table, "serial", limits::SERIAL_CHARS);
    let damaged_by_customer = body.flag(&table, "damaged_by_customer");
    let answers = body.texts_by_id(&table, "answers", limits::ANSWERS);
    Some(DraftLine {
        line: line?,
        quantity: quantity?,
        problem: problem?,
        description: description.unwrap_or_default(),
        requested,
        opened: opened.unwrap_or_default(),
        seal_broken: seal_broken.unwrap_or_default(),
        serial,
        damaged_by_customer: damaged_by_customer.unwrap_or_default(),
        answers: answers?,
    })
}

fn file(body: &mut Body, at: &str, value: &Value) -> Option<AnnouncedFile> {
    let table = body.table(value, at, &["kind", "name", "media_type", "size_bytes"])?;
    let kind = body.word(&table, "kind", &EVIDENCE);
    let name = body.text(&table, "name", limits::NAME_CHARS);
    let media_type = body.text(&table, "media_type", limits::NAME_CHARS);
    let size_bytes = body.size(&table, "size_bytes");
    Some(AnnouncedFile {
        kind: kind?,
        name: name?,
        media_type: media_type?,
        size_bytes: size_bytes?,
    })
}

fn stated_order(body: &mut Body, table: &Table<'_>) -> Option<StatedOrder> {
    let table = body.inner(
        table,
        "stated_order",
        &["placed_on", "delivered_on", "lines"],
    )?;
    let placed_on = body.date(&table, "placed_on");
    let delivered_on = body.date_if(&table, "delivered_on");
    if !Body::has(&table, "lines") {
        body.missing::<()>(&table, "lines");
    }
    let lines = all(body.list(&table, "lines", limits::LINES), |at, value| {
        stated_line(body, at, value)
    });
    Some(StatedOrder {
        placed_on: placed_on?,
        delivered_on,
        lines: lines?,
    })
}

fn stated_line(body: &mut Body, at: &str, value: &Value) -> Option<StatedLine> {
    let table = body.table(value, at, &["id", "title", "quantity", "unit_price"])?;
    let id = body.text(&table, "id", limits::ID_CHARS);
    let title = body.text(&table, "title", limits::NAME_CHARS);
    let quantity = body.count(&table, "quantity");
    let unit_price = body.money_if(&table, "unit_price");
    Some(StatedLine {
        id: id?,
        title: title?,
        quantity: quantity?,
        unit_price,
    })
}

#[cfg(test)]
mod tests;
