//! What is left when the usual time is over, and what those have who buy in trade.

use crate::{
    policy::{
        OutOfPolicy,
        page::{
            Section,
            speaker::{Period, Speaker},
        },
    },
    verdict::Remedy,
};

pub(super) fn outside(speaker: Speaker<'_>) -> Section {
    let remedies = match speaker.policy.goodwill.remedies.as_slice() {
        [] => &[Remedy::Coupon],
        remedies => remedies,
    };
    let lead = match speaker.policy.out_of_policy {
        OutOfPolicy::Review => speaker.text("policy.outside.review"),
        OutOfPolicy::Decline => speaker.text("policy.outside.decline"),
        OutOfPolicy::Goodwill => {
            let remedies = speaker.remedies(remedies);
            speaker.fill("policy.outside.goodwill", &[("remedies", &remedies)])
        }
    };
    Section::new(speaker, "outside", lead)
}

pub(super) fn business(speaker: Speaker<'_>) -> Section {
    let terms = &speaker.policy.business;
    let returns = terms.withdrawal_days.map(Period::Days);
    let guarantee = terms.guarantee_months.map(Period::Months);
    if returns.is_none() && guarantee.is_none() {
        let none = speaker.text("policy.business.none");
        return Section::new(speaker, "business", none);
    }
    let returns = returns.map(|period| speaker.period_in("policy.from_last_delivery", period));
    let guarantee = guarantee.map(|period| speaker.period_in("policy.from_delivery", period));
    let lead = speaker.text("policy.business.lead");
    Section::new(speaker, "business", lead)
        .row(speaker, "business_returns", returns)
        .row(speaker, "business_guarantee", guarantee)
}
