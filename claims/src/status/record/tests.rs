//! Each event as JSON and back.

use super::*;

fn json(event: &ClaimEvent) -> String {
    serde_json::to_string(event).unwrap()
}

#[test]
fn an_event_has_its_type_and_its_fields_side_by_side() {
    assert_eq!(
        json(&ClaimEvent::Submitted),
        r#"{"type":"claim.submitted"}"#
    );
    assert_eq!(
        json(&ClaimEvent::Declined {
            reason: "worn out".to_owned()
        }),
        r#"{"type":"claim.declined","reason":"worn out"}"#
    );
    let person = Some("Claire".to_owned());
    assert_eq!(
        json(&ClaimEvent::UnderReview { person }),
        r#"{"type":"claim.under_review","person":"Claire"}"#
    );
}

#[test]
fn what_happened_keeps_its_place_and_actor_beside_the_event() {
    let text = r#"{"seq":2,"at":"2026-11-21T22:18:49.000Z","by":"shop","type":"claim.needs_info","message":"?"}"#;
    let happened: Happened = serde_json::from_str(text).unwrap();
    assert_eq!(happened.by, Actor::Shop);
    assert_eq!(serde_json::to_string(&happened).unwrap(), text);
}

#[test]
fn every_event_comes_back_as_it_went() {
    let file = EvidenceFile {
        n: 1,
        kind: crate::problem::EvidenceKind::Photo,
        name: "lamp.jpg".to_owned(),
        media_type: "image/jpeg".to_owned(),
        size_bytes: 7,
        sha256: "00".to_owned(),
    };
    let text = || "t".to_owned();
    let time = Instant::from_ms(0);
    let events = [
        ClaimEvent::Submitted,
        ClaimEvent::EvidenceAdded { file },
        ClaimEvent::MessageAdded {
            text: text(),
            files: vec![2],
        },
        ClaimEvent::Withdrawn {
            reason: Some(text()),
        },
        ClaimEvent::OfferAnswered {
            accepted: false,
            counter: Some(Counter {
                amount: None,
                text: Some(text()),
            }),
        },
        ClaimEvent::AppointmentChosen {
            time,
            place: Some(text()),
        },
        ClaimEvent::Rated {
            stars: 5,
            text: None,
        },
        ClaimEvent::LinkRequested,
        ClaimEvent::Expired,
        ClaimEvent::DeadlineNear {
            actor: Actor::Shop,
            action: text(),
            due: time,
        },
        ClaimEvent::DeadlineMissed {
            actor: Actor::Customer,
            action: text(),
            due: time,
        },
        ClaimEvent::OfferLapsed,
        ClaimEvent::OrderChecked { verified: true },
        ClaimEvent::NeedsInfo { message: text() },
        ClaimEvent::UnderReview { person: None },
        ClaimEvent::Approved {
            remedy: Some(Remedy::Refund),
            amount: None,
            lines: vec![],
            message: Some(text()),
            send_goods: Some(false),
        },
        ClaimEvent::Declined { reason: text() },
        ClaimEvent::OfferMade {
            remedy: Remedy::Coupon,
            amount: None,
            message: None,
            expires_at: Some(time),
            may_counter: Some(false),
        },
        ClaimEvent::MessageSent {
            text: text(),
            files: vec![1, 2],
        },
        ClaimEvent::AppointmentProposed {
            times: vec![time],
            place: Some(text()),
            slots: vec![Slot { time, place: None }],
            notice_hours: Some(24),
            message: None,
        },
        ClaimEvent::AppointmentCancelled { message: None },
        ClaimEvent::GoodsInTransit { message: None },
        ClaimEvent::GoodsReceived {
            finding: Some(text()),
        },
        ClaimEvent::GoodsInspected { finding: text() },
        ClaimEvent::GoodsReturned { message: None },
        ClaimEvent::LoanerLent {
            item: text(),
            message: None,
        },
        ClaimEvent::LoanerReturned { message: None },
        ClaimEvent::InProgress { message: None },
        ClaimEvent::NotificationFailed {
            reason: text(),
            notification: Some(text()),
        },
        ClaimEvent::Resolved {
            message: Some(text()),
        },
    ];
    assert_eq!(events.each_ref().map(ClaimEvent::kind), EventKind::ALL);
    for event in events {
        assert_eq!(
            serde_json::from_str::<ClaimEvent>(&json(&event)).unwrap(),
            event
        );
    }
}

#[test]
fn an_event_without_its_field_or_of_no_known_type_is_refused() {
    for (text, lacks) in [
        (r#"{"type":"claim.declined"}"#, "`reason`"),
        (r#"{"type":"offer.made"}"#, "`remedy`"),
        (r#"{"type":"claim.burned"}"#, "`type`"),
        ("{}", "`type`"),
    ] {
        let error = serde_json::from_str::<ClaimEvent>(text)
            .unwrap_err()
            .to_string();
        assert!(error.contains(lacks), "{error}");
    }
}
