//! What has happened to a claim, in words, with what was written and the files that came with it.

use super::{progress::with_amount, words::Words};
use crate::html::escape;
use claims::{
    claim::{Counter, EvidenceFile},
    status::ClaimEvent,
    timeline::ClaimView,
};
use std::collections::BTreeMap;

/// What has happened, oldest first.
pub fn timeline(words: Words<'_>, view: &ClaimView) -> String {
    let mut list = String::new();
    for happened in &view.timeline {
        let event = &happened.event;
        let key = if let ClaimEvent::OfferAnswered { accepted, counter } = event {
            answered(*accepted, counter.as_ref()).to_owned()
        } else {
            format!("event.{}", event.name())
        };
        let about = match about(words, &happened.event) {
            about if about.is_empty() => String::new(),
            about => format!("<p>{}</p>\n", escape(&about)),
        };
        list.push_str(&format!(
            "<li><p>{}</p>\n<p class=\"hint\">{}</p>\n{about}{}{}</li>\n",
            words.say(&key),
            escape(&words.time(happened.at)),
            quote(told(&happened.event)),
            attached(words, view, event),
        ));
    }
    let title = words.say("progress.timeline");
    format!("<section>\n<h2>{title}</h2>\n<ol class=\"plain\">\n{list}</ol>\n</section>\n")
}

/// The key of what was said to an offer.
pub fn answered(accepted: bool, counter: Option<&Counter>) -> &'static str {
    match (accepted, counter) {
        (true, _) => "event.offer.answered.accepted",
        (false, None) => "event.offer.answered.declined",
        (false, Some(_)) => "event.offer.answered.countered",
    }
}

/// What an event is about: a file, a person, a remedy with its amount.
fn about(words: Words<'_>, event: &ClaimEvent) -> String {
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "the others are about nothing"
    )]
    match event {
        ClaimEvent::EvidenceAdded { file } => file.name.clone(),
        ClaimEvent::UnderReview { person } => person.clone().unwrap_or_default(),
        ClaimEvent::AppointmentChosen { time, place } => match place {
            Some(place) => format!("{}, {place}", words.time(*time)),
            None => words.time(*time),
        },
        ClaimEvent::OfferAnswered {
            counter: Some(counter),
            ..
        } => counter
            .amount
            .as_ref()
            .map_or_else(String::new, |amount| words.money(amount)),
        ClaimEvent::AppointmentProposed { place, .. } => place.clone().unwrap_or_default(),
        ClaimEvent::LoanerLent { item, .. } => item.clone(),
        ClaimEvent::OfferMade { remedy, amount, .. } => {
            with_amount(words, *remedy, amount.as_ref())
        }
        ClaimEvent::Approved {
            remedy: Some(remedy),
            amount,
            ..
        } => with_amount(words, *remedy, amount.as_ref()),
        _ => String::new(),
    }
}

/// What somebody wrote with an event.
pub fn told(event: &ClaimEvent) -> Option<&str> {
    match event {
        ClaimEvent::MessageAdded { text, .. } | ClaimEvent::MessageSent { text, .. } => Some(text),
        ClaimEvent::OfferAnswered {
            counter: Some(counter),
            ..
        } => counter.text.as_deref(),
        ClaimEvent::NeedsInfo { message: text } | ClaimEvent::Declined { reason: text } => {
            Some(text)
        }
        ClaimEvent::GoodsInspected { finding: text } => Some(text),
        ClaimEvent::Withdrawn { reason: text }
        | ClaimEvent::Rated { text, .. }
        | ClaimEvent::AppointmentProposed { message: text, .. }
        | ClaimEvent::AppointmentCancelled { message: text }
        | ClaimEvent::GoodsInTransit { message: text }
        | ClaimEvent::GoodsReturned { message: text }
        | ClaimEvent::LoanerLent { message: text, .. }
        | ClaimEvent::LoanerReturned { message: text }
        | ClaimEvent::GoodsReceived { finding: text }
        | ClaimEvent::OfferMade { message: text, .. }
        | ClaimEvent::Approved { message: text, .. }
        | ClaimEvent::InProgress { message: text }
        | ClaimEvent::Resolved { message: text } => text.as_deref(),
        ClaimEvent::Submitted
        | ClaimEvent::EvidenceAdded { .. }
        | ClaimEvent::OfferAnswered { counter: None, .. }
        | ClaimEvent::OfferLapsed
        | ClaimEvent::AppointmentChosen { .. }
        | ClaimEvent::DeadlineNear { .. }
        | ClaimEvent::DeadlineMissed { .. }
        | ClaimEvent::Expired
        | ClaimEvent::UnderReview { .. }
        | ClaimEvent::OrderChecked { .. }
        | ClaimEvent::LinkRequested
        | ClaimEvent::NotificationFailed { .. } => None,
    }
}

/// That, as a quotation.
pub fn quote(text: Option<&str>) -> String {
    match text.map(str::trim) {
        None | Some("") => String::new(),
        Some(text) => format!("<blockquote class=\"told\">{}</blockquote>\n", escape(text)),
    }
}

/// The files that come with a message.
fn attached(words: Words<'_>, view: &ClaimView, event: &ClaimEvent) -> String {
    #[expect(clippy::wildcard_enum_match_arm, reason = "the others bring no files")]
    let (places, files, urls) = match event {
        ClaimEvent::MessageAdded { files, .. } => (files, &view.evidence, &view.evidence_urls),
        ClaimEvent::MessageSent { files, .. } => (files, &view.files, &view.file_urls),
        _ => return String::new(),
    };
    let files = files.iter().filter(|file| places.contains(&file.n));
    file_list(words, files, urls)
}

/// Files with name, size and a link.
pub fn file_list<'f>(
    words: Words<'_>,
    files: impl IntoIterator<Item = &'f EvidenceFile>,
    urls: &BTreeMap<u32, String>,
) -> String {
    let entry = |file: &EvidenceFile| {
        let (name, size) = (escape(&file.name), escape(&words.size(file.size_bytes)));
        let name = match urls.get(&file.n) {
            Some(url) => format!("<a href=\"{}\">{name}</a>", escape(url)),
            None => name,
        };
        format!("<li>{name} <span class=\"hint\">{size}</span></li>\n")
    };
    let entries: String = files.into_iter().map(entry).collect();
    match entries.is_empty() {
        true => String::new(),
        false => format!("<ul>\n{entries}</ul>\n"),
    }
}
