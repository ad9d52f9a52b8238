//! `POST /v1/orders/find`: number and e-mail become lines to choose from, and a token that carries the facts.
//!
//! The number is the order's, or a receipt's or a thing's where the shop finds orders by those; a link that the shop's
//! backend has signed says number and address itself.

use crate::{
    answer::Answer,
    call::{Call, random},
    ledger::{
        client::{ask, link, unexpected},
        command::{Command, Reply, TakenBy},
    },
    log::{self, Level},
    lookup::{LookUp, look_up},
    problem::Refusal,
    quota::{self, Asked::Find, By},
    spread::homes,
    token::{Purpose, Unusable},
    trace::Waiting,
};
use claims::{
    number::ClaimNumber,
    order::{Buyer, OrderFacts},
    shop::FindBy,
    wire::{Asked, FieldError, FindOrder, FoundOrder, LinkedOrder, read_find_order},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What an order token carries: filing does not depend on the backend a second time.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct HeldOrder {
    /// The address the order was found with, lower case.
    pub email: String,
    /// The facts, with the customer's history; without lines where nobody confirmed them.
    pub order: OrderFacts,
    /// The backend gave no answer: to be looked up later.
    pub look_up: bool,
    /// By what, where that is not the order's number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked: Option<Asked>,
    /// Where its claims are kept.
    #[serde(default)]
    pub shard: Option<u8>,
}

/// Finds the order, or lets the customer state it.
pub async fn find(call: &mut Call<'_>) -> Result<Answer, Refusal> {
    let asked = read_find_order(&call.json().await?)?;
    Answer::json(200, &look_for(call, &asked).await?)
}

/// The same for a form.
pub async fn look_for(call: &Call<'_>, asked: &FindOrder) -> Result<FoundOrder, Refusal> {
    let linked = match &asked.asked {
        Asked::Link(token) => Some(linked(call, token)?),
        Asked::OrderNumber(_) | Asked::Receipt(_) | Asked::Serial(_) => None,
    };
    if let Some(by) = asked
        .asked
        .needs()
        .filter(|by| !call.config.shop.find_by.contains(by))
    {
        return Err(not_found_by(by));
    }
    let (number, email) = match &linked {
        Some(linked) => (
            Asked::OrderNumber(linked.order_number.clone()),
            &linked.email,
        ),
        None => (asked.asked.clone(), &asked.email),
    };
    let email = email.trim().to_lowercase();
    let keys = [
        (By::Email, email.as_str()),
        (By::Order, number.text().trim()),
    ];
    quota::check(call, Find, &keys).await?;
    let held = held_order(call, number, email).await?;
    let found = found(call, held).await?;
    Ok(FoundOrder {
        email: linked.map(|linked| linked.email),
        ..found
    })
}

/// What a link of the shop's says: signed by its backend, for this very Worker, and still to be used.
fn linked(call: &Call<'_>, token: &str) -> Result<LinkedOrder, Refusal> {
    let keys = call
        .config
        .link_keys
        .as_ref()
        .ok_or(Refusal::TokenInvalid)?;
    let linked: LinkedOrder = match keys.open(Purpose::OrderLink, token, call.now) {
        Ok(linked) => linked,
        Err(Unusable::Invalid) => return Err(Refusal::TokenInvalid),
        Err(Unusable::Expired) => return Err(Refusal::TokenExpired),
    };
    match linked.audience == call.config.public_url {
        true => Ok(linked),
        false => Err(Refusal::TokenInvalid),
    }
}

/// The shop does not say that it finds orders by that.
fn not_found_by(by: FindBy) -> Refusal {
    let known = FindBy::ALL.into_iter().find(|(_, known)| *known == by);
    let name = known.map_or("", |(name, _)| name);
    Refusal::InvalidBody(vec![FieldError {
        pointer: format!("/{name}"),
        code: "unknown_field".to_owned(),
        detail: format!("found `{name}`, which is not in `SHOP.find_by`; expected `order_number`"),
    }])
}

/// What can be claimed of an order, and a fresh token that carries it.
pub async fn found(call: &Call<'_>, mut held: HeldOrder) -> Result<FoundOrder, Refusal> {
    let by = TakenBy {
        order: held.order.number.clone(),
        email: held.email.clone(),
        verified: held.order.verified,
    };
    let Taken {
        shard,
        units,
        claims,
    } = taken(call, by).await?;
    held.shard = Some(shard);
    let expires_at = call.now.plus_ms(Purpose::Order.lifetime_ms());
    let order_token = call
        .config
        .keys
        .issue(Purpose::Order, &held, expires_at, random()?);
    let open_claims = claims
        .iter()
        .map(|number| link(call.config, number, call.now));
    Ok(FoundOrder {
        email: None,
        order_token,
        expires_at,
        open_units: open_units(&held.order, &units),
        open_claims: open_claims.collect::<Result<_, _>>()?,
        today: call.config.intl.today(call.now),
        order: OrderFacts {
            customer: None,
            ..held.order
        },
    })
}

/// What is taken of an order, and the shard its claims are in.
struct Taken {
    shard: u8,
    units: BTreeMap<String, u32>,
    claims: Vec<ClaimNumber>,
}

async fn taken(call: &Call<'_>, by: TakenBy) -> Result<Taken, Refusal> {
    let homes = homes(call, &by.order).await?;
    let mut all = Taken {
        shard: homes[0],
        units: BTreeMap::new(),
        claims: Vec::new(),
    };
    let mut is_known = false;
    for shard in homes {
        let reply = ask(call, shard, &Command::Taken(by.clone())).await?;
        let Reply::Taken {
            units,
            claims,
            known,
        } = reply
        else {
            return Err(unexpected(&reply));
        };
        for (line, count) in units {
            *all.units.entry(line).or_default() += count;
        }
        all.claims.extend(claims);
        if known && !is_known {
            (all.shard, is_known) = (shard, true);
        }
    }
    Ok(all)
}

async fn held_order(call: &Call<'_>, asked: Asked, email: String) -> Result<HeldOrder, Refusal> {
    let number = asked.text().trim();
    let Some(backend_url) = &call.config.backend_url else {
        return Ok(HeldOrder {
            order: stated(call, number),
            email,
            look_up: false,
            asked: None,
            shard: None,
        });
    };
    let traceparent = Some(call.trace.parent.as_str());
    let answer = look_up(call.config, backend_url, &asked, &email, traceparent);
    match call.trace.time(Waiting::Backend, answer).await {
        LookUp::Order(order) => Ok(HeldOrder {
            order: *order,
            email,
            look_up: false,
            asked: None,
            shard: None,
        }),
        LookUp::Unknown => Err(Refusal::OrderNotFound),
        LookUp::NoAnswer(reason) => {
            let fields = [
                ("request_id", call.trace.id.as_str().into()),
                ("reason", reason.into()),
            ];
            log::event(Level::Warn, "backend_gave_no_answer", fields);
            Ok(HeldOrder {
                order: stated(call, number),
                email,
                look_up: true,
                asked: asked.needs().is_some().then_some(asked),
                shard: None,
            })
        }
    }
}

/// Facts that nobody confirmed: the draft states the days and the lines.
fn stated(call: &Call<'_>, number: &str) -> OrderFacts {
    OrderFacts {
        number: number.to_owned(),
        verified: false,
        placed_on: call.config.intl.today(call.now),
        delivered_on: None,
        country: call.config.shop.country.clone(),
        currency: call.config.shop.currency.clone(),
        buyer: Buyer::Consumer,
        informed_of_withdrawal: true,
        channel: None,
        discount: None,
        payment_method: None,
        gift: None,
        customer: None,
        lines: Vec::new(),
    }
}

/// Units of each line that no open claim holds.
fn open_units(order: &OrderFacts, taken: &BTreeMap<String, u32>) -> BTreeMap<String, u32> {
    let open = |id: &str, bought: u32| bought.saturating_sub(taken.get(id).copied().unwrap_or(0));
    order
        .lines
        .iter()
        .map(|line| (line.id.clone(), open(&line.id, line.quantity)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_in_an_open_claim_is_not_open() {
        let order: OrderFacts = serde_json::from_str(
            r#"{"number":"1","placed_on":"2026-11-01","country":"FR","currency":"EUR","lines":[
                {"id":"a","title":"A","quantity":3},{"id":"b","title":"B","quantity":1}]}"#,
        )
        .unwrap();
        let taken = BTreeMap::from([("a".to_owned(), 1), ("b".to_owned(), 2)]);
        let open = BTreeMap::from([("a".to_owned(), 2), ("b".to_owned(), 0)]);
        assert_eq!(open_units(&order, &taken), open);
    }
}
