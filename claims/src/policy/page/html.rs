//! The page as HTML, without what surrounds it: headings, lists of names and texts, no style and no script.

use crate::policy::page::{Document, Row, RuleText, Section};

impl Document {
    /// What stands between `<main>` and `</main>`. Every text is escaped.
    #[must_use]
    pub fn to_html(&self) -> String {
        let sections: String = self.sections.iter().map(Section::to_html).collect();
        format!(
            "<h1>{}</h1>\n<p class=\"lead\">{}</p>\n{sections}<p class=\"note\">{}</p>\n",
            escape(&self.title),
            escape(&self.lead),
            escape(&self.note),
        )
    }
}

impl Section {
    fn to_html(&self) -> String {
        let rows: String = self.rows.iter().map(row).collect();
        let rules: String = self.rules.iter().map(rule).collect();
        let id = self.id;
        let parts = [
            format!(
                "<section aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{}</h2>\n",
                escape(&self.title)
            ),
            around("<p>", &escape(&self.lead), "</p>\n"),
            around("<dl>\n", &rows, "</dl>\n"),
            around("<ul>\n", &rules, "</ul>\n"),
            "</section>\n".to_owned(),
        ];
        parts.concat()
    }
}

fn row(row: &Row) -> String {
    let texts = row.texts.iter();
    let said: String = texts
        .map(|text| around("<dd>", &escape(text), "</dd>"))
        .collect();
    format!("<div><dt>{}</dt>{said}</div>\n", escape(&row.name))
}

fn rule(rule: &RuleText) -> String {
    around("<li>", &escape(&rule.text), "</li>\n")
}

/// Nothing around nothing.
fn around(before: &str, inner: &str, after: &str) -> String {
    match inner {
        "" => String::new(),
        inner => [before, inner, after].concat(),
    }
}

/// Safe between tags and between quotes of an attribute.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}
