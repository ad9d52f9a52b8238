//! The grounds a customer can stand on, each with its last day and what it gives before rules and floor.

use crate::{
    civil::Date,
    policy::{
        OutOfPolicy,
        line::{Line, named},
        why::{Notes, Why},
        windows::Span,
    },
    problem::ProblemKind,
    verdict::{Basis, Deadlines, Payer, Remedy},
};

mod faulty;
mod sound;

#[cfg(feature = "texts")]
pub(super) use faulty::TRANSIT_DAYS;
pub(super) use faulty::only_offered;
use faulty::{conformity, transit, warranty};
use sound::{exchange, withdrawal};

/// Days an offer of kindness stands. A default of ours.
const GOODWILL_DAYS: i32 = 14;

/// A ground that is open.
#[derive(Clone, Debug)]
pub(super) struct Ground {
    pub basis: Basis,
    pub span: Span,
    pub remedies: Vec<Remedy>,
    /// What the law gives here, in its order.
    pub law_remedies: Vec<Remedy>,
    pub return_shipping: Payer,
    /// The law lets the shop pay for sending it back.
    pub law_ships: bool,
    pub deadlines: Deadlines,
}

impl Ground {
    /// Whether the law grants it today, whatever the shop says.
    pub(super) fn is_law(&self, today: Date) -> bool {
        self.span.law_until.is_some_and(|last| today <= last)
    }
}

/// Every ground open today, the best for the customer first.
///
/// Where something is wrong with the goods: what was made for it first (damage on the way, then the legal guarantee,
/// then the warranty), since there the shop pays for sending it back; the withdrawal last, which is open all the same
/// inside its period. Where nothing is wrong: an exchange first for what does not fit, else the withdrawal.
pub(super) fn find(line: &Line<'_>, notes: &mut Notes) -> Vec<Ground> {
    let grounds = match line.problem.kind {
        ProblemKind::ChangedMind => vec![withdrawal(line, notes), exchange(line, notes)],
        ProblemKind::DoesNotFit => vec![exchange(line, notes), withdrawal(line, notes)],
        ProblemKind::DamagedInTransit => {
            vec![
                transit(line, notes),
                conformity(line, notes),
                warranty(line, notes),
                withdrawal(line, notes),
            ]
        }
        ProblemKind::Defective
        | ProblemKind::NotAsDescribed
        | ProblemKind::WrongItem
        | ProblemKind::MissingParts => {
            vec![
                conformity(line, notes),
                warranty(line, notes),
                withdrawal(line, notes),
            ]
        }
        ProblemKind::Other => Vec::new(),
    };
    let mut grounds: Vec<Ground> = grounds.into_iter().flatten().collect();
    if grounds.is_empty() {
        grounds.extend(goodwill(line, notes));
    }
    grounds
}

/// Whether it could be claimed as faulty today.
pub(super) fn is_guaranteed(line: &Line<'_>) -> bool {
    // What is said on the way is about another problem.
    let mut aside = Notes::default();
    conformity(line, &mut aside).is_some() || warranty(line, &mut aside).is_some()
}

/// Kindness, where nothing else is open: because a rule says so, or the policy.
fn goodwill(line: &Line<'_>, notes: &mut Notes) -> Option<Ground> {
    let by_rule = line.granted_by().map(named);
    let for_all = line.policy.out_of_policy == OutOfPolicy::Goodwill
        && line.problem.kind != ProblemKind::Other
        && line.refused_by().is_none();
    let by = by_rule.or_else(|| for_all.then(|| "policy".to_owned()))?;
    let until = line.today().add_days(GOODWILL_DAYS);
    notes.step(|| by.clone(), "goodwill.until", || until.to_string());
    notes.decides(by);
    notes.why_until(Why::GoodwillOpen, until);
    let terms = &line.policy.goodwill;
    Some(Ground {
        basis: Basis::Goodwill,
        span: Span {
            until,
            law_until: None,
        },
        remedies: or_else(&terms.remedies, &[Remedy::Coupon]),
        law_remedies: Vec::new(),
        return_shipping: terms.return_shipping.unwrap_or(Payer::Customer),
        law_ships: false,
        deadlines: deadlines(line),
    })
}

fn or_else(chosen: &[Remedy], default: &[Remedy]) -> Vec<Remedy> {
    if chosen.is_empty() {
        default.to_vec()
    } else {
        chosen.to_vec()
    }
}

fn later(line: &Line<'_>, days: u32) -> Date {
    line.today()
        .add_days(i32::try_from(days).unwrap_or(i32::MAX))
}

/// What starts with every claim; the law's days to answer are for consumers.
fn deadlines(line: &Line<'_>) -> Deadlines {
    let decide_days = line.law.decide_days.filter(|_| line.is_consumer());
    Deadlines {
        respond_hours: Some(line.policy.respond_hours),
        decide: decide_days.map(|days| later(line, days)),
        ..Deadlines::default()
    }
}
