//! Goods that are not as they should be: legal guarantee, warranty, damage on the way.

use crate::{
    policy::{
        Law,
        grounds::TRANSIT_DAYS,
        law::{AfterService, Clock, GuaranteeLaw, Restarts, Told},
        page::{
            Section,
            sound::shorter_by_law,
            speaker::{Period, Speaker},
        },
    },
    verdict::{Payer, Remedy},
};

pub(super) fn guarantee(speaker: Speaker<'_>, law: Option<&Law>) -> Option<Section> {
    let law = law?;
    let told = speaker.told(Some(law), &[Told::RepairExtends, Told::CannotBeExcluded]);
    let decide_days = law.decide_days;
    let silence = law.silence_accepts.then(|| speaker.text("policy.silence"));
    let law = law.guarantee.as_ref()?;
    let terms = &speaker.policy.guarantee;
    let by_law = law.months.map(Period::Months);
    let lead = speaker.text("policy.guarantee.lead");
    let period = Period::longer(by_law, Period::of(terms));
    let mut time = match period {
        Some(period) if law.months.is_some() => {
            vec![speaker.period_in("policy.from_delivery", period)]
        }
        Some(_) | None => vec![speaker.text("policy.no_fixed_time")],
    };
    if law.follows_warranty {
        time.push(speaker.text("policy.with_warranty"));
    }
    let shorter = period.and_then(|period| shorter_by_law(speaker, by_law, period));
    let section = Section::new(speaker, "guarantee", lead)
        .row(speaker, "time", time)
        .row(speaker, "by_law", shorter)
        .row(speaker, "presumed", presumed(speaker, law))
        .row(speaker, "at_first", at_first(speaker, law))
        .row(
            speaker,
            "you_get",
            [speaker.remedies(&remedies(speaker, law))],
        )
        .row(speaker, "second", second(speaker, law))
        .row(speaker, "complex", complex(speaker, law))
        .row(speaker, "after", after(speaker, &law.after))
        .row(
            speaker,
            "speed",
            speed(speaker, law, decide_days).chain(silence),
        )
        .row(speaker, "late", late(speaker, law))
        .row(speaker, "return", [speaker.payer(Payer::Shop)])
        .row(speaker, "evidence", [speaker.evidence(&terms.evidence)])
        .row(speaker, "told", told);
    Some(section)
}

/// What the shop offers, and what the law has beside it.
fn remedies(speaker: Speaker<'_>, law: &GuaranteeLaw) -> Vec<Remedy> {
    let mut offered = speaker.policy.guarantee.remedies.clone();
    let money_and_goods = offered.contains(&Remedy::Refund) && offered.contains(&Remedy::Replace);
    let missing: Vec<Remedy> = law
        .remedies
        .iter()
        .filter(|remedy| !offered.contains(remedy))
        .filter(|remedy| {
            let excused = **remedy == Remedy::Repair && law.repair_may_be_refused;
            !(excused && money_and_goods)
        })
        .copied()
        .collect();
    offered.extend(missing);
    offered
}

fn presumed(speaker: Speaker<'_>, law: &GuaranteeLaw) -> Option<String> {
    let months = Some(law.presumed_months).filter(|months| *months > 0)?;
    Some(speaker.period_in("policy.presumed", Period::Months(months)))
}

fn at_first(speaker: Speaker<'_>, law: &GuaranteeLaw) -> Option<String> {
    let first = law.at_first.as_ref()?;
    let time = speaker.period(Period::Days(first.days));
    let remedies = speaker.remedies(&first.remedies);
    let values = [("time", time.as_str()), ("remedies", remedies.as_str())];
    Some(speaker.fill("policy.at_first", &values))
}

fn second(speaker: Speaker<'_>, law: &GuaranteeLaw) -> Vec<String> {
    if law.second.is_empty() {
        return Vec::new();
    }
    let remedies = speaker.remedies(&law.second);
    let mut said = vec![match law.attempts {
        0 => remedies,
        attempts => {
            let values = [("remedies", remedies.as_str())];
            speaker.language.counted("policy.second", attempts, &values)
        }
    }];
    if law.serious_opens_second {
        said.push(speaker.text("policy.second_serious"));
    }
    said
}

fn complex(speaker: Speaker<'_>, law: &GuaranteeLaw) -> Option<String> {
    let complex = law.complex.as_ref()?;
    let time = speaker.period(Period::Days(complex.days));
    let remedies = speaker.remedies(&complex.remedies);
    let values = [("time", time.as_str()), ("remedies", remedies.as_str())];
    Some(speaker.fill("policy.complex", &values))
}

fn after(speaker: Speaker<'_>, after: &AfterService) -> Vec<String> {
    let mut said = adds(speaker, after);
    if after.clock_stops.contains(&Clock::Guarantee) {
        said.push(speaker.text("policy.after.stops"));
    }
    match after.replacement_restarts {
        Restarts::Never => {}
        Restarts::InsteadOfRepair => said.push(speaker.text("policy.after.instead")),
        Restarts::Always => said.push(speaker.text("policy.after.restarts")),
    }
    if let Some(law) = after.same_fault {
        said.push(speaker.period_in("policy.after.same_fault", Period::Months(law.months)));
    }
    said
}

/// What the first repair adds, and those after it.
fn adds(speaker: Speaker<'_>, after: &AfterService) -> Vec<String> {
    let say = |key: &str, months: u32| speaker.period_in(key, Period::Months(months));
    let months = after.repair_adds_months.as_slice();
    let (Some(first), Some(last)) = (months.first(), months.last()) else {
        return Vec::new();
    };
    let times = months.iter().take_while(|months| *months == first).count();
    match u32::try_from(times).unwrap_or(u32::MAX) {
        _ if first == last => vec![say("policy.after.every", *first)],
        1 if *last == 0 => vec![say("policy.after.adds", *first)],
        times if *last == 0 => {
            let time = speaker.period(Period::Months(*first));
            let values = [("time", time.as_str())];
            let each = speaker
                .language
                .counted("policy.after.each", times, &values);
            vec![each]
        }
        _ => vec![
            say("policy.after.adds", *first),
            say("policy.after.later", *last),
        ],
    }
}

fn speed(
    speaker: Speaker<'_>,
    law: &GuaranteeLaw,
    decide_days: Option<u32>,
) -> impl Iterator<Item = String> {
    let inspected = law.replace_days_inspected;
    [
        speaker.by("decide", decide_days),
        speaker.by("repair", law.repair_days),
        speaker.by("replace", law.replace_days),
        speaker.by("replace_inspected", inspected),
        speaker.by("refund", law.refund_days),
        speaker.by("loaner", law.loaner_days.filter(|_| law.loaner)),
    ]
    .into_iter()
    .flatten()
}

fn late(speaker: Speaker<'_>, law: &GuaranteeLaw) -> Option<String> {
    let percent = speaker.percent(law.penalty_percent_a_day?);
    Some(speaker.fill("policy.late", &[("percent", &percent)]))
}

pub(super) fn warranty(speaker: Speaker<'_>, law: Option<&Law>) -> Option<Section> {
    let terms = &speaker.policy.warranty;
    let period = Period::of(terms)?;
    let remedies = match terms.remedies.as_slice() {
        [] => &[Remedy::Repair, Remedy::Replace],
        remedies => remedies,
    };
    let payer = terms.return_shipping.unwrap_or(Payer::Shop);
    let lead = speaker.text("policy.warranty.lead");
    let section = Section::new(speaker, "warranty", lead)
        .row(
            speaker,
            "time",
            [speaker.period_in("policy.from_delivery", period)],
        )
        .row(speaker, "you_get", [speaker.remedies(remedies)])
        .row(speaker, "return", [speaker.payer(payer)])
        .row(speaker, "evidence", [speaker.evidence(&terms.evidence)])
        .row(speaker, "told", speaker.told(law, &[Told::WrittenTerms]));
    Some(section)
}

pub(super) fn transit(speaker: Speaker<'_>) -> Option<Section> {
    let terms = &speaker.policy.transit;
    let period = Period::of(terms).unwrap_or(Period::Days(TRANSIT_DAYS));
    let remedies = match terms.remedies.as_slice() {
        [] => &[Remedy::Replace, Remedy::Refund],
        remedies => remedies,
    };
    let payer = terms.return_shipping.unwrap_or(Payer::Shop);
    let lead = speaker.text("policy.transit.lead");
    let section = Section::new(speaker, "transit", lead)
        .row(
            speaker,
            "time",
            [speaker.period_in("policy.from_delivery", period)],
        )
        .row(speaker, "you_get", [speaker.remedies(remedies)])
        .row(speaker, "return", [speaker.payer(payer)])
        .row(speaker, "evidence", [speaker.evidence(&terms.evidence)]);
    Some(section)
}
