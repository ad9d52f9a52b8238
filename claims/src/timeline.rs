//! The claim as its customer sees it: what happened, whose turn it is, by when.

use crate::{
    civil::Instant,
    claim::{Actor, Appointment, Claim, EvidenceFile, LineOutcome, Next, Offer, Rating},
    draft::DraftLine,
    policy::Policy,
    problem::EvidenceKind,
    shop::{Contact, Shop},
    status::{ClaimEvent, Goods, Status, record::EventRecord},
    verdict::{Remedy, Verdict},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// An event with its place and time.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "EventRecord", into = "EventRecord")]
pub struct Happened {
    /// 1 and up, without gaps, per claim.
    pub seq: u32,
    /// When.
    pub at: Instant,
    /// Who did it.
    pub by: Actor,
    /// What; its fields stand beside `seq`, `at` and `by`.
    pub event: ClaimEvent,
}

/// One claimed line, for people.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ViewLine {
    /// The order line.
    pub line: String,
    /// What the customer knows it as.
    pub title: String,
    /// Picture of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image: Option<String>,
    /// Units claimed.
    pub quantity: u32,
    /// The problem's text in the customer's language.
    pub problem: String,
    /// What was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requested: Option<Remedy>,
    /// What was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<LineOutcome>,
}

/// What the customer sees of a claim.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimView {
    /// With its dashes.
    pub number: String,
    /// When it was filed.
    pub created_at: Instant,
    /// When it last changed.
    pub updated_at: Instant,
    /// Where it stands.
    pub status: Status,
    /// Where the goods are.
    pub goods: Goods,
    /// Whose turn it is.
    pub next: Next,
    /// The customer's language.
    pub locale: String,
    /// The order it is about.
    pub order_number: String,
    /// What is claimed.
    pub lines: Vec<ViewLine>,
    /// The verdict given on sending, without the shop's trace.
    pub verdict: Verdict,
    /// Still to be sent.
    pub missing_evidence: Vec<EvidenceKind>,
    /// The shop's proposal, to accept or decline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offer: Option<Offer>,
    /// When and where the two meet: proposed, then chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appointment: Option<Appointment>,
    /// Until when the time that was chosen can be changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appointment_until: Option<Instant>,
    /// What the customer has meanwhile.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub loaner: Option<String>,
    /// How it went, says the customer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rating: Option<Rating>,
    /// Files kept.
    pub evidence: Vec<EvidenceFile>,
    /// What happened, oldest first.
    pub timeline: Vec<Happened>,
    /// Files the shop sent.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<EvidenceFile>,
    /// The customer's own files by place, each behind an expiring signed link.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub evidence_urls: BTreeMap<u32, String>,
    /// The shop's files likewise.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub file_urls: BTreeMap<u32, String>,
    /// Who has it.
    pub contact: Contact,
    /// Where the customer sends the goods, in their language; while that is their turn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub return_address: Option<String>,
}

/// The claim as its customer sees it: without the shop's trace, and without what is the ledger's own business. Links to
/// files are signed by who shows it.
#[must_use]
pub fn view(claim: &Claim, events: &[Happened], shop: &Shop, policy: &Policy) -> ClaimView {
    let mut verdict = claim.verdict.clone();
    for line in &mut verdict.lines {
        line.trace.clear();
    }
    ClaimView {
        number: claim.number.as_str().to_owned(),
        created_at: claim.created_at,
        updated_at: claim.updated_at,
        status: claim.status,
        goods: claim.goods,
        next: claim.next.clone(),
        locale: claim.locale.clone(),
        order_number: claim.order.number.clone(),
        lines: claim
            .lines
            .iter()
            .map(|line| view_line(claim, line, policy))
            .collect(),
        verdict,
        missing_evidence: claim.missing_evidence(),
        offer: claim.offer.clone(),
        appointment: claim.appointment.clone(),
        appointment_until: claim.appointment.as_ref().and_then(Appointment::fixed_from),
        loaner: claim.loaner.clone(),
        rating: claim.rating.clone(),
        evidence: claim.evidence.clone(),
        timeline: events
            .iter()
            .filter(|happened| is_for_customer(&happened.event))
            .cloned()
            .collect(),
        files: claim.files.clone(),
        evidence_urls: BTreeMap::new(),
        file_urls: BTreeMap::new(),
        contact: contact(claim, shop),
        return_address: return_address(claim, shop),
    }
}

/// The person a rule puts in charge of the first line it does so for, else the shop's.
fn contact(claim: &Claim, shop: &Shop) -> Contact {
    let of_lines = claim.verdict.lines.iter();
    let in_charge = of_lines.filter_map(|line| line.contact.as_ref()).next();
    in_charge.unwrap_or(&shop.contact).clone()
}

fn return_address(claim: &Claim, shop: &Shop) -> Option<String> {
    let address = shop.return_address.as_ref()?;
    let is_to_be_sent = claim.status == Status::Approved && claim.goods == Goods::Awaiting;
    is_to_be_sent.then(|| address.get(&claim.locale).to_owned())
}

fn view_line(claim: &Claim, line: &DraftLine, policy: &Policy) -> ViewLine {
    let bought = claim.order.line(&line.line);
    // A claim outlives the shop's list of problems: one no longer on it shows its id.
    let problem = policy.problem(&line.problem);
    ViewLine {
        line: line.line.clone(),
        title: bought.map_or_else(|| line.line.clone(), |bought| bought.title.clone()),
        image: bought.and_then(|bought| bought.image.clone()),
        quantity: line.quantity,
        problem: problem
            .map_or(line.problem.as_str(), |problem| {
                problem.text.get(&claim.locale)
            })
            .to_owned(),
        requested: line.requested,
        outcome: claim
            .outcomes
            .iter()
            .find(|outcome| outcome.line == line.line)
            .cloned(),
    }
}

fn is_for_customer(event: &ClaimEvent) -> bool {
    !matches!(
        event,
        ClaimEvent::LinkRequested | ClaimEvent::NotificationFailed { .. }
    )
}
