//! The claim as the page needs it: the fields of `claims::timeline::ClaimView` that are shown, and no others. What is
//! never read, such as the verdict's trace, is not worth its bytes on the way in.

use crate::flow::Grant;
use claims::{
    claim::{Actor, EvidenceFile, Offer},
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
    /// The name of a file that came.
    pub file: Option<String>,
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
    /// The shop's proposal.
    pub offer: Option<Offer>,
    /// Files kept.
    pub evidence: Vec<EvidenceFile>,
    /// What happened, oldest first.
    pub timeline: Vec<Happened>,
    /// Who has it.
    pub contact: Contact,
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
            offer: None,
            evidence: Vec::new(),
            timeline: Vec::new(),
            contact: Contact {
                name: String::new(),
                email: None,
                phone: None,
            },
            return_address: None,
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
