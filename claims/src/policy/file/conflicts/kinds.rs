//! Which rule matches whenever another does, as far as their conditions say.

use crate::{
    policy::{Condition, Subject, Test, When},
    problem::{Problem, ProblemKind},
    words::{KINDS, word},
};

/// Whether every case that meets `narrow` meets `wide`, too. `false` where that is not certain.
pub(super) fn implies(narrow: &When, wide: &When, problems: &[Problem]) -> bool {
    wide.0.iter().all(|wanted| {
        let mut given = narrow.0.iter();
        given.any(|given| condition_implies(given, wanted, problems))
    })
}

fn condition_implies(given: &Condition, wanted: &Condition, problems: &[Problem]) -> bool {
    match (given, wanted) {
        (
            Condition(Subject::Problem, Test::AnyOf(given)),
            Condition(about, Test::AnyOf(wanted)),
        ) if matches!(about, Subject::Problem | Subject::Kind) => given.iter().all(|name| {
            let same = *about == Subject::Problem && wanted.contains(name);
            let kind = kind_of(name, problems).map(|kind| word(&KINDS, &kind));
            same || kind.is_some_and(|kind| wanted.iter().any(|wanted| wanted == kind))
        }),
        // A condition on the problem takes kinds as well.
        (
            Condition(Subject::Kind, Test::AnyOf(given)),
            Condition(Subject::Problem, Test::AnyOf(wanted)),
        ) => given.iter().all(|kind| wanted.contains(kind)),
        (given, wanted) => given.0 == wanted.0 && test_implies(&given.1, &wanted.1),
    }
}

fn test_implies(given: &Test, wanted: &Test) -> bool {
    match (given, wanted) {
        (Test::AtLeast(given), Test::AtLeast(wanted)) => given >= wanted,
        (Test::AtMost(given), Test::AtMost(wanted)) => given <= wanted,
        (Test::AnyOf(given), Test::AnyOf(wanted)) => given.iter().all(|it| wanted.contains(it)),
        (Test::AllOf(given), Test::AnyOf(wanted)) => given.iter().any(|it| wanted.contains(it)),
        (Test::AllOf(given), Test::AllOf(wanted)) => wanted.iter().all(|it| given.contains(it)),
        (Test::AnyOf(given), Test::AllOf(wanted)) => {
            matches!(given.as_slice(), [only] if wanted.iter().all(|it| it == only))
        }
        (Test::AtLeast(_) | Test::AtMost(_) | Test::AnyOf(_) | Test::AllOf(_), _) => false,
    }
}

/// The kind of a problem of the shop, or the kind of that name.
fn kind_of(name: &str, problems: &[Problem]) -> Option<ProblemKind> {
    let of_problem = problems.iter().find(|problem| problem.id == name);
    let of_name = || KINDS.iter().find(|(kind, _)| *kind == name);
    of_problem
        .map(|problem| problem.kind)
        .or_else(|| of_name().map(|(_, kind)| *kind))
}

/// The kinds of problem that a rule can match.
pub(super) fn possible_kinds(when: &When, problems: &[Problem]) -> Vec<ProblemKind> {
    let asks = |kind: &ProblemKind, condition: &Condition| match condition {
        Condition(Subject::Kind, Test::AnyOf(names)) => {
            names.iter().any(|name| name == word(&KINDS, kind))
        }
        Condition(Subject::Problem, Test::AnyOf(names)) => {
            let mut names = names.iter();
            names.any(|name| kind_of(name, problems) == Some(*kind))
        }
        Condition(..) => true,
    };
    let kinds = KINDS.iter().map(|(_, kind)| *kind);
    kinds
        .filter(|kind| when.0.iter().all(|condition| asks(kind, condition)))
        .collect()
}
