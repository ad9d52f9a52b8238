//! Grounds for goods that are not as they should be: legal guarantee, warranty, damage on the way.

use crate::{
    civil::Date,
    order::{ServiceKind, Trait},
    policy::{
        Terms,
        floor::listed,
        grounds::{Ground, deadlines, later, or_else},
        law::{GuaranteeLaw, Told},
        ledger::{self, Guarantee},
        line::Line,
        why::{Notes, Why},
        windows::{after, beginning_with, by_shop, span},
    },
    problem::ProblemKind,
    verdict::{Basis, Deadlines, Payer, Remedy},
};

/// Days in which damage on the way is to be reported, where the shop says nothing: a default of ours, not of the law,
/// which covers such damage as lack of conformity for far longer.
pub(in crate::policy) const TRANSIT_DAYS: u32 = 14;
/// What a warranty or a contract gives, where it does not say.
const MENDING: [Remedy; 2] = [Remedy::Repair, Remedy::Replace];

pub(super) fn conformity(line: &Line<'_>, notes: &mut Notes) -> Option<Ground> {
    let Some(law) = line.law.guarantee.as_ref().filter(|_| line.is_consumer()) else {
        return conformity_by_contract(line, notes);
    };
    let delivered_on = line.delivered_on().unwrap_or(line.today());
    let end = |from: Date| {
        let fixed = law
            .months
            .map_or(Date::LAST, |months| from.add_months(months));
        let warranty = warranty_until(line, from).filter(|_| law.follows_warranty);
        warranty.map_or(fixed, |last| last.max(fixed))
    };
    let guarantee = ledger::guarantee(line, law, delivered_on, end, notes);
    let own = by_shop(
        line,
        Basis::Conformity,
        &line.policy.guarantee,
        delivered_on,
    );
    let span = span(line, "conformity.until", Some(guarantee.until), own, notes)?;
    if line.today() > span.until {
        notes.why_until(Why::ConformityOver, span.until);
        return None;
    }
    if span.until < Date::LAST {
        notes.why_until(Why::ConformityOpen, span.until);
    } else {
        notes.why(Why::ConformityNoEnd);
    }
    let law_remedies = conformity_by_law(line, law, delivered_on, notes);
    presumption(line, law, guarantee, notes);
    let remedies = or_else(&line.policy.guarantee.remedies, &law_remedies);
    let deadlines = law_deadlines(line, law);
    explain(line, law, &remedies, &deadlines, notes);
    Some(Ground {
        basis: Basis::Conformity,
        span,
        remedies,
        law_remedies,
        // Directive 2019/771, Article 14(2), and its like elsewhere: at the seller's expense.
        return_shipping: Payer::Shop,
        law_ships: true,
        deadlines,
    })
}

/// What the contract grants for want of conformity, where the law grants nothing.
fn conformity_by_contract(line: &Line<'_>, notes: &mut Notes) -> Option<Ground> {
    let from = line.delivered_on().unwrap_or(line.today());
    let own = if line.is_consumer() {
        by_shop(line, Basis::Conformity, &line.policy.guarantee, from)
    } else {
        let months = line.policy.business.guarantee_months;
        months.map(|months| ("policy".to_owned(), from.add_months(months)))
    };
    let Some(span) = span(line, "conformity.until", None, own, notes) else {
        notes.why(if line.is_consumer() {
            Why::ConformityNone
        } else {
            Why::ConformityBusiness
        });
        return None;
    };
    if line.today() > span.until {
        notes.why_until(Why::ConformityOver, span.until);
        return None;
    }
    notes.why_until(Why::ConformityOpen, span.until);
    Some(Ground {
        basis: Basis::Conformity,
        span,
        remedies: or_else(&line.policy.guarantee.remedies, &fitting(line, &MENDING)),
        law_remedies: Vec::new(),
        return_shipping: Payer::Shop,
        law_ships: false,
        deadlines: deadlines(line),
    })
}

/// What the law gives for want of conformity today, in its order, and how the customer reads it.
fn conformity_by_law(
    line: &Line<'_>,
    law: &GuaranteeLaw,
    delivered_on: Date,
    notes: &mut Notes,
) -> Vec<Remedy> {
    let today = line.today();
    if let Some(first) = &law.at_first {
        let last = ledger::at_first_until(line, first, delivered_on);
        if today <= last {
            notes.why_until(Why::ConformityAtFirst, last);
            return with_second_step(line, law, fitting(line, &first.remedies), notes);
        }
    }
    let is_complex = line.bought.traits.contains(&Trait::TechnicallyComplex);
    if let Some(complex) = law.complex.as_ref().filter(|_| is_complex)
        && today > last_complex_day(line, delivered_on, complex.days)
    {
        if ledger::reopens(line, law, complex.days_in_repair_a_year) {
            notes.why(Why::ConformityComplexReopened);
        } else {
            notes.why(Why::ConformityComplex);
            return fitting(line, &complex.remedies);
        }
    }
    let remedies = fitting(line, &law.remedies);
    let first_step = !law.second.is_empty() && !second_step_is_open(line, law);
    if first_step && law.serious_opens_second {
        notes.why(Why::ConformitySerious);
    } else if first_step {
        notes.why(Why::ConformitySecondStep);
    }
    with_second_step(line, law, remedies, notes)
}

/// Whether the customer has accepted as many repairs or replacements as the law asks for, or one was late.
fn second_step_is_open(line: &Line<'_>, law: &GuaranteeLaw) -> bool {
    let has_failed = || ledger::attempts(line, law) >= law.attempts.max(1);
    !law.second.is_empty() && (has_failed() || ledger::was_late(line, law))
}

/// What else there is once the first step has failed.
fn with_second_step(
    line: &Line<'_>,
    law: &GuaranteeLaw,
    mut remedies: Vec<Remedy>,
    notes: &mut Notes,
) -> Vec<Remedy> {
    if second_step_is_open(line, law) {
        notes.step(|| line.preset(), "remedies", || listed(&law.second));
        notes.why(Why::ConformitySecondStepOpen);
        let more = |remedy: &Remedy| !remedies.contains(remedy);
        let second: Vec<Remedy> = law.second.iter().copied().filter(more).collect();
        remedies.extend(second);
    }
    remedies
}

/// The last of the days with every choice for technically complex goods; as every period in days it may end later.
/// Civil Code of Russia, Article 193, from memory.
fn last_complex_day(line: &Line<'_>, delivered_on: Date, days: u32) -> Date {
    line.law
        .last_day(after(delivered_on, days), &line.policy.holidays)
}

/// A part that is missing is sent; another item than the one ordered cannot be repaired into it.
fn fitting(line: &Line<'_>, remedies: &[Remedy]) -> Vec<Remedy> {
    let fits = |remedy: &Remedy| match (line.problem.kind, remedy) {
        (ProblemKind::MissingParts, Remedy::Repair) => Some(Remedy::SparePart),
        (ProblemKind::WrongItem, Remedy::Repair) => None,
        (_, other) => Some(*other),
    };
    remedies.iter().filter_map(fits).collect()
}

/// Who has to prove what.
fn presumption(line: &Line<'_>, law: &GuaranteeLaw, guarantee: Guarantee, notes: &mut Notes) {
    if law.presumed_months == 0 && !law.follows_warranty {
        notes.why(Why::ConformityProve);
        return;
    }
    let with_warranty = warranty_until(line, guarantee.from).filter(|_| law.follows_warranty);
    let by_law = if law.presumed_with_delivery {
        beginning_with(guarantee.from, law.presumed_months)
    } else {
        guarantee.from.add_months(law.presumed_months)
    };
    let presumed = with_warranty.unwrap_or(by_law);
    let presumed = ledger::presumed_until(line, law, guarantee.from, presumed);
    let presumed = guarantee.presumed_same.unwrap_or(presumed).max(presumed);
    if line.today() <= presumed {
        notes.why_until(Why::ConformityPresumed, presumed);
    } else {
        notes.why(Why::ConformityProve);
    }
}

/// What else the law has the customer know.
fn explain(
    line: &Line<'_>,
    law: &GuaranteeLaw,
    remedies: &[Remedy],
    deadlines: &Deadlines,
    notes: &mut Notes,
) {
    if line.law.told.contains(&Told::CannotBeExcluded) {
        notes.why(Why::ConformityCannotBeExcluded);
    }
    if let Some(last) = deadlines.decide.filter(|_| line.law.silence_accepts) {
        notes.why_until(Why::ConformitySilence, last);
    }
    if let Some(days) = law.replace_days_inspected
        && remedies.contains(&Remedy::Replace)
    {
        notes.why_until(Why::ConformityInspection, later(line, days));
    }
    if remedies.contains(&Remedy::Repair) {
        let history = line.bought.history.iter();
        let repairs = history.filter(|service| service.kind == ServiceKind::Repair);
        if line.law.told.contains(&Told::RepairExtends)
            && let Some(months) = law.after.repair_adds(repairs.count())
        {
            notes.why_count(Why::ConformityRepairExtends, "months", months);
        }
        if law.loaner {
            notes.why(Why::ConformityLoaner);
        }
    }
    if let Some(percent) = law.penalty_percent_a_day {
        notes.why_count(Why::ConformityPenalty, "percent", percent);
    }
}

/// The end of the commercial warranty for all goods; a rule's window does not change what the law follows.
fn warranty_until(line: &Line<'_>, from: Date) -> Option<Date> {
    let terms = &line.policy.warranty;
    let days = terms.days.map(|days| after(from, days));
    let of_policy = days.or_else(|| terms.months.map(|months| from.add_months(months)));
    of_policy.max(line_warranty_until(line, from))
}

/// The end of the warranty that came with this very item, or of the plan that was bought with it: the longer one.
fn line_warranty_until(line: &Line<'_>, from: Date) -> Option<Date> {
    let bought = line.bought;
    let months = bought.warranty_months.max(bought.extended_plan_months);
    months
        .filter(|months| *months > 0)
        .map(|months| from.add_months(months))
}

/// The last day of a warranty that begins on that day, the item's own or the shop's, whichever is longer; and whose.
fn warranty_from(line: &Line<'_>, from: Date) -> Option<(String, Date)> {
    let of_line = line_warranty_until(line, from).map(|last| ("order".to_owned(), last));
    let by_shop = by_shop(line, Basis::Warranty, &line.policy.warranty, from);
    let is_longer =
        |of_line: &(String, Date)| by_shop.as_ref().is_none_or(|(_, last)| *last <= of_line.1);
    of_line.filter(is_longer).or(by_shop)
}

pub(super) fn warranty(line: &Line<'_>, notes: &mut Notes) -> Option<Ground> {
    let terms = &line.policy.warranty;
    let from = line.delivered_on().unwrap_or(line.today());
    let set = "warranty.until";
    let own = warranty_from(line, from).map(|(by, last)| {
        let law = line.law.guarantee.as_ref().filter(|_| line.is_consumer());
        let end = |from: Date| warranty_from(line, from).map_or(last, |(_, last)| last);
        let longer = law.map_or(last, |law| ledger::warranty_until(line, law, from, end));
        if longer > last {
            notes.step(|| by.clone(), set, || last.to_string());
            notes.step(|| line.preset(), set, || longer.to_string());
        }
        (by, longer)
    });
    let span = span(line, set, None, own, notes)?;
    if line.today() > span.until {
        notes.why_until(Why::WarrantyOver, span.until);
        return None;
    }
    notes.why_until(Why::WarrantyOpen, span.until);
    if line.law.told.contains(&Told::WrittenTerms) {
        notes.why(Why::WarrantyWrittenTerms);
    }
    Some(Ground {
        basis: Basis::Warranty,
        span,
        remedies: or_else(&terms.remedies, &fitting(line, &MENDING)),
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

/// The deadlines of the legal guarantee, whatever is offered in the end.
fn law_deadlines(line: &Line<'_>, law: &GuaranteeLaw) -> Deadlines {
    let due = |days: Option<u32>| days.map(|days| later(line, days));
    let agreed = law.refund_days.filter(|_| law.refund_from_agreement);
    Deadlines {
        refund: due(law.refund_days).filter(|_| agreed.is_none()),
        refund_days_from_agreement: agreed,
        repair: due(law.repair_days),
        replace: due(law.replace_days),
        loaner: due(law.loaner_days),
        ..deadlines(line)
    }
}

/// Without the days of what is not offered.
pub(in crate::policy) fn only_offered(deadlines: &mut Deadlines, remedies: &[Remedy]) {
    let any = |these: &[Remedy]| these.iter().any(|remedy| remedies.contains(remedy));
    let repairs = any(&[Remedy::Repair]);
    deadlines.repair = deadlines.repair.filter(|_| repairs);
    deadlines.loaner = deadlines.loaner.filter(|_| repairs);
    let replaces = any(&[Remedy::Replace, Remedy::SparePart]);
    deadlines.replace = deadlines.replace.filter(|_| replaces);
    let pays = any(&[Remedy::Refund, Remedy::PartialRefund]);
    deadlines.refund = deadlines.refund.filter(|_| pays);
    let agreed = deadlines.refund_days_from_agreement;
    deadlines.refund_days_from_agreement = agreed.filter(|_| pays);
}
