//! What is wrong with each item, and the tip that may solve it.

use crate::flow::{Field, Flow, Screen, line_mut, trouble::wrong};
use claims::{
    draft::DraftLine,
    order::OrderLine,
    policy::problems_for,
    problem::{EvidenceKind, Problem, ProblemKind},
};

impl Flow {
    /// What the customer can choose for an order line.
    #[must_use]
    pub fn problems(&self, line: &OrderLine) -> Vec<&Problem> {
        problems_for(&self.shop.policy, line)
    }

    /// The chosen problem of a claimed line.
    #[must_use]
    pub fn problem_of(&self, line: &DraftLine) -> Option<&Problem> {
        self.shop.policy.problem(&line.problem)
    }

    /// Whether the customer has to say what happened; one who changed their mind need not.
    #[must_use]
    pub fn must_describe(&self, line: &DraftLine) -> bool {
        self.problem_of(line)
            .is_some_and(|problem| match problem.kind {
                ProblemKind::ChangedMind | ProblemKind::DoesNotFit => false,
                ProblemKind::NotAsDescribed
                | ProblemKind::Defective
                | ProblemKind::DamagedInTransit => true,
                ProblemKind::WrongItem | ProblemKind::MissingParts | ProblemKind::Other => true,
            })
    }

    /// Whether its serial number is asked for.
    #[must_use]
    pub fn asks_serial(&self, line: &DraftLine) -> bool {
        self.problem_of(line)
            .is_some_and(|problem| problem.evidence.contains(&EvidenceKind::Serial))
    }

    pub(super) fn tell(&mut self, at: usize, field: Field, value: String) {
        let Some(line) = line_mut(&mut self.kept.lines, at) else {
            return;
        };
        #[expect(
            clippy::wildcard_enum_match_arm,
            reason = "the other fields are on other screens"
        )]
        match field {
            Field::Problem(_) => {
                line.problem = value;
                // Another problem may give other remedies.
                line.requested = None;
            }
            Field::Description(_) => line.description = value,
            Field::Serial(_) => {
                line.serial = Some(value).filter(|serial| !serial.trim().is_empty())
            }
            Field::Opened(_) => line.opened = !value.is_empty(),
            Field::Seal(_) => line.seal_broken = !value.is_empty(),
            _ => {}
        }
    }

    pub(super) fn problem_told(&mut self) {
        let mut errors = Vec::new();
        for (at, line) in self.kept.lines.iter().enumerate() {
            if self.problem_of(line).is_none() {
                errors.push(wrong(Field::Problem(at), "error.required_problem"));
            } else if self.must_describe(line) && line.description.trim().is_empty() {
                errors.push(wrong(Field::Description(at), "error.required_description"));
            }
            if line.description.chars().count() > self.shop.limits.text_chars as usize {
                errors.push(wrong(Field::Description(at), "error.too_long"));
            }
        }
        if errors.is_empty() {
            self.go(Screen::Evidence)
        } else {
            self.stay(errors)
        }
    }
}
