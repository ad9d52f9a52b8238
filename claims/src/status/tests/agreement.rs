//! Days that begin with the one on which the shop agrees: Consumer Rights Act 2015, section 20(15).

use super::{RESPOND_HOURS, after_hours, approve, claim_under};
use crate::{
    claim::Claim,
    status::{ClaimEvent, apply},
    verdict::Remedy,
};

/// What happened, so many days after the claim of 21 November 2026.
fn happened(claim: &Claim, events: &[(i64, ClaimEvent)]) -> Claim {
    events.iter().fold(claim.clone(), |claim, (days, event)| {
        apply(&claim, event, after_hours(days * 24), RESPOND_HOURS).unwrap()
    })
}

fn due(claim: &Claim) -> Option<String> {
    claim.next.due.map(|due| due.to_string())
}

#[test]
fn the_money_is_due_fourteen_days_from_the_agreement_that_day_counted() {
    let filed = claim_under("uk", "", "defective", Some(Remedy::Refund));
    let given = &filed.verdict.lines[0].entitlements[0];
    assert_eq!(given.deadlines.refund, None);
    assert_eq!(given.deadlines.refund_days_from_agreement, Some(14));
    let came = ClaimEvent::GoodsReceived { finding: None };
    // Agreed on 1 December, the goods came on the 4th: until the 14th.
    let approved = (10, approve(Some(Remedy::Refund)));
    let claim = happened(&filed, &[approved, (13, came.clone())]);
    assert_eq!(due(&claim).as_deref(), Some("2026-12-14T12:00:00.000Z"));
    // An offer of the shop that the customer accepts is agreed, too.
    let offer = ClaimEvent::OfferMade {
        remedy: Remedy::PartialRefund,
        amount: None,
        message: None,
        expires_at: None,
        may_counter: None,
    };
    let accepted = ClaimEvent::OfferAnswered {
        accepted: true,
        counter: None,
    };
    let claim = happened(&filed, &[(1, offer), (10, accepted), (13, came.clone())]);
    assert_eq!(due(&claim).as_deref(), Some("2026-12-14T12:00:00.000Z"));
    // France counts from the claim.
    let french = claim_under("fr", "", "defective", Some(Remedy::Refund));
    assert_eq!(french.agreed_at, None);
    let repaired = happened(&french, &[(10, approve(Some(Remedy::Repair))), (13, came)]);
    assert_eq!(due(&repaired).as_deref(), Some("2026-12-21T12:00:00.000Z"));
}

#[test]
fn a_rule_that_pays_sooner_holds_and_one_that_pays_later_does_not() {
    for (time, expected) in [("3d", "2026-11-24"), ("60d", "2026-12-04")] {
        let rule = format!(
            "[[vars.RULES]]\nid = \"a\"\nthen = {{ decision = \"approve\", keep_item = true, evidence = [], \
             deadlines = {{ refund = \"{time}\" }} }}"
        );
        let filed = claim_under("uk", &rule, "defective", Some(Remedy::Refund));
        let given = &filed.verdict.lines[0].entitlements[0];
        // Approved at once, on 21 November.
        let refund = given.deadlines.refund.map(|day| day.to_string());
        assert_eq!(refund.as_deref(), Some(expected));
        let event = crate::status::automatic(&filed).unwrap();
        let claim = happened(&filed, &[(0, event)]);
        assert_eq!(due(&claim), Some(format!("{expected}T12:00:00.000Z")));
    }
}
