//! What the shop does by itself.

use crate::{
    claim::{Claim, LineOutcome},
    status::{ClaimEvent, Status},
    verdict::Decision,
};

/// What the shop does by itself now: approve, where the verdict says so, the order is verified and every piece of
/// evidence asked for is kept. Asked after a claim is filed and after each piece of evidence.
#[must_use]
pub fn automatic(claim: &Claim) -> Option<ClaimEvent> {
    let granted = claim.status == Status::Received && claim.verdict.decision == Decision::Approve;
    if !granted || !claim.order.verified || !claim.missing_evidence().is_empty() {
        return None;
    }
    let lines: Vec<LineOutcome> = claim
        .lines
        .iter()
        .map(|line| {
            let judged = claim
                .verdict
                .lines
                .iter()
                .find(|judged| judged.line == line.line);
            LineOutcome {
                line: line.line.clone(),
                decision: Decision::Approve,
                remedy: judged.and_then(|judged| judged.remedy_for(line.requested)),
                // What a refund comes to (postage of the order, discounts) is the shop's to say.
                amount: None,
            }
        })
        .collect();
    let remedy = lines.first().and_then(|line| line.remedy);
    let same = lines.iter().all(|line| line.remedy == remedy);
    Some(ClaimEvent::Approved {
        remedy: remedy.filter(|_| same),
        amount: None,
        lines,
        message: None,
        send_goods: None,
    })
}
