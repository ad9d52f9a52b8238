//! One claim on the desk.

use super::words;
use crate::inbox::KnownClaim;
use claims::{
    claim::{Actor, EvidenceFile},
    status::ClaimEvent,
};
use maud::{Markup, html};
use std::collections::BTreeMap;

mod answering;
mod line;

/// The parts marked `data-part` are replaced one by one when there is news.
pub fn claim(known: &KnownClaim) -> Markup {
    let claim = &known.claim;
    let number = claim.number.as_str();
    let id = format!("claim-{number}");
    let yours = claim.next.actor == Actor::Shop;
    html! {
        article.claim #(id) aria-labelledby=(format!("{id}-title")) {
            header data-part="head" {
                div {
                    h2 #(format!("{id}-title")) { "Claim " (number) }
                    p.who {
                        (claim.customer.name) " · " (claim.customer.email)
                        @if let Some(phone) = &claim.customer.phone { " · " (phone) }
                    }
                    p.where {
                        (known.shop.name()) " · order " (claim.order.number)
                        @if !claim.order.verified { " " span.warn { "not confirmed" } }
                        " · " time datetime=(words::timestamp(claim.created_at)) { (words::moment(claim.created_at)) }
                        " · " span lang="en" { (claim.locale) }
                    }
                }
                div.state {
                    span class=(format!("badge {:?}", claim.status)) { (words::status(claim.status)) }
                    p.turn.yours[yours] { (words::turn(&claim.next)) }
                    p.goods { "Goods " (words::goods(claim.goods)) }
                }
            }
            div.body data-part="body" {
                div.lines { @for line in &claim.lines { (line::line(known, line)) } }
                div.events { (photos(known)) (history(known)) }
            }
            (answering::reply(known.last_reply.as_ref()))
            (answering::form(known))
            details.raw data-part="raw" {
                summary { "Raw JSON" }
                @for body in &known.bodies { pre tabindex="0" { (pretty(body)) } }
            }
        }
    }
}

/// Files come with events of their own, which may be newer or older than the claim shown.
fn files(known: &KnownClaim) -> BTreeMap<u32, EvidenceFile> {
    let mut files: BTreeMap<_, _> = known
        .claim
        .evidence
        .iter()
        .map(|file| (file.n, file.clone()))
        .collect();
    for happened in known.timeline.values() {
        if let ClaimEvent::EvidenceAdded { file } = &happened.event {
            files.insert(file.n, file.clone());
        }
    }
    files
}

fn photos(known: &KnownClaim) -> Markup {
    let files = files(known);
    html! {
        @if !files.is_empty() {
            ul.files aria-label="Files" {
                @for file in files.values() { li { (one_file(file, known.evidence_urls.get(&file.n))) } }
            }
        }
    }
}

fn one_file(file: &EvidenceFile, url: Option<&String>) -> Markup {
    let url = url.filter(|url| url.starts_with("https://") || url.starts_with("http://"));
    let is_image = file.media_type.starts_with("image/") && file.media_type != "image/heic";
    let caption = format!(
        "{}: {}, {} KB",
        words::evidence(file.kind),
        file.name,
        file.size_bytes.div_ceil(1024)
    );
    html! {
        @if let Some(url) = url {
            a href=(url) { @if is_image { img src=(url) alt=(file.name) loading="lazy"; } (caption) }
        } @else { (caption) }
    }
}

fn history(known: &KnownClaim) -> Markup {
    html! {
        ol.timeline aria-label="Timeline" {
            @for happened in known.timeline.values() {
                @let (what, said) = words::event(&happened.event);
                li {
                    time datetime=(words::timestamp(happened.at)) { (words::moment(happened.at)) }
                    " " strong { (what) } " " span.by { (words::actor(happened.by)) }
                    @if !said.is_empty() { p.said { (said) } }
                }
            }
        }
        @if known.tracking_url.starts_with("http") { p { a href=(known.tracking_url) { "What the customer sees" } } }
    }
}

fn pretty(body: &str) -> String {
    let value: Option<serde_json::Value> = serde_json::from_str(body).ok();
    value
        .and_then(|value| serde_json::to_string_pretty(&value).ok())
        .unwrap_or_else(|| body.to_owned())
}
