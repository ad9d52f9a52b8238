//! Every event in every language: said, escaped, the same as text and as page.

use super::*;
use claims::{
    claim::{Actor, Next},
    status::ClaimEvent,
    texts::LANGUAGES,
    verdict::{Basis, Remedy},
};

const LINK: &str = "https://claims.lumen.example/track#k1.token";
const AT: Instant = Instant::from_ms(1_795_299_529_000);
const DUE: Instant = Instant::from_ms(1_796_299_529_000);

/// A claim for one bulb, as the description of the API has it.
fn claim(locale: &str) -> Claim {
    let example: serde_json::Value =
        serde_json::from_str(include_str!("../../../docs/examples/openClaim.json")).unwrap();
    let claim: Claim = serde_json::from_value(example["answer"]["claim"].clone()).unwrap();
    Claim {
        locale: locale.to_owned(),
        ..claim
    }
}

fn shop() -> Shop {
    serde_json::from_str(
        r#"{"name":"Lumen Lampes","origins":["https://lumen.example"],"country":"FR","time_zone":"Europe/Paris",
            "currency":"EUR","locales":["fr"],"contact":{"name":"Claire","email":"sav@lumen.example"}}"#,
    )
    .unwrap()
}

fn line(title: &str) -> ViewLine {
    ViewLine {
        line: "1".to_owned(),
        title: title.to_owned(),
        image: None,
        quantity: 2,
        problem: "It does not light".to_owned(),
        requested: Some(Remedy::Replace),
        outcome: None,
    }
}

fn of(claim: &Claim, event: ClaimEvent, shop: &Shop, title: &str) -> Option<Letter> {
    let happened = Happened {
        seq: 2,
        at: AT,
        by: event.actor(),
        event,
    };
    letter(&Told {
        happened: &happened,
        claim,
        lines: &[line(title)],
        shop,
        contact: &shop.contact,
        reply_to: shop.contact.email.as_deref(),
        day: &|moment| moment.utc_date(),
        moment: &|moment| format!("«{moment}»"),
    })
}

fn said(claim: &Claim, event: ClaimEvent) -> Letter {
    of(claim, event, &shop(), "Ampoule Fila").unwrap()
}

/// One event of each that is told of, with that in every text a person wrote.
fn events(written: &str) -> Vec<ClaimEvent> {
    let (text, some) = (|| written.to_owned(), || Some(written.to_owned()));
    let (action, due) = (|| "answer".to_owned(), DUE);
    vec![
        ClaimEvent::Submitted,
        ClaimEvent::NeedsInfo { message: text() },
        ClaimEvent::MessageSent {
            text: text(),
            files: Vec::new(),
        },
        ClaimEvent::Approved {
            remedy: None,
            amount: None,
            lines: vec![],
            message: some(),
            send_goods: None,
        },
        ClaimEvent::Declined { reason: text() },
        ClaimEvent::OfferMade {
            remedy: Remedy::PartialRefund,
            amount: serde_json::from_str(r#"{"amount_minor":1500,"currency":"EUR"}"#).unwrap(),
            message: some(),
            expires_at: None,
            may_counter: None,
        },
        ClaimEvent::AppointmentProposed {
            times: vec![DUE],
            place: some(),
            message: some(),
            slots: Vec::new(),
            notice_hours: None,
        },
        ClaimEvent::AppointmentCancelled { message: some() },
        ClaimEvent::GoodsReceived { finding: some() },
        ClaimEvent::GoodsInspected { finding: text() },
        ClaimEvent::GoodsReturned { message: some() },
        ClaimEvent::LoanerLent {
            item: text(),
            message: some(),
        },
        ClaimEvent::InProgress { message: some() },
        ClaimEvent::DeadlineNear {
            actor: Actor::Customer,
            action: action(),
            due,
        },
        ClaimEvent::DeadlineMissed {
            actor: Actor::Shop,
            action: action(),
            due,
        },
        ClaimEvent::DeadlineMissed {
            actor: Actor::Customer,
            action: action(),
            due,
        },
        ClaimEvent::Expired,
        ClaimEvent::Withdrawn { reason: some() },
        ClaimEvent::Resolved { message: some() },
        ClaimEvent::LinkRequested,
    ]
}

/// With the customer's turn until [`DUE`].
fn asked(locale: &str) -> Claim {
    Claim {
        next: Next {
            actor: Actor::Customer,
            action: "answer".to_owned(),
            due: Some(DUE),
            day: None,
        },
        ..claim(locale)
    }
}

#[test]
fn every_event_is_told_in_every_language_with_the_number_in_its_subject_and_nothing_left_open() {
    for locale in LANGUAGES {
        for event in events("Words of a person.") {
            let what = format!("{locale} {}", event.name());
            let letter = said(&asked(locale), event);
            assert!(letter.subject.contains("22YS-6QQV-8TX7"), "{what}");
            assert!(!letter.parts.is_empty(), "{what}");
            let whole = format!("{} {}", letter.subject, text(&letter, LINK));
            let whole = whole.replace("olga@mail.example", "");
            for open in [
                "{",
                "}",
                "mail.",
                "event.",
                "next.",
                "statement.",
                "evidence.",
            ] {
                assert!(!whole.contains(open), "{what}: `{open}` in {whole}");
            }
            assert_eq!(whole.matches(LINK).count(), 1, "{what}");
        }
    }
}

#[test]
fn text_and_page_say_the_same_and_the_page_has_one_link_and_fetches_nothing() {
    for locale in LANGUAGES {
        for event in events("Words of a person.") {
            let letter = said(&asked(locale), event);
            let (text, page) = (text(&letter, LINK), html(&letter, LINK));
            let mut all = vec![letter.hello.clone()];
            for part in &letter.parts {
                match part {
                    Part::Says(says) | Part::Quote(says) => all.push(says.clone()),
                    Part::Rows(rows) => {
                        all.extend(
                            rows.iter()
                                .flat_map(|(name, value)| [name.clone(), value.clone()]),
                        );
                    }
                }
            }
            all.extend(letter.sign.iter().chain(&letter.small).cloned());
            for says in all {
                assert!(text.contains(&says), "{says} is not in {text}");
                let escaped = crate::html::escape(&says);
                assert!(page.contains(&escaped), "{says} is not in {page}");
            }
            assert_eq!(page.matches("href=").count(), 1);
            assert!(page.contains(&format!("href=\"{LINK}\"")));
            for fetched in [
                "<img",
                "src=",
                "url(",
                "@import",
                "<link",
                "<script",
                "http-equiv",
            ] {
                assert!(!page.contains(fetched), "{fetched}");
            }
        }
    }
}

#[test]
fn a_message_is_read_in_the_direction_of_its_language() {
    let page = |locale| html(&said(&claim(locale), ClaimEvent::Submitted), LINK);
    assert!(page("ar").contains("<html lang=\"ar\" dir=\"rtl\">"));
    assert!(page("ar").contains("<div class=\"card\" dir=\"rtl\""));
    assert!(page("ar").contains("text-align: right") && page("ar").contains("padding-left: 16px"));
    assert!(page("fr").contains("<html lang=\"fr\">"));
}

#[test]
fn whatever_is_written_stays_a_text_in_the_page_and_a_line_in_the_subject() {
    let evil = "\"><script>alert(1)</script><img src=x onerror=alert(2)>\r\nBcc: all@mail.example";
    let shop = Shop {
        name: evil.to_owned(),
        contact: Contact {
            name: evil.to_owned(),
            email: None,
            phone: Some(evil.to_owned()),
        },
        ..shop()
    };
    let mut claim = asked("en");
    claim.customer.name = evil.to_owned();
    claim.order.number = evil.to_owned();
    claim.verdict.lines.clear();
    for event in events(evil) {
        let letter = of(&claim, event, &shop, evil).unwrap();
        let page = html(&letter, LINK);
        for tag in ["<script", "<img", "onerror=alert(2)>"] {
            assert!(!page.contains(tag), "{tag} in {page}");
        }
        assert!(!letter.subject.contains(['\r', '\n']));
        assert!(!text(&letter, LINK).contains('\r'));
        assert_eq!(letter.hello, "Hello,", "a name that is none is not said");
    }
}

#[test]
fn a_withdrawal_is_acknowledged_with_its_content_and_the_time_it_came() {
    let mut claim = claim("en");
    let received = said(&claim, ClaimEvent::Submitted);
    let Part::Says(first) = &received.parts[0] else {
        panic!("{received:?}")
    };
    assert!(
        first.starts_with("Thank you. Your claim reached us: «2026-11-21T"),
        "{first}"
    );

    for judged in &mut claim.verdict.lines {
        judged
            .entitlements
            .retain(|ground| ground.basis == Basis::Withdrawal);
    }
    claim.lines[0].requested = Some(Remedy::Refund);
    let acknowledged = text(&said(&claim, ClaimEvent::Submitted), LINK);
    for says in [
        "We acknowledge that your withdrawal from the contract reached us: «2026-11-21T",
        "Name: Olga P",
        "E-mail: olga@mail.example",
        "Order: LL-1009",
        "Items: 2 × Ampoule Fila",
    ] {
        assert!(
            acknowledged.contains(says),
            "{says} is not in {acknowledged}"
        );
    }
}

#[test]
fn what_only_a_stranger_vouches_for_leads_nowhere() {
    let mut claim = claim("en");
    let evil = "Visit evil.example now";
    claim.customer.name = evil.to_owned();
    claim.lines[0].description = evil.to_owned();
    let verified = text(
        &of(&claim, ClaimEvent::Submitted, &shop(), evil).unwrap(),
        LINK,
    );
    assert_eq!(
        verified.matches("evil").count(),
        1,
        "the shop's own title: {verified}"
    );
    claim.order.verified = false;
    claim.order.number = "evil.example".to_owned();
    let stated = text(
        &of(&claim, ClaimEvent::Submitted, &shop(), evil).unwrap(),
        LINK,
    );
    assert!(!stated.contains("evil"), "{stated}");
    assert!(stated.contains("Items: 2 × …"), "{stated}");
}

#[test]
fn a_day_that_somebody_has_is_named_and_what_follows_it() {
    let near = ClaimEvent::DeadlineNear {
        actor: Actor::Customer,
        action: "answer".to_owned(),
        due: DUE,
    };
    let warning = said(&asked("en"), near);
    assert_eq!(
        warning.until,
        Some(DUE.plus_ms(24 * 3_600_000)),
        "later it is not sent"
    );
    let reminder = text(&warning, LINK);
    assert!(
        reminder.contains("We are waiting for your answer."),
        "{reminder}"
    );
    assert!(reminder.contains("By: December 3, 2026"), "{reminder}");
    assert!(
        reminder.contains("closes by itself on December 3, 2026."),
        "{reminder}"
    );
    let late = ClaimEvent::DeadlineMissed {
        actor: Actor::Shop,
        action: "answer".to_owned(),
        due: DUE,
    };
    let late = text(&said(&claim("en"), late), LINK);
    assert!(
        late.contains("by December 3, 2026, and we are late."),
        "{late}"
    );
}

#[test]
fn what_was_granted_and_offered_is_named_with_its_amount() {
    let approved = events("x").remove(3);
    let granted = text(&said(&claim("fr"), approved), LINK);
    assert!(
        granted.contains("Ampoule Fila\u{a0}: Remboursement partiel, 8,90"),
        "{granted}"
    );
    let offered = text(&said(&claim("en"), events("x").remove(5)), LINK);
    assert!(offered.contains("Amount: €15"), "{offered}");
}

#[test]
fn one_line_has_no_sign_that_could_begin_another() {
    for text in [
        "a\r\nBcc: b",
        "a\nBcc: b",
        "a\u{2028}Bcc: b",
        "a\u{0}Bcc:\tb",
        " a  Bcc: b ",
    ] {
        assert_eq!(one_line(text), "a Bcc: b");
    }
}

#[test]
fn a_letter_is_kept_as_it_was_written() {
    for event in events("Words.") {
        let letter = said(&claim("ru"), event);
        let kept = serde_json::to_string(&letter).unwrap();
        assert!(!kept.contains("/track#"), "no link is kept");
        assert_eq!(serde_json::from_str::<Letter>(&kept).unwrap(), letter);
    }
}
