//! The guarantee ledger: what repairs and replacements before did to the legal guarantee.
//!
//! They come with the order (`history` of a line), the oldest first. One that began after the guarantee had ended, or
//! before the delivery, changes nothing.

use crate::{
    civil::Date,
    order::{Service, ServiceKind},
    policy::{
        law::{AtFirst, Clock, FailedBy, GuaranteeLaw, Restarts, SameFaultLaw},
        line::Line,
        why::{Notes, Why},
        windows::after,
    },
    words::{KINDS, word},
};

/// The legal guarantee of a line, with its ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Guarantee {
    /// Where it runs from: the delivery, or that of the last replacement.
    pub from: Date,
    /// Its last day.
    pub until: Date,
    /// The last day on which the fault is presumed to be the one that was mended before.
    pub presumed_same: Option<Date>,
}

/// Where the guarantee begins and ends; `end` is the last day of one that begins on that day.
pub(super) fn guarantee(
    line: &Line<'_>,
    law: &GuaranteeLaw,
    delivered_on: Date,
    end: impl Fn(Date) -> Date,
    notes: &mut Notes,
) -> Guarantee {
    let set = "conformity.until";
    let mut from = delivered_on;
    let mut until = end(from);
    notes.step(|| line.preset(), set, || until.to_string());
    let mut same_fault = None;
    let mut repairs = 0;
    // What came on top since `from`.
    let (mut more_months, mut more_days) = (0, 0);
    for service in &line.bought.history {
        let is_late = service.from > until;
        if service.from < from || is_late && same_fault.is_none_or(|last| service.from > last) {
            continue;
        }
        same_fault = same_fault.max(same_fault_until(line, law, service));
        if is_late || until == Date::LAST {
            continue;
        }
        if let Some(day) = begins_anew(line, law.after.replacement_restarts, service) {
            from = day;
            until = until.max(end(from));
            repairs = 0;
            (more_months, more_days) = (0, 0);
            notes.step(
                || line.preset(),
                set,
                || format!("{until}: replaced on {day}"),
            );
            notes.why_until(Why::ConformityRestarted, until);
            continue;
        }
        let days = service.days(line.today());
        if law.after.clock_stops.contains(&Clock::Guarantee) && days > 0 {
            until = after(until, days);
            more_days += days;
            notes.step(
                || line.preset(),
                set,
                || format!("{until}: {days} days away"),
            );
            notes.why_until(Why::ConformityClockStopped, until);
        }
        if service.kind != ServiceKind::Repair {
            continue;
        }
        if let Some(months) = law.after.repair_adds(repairs) {
            more_months += months;
            // Twice six months from the 31st are a year: a short month on the way takes no days from it.
            let in_one = law
                .months
                .map(|months| from.add_months(months + more_months));
            let in_one = in_one.map(|last| after(last, more_days));
            until = until.add_months(months).max(in_one.unwrap_or(until));
            notes.step(
                || line.preset(),
                set,
                || format!("{until}: repaired from {}", service.from),
            );
            notes.why_until(Why::ConformityExtended, until);
        }
        repairs += 1;
    }
    if let Some(last) = same_fault.filter(|last| *last > until) {
        until = last;
        notes.step(|| line.preset(), set, || format!("{until}: the same fault"));
        notes.why_until(Why::ConformitySameFault, until);
    }
    let presumes = |law: SameFaultLaw| law.presumed;
    Guarantee {
        from,
        until,
        presumed_same: same_fault.filter(|_| law.after.same_fault.is_some_and(presumes)),
    }
}

/// Until when the fault it was for is covered, whatever else ends.
fn same_fault_until(line: &Line<'_>, law: &GuaranteeLaw, service: &Service) -> Option<Date> {
    let months = law.after.same_fault?.months;
    let back = service.until.filter(|day| *day <= line.today())?;
    is_for_the_problem(line, service).then(|| back.add_months(months))
}

/// The day the guarantee begins anew with this service.
fn begins_anew(line: &Line<'_>, restarts: Restarts, service: &Service) -> Option<Date> {
    let may = match restarts {
        Restarts::Never => false,
        Restarts::InsteadOfRepair => service.instead_of == Some(ServiceKind::Repair),
        Restarts::Always => true,
    };
    let replaced = service.kind == ServiceKind::Replacement && may;
    service.until.filter(|day| replaced && *day <= line.today())
}

/// The last day of a warranty, where the law prolongs it with the guarantee; `end` is the last day of one that begins
/// on that day.
pub(super) fn warranty_until(
    line: &Line<'_>,
    law: &GuaranteeLaw,
    from: Date,
    end: impl Fn(Date) -> Date,
) -> Date {
    let waits = law.after.clock_stops.contains(&Clock::Warranty);
    // A new guarantee in place of a repair is the legal one's alone.
    let restarts = match law.after.replacement_restarts {
        Restarts::Always if waits => Restarts::Always,
        Restarts::Always | Restarts::InsteadOfRepair | Restarts::Never => Restarts::Never,
    };
    let (mut from, mut last) = (from, end(from));
    for service in &line.bought.history {
        if service.from < from || service.from > last {
            continue;
        }
        if let Some(day) = begins_anew(line, restarts, service) {
            from = day;
            last = last.max(end(from));
        } else if waits {
            last = after(last, service.days(line.today()));
        }
    }
    last
}

/// The last of the first days, in which the customer has more.
pub(super) fn at_first_until(line: &Line<'_>, first: &AtFirst, delivered_on: Date) -> Date {
    let days = first.days.saturating_sub(u32::from(first.with_delivery));
    let mut until = after(delivered_on, days);
    let Some(left) = first.days_left_after_service else {
        return until;
    };
    for service in &line.bought.history {
        if (delivered_on..=until).contains(&service.from) {
            let back = service.until.unwrap_or(line.today());
            // Consumer Rights Act 2015, section 22(8): from the day of the request to the day the goods are back, both
            // of them counted.
            let waited = service.days(line.today()) + 1;
            until = after(until, waited).max(after(back, left));
        }
    }
    until
}

/// The last day on which a fault is presumed, which would have been `last`: where its clock stops it is as much later
/// as the goods were away.
pub(super) fn presumed_until(line: &Line<'_>, law: &GuaranteeLaw, from: Date, last: Date) -> Date {
    if !law.after.clock_stops.contains(&Clock::Presumption) {
        return last;
    }
    let within = |last: Date, service: &Service| {
        if service.from < from || service.from > last {
            last
        } else {
            after(last, service.days(line.today()))
        }
    };
    line.bought.history.iter().fold(last, within)
}

/// Repairs and replacements before that failed, if there is something wrong today. One that is still running has not
/// failed yet.
pub(super) fn attempts(line: &Line<'_>, law: &GuaranteeLaw) -> u32 {
    let failed = |service: &&Service| {
        let is_over = service.until.is_some_and(|until| until <= line.today());
        let counts = law.failed_by == FailedBy::AnyFault || is_for_the_problem(line, service);
        is_over && counts
    };
    let count = line.bought.history.iter().filter(failed).count();
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Whether a repair or replacement for the problem of this claim takes, or took, longer than the law lets it.
pub(super) fn was_late(line: &Line<'_>, law: &GuaranteeLaw) -> bool {
    let mut history = line.bought.history.iter();
    history.any(|service| is_for_the_problem(line, service) && is_late(line, law, service))
}

fn is_late(line: &Line<'_>, law: &GuaranteeLaw, service: &Service) -> bool {
    let days = match service.kind {
        ServiceKind::Repair => law.repair_days,
        ServiceKind::Replacement => law.replace_days_inspected.or(law.replace_days),
    };
    days.is_some_and(|days| service.days(line.today()) > days)
}

/// Whether it was for the problem of this claim, or for one that nobody knows.
fn is_for_the_problem(line: &Line<'_>, service: &Service) -> bool {
    let kind = word(&KINDS, &line.problem.kind);
    service
        .problem
        .as_ref()
        .is_none_or(|problem| *problem == line.problem.id || problem == kind)
}

/// Days in repair within the year up to `today`.
pub(super) fn days_in_repair(history: &[Service], today: Date) -> u32 {
    let year_ago = today.add_days(-365);
    history
        .iter()
        .filter(|service| service.kind == ServiceKind::Repair)
        .map(|service| service.days_from(year_ago, today))
        .fold(0, u32::saturating_add)
}

/// Whether every choice is open again for technically complex goods: the fault came back, a repair was late, or there
/// were too many days in repair.
pub(super) fn reopens(line: &Line<'_>, law: &GuaranteeLaw, days_in_repair_a_year: u32) -> bool {
    let history = &line.bought.history;
    let was_late =
        |service: &Service| service.kind == ServiceKind::Repair && is_late(line, law, service);
    attempts(line, law) > 0
        || history.iter().any(was_late)
        || days_in_repair(history, line.today()) > days_in_repair_a_year
}
