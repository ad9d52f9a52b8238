//! What the customer is entitled to, why, and until when.

use crate::{civil::Date, few::Few, money::Money, problem::EvidenceKind, shop::Contact};
use serde::{Deserialize, Serialize};

/// Why the customer is entitled.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// The right of withdrawal from a distance sale.
    Withdrawal,
    /// Exchange of sound goods.
    Exchange,
    /// The legal guarantee of conformity.
    Conformity,
    /// The commercial warranty of shop or maker.
    Warranty,
    /// Damage on the way.
    Transit,
    /// Kindness of the shop.
    Goodwill,
}

/// What can be done about it.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Remedy {
    /// Mend it.
    Repair,
    /// The same again.
    Replace,
    /// Another size, colour or product.
    Exchange,
    /// The price back.
    Refund,
    /// Part of the price back; the customer keeps the goods.
    PartialRefund,
    /// The price as credit.
    StoreCredit,
    /// The part that is missing or broken.
    SparePart,
    /// A discount on the next order.
    Coupon,
}

/// Who pays for sending it back.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Payer {
    /// The shop.
    Shop,
    /// The customer.
    Customer,
}

/// What the shop does with the claim by itself.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// Granted as it stands.
    Approve,
    /// A person of the shop decides.
    Review,
    /// Not granted; what is still possible is named.
    Decline,
}

/// The days by which something must happen, counted from today.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadlines {
    /// Hours until a person answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub respond_hours: Option<u32>,
    /// Last day to decide.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decide: Option<Date>,
    /// Last day to pay back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refund: Option<Date>,
    /// Days to pay back, the first of which is the day the shop agrees, where the law counts from there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refund_days_from_agreement: Option<u32>,
    /// Last day to have it repaired.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repair: Option<Date>,
    /// Last day to have it replaced.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replace: Option<Date>,
    /// Last day to hand over a loaner.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub loaner: Option<Date>,
    /// Last day for the customer to send the goods back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub send_back: Option<Date>,
}

impl Deadlines {
    /// The last day to pay back, where the shop agreed on that day.
    #[must_use]
    pub fn refund_agreed(&self, on: Date) -> Option<Date> {
        let days = self.refund_days_from_agreement?;
        let last = on.add_days(i32::try_from(days).unwrap_or(i32::MAX).saturating_sub(1));
        Some(self.refund.map_or(last, |refund| refund.min(last)))
    }
}

/// One ground on which the customer can have something.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entitlement {
    /// The ground.
    pub basis: Basis,
    /// What it gives, best or first due first.
    pub remedies: Vec<Remedy>,
    /// The last day to claim on this ground; absent where it has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// Evidence this ground asks for.
    pub evidence: Vec<EvidenceKind>,
    /// Who pays for sending it back.
    pub return_shipping: Payer,
    /// What is kept back from a refund.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fee: Option<Money>,
    /// The customer need not send it back.
    #[serde(default)]
    pub keep_item: bool,
    /// What comes on top of store credit or a coupon.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bonus: Option<Money>,
    /// The customer has another one while it is mended.
    #[serde(default, skip_serializing_if = "is_false")]
    pub loaner: bool,
    /// Where it can be handed in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub drop_off: Vec<String>,
    /// What must happen by when.
    pub deadlines: Deadlines,
}

#[allow(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks for a reference"
)]
fn is_false(flag: &bool) -> bool {
    !flag
}

/// A question of the shop, in the customer's language.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskedQuestion {
    /// What its answer is sent under.
    pub id: String,
    /// What is asked.
    pub text: String,
    /// Nothing is approved before it is answered.
    pub required: bool,
    /// Whether the claim answers it.
    pub answered: bool,
}

/// A value put into a reason's sentence.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fact {
    /// A day, shown in the customer's way of writing dates.
    Date(Date),
    /// An amount, shown in the customer's way of writing money.
    Money(Money),
    /// A whole number.
    Count(u32),
    /// As it is.
    Text(String),
}

/// Why: a rule a machine can match and a sentence a customer understands.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// `withdrawal.open`, `rule:small-defects-are-replaced`, `floor.remedies`.
    pub rule: String,
    /// The sentence, in the customer's language; empty until `explain` fills it.
    #[serde(default)]
    pub text: String,
    /// What the sentence speaks of.
    #[serde(default, skip_serializing_if = "Few::is_empty")]
    pub facts: Few<Fact>,
}

/// What the customer can still do.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StillPossible {
    /// Claim on another ground that is open.
    AnotherBasis,
    /// Ask the shop to be kind.
    Goodwill,
    /// Have a person look at it.
    HumanReview,
    /// Go to the dispute body of the country.
    DisputeBody,
}

/// One step that changed the verdict, for the shop.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Who changed it: `rule:ID`, `policy`, `order`, `preset:fr`, `floor:fr`.
    pub by: String,
    /// What was set: `decision`, `withdrawal.until`, ...; `lost.decision` where another rule, named in `to`, came
    /// first; `matched` where a rule that holds has nothing to say here.
    pub set: String,
    /// To what, in words a shop owner reads.
    pub to: String,
}

/// The verdict on one order line.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineVerdict {
    /// The order line.
    pub line: String,
    /// Every ground that applies today, the best for the customer first.
    pub entitlements: Vec<Entitlement>,
    /// What the shop does by itself.
    pub decision: Decision,
    /// Why.
    pub reasons: Vec<Reason>,
    /// Evidence asked for with this line, given or not.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<EvidenceKind>,
    /// Evidence asked for and not given yet.
    pub missing_evidence: Vec<EvidenceKind>,
    /// What the shop would like to know.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<AskedQuestion>,
    /// What may solve it without a claim.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tip: Option<String>,
    /// Who has claims like this one, where it is not the shop's contact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<Contact>,
    /// Ways on where nothing or not all is granted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub still_possible: Vec<StillPossible>,
    /// How it came about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub trace: Vec<Step>,
}

impl LineVerdict {
    /// The ground that gives `remedy`: the first that offers it, else the best there is.
    #[must_use]
    pub fn ground_for(&self, remedy: Option<Remedy>) -> Option<&Entitlement> {
        let offers =
            |ground: &&Entitlement| remedy.is_some_and(|remedy| ground.remedies.contains(&remedy));
        self.entitlements
            .iter()
            .find(offers)
            .or_else(|| self.entitlements.first())
    }

    /// The remedy asked for where a ground offers it, else the first of the best ground.
    #[must_use]
    pub fn remedy_for(&self, requested: Option<Remedy>) -> Option<Remedy> {
        let ground = self.ground_for(requested)?;
        requested
            .filter(|remedy| ground.remedies.contains(remedy))
            .or_else(|| ground.remedies.first().copied())
    }
}

/// The verdict on a draft.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// The policy it was judged by.
    pub policy_version: String,
    /// The least favourable decision of the lines.
    pub decision: Decision,
    /// One for each line of the draft, in its order.
    pub lines: Vec<LineVerdict>,
}
