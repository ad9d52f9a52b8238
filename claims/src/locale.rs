//! Languages, and texts of the shop in several of them.

use crate::few::Few;
use serde::{Deserialize, Serialize};

/// A BCP 47 language such as `fr`, lower case.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Locale(pub String);

/// One text in each of the shop's languages.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Localized(pub Few<String>);

impl Localized {
    /// The text in `locale`, else in its base language, else in the first language there is.
    #[must_use]
    pub fn get(&self, locale: &str) -> &str {
        let base = locale.split('-').next().unwrap_or(locale);
        self.0
            .get(locale)
            .or_else(|| self.0.get(base))
            .or_else(|| self.0.values().next())
            .map_or("", String::as_str)
    }
}
