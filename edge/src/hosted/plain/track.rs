//! `/track` without a script: no server sees what is behind the `#` of a link, so the customer pastes it, or has it
//! sent again.

use super::{
    field::{Fields, Input, Mistake, button},
    page::{Page, head},
    words::Words,
};
use crate::hosted::form::Form;
use claims::wire::{Recover, Unreadable, read_recover};
use serde_json::json;

/// The page; `said` is HTML of what was done, or could not be.
pub fn page(status: u16, said: &str, fields: &Fields<'_>) -> Page {
    let title = fields.words.say("recover.title");
    let main = format!(
        "{said}{}{}{}",
        fields.summary(),
        head(&title, ""),
        forms(fields)
    );
    Page {
        status,
        title: fields.title(&title),
        main,
    }
}

/// Both forms alone.
pub fn forms(fields: &Fields<'_>) -> String {
    let words = fields.words;
    let link = fields.input(&Input {
        name: "link",
        label: &words.say("plain.link"),
        hint: &words.say("plain.link_hint"),
        more: "autocomplete=\"off\" spellcheck=\"false\"",
    });
    let email = fields.input(&Input {
        name: "email",
        label: &words.say("recover.email"),
        hint: "",
        more: "type=\"email\" autocomplete=\"email\" maxlength=\"254\"",
    });
    let number = fields.input(&Input {
        name: "number",
        label: &words.say("recover.number"),
        hint: "",
        more: "autocomplete=\"off\" maxlength=\"64\"",
    });
    format!(
        "<form method=\"post\" action=\"/track\" novalidate>\n<section>\n{link}{}</section>\n</form>\n\
         <form method=\"post\" action=\"/track/link\" novalidate>\n<section>\n<p>{}</p>\n{email}{number}{}</section>\n</form>\n\
         <p><a href=\"/claim?plain=1\">{}</a></p>\n",
        button(&words.say("plain.open"), ""),
        words.say("recover.lead"),
        button(&words.say("recover.submit"), "class=\"quiet\""),
        words.say("recover.new"),
    )
}

/// The token of the form: in it, or behind the `#` of the link that was pasted.
pub fn token(form: &Form) -> &str {
    let pasted = form.get("link").trim();
    match form.get("token") {
        "" => pasted.rsplit('#').next().unwrap_or_default(),
        token => token,
    }
}

/// Whose links are wanted.
pub fn asked(form: &Form, words: Words<'_>) -> Result<Recover, Vec<Mistake>> {
    let body = json!({ "email": form.get("email"), "number": form.get("number") });
    let wrong = |field: &str, key: &str| {
        vec![Mistake {
            field: field.to_owned(),
            text: words.say(key),
        }]
    };
    if !form.has("email") {
        return Err(wrong("email", "error.required_email"));
    }
    read_recover(&body.to_string()).map_err(|unreadable| match unreadable {
        Unreadable::Fields(errors) if errors.iter().all(|error| error.pointer == "/number") => {
            wrong("number", "error.too_long")
        }
        Unreadable::Fields(_) | Unreadable::NotJson(_) => wrong("email", "error.invalid_email"),
    })
}
