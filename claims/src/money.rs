//! Money: whole minor units of a currency, never a float.

use serde::{Deserialize, Serialize};
use std::fmt;

/// An ISO 4217 code such as `EUR`, three upper-case letters.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Currency(pub String);

/// An amount in the minor unit of its currency (cents, kopecks; yen have none).
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    /// Minor units: 4900 is 49.00 in a currency with two decimals.
    pub amount_minor: i64,
    /// The currency the amount is in.
    pub currency: Currency,
}

/// Currencies whose minor unit is not a hundredth (ISO 4217).
const NO_DECIMALS: [&str; 16] = [
    "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV",
    "XAF", "XOF", "XPF",
];
const THREE_DECIMALS: [&str; 7] = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"];

impl Currency {
    /// Digits of its minor unit: 2 for EUR, 0 for JPY.
    #[must_use]
    pub fn decimals(&self) -> u8 {
        let code = self.0.as_str();
        if NO_DECIMALS.contains(&code) {
            0
        } else if THREE_DECIMALS.contains(&code) {
            3
        } else {
            2
        }
    }
}

/// As a policy writes it: `29.90 EUR`, `30 EUR`, `500 JPY`.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let decimals = self.currency.decimals();
        let unit = 10_u64.pow(u32::from(decimals));
        let amount = self.amount_minor.unsigned_abs();
        if self.amount_minor < 0 {
            f.write_str("-")?;
        }
        write!(f, "{}", amount / unit)?;
        if !amount.is_multiple_of(unit) {
            write!(
                f,
                ".{:0width$}",
                amount % unit,
                width = usize::from(decimals)
            )?;
        }
        write!(f, " {}", self.currency.0)
    }
}
