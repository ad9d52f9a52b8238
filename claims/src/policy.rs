//! The shop's policy, checked: what it grants, its rules, its problems.
//!
//! `file::check` reads it as a shop owner writes it; [`judge()`] decides by it. It is sent to the page without its private
//! rules, so everything in it is data: the law it stands on too, which the check takes from the preset.
//!
//! For each thing a verdict says, the first matching rule that sets it wins, then the shop's terms, then the preset;
//! then the statutory floor raises what is below the law.

use crate::{
    civil::Date,
    draft::{AnnouncedFile, DraftLine},
    money::Currency,
    order::{OrderFacts, OrderLine},
    problem::{EvidenceKind, Problem},
    status::Pace,
    verdict::{Payer, Remedy},
};
use serde::{Deserialize, Serialize};

mod decide;
#[cfg(test)]
mod docs;
#[cfg(feature = "texts")]
pub mod file;
mod floor;
mod follow;
mod grounds;
mod judge;
#[cfg(feature = "texts")]
mod kept;
mod law;
mod ledger;
mod line;
#[cfg(feature = "texts")]
pub mod page;
#[cfg(feature = "texts")]
mod preset;
mod rule;
#[cfg(test)]
pub(crate) mod sample;
#[cfg(test)]
mod stories;
pub(crate) mod why;
mod windows;

pub use judge::judge;
#[cfg(feature = "texts")]
pub use kept::read_kept;
pub use law::{
    AfterService, AtFirst, Clock, ComplexLaw, ExchangeLaw, FailedBy, GuaranteeLaw, Holidays, Law,
    NotTold, Restarts, SameFaultLaw, Told, WithdrawalLaw,
};
pub use rule::{
    Condition, Deadline, Fee, Question, Rule, Subject, Test, Then, When, Window, WindowFrom, Within,
};

/// Days until a claim ends whose customer does not send what was asked for, where the shop says nothing. A default of
/// ours: a month, holidays included, in which two warnings come.
const EXPIRE_DAYS: u32 = 30;

#[allow(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks for a reference"
)]
fn is_zero(days: &u32) -> bool {
    *days == 0
}

/// What happens to a claim that nothing covers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OutOfPolicy {
    /// A person of the shop looks at it.
    #[default]
    Review,
    /// It is turned down, with what is still possible.
    Decline,
    /// The shop is kind: it offers something (a coupon, unless `goodwill` says otherwise), and a person sets how much.
    Goodwill,
}

/// What the shop grants on one ground, where that is more than, or beside, the law.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Terms {
    /// Days from delivery, the day of delivery not counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days: Option<u32>,
    /// Months from delivery.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub months: Option<u32>,
    /// What is given, best first; empty: what the preset says.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub remedies: Vec<Remedy>,
    /// Asked for on this ground, beside what the problem asks for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<EvidenceKind>,
    /// Who pays for sending it back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub return_shipping: Option<Payer>,
}

/// What the shop grants to those who buy in trade or profession, to whom the presets grant nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct BusinessTerms {
    /// Days to take back sound goods.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub withdrawal_days: Option<u32>,
    /// Months of the contract's guarantee.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub guarantee_months: Option<u32>,
}

/// The shop's policy, checked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Policy {
    /// Changes whenever the policy does; a claim keeps the one it was judged by.
    pub version: String,
    /// The shop's country, ISO 3166-1 alpha-2.
    pub country: String,
    /// The law it stands on, `fr`.
    pub preset: String,
    /// The preset's versions, the oldest first: the law by which this policy judges.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub laws: Vec<Law>,
    /// The currency of its amounts.
    pub currency: Currency,
    /// Hours until a person answers.
    pub respond_hours: u32,
    /// Days until a claim ends whose customer does not send what was asked for; 0 where the shop says nothing.
    #[serde(skip_serializing_if = "is_zero")]
    pub expire_days: u32,
    /// What happens to a claim that nothing covers.
    pub out_of_policy: OutOfPolicy,
    /// Sound goods taken back.
    pub withdrawal: Terms,
    /// Sound goods exchanged.
    pub exchange: Terms,
    /// The legal guarantee, where the shop gives more.
    pub guarantee: Terms,
    /// The commercial warranty of shop or maker.
    pub warranty: Terms,
    /// Damage on the way.
    pub transit: Terms,
    /// What kindness gives.
    pub goodwill: Terms,
    /// Those who buy in trade or profession.
    pub business: BusinessTerms,
    /// Days that are no working days, beside those of the preset.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub holidays: Vec<Date>,
    /// The shop's rules, read top to bottom.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<Rule>,
    /// What the customer can say is wrong.
    pub problems: Vec<Problem>,
}

/// What a verdict is asked about.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
    /// The order as known.
    pub order: &'a OrderFacts,
    /// What is claimed.
    pub lines: &'a [DraftLine],
    /// Files announced or kept.
    pub files: &'a [AnnouncedFile],
    /// The customer's language.
    pub locale: &'a str,
    /// The shop's civil date.
    pub today: Date,
}

impl Policy {
    /// The policy as the page may know it: without private rules, and without what only the ledger goes by.
    #[must_use]
    pub fn for_page(&self) -> Self {
        let mut shown = self.clone();
        shown.expire_days = 0;
        shown.rules.retain(|rule| !rule.private);
        shown
    }

    /// Hours until a person answers.
    #[must_use]
    pub fn respond_hours(&self) -> u32 {
        self.respond_hours
    }

    /// How long things may take.
    #[must_use]
    pub fn pace(&self) -> Pace {
        let expire_days = match self.expire_days {
            0 => EXPIRE_DAYS,
            days => days,
        };
        Pace {
            respond_hours: self.respond_hours,
            expire_days,
        }
    }

    /// The problem of that id.
    #[must_use]
    pub fn problem(&self, id: &str) -> Option<&Problem> {
        self.problems.iter().find(|problem| problem.id == id)
    }
}

/// The problems a customer can choose for `line`, in the shop's order.
#[must_use]
pub fn problems_for<'a>(policy: &'a Policy, line: &OrderLine) -> Vec<&'a Problem> {
    policy
        .problems
        .iter()
        .filter(|problem| is_offered_for(problem, line))
        .collect()
}

/// Whether `problem` can be chosen for `line`; where nobody knows the line's category, the customer knows best.
pub(crate) fn is_offered_for(problem: &Problem, line: &OrderLine) -> bool {
    problem.categories.is_empty()
        || line
            .category
            .as_ref()
            .is_none_or(|category| problem.categories.contains(category))
}
