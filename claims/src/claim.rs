//! A claim as it is kept.

use crate::{
    civil::{Date, HOUR_MS, Instant},
    draft::{Customer, DraftLine, ValidDraft},
    money::Money,
    number::ClaimNumber,
    order::OrderFacts,
    problem::EvidenceKind,
    status::{Goods, Pace, Status, first_turn},
    verdict::{Decision, Remedy, Verdict},
};
use serde::{Deserialize, Serialize};

/// Who did something, or is to do it.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    /// The customer.
    Customer,
    /// The shop.
    Shop,
    /// Who carries the goods.
    Carrier,
    /// Nobody: it is over.
    Nobody,
}

/// What is to happen next. A claim always has one.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Next {
    /// Whose turn it is.
    pub actor: Actor,
    /// What they are to do: `answer`, `decide`, `send_evidence`, `send_goods`, `give_remedy`, `none`.
    pub action: String,
    /// By when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Instant>,
    /// Where a whole day is given for it, which ends where the shop is: that day. `due` is then its noon in UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<Date>,
}

/// What became of one line.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineOutcome {
    /// The order line.
    pub line: String,
    /// Granted as asked, otherwise, or not.
    pub decision: Decision,
    /// What is given, which may differ from what was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remedy: Option<Remedy>,
    /// How much money, where it is money.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
}

/// One file of a claim.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceFile {
    /// Its place, 1 and up; `PUT .../evidence/{n}`.
    pub n: u32,
    /// What it shows.
    pub kind: EvidenceKind,
    /// The file's own name.
    pub name: String,
    /// Found from its bytes.
    pub media_type: String,
    /// Bytes as kept.
    pub size_bytes: u64,
    /// SHA-256 of the bytes as kept, lower-case hex.
    pub sha256: String,
}

/// A claim, whole, as the ledger keeps it.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// Can be read out on the phone.
    pub number: ClaimNumber,
    /// When it was kept.
    pub created_at: Instant,
    /// When it last changed.
    pub updated_at: Instant,
    /// The shop's civil date at `created_at`.
    pub filed_on: Date,
    /// The customer's language.
    pub locale: String,
    /// Who claims.
    pub customer: Customer,
    /// The facts it was judged on.
    pub order: OrderFacts,
    /// What is claimed.
    pub lines: Vec<DraftLine>,
    /// The verdict given on sending; keeps its policy version.
    pub verdict: Verdict,
    /// Where it stands.
    pub status: Status,
    /// Where the goods are.
    pub goods: Goods,
    /// What became of each line, once decided.
    #[serde(default)]
    pub outcomes: Vec<LineOutcome>,
    /// When the shop agreed to what is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreed_at: Option<Instant>,
    /// Files kept so far.
    #[serde(default)]
    pub evidence: Vec<EvidenceFile>,
    /// The shop's proposal the customer has not answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offer: Option<Offer>,
    /// When and where the two meet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appointment: Option<Appointment>,
    /// What the customer has meanwhile.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub loaner: Option<String>,
    /// What both sides were told of the day a loaner is due; one that was lent is due no more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lending: Option<Reminded>,
    /// Files the shop sent.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<EvidenceFile>,
    /// How it went, says the customer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rating: Option<Rating>,
    /// What both sides were told of the last deadline they were told of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reminded: Option<Reminded>,
    /// Whose turn it is.
    pub next: Next,
}

/// A time and place to meet, bring or fetch.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appointment {
    /// The shop's proposals, all at `place`.
    #[serde(default)]
    pub times: Vec<Instant>,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Proposals with a place of their own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub slots: Vec<Slot>,
    /// What was chosen can be changed until so many hours before it; without it, until it begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice_hours: Option<u32>,
    /// The customer's choice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chosen: Option<Instant>,
    /// Where that is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chosen_place: Option<String>,
}

/// A time with its place.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    /// When.
    pub time: Instant,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
}

impl Appointment {
    /// All there is to choose from.
    #[must_use]
    pub fn all(&self) -> Vec<Slot> {
        let at_place = |time: &Instant| Slot {
            time: *time,
            place: self.place.clone(),
        };
        let times = self.times.iter().map(at_place);
        times.chain(self.slots.iter().cloned()).collect()
    }

    /// Until when what was chosen can be changed.
    #[must_use]
    pub fn fixed_from(&self) -> Option<Instant> {
        let notice_ms = i64::from(self.notice_hours.unwrap_or(0)) * HOUR_MS;
        Some(self.chosen?.plus_ms(-notice_ms))
    }
}

/// How it went.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rating {
    /// 1 (bad) to 5 (good).
    pub stars: u8,
    /// In words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// What was told of a deadline.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reminded {
    /// Which.
    pub due: Instant,
    /// So often before it.
    pub warnings: u32,
    /// That it has passed.
    pub missed: bool,
}

/// What the shop proposes instead.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// What.
    pub remedy: Remedy,
    /// How much, where it is money.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
    /// It can be answered until then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<Instant>,
    /// The customer may ask for something else instead.
    #[serde(default = "yes")]
    pub may_counter: bool,
    /// Both sides were told that it lapses soon.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub warned: bool,
}

/// Offers kept before this could be said may be countered.
fn yes() -> bool {
    true
}

/// What the customer would like instead of what is offered: an amount, words, or both.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counter {
    /// How much.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
    /// In their words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// The claim as it is kept first: `received`, nothing decided. What the shop does by itself comes after
/// ([`automatic`](crate::status::automatic)); a claim filed although the verdict says no is a request that a person looks.
#[must_use]
pub fn file_claim(
    number: ClaimNumber,
    now: Instant,
    today: Date,
    valid: ValidDraft,
    verdict: Verdict,
    pace: Pace,
) -> Claim {
    let (draft, order) = valid.into_parts();
    let mut claim = Claim {
        number,
        created_at: now,
        updated_at: now,
        filed_on: today,
        locale: draft.locale,
        customer: draft.customer,
        order,
        lines: draft.lines,
        verdict,
        status: Status::Received,
        goods: Goods::NotRequired,
        outcomes: Vec::new(),
        agreed_at: None,
        evidence: Vec::new(),
        offer: None,
        appointment: None,
        loaner: None,
        lending: None,
        files: Vec::new(),
        rating: None,
        reminded: None,
        next: Next {
            actor: Actor::Shop,
            action: String::new(),
            due: None,
            day: None,
        },
    };
    claim.next = first_turn(&claim, now, pace);
    claim
}

impl Claim {
    /// Evidence asked for and not kept yet; a file announced counts only once it came. None once it is decided.
    #[must_use]
    pub fn missing_evidence(&self) -> Vec<EvidenceKind> {
        let mut missing = Vec::new();
        if !matches!(
            self.status,
            Status::Received | Status::NeedsInfo | Status::UnderReview
        ) {
            return missing;
        }
        for (judged, line) in self.verdict.lines.iter().zip(&self.lines) {
            for kind in &judged.evidence {
                let typed = *kind == EvidenceKind::Serial && line.serial.is_some();
                let kept = self.evidence.iter().any(|file| file.kind == *kind);
                if !typed && !kept && !missing.contains(kind) {
                    missing.push(*kind);
                }
            }
        }
        missing
    }
}
