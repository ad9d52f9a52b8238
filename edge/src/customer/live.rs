//! `GET /v1/claims/{number}/live`: a socket that gets the view whenever it changes.
//!
//! The token comes in the socket's first message, where no log sees it: until then nothing is shown, and whether the
//! claim exists is not said.

use crate::{call::Call, ledger::client::stub, problem::Refusal};
use claims::number::ClaimNumber;
use worker::{Method, Request, RequestInit, Response};

/// Hands the socket over to the claim's shard.
pub async fn follow(call: &Call<'_>, number: &str) -> Result<Response, Refusal> {
    let upgrade = call.header("upgrade").unwrap_or_default();
    if !upgrade.eq_ignore_ascii_case("websocket") {
        return Err(Refusal::UpgradeRequired);
    }
    let number = ClaimNumber::parse(number).ok_or(Refusal::ClaimNotFound)?;
    if number.shard() >= call.config.shards {
        return Err(Refusal::ClaimNotFound);
    }
    let mut init = RequestInit::new();
    init.with_method(Method::Get);
    let mut request = Request::new_with_init(&format!("https://ledger/{number}"), &init)?;
    request.headers_mut()?.set("upgrade", "websocket")?;
    Ok(stub(call.env, number.shard())?
        .fetch_with_request(request)
        .await?)
}
