//! Messages to the customer: their words kept with the change they tell of, sent by the outbox.

use super::{
    Ledger, Result,
    change::{Changed, Step},
    outbox::{DueRow, Ended, Job},
};
use crate::{
    call::now,
    ledger::client::link,
    mail,
    notice::{Letter, Told, letter},
    outbox::Attempt,
};
use claims::{
    civil::Instant, notice::NoticeKind, number::ClaimNumber, policy::Policy, status::ClaimEvent,
    timeline::view,
};
use serde::{Deserialize, Serialize};
use worker::Error;

/// What the row keeps.
#[derive(Serialize, Deserialize)]
struct Addressed {
    /// The customer's e-mail address or number.
    to: String,
    letter: Letter,
}

impl Ledger {
    /// Inside the transaction of the change. To the customer's own address only, whoever found the order.
    pub(super) fn write_notices(&self, id: i64, step: &Step, policy: &Policy) -> Result<()> {
        let config = self.config()?;
        let (Some(sender), Some(kind)) = (&config.sender, NoticeKind::of(&step.happened.event))
        else {
            return Ok(());
        };
        let claim = &step.claim;
        let to_phone = claim.customer.phone.as_deref().map(str::trim);
        let to_phone = to_phone.filter(|to| sender.mail.sms.contains(&kind) && !to.is_empty());
        let to_mail = Some(claim.customer.email.trim());
        let to_mail = to_mail.filter(|_| !sender.mail.without.contains(&kind));
        if to_mail.is_none() && to_phone.is_none() {
            return Ok(());
        }
        let view = view(claim, &[], &config.shop, policy);
        let told = Told {
            happened: &step.happened,
            claim,
            lines: &view.lines,
            shop: &config.shop,
            contact: &view.contact,
            reply_to: config.reply_to(),
            day: &|moment: Instant| config.intl.today(moment),
            moment: &|moment: Instant| config.intl.moment(&claim.locale, moment),
        };
        let Some(letter) = letter(&told) else {
            return Ok(());
        };
        for (job, to) in [(Job::Mail, to_mail), (Job::Sms, to_phone)] {
            if let Some(to) = to {
                let (to, letter) = (to.to_owned(), letter.clone());
                self.write_row(id, job, serde_json::to_string(&Addressed { to, letter })?)?;
            }
        }
        Ok(())
    }

    /// One attempt, written down.
    pub(super) async fn write_to_customer(&self, row: &DueRow) -> Result<Ended> {
        let Addressed { to, letter } = serde_json::from_str(&row.body)?;
        if letter.until.is_some_and(|until| until < now()) {
            return Ok(Ended::Done);
        }
        let attempt = self.send(row, &to, &letter).await?;
        self.record(row, &attempt)
    }

    /// The link is made here: it is in no row.
    async fn send(&self, row: &DueRow, to: &str, letter: &Letter) -> Result<Attempt> {
        let config = self.config()?;
        let Some(number) = ClaimNumber::parse(&letter.number) else {
            let reason = "a claim without a number".to_owned();
            return Ok(Attempt::Refused { reason });
        };
        let link = link(config, &number, letter.at);
        let link = link.map_err(|refusal| Error::RustError(refusal.to_string()))?;
        let message = match row.job {
            Job::Sms => mail::sms(config, &row.message_id, to, letter, &link.url),
            Job::Mail | Job::Webhook | Job::LookUp | Job::Sweep => {
                mail::email(config, &row.message_id, to, letter, &link.url)
            }
        };
        Ok(mail::send(config, &self.env, &message, row.span().as_deref()).await)
    }

    /// The shop is told, and sees it at the claim; nothing waits for it. Inside a transaction.
    pub(super) fn note_that_it_failed(&self, row: &DueRow, failure: &str) -> Result<()> {
        let Some(kept) = self.find_by_id(row.claim)? else {
            return Ok(());
        };
        let what = serde_json::from_str::<Addressed>(&row.body);
        let what = what.map_or("", |addressed| addressed.letter.kind.name());
        let event = ClaimEvent::NotificationFailed {
            reason: format!("{} `{what}`: {failure}", row.job.name()),
            notification: Some(row.message_id.clone()),
        };
        let policy = self.policy_of(&kept.claim)?;
        let changed = Changed::nothing(&kept).then(&event, now(), policy.pace());
        self.write_change(kept.id, &changed, &policy)
    }
}
