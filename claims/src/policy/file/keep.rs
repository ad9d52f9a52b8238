//! `POLICY.keep`: how long a claim, its files and its messages are kept once it is over.

use crate::policy::file::reader::Reader;
use serde_json::Value;
use std::ops::RangeInclusive;

/// What may be written: a month, so that nobody is surprised, to ten years, which the longest laws ask for.
pub(super) const DAYS_KEPT: RangeInclusive<u32> = 30..=3660;

pub(super) const KEYS: [&str; 3] = ["claims_days", "evidence_days", "messages_days"];

/// Days from the last change of a claim that is over: declined, withdrawn, expired or resolved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keep {
    /// Until nothing is left of it.
    pub claims_days: u32,
    /// Until its files are deleted.
    pub evidence_days: u32,
    /// Until what was written is emptied.
    pub messages_days: u32,
}

impl Default for Keep {
    /// Three years, as long as most claims out of a sale can be brought to court (such as section 195 of the German
    /// Civil Code); its files for one.
    fn default() -> Self {
        Self {
            claims_days: 1096,
            evidence_days: 366,
            messages_days: 1096,
        }
    }
}

pub(super) fn read(reader: &mut Reader, policy: &Value) -> Keep {
    let usual = Keep::default();
    // What is wrong with the table itself is said where its terms are read.
    let Some(keep) = policy.get("keep").filter(|keep| !keep.is_null()) else {
        return usual;
    };
    let Some(table) = reader.table(keep, "POLICY.keep", &KEYS) else {
        return usual;
    };
    let [claims, evidence, messages] =
        KEYS.map(|key| reader.number_if(&table, key, DAYS_KEPT, "days"));
    let claims_days = claims.unwrap_or(usual.claims_days);
    for (key, days) in [(KEYS[1], evidence), (KEYS[2], messages)] {
        if let Some(days) = days.filter(|days| *days > claims_days) {
            let expected = format!("no more than the {claims_days} days the claim itself is kept");
            reader.warning(table.at(key), days.to_string(), expected);
        }
    }
    Keep {
        claims_days,
        evidence_days: evidence.unwrap_or(usual.evidence_days).min(claims_days),
        messages_days: messages.unwrap_or(usual.messages_days).min(claims_days),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn found(policy: &Value) -> (Keep, Vec<String>) {
        let mut reader = Reader::default();
        let keep = read(&mut reader, policy);
        let (mistakes, warnings) = reader.into_parts();
        let said = mistakes.iter().chain(&warnings).map(ToString::to_string);
        (keep, said.collect())
    }

    #[test]
    fn what_is_not_written_is_kept_as_long_as_usual_and_never_longer_than_the_claim() {
        assert_eq!(found(&json!({})), (Keep::default(), vec![]));
        let (keep, said) = found(&json!({ "keep": { "claims_days": 200 } }));
        let all = Keep {
            claims_days: 200,
            evidence_days: 200,
            messages_days: 200,
        };
        assert_eq!((keep, said), (all, vec![]));
    }

    #[test]
    fn what_cannot_be_meant_is_named() {
        let (_, said) = found(&json!({ "keep": { "claims_days": 7, "files_days": 1 } }));
        assert_eq!(
            said,
            [
                "POLICY.keep.files_days: found an unknown key, expected one of: claims_days, evidence_days, messages_days",
                "POLICY.keep.claims_days: found 7, expected a whole number of days from 30 to 3660",
            ]
        );
        let (keep, said) = found(&json!({ "keep": { "claims_days": 60, "messages_days": 90 } }));
        assert_eq!(keep.messages_days, 60);
        assert_eq!(
            said,
            [
                "POLICY.keep.messages_days: found 90, expected no more than the 60 days the claim itself is kept"
            ]
        );
    }
}
