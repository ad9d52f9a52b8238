//! The return policy for search engines: schema.org's `MerchantReturnPolicy`, as JSON-LD that a shop can paste.
//!
//! Names and values are those of <https://schema.org/MerchantReturnPolicy>; that it stands under the shop as
//! `hasMerchantReturnPolicy`, and which properties are read, is Google's documentation of merchant return policies.

use crate::{
    policy::{Policy, page::speaker::Period},
    shop::Shop,
    verdict::{Payer, Remedy},
};
use serde_json::{Value, json};

/// The shop with its return policy; `link` leads to the policy in words.
#[must_use]
pub fn json_ld(shop: &Shop, policy: &Policy, link: &str) -> Value {
    let mut returns = json!({
        "@type": "MerchantReturnPolicy",
        "applicableCountry": shop.country,
        "returnPolicyCountry": shop.country,
        "merchantReturnLink": link,
        "returnPolicyCategory": schema("MerchantReturnNotPermitted"),
    });
    if let Some(days) = days(policy) {
        let fees = return_fees(policy);
        returns["returnPolicyCategory"] = schema("MerchantReturnFiniteReturnWindow");
        returns["merchantReturnDays"] = json!(days);
        returns["returnMethod"] = schema("ReturnByMail");
        returns["returnFees"] = schema(fees);
        returns["customerRemorseReturnFees"] = schema(fees);
        returns["refundType"] = refund_types(policy);
    }
    if policy
        .laws
        .last()
        .is_some_and(|law| law.guarantee.is_some())
    {
        // Faulty goods come back at the seller's expense.
        returns["itemDefectReturnFees"] = schema("FreeReturn");
    }
    json!({
        "@context": "https://schema.org",
        "@type": "OnlineStore",
        "name": shop.name,
        "url": shop.origins.first(),
        "hasMerchantReturnPolicy": returns,
    })
}

fn schema(name: &str) -> Value {
    json!(format!("https://schema.org/{name}"))
}

/// Days to send back sound goods. Schema.org counts in days: a month is taken at its shortest, so that nothing is
/// promised that the policy does not give.
fn days(policy: &Policy) -> Option<u32> {
    let by_law = policy.laws.last().and_then(|law| law.withdrawal.as_ref());
    let by_law = by_law.map(|law| Period::Days(law.days));
    Period::longer(by_law, Period::of(&policy.withdrawal)).map(|period| match period {
        Period::Days(days) => days,
        Period::Months(months) => months.saturating_mul(28),
    })
}

fn return_fees(policy: &Policy) -> &'static str {
    let law = policy.laws.last().and_then(|law| law.withdrawal.as_ref());
    let by_law = law.map(|law| law.return_shipping);
    match (by_law, policy.withdrawal.return_shipping) {
        (Some(Payer::Shop), _) | (_, Some(Payer::Shop)) => "FreeReturn",
        (Some(Payer::Customer) | None, Some(Payer::Customer) | None) => {
            "ReturnFeesCustomerResponsibility"
        }
    }
}

fn refund_types(policy: &Policy) -> Value {
    let offered = &policy.withdrawal.remedies;
    let by_law = policy
        .laws
        .last()
        .is_some_and(|law| law.withdrawal.is_some());
    let full = offered.is_empty() || by_law || offered.contains(&Remedy::Refund);
    let credit = offered.contains(&Remedy::StoreCredit);
    let exchange = offered.contains(&Remedy::Exchange) || Period::of(&policy.exchange).is_some();
    let types = [
        full.then(|| schema("FullRefund")),
        credit.then(|| schema("StoreCreditRefund")),
        exchange.then(|| schema("ExchangeRefund")),
    ];
    types.into_iter().flatten().collect()
}
