//! What a person may ask of the shop: everything it has of them, or that nothing be left.
//!
//! An e-mail address is never in a path or a query, which end up in logs: both routes take it in the body.

use super::claims::One;
use crate::{
    answer::Answer,
    call::Call,
    ledger::{
        client::{ask, evidence_urls, file_urls, link, unexpected},
        command::{Command, Reply},
    },
    problem::Refusal,
};
use claims::{civil::Instant, claim::Claim, number::ClaimNumber, wire::read_recover};
use serde::Serialize;

#[derive(Serialize)]
struct Export {
    exported_at: Instant,
    /// Claims filed in this person's name or found with this address.
    claims: Vec<One>,
}

#[derive(Serialize)]
struct Erased {
    /// Numbers of the claims that were there.
    erased: Vec<ClaimNumber>,
}

/// `DELETE /v1/backend/claims/{number}`: nothing is left of it.
pub async fn erase(call: &Call<'_>, number: &str) -> Result<Answer, Refusal> {
    call.is_from_the_desk()?;
    let number = ClaimNumber::parse(number).ok_or(Refusal::ClaimNotFound)?;
    let shard = number.shard();
    let reply = ask(call, shard, &Command::Erase { number }).await?;
    let Reply::Done = reply else {
        return Err(unexpected(&reply));
    };
    Ok(Answer::empty(204))
}

/// `POST /v1/backend/person/export`: every claim of the address, with links to its files.
pub async fn export(call: &mut Call<'_>) -> Result<Answer, Refusal> {
    let numbers = of_person(call).await?;
    let mut claims = Vec::new();
    for number in numbers {
        let shard = number.shard();
        let reply = ask(call, shard, &Command::Whole { number }).await?;
        let Reply::Whole {
            claim, timeline, ..
        } = reply
        else {
            return Err(unexpected(&reply));
        };
        let known: Claim = serde_json::from_str(claim.get())?;
        claims.push(One {
            claim,
            timeline,
            tracking_url: link(call.config, &known.number, call.now)?.url,
            evidence_urls: evidence_urls(call.config, &known, call.now),
            file_urls: file_urls(call.config, &known, call.now),
        });
    }
    let exported_at = call.now;
    Answer::json(
        200,
        &Export {
            exported_at,
            claims,
        },
    )
}

/// `POST /v1/backend/person/erase`: every claim of the address.
pub async fn erase_all(call: &mut Call<'_>) -> Result<Answer, Refusal> {
    let erased = of_person(call).await?;
    for number in &erased {
        let (shard, number) = (number.shard(), number.clone());
        let _ = ask(call, shard, &Command::Erase { number }).await?;
    }
    Answer::json(200, &Erased { erased })
}

/// The claims of the address in the body, in every shard.
async fn of_person(call: &mut Call<'_>) -> Result<Vec<ClaimNumber>, Refusal> {
    call.is_from_the_desk()?;
    let email = read_recover(&call.json().await?)?.email;
    let email = email.trim().to_lowercase();
    let mut numbers = Vec::new();
    for shard in 0..call.config.shards {
        let email = email.clone();
        let reply = ask(call, shard, &Command::OfPerson { email }).await?;
        let Reply::Numbers(found) = reply else {
            return Err(unexpected(&reply));
        };
        numbers.extend(found);
    }
    Ok(numbers)
}
