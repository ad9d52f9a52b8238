//! What the law overrides: a warning, as the rule or the term then has an effect outside the law's periods at most.

use super::{Placed, kinds::possible_kinds, range};
use crate::{
    order::{Buyer, Trait},
    policy::{Condition, Law, Policy, Subject, Terms, Test, When, file::reader::Reader},
    problem::{Problem, ProblemKind},
    verdict::{Decision, Payer, Remedy},
    words::{BUYERS, REMEDIES, TRAITS, word},
};

/// What the law holds against a rule.
struct Held {
    /// `14 days after delivery`.
    period: String,
    /// What it gives, best first.
    remedies: Vec<Remedy>,
    /// The shop pays for sending it back.
    shop_pays: bool,
    /// Days from delivery of a withdrawal.
    days: Option<u32>,
}

/// Terms of POLICY that offer less than the law.
pub(super) fn check_terms(reader: &mut Reader, policy: &Policy, law: &Law) {
    let mut less = |name: &str, terms: &Terms, remedies: &[Remedy]| {
        let missing = missing(remedies, &terms.remedies, law);
        if !terms.remedies.is_empty() && !missing.is_empty() {
            let found = format!("no {}", listed(&missing));
            let expected = format!("what the law of `{}` gives: it is added", law.id);
            reader.warning(format!("POLICY.{name}.remedies"), found, expected);
        }
    };
    if law.withdrawal.is_some() {
        less("withdrawal", &policy.withdrawal, &[Remedy::Refund]);
    }
    if let Some(guarantee) = &law.guarantee {
        less("guarantee", &policy.guarantee, &guarantee.remedies);
    }
    let ships = law.withdrawal.as_ref().map(|law| law.return_shipping);
    if (ships, policy.withdrawal.return_shipping) == (Some(Payer::Shop), Some(Payer::Customer)) {
        let expected = format!("\"shop\": the law of `{}` holds instead", law.id);
        reader.warning(
            "POLICY.withdrawal.return_shipping",
            "\"customer\"",
            expected,
        );
    }
}

/// Actions of a rule that are less than the law.
pub(super) fn check_rule(reader: &mut Reader, placed: &Placed, law: &Law, problems: &[Problem]) {
    let (when, then) = (&placed.rule.when, &placed.rule.then);
    let Some(held) = held(when, law, problems).filter(|_| !placed.rule.private) else {
        return;
    };
    let mut warn = |key: &str, found: String, instead: &str| {
        let expected = format!(
            "{instead} up to {}: there the law of `{}` holds instead",
            held.period, law.id
        );
        reader.warning(format!("{}.then.{key}", placed.path), found, expected);
    };
    if then.decision == Some(Decision::Decline) {
        warn("decision", "\"decline\"".to_owned(), "no refusal");
    }
    if then.fee.is_some() {
        warn("fee", "a fee".to_owned(), "none");
    }
    if then.return_shipping == Some(Payer::Customer) && held.shop_pays {
        warn("return_shipping", "\"customer\"".to_owned(), "\"shop\"");
    }
    let missing = missing(&held.remedies, &then.remedies, law);
    if !then.remedies.is_empty() && !missing.is_empty() {
        warn("remedies", format!("no {}", listed(&missing)), "it");
    }
    let days = then.window.and_then(|window| window.days);
    if let (Some(days), Some(by_law)) = (days, held.days)
        && days < by_law
    {
        warn(
            "window.days",
            format!("{days} days"),
            &format!("{by_law} days"),
        );
    }
}

/// The law that holds in every case the rule matches; `None` where there may be none.
fn held(when: &When, law: &Law, problems: &[Problem]) -> Option<Held> {
    if asks_for(when, Subject::Buyer, &[word(&BUYERS, &Buyer::Business)]) {
        return None;
    }
    let mut kinds = possible_kinds(when, problems);
    kinds.retain(|kind| *kind != ProblemKind::Other);
    let is_sound =
        |kind: &ProblemKind| matches!(kind, ProblemKind::ChangedMind | ProblemKind::DoesNotFit);
    let (has_sound, has_faulty) = (
        kinds.iter().any(is_sound),
        kinds.iter().any(|kind| !is_sound(kind)),
    );
    match (has_sound, has_faulty) {
        (true, false) => withdrawal(when, law),
        (false, true) => guarantee(when, law, &kinds),
        (true, true) => {
            let (sound, faulty) = (withdrawal(when, law)?, guarantee(when, law, &kinds)?);
            Some(Held {
                period: format!(
                    "{} for sound goods and {} for faulty ones",
                    sound.period, faulty.period
                ),
                // What is right for one kind may be for the other.
                remedies: Vec::new(),
                shop_pays: sound.shop_pays,
                days: None,
            })
        }
        (false, false) => None,
    }
}

fn withdrawal(when: &When, law: &Law) -> Option<Held> {
    let withdrawal = law.withdrawal.as_ref()?;
    let names = |traits: &[Trait]| -> Vec<&'static str> {
        traits.iter().map(|held| word(&TRAITS, held)).collect()
    };
    let unsealed = range(when, Subject::SealBroken).0 == Some(1);
    let excluded = asks_for(when, Subject::Trait, &names(&withdrawal.excluded))
        || unsealed && asks_for(when, Subject::Trait, &names(&withdrawal.excluded_unsealed));
    let (least, _) = range(when, Subject::DaysSinceDelivery);
    let is_over = least.is_some_and(|least| least > i64::from(withdrawal.days));
    (!excluded && !is_over).then(|| Held {
        period: format!("{} days after delivery", withdrawal.days),
        remedies: vec![Remedy::Refund],
        shop_pays: withdrawal.return_shipping == Payer::Shop,
        days: Some(withdrawal.days),
    })
}

fn guarantee(when: &When, law: &Law, kinds: &[ProblemKind]) -> Option<Held> {
    let guarantee = law.guarantee.as_ref()?;
    let (least, _) = range(when, Subject::DaysSinceDelivery);
    let last = guarantee.months.map(|months| i64::from(months) * 365 / 12);
    let is_over = least.zip(last).is_some_and(|(least, last)| least >= last);
    let only = |kind: ProblemKind| kinds.iter().all(|it| *it == kind);
    // A part that is missing is sent; another item than the one ordered cannot be repaired into it.
    let fits = |remedy: &Remedy| match *remedy == Remedy::Repair {
        true if only(ProblemKind::MissingParts) => Some(Remedy::SparePart),
        true if only(ProblemKind::WrongItem) => None,
        true | false => Some(*remedy),
    };
    (!is_over).then(|| Held {
        period: guarantee.months.map_or_else(
            || "the end of what the goods should last".to_owned(),
            |months| format!("{months} months after delivery"),
        ),
        remedies: guarantee.remedies.iter().filter_map(fits).collect(),
        shop_pays: true,
        days: None,
    })
}

/// Whether the rule asks for one of these words and no other.
fn asks_for(when: &When, subject: Subject, words: &[&str]) -> bool {
    when.0.iter().any(|condition| match condition {
        Condition(about, Test::AnyOf(asked)) => {
            *about == subject && asked.iter().all(|it| words.contains(&it.as_str()))
        }
        Condition(..) => false,
    })
}

/// What the law gives and the shop does not offer; repair may be left out where goods and money are both offered.
fn missing(by_law: &[Remedy], offered: &[Remedy], law: &Law) -> Vec<Remedy> {
    let offers = |remedy: Remedy| offered.contains(&remedy);
    let may_refuse = law
        .guarantee
        .as_ref()
        .is_some_and(|law| law.repair_may_be_refused);
    let excused = may_refuse
        && offers(Remedy::Refund)
        && (offers(Remedy::Replace) || offers(Remedy::SparePart));
    let is_missing = |remedy: &&Remedy| {
        let may_be_left_out = matches!(remedy, Remedy::Repair | Remedy::SparePart) && excused;
        !offered.contains(remedy) && !may_be_left_out
    };
    by_law.iter().filter(is_missing).copied().collect()
}

fn listed(remedies: &[Remedy]) -> String {
    let names: Vec<&str> = remedies.iter().map(|it| word(&REMEDIES, it)).collect();
    names.join(", ")
}
