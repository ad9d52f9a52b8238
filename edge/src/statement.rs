//! The written claim: what was claimed, when, on what grounds, with which files. Every text in it is escaped.

use crate::{
    html::{escape, html_tag},
    intl::Intl,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use claims::{
    claim::{Claim, EvidenceFile},
    shop::Shop,
    texts::Language,
    timeline::ClaimView,
};
use sha2::{Digest, Sha256};

const STYLE: &str = include_str!("statement/page.css");

/// What the content security policy calls the style of the page.
pub fn style_hash() -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(STYLE)))
}

/// The page.
pub fn page(shop: &Shop, intl: &Intl, claim: &Claim, view: &ClaimView) -> String {
    let (language, locale) = (Language::of(&claim.locale), claim.locale.as_str());
    let title = escape(&format!(
        "{} {}",
        language.text("statement.title"),
        claim.number
    ));
    let filed = format!(
        "{} {}",
        language.text("statement.filed"),
        intl.moment(locale, claim.created_at)
    );
    format!(
        "<!doctype html>\n{}\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n\
         <header><p>{}</p></header>\n<main>\n<h1>{title}</h1>\n<p>{}</p>\n\
         <table>\n{}</table>\n<h2>{}</h2>\n{}{}</main>\n</body>\n</html>\n",
        html_tag(locale),
        escape(&shop.name),
        escape(&filed),
        who_and_what(language, claim),
        language.text("statement.items"),
        items(language, claim, view),
        files(language, claim),
    )
}

fn who_and_what(language: Language, claim: &Claim) -> String {
    let of = |key: &str| language.text(&format!("statement.{key}"));
    let day = |date| Intl::date(&claim.locale, date);
    let delivered = claim.order.delivered_on.map(day).unwrap_or_default();
    let rows = [
        row(&of("name"), &claim.customer.name),
        row(&of("email"), &claim.customer.email),
        row(
            &of("phone"),
            claim.customer.phone.as_deref().unwrap_or_default(),
        ),
        row(&of("order"), &claim.order.number),
        row(&of("placed"), &day(claim.order.placed_on)),
        row(&of("delivered"), &delivered),
    ];
    rows.concat()
}

fn items(language: Language, claim: &Claim, view: &ClaimView) -> String {
    let of = |key: &str| language.text(&format!("statement.{key}"));
    let mut items = String::new();
    for ((line, shown), verdict) in claim
        .lines
        .iter()
        .zip(&view.lines)
        .zip(&claim.verdict.lines)
    {
        let reasons: Vec<_> = verdict
            .reasons
            .iter()
            .map(|reason| reason.text.as_str())
            .collect();
        let requested = line
            .requested
            .map_or_else(String::new, |remedy| language.remedy(remedy));
        let rows = [
            row(&of("quantity"), &shown.quantity.to_string()),
            row(&of("problem"), &shown.problem),
            row(&of("description"), &line.description),
            row(&of("serial"), line.serial.as_deref().unwrap_or_default()),
            row(&of("requested"), &requested),
            row(&of("reason"), &reasons.join("\n")),
        ];
        let (title, rows) = (escape(&shown.title), rows.concat());
        items.push_str(&format!("<h3>{title}</h3>\n<table>\n{rows}</table>\n"));
    }
    items
}

fn files(language: Language, claim: &Claim) -> String {
    if claim.evidence.is_empty() {
        return String::new();
    }
    let file = |file: &EvidenceFile| {
        format!(
            "<li>{} <code>{}</code></li>\n",
            escape(&file.name),
            escape(&file.sha256)
        )
    };
    let files: String = claim.evidence.iter().map(file).collect();
    format!(
        "<h2>{}</h2>\n<ul>\n{files}</ul>\n",
        language.text("statement.files")
    )
}

/// A row of a table; nothing for a text that is not there.
fn row(name: &str, text: &str) -> String {
    match text.trim() {
        "" => String::new(),
        text => format!(
            "<tr><th>{}</th><td>{}</td></tr>\n",
            escape(name),
            escape(text)
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_there_has_no_row_and_what_is_is_escaped() {
        assert_eq!(row("Phone", " "), "");
        let escaped = "<tr><th>Name</th><td>&lt;b&gt;</td></tr>\n";
        assert_eq!(row("Name", "<b>"), escaped);
    }

    #[test]
    fn the_style_cannot_end_its_tag_and_has_a_hash() {
        assert!(!STYLE.contains('<'));
        assert!(style_hash().starts_with("sha256-"));
    }
}
