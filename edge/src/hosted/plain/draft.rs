//! From the fields of a form to the claim as the API takes it, and from what is wrong with it back to the fields.

use super::{field::Mistake, words::Words};
use crate::{call::Call, customer::file, hosted::form::Form, orders::HeldOrder, problem::Refusal};
use claims::{
    civil::Date,
    draft::{AnnouncedFile, ClaimDraft, read_draft},
    limits::LINES,
    money::Currency,
    order::{OrderFacts, Trait},
    policy::Policy,
    problem::{Problem, ProblemKind},
    wire::{FieldError, Unreadable},
};
use serde_json::{Map, Value, json};

/// A draft, and the place on the page of each of its lines.
pub struct Told {
    /// Nothing is wrong with it.
    pub draft: ClaimDraft,
    /// The row of each line.
    pub rows: Vec<usize>,
}

/// Why there is none.
pub enum Wrong {
    /// The customer's to put right.
    Mistakes(Vec<Mistake>),
    /// Nothing a field is to blame for.
    Refused(Refusal),
}

/// Reads the form as the API would read the claim, and asks for what the widget asks for.
pub fn read(
    call: &Call<'_>,
    held: &HeldOrder,
    form: &Form,
    words: Words<'_>,
    files: &[AnnouncedFile],
) -> Result<Told, Wrong> {
    let (order, policy) = (&held.order, &call.config.policy);
    let rows = rows(form, order);
    let today = call.config.intl.today(call.now);
    let mut missing = missing(form, order, policy, &rows, today);
    let read = read_draft(&written(form, order, policy, words.locale, &rows, files).to_string());
    let errors = match read {
        Ok(draft) => match file::valid(call, held, &draft) {
            Ok(_) if missing.is_empty() => return Ok(Told { draft, rows }),
            Ok(_) => Vec::new(),
            Err(Refusal::InvalidBody(errors)) => errors,
            Err(refusal) => return Err(Wrong::Refused(refusal)),
        },
        Err(Unreadable::Fields(errors)) => errors,
        Err(unreadable @ Unreadable::NotJson(_)) => return Err(Wrong::Refused(unreadable.into())),
    };
    for error in &errors {
        let (field, key) = blamed(error, &rows);
        if missing.iter().all(|(known, _)| *known != field) {
            missing.push((field, key));
        }
    }
    missing.sort_by_key(|(field, _)| place(field));
    let mistake = |(field, key): (String, &str)| Mistake {
        field,
        text: words.say(key),
    };
    Err(Wrong::Mistakes(missing.into_iter().map(mistake).collect()))
}

/// How many items a customer who states the order has room for.
pub fn stated_rows(form: &Form) -> usize {
    form.get("rows").parse().unwrap_or(1).clamp(1, LINES)
}

/// What of the page is claimed.
fn rows(form: &Form, order: &OrderFacts) -> Vec<usize> {
    if order.verified {
        let lines = 0..order.lines.len();
        return lines.filter(|at| form.has(&format!("line.{at}"))).collect();
    }
    let is_used = |at: &usize| {
        let fields = ["title", "price", "problem", "description"];
        *at == 0 || fields.iter().any(|name| form.has(&format!("{name}.{at}")))
    };
    (0..stated_rows(form)).filter(is_used).collect()
}

/// Whether the customer has to say what happened; one who changed their mind need not.
fn must_describe(problem: &Problem) -> bool {
    match problem.kind {
        ProblemKind::ChangedMind | ProblemKind::DoesNotFit => false,
        ProblemKind::NotAsDescribed
        | ProblemKind::Defective
        | ProblemKind::DamagedInTransit
        | ProblemKind::WrongItem
        | ProblemKind::MissingParts
        | ProblemKind::Other => true,
    }
}

/// What the widget would not let pass: field and key of its text.
fn missing(
    form: &Form,
    order: &OrderFacts,
    policy: &Policy,
    rows: &[usize],
    today: Date,
) -> Vec<(String, &'static str)> {
    let mut missing: Vec<(String, &'static str)> = Vec::new();
    let mut add = |field: String, key| missing.push((field, key));
    if rows.is_empty() {
        add("line.0".to_owned(), "items.choose");
    }
    for at in rows {
        let of = |name: &str| format!("{name}.{at}");
        match policy.problem(form.get(&of("problem"))) {
            None => add(of("problem"), "error.required_problem"),
            Some(problem) if must_describe(problem) && !form.has(&of("description")) => {
                add(of("description"), "error.required_description");
            }
            Some(_) => {}
        }
        if order.verified {
            continue;
        }
        if !form.has(&of("title")) {
            add(of("title"), "error.required_title");
        }
        let price = form.get(&of("price"));
        if !price.trim().is_empty() && minor(price, &order.currency).is_none() {
            add(of("price"), "error.invalid_amount");
        }
    }
    if !order.verified {
        for (name, required) in [("placed", true), ("delivered", false)] {
            let text = form.get(name).trim();
            match Date::parse(text) {
                Some(day) if day > today => add(name.to_owned(), "error.in_the_future"),
                Some(_) => {}
                None if !text.is_empty() => add(name.to_owned(), "error.invalid_date"),
                None if required => add(name.to_owned(), "error.required_date"),
                None => {}
            }
        }
    }
    if !form.has("name") {
        add("name".to_owned(), "error.required_name");
    }
    missing
}

/// The claim as JSON.
fn written(
    form: &Form,
    order: &OrderFacts,
    policy: &Policy,
    locale: &str,
    rows: &[usize],
    files: &[AnnouncedFile],
) -> Value {
    let lines: Vec<Value> = rows
        .iter()
        .map(|at| line(form, order, policy, *at))
        .collect();
    let mut customer =
        json!({ "name": form.get("name").trim(), "email": form.get("email").trim() });
    if form.has("phone") {
        customer["phone"] = form.get("phone").trim().into();
    }
    let mut draft =
        json!({ "locale": locale, "customer": customer, "lines": lines, "files": files });
    if !order.verified {
        draft["stated_order"] = stated(form, order, rows);
    }
    draft
}

fn line(form: &Form, order: &OrderFacts, policy: &Policy, at: usize) -> Value {
    let get = |name: &str| form.get(&format!("{name}.{at}")).trim();
    let bought = order.lines.get(at).filter(|_| order.verified);
    let problem = policy.problem(get("problem"));
    let unwanted = problem.is_some_and(|problem| !must_describe(problem));
    let is_sealed = |it: &Trait| matches!(it, Trait::SealedHygiene | Trait::SealedMedia);
    let sealed = bought.is_some_and(|bought| bought.traits.iter().any(is_sealed));
    let units = if bought.is_some() {
        get("quantity")
    } else {
        get("bought")
    };
    let mut line = json!({
        "line": bought.map_or_else(|| stated_id(at), |bought| bought.id.clone()),
        "quantity": number(units),
        "problem": get("problem"),
        "description": get("description"),
        "opened": unwanted && !get("opened").is_empty(),
        "seal_broken": sealed && !get("seal").is_empty(),
    });
    for name in ["serial", "requested"] {
        if !get(name).is_empty() {
            line[name] = get(name).into();
        }
    }
    let answer = format!("answer.{at}.");
    let answers: Map<String, Value> = form
        .fields()
        .filter(|(_, text)| !text.trim().is_empty())
        .filter_map(|(name, text)| Some((name.strip_prefix(&answer)?.to_owned(), text.into())))
        .collect();
    if !answers.is_empty() {
        line["answers"] = answers.into();
    }
    line
}

fn stated(form: &Form, order: &OrderFacts, rows: &[usize]) -> Value {
    let line = |at: &usize| {
        let get = |name: &str| form.get(&format!("{name}.{at}")).trim();
        let mut line = json!({
            "id": stated_id(*at), "title": get("title"), "quantity": number(get("bought")),
        });
        if let Some(amount_minor) = minor(get("price"), &order.currency) {
            line["unit_price"] =
                json!({ "amount_minor": amount_minor, "currency": order.currency });
        }
        line
    };
    let lines: Vec<Value> = rows.iter().map(line).collect();
    let mut stated = json!({ "placed_on": form.get("placed").trim(), "lines": lines });
    if form.has("delivered") {
        stated["delivered_on"] = form.get("delivered").trim().into();
    }
    stated
}

fn stated_id(at: usize) -> String {
    format!("s{}", at + 1)
}

/// One where nothing was typed; as typed where it is no number, which is then told.
fn number(text: &str) -> Value {
    match (text, text.parse::<u32>()) {
        ("", _) => 1.into(),
        (_, Ok(number)) => number.into(),
        (text, Err(_)) => text.into(),
    }
}

/// `49,90` as 4990; in a currency without a minor unit as 49. What is no amount is none.
pub(super) fn minor(text: &str, currency: &Currency) -> Option<i64> {
    let last_mark = text.rfind(['.', ',']).unwrap_or(text.len());
    let mut missing = currency.decimals();
    let (mut amount, mut is_empty) = (0_i64, true);
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
    (!is_empty).then_some(amount)
}

/// The field an error of the API is about, and the key of its text.
fn blamed(error: &FieldError, rows: &[usize]) -> (String, &'static str) {
    let parts: Vec<&str> = error.pointer.split('/').skip(1).collect();
    let row = |n: &str| {
        let n = n.parse::<usize>().ok();
        n.and_then(|n| rows.get(n)).copied().unwrap_or_default()
    };
    let field = match parts.as_slice() {
        ["customer", name] => (*name).to_owned(),
        ["lines", n, "line"] => format!("line.{}", row(n)),
        ["lines", n, name, ..] => format!("{name}.{}", row(n)),
        ["lines", ..] => "line.0".to_owned(),
        ["stated_order", "placed_on"] => "placed".to_owned(),
        ["stated_order", "delivered_on"] => "delivered".to_owned(),
        ["stated_order", "lines", n, "quantity"] => format!("bought.{}", row(n)),
        ["stated_order", "lines", n, "unit_price", ..] => format!("price.{}", row(n)),
        ["stated_order", "lines", n, ..] => format!("title.{}", row(n)),
        _ => String::new(),
    };
    (field, key_of(error))
}

/// As the widget says it.
fn key_of(error: &FieldError) -> &'static str {
    match error.code.as_str() {
        "required" | "empty" => match error.pointer.rsplit('/').next().unwrap_or_default() {
            "email" => "error.required_email",
            "description" => "error.required_description",
            _ => "error.required",
        },
        "too_long" => "error.too_long",
        "too_small" => "error.too_small",
        "too_large" => "error.too_large",
        "too_many" => "error.too_many",
        "invalid_date" => "error.invalid_date",
        "in_the_future" => "error.in_the_future",
        "invalid_email" => "error.invalid_email",
        "invalid_phone" => "error.invalid_phone",
        "not_offered" => "remedy.choose_one",
        _ => "error.invalid",
    }
}

/// Where a field stands on the page: the days of a stated order, the items from the top, then who claims.
fn place(field: &str) -> (usize, usize, usize) {
    const ORDER: [&str; 15] = [
        "placed",
        "delivered",
        "line",
        "title",
        "bought",
        "price",
        "quantity",
        "problem",
        "description",
        "serial",
        "requested",
        "answers",
        "name",
        "email",
        "phone",
    ];
    let (name, row) = field.split_once('.').unwrap_or((field, ""));
    let within = ORDER.iter().position(|known| *known == name);
    let within = within.unwrap_or(ORDER.len());
    let part = match (row, name) {
        (_, "placed" | "delivered") => 0,
        ("", _) => 2,
        _ => 1,
    };
    (part, row.parse().unwrap_or_default(), within)
}

#[cfg(test)]
mod tests;
