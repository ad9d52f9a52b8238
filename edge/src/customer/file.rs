//! `POST /v1/claims`: read, validated, judged here; then one command to the ledger, which keeps it.

use crate::{
    answer::Answer,
    call::{Call, random},
    config::hex,
    intl::Intl,
    ledger::{
        client::{ask, tracking_token, unexpected},
        command::{Command, Reply, Submit},
    },
    orders::HeldOrder,
    problem::Refusal,
    quota::{self, Asked, By},
    route::tracking_url,
    token::Purpose,
};
use claims::{
    claim::{Claim, file_claim},
    draft::{ClaimDraft, ValidDraft, read_draft, validate},
    number::{ClaimNumber, shard_of_order},
    policy::{Case, judge},
};
use serde::Serialize;
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};

/// `wire::Filed`, with the view as the ledger wrote it.
#[derive(Serialize)]
struct Filed {
    claim: Box<RawValue>,
    tracking_token: String,
    tracking_url: String,
}

/// A claim that is kept.
pub struct Submitted {
    /// Its number.
    pub number: ClaimNumber,
    /// As its customer sees it.
    pub view: Box<RawValue>,
    /// It was there already: the same submission again.
    pub again: bool,
}

/// Files a claim; the same submission again gives the same claim.
pub async fn file(call: &mut Call<'_>) -> Result<Answer, Refusal> {
    let held: HeldOrder = call.open(Purpose::Order)?;
    let key = call.header("idempotency-key").filter(|key| is_key(key));
    let key = key.ok_or(Refusal::IdempotencyKeyMissing)?;
    let body = call.json().await?;
    let draft = read_draft(&body)?;
    let submitted = submit(call, held, draft, key, &body).await?;
    let token = tracking_token(call.config, &submitted.number, call.now)?;
    let tracking_url = tracking_url(call.config, &token);
    let answer = Answer::json(
        201,
        &Filed {
            claim: submitted.view,
            tracking_token: token,
            tracking_url,
        },
    )?;
    Ok(match submitted.again {
        true => answer.with("idempotent-replayed", "true"),
        false => answer,
    })
}

/// Has the ledger keep it; `same` is what makes it the same submission as one before it under that key.
pub async fn submit(
    call: &Call<'_>,
    held: HeldOrder,
    draft: ClaimDraft,
    key: String,
    same: &str,
) -> Result<Submitted, Refusal> {
    let claim = judged(call, &held, draft)?;
    let by_order = (By::Order, held.order.number.as_str());
    let keys = [(By::Email, held.email.as_str()), by_order];
    quota::check(call, Asked::File, &keys).await?;
    let shard = claim.number.shard();
    let mut submit = Submit {
        claim,
        email: held.email,
        key,
        body_sha256: hex(&Sha256::digest(same)),
        policy: None,
        look_up: held.look_up,
        asked: held.asked,
    };
    submit.claim.locale = call.config.locale(&submit.claim.locale).to_owned();
    let mut command = Command::Submit(Box::new(submit));
    let mut reply = ask(call, shard, &command).await?;
    if let (Reply::PolicyPlease, Command::Submit(submit)) = (&reply, &mut command) {
        submit.policy = Some(Box::new(call.config.policy.clone()));
        reply = ask(call, shard, &command).await?;
    }
    let Reply::Filed {
        number,
        view,
        again,
    } = reply
    else {
        return Err(unexpected(&reply));
    };
    Ok(Submitted {
        number,
        view,
        again,
    })
}

/// The claim as it will be kept, if nothing is in its way.
fn judged(call: &Call<'_>, held: &HeldOrder, draft: ClaimDraft) -> Result<Claim, Refusal> {
    let config = call.config;
    let today = config.intl.today(call.now);
    let valid = valid(call, held, &draft)?;
    let locale = config.locale(&draft.locale);
    let case = Case {
        order: valid.order(),
        lines: &draft.lines,
        files: &draft.files,
        locale,
        today,
    };
    let mut verdict = judge(&config.policy, &case);
    Intl::explain(locale, &mut verdict);
    let todays = || shard_of_order(&held.order.number, config.shards);
    let shard = held.shard.unwrap_or_else(todays);
    let number = ClaimNumber::new(config.shards, shard, u64::from_le_bytes(random()?));
    Ok(file_claim(
        number,
        call.now,
        today,
        valid,
        verdict,
        config.policy.pace(),
    ))
}

/// The draft, if nothing is wrong with it.
pub fn valid(call: &Call<'_>, held: &HeldOrder, draft: &ClaimDraft) -> Result<ValidDraft, Refusal> {
    let config = call.config;
    let today = config.intl.today(call.now);
    // Every unit counts as free here: which are in a claim already is for the ledger to say.
    let units = held
        .order
        .lines
        .iter()
        .map(|line| (line.id.clone(), line.quantity))
        .collect();
    validate(
        draft,
        &held.order,
        &units,
        &config.policy,
        &config.limits,
        today,
    )
    .map_err(Refusal::InvalidBody)
}

/// 8 to 128 visible ASCII characters, as the IETF draft of the header asks for something unique.
pub fn is_key(key: &str) -> bool {
    (8..=128).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic())
}

#[cfg(test)]
mod tests {
    use super::is_key;

    #[test]
    fn a_key_is_visible_and_long_enough() {
        assert!(is_key("2f1c9a7e-8a4b"));
        for key in [
            "",
            "short",
            "has space in it",
            "tab\tis not visible",
            "clé-clé-clé",
        ] {
            assert!(!is_key(key), "{key}");
        }
        assert!(is_key(&"a".repeat(128)) && !is_key(&"a".repeat(129)));
    }
}
