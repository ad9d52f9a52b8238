//! `PUT /v1/backend/claims/{number}/files/{n}`: a file for the customer, which a message of the shop then names.

use crate::{
    answer::Answer,
    call::Call,
    customer::evidence::{BUCKET, declared, described, named},
    ledger::{
        client::{ask, ask_with, unexpected},
        command::{Command, Place, Reply},
        evidence::key,
        shop_files::stored_at,
    },
    problem::Refusal,
};
use claims::{
    claim::EvidenceFile,
    limits::{FILE_BYTES, SHOP_FILES},
    number::ClaimNumber,
};

/// Keeps the body as the shop's `n`th file of the claim, with the care that customers' files are kept with. Repeating
/// it is harmless; another file takes the place of the first.
pub async fn keep(call: &mut Call<'_>, number: &str, place: &str) -> Result<Answer, Refusal> {
    call.is_from_the_desk()?;
    let number = ClaimNumber::parse(number).ok_or(Refusal::ClaimNotFound)?;
    let n = place.parse().ok().filter(|n| (1..=SHOP_FILES).contains(n));
    let n = n.ok_or(Refusal::TooManyFiles { limit: SHOP_FILES })?;
    let name = named(call)?;
    let media = declared(call)?;
    let limit_bytes = FILE_BYTES;
    let body = call
        .body(limit_bytes, || Refusal::FileTooLarge { limit_bytes })
        .await?;
    let (file, bytes) = described(n, media.kind(), name, media, &body)?;
    let (shard, bucket) = (number.shard(), call.env.bucket(BUCKET).ok());
    let place = match &bucket {
        None => Place::Ledger,
        Some(bucket) => {
            let (number, file) = (number.clone(), file.clone());
            let kept_at = EvidenceFile {
                n: stored_at(n),
                ..file.clone()
            };
            let key = key(&number, &kept_at);
            let _ = ask(call, shard, &Command::ExpectShopFile { number, file }).await?;
            bucket.put(key, bytes.to_vec()).execute().await?;
            Place::Bucket
        }
    };
    let answer = file.clone();
    let command = Command::KeepShopFile {
        number,
        file,
        place,
    };
    let sent = bucket.is_none().then_some(&*bytes);
    match ask_with(call, shard, &command, sent).await? {
        (Reply::Done, _) => Answer::json(200, &answer),
        (reply, _) => Err(unexpected(&reply)),
    }
}
