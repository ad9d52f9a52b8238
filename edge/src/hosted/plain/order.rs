//! `/claim?plain=1`: which order it is about.

use super::{
    field::{Fields, Input, Mistake, button},
    page::{Page, head},
    words::Words,
};
use crate::hosted::form::Form;
use claims::{
    draft::email_is_good,
    limits::{EMAIL_CHARS, ORDER_NUMBER_CHARS},
};

/// Where the form goes.
pub const ACTION: &str = "/claim?plain=1";

/// The page; `trouble` is HTML of what went wrong and no field is to blame for.
pub fn page(status: u16, fields: &Fields<'_>, trouble: &str) -> Page {
    let words = fields.words;
    let title = words.say("find.title");
    let main = format!(
        "{trouble}{}{}{}",
        fields.summary(),
        head(&title, &words.say("find.lead")),
        form(fields)
    );
    Page {
        status,
        title: fields.title(&title),
        main,
    }
}

/// The form alone. What was typed on later pages is carried along, so that a session that ended costs nothing.
pub fn form(fields: &Fields<'_>) -> String {
    let words = fields.words;
    let number = fields.input(&Input {
        name: "order_number",
        label: &words.say("find.order"),
        hint: &words.say("find.order_hint"),
        more: "autocomplete=\"off\" maxlength=\"64\"",
    });
    let email = fields.input(&Input {
        name: "email",
        label: &words.say("find.email"),
        hint: &words.say("find.email_hint"),
        more: "type=\"email\" autocomplete=\"email\" maxlength=\"254\"",
    });
    let carried = fields.hidden(|name| matches!(name, "order_number" | "email" | "token" | "key"));
    format!(
        "<form method=\"post\" action=\"{ACTION}\" novalidate>\n{carried}{number}{email}{}</form>\n\
         <p><a href=\"/track?plain=1\">{}</a></p>\n",
        button(&words.say("find.submit"), ""),
        words.say("find.follow"),
    )
}

/// What is wrong with the two fields.
pub fn mistakes(form: &Form, words: Words<'_>) -> Vec<Mistake> {
    let (number, email) = (form.get("order_number").trim(), form.get("email").trim());
    let too_long = |text: &str, most: u32| text.chars().count() > most as usize;
    let number = if number.is_empty() {
        Some("error.required_order")
    } else {
        too_long(number, ORDER_NUMBER_CHARS).then_some("error.too_long")
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
