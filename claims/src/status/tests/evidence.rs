//! What the customer sends, and what follows by itself.

use super::*;

#[test]
fn the_first_turn_is_the_customers_where_evidence_is_to_follow() {
    let with_photo = claim();
    assert_eq!(with_photo.missing_evidence(), [EvidenceKind::Photo]);
    assert_eq!(
        turn(&with_photo),
        (
            Actor::Customer,
            "send_evidence",
            Some("2026-12-21T10:00:00.000Z".to_owned())
        )
    );
    assert_eq!(
        (with_photo.status, with_photo.goods),
        (Status::Received, Goods::NotRequired)
    );
    let without = claim_of("", "changed_mind", None);
    assert_eq!(
        turn(&without),
        (
            Actor::Shop,
            "answer",
            Some("2026-11-22T10:00:00.000Z".into())
        )
    );
}

#[test]
fn evidence_is_kept_once_for_each_place_and_gives_the_shop_its_turn() {
    let kept = after(&claim(), &[photo(2), photo(1), photo(2)]);
    assert_eq!(
        kept.evidence.iter().map(|file| file.n).collect::<Vec<_>>(),
        [1, 2]
    );
    assert_eq!(kept.missing_evidence(), []);
    // The turn began with the first photo, after an hour; the others do not put it off.
    assert_eq!(
        turn(&kept),
        (
            Actor::Shop,
            "answer",
            Some("2026-11-22T11:00:00.000Z".into())
        )
    );
    assert_eq!(kept.updated_at, after_hours(3));
}

#[test]
fn a_typed_serial_number_is_evidence() {
    let mut claim = claim();
    claim.verdict.lines[0].evidence = vec![EvidenceKind::Serial];
    assert_eq!(claim.missing_evidence(), [EvidenceKind::Serial]);
    claim.lines[0].serial = Some("7".to_owned());
    assert_eq!(claim.missing_evidence(), []);
}

#[test]
fn what_the_verdict_approves_is_approved_as_soon_as_the_evidence_is_kept() {
    let rule = "[[vars.RULES]]\nid = \"a\"\nthen = { decision = \"approve\", keep_item = true }";
    let filed = claim_of(rule, "defective", Some(Remedy::Replace));
    assert_eq!(automatic(&filed), None);
    let kept = after(&filed, &[photo(1)]);
    let event = automatic(&kept).unwrap();
    let approved = after(&kept, &[event]);
    assert_eq!(
        (approved.status, approved.goods),
        (Status::Approved, Goods::NotRequired)
    );
    assert_eq!(approved.outcomes[0].remedy, Some(Remedy::Replace));
    assert_eq!(
        turn(&approved),
        (
            Actor::Shop,
            "give_remedy",
            Some("2026-12-21T12:00:00.000Z".into())
        )
    );
    assert_eq!(automatic(&approved), None);
    let unverified = Claim {
        order: crate::order::OrderFacts {
            verified: false,
            ..kept.order.clone()
        },
        ..kept.clone()
    };
    assert_eq!(automatic(&unverified), None);
    assert_eq!(automatic(&after(&claim(), &[photo(1)])), None);
}

#[test]
fn a_withdrawal_is_approved_at_once_and_waits_for_the_goods() {
    let filed = claim_of("", "changed_mind", None);
    let approved = after(&filed, &[automatic(&filed).unwrap()]);
    assert_eq!(approved.outcomes[0].remedy, Some(Remedy::Refund));
    assert_eq!(
        turn(&approved),
        (
            Actor::Customer,
            "send_goods",
            Some("2026-12-07T12:00:00.000Z".into())
        )
    );
    let came = after(&approved, &[ClaimEvent::GoodsReceived { finding: None }]);
    assert_eq!(
        (came.goods, turn(&came)),
        (
            Goods::Received,
            (
                Actor::Shop,
                "give_remedy",
                Some("2026-12-05T12:00:00.000Z".into())
            )
        )
    );
    let done = after(
        &came,
        &[
            ClaimEvent::InProgress { message: None },
            ClaimEvent::Resolved { message: None },
        ],
    );
    assert_eq!(
        (done.status, turn(&done)),
        (Status::Resolved, (Actor::Nobody, "none", None))
    );
}
