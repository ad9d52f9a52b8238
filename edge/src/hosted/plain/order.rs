//! `/claim?plain=1`: which order it is about.

use super::{
    field::{Fields, Input, Mistake, button},
    page::{Page, head},
    words::Words,
};
use crate::hosted::form::Form;
use claims::{
    draft::email_is_good,
    limits::{EMAIL_CHARS, ORDER_NUMBER_CHARS, SERIAL_CHARS},
    shop::FindBy,
    wire::Asked,
};

/// Where the form goes.
pub const ACTION: &str = "/claim?plain=1";

/// The page; `trouble` is HTML of what went wrong and no field is to blame for.
pub fn page(status: u16, fields: &Fields<'_>, find_by: &[FindBy], trouble: &str) -> Page {
    let words = fields.words;
    let title = words.say("find.title");
    let main = format!(
        "{trouble}{}{}{}",
        fields.summary(),
        head(&title, &words.say("find.lead")),
        form(fields, find_by)
    );
    Page {
        status,
        title: fields.title(&title),
        main,
    }
}

/// The form alone. What was typed on later pages is carried along, so that a session that ended costs nothing.
pub fn form(fields: &Fields<'_>, find_by: &[FindBy]) -> String {
    let words = fields.words;
    let way = way(fields, find_by);
    let (label, hint) = match way.is_empty() {
        true => ("find.order", words.say("find.order_hint")),
        false => ("plain.number", String::new()),
    };
    let number = fields.input(&Input {
        name: "order_number",
        label: &words.say(label),
        hint: &hint,
        more: "autocomplete=\"off\" maxlength=\"100\"",
    });
    let email = fields.input(&Input {
        name: "email",
        label: &words.say("find.email"),
        hint: &words.say("find.email_hint"),
        more: "type=\"email\" autocomplete=\"email\" maxlength=\"254\"",
    });
    let carried =
        fields.hidden(|name| matches!(name, "by" | "order_number" | "email" | "token" | "key"));
    format!(
        "<form method=\"post\" action=\"{ACTION}\" novalidate>\n{carried}{way}{number}{email}{}</form>\n\
         <p><a href=\"/track?plain=1\">{}</a></p>\n",
        button(&words.say("find.submit"), ""),
        words.say("find.follow"),
    )
}

/// What the number is of, where the shop finds orders by more than their own.
fn way(fields: &Fields<'_>, find_by: &[FindBy]) -> String {
    if find_by.is_empty() {
        return String::new();
    }
    let names = FindBy::ALL
        .into_iter()
        .filter(|(_, by)| find_by.contains(by));
    let names = std::iter::once("order").chain(names.map(|(name, _)| name));
    let options: Vec<(&str, String)> = names
        .map(|name| (name, fields.words.say(&format!("find.{name}"))))
        .collect();
    let label = fields.words.say("find.by");
    let input = Input {
        name: "by",
        label: &label,
        ..Input::default()
    };
    fields.select(&input, &options)
}

/// What the form asks for.
pub fn asked(form: &Form) -> Asked {
    let number = form.get("order_number").trim().to_owned();
    match form.get("by") {
        "receipt" => Asked::Receipt(number),
        "serial" => Asked::Serial(number),
        _ => Asked::OrderNumber(number),
    }
}

/// What is wrong with the two fields.
pub fn mistakes(form: &Form, words: Words<'_>) -> Vec<Mistake> {
    let (number, email) = (form.get("order_number").trim(), form.get("email").trim());
    let too_long = |text: &str, most: u32| text.chars().count() > most as usize;
    let (missing, most) = match form.get("by") {
        "serial" => ("plain.required_number", SERIAL_CHARS),
        "receipt" => ("plain.required_number", ORDER_NUMBER_CHARS),
        _ => ("error.required_order", ORDER_NUMBER_CHARS),
    };
    let number = if number.is_empty() {
        Some(missing)
    } else {
        too_long(number, most).then_some("error.too_long")
    };
    let email = if email.is_empty() {
        Some("error.required_email")
    } else if too_long(email, EMAIL_CHARS) {
        Some("error.too_long")
    } else {
        (!email_is_good(email)).then_some("error.invalid_email")
    };
    let fields = [("order_number", number), ("email", email)];
    let mistake = |(field, key): (&str, Option<&str>)| {
        Some(Mistake {
            field: field.to_owned(),
            text: words.say(key?),
        })
    };
    fields.into_iter().filter_map(mistake).collect()
}
