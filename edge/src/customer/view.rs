//! `GET /v1/claims/{number}`: the claim as its customer sees it.

use crate::{
    answer::Answer,
    call::Call,
    ledger::{
        client::{ask, unexpected},
        command::{Command, Reply},
    },
    problem::Refusal,
};
use claims::timeline::ClaimView;

/// The view, or 304 where the page has it already.
pub async fn view(call: &Call<'_>, number: &str) -> Result<Answer, Refusal> {
    let number = call.tracked(number)?;
    let (shard, unless) = (number.shard(), call.header("if-none-match"));
    let reply = ask(call, shard, &Command::View { number, unless }).await?;
    if let Reply::Unchanged { tag } = reply {
        let answer = Answer::empty(304).with("etag", format!("\"{tag}\""));
        return Ok(answer.with("cache-control", PRIVATE));
    }
    of(reply)
}

/// For this customer only, and asked for again each time.
const PRIVATE: &str = "private, no-cache";

/// The answer of every route that ends in a view.
pub fn of(reply: Reply) -> Result<Answer, Refusal> {
    let Reply::View { view, tag } = reply else {
        return Err(unexpected(&reply));
    };
    let json = Box::<str>::from(view).into_string();
    let answer = Answer::json_text(200, json).with("etag", format!("\"{tag}\""));
    Ok(answer.with("cache-control", PRIVATE))
}

/// The view in a reply of the ledger.
pub fn read(reply: Reply) -> Result<ClaimView, Refusal> {
    let Reply::View { view, .. } = reply else {
        return Err(unexpected(&reply));
    };
    Ok(serde_json::from_str(view.get())?)
}
