//! Files of a claim: their bytes in parts, where there is no bucket.

use super::{
    Kept, Ledger, Result,
    change::refused,
    command::{Place, Refused, Reply},
    no_such_claim, schema,
    shop_files::stored,
    transaction::transact,
};
use crate::call::now;
use claims::{claim::EvidenceFile, number::ClaimNumber, status::ClaimEvent};
use worker::SqlStorageValue;

/// A value of SQLite holds 2 MB at most on the platform.
const PART_BYTES: usize = 1024 * 1024;

/// Its place in the bucket; of another file at the same place of the claim it is another.
pub fn key(number: &ClaimNumber, file: &EvidenceFile) -> String {
    format!("{number}/{}/{}", file.n, file.sha256)
}

/// The key of the file whose place this one takes.
fn replaced(kept: &Kept, file: &EvidenceFile) -> Option<String> {
    let known = kept.claim.evidence.iter().find(|known| known.n == file.n)?;
    Some(key(&kept.claim.number, known)).filter(|old| *old != key(&kept.claim.number, file))
}

impl Ledger {
    /// Keeps a file in its place; the same bytes again change nothing, others take the place of the first.
    pub(super) async fn keep_file(
        &self,
        number: &ClaimNumber,
        file: EvidenceFile,
        place: Place,
        bytes: &[u8],
    ) -> Result<Reply> {
        let Some(kept) = self.find(number)? else {
            return Ok(no_such_claim());
        };
        let (new_key, old_key) = (key(number, &file), replaced(&kept, &file));
        let known = kept.claim.evidence.iter().find(|known| known.n == file.n);
        if known.is_some_and(|known| known.sha256 == file.sha256) {
            return Ok(Reply::View {
                view: self.view_of(&kept)?,
                tag: self.tag(&kept)?,
            });
        }
        let (id, n) = (kept.id, i64::from(file.n));
        let changed = match self.changed(&kept, &ClaimEvent::EvidenceAdded { file })? {
            Ok(changed) => changed,
            Err(illegal) => return Ok(refused(illegal)),
        };
        self.keep(kept, changed, || {
            self.write_file(id, n, place, (new_key, old_key), bytes)
        })
        .await
    }

    /// The bytes of the claim's `n`th file, or that they are in the bucket, under the new one of two keys; what was there
    /// under the old one goes. Inside a transaction.
    pub(super) fn write_file(
        &self,
        claim: i64,
        n: i64,
        place: Place,
        (new_key, old_key): (String, Option<String>),
        bytes: &[u8],
    ) -> Result<()> {
        self.write(schema::DELETE_FILE, [claim.into(), n.into()])?;
        if place == Place::Bucket {
            if let Some(old) = old_key {
                self.write(schema::LEAVE_OVER, [old.into(), now().ms().into()])?;
                self.write(schema::SWEEP_SOONER, [now().ms().into()])?;
            }
            return self.write(schema::NO_LEFTOVER, [new_key.into()]);
        }
        for (part, bytes) in (0_i32..).zip(bytes.chunks(PART_BYTES)) {
            let bytes = SqlStorageValue::Blob(bytes.to_vec());
            let row = [claim.into(), n.into(), part.into(), bytes];
            self.write(schema::INSERT_PART, row)?;
        }
        Ok(())
    }

    /// Notes that a file of the bucket is on its way: if its upload is never finished, it is deleted. A file that is
    /// kept already need not be sent again.
    pub(super) async fn expect(&self, number: &ClaimNumber, file: &EvidenceFile) -> Result<Reply> {
        let Some(kept) = self.find(number)? else {
            return Ok(no_such_claim());
        };
        let known = kept.claim.evidence.iter().find(|known| known.n == file.n);
        if known.is_some_and(|known| known.sha256 == file.sha256) {
            return Ok(Reply::View {
                view: self.view_of(&kept)?,
                tag: self.tag(&kept)?,
            });
        }
        let file = file.clone();
        if let Err(illegal) =
            self.changed(&kept, &ClaimEvent::EvidenceAdded { file: file.clone() })?
        {
            return Ok(refused(illegal));
        }
        let key = key(number, &file);
        transact(&self.state.storage(), || self.expect_key(&key))?;
        self.arm().await?;
        Ok(Reply::Done)
    }

    /// A file and, where they are here, its bytes.
    pub(super) fn file(&self, number: &ClaimNumber, n: u32) -> Result<(Reply, Option<Vec<u8>>)> {
        let kept = self.find(number)?;
        let found = kept.and_then(|kept| {
            let of_shop = kept.claim.files.iter().map(stored);
            let mut all = kept.claim.evidence.iter().cloned().chain(of_shop);
            Some((kept.id, all.find(|file| file.n == n)?))
        });
        let Some((id, file)) = found else {
            return Ok((Reply::Refused(Refused::NoSuchFile), None));
        };
        let parts = self
            .sql
            .exec(schema::PARTS, vec![id.into(), i64::from(n).into()])?;
        let mut bytes = Vec::new();
        for row in parts.raw() {
            if let Some(SqlStorageValue::Blob(part)) = row?.into_iter().next() {
                bytes.extend(part);
            }
        }
        match bytes.is_empty() {
            true => Ok((
                Reply::File {
                    file,
                    place: Place::Bucket,
                },
                None,
            )),
            false => Ok((
                Reply::File {
                    file,
                    place: Place::Ledger,
                },
                Some(bytes),
            )),
        }
    }
}
