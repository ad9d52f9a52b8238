//! `PUT /v1/backend/claims/{number}/files/{n}`: a file for the customer, which a message of the shop then names.

use crate::{
    answer::Answer,
    call::Call,
    customer::evidence::{Sender, declared, named, take},
    ledger::{client::unexpected, command::Reply},
    problem::Refusal,
};
use claims::{limits::SHOP_FILES, number::ClaimNumber};

/// Keeps the body as the shop's `n`th file of the claim, with the care that customers' files are kept with. Repeating
/// it is harmless; another file takes the place of the first.
pub async fn keep(call: &mut Call<'_>, number: &str, place: &str) -> Result<Answer, Refusal> {
    call.is_from_the_desk()?;
    let number = ClaimNumber::parse(number).ok_or(Refusal::ClaimNotFound)?;
    let n = place.parse().ok().filter(|n| (1..=SHOP_FILES).contains(n));
    let n = n.ok_or(Refusal::TooManyFiles { limit: SHOP_FILES })?;
    let name = named(call)?;
    let media = declared(call)?;
    match take(call, Sender::Shop, number, (n, media.kind(), name), media).await? {
        (Reply::Done, kept) => Answer::json(200, &kept),
        (reply, _) => Err(unexpected(&reply)),
    }
}
