//! What a person may ask for: which claims are theirs, and that nothing be left of one.

use super::{
    Kept, Ledger, Result, command::Reply, no_such_claim, order_key, schema, shop_files::stored,
    transaction::transact,
};
use crate::call::now;
use claims::number::ClaimNumber;
use serde::Deserialize;

#[derive(Deserialize)]
struct Number {
    number: ClaimNumber,
}

#[derive(Deserialize)]
struct Count {
    count: i64,
}

impl Ledger {
    /// Claims in this person's name, and those whose order was found with their address.
    pub(super) fn of_person(&self, email: &str) -> Result<Reply> {
        let rows: Vec<Number> = self.rows(schema::CLAIMS_OF_PERSON, [email.into()])?;
        Ok(Reply::Numbers(
            rows.into_iter().map(|row| row.number).collect(),
        ))
    }

    pub(super) async fn erase(&self, number: &ClaimNumber) -> Result<Reply> {
        let Some(kept) = self.find(number)? else {
            return Ok(no_such_claim());
        };
        transact(&self.state.storage(), || self.write_nothing_of(&kept))?;
        self.arm().await?;
        Ok(Reply::Done)
    }

    /// Inside a transaction. Its files in the bucket go right after it.
    pub(super) fn write_nothing_of(&self, kept: &Kept) -> Result<()> {
        self.leave_files_over(kept)?;
        let key = order_key(&kept.claim.order.number);
        let submission = || {
            [
                key.as_str().into(),
                kept.order_email.as_str().into(),
                kept.id.into(),
            ]
        };
        let found = self.row::<Count>(schema::SUBMISSIONS_OF_CLAIM, submission())?;
        match found.is_some_and(|found| found.count > 0) {
            true => self.write(schema::ERASE_SUBMISSIONS, submission())?,
            false => self.write(schema::ERASE_SUBMISSIONS_ANYWHERE, [kept.id.into()])?,
        }
        self.memory.hand.forget(kept.id);
        schema::ERASE
            .iter()
            .try_for_each(|statement| self.write(statement, [kept.id.into()]))
    }

    /// Inside a transaction.
    pub(super) fn leave_files_over(&self, kept: &Kept) -> Result<()> {
        let files = kept.claim.evidence.iter().cloned();
        let files: Vec<_> = files.chain(kept.claim.files.iter().map(stored)).collect();
        if self.bucket().is_none() || files.is_empty() {
            return Ok(());
        }
        for file in &files {
            let key = super::evidence::key(&kept.claim.number, file);
            self.write(schema::LEAVE_OVER, [key.into(), now().ms().into()])?;
        }
        self.write(schema::SWEEP_SOONER, [now().ms().into()])
    }
}
