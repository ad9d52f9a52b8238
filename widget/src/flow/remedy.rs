//! What the customer can get, judged in the page by the very policy the edge decides by.

use crate::{
    flow::{Field, FieldTrouble, Flow, line_mut, trouble::wrong},
    read::remedy_name,
};
use claims::{
    policy::{Case, judge},
    problem::EvidenceKind,
    verdict::{Decision, LineVerdict, Remedy, Verdict},
};

/// Remedies to ask a person for where none is granted, the usual ones first.
const TO_ASK_FOR: [Remedy; 4] = [
    Remedy::Repair,
    Remedy::Replace,
    Remedy::Refund,
    Remedy::StoreCredit,
];

/// What can be chosen for a line: all that some ground gives, the best ground first.
#[must_use]
pub fn choices(line: &LineVerdict) -> Vec<Remedy> {
    let mut remedies = Vec::new();
    for remedy in line
        .entitlements
        .iter()
        .flat_map(|entitlement| &entitlement.remedies)
    {
        if !remedies.contains(remedy) {
            remedies.push(*remedy);
        }
    }
    if remedies.is_empty() {
        TO_ASK_FOR.to_vec()
    } else {
        remedies
    }
}

/// What a verdict still asks for, once each.
#[must_use]
pub fn kinds(verdict: &Verdict) -> Vec<EvidenceKind> {
    let mut kinds = Vec::new();
    for kind in verdict.lines.iter().flat_map(|line| &line.missing_evidence) {
        if !kinds.contains(kind) {
            kinds.push(*kind);
        }
    }
    kinds
}

impl Flow {
    /// Judges the draft as it stands.
    pub(super) fn judge(&mut self) {
        if !self.program.claims() {
            return;
        }
        self.verdict = None;
        let Some(found) = &self.found else { return };
        if self.kept.lines.is_empty() {
            return;
        }
        let files = self.announced();
        let case = Case {
            order: &found.order,
            lines: &self.kept.lines,
            files: &files,
            locale: &self.locale,
            today: found.today,
        };
        let verdict = judge(&self.shop.policy, &case);
        let required = kinds(&judge(&self.shop.policy, &Case { files: &[], ..case }));
        let mut lines = self.kept.lines.clone();
        for line in &mut lines {
            line.requested = None;
        }
        let first = Case {
            lines: &lines,
            files: &[],
            ..case
        };
        let first = judge(&self.shop.policy, &first);
        self.asked_first.clear();
        for line in &first.lines {
            let ids = line.questions.iter().map(|asked| asked.id.clone());
            self.asked_first.push(ids.collect());
        }
        self.verdict = Some(verdict);
        self.required = required;
    }

    /// Whether the shop's policy turns all of it down.
    #[must_use]
    pub fn all_declined(&self) -> bool {
        self.verdict.as_ref().is_some_and(|verdict| {
            verdict
                .lines
                .iter()
                .all(|line| line.decision == Decision::Decline)
        })
    }

    pub(super) fn request(&mut self, at: usize, value: &str) {
        let Some(verdict) = self
            .verdict
            .as_ref()
            .and_then(|verdict| verdict.lines.get(at))
        else {
            return;
        };
        let requested = choices(verdict)
            .into_iter()
            .find(|remedy| remedy_name(*remedy) == value);
        if let Some(line) = line_mut(&mut self.kept.lines, at) {
            line.requested = requested;
        }
        self.judge();
    }

    /// What is not chosen, or cannot be chosen any more.
    pub(super) fn unchosen(&self) -> Vec<FieldTrouble> {
        let mut errors = Vec::new();
        let verdicts = self.verdict.iter().flat_map(|verdict| &verdict.lines);
        for (at, (line, verdict)) in self.kept.lines.iter().zip(verdicts).enumerate() {
            let can_be_had = |remedy| choices(verdict).contains(&remedy);
            if !line.requested.is_some_and(can_be_had) {
                errors.push(wrong(Field::Remedy(at), "remedy.choose_one"));
            }
            errors.extend(self.unanswered(at, line, true));
        }
        errors
    }
}
