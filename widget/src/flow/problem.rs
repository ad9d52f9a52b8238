//! What is wrong with each item, and the tip that may solve it.

use crate::{
    flow::{Field, FieldTrouble, Flow, Screen, Todo, line_mut, trouble::wrong},
    write::Map,
};
use claims::{
    draft::DraftLine,
    order::OrderLine,
    policy::problems_for,
    problem::{EvidenceKind, Problem, ProblemKind},
    verdict::AskedQuestion,
};

/// What a line answers to a question.
#[must_use]
pub fn answer_of<'a>(line: &'a DraftLine, question: &AskedQuestion) -> &'a str {
    line.answers
        .get(&question.id)
        .map_or("", |answer| answer.trim())
}

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

    /// What a rule of the shop says may solve it.
    #[must_use]
    pub fn tip(&self, at: usize) -> Option<&str> {
        self.verdict.as_ref()?.lines.get(at)?.tip.as_deref()
    }

    /// What the shop asks about a claimed line.
    #[must_use]
    pub fn questions(&self, at: usize) -> &[AskedQuestion] {
        let verdict = self.verdict.as_ref();
        verdict
            .and_then(|verdict| verdict.lines.get(at))
            .map_or(&[], |line| &line.questions)
    }

    /// Whether a question is asked only now that the files or what the customer would like are known.
    #[must_use]
    pub fn is_asked_late(&self, at: usize, question: usize) -> bool {
        let asked = self.questions(at).get(question);
        let first = self.asked_first.get(at);
        asked.is_some_and(|asked| !first.is_some_and(|first| first.contains(&asked.id)))
    }

    /// What is wrong with the answers on a screen: what must be answered and is not.
    pub(super) fn unanswered(&self, at: usize, line: &DraftLine, late: bool) -> Vec<FieldTrouble> {
        let mut errors = Vec::new();
        for (n, question) in self.questions(at).iter().enumerate() {
            let answer = answer_of(line, question);
            if self.is_asked_late(at, n) != late {
                continue;
            }
            if question.required && answer.is_empty() {
                errors.push(wrong(Field::Answer(at, n), "error.required"));
            } else if answer.chars().count() > self.shop.limits.text_chars as usize {
                errors.push(wrong(Field::Answer(at, n), "error.too_long"));
            }
        }
        errors
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
            Field::Description(_) => return line.description = value,
            Field::Problem(_) => {
                line.problem = value;
                // Another problem may give other remedies.
                line.requested = None;
            }
            Field::Serial(_) => {
                line.serial = Some(value).filter(|serial| !serial.trim().is_empty())
            }
            Field::Opened(_) => line.opened = !value.is_empty(),
            Field::Seal(_) => line.seal_broken = !value.is_empty(),
            _ => {}
        }
        // What is asked depends on it, and which question stands in which place.
        self.errors
            .retain(|error| !matches!(error.field, Field::Answer(..)));
        self.judge();
    }

    pub(super) fn answer(&mut self, at: usize, question: usize, value: String) {
        let asked = self.questions(at).get(question);
        let Some(id) = asked.map(|asked| asked.id.clone()) else {
            return;
        };
        if let Some(line) = line_mut(&mut self.kept.lines, at) {
            line.answers.insert(id, value);
        }
    }

    /// A tip has helped: the shop's page can count it, and what is left is claimed without that line.
    pub(super) fn solved(&mut self, at: usize) {
        let Some(line) = self.kept.lines.get(at) else {
            return;
        };
        let told = Map::default().text("problem", &line.problem).done();
        self.then(Todo::Emit("solved", told));
        if self.kept.lines.len() == 1 {
            return self.go(Screen::Solved);
        }
        self.kept.lines.remove(at);
        self.go(Screen::Problem);
        self.say("solved.title");
    }

    /// What is missing or wrong in what is told of each item.
    pub(super) fn mistold(&self) -> Vec<FieldTrouble> {
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
            errors.extend(self.unanswered(at, line, false));
        }
        errors
    }
}
