//! Grounds for goods that are not as they should be: legal guarantee, warranty, damage on the way.

use crate::{
    civil::Date,
    order::Trait,
    policy::{
        Terms,
        grounds::{Ground, deadlines, later, or_else},
        law::GuaranteeLaw,
        line::Line,
        why::{Notes, Why},
        windows::{after, by_shop, span},
    },
    problem::ProblemKind,
    verdict::{Basis, Deadlines, Payer, Remedy},
};

/// Days in which damage on the way is to be reported, where the shop says nothing: a default of ours, not of the law,
/// which covers such damage as lack of conformity for far longer.
const TRANSIT_DAYS: u32 = 14;

pub(super) fn conformity(line: &Line<'_>, notes: &mut Notes) -> Option<Ground> {
    let law = line.law.guarantee.as_ref()?;
    let from = line.delivered_on().unwrap_or(line.today());
    let months = |months: u32| from.add_months(months);
    let fixed = law.months.map_or(Date::LAST, months);
    let (by_law, own) = if line.is_consumer() {
        let with_warranty = warranty_until(line, from).filter(|_| law.follows_warranty);
        let by_law = with_warranty.map_or(fixed, |last| last.max(fixed));
        (
            Some(by_law),
            by_shop(line, Basis::Conformity, &line.policy.guarantee, from),
        )
    } else {
        let own = line
            .policy
            .business
            .guarantee_months
            .map(|own| ("policy".to_owned(), months(own)));
        (None, own)
    };
    let Some(span) = span(line, "conformity.until", by_law, own, notes) else {
        notes.why(Why::ConformityBusiness);
        return None;
    };
    if line.today() > span.until {
        notes.why_until(Why::ConformityOver, span.until);
        return None;
    }
    if span.until < Date::LAST {
        notes.why_until(Why::ConformityOpen, span.until);
    } else {
        notes.why(Why::ConformityNoEnd);
    }
    let law_remedies = if line.is_consumer() {
        conformity_by_law(line, law, from, notes)
    } else {
        law.remedies.clone()
    };
    let remedies = or_else(&line.policy.guarantee.remedies, &law_remedies);
    let deadlines = remedy_deadlines(line, law, &remedies);
    Some(Ground {
        basis: Basis::Conformity,
        span,
        remedies,
        law_remedies: if line.is_consumer() {
            law_remedies
        } else {
            Vec::new()
        },
        // Directive 2019/771, Article 14(2), and its like elsewhere: at the seller's expense.
        return_shipping: Payer::Shop,
        law_ships: line.is_consumer(),
        deadlines,
    })
}

/// What the law gives for want of conformity today, in its order, and how the customer reads it.
fn conformity_by_law(
    line: &Line<'_>,
    law: &GuaranteeLaw,
    from: Date,
    notes: &mut Notes,
) -> Vec<Remedy> {
    let today = line.today();
    let at_first = law
        .at_first
        .as_ref()
        .map(|first| (first, after(from, first.days)));
    let is_complex = line.bought.traits.contains(&Trait::TechnicallyComplex);
    let complex = law
        .complex
        .as_ref()
        .filter(|complex| is_complex && today > after(from, complex.days));
    let remedies = match (at_first, complex) {
        (Some((first, last)), _) if today <= last => {
            notes.why_until(Why::ConformityAtFirst, last);
            &first.remedies
        }
        (_, Some(complex)) => {
            notes.why(Why::ConformityComplex);
            &complex.remedies
        }
        _ => {
            if !law.second.is_empty() {
                notes.why(Why::ConformitySecondStep);
            }
            &law.remedies
        }
    };
    let with_warranty = warranty_until(line, from).filter(|_| law.follows_warranty);
    let presumed = with_warranty.unwrap_or(from.add_months(law.presumed_months));
    if today <= presumed {
        notes.why_until(Why::ConformityPresumed, presumed);
    } else {
        notes.why(Why::ConformityProve);
    }
    // A part that is missing is sent; another item than the one ordered cannot be repaired into it.
    let fits = |remedy: &Remedy| match (line.problem.kind, remedy) {
        (ProblemKind::MissingParts, Remedy::Repair) => Some(Remedy::SparePart),
        (ProblemKind::WrongItem, Remedy::Repair) => None,
        (_, other) => Some(*other),
    };
    remedies.iter().filter_map(fits).collect()
}

/// The end of the commercial warranty for all goods; a rule's window does not change what the law follows.
fn warranty_until(line: &Line<'_>, from: Date) -> Option<Date> {
    let terms = &line.policy.warranty;
    let days = terms.days.map(|days| after(from, days));
    days.or_else(|| terms.months.map(|months| from.add_months(months)))
}

pub(super) fn warranty(line: &Line<'_>, notes: &mut Notes) -> Option<Ground> {
    let terms = &line.policy.warranty;
    let from = line.delivered_on().unwrap_or(line.today());
    let own = by_shop(line, Basis::Warranty, terms, from);
    let span = span(line, "warranty.until", None, own, notes)?;
    if line.today() > span.until {
        notes.why_until(Why::WarrantyOver, span.until);
        return None;
    }
    notes.why_until(Why::WarrantyOpen, span.until);
    Some(Ground {
        basis: Basis::Warranty,
        span,
        remedies: or_else(&terms.remedies, &[Remedy::Repair, Remedy::Replace]),
        law_remedies: Vec::new(),
        return_shipping: terms.return_shipping.unwrap_or(Payer::Shop),
        law_ships: false,
        deadlines: deadlines(line),
    })
}

pub(super) fn transit(line: &Line<'_>, notes: &mut Notes) -> Option<Ground> {
    let set = &line.policy.transit;
    let unset = set.days.is_none() && set.months.is_none();
    let terms = Terms {
        days: if unset { Some(TRANSIT_DAYS) } else { set.days },
        months: set.months,
        ..Terms::default()
    };
    let from = line.delivered_on().unwrap_or(line.today());
    let own = by_shop(line, Basis::Transit, &terms, from);
    let span = span(line, "transit.until", None, own, notes)?;
    if line.today() > span.until {
        notes.why_until(Why::TransitOver, span.until);
        return None;
    }
    notes.why_until(Why::TransitOpen, span.until);
    Some(Ground {
        basis: Basis::Transit,
        span,
        remedies: or_else(&set.remedies, &[Remedy::Replace, Remedy::Refund]),
        law_remedies: Vec::new(),
        return_shipping: set.return_shipping.unwrap_or(Payer::Shop),
        law_ships: false,
        deadlines: deadlines(line),
    })
}

/// The deadlines of the legal guarantee, for the remedies it gives here.
fn remedy_deadlines(line: &Line<'_>, law: &GuaranteeLaw, remedies: &[Remedy]) -> Deadlines {
    if !line.is_consumer() {
        return deadlines(line);
    }
    let due = |days: Option<u32>, any: &[Remedy]| {
        days.filter(|_| any.iter().any(|remedy| remedies.contains(remedy)))
            .map(|days| later(line, days))
    };
    Deadlines {
        refund: due(law.refund_days, &[Remedy::Refund, Remedy::PartialRefund]),
        repair: due(law.repair_days, &[Remedy::Repair]),
        replace: due(law.replace_days, &[Remedy::Replace, Remedy::SparePart]),
        loaner: due(law.loaner_days, &[Remedy::Repair]),
        ..deadlines(line)
    }
}
