//! What every section of the page says alike: periods, remedies, evidence, who pays.

use crate::{
    policy::{Policy, Terms},
    problem::EvidenceKind,
    shop::Shop,
    texts::Language,
    verdict::{Payer, Remedy},
    words::{EVIDENCE, PAYERS, word},
};

/// A language speaking about one shop's policy.
#[derive(Clone, Copy)]
pub(super) struct Speaker<'a> {
    pub language: Language,
    pub shop: &'a Shop,
    pub policy: &'a Policy,
}

/// How long something runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Period {
    Days(u32),
    Months(u32),
}

impl Period {
    /// What a shop's terms say.
    pub(super) fn of(terms: &Terms) -> Option<Self> {
        let days = terms.days.map(Self::Days);
        days.or(terms.months.map(Self::Months))
    }

    /// Days, a month at its longest: only to see which of two is longer.
    fn about_days(self) -> u32 {
        match self {
            Self::Days(days) => days,
            Self::Months(months) => months.saturating_mul(31),
        }
    }

    /// The longer of what law and shop grant.
    pub(super) fn longer(one: Option<Self>, other: Option<Self>) -> Option<Self> {
        one.into_iter()
            .chain(other)
            .max_by_key(|period| period.about_days())
    }
}

impl<'a> Speaker<'a> {
    pub(super) fn new(shop: &'a Shop, policy: &'a Policy, language: &str) -> Self {
        Self {
            language: Language::of(language),
            shop,
            policy,
        }
    }

    pub(super) fn text(self, key: &str) -> String {
        self.language.text(key)
    }

    pub(super) fn fill(self, key: &str, values: &[(&str, &str)]) -> String {
        self.language.fill(key, values)
    }

    /// `30 days`, `18 months`, `2 years`.
    pub(super) fn period(self, period: Period) -> String {
        match period {
            Period::Days(days) => self.language.counted("time.days", days, &[]),
            Period::Months(months) if months >= 24 && months.is_multiple_of(12) => {
                self.language.counted("time.years", months / 12, &[])
            }
            Period::Months(months) => self.language.counted("time.months", months, &[]),
        }
    }

    /// The period in a text that says from when it runs.
    pub(super) fn period_in(self, key: &str, period: Period) -> String {
        self.fill(key, &[("time", &self.period(period))])
    }

    /// `within 24 hours`, `within 3 days`.
    pub(super) fn within_hours(self, hours: u32) -> String {
        if hours >= 48 && hours.is_multiple_of(24) {
            return self.within_days(hours / 24);
        }
        self.language.counted("policy.within.hours", hours, &[])
    }

    pub(super) fn within_days(self, days: u32) -> String {
        self.language.counted("policy.within.days", days, &[])
    }

    /// `repair within 45 days`.
    pub(super) fn by(self, what: &str, days: Option<u32>) -> Option<String> {
        let within = self.within_days(days?);
        Some(self.fill(&format!("policy.by.{what}"), &[("within", &within)]))
    }

    /// `within 14 days of your message`.
    pub(super) fn of_notice(self, days: Option<u32>) -> Option<String> {
        Some(self.language.counted("policy.of_notice", days?, &[]))
    }

    /// `repair or replacement`.
    pub(super) fn remedies(self, remedies: &[Remedy]) -> String {
        let said: Vec<String> = remedies.iter().map(|it| self.language.said(*it)).collect();
        self.language.any_of(&said)
    }

    /// `photo and serial number`.
    pub(super) fn evidence(self, evidence: &[EvidenceKind]) -> String {
        let name = |kind: &EvidenceKind| {
            let name = self.text(&format!("evidence.{}", word(&EVIDENCE, kind)));
            // German nouns keep their capital.
            if self.language.code == "de" {
                name
            } else {
                lowered(&name)
            }
        };
        let named: Vec<String> = evidence.iter().map(name).collect();
        self.language.all_of(&named)
    }

    /// `We pay for the return`.
    pub(super) fn payer(self, payer: Payer) -> String {
        self.text(&format!("payer.{}", word(&PAYERS, &payer)))
    }

    /// `15 %`, as the language spaces it.
    pub(super) fn percent(self, percent: u32) -> String {
        self.fill("policy.percent", &[("count", &percent.to_string())])
    }

    pub(super) fn quoted(self, text: &str) -> String {
        self.fill("policy.quote", &[("text", text)])
    }
}

/// With its first letter small.
pub(super) fn lowered(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_lowercase);
    first.chain(letters).collect()
}
