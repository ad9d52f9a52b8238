//! Files of a claim: their bytes in parts, where there is no bucket.

use super::{
    Ledger, Result,
    change::refused,
    command::{Place, Refused, Reply},
    no_such_claim, schema,
};
use claims::{claim::EvidenceFile, number::ClaimNumber, status::ClaimEvent};
use worker::SqlStorageValue;

/// A value of SQLite holds 2 MB at most on the platform.
const PART_BYTES: usize = 1024 * 1024;

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
            self.write(schema::DELETE_FILE, [id.into(), n.into()])?;
            if place == Place::Bucket {
                return Ok(());
            }
            for (part, bytes) in (0_i32..).zip(bytes.chunks(PART_BYTES)) {
                let bytes = SqlStorageValue::Blob(bytes.to_vec());
                self.write(
                    schema::INSERT_PART,
                    [id.into(), n.into(), part.into(), bytes],
                )?;
            }
            Ok(())
        })
        .await
    }

    /// A file and, where they are here, its bytes.
    pub(super) fn file(&self, number: &ClaimNumber, n: u32) -> Result<(Reply, Option<Vec<u8>>)> {
        let kept = self.find(number)?;
        let found = kept.and_then(|kept| {
            let file = kept.claim.evidence.into_iter().find(|file| file.n == n)?;
            Some((kept.id, file))
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
