//! What a rule sets, as short clauses: `replacement or refund`, `approved at once`, `you can keep the item`.

use crate::{
    policy::{
        Fee, Then, Window,
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
    [
        remedies,
        eligible,
        decision,
        then.window.and_then(|window| time(speaker, window)),
        evidence,
        payer,
        then.fee.as_ref().map(|fee| kept_back(speaker, fee)),
        then.keep_item.map(|it| yes_or_no(speaker, "keep", it)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn yes_or_no(speaker: Speaker<'_>, what: &str, is: bool) -> String {
    let which = if is { "yes" } else { "no" };
    speaker.text(&format!("policy.then.{what}.{which}"))
}

fn time(speaker: Speaker<'_>, window: Window) -> Option<String> {
    let days = window.days.map(Period::Days);
    let period = days.or(window.months.map(Period::Months))?;
    let period = speaker.period_in("policy.from_delivery", period);
    Some(speaker.fill("policy.then.window", &[("period", &period)]))
}

fn kept_back(speaker: Speaker<'_>, fee: &Fee) -> String {
    let fee = match fee {
        Fee::Money(money) => speaker.language.money(money),
        Fee::Percent(percent) => speaker.percent(*percent),
    };
    speaker.fill("policy.then.fee", &[("fee", &fee)])
}
