//! How the ledger reads and writes: each a single crossing to JavaScript, a change with all its rows too.

use super::{Ledger, Result, transaction::transact};
use crate::crossing::{Crossing, Statement};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Value, value::RawValue};
use std::cell::RefCell;
use worker::{Error, SqlStorageValue};

/// A row as it is, and why it cannot be read.
type Damaged = (Value, String);

/// Rows with their bytes, and those that are damaged.
type Found<T> = (Vec<(T, Vec<u8>)>, Vec<Damaged>);

/// Of the bytes of a row.
#[derive(Deserialize)]
struct Length {
    body: usize,
}

/// Writes are gathered until it ends, however it ends.
struct Gathering<'a>(&'a RefCell<Option<Vec<Statement>>>);

impl<'a> Gathering<'a> {
    fn begin(gathered: &'a RefCell<Option<Vec<Statement>>>) -> Self {
        gathered.replace(Some(Vec::new()));
        Self(gathered)
    }

    fn end(self) -> Vec<Statement> {
        self.0.take().unwrap_or_default()
    }
}

impl Drop for Gathering<'_> {
    fn drop(&mut self) {
        self.0.replace(None);
    }
}

impl Ledger {
    pub(super) fn rows<T: DeserializeOwned>(
        &self,
        query: &'static str,
        values: impl Into<Vec<SqlStorageValue>>,
    ) -> Result<Vec<T>> {
        let statement = self.question(query, values.into())?;
        match Crossing::of(std::slice::from_ref(&statement)) {
            Some(crossing) => Ok(serde_json::from_str(&crossing.rows(&self.sql)?)?),
            None => self.sql.exec(query, statement.values)?.to_array(),
        }
    }

    /// What is written must be there already.
    fn question(&self, query: &'static str, values: Vec<SqlStorageValue>) -> Result<Statement> {
        let gathered = self.memory.gathered.borrow();
        if gathered.as_ref().is_some_and(|all| !all.is_empty()) {
            let problem = format!("`{query}` would not see what is about to be written");
            return Err(Error::RustError(problem));
        }
        Ok(Statement { query, values })
    }

    /// The rows that can be read, each with the bytes of its `body`, and of the others what is there and why it cannot:
    /// one that was damaged must not keep the others from their turn.
    pub(super) fn readable<T: DeserializeOwned>(
        &self,
        query: &'static str,
        values: impl Into<Vec<SqlStorageValue>>,
    ) -> Result<Found<T>> {
        let statement = self.question(query, values.into())?;
        let crossing = Crossing::of(&[statement]).ok_or("a question with a separator")?;
        let (rows, bytes) = crossing.rows_with_bytes(&self.sql)?;
        let (rows, mut left): (Vec<Box<RawValue>>, _) =
            (serde_json::from_str(&rows)?, bytes.as_slice());
        let (mut readable, mut others) = (Vec::new(), Vec::new());
        for row in rows {
            let read = serde_json::from_str::<Length>(row.get()).and_then(|Length { body }| {
                let (body, rest) = left.split_at_checked(body).unwrap_or_default();
                left = rest;
                Ok((serde_json::from_str(row.get())?, body.to_vec()))
            });
            match read {
                Ok(row) => readable.push(row),
                Err(error) => others.push((serde_json::from_str(row.get())?, error.to_string())),
            }
        }
        Ok((readable, others))
    }

    pub(super) fn row<T: DeserializeOwned>(
        &self,
        query: &'static str,
        values: impl Into<Vec<SqlStorageValue>>,
    ) -> Result<Option<T>> {
        // Not `one()`: on no rows it throws past us, and the request hangs.
        Ok(self.rows(query, values)?.into_iter().next())
    }

    pub(super) fn write(
        &self,
        query: &'static str,
        values: impl Into<Vec<SqlStorageValue>>,
    ) -> Result<()> {
        let statement = Statement {
            query,
            values: values.into(),
        };
        if let Some(gathered) = &mut *self.memory.gathered.borrow_mut() {
            gathered.push(statement);
            return Ok(());
        }
        match Crossing::of(std::slice::from_ref(&statement)) {
            Some(crossing) => crossing.write(&self.sql),
            None => self.sql.exec(query, statement.values).map(|_| ()),
        }
    }

    /// Runs `work` and then carries out all that it wrote, in one transaction of one crossing. Nothing is written
    /// where it fails or panics, and it cannot read what it wrote.
    pub(super) fn together<T>(&self, work: impl FnOnce() -> Result<T>) -> Result<T> {
        let gathering = Gathering::begin(&self.memory.gathered);
        let value = work()?;
        let statements = gathering.end();
        let storage = self.state.storage();
        match Crossing::of(&statements) {
            Some(_) if statements.is_empty() => {}
            Some(crossing) => crossing.write_together(&storage)?,
            None => transact(&storage, || {
                statements.into_iter().try_for_each(|statement| {
                    self.sql.exec(statement.query, statement.values).map(|_| ())
                })
            })?,
        }
        Ok(value)
    }
}
