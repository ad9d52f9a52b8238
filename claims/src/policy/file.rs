//! The configuration as a shop owner writes it, checked: everything wrong with it, or shop and policy.
//!
//! A walk over the values rather than serde: it goes on after a mistake and knows where it is. With the feature
//! `texts`, because the list of problems of a shop that writes none is made of texts.

use crate::{
    policy::{Policy, file::reader::Reader},
    shop::Shop,
};
use std::fmt;

mod actions;
mod conditions;
mod conflicts;
mod described;
mod keep;
mod mail;
mod names;
mod problems;
mod quantities;
mod reader;
mod rules;
mod schema;
mod shop;
mod terms;
mod variables;

pub use described::{About, Described, Written, actions, conditions};
pub use keep::Keep;
pub use mail::{Mail, Via};
pub use schema::schema;
pub use variables::{ConfigFile, VARIABLE_BYTES, is_policy_variable};

/// Something in the configuration that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// `SHOP.origins[0]`.
    pub path: String,
    /// What stands there.
    pub found: String,
    /// What should.
    pub expected: String,
    /// The nearest right name, or the value that was probably meant.
    pub suggestion: Option<String>,
}

/// One line: path, found, expected, did you mean.
impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: found {}, expected {}",
            self.path, self.found, self.expected
        )?;
        match &self.suggestion {
            Some(name) => write!(f, "; did you mean `{name}`?"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Mistake {}

/// What the check found.
#[derive(Clone, Debug)]
pub struct Checked {
    /// Shop and policy; absent where there is a mistake.
    pub config: Option<(Shop, Policy)>,
    /// How long what is kept once a claim is over.
    pub keep: Keep,
    /// How the customer is written to; absent: not at all.
    pub mail: Option<Mail>,
    /// What must be mended before the Worker answers.
    pub mistakes: Vec<Mistake>,
    /// What works but probably not as meant.
    pub warnings: Vec<Mistake>,
}

/// Checks the whole configuration: every mistake is found in one run.
#[must_use]
pub fn check(file: &ConfigFile) -> Checked {
    let mut reader = Reader::default();
    file.check_names(&mut reader);
    let shop = shop::read(&mut reader, &file.shop);
    let known = shop::Known::of(shop.as_ref(), &file.shop);
    let problems = problems::read(&mut reader, &file.problems, &known);
    let rules = rules::read(&mut reader, &file.rules, &known, &problems);
    let policy = terms::read(&mut reader, &file.policy, &known);
    let keep = keep::read(&mut reader, &file.policy);
    let mail = mail::read(&mut reader, &file.mail);
    conflicts::check(&mut reader, &rules, policy.as_ref(), &problems);
    file.check_lengths(&mut reader);
    let (mistakes, warnings) = reader.into_parts();
    let whole = shop.zip(policy).filter(|_| mistakes.is_empty());
    let config = whole.map(|(shop, policy)| {
        let policy = Policy {
            country: shop.country.clone(),
            currency: shop.currency.clone(),
            rules: rules.into_iter().map(|placed| placed.rule).collect(),
            problems,
            ..policy
        };
        let version = version_of(&policy);
        (shop, Policy { version, ..policy })
    });
    Checked {
        config,
        keep,
        mail,
        mistakes,
        warnings,
    }
}

/// FNV-1a of the policy's JSON: another policy, another version.
fn version_of(policy: &Policy) -> String {
    const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0100_0000_01b3;
    let json = serde_json::to_string(policy).unwrap_or_default();
    let hash = json.bytes().fold(OFFSET, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(PRIME)
    });
    format!("{}-{hash:016x}", policy.preset)
}

#[cfg(test)]
mod tests;
