//! The reasons a verdict gives. Each has a sentence in every language: `reason.<id>` of `claims/texts`.

use crate::{
    civil::Date,
    few::Few,
    money::Money,
    verdict::{Fact, Reason, Step},
};

/// A reason that is not a rule of the shop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Why {
    WithdrawalOpen,
    WithdrawalNotTold,
    WithdrawalUndelivered,
    WithdrawalUsed,
    WithdrawalOver,
    WithdrawalBusiness,
    WithdrawalCustomMade,
    WithdrawalPerishable,
    WithdrawalSealedHygiene,
    WithdrawalSealedMedia,
    WithdrawalDigitalStarted,
    WithdrawalDatedLeisure,
    WithdrawalPeriodical,
    WithdrawalUrgentRepair,
    WithdrawalRegularDelivery,
    WithdrawalNone,
    ExchangeOpen,
    ExchangeOver,
    ExchangeUsed,
    ExchangeExcluded,
    ConformityOpen,
    ConformityNoEnd,
    ConformityExtended,
    ConformityClockStopped,
    ConformityRestarted,
    ConformitySameFault,
    ConformityPresumed,
    ConformityProve,
    ConformityAtFirst,
    ConformityComplex,
    ConformityComplexReopened,
    ConformitySecondStep,
    ConformitySecondStepOpen,
    ConformitySerious,
    ConformitySilence,
    ConformityInspection,
    ConformityLoaner,
    ConformityPenalty,
    ConformityRepairExtends,
    ConformityCannotBeExcluded,
    ConformityNone,
    ConformityOver,
    ConformityBusiness,
    WarrantyOpen,
    WarrantyWrittenTerms,
    WarrantyOver,
    TransitOpen,
    TransitOver,
    GoodwillOpen,
    ApproveAtOnce,
    ReviewPerson,
    ReviewUnverified,
    ReviewDeliveryUnknown,
    ReviewUndelivered,
    ReviewOther,
    ReviewQuestion,
    BonusCredit,
    OutOfPolicyReview,
    OutOfPolicyDecline,
    FloorDecision,
    FloorRemedies,
}

impl Why {
    /// Every reason, for the test that each has its texts.
    #[cfg(test)]
    pub(crate) const ALL: [Self; 61] = [
        Self::WithdrawalOpen,
        Self::WithdrawalNotTold,
        Self::WithdrawalUndelivered,
        Self::WithdrawalUsed,
        Self::WithdrawalOver,
        Self::WithdrawalBusiness,
        Self::WithdrawalCustomMade,
        Self::WithdrawalPerishable,
        Self::WithdrawalSealedHygiene,
        Self::WithdrawalSealedMedia,
        Self::WithdrawalDigitalStarted,
        Self::WithdrawalDatedLeisure,
        Self::WithdrawalPeriodical,
        Self::WithdrawalUrgentRepair,
        Self::WithdrawalRegularDelivery,
        Self::WithdrawalNone,
        Self::ExchangeOpen,
        Self::ExchangeOver,
        Self::ExchangeUsed,
        Self::ExchangeExcluded,
        Self::ConformityOpen,
        Self::ConformityNoEnd,
        Self::ConformityExtended,
        Self::ConformityClockStopped,
        Self::ConformityRestarted,
        Self::ConformitySameFault,
        Self::ConformityPresumed,
        Self::ConformityProve,
        Self::ConformityAtFirst,
        Self::ConformityComplex,
        Self::ConformityComplexReopened,
        Self::ConformitySecondStep,
        Self::ConformitySecondStepOpen,
        Self::ConformitySerious,
        Self::ConformitySilence,
        Self::ConformityInspection,
        Self::ConformityLoaner,
        Self::ConformityPenalty,
        Self::ConformityRepairExtends,
        Self::ConformityCannotBeExcluded,
        Self::ConformityNone,
        Self::ConformityOver,
        Self::ConformityBusiness,
        Self::WarrantyOpen,
        Self::WarrantyWrittenTerms,
        Self::WarrantyOver,
        Self::TransitOpen,
        Self::TransitOver,
        Self::GoodwillOpen,
        Self::ApproveAtOnce,
        Self::ReviewPerson,
        Self::ReviewUnverified,
        Self::ReviewDeliveryUnknown,
        Self::ReviewUndelivered,
        Self::ReviewOther,
        Self::ReviewQuestion,
        Self::BonusCredit,
        Self::OutOfPolicyReview,
        Self::OutOfPolicyDecline,
        Self::FloorDecision,
        Self::FloorRemedies,
    ];

    /// What a machine matches.
    pub(crate) fn id(self) -> &'static str {
        match self {
            Self::WithdrawalOpen => "withdrawal.open",
            Self::WithdrawalNotTold => "withdrawal.not_told",
            Self::WithdrawalUndelivered => "withdrawal.undelivered",
            Self::WithdrawalUsed => "withdrawal.used",
            Self::WithdrawalOver => "withdrawal.over",
            Self::WithdrawalBusiness => "withdrawal.business",
            Self::WithdrawalCustomMade => "withdrawal.custom_made",
            Self::WithdrawalPerishable => "withdrawal.perishable",
            Self::WithdrawalSealedHygiene => "withdrawal.sealed_hygiene",
            Self::WithdrawalSealedMedia => "withdrawal.sealed_media",
            Self::WithdrawalDigitalStarted => "withdrawal.digital_started",
            Self::WithdrawalDatedLeisure => "withdrawal.dated_leisure",
            Self::WithdrawalPeriodical => "withdrawal.periodical",
            Self::WithdrawalUrgentRepair => "withdrawal.urgent_repair",
            Self::WithdrawalRegularDelivery => "withdrawal.regular_delivery",
            Self::WithdrawalNone => "withdrawal.none",
            Self::ExchangeOpen => "exchange.open",
            Self::ExchangeOver => "exchange.over",
            Self::ExchangeUsed => "exchange.used",
            Self::ExchangeExcluded => "exchange.excluded",
            Self::ConformityOpen => "conformity.open",
            Self::ConformityNoEnd => "conformity.no_end",
            Self::ConformityExtended => "conformity.extended",
            Self::ConformityClockStopped => "conformity.clock_stopped",
            Self::ConformityRestarted => "conformity.restarted",
            Self::ConformitySameFault => "conformity.same_fault",
            Self::ConformityPresumed => "conformity.presumed",
            Self::ConformityProve => "conformity.prove",
            Self::ConformityAtFirst => "conformity.at_first",
            Self::ConformityComplex => "conformity.complex",
            Self::ConformityComplexReopened => "conformity.complex_reopened",
            Self::ConformitySecondStep => "conformity.second_step",
            Self::ConformitySecondStepOpen => "conformity.second_step_open",
            Self::ConformitySerious => "conformity.serious",
            Self::ConformitySilence => "conformity.silence",
            Self::ConformityInspection => "conformity.inspection",
            Self::ConformityLoaner => "conformity.loaner",
            Self::ConformityPenalty => "conformity.penalty",
            Self::ConformityRepairExtends => "conformity.repair_extends",
            Self::ConformityCannotBeExcluded => "conformity.cannot_be_excluded",
            Self::ConformityNone => "conformity.none",
            Self::ConformityOver => "conformity.over",
            Self::ConformityBusiness => "conformity.business",
            Self::WarrantyOpen => "warranty.open",
            Self::WarrantyWrittenTerms => "warranty.written_terms",
            Self::WarrantyOver => "warranty.over",
            Self::TransitOpen => "transit.open",
            Self::TransitOver => "transit.over",
            Self::GoodwillOpen => "goodwill.open",
            Self::ApproveAtOnce => "approve.at_once",
            Self::ReviewPerson => "review.person",
            Self::ReviewUnverified => "review.unverified",
            Self::ReviewDeliveryUnknown => "review.delivery_unknown",
            Self::ReviewUndelivered => "review.undelivered",
            Self::ReviewOther => "review.other",
            Self::ReviewQuestion => "review.question",
            Self::BonusCredit => "bonus.credit",
            Self::OutOfPolicyReview => "out_of_policy.review",
            Self::OutOfPolicyDecline => "out_of_policy.decline",
            Self::FloorDecision => "floor.decision",
            Self::FloorRemedies => "floor.remedies",
        }
    }
}

/// What is written down while a line is judged.
#[derive(Default)]
pub(crate) struct Notes {
    pub reasons: Vec<Reason>,
    pub trace: Vec<Step>,
    /// Who set something that stands: `rule:ID`, `policy`, ...
    pub standing: Vec<String>,
    /// The rules that decided.
    pub deciding: Vec<String>,
}

impl Notes {
    pub(crate) fn why(&mut self, why: Why) {
        self.reason(why.id(), String::new(), Few::default());
    }

    pub(crate) fn why_until(&mut self, why: Why, until: Date) {
        let mut facts = Few::default();
        facts.insert("until".to_owned(), Fact::Date(until));
        self.reason(why.id(), String::new(), facts);
    }

    pub(crate) fn why_count(&mut self, why: Why, name: &str, count: u32) {
        let mut facts = Few::default();
        facts.insert(name.to_owned(), Fact::Count(count));
        self.reason(why.id(), String::new(), facts);
    }

    pub(crate) fn why_money(&mut self, why: Why, amount: Money) {
        let mut facts = Few::default();
        facts.insert("amount".to_owned(), Fact::Money(amount));
        self.reason(why.id(), String::new(), facts);
    }

    /// `by` set something that stands after all others spoke.
    pub(crate) fn stands(&mut self, by: String) {
        self.standing.push(by);
    }

    /// `by` is why it is decided so.
    pub(crate) fn decides(&mut self, by: String) {
        self.deciding.push(by);
    }

    /// A reason, unless it is given already: several grounds may have the same one.
    pub(crate) fn reason(&mut self, rule: &str, text: String, facts: Few<Fact>) {
        let reason = Reason {
            rule: rule.to_owned(),
            text,
            facts,
        };
        if !self.reasons.contains(&reason) {
            self.reasons.push(reason);
        }
    }

    /// A step of the trace; a rule that does the same to several grounds does it once. The page shows no trace and
    /// does not carry its words.
    pub(crate) fn step(
        &mut self,
        by: impl FnOnce() -> String,
        set: &str,
        to: impl FnOnce() -> String,
    ) {
        if !cfg!(feature = "trace") {
            return;
        }
        let step = Step {
            by: by(),
            set: set.to_owned(),
            to: to(),
        };
        if !self.trace.contains(&step) {
            self.trace.push(step);
        }
    }
}
