//! Fields of a form with label, hint, what was typed, and what is wrong with it.

use super::words::Words;
use crate::{hosted::form::Form, html::escape};

/// One thing to put right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// Name and id of its field; empty where none is to blame.
    pub field: String,
    /// HTML.
    pub text: String,
}

/// What a form says of itself.
#[derive(Clone, Copy, Debug)]
pub struct Fields<'a> {
    /// As sent before; empty at first.
    pub form: &'a Form,
    /// Of the customer.
    pub words: Words<'a>,
    /// What was wrong with it.
    pub mistakes: &'a [Mistake],
}

/// What a field is like. Label and hint are HTML.
#[derive(Clone, Copy, Debug, Default)]
pub struct Input<'a> {
    /// Also its id.
    pub name: &'a str,
    /// Above it.
    pub label: &'a str,
    /// Below the label; may be empty.
    pub hint: &'a str,
    /// Attributes, such as `type="date"`.
    pub more: &'a str,
}

impl Fields<'_> {
    /// Everything that is wrong, each with a link to its field; the first thing on the page.
    pub fn summary(&self) -> String {
        if self.mistakes.is_empty() {
            return String::new();
        }
        let entry = |mistake: &Mistake| match mistake.field.as_str() {
            "" => format!("<li>{}</li>\n", mistake.text),
            field => format!(
                "<li><a href=\"#{}\">{}</a></li>\n",
                escape(field),
                mistake.text
            ),
        };
        let list: String = self.mistakes.iter().map(entry).collect();
        format!(
            "<div class=\"alert bad\" role=\"alert\" aria-labelledby=\"summary\" tabindex=\"-1\" autofocus>\n\
             <h2 id=\"summary\">{}</h2>\n<ul>\n{list}</ul>\n</div>\n",
            self.words.say("error.summary")
        )
    }

    /// The page's title, which says so where something is wrong.
    pub fn title(&self, title: &str) -> String {
        match self.mistakes.is_empty() {
            true => title.to_owned(),
            false => format!("{}: {title}", self.words.say("error.summary")),
        }
    }

    /// What is wrong with that field.
    pub fn note(&self, name: &str) -> String {
        let mistake = self.mistakes.iter().find(|mistake| mistake.field == name);
        let note = |mistake: &Mistake| {
            let (id, text) = (escape(name), &mistake.text);
            format!("<p class=\"error\" id=\"{id}-error\">{text}</p>\n")
        };
        mistake.map_or_else(String::new, note)
    }

    /// `aria-describedby` and `aria-invalid`.
    pub fn described(&self, name: &str, has_hint: bool) -> String {
        let id = escape(name);
        let wrong = self.mistakes.iter().any(|mistake| mistake.field == name);
        let hint = has_hint.then(|| format!("{id}-hint"));
        let error = wrong.then(|| format!("{id}-error"));
        let by: Vec<String> = hint.into_iter().chain(error).collect();
        let by = match by.is_empty() {
            true => String::new(),
            false => format!(" aria-describedby=\"{}\"", by.join(" ")),
        };
        let invalid = if wrong { " aria-invalid=\"true\"" } else { "" };
        by + invalid
    }

    /// A line of text.
    pub fn input(&self, input: &Input<'_>) -> String {
        let value = escape(self.form.get(input.name));
        let (id, described) = self.of(input);
        let field = format!(
            "<input id=\"{id}\" name=\"{id}\" value=\"{value}\"{described} {}>",
            input.more
        );
        self.around(input, &field)
    }

    /// Some lines of text.
    pub fn area(&self, input: &Input<'_>) -> String {
        let value = escape(self.form.get(input.name));
        let (id, described) = self.of(input);
        // The line break behind the tag is not part of what was typed.
        let field = format!(
            "<textarea id=\"{id}\" name=\"{id}\" rows=\"3\" maxlength=\"4000\"{described} {}>\n{value}</textarea>",
            input.more
        );
        self.around(input, &field)
    }

    /// One of a list; each is a value and what is read.
    pub fn select(&self, input: &Input<'_>, options: &[(&str, String)]) -> String {
        let chosen = self.form.get(input.name);
        let option = |(value, text): &(&str, String)| {
            let selected = if *value == chosen { " selected" } else { "" };
            format!(
                "<option value=\"{}\"{selected}>{text}</option>\n",
                escape(value)
            )
        };
        let options: String = options.iter().map(option).collect();
        let (id, described) = self.of(input);
        let field = format!("<select id=\"{id}\" name=\"{id}\"{described}>\n{options}</select>");
        self.around(input, &field)
    }

    /// A box to tick.
    pub fn tick(&self, name: &str, label: &str) -> String {
        let checked = if self.form.has(name) { " checked" } else { "" };
        let id = escape(name);
        format!(
            "<p class=\"tick\"><input type=\"checkbox\" id=\"{id}\" name=\"{id}\" value=\"1\"{checked}> \
             <label for=\"{id}\">{label}</label></p>\n"
        )
    }

    fn of(&self, input: &Input<'_>) -> (String, String) {
        let described = self.described(input.name, !input.hint.is_empty());
        (escape(input.name), described)
    }

    fn around(&self, input: &Input<'_>, field: &str) -> String {
        let id = escape(input.name);
        let hint = match input.hint {
            "" => String::new(),
            hint => format!("<p class=\"hint\" id=\"{id}-hint\">{hint}</p>\n"),
        };
        format!(
            "<div class=\"field\">\n<label for=\"{id}\">{}</label>\n{hint}{}{field}\n</div>\n",
            input.label,
            self.note(input.name)
        )
    }

    /// What was said before and is to be sent again, but for these fields.
    pub fn hidden(&self, but: impl Fn(&str) -> bool) -> String {
        let field = |(name, value): (&str, &str)| hidden(name, value);
        let fields = self.form.fields().filter(|(name, _)| !but(name));
        fields.map(field).collect()
    }
}

/// A value the customer need not see.
pub fn hidden(name: &str, value: &str) -> String {
    let (name, value) = (escape(name), escape(value));
    format!("<input type=\"hidden\" name=\"{name}\" value=\"{value}\">\n")
}

/// Sends the form.
pub fn button(label: &str, more: &str) -> String {
    format!("<button type=\"submit\" {more}>{label}</button>\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intl::Intl;

    #[test]
    fn what_was_typed_stays_and_what_is_wrong_is_told_above_and_at_the_field() {
        let intl = Intl::without_runtime("Europe/Paris").unwrap();
        let mut form = Form::default();
        form.set("name", "<b>\"Zoé\"");
        let mistakes = [Mistake {
            field: "name".into(),
            text: "Enter your name.".into(),
        }];
        let fields = Fields {
            form: &form,
            words: Words::of("en", &intl),
            mistakes: &mistakes,
        };
        assert!(
            fields
                .summary()
                .contains("<a href=\"#name\">Enter your name.</a>")
        );
        let html = fields.input(&Input {
            name: "name",
            label: "Your name",
            hint: "As on the parcel",
            more: "maxlength=\"200\"",
        });
        assert!(
            html.contains("value=\"&lt;b&gt;&quot;Zoé&quot;\""),
            "{html}"
        );
        assert!(
            html.contains("aria-describedby=\"name-hint name-error\""),
            "{html}"
        );
        assert!(
            html.contains("id=\"name-error\">Enter your name."),
            "{html}"
        );
        assert_eq!(
            fields.hidden(|name| name == "token"),
            "<input type=\"hidden\" name=\"name\" value=\"&lt;b&gt;&quot;Zoé&quot;\">\n"
        );
    }
}
