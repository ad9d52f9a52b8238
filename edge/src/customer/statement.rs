//! `GET /v1/claims/{number}/statement`: the written claim, to print or keep.

use crate::{
    answer::Answer,
    call::Call,
    ledger::{
        client::{ask, unexpected},
        command::{Command, Reply},
    },
    problem::Refusal,
    statement,
};
use claims::{claim::Claim, number::ClaimNumber, timeline::ClaimView};

/// A page in the customer's language, without a script; its file name carries the claim's number.
pub async fn show(call: &Call<'_>, number: &str) -> Result<Answer, Refusal> {
    of(call, call.tracked(number)?).await
}

/// The statement of that claim.
pub async fn of(call: &Call<'_>, number: ClaimNumber) -> Result<Answer, Refusal> {
    let shard = number.shard();
    let reply = ask(call, shard, &Command::Whole { number }).await?;
    let Reply::Whole { claim, view, .. } = reply else {
        return Err(unexpected(&reply));
    };
    let claim: Claim = serde_json::from_str(claim.get())?;
    let view: ClaimView = serde_json::from_str(view.get())?;
    let policy = format!(
        "default-src 'none'; style-src '{}'; base-uri 'none'; form-action 'none'; \
         frame-ancestors 'none'; sandbox allow-modals",
        statement::style_hash()
    );
    let name = format!("inline; filename=\"{}.html\"", claim.number);
    let page = statement::page(&call.config.shop, &call.config.intl, &claim, &view);
    Ok(Answer::page(page, policy).with("content-disposition", name))
}
