//! A film or document on its way into the bucket, piece by piece: it is never in memory as a whole.
//!
//! What it is called in the bucket is its hash, which is known when the last piece is here. Until then it has a key of
//! its own that the ledger deletes after an hour.

use super::{Sender, agreed, asked_of_ledger};
use crate::{
    call::{Call, random},
    config::hex,
    ledger::{
        client::ask,
        command::{Place, Reply},
    },
    media::Media,
    problem::Refusal,
    strip::Film,
};
use claims::{claim::EvidenceFile, number::ClaimNumber};
use futures_util::{StreamExt, stream};
use sha2::{Digest, Sha256};
use std::{cell::RefCell, mem, rc::Rc};
use worker::{Bucket, Data, FixedLengthStream, ResponseBody};

/// First bytes that tell what a file is.
const TELLING_BYTES: usize = 12;

/// What is known of the bytes that went by.
struct Passing {
    film: Option<Film>,
    hash: Sha256,
    is_broken: bool,
}

/// Whether a file of that type is let through in pieces: what strips it needs no look ahead.
pub fn is_let_through(media: Media) -> bool {
    matches!(media, Media::Mp4 | Media::Pdf)
}

/// Keeps the body, whose announced length is `file.size_bytes`, as that file of the claim; gives the ledger's reply and
/// the file with its hash.
pub async fn keep(
    call: &mut Call<'_>,
    bucket: &Bucket,
    (sender, number): (Sender, ClaimNumber),
    media: Media,
    mut file: EvidenceFile,
) -> Result<(Reply, EvidenceFile), Refusal> {
    let mut body = call.request.stream()?;
    let mut first = Vec::new();
    while first.len() < TELLING_BYTES
        && let Some(piece) = body.next().await
    {
        first.extend(piece?);
    }
    file.sha256 = hex(&random::<32>()?);
    let refused = match agreed(media, &file.name, &first) {
        Ok(_) => asked_of_ledger(call, sender, &number, &file).await.err(),
        Err(refusal) => Some(refusal),
    };
    if let Some(refusal) = refused {
        // The sender gets to the answer when all is read.
        while body.next().await.is_some() {}
        return Err(refusal);
    }

    let passing = Rc::new(RefCell::new(Passing {
        film: (media == Media::Mp4).then(|| Film::new(file.size_bytes)),
        hash: Sha256::new(),
        is_broken: false,
    }));
    let through = passing.clone();
    let pieces = stream::once(async { Ok(first) })
        .chain(body)
        .map(move |piece| Ok(through.borrow_mut().pass(piece?)));
    let incoming = sender.key(&number, &file);
    let sent = FixedLengthStream::wrap(pieces, file.size_bytes);
    let put = bucket.put(&incoming, sent).execute().await;
    // What is broken comes out shorter than announced, too: that is no fault of the bucket.
    let hash = passing.borrow_mut().finish();
    let Some(hash) = hash else {
        bucket.delete(incoming).await?;
        return Err(Refusal::FileUnreadable);
    };
    put?;
    file.sha256 = hash;

    let asked = asked_of_ledger(call, sender, &number, &file).await?;
    if let Reply::View { .. } = asked {
        // The same bytes are there already.
        bucket.delete(incoming).await?;
        return Ok((asked, file));
    }
    let lost =
        || Refusal::Internal("a file is gone from the bucket right after it was put there".into());
    let object = bucket.get(&incoming).execute().await?.ok_or_else(lost)?;
    let whole = object.body().ok_or_else(lost)?.response_body()?;
    let ResponseBody::Stream(whole) = whole else {
        return Err(lost());
    };
    bucket
        .put(sender.key(&number, &file), Data::from(whole))
        .execute()
        .await?;
    bucket.delete(incoming).await?;
    let shard = number.shard();
    let keep = sender.keep(number, file.clone(), Place::Bucket);
    Ok((ask(call, shard, &keep).await?, file))
}

impl Passing {
    fn pass(&mut self, mut piece: Vec<u8>) -> Vec<u8> {
        if let Some(film) = &mut self.film {
            match film.pass(&piece) {
                Some(stripped) if !self.is_broken => piece = stripped,
                _ => {
                    // Let run out, and nothing of it kept.
                    self.is_broken = true;
                    piece.fill(0);
                }
            }
        }
        self.hash.update(&piece);
        piece
    }

    /// The hash; `None` where what went by is no whole film.
    fn finish(&mut self) -> Option<String> {
        let is_whole = self.film.as_ref().is_none_or(Film::is_whole) && !self.is_broken;
        is_whole.then(|| hex(&mem::take(&mut self.hash).finalize()))
    }
}
