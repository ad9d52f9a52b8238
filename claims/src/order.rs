//! What is known of an order: from the shop's backend, or stated by the customer.

use crate::{
    civil::Date,
    money::{Currency, Money},
};
use serde::{Deserialize, Serialize};

mod read;

pub use read::{ReadOrder, read_order};

/// Who bought.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Buyer {
    /// Outside trade or profession: the law of the preset holds.
    #[default]
    Consumer,
    /// In trade or profession: only what the contract grants.
    Business,
}

/// What excludes or changes a right.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trait {
    /// Digital content without a carrier.
    Digital,
    /// Spoils or expires soon.
    Perishable,
    /// Sealed for hygiene or health.
    SealedHygiene,
    /// Sealed recordings or software.
    SealedMedia,
    /// Made to the customer's specification.
    CustomMade,
    /// Sold as final.
    FinalSale,
    /// Too large for a parcel.
    Oversized,
    /// On the list of technically complex goods (RU).
    TechnicallyComplex,
    /// Digital content whose delivery began with the customer's consent, who knew that it ends the withdrawal.
    DigitalStarted,
    /// Leisure, lodging, transport or catering on a set date.
    DatedLeisure,
    /// A newspaper, periodical or magazine outside a subscription.
    Periodical,
    /// A repair or maintenance that the customer urgently called for.
    UrgentRepair,
    /// Food and drink brought to the door on regular rounds.
    RegularDelivery,
}

/// What was done for a line before.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ServiceKind {
    /// It was mended.
    Repair,
    /// It was replaced by the same again.
    Replacement,
}

/// A repair or replacement of a line: what is in its guarantee ledger.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Service {
    /// What was done.
    pub kind: ServiceKind,
    /// Id or kind of the problem it was for; absent: unknown, which counts as any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<String>,
    /// What the customer had asked for, where the shop did another thing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instead_of: Option<ServiceKind>,
    /// The day the goods were handed in.
    pub from: Date,
    /// The day the customer had them back; absent: they are still away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
}

impl Service {
    /// Days the customer was without the goods, up to `today`.
    #[must_use]
    pub fn days(&self, today: Date) -> u32 {
        self.days_from(self.from, today)
    }

    /// The days among them from `first` on.
    #[must_use]
    pub(crate) fn days_from(&self, first: Date, today: Date) -> u32 {
        let back = self.until.map_or(today, |until| until.min(today));
        u32::try_from(self.from.max(first).days_until(back)).unwrap_or(0)
    }
}

/// One line of an order.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderLine {
    /// Unique within the order.
    pub id: String,
    /// Stock keeping unit.
    #[serde(default)]
    pub sku: String,
    /// What the customer knows it as.
    pub title: String,
    /// `https` address of a picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image: Option<String>,
    /// Units bought, at least 1.
    pub quantity: u32,
    /// What one unit cost, discounts taken off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit_price: Option<Money>,
    /// The shop's category, `battery`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// The shop's product type.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product_type: Option<String>,
    /// The shop's tags.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// Brand or supplier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vendor: Option<String>,
    /// What excludes or changes a right.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub traits: Vec<Trait>,
    /// Where it differs from the order's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivered_on: Option<Date>,
    /// Months of the maker's or the shop's warranty for this very item, from delivery.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub warranty_months: Option<u32>,
    /// Repairs and replacements before, the oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub history: Vec<Service>,
    /// Months from delivery of a protection plan bought with it; 0 is none, absent is unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extended_plan_months: Option<u32>,
    /// The serial number it was sold with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub serial: Option<String>,
}

/// What the shop knows of the customer; never sent to the page.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerHistory {
    /// Claims before this one.
    #[serde(default)]
    pub earlier_claims: u32,
    /// Orders, this one included.
    #[serde(default)]
    pub orders: u32,
    /// The shop's tags.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// The shop does not decide this customer's claims without a person.
    #[serde(default)]
    pub blocked: bool,
}

/// The facts a verdict is given on.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderFacts {
    /// As printed on the confirmation.
    pub number: String,
    /// From the shop's backend (`true`), or the customer's own word.
    #[serde(default)]
    pub verified: bool,
    /// The day of purchase.
    pub placed_on: Date,
    /// The day the last parcel came; absent: not yet, or unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivered_on: Option<Date>,
    /// Where it was delivered, ISO 3166-1 alpha-2.
    pub country: String,
    /// Currency of its prices.
    pub currency: Currency,
    /// Who bought.
    #[serde(default)]
    pub buyer: Buyer,
    /// Whether the customer was told of the right of withdrawal.
    #[serde(default = "yes")]
    pub informed_of_withdrawal: bool,
    /// `web`, `phone`, `store`, ...
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
    /// What was taken off the whole order; 0 is nothing, absent is unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discount: Option<Money>,
    /// How it was paid: `card`, `invoice`, ... as the shop names it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payment_method: Option<String>,
    /// Whether it was bought as a gift; absent is unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gift: Option<bool>,
    /// What the shop knows of the customer; stripped before anything goes to the page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer: Option<CustomerHistory>,
    /// What was bought; empty only in an unverified order, whose lines the draft states.
    #[serde(default)]
    pub lines: Vec<OrderLine>,
}

fn yes() -> bool {
    true
}

impl OrderFacts {
    /// The day `line` was delivered: its own, else the order's.
    #[must_use]
    pub fn delivered_on(&self, line: &OrderLine) -> Option<Date> {
        line.delivered_on.or(self.delivered_on)
    }

    /// The line of that id.
    #[must_use]
    pub fn line(&self, id: &str) -> Option<&OrderLine> {
        self.lines.iter().find(|line| line.id == id)
    }
}
