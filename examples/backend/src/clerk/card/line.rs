//! One claimed line: what the customer says, and what the policy says to it.

use crate::{clerk::words, inbox::KnownClaim};
use claims::{civil::Date, draft::DraftLine, verdict::LineVerdict};
use maud::{Markup, html};

/// The line with its verdict.
pub fn line(known: &KnownClaim, line: &DraftLine) -> Markup {
    let claim = &known.claim;
    let bought = claim.order.line(&line.line);
    let verdict = claim
        .verdict
        .lines
        .iter()
        .find(|verdict| verdict.line == line.line);
    html! {
        section.line {
            h3 { (line.quantity) " × " (bought.map_or(line.line.as_str(), |bought| bought.title.as_str())) }
            @if let Some(price) = bought.and_then(|bought| bought.unit_price.as_ref()) {
                p.price { (words::money(price)) " each" }
            }
            dl {
                dt { "Problem" } dd { code { (line.problem) } }
                @if let Some(wish) = line.requested { dt { "Asks for" } dd { strong { (words::remedy(wish)) } } }
                @if let Some(serial) = &line.serial { dt { "Serial" } dd { (serial) } }
            }
            @if !line.description.is_empty() { blockquote { (line.description) } }
            @if let Some(verdict) = verdict { (verdict_of(verdict)) }
        }
    }
}

fn verdict_of(verdict: &LineVerdict) -> Markup {
    html! {
        div class=(format!("verdict {:?}", verdict.decision)) {
            h4 { "Verdict: " (words::decision(verdict.decision)) }
            ul.entitlements {
                @for one in &verdict.entitlements {
                    li { strong { (words::basis(one.basis)) } ": " (words::remedies(&one.remedies)) @if let Some(until) = one.until { ", until " (date(until)) } }
                }
            }
            ul.reasons {
                @for reason in &verdict.reasons {
                    li { @if !reason.text.is_empty() { (reason.text) " " } code { (reason.rule) } }
                }
            }
            @if !verdict.trace.is_empty() {
                details {
                    summary { "Rules that led there" }
                    ol { @for step in &verdict.trace { li { code { (step.by) } " set " (step.set) " to " (step.to) } } }
                }
            }
        }
    }
}

fn date(date: Date) -> String {
    serde_json::to_value(date)
        .ok()
        .and_then(|value| value.as_str().map(str::to_owned))
        .unwrap_or_default()
}
