//! What is written is what serde writes, and what is kept is read back.

use crate::{
    flow::{File, FileState, Kept, Screen, Stated, StatedItem, Tracking},
    json, read,
    write::{draft, find_order, kept, message, recover, withdraw},
};
use claims::{
    civil::Date,
    draft::{AnnouncedFile, ClaimDraft, Customer, DraftLine, StatedLine, StatedOrder},
    money::{Currency, Money},
    problem::EvidenceKind,
    verdict::Remedy,
    wire::{Asked, FindOrder, NewMessage, Recover, WithdrawClaim},
};

fn full_draft() -> ClaimDraft {
    ClaimDraft {
        locale: "fr".to_owned(),
        customer: Customer {
            name: "A \"B\"\n\u{1}\u{1f}".to_owned(),
            email: "a@b.c".to_owned(),
            phone: Some("1".to_owned()),
        },
        lines: vec![DraftLine {
            line: "1".to_owned(),
            quantity: 2,
            problem: "x".to_owned(),
            description: "« é » \\ \u{1f600}".to_owned(),
            requested: Some(Remedy::StoreCredit),
            opened: true,
            seal_broken: true,
            serial: Some("S".to_owned()),
            damaged_by_customer: true,
            answers: [("which-part".to_owned(), "\"top\"".to_owned())].into(),
        }],
        files: vec![AnnouncedFile {
            kind: EvidenceKind::Receipt,
            name: "a.jpg".to_owned(),
            media_type: "image/jpeg".to_owned(),
            size_bytes: 10_485_760,
        }],
        stated_order: Some(StatedOrder {
            placed_on: Date::parse("2026-01-02").expect("a day"),
            delivered_on: Date::parse("2026-01-05"),
            lines: vec![StatedLine {
                id: "s1".to_owned(),
                title: "Lamp".to_owned(),
                quantity: 3,
                unit_price: Some(Money {
                    amount_minor: -4990,
                    currency: Currency("EUR".to_owned()),
                }),
            }],
        }),
    }
}

#[test]
fn what_is_sent_is_what_serde_writes() -> Result<(), serde_json::Error> {
    fn same<T: serde::Serialize>(written: &str, value: &T) -> Result<(), serde_json::Error> {
        assert_eq!(
            serde_json::from_str::<serde_json::Value>(written)?,
            serde_json::to_value(value)?
        );
        Ok(())
    }
    same(&draft(&full_draft()), &full_draft())?;
    for (name, asked) in [
        ("order_number", Asked::OrderNumber("1".to_owned())),
        ("receipt", Asked::Receipt("1".to_owned())),
        ("serial", Asked::Serial("1".to_owned())),
        ("link", Asked::Link("1".to_owned())),
    ] {
        let body = FindOrder {
            asked,
            email: "a".to_owned(),
            locale: Some("fr".to_owned()),
        };
        same(&find_order((name, "1"), "a", "fr"), &body)?;
    }
    let body = Recover {
        email: "a".to_owned(),
        number: Some("n".to_owned()),
    };
    same(&recover(&body), &body)?;
    let body = NewMessage {
        text: "t".to_owned(),
        files: vec![2, 11],
    };
    same(&message(&body), &body)?;
    let body = WithdrawClaim {
        reason: Some("r".to_owned()),
    };
    same(&withdraw(&body), &body)?;
    same(
        &withdraw(&WithdrawClaim { reason: None }),
        &WithdrawClaim { reason: None },
    )
}

#[test]
fn what_is_kept_is_read_back() {
    let before = Kept {
        began_ms: 5,
        at_ms: 1_763_000_000_000,
        screen: Screen::Remedy,
        order_number: "LL-1".to_owned(),
        email: "a@b.c".to_owned(),
        found: "{\"a\":1}".to_owned(),
        stated: Stated {
            placed: "2026-01-01".to_owned(),
            delivered: "x".to_owned(),
            items: vec![StatedItem {
                title: "t".to_owned(),
                bought: "2".to_owned(),
                price: "9,90".to_owned(),
            }],
        },
        lines: full_draft().lines,
        files: vec![File {
            id: 7,
            n: 2,
            kind: EvidenceKind::Video,
            name: "v.mp4".to_owned(),
            media_type: "video/mp4".to_owned(),
            size_bytes: 5,
            sent: true,
            attached: false,
            state: FileState::Sent,
            picture: String::new(),
        }],
        name: "N".to_owned(),
        phone: "P".to_owned(),
        key: "K".to_owned(),
        body: "{}".to_owned(),
        claim: Some(Tracking {
            number: "1".to_owned(),
            token: "t".to_owned(),
            url: "u".to_owned(),
        }),
    };
    assert_eq!(
        json::read(&kept(&before)).map(|tree| read::kept(&tree)),
        Ok(before)
    );
}
