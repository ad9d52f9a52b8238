//! What a rule sets.

use crate::{
    locale::Localized,
    money::Money,
    problem::EvidenceKind,
    shop::Contact,
    verdict::{Decision, Payer, Remedy},
};
use serde::{Deserialize, Serialize};

/// A period, in days or in months; never both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Window {
    /// In days, the first day not counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days: Option<u32>,
    /// In months.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub months: Option<u32>,
    /// What starts it; absent: what starts the ground's own period.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<WindowFrom>,
}

/// The day a window starts after.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WindowFrom {
    /// The line came.
    Delivery,
    /// The order was placed.
    Order,
    /// The last line of the order came.
    LastDelivery,
}

/// An amount, or a part of what the claimed units cost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fee {
    /// So much.
    Money(Money),
    /// So many per cent of what the claimed units cost, rounded down.
    Percent(u32),
}

/// A question to the customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Unique; the first rule that asks it words it.
    pub id: String,
    /// What is asked.
    pub text: Localized,
    /// Nothing is approved before it is answered.
    #[serde(default)]
    pub required: bool,
}

/// Something that must happen in so many hours: `["refund", 72]` in JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Within(pub Deadline, pub u32);

/// What a rule may set a time for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deadline {
    /// A person answers.
    Respond,
    /// The claim is decided.
    Decide,
    /// Money is paid back.
    Refund,
    /// It is repaired.
    Repair,
    /// It is replaced.
    Replace,
    /// A loaner is handed over.
    Loaner,
    /// The customer sends it back.
    SendBack,
}

impl Deadline {
    /// Each, in the order of the enum.
    pub const ALL: [Self; 7] = [
        Self::Respond,
        Self::Decide,
        Self::Refund,
        Self::Repair,
        Self::Replace,
        Self::Loaner,
        Self::SendBack,
    ];

    /// `send_back`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Respond => "respond",
            Self::Decide => "decide",
            Self::Refund => "refund",
            Self::Repair => "repair",
            Self::Replace => "replace",
            Self::Loaner => "loaner",
            Self::SendBack => "send_back",
        }
    }
}

/// The actions of a rule.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Then {
    /// `false`: nothing beyond the law. `true`: something, even where no ground is open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub eligible: Option<bool>,
    /// Why, for the customer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Localized>,
    /// How long the shop's own promise for this problem runs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub window: Option<Window>,
    /// What is offered, best first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub remedies: Vec<Remedy>,
    /// What the shop does by itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decision: Option<Decision>,
    /// What must be shown; an empty list asks for nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Vec<EvidenceKind>>,
    /// Asked with the claim.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub question: Option<Question>,
    /// What may solve it without a claim.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tip: Option<Localized>,
    /// Who pays for sending it back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub return_shipping: Option<Payer>,
    /// Where it can be handed in.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub drop_off: Vec<String>,
    /// What is kept back from a refund.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fee: Option<Fee>,
    /// What comes on top of store credit or a coupon.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bonus: Option<Fee>,
    /// The customer need not send it back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub keep_item: Option<bool>,
    /// The customer has another one while it is mended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub loaner: Option<bool>,
    /// Who has claims like this one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact: Option<Contact>,
    /// What must happen by when, each once.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub deadlines: Vec<Within>,
}

/// What a rule can set of which the first rule wins: the bits of [`Then::sets`], without the deadlines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Set {
    Eligible,
    Window,
    Remedies,
    Decision,
    Evidence,
    Tip,
    ReturnShipping,
    DropOff,
    Fee,
    Bonus,
    KeepItem,
    Loaner,
    Contact,
}

impl Set {
    /// The bit of the first deadline.
    pub(crate) const DEADLINES: usize = Self::Contact as usize + 1;
}

/// What the bits of [`Then::sets`] stand for, as the trace names it.
pub(crate) const SETS: [&str; 20] = [
    "eligible",
    "window",
    "remedies",
    "decision",
    "evidence",
    "tip",
    "return_shipping",
    "drop_off",
    "fee",
    "bonus",
    "keep_item",
    "loaner",
    "contact",
    "deadlines.respond",
    "deadlines.decide",
    "deadlines.refund",
    "deadlines.repair",
    "deadlines.replace",
    "deadlines.loaner",
    "deadlines.send_back",
];

impl Then {
    /// One bit for each thing it sets of which the first rule wins: all but texts and questions.
    pub(crate) fn sets(&self) -> u32 {
        let set = [
            self.eligible.is_some(),
            self.window.is_some(),
            !self.remedies.is_empty(),
            self.decision.is_some(),
            self.evidence.is_some(),
            self.tip.is_some(),
            self.return_shipping.is_some(),
            !self.drop_off.is_empty(),
            self.fee.is_some(),
            self.bonus.is_some(),
            self.keep_item.is_some(),
            self.loaner.is_some(),
            self.contact.is_some(),
        ];
        let bit = |(n, is_set): (usize, &bool)| u32::from(*is_set) << n;
        let own = set
            .iter()
            .enumerate()
            .map(bit)
            .fold(0, |all, bit| all | bit);
        let deadline = |within: &Within| 1 << (set.len() + within.0 as usize);
        let deadlines = self.deadlines.iter().map(deadline);
        deadlines.fold(own, |all, bit| all | bit)
    }

    /// The hours it sets for `deadline`.
    pub(crate) fn hours(&self, deadline: Deadline) -> Option<u32> {
        let within = self.deadlines.iter().find(|within| within.0 == deadline);
        within.map(|within| within.1)
    }
}
