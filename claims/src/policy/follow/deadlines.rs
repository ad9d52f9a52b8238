//! The times a rule sets, and the law's under them.

use crate::{
    civil::Date,
    policy::{
        Deadline,
        grounds::Ground,
        line::{Line, named},
        why::Notes,
    },
    verdict::{Deadlines, Entitlement, Remedy},
};

/// Puts the rules' times in place of the ground's. Where the law grants the ground, the shop takes no longer than the
/// law lets it, and gives the customer no less time.
pub(super) fn follow(line: &Line<'_>, ground: &Ground, given: &mut Entitlement, notes: &mut Notes) {
    let is_law = ground.is_law(line.today());
    for deadline in Deadline::ALL {
        let Some((rule, hours)) = line.hours(deadline) else {
            continue;
        };
        if !has_to_do_with(deadline, given) {
            continue;
        }
        let set = || trace_name(deadline);
        if deadline == Deadline::Respond {
            given.deadlines.respond_hours = Some(hours);
            notes.step(|| named(rule), &set(), || format!("{hours} h"));
            notes.stands(named(rule));
            continue;
        }
        let ruled = in_hours(line.today(), hours);
        notes.step(|| named(rule), &set(), || ruled.to_string());
        let Some(place) = place(deadline, &mut given.deadlines) else {
            continue;
        };
        // Where the law sets the customer no day to send it back by, or nothing came yet, the shop sets none either.
        if deadline == Deadline::SendBack && is_law && place.is_none() {
            notes.step(|| line.floor(), &set(), || "none".to_owned());
            continue;
        }
        let by_law = place.filter(|_| is_law).filter(|by_law| {
            if deadline == Deadline::SendBack {
                *by_law > ruled
            } else {
                *by_law < ruled
            }
        });
        match by_law {
            Some(day) => notes.step(|| line.floor(), &set(), || day.to_string()),
            None => {
                *place = Some(ruled);
                notes.stands(named(rule));
            }
        }
    }
}

/// `deadlines.refund`; nobody reads it on the page.
fn trace_name(deadline: Deadline) -> String {
    if cfg!(feature = "trace") {
        format!("deadlines.{}", deadline.name())
    } else {
        String::new()
    }
}

/// The day so many hours are over, a day begun being a day.
fn in_hours(today: Date, hours: u32) -> Date {
    today.add_days(i32::try_from(hours.div_ceil(24)).unwrap_or(i32::MAX))
}

fn place(deadline: Deadline, deadlines: &mut Deadlines) -> Option<&mut Option<Date>> {
    match deadline {
        Deadline::Respond => None,
        Deadline::Decide => Some(&mut deadlines.decide),
        Deadline::Refund => Some(&mut deadlines.refund),
        Deadline::Repair => Some(&mut deadlines.repair),
        Deadline::Replace => Some(&mut deadlines.replace),
        Deadline::Loaner => Some(&mut deadlines.loaner),
        Deadline::SendBack => Some(&mut deadlines.send_back),
    }
}

/// Whether the ground gives what the time is for.
fn has_to_do_with(deadline: Deadline, given: &Entitlement) -> bool {
    let gives = |remedies: &[Remedy]| remedies.iter().any(|it| given.remedies.contains(it));
    match deadline {
        Deadline::Respond | Deadline::Decide => true,
        Deadline::Refund => gives(&[Remedy::Refund, Remedy::PartialRefund]),
        Deadline::Repair => gives(&[Remedy::Repair]),
        Deadline::Replace => gives(&[Remedy::Replace, Remedy::Exchange, Remedy::SparePart]),
        Deadline::Loaner => given.loaner,
        Deadline::SendBack => !given.keep_item,
    }
}
