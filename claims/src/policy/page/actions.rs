//! What a rule sets, as short clauses: `replacement or refund`, `approved at once`, `you can keep the item`.

use crate::{
    locale::Localized,
    policy::{
        Fee, Then, Window, WindowFrom, Within,
        page::speaker::{Period, Speaker, lowered},
    },
    verdict::Decision,
};

pub(super) fn said(speaker: Speaker<'_>, then: &Then) -> Vec<String> {
    let remedies = Some(speaker.remedies(&then.remedies)).filter(|said| !said.is_empty());
    let eligible = then.eligible.map(|it| yes_or_no(speaker, "eligible", it));
    let decision = then.decision.map(|decision| {
        speaker.text(match decision {
            Decision::Approve => "policy.then.approve",
            Decision::Review => "policy.then.review",
            Decision::Decline => "policy.then.decline",
        })
    });
    let evidence = then
        .evidence
        .as_ref()
        .map(|evidence| match evidence.as_slice() {
            [] => speaker.text("policy.then.no_evidence"),
            evidence => {
                let list = speaker.evidence(evidence);
                speaker.fill("policy.then.evidence", &[("list", &list)])
            }
        });
    let payer = then
        .return_shipping
        .map(|payer| lowered(&speaker.payer(payer)));
    let clauses = [
        remedies,
        eligible,
        decision,
        then.window.and_then(|window| time(speaker, window)),
        evidence,
        then.question
            .as_ref()
            .map(|question| words(speaker, "question", &question.text)),
        then.tip.as_ref().map(|tip| words(speaker, "tip", tip)),
        payer,
        places(speaker, &then.drop_off),
        then.fee.as_ref().map(|fee| amount(speaker, "fee", fee)),
        then.bonus.as_ref().map(|it| amount(speaker, "bonus", it)),
        then.keep_item.map(|it| yes_or_no(speaker, "keep", it)),
        then.loaner.map(|it| yes_or_no(speaker, "loaner", it)),
        then.contact
            .as_ref()
            .map(|person| speaker.fill("policy.then.contact", &[("name", &person.name)])),
    ];
    let deadlines = then
        .deadlines
        .iter()
        .map(|within| deadline(speaker, *within));
    clauses.into_iter().flatten().chain(deadlines).collect()
}

fn words(speaker: Speaker<'_>, what: &str, text: &Localized) -> String {
    let text = speaker.quoted(text.get(speaker.language.code));
    speaker.fill(&format!("policy.then.{what}"), &[("text", &text)])
}

fn yes_or_no(speaker: Speaker<'_>, what: &str, is: bool) -> String {
    let which = if is { "yes" } else { "no" };
    speaker.text(&format!("policy.then.{what}.{which}"))
}

fn time(speaker: Speaker<'_>, window: Window) -> Option<String> {
    let days = window.days.map(Period::Days);
    let period = days.or(window.months.map(Period::Months))?;
    let from = match window.from {
        Some(WindowFrom::Delivery) | None => "policy.from_delivery",
        Some(WindowFrom::Order) => "policy.from_order",
        Some(WindowFrom::LastDelivery) => "policy.from_last_delivery",
    };
    let period = speaker.period_in(from, period);
    Some(speaker.fill("policy.then.window", &[("period", &period)]))
}

fn amount(speaker: Speaker<'_>, what: &str, amount: &Fee) -> String {
    let amount = match amount {
        Fee::Money(money) => speaker.language.money(money),
        Fee::Percent(percent) => speaker.percent(*percent),
    };
    speaker.fill(&format!("policy.then.{what}"), &[(what, &amount)])
}

fn places(speaker: Speaker<'_>, places: &[String]) -> Option<String> {
    if places.is_empty() {
        return None;
    }
    let list = speaker.language.any_of(places);
    Some(speaker.fill("policy.then.drop_off", &[("list", &list)]))
}

fn deadline(speaker: Speaker<'_>, Within(what, hours): Within) -> String {
    let within = speaker.within_hours(hours);
    speaker.fill(
        &format!("policy.by.{}", what.name()),
        &[("within", &within)],
    )
}
