//! `POST /v1/orders/find`: number and e-mail become lines to choose from, and a token that carries the facts.

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
    quota::{self, Asked, By},
    spread::homes,
    token::Purpose,
    trace::Waiting,
};
use claims::{
    number::ClaimNumber,
    order::{Buyer, OrderFacts},
    wire::{FindOrder, FoundOrder, read_find_order},
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
    let (number, email) = (asked.order_number.trim(), asked.email.trim().to_lowercase());
    let keys = [(By::Email, email.as_str()), (By::Order, number)];
    quota::check(call, Asked::Find, &keys).await?;
    let held = held_order(call, number, email).await?;
    found(call, held).await
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

async fn held_order(call: &Call<'_>, number: &str, email: String) -> Result<HeldOrder, Refusal> {
    let Some(backend_url) = &call.config.backend_url else {
        return Ok(HeldOrder {
            order: stated(call, number),
            email,
            look_up: false,
            shard: None,
        });
    };
    let traceparent = Some(call.trace.parent.as_str());
    let asked = look_up(call.config, backend_url, number, &email, traceparent);
    match call.trace.time(Waiting::Backend, asked).await {
        LookUp::Order(order) => Ok(HeldOrder {
            order: *order,
            email,
            look_up: false,
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
