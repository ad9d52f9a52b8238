//! Files the shop sends: kept beside the customer's, shown with the message that names them.

use super::{
    Kept, Ledger, Result,
    change::Changed,
    command::{Place, Reply},
    evidence::key,
    no_such_claim,
    transaction::transact,
};
use claims::{claim::EvidenceFile, number::ClaimNumber};

/// Their places begin after any the customer's files may ever have.
const AFTER: u32 = 1_000;

/// Where the shop's `n`th file is kept.
pub fn stored_at(n: u32) -> u32 {
    n + AFTER
}

/// The shop's file as it is kept.
pub fn stored(file: &EvidenceFile) -> EvidenceFile {
    EvidenceFile {
        n: stored_at(file.n),
        ..file.clone()
    }
}

fn known<'k>(kept: &'k Kept, file: &EvidenceFile) -> Option<&'k EvidenceFile> {
    kept.claim.files.iter().find(|known| known.n == file.n)
}

fn is_same(known: &EvidenceFile, file: &EvidenceFile) -> bool {
    known.sha256 == file.sha256 && known.name == file.name
}

impl Ledger {
    /// Keeps it in its place; the same again changes nothing, another takes the place of the first. Nobody is told:
    /// the message that names it tells.
    pub(super) async fn keep_shop_file(
        &self,
        number: &ClaimNumber,
        file: EvidenceFile,
        place: Place,
        bytes: &[u8],
    ) -> Result<Reply> {
        let Some(kept) = self.find(number)? else {
            return Ok(no_such_claim());
        };
        let before = known(&kept, &file).cloned();
        if before.as_ref().is_some_and(|known| is_same(known, &file)) {
            return Ok(Reply::Done);
        }
        let policy = self.policy_of(&kept.claim)?;
        let mut changed = Changed::nothing(&kept);
        changed.claim.files.retain(|known| known.n != file.n);
        changed.claim.files.push(file.clone());
        changed.claim.files.sort_by_key(|known| known.n);
        let n = i64::from(stored_at(file.n));
        let new_key = key(number, &stored(&file));
        let old_key = before.map(|before| key(number, &stored(&before)));
        transact(&self.state.storage(), || {
            self.write_change(kept.id, &changed, &policy)?;
            let old_key = old_key.filter(|old| *old != new_key);
            self.write_file(kept.id, n, place, (new_key, old_key), bytes)
        })?;
        self.arm().await?;
        Ok(Reply::Done)
    }

    /// Notes that it is on its way to the bucket.
    pub(super) async fn expect_shop_file(
        &self,
        number: &ClaimNumber,
        file: &EvidenceFile,
    ) -> Result<Reply> {
        let Some(kept) = self.find(number)? else {
            return Ok(no_such_claim());
        };
        let key = key(number, &stored(file));
        // What is kept under this key already is sent again, and must not be swept.
        if known(&kept, file).is_none_or(|known| known.sha256 != file.sha256) {
            transact(&self.state.storage(), || self.expect_key(&key))?;
            self.arm().await?;
        }
        Ok(Reply::Done)
    }
}
