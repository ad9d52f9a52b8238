//! Reading: a view, a whole claim, a list, and the claims a customer asks the links of.

use super::{
    Kept, Ledger, Result, command::Reply, no_such_claim, order_key, schema, status_name,
    transaction::transact,
};
use crate::{
    call::now,
    log::{self, Level},
};
use claims::{
    civil::DAY_MS,
    number::ClaimNumber,
    status::{ClaimEvent, Status},
};
use serde::Deserialize;
use serde_json::value::{RawValue, to_raw_value};

/// A link is sent again at most once in this time, whoever asks how often.
const LINK_EVERY_MS: i64 = 10 * 60 * 1000;

#[derive(Deserialize)]
struct Row {
    id: i64,
    body: String,
}

impl Ledger {
    /// Changes whenever the view does: with every event, with the shop's name and texts, and with the day's links to
    /// files where there are any.
    pub(super) fn tag(&self, kept: &Kept) -> Result<String> {
        let tag = format!("{}.{}", kept.last_seq, self.config()?.tag);
        if kept.claim.evidence.is_empty() && kept.claim.files.is_empty() {
            return Ok(tag);
        }
        Ok(format!("{tag}.{}", now().ms().div_euclid(DAY_MS)))
    }

    pub(super) fn view_unless(&self, number: &ClaimNumber, unless: Option<&str>) -> Result<Reply> {
        let Some(kept) = self.find(number)? else {
            return Ok(no_such_claim());
        };
        let tag = self.tag(&kept)?;
        if unless.is_some_and(|known| crate::shop::matches(known, &format!("\"{tag}\""))) {
            return Ok(Reply::Unchanged { tag });
        }
        Ok(Reply::View {
            view: self.view_of(&kept)?,
            tag,
        })
    }

    pub(super) fn whole(&self, number: &ClaimNumber) -> Result<Reply> {
        let Some(kept) = self.find(number)? else {
            return Ok(no_such_claim());
        };
        Ok(Reply::Whole {
            claim: to_raw_value(&kept.claim)?,
            timeline: to_raw_value(&self.events(kept.id)?)?,
            view: self.view_of(&kept)?,
        })
    }

    pub(super) fn list(&self, status: Option<Status>, after: i64, limit: u32) -> Result<Reply> {
        let count = i64::from(limit);
        let rows: Vec<Row> = match status {
            None => self.rows(schema::CLAIMS_AFTER, [after.into(), count.into()])?,
            Some(status) => {
                let values = [after.into(), status_name(status)?.into(), count.into()];
                self.rows(schema::CLAIMS_AFTER_OF_STATUS, values)?
            }
        };
        let full = u32::try_from(rows.len()).is_ok_and(|found| found >= limit);
        let next = rows.last().filter(|_| full).map(|row| row.id);
        let read = |row: Row| {
            let id = row.id;
            let told = |error: serde_json::Error| {
                let fields = [("row", id.into()), ("reason", error.to_string().into())];
                log::event(Level::Error, "claim_row_damaged", fields);
            };
            // The desk still has the others.
            RawValue::from_string(row.body).map_err(told).ok()
        };
        Ok(Reply::List {
            claims: rows.into_iter().filter_map(read).collect(),
            next,
        })
    }

    /// Tells the shop to send the links to this customer's claims.
    pub(super) async fn send_links(&self, email: &str, number: Option<&str>) -> Result<Reply> {
        for kept in self.asked_for(email, number)? {
            if self.may_send(&kept)? {
                // A claim whose link makes no sense any more says so by refusing the event.
                if let Ok(changed) = self.changed(&kept, &ClaimEvent::LinkRequested)? {
                    let policy = self.policy_of(&kept.claim)?;
                    transact(&self.state.storage(), || {
                        self.write_change(kept.id, &changed, &policy)
                    })?;
                }
            }
        }
        self.arm().await?;
        Ok(Reply::Done)
    }

    /// The claim of that number, those of that order, or the newest; always of that customer.
    fn asked_for(&self, email: &str, number: Option<&str>) -> Result<Vec<Kept>> {
        let is_theirs = |kept: &Kept| kept.claim.customer.email.trim().to_lowercase() == email;
        if let Some(number) = number.and_then(ClaimNumber::parse) {
            return Ok(self.find(&number)?.into_iter().filter(is_theirs).collect());
        }
        let rows: Vec<super::ClaimRow> = match number {
            Some(order) => {
                let values = [order_key(order).into(), email.into()];
                self.rows(schema::CLAIMS_OF_CUSTOMER_AND_ORDER, values)?
            }
            None => self.rows(schema::CLAIMS_OF_CUSTOMER, [email.into()])?,
        };
        rows.into_iter().map(super::ClaimRow::read).collect()
    }

    fn may_send(&self, kept: &Kept) -> Result<bool> {
        let events = self.events(kept.id)?;
        let last = events
            .iter()
            .rev()
            .find(|happened| happened.event == ClaimEvent::LinkRequested);
        Ok(last.is_none_or(|last| now().ms() - last.at.ms() >= LINK_EVERY_MS))
    }
}
