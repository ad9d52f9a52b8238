//! What the flow remembers: where the customer is, what they said, the shop and the order.

use crate::flow::{File, Stated};
use claims::{
    civil::Date,
    draft::DraftLine,
    order::OrderFacts,
    policy::Policy,
    wire::{ClaimLink, Limits},
};

/// Where the customer is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Screen {
    /// Order number and e-mail.
    #[default]
    Find,
    /// A lost link.
    Recover,
    /// Which items; or, where the order is not known, what was bought.
    Items,
    /// What is wrong with each.
    Problem,
    /// The tip helped.
    Solved,
    /// Photos and papers.
    Evidence,
    /// The verdict, and what the customer would like.
    Remedy,
    /// All of it once more, and name and phone.
    Check,
    /// Kept: the number, the link, and the files on their way.
    Sent,
    /// What happens to it.
    Progress,
}

impl Screen {
    /// The steps a customer is told of, in their order.
    pub const STEPS: [(Self, &'static str); 6] = [
        (Self::Find, "steps.find"),
        (Self::Items, "steps.items"),
        (Self::Problem, "steps.problem"),
        (Self::Evidence, "steps.evidence"),
        (Self::Remedy, "steps.remedy"),
        (Self::Check, "steps.check"),
    ];

    /// All of them; a draft keeps the place in this list.
    const ALL: [Self; 10] = [
        Self::Find,
        Self::Recover,
        Self::Items,
        Self::Problem,
        Self::Solved,
        Self::Evidence,
        Self::Remedy,
        Self::Check,
        Self::Sent,
        Self::Progress,
    ];

    /// The screen at a place of the list; the first where there is none.
    #[must_use]
    pub fn of_place(place: u32) -> Self {
        Self::ALL.get(place as usize).copied().unwrap_or_default()
    }

    /// Its place in that list.
    #[must_use]
    pub fn place(self) -> u32 {
        (0..)
            .zip(Self::ALL)
            .find(|(_, screen)| *screen == self)
            .map_or(0, |(place, _)| place)
    }

    /// Its place among the steps, from 0.
    #[must_use]
    pub fn step(self) -> Option<usize> {
        Self::STEPS.iter().position(|(step, _)| *step == self)
    }
}

/// Where a claim that was sent can be followed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tracking {
    /// With its dashes.
    pub number: String,
    /// Opens it.
    pub token: String,
    /// The link for the customer; empty where only the token is known.
    pub url: String,
}

/// How long a draft is kept after its last change: 30 days, in milliseconds. `keep.js` deletes it then.
pub const LIFETIME_MS: u64 = 30 * 24 * 3_600_000;

/// What survives a reload. Kept in the browser, never sent as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// When it was last changed, Unix milliseconds; set by whoever keeps it.
    pub at_ms: u64,
    /// When it was first kept, likewise; two tabs with the same have the same draft.
    pub began_ms: u64,
    /// Where the customer is.
    pub screen: Screen,
    /// As typed.
    pub order_number: String,
    /// As typed.
    pub email: String,
    /// The answer to the look-up, as it was received.
    pub found: String,
    /// The order in the customer's own words.
    pub stated: Stated,
    /// What is claimed.
    pub lines: Vec<DraftLine>,
    /// Photos and papers.
    pub files: Vec<File>,
    /// As typed.
    pub name: String,
    /// As typed.
    pub phone: String,
    /// The idempotency key of the submission in `body`: a retry can never double it.
    pub key: String,
    /// The submission `key` was made for.
    pub body: String,
    /// The claim, once it is kept.
    pub claim: Option<Tracking>,
}

/// The shop as the page needs it.
#[derive(Clone, Debug)]
pub struct Shop {
    /// What it is called.
    pub name: String,
    /// IANA name: every time shown is a time there.
    pub time_zone: String,
    /// Its policy without the private rules.
    pub policy: Policy,
    /// Whether orders are looked up (`true`) or stated by the customer.
    pub orders_looked_up: bool,
    /// What the shop finds orders by beside their number: `receipt`, `serial`.
    pub find_by: Vec<String>,
    /// What the edge accepts.
    pub limits: Limits,
}

/// An order that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Whose it is, where a link said so.
    pub email: String,
    /// Lets the claim be filed.
    pub order_token: String,
    /// The facts.
    pub order: OrderFacts,
    /// Units of each line that are in no open claim.
    pub open_units: Vec<(String, u32)>,
    /// Open claims of this order, with a link each.
    pub open_claims: Vec<ClaimLink>,
    /// The shop's civil date, which the verdict counts from.
    pub today: Date,
}
