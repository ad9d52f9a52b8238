//! Sound goods: the change of mind, and the exchange.

use crate::{
    order::Trait,
    policy::{
        Law,
        law::{ExchangeLaw, NotTold, Told, WithdrawalLaw},
        page::{
            Section,
            speaker::{Period, Speaker},
        },
    },
    verdict::{Payer, Remedy},
    words::{TRAITS, word},
};

pub(super) fn withdrawal(speaker: Speaker<'_>, law: Option<&Law>) -> Option<Section> {
    let terms = &speaker.policy.withdrawal;
    let ends_later = law.is_some_and(|law| law.ends_on_working_day);
    let told = speaker.told(law, &[Told::WithdrawalFunction]);
    let law = law.and_then(|law| law.withdrawal.as_ref());
    let by_law = law.map(|law| Period::Days(law.days));
    let Some(period) = Period::longer(by_law, Period::of(terms)) else {
        let none = speaker.text("policy.withdrawal.none");
        return Some(Section::new(speaker, "withdrawal", none));
    };
    let mut remedies = terms.remedies.clone();
    if remedies.is_empty() || law.is_some() && !remedies.contains(&Remedy::Refund) {
        remedies.push(Remedy::Refund);
    }
    let pays_by_law = law.map_or(Payer::Customer, |law| law.return_shipping);
    let payer = match pays_by_law {
        Payer::Shop => Payer::Shop,
        Payer::Customer => terms.return_shipping.unwrap_or(Payer::Customer),
    };
    let lead = speaker.text("policy.withdrawal.lead");
    let section = Section::new(speaker, "withdrawal", lead)
        .row(
            speaker,
            "time",
            [speaker.period_in("policy.from_last_delivery", period)],
        )
        .row(speaker, "by_law", shorter_by_law(speaker, by_law, period))
        .row(
            speaker,
            "last_day",
            ends_later.then(|| speaker.text("policy.working_day")),
        )
        .row(speaker, "you_get", [speaker.remedies(&remedies)])
        .row(speaker, "return", [speaker.payer(payer)]);
    let section = match law {
        Some(law) => of_law(section, speaker, law),
        None => section.row(speaker, "not_for", [goods(speaker, Trait::FinalSale)]),
    };
    Some(section.row(speaker, "told", told))
}

/// What only the law says.
fn of_law(section: Section, speaker: Speaker<'_>, law: &WithdrawalLaw) -> Section {
    let longer = |months| speaker.period_in("policy.longer", Period::Months(months));
    let instead = |period| speaker.period_in("policy.from_delivery", period);
    let not_told = match law.not_told {
        NotTold::MonthsMore(months) => longer(months),
        NotTold::MonthsInstead(months) => instead(Period::Months(months)),
        NotTold::DaysInstead(days) => instead(Period::Days(days)),
    };
    let unsealed = law.excluded_unsealed.iter().map(|with| {
        let goods = goods(speaker, *with);
        speaker.fill("policy.once_unsealed", &[("goods", &goods)])
    });
    let excluded = law.excluded.iter().map(|with| goods(speaker, *with));
    section
        .row(speaker, "send_back", speaker.of_notice(law.send_back_days))
        .row(speaker, "refund", speaker.of_notice(Some(law.refund_days)))
        .row(speaker, "not_told", [not_told])
        .row(speaker, "not_for", excluded.chain(unsealed))
}

pub(super) fn exchange(speaker: Speaker<'_>, law: Option<&Law>) -> Option<Section> {
    let terms = &speaker.policy.exchange;
    let law = law.and_then(|law| law.exchange.as_ref());
    let by_law = law.map(|law| Period::Days(law.days));
    let period = Period::longer(by_law, Period::of(terms))?;
    let payer = terms.return_shipping.unwrap_or(Payer::Customer);
    let excluded = |law: &ExchangeLaw| -> Vec<String> {
        law.excluded
            .iter()
            .map(|with| goods(speaker, *with))
            .collect()
    };
    let lead = speaker.text("policy.exchange.lead");
    let section = Section::new(speaker, "exchange", lead)
        .row(
            speaker,
            "time",
            [speaker.period_in("policy.from_delivery", period)],
        )
        .row(speaker, "by_law", shorter_by_law(speaker, by_law, period))
        .row(speaker, "return", [speaker.payer(payer)])
        .row(
            speaker,
            "nothing_to_exchange",
            law.and_then(|law| speaker.by("refund", Some(law.refund_days))),
        )
        .row(speaker, "not_for", law.map(excluded).unwrap_or_default());
    Some(section)
}

/// The law's period, where the shop's is another.
pub(super) fn shorter_by_law(
    speaker: Speaker<'_>,
    by_law: Option<Period>,
    period: Period,
) -> Option<String> {
    let by_law = by_law.filter(|by_law| *by_law != period)?;
    Some(speaker.period(by_law))
}

pub(super) fn goods(speaker: Speaker<'_>, with: Trait) -> String {
    speaker.text(&format!("trait.{}", word(&TRAITS, &with)))
}
