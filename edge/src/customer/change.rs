//! `POST /v1/claims/{number}/…`: the customer writes, withdraws, answers an offer, chooses a time, says how it went.

use super::view;
use crate::{
    answer::Answer,
    call::Call,
    ledger::{
        client::ask,
        command::{Command, Reply},
    },
    problem::Refusal,
    quota::{self, Asked, By},
};
use claims::{
    claim::Rating,
    number::ClaimNumber,
    status::ClaimEvent,
    wire::{
        ChooseAppointment, NewMessage, read_appointment, read_counter, read_message, read_rating,
        read_withdraw,
    },
};

/// `messages`: `{ "text": …, "files": [ … ] }`.
pub async fn message(call: &mut Call<'_>, number: &str) -> Result<Answer, Refusal> {
    let number = call.tracked(number)?;
    let NewMessage { text, files } = read_message(&call.json().await?)?;
    view::of(change(call, number, ClaimEvent::MessageAdded { text, files }).await?)
}

/// `withdraw`: `{ "reason": … }`, or nothing.
pub async fn withdraw(call: &mut Call<'_>, number: &str) -> Result<Answer, Refusal> {
    let number = call.tracked(number)?;
    let reason = read_withdraw(&call.json().await?)?.reason;
    view::of(change(call, number, ClaimEvent::Withdrawn { reason }).await?)
}

/// `accept` and `decline`; there is nothing to say in the body.
pub async fn answer_offer(
    call: &mut Call<'_>,
    number: &str,
    accepted: bool,
) -> Result<Answer, Refusal> {
    let number = call.tracked(number)?;
    view::of(
        change(
            call,
            number,
            ClaimEvent::OfferAnswered {
                accepted,
                counter: None,
            },
        )
        .await?,
    )
}

/// `counter`: `{ "amount": …, "text": … }`, at least one of them: not this offer, but that.
pub async fn counter(call: &mut Call<'_>, number: &str) -> Result<Answer, Refusal> {
    let number = call.tracked(number)?;
    let counter = Some(read_counter(&call.json().await?)?);
    let accepted = false;
    let event = ClaimEvent::OfferAnswered { accepted, counter };
    view::of(change(call, number, event).await?)
}

/// `appointment`: `{ "time": …, "place": … }`, one of those the shop proposed.
pub async fn appointment(call: &mut Call<'_>, number: &str) -> Result<Answer, Refusal> {
    let number = call.tracked(number)?;
    let ChooseAppointment { time, place } = read_appointment(&call.json().await?)?;
    view::of(change(call, number, ClaimEvent::AppointmentChosen { time, place }).await?)
}

/// `rating`: `{ "stars": …, "text": … }`.
pub async fn rating(call: &mut Call<'_>, number: &str) -> Result<Answer, Refusal> {
    let number = call.tracked(number)?;
    let Rating { stars, text } = read_rating(&call.json().await?)?;
    view::of(change(call, number, ClaimEvent::Rated { stars, text }).await?)
}

/// What the customer did; gives the claim's view.
pub async fn change(
    call: &Call<'_>,
    number: ClaimNumber,
    event: ClaimEvent,
) -> Result<Reply, Refusal> {
    let by_claim = (By::Claim, number.as_str());
    quota::check(call, Asked::Change, &[by_claim]).await?;
    let shard = number.shard();
    ask(call, shard, &Command::Change { number, event }).await
}
