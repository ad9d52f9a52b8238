//! An order that was stated while the shop's backend gave no answer, looked up once it does.

use super::{
    Kept, Ledger, Result,
    change::Changed,
    order_key,
    outbox::{DueRow, Ended, Job},
    schema,
    transaction::transact,
};
use crate::{
    intl::Intl,
    lookup::{LookUp, look_up},
    outbox::Attempt,
};
use claims::{
    claim::Claim,
    draft::AnnouncedFile,
    order::{OrderFacts, OrderLine},
    policy::{Case, Policy, judge},
    status::ClaimEvent,
    wire::Asked,
};
use serde::{Deserialize, Serialize};

/// What the row keeps.
#[derive(Serialize, Deserialize)]
struct Question {
    /// The address the order was stated with.
    email: String,
    /// By what, where that is not the order's number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    asked: Option<Asked>,
}

impl Ledger {
    /// Inside the transaction of the submission.
    pub(super) fn write_look_up(
        &self,
        claim: i64,
        email: &str,
        asked: Option<Asked>,
    ) -> Result<()> {
        let question = Question {
            email: email.to_owned(),
            asked,
        };
        self.write_row(claim, Job::LookUp, serde_json::to_string(&question)?)
    }

    /// One attempt: judged again on the shop's facts, or marked as not found.
    pub(super) async fn look_up(&self, row: &DueRow) -> Result<Ended> {
        let config = self.config()?;
        let Some(kept) = self.find_by_id(row.claim)? else {
            return Ok(Ended::Done);
        };
        let question: Question = serde_json::from_str(&row.body)?;
        let number = || Asked::OrderNumber(kept.claim.order.number.trim().to_owned());
        let asked = question.asked.clone().unwrap_or_else(number);
        let span = row.span();
        let found = match &config.backend_url {
            Some(url) => look_up(config, url, &asked, &question.email, span.as_deref()).await,
            None => LookUp::NoAnswer("`BACKEND_URL` is not set any more".into()),
        };
        // The claim may have changed while the backend was asked.
        let Some(kept) = self.find_by_id(row.claim)? else {
            return Ok(Ended::Done);
        };
        if !matches!(found, LookUp::NoAnswer(_)) {
            self.answered(Job::LookUp)?;
        }
        match found {
            LookUp::Order(facts) => {
                let mut claim = adopt(&kept.claim, *facts);
                judge_again(&mut claim, &*self.policy_of(&kept.claim)?);
                self.check(Kept { claim, ..kept }, true)
            }
            LookUp::Unknown => self.check(kept, false),
            LookUp::NoAnswer(reason) => self.record(row, &Attempt::Unanswered { reason }),
        }
    }

    fn check(&self, kept: Kept, verified: bool) -> Result<Ended> {
        let changed: std::result::Result<Changed, _> =
            self.changed(&kept, &ClaimEvent::OrderChecked { verified })?;
        if let Ok(changed) = &changed {
            let key = order_key(&changed.claim.order.number);
            let policy = self.policy_of(&changed.claim)?;
            transact(&self.state.storage(), || {
                self.write_change(kept.id, changed, &policy)?;
                self.write(schema::UPDATE_ORDER_KEY, [key.into(), kept.id.into()])
            })?;
            let kept = Kept {
                last_seq: changed.last_seq,
                claim: changed.claim.clone(),
                ..kept
            };
            self.show(&kept)?;
        }
        // A claim that is over needs no answer any more.
        Ok(Ended::Done)
    }
}

/// The claim on the shop's facts. A line that was stated is the shop's of the same title, else the only one, else the
/// one in the same place; one that is none of these stays as it was stated.
fn adopt(claim: &Claim, facts: OrderFacts) -> Claim {
    let stated = &claim.order.lines;
    let mut adopted = Claim {
        order: facts,
        ..claim.clone()
    };
    let theirs = adopted.order.lines.clone();
    for line in &mut adopted.lines {
        let Some(place) = stated.iter().position(|known| known.id == line.line) else {
            continue;
        };
        line.line = match same_line(&theirs, &stated[place], place, stated.len()) {
            Some(known) => known.id.clone(),
            None => keep_stated(&mut adopted.order, &stated[place]),
        };
    }
    adopted
}

fn same_line<'a>(
    theirs: &'a [OrderLine],
    stated: &OrderLine,
    place: usize,
    count: usize,
) -> Option<&'a OrderLine> {
    let title = |line: &OrderLine| line.title.trim().to_lowercase();
    let by_title = theirs.iter().find(|line| title(line) == title(stated));
    let only = || theirs.first().filter(|_| theirs.len() == 1);
    let by_place = || theirs.get(place).filter(|_| theirs.len() == count);
    by_title.or_else(only).or_else(by_place)
}

fn keep_stated(order: &mut OrderFacts, stated: &OrderLine) -> String {
    let id = format!("stated:{}", stated.id);
    if order.line(&id).is_none() {
        order.lines.push(OrderLine {
            id: id.clone(),
            ..stated.clone()
        });
    }
    id
}

/// By the policy of the day it was filed, as of that day, with the files kept so far.
fn judge_again(claim: &mut Claim, policy: &Policy) {
    let files: Vec<AnnouncedFile> = claim
        .evidence
        .iter()
        .map(|file| AnnouncedFile {
            kind: file.kind,
            name: file.name.clone(),
            media_type: file.media_type.clone(),
            size_bytes: file.size_bytes,
        })
        .collect();
    let case = Case {
        order: &claim.order,
        lines: &claim.lines,
        files: &files,
        locale: &claim.locale,
        today: claim.filed_on,
    };
    let mut verdict = judge(policy, &case);
    Intl::explain(&claim.locale, &mut verdict);
    claim.verdict = verdict;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(lines: &[(&str, &str)]) -> Vec<OrderLine> {
        let line = |(id, title): &(&str, &str)| OrderLine {
            id: (*id).into(),
            title: (*title).into(),
            quantity: 1,
            ..OrderLine::default()
        };
        lines.iter().map(line).collect()
    }

    fn found(theirs: &[(&str, &str)], stated: &str, place: usize, count: usize) -> Option<String> {
        let stated = &lines(&[("mine", stated)])[0];
        same_line(&lines(theirs), stated, place, count).map(|line| line.id.clone())
    }

    #[test]
    fn a_stated_line_is_the_shops_by_title_or_as_the_only_one_or_by_its_place() {
        let two = [("a", "Lampe Aube"), ("b", "Ampoule")];
        assert_eq!(found(&two, " ampoule", 0, 1), Some("b".into()));
        assert_eq!(found(&two, "la deuxième", 1, 2), Some("b".into()));
        assert_eq!(found(&two, "quelque chose", 0, 1), None);
        assert_eq!(found(&two[..1], "quelque chose", 2, 3), Some("a".into()));
    }
}
