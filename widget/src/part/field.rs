//! A field with its label, its hint and what is wrong with it.

use crate::{
    element::{El, On, el, nothing, text},
    flow::{Field, FieldTrouble, Flow},
    part::{Icon, icon},
    read::kind_name,
    words::{Words, joined},
};
use claims::decimal::count;

/// What a field is like. Label and hint are keys of texts.
#[derive(Clone, Copy, Debug)]
pub struct Input {
    /// `textarea`, or the type of an `input`.
    pub kind: &'static str,
    /// Its name in a plain form; may be empty, as the others below.
    pub name: &'static str,
    /// What the browser may fill in.
    pub autocomplete: &'static str,
    /// Its label.
    pub label: &'static str,
    /// A line below the label.
    pub hint: &'static str,
    /// Characters at most.
    pub max: &'static str,
}

impl Input {
    /// A line of text.
    pub const TEXT: Self = Self {
        kind: "text",
        name: "",
        autocomplete: "",
        label: "",
        hint: "",
        max: "200",
    };

    /// An e-mail address. Not of type `email`, whose caret cannot be carried over from the loader's form.
    pub const EMAIL: Self = Self {
        name: "email",
        autocomplete: "email",
        label: "find.email",
        max: "254",
        ..Self::TEXT
    };

    /// Some lines of text; as many characters as the edge takes.
    pub const LINES: Self = Self {
        kind: "textarea",
        max: "4000",
        ..Self::TEXT
    };
}

/// The words for an error; those about files name the file, the limit or what is missing.
#[must_use]
pub fn field_error(flow: &Flow, words: &Words, error: &FieldTrouble) -> String {
    if error.field != Field::Files {
        return words.text(error.key).to_owned();
    }
    let mut missing = Vec::new();
    for kind in flow.missing_evidence() {
        missing.push(words.of("evidence", kind_name(kind)));
    }
    let limits = &flow.shop.limits;
    words.fill(
        error.key,
        &[
            ("name", &error.name),
            ("size", &words.size(limits.file_bytes)),
            ("count", &count(limits.files as usize)),
            ("what", &joined(&missing, words.comma())),
        ],
    )
}

/// The error below a field, if it has one.
#[must_use]
pub fn note(flow: &Flow, words: &Words, field: Field) -> El {
    let Some(error) = flow.errors.iter().find(|error| error.field == field) else {
        return nothing();
    };
    el("p", "error")
        .with("id", &[&field.id(), "-error"].concat())
        .child(icon(Icon::Attention))
        .child(text("span", "", &field_error(flow, words, error)))
}

/// A field to type into, with `value` in it.
#[must_use]
pub fn field(flow: &Flow, words: &Words, field: Field, input: &Input, value: &str) -> El {
    labelled(flow, words, field, input, words.text(input.label), value)
}

/// The same with a label that is not of the widget's texts.
#[inline(never)]
#[must_use]
pub fn labelled(
    flow: &Flow,
    words: &Words,
    field: Field,
    input: &Input,
    label: &str,
    value: &str,
) -> El {
    let id = field.id();
    let wrong = flow.errors.iter().any(|error| error.field == field);
    let has_hint = !input.hint.is_empty();
    let hint_id = [&id, "-hint"].concat();
    let mut described = String::new();
    if has_hint {
        described.push_str(&hint_id);
    }
    if wrong {
        described = [&described, " ", &id, "-error"].concat();
    }
    let is_area = input.kind == "textarea";
    let mut made = el(if is_area { "textarea" } else { "input" }, "input")
        .with("id", &id)
        .with("part", "input")
        .when(!is_area, "type", input.kind)
        .when(is_area, "rows", "3")
        .when(input.autocomplete == "email", "inputmode", "email")
        .when(wrong, "aria-invalid", "true")
        .with("value", value)
        .on(On::Set(field));
    for (name, value) in [
        ("name", input.name),
        ("autocomplete", input.autocomplete),
        ("maxlength", input.max),
        ("aria-describedby", described.trim()),
    ] {
        made = made.when(!value.is_empty(), name, value);
    }
    el("div", "field")
        .keyed(&id)
        .child(text("label", "", label).with("for", &id))
        .child(if has_hint {
            words.el("p", "hint", input.hint).with("id", &hint_id)
        } else {
            nothing()
        })
        .child(made)
        .child(note(flow, words, field))
}

/// A choice of few numbers.
#[must_use]
pub fn select(field: Field, label: &str, value: u32, last: u32) -> El {
    let id = field.id();
    let mut made = el("select", "input").with("id", &id);
    for number in 1..=last {
        let number = count(number as usize);
        made = made.child(text("option", "", &number).with("value", &number));
    }
    el("div", "quantity")
        .child(text("label", "vh", label).with("for", &id))
        .child(
            made.with("value", &count(value as usize))
                .on(On::Set(field)),
        )
}

/// A box to tick.
#[must_use]
pub fn tick(words: &Words, field: Field, label: &str, ticked: bool) -> El {
    let id = field.id();
    el("label", "tick")
        .keyed(&id)
        .child(
            el("input", "")
                .with("type", "checkbox")
                .with("id", &id)
                .when(ticked, "checked", "")
                .on(On::Set(field)),
        )
        .child(words.el("span", "", label))
}
