//! One line being judged: everything that is known of it, and the rules that match.

use crate::{
    civil::Date,
    draft::DraftLine,
    order::{Buyer, OrderLine, Trait},
    policy::{
        Case, Deadline, Policy,
        law::Law,
        rule::{CaseFacts, Facts, Rule, SETS, Set, Then},
    },
    problem::{Problem, ProblemKind},
    verdict::Decision,
};

/// A rule that came too late for some of what it sets.
pub(super) struct Lost<'a> {
    pub rule: &'a Rule,
    /// As [`Then::sets`].
    pub sets: u32,
}

/// A line with all that a verdict on it needs.
pub(super) struct Line<'a> {
    pub policy: &'a Policy,
    pub law: &'a Law,
    pub case: &'a Case<'a>,
    pub bought: &'a OrderLine,
    pub claimed: &'a DraftLine,
    pub problem: &'a Problem,
    /// Rules that match and set something first or say something, in the shop's order, without private ones.
    pub rules: Vec<&'a Rule>,
    /// For each of [`Set`] the first rule that sets it.
    winners: [Option<&'a Rule>; SETS.len()],
    /// For the trace: what a rule that matches would set, which an earlier one sets already.
    pub lost: Vec<Lost<'a>>,
    /// The first private rule that matches.
    pub private: Option<&'a Rule>,
}

impl<'a> Line<'a> {
    pub(super) fn new(
        policy: &'a Policy,
        law: &'a Law,
        case: &'a Case<'a>,
        of_case: CaseFacts<'a>,
        bought: &'a OrderLine,
        claimed: &'a DraftLine,
        problem: &'a Problem,
    ) -> Self {
        let facts = Facts::new(of_case, case, bought, claimed, problem);
        let (mut rules, mut lost) = (Vec::new(), Vec::new());
        let (mut private, mut taken) = (None, 0);
        let mut winners: [Option<&'a Rule>; SETS.len()] = [None; SETS.len()];
        for rule in &policy.rules {
            if !rule.when.holds(&facts) {
                continue;
            }
            if rule.private {
                private = private.or(Some(rule));
                continue;
            }
            let sets = rule.then.sets();
            if cfg!(feature = "trace") && sets & taken != 0 {
                lost.push(Lost {
                    rule,
                    sets: sets & taken,
                });
            }
            if sets & !taken != 0 || sets == 0 || rule.then.question.is_some() {
                for (n, winner) in winners.iter_mut().enumerate() {
                    if winner.is_none() && sets & (1 << n) != 0 {
                        *winner = Some(rule);
                    }
                }
                taken |= sets;
                rules.push(rule);
            }
        }
        Self {
            policy,
            law,
            case,
            bought,
            claimed,
            problem,
            rules,
            winners,
            lost,
            private,
        }
    }

    /// The first matching rule that sets it.
    pub(super) fn winner(&self, set: Set) -> Option<&'a Rule> {
        self.winners[set as usize]
    }

    /// The first matching rule that sets a time, and its hours.
    pub(super) fn hours(&self, deadline: Deadline) -> Option<(&'a Rule, u32)> {
        let rule = self.winners[Set::DEADLINES + deadline as usize]?;
        Some((rule, rule.then.hours(deadline)?))
    }

    /// What the first matching rule that sets it says.
    pub(super) fn ruled<T>(
        &self,
        set: Set,
        says: fn(&'a Then) -> Option<T>,
    ) -> Option<(&'a Rule, T)> {
        let rule = self.winner(set)?;
        Some((rule, says(&rule.then)?))
    }

    /// The rule by which the shop gives nothing beyond the law.
    pub(super) fn refused_by(&self) -> Option<&'a Rule> {
        let eligible = self.ruled(Set::Eligible, |then| then.eligible);
        if let Some((rule, false)) = eligible {
            return Some(rule);
        }
        match self.ruled(Set::Decision, |then| then.decision) {
            Some((rule, Decision::Decline)) if eligible.is_none() => Some(rule),
            _ => None,
        }
    }

    /// The rule by which the shop gives something even where no ground is open.
    pub(super) fn granted_by(&self) -> Option<&'a Rule> {
        match (
            self.ruled(Set::Eligible, |then| then.eligible),
            self.ruled(Set::Decision, |then| then.decision),
        ) {
            (Some((rule, true)), _) | (None, Some((rule, Decision::Approve))) => Some(rule),
            _ => None,
        }
    }

    pub(super) fn today(&self) -> Date {
        self.case.today
    }

    /// The day this line came.
    pub(super) fn delivered_on(&self) -> Option<Date> {
        self.case.order.delivered_on(self.bought)
    }

    /// Whether the law counts the withdrawal from it from the order: there is nothing to deliver.
    pub(super) fn is_from_order(&self, bought: &OrderLine) -> bool {
        let law = self.law.withdrawal.as_ref();
        let from_order = law.map_or(&[] as &[Trait], |law| law.from_order.as_slice());
        bought.traits.iter().any(|held| from_order.contains(held))
    }

    /// The day a withdrawal runs from; `None` while something has not come.
    pub(super) fn withdrawal_from(&self) -> Option<Date> {
        if self.is_from_order(self.bought) {
            Some(self.case.order.placed_on)
        } else {
            self.last_delivery()
        }
    }

    /// The day the last of the goods of the order came; `None` while one has not.
    pub(super) fn last_delivery(&self) -> Option<Date> {
        let order = self.case.order;
        order
            .lines
            .iter()
            .filter(|line| !self.is_from_order(line))
            .map(|line| order.delivered_on(line))
            .try_fold(None, |last, day| {
                let day = day?;
                Some(Some(last.map_or(day, |last: Date| last.max(day))))
            })?
    }

    pub(super) fn is_consumer(&self) -> bool {
        self.case.order.buyer == Buyer::Consumer
    }

    /// Whether there is nothing wrong with the goods.
    pub(super) fn is_sound(&self) -> bool {
        matches!(
            self.problem.kind,
            ProblemKind::ChangedMind | ProblemKind::DoesNotFit
        )
    }

    /// `preset:fr`.
    pub(super) fn preset(&self) -> String {
        format!("preset:{}", self.law.id)
    }

    /// `floor:fr`.
    pub(super) fn floor(&self) -> String {
        format!("floor:{}", self.law.id)
    }
}

/// `rule:ID`, as trace and reasons name a rule.
pub(super) fn named(rule: &Rule) -> String {
    ["rule:", &rule.id].concat()
}
