//! The claim as the page needs it: the fields of `claims::timeline::ClaimView` that are shown, and no others. What is
//! never read, such as the verdict's trace, is not worth its bytes on the way in.

use crate::{flow::Grant, json::Tree, read};
use claims::{
    claim::{Actor, EvidenceFile},
    money::Money,
    problem::EvidenceKind,
    shop::Contact,
    timeline::ViewLine,
    verdict::Remedy,
};

/// Whose turn it is, to do what, by when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Next {
    /// Who.
    pub actor: Actor,
    /// What; the key of a text.
    pub action: String,
    /// By when, RFC 3339.
    pub due: Option<String>,
}

/// The shop's proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What.
    pub remedy: Remedy,
    /// How much.
    pub amount: Option<Money>,
    /// Open until then, RFC 3339.
    pub until: Option<String>,
    /// Something else may be asked for.
    pub may_counter: bool,
}

/// A time and where, both as they came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Slot {
    /// RFC 3339.
    pub time: String,
    /// Where; may be empty.
    pub place: String,
}

/// A time and place to meet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Appointment {
    /// To choose from.
    pub slots: Vec<Slot>,
    /// What was chosen.
    pub chosen: Option<Slot>,
    /// It can be changed until then, RFC 3339.
    pub until: Option<String>,
}

/// A file that can be had.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attached {
    /// Its own name.
    pub name: String,
    /// Bytes.
    pub size_bytes: u64,
    /// Where; works for some days.
    pub url: String,
}

/// One event of the timeline; which of the fields are there depends on its type.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Happened {
    /// When, RFC 3339.
    pub at: String,
    /// `claim.approved`; the key of a text.
    pub kind: String,
    /// A message's words.
    pub text: Option<String>,
    /// Words that come with a decision.
    pub message: Option<String>,
    /// Why it was declined or withdrawn.
    pub reason: Option<String>,
    /// What was found when the goods came.
    pub finding: Option<String>,
    /// Who looks at it.
    pub person: Option<String>,
    /// What is granted or offered.
    pub remedy: Option<Remedy>,
    /// How much.
    pub amount: Option<Money>,
    /// The answer to an offer.
    pub accepted: bool,
    /// What is asked for instead of an offer was said.
    pub countered: bool,
    /// A time that was chosen, RFC 3339.
    pub time: Option<String>,
    /// Where that is, or times are proposed.
    pub place: Option<String>,
    /// What is lent.
    pub item: Option<String>,
    /// Files that came.
    pub files: Vec<Attached>,
}

impl Happened {
    /// The customer did it.
    #[must_use]
    pub fn is_ours(&self) -> bool {
        matches!(
            self.kind.as_str(),
            "claim.submitted"
                | "evidence.added"
                | "message.added"
                | "claim.withdrawn"
                | "offer.answered"
                | "appointment.chosen"
                | "claim.rated"
        )
    }
}

/// A claim as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// With its dashes.
    pub number: String,
    /// When it last changed, RFC 3339.
    pub updated_at: String,
    /// Where it stands; the key of a text.
    pub status: String,
    /// Where the goods are; the key of a text.
    pub goods: String,
    /// Whose turn it is.
    pub next: Next,
    /// The order it is about.
    pub order_number: String,
    /// What is claimed.
    pub lines: Vec<ViewLine>,
    /// What is granted and still to be given, in the order of the lines.
    pub grants: Vec<Option<Grant>>,
    /// Still to be sent.
    pub missing_evidence: Vec<EvidenceKind>,
    /// Files kept.
    pub evidence: Vec<EvidenceFile>,
    /// Who has it.
    pub contact: Contact,
    /// As it came, for [`View::followed`]; the program that files claims does not keep it.
    pub more: Tree,
}

/// What only the progress screen shows. It is read when it is shown: whoever files a claim carries nothing of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Followed {
    /// The shop's proposal.
    pub offer: Option<Offer>,
    /// When and where to meet.
    pub appointment: Option<Appointment>,
    /// What the customer has meanwhile.
    pub loaner: Option<String>,
    /// Stars given; 0 for none yet.
    pub stars: u32,
    /// What happened, oldest first.
    pub timeline: Vec<Happened>,
    /// Where the goods are to be sent, while that is to be done.
    pub return_address: Option<String>,
}

impl Default for View {
    fn default() -> Self {
        Self {
            number: String::new(),
            updated_at: String::new(),
            status: String::new(),
            goods: String::new(),
            next: Next {
                actor: Actor::Nobody,
                action: String::new(),
                due: None,
            },
            order_number: String::new(),
            lines: Vec::new(),
            grants: Vec::new(),
            missing_evidence: Vec::new(),
            evidence: Vec::new(),
            contact: Contact {
                name: String::new(),
                email: None,
                phone: None,
            },
            more: Tree::Nothing,
        }
    }
}

impl View {
    /// Nothing more is to come.
    #[must_use]
    pub fn is_over(&self) -> bool {
        matches!(
            self.status.as_str(),
            "resolved" | "withdrawn" | "expired" | "declined"
        )
    }

    /// A refusal can be answered, and so can what was given.
    #[must_use]
    pub fn can_write(&self) -> bool {
        !matches!(self.status.as_str(), "withdrawn" | "expired")
    }

    /// It is over, and how it went can be said.
    #[must_use]
    pub fn can_rate(&self) -> bool {
        matches!(self.status.as_str(), "resolved" | "declined")
    }

    /// What only the progress screen shows.
    #[must_use]
    pub fn followed(&self) -> Followed {
        read::followed(&self.more)
    }

    /// How many things have happened.
    #[must_use]
    pub fn events(&self) -> usize {
        if let Tree::List(events) = self.more.at("timeline") {
            events.len()
        } else {
            0
        }
    }

    /// What is granted for the line at that place, while it is to be given.
    #[must_use]
    pub fn granted(&self, at: usize) -> Option<&Grant> {
        self.grants.get(at)?.as_ref()
    }

    /// The customer may still take it back.
    #[must_use]
    pub fn can_withdraw(&self) -> bool {
        matches!(
            self.status.as_str(),
            "received" | "needs_info" | "under_review" | "approved"
        )
    }
}

/// The answer to a claim that was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filed {
    /// The claim.
    pub claim: View,
    /// Opens it.
    pub tracking_token: String,
    /// `…/track#token`.
    pub tracking_url: String,
    /// It had been kept before; said in a header.
    pub replayed: bool,
}
