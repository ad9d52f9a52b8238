//! The shop as everyone may know it.

use crate::{
    locale::{Locale, Localized},
    money::Currency,
};
use serde::{Deserialize, Serialize};

/// Who the customer deals with.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// A person's name: one named person answers.
    pub name: String,
    /// Where to write.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Where to call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
}

/// What an order can be found by beside its number.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FindBy {
    /// The number of a till's receipt.
    Receipt,
    /// The serial number of a thing.
    Serial,
}

impl FindBy {
    /// Every one, by its name.
    pub const ALL: [(&'static str, Self); 2] =
        [("receipt", Self::Receipt), ("serial", Self::Serial)];
}

/// `[vars.SHOP]`, checked.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shop {
    /// What the shop is called.
    pub name: String,
    /// The storefronts that may embed the widget: scheme, host, port.
    pub origins: Vec<String>,
    /// ISO 3166-1 alpha-2, upper case.
    pub country: String,
    /// IANA name: every date shown is a date there.
    pub time_zone: String,
    /// The currency of its prices.
    pub currency: Currency,
    /// Languages in order of preference; the first is the default.
    pub locales: Vec<Locale>,
    /// The named person.
    pub contact: Contact,
    /// What the shop's backend finds orders by beside their number.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub find_by: Vec<FindBy>,
    /// Where goods are sent back to, as text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub return_address: Option<Localized>,
}
