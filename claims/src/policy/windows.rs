//! Until when: the last day of each ground, by the law and by the shop.
//!
//! The day of delivery is not counted (Regulation 1182/71, Article 3(1), and its like): a period of 14 days from
//! the 1st ends on the 15th, one of two years on the same day of the month.

use crate::{
    civil::Date,
    policy::{
        Terms,
        law::NotTold,
        line::{Line, named},
        rule::{Set, Window, WindowFrom},
        why::Notes,
    },
    problem::ProblemKind,
    verdict::Basis,
};

/// How long a ground is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    /// The last day.
    pub until: Date,
    /// The last day the law grants; up to then nothing may be less than the law.
    pub law_until: Option<Date>,
}

/// The last day of withdrawal by the law, for goods it holds for.
pub(super) fn withdrawal_by_law(line: &Line<'_>) -> Option<Date> {
    let law = line.law.withdrawal.as_ref()?;
    let told = line.case.order.informed_of_withdrawal;
    let from = line.withdrawal_from().unwrap_or(line.today());
    let last = match law.not_told {
        NotTold::MonthsMore(months) if !told => after(from, law.days).add_months(months),
        NotTold::MonthsInstead(months) if !told => from.add_months(months),
        NotTold::DaysInstead(days) if !told => after(from, days),
        NotTold::MonthsMore(_) | NotTold::MonthsInstead(_) | NotTold::DaysInstead(_) => {
            after(from, law.days)
        }
    };
    Some(line.law.last_day(last, &line.policy.holidays))
}

/// So many days after `day`, which is not counted.
pub(super) fn after(day: Date, days: u32) -> Date {
    day.add_days(i32::try_from(days).unwrap_or(i32::MAX))
}

/// The last day of so many months of which `day` is the first ("beginning with"): the day before that day of the month,
/// or the last of a month that is too short for it.
pub(super) fn beginning_with(day: Date, months: u32) -> Date {
    let eve = |day: Date| day.add_days(-1);
    eve(day.add_months(months)).max(eve(day).add_months(months))
}

/// The last day the shop's own terms, or a rule for this problem, grant on a ground; with who said so.
pub(super) fn by_shop(
    line: &Line<'_>,
    basis: Basis,
    terms: &Terms,
    from: Date,
) -> Option<(String, Date)> {
    let of_terms = Window {
        days: terms.days,
        months: terms.months,
        from: None,
    };
    let ruled = line
        .ruled(Set::Window, |then| then.window)
        .filter(|_| window_is_about(basis, line.problem.kind));
    let (by, window) = match ruled {
        Some((rule, window)) => (named(rule), window),
        None => ("policy".to_owned(), of_terms),
    };
    let from = match window.from {
        None => from,
        Some(WindowFrom::Order) => line.case.order.placed_on,
        Some(WindowFrom::Delivery) => line.delivered_on().unwrap_or(line.today()),
        Some(WindowFrom::LastDelivery) => line.last_delivery().unwrap_or(line.today()),
    };
    let last = match (window.days, window.months) {
        (Some(days), _) => after(from, days),
        (None, Some(months)) => from.add_months(months),
        (None, None) => return None,
    };
    let is_short = matches!(basis, Basis::Withdrawal | Basis::Exchange | Basis::Transit);
    let last = if is_short {
        line.law.last_day(last, &line.policy.holidays)
    } else {
        last
    };
    Some((by, last))
}

/// A rule's window is the shop's own promise for the problem: for faulty goods that is the warranty.
fn window_is_about(basis: Basis, kind: ProblemKind) -> bool {
    match kind {
        ProblemKind::ChangedMind => basis == Basis::Withdrawal,
        ProblemKind::DoesNotFit => matches!(basis, Basis::Withdrawal | Basis::Exchange),
        ProblemKind::DamagedInTransit => basis == Basis::Transit,
        ProblemKind::Defective
        | ProblemKind::NotAsDescribed
        | ProblemKind::WrongItem
        | ProblemKind::MissingParts => basis == Basis::Warranty,
        ProblemKind::Other => false,
    }
}

/// The longer of law and shop, and who made it so. `None` where neither grants anything.
pub(super) fn span(
    line: &Line<'_>,
    set: &str,
    by_law: Option<Date>,
    by_shop: Option<(String, Date)>,
    notes: &mut Notes,
) -> Option<Span> {
    if let Some(last) = by_law {
        notes.step(|| line.preset(), set, || last.to_string());
    }
    let refused = line.refused_by();
    let Some((by, last)) = by_shop.filter(|_| refused.is_none()) else {
        return by_law.map(|until| Span {
            until,
            law_until: by_law,
        });
    };
    if by_law != Some(last) {
        notes.step(|| by.clone(), set, || last.to_string());
    }
    let until = match by_law {
        Some(floor) if floor > last => {
            notes.step(|| line.floor(), set, || floor.to_string());
            floor
        }
        Some(_) | None => {
            notes.stands(by);
            last
        }
    };
    Some(Span {
        until,
        law_until: by_law,
    })
}
