//! What each body must have, and how its mistakes are named.

use super::*;
use crate::{
    status::ClaimEvent,
    verdict::{Decision, Remedy},
    wire::{Asked, BackendEvent, BackendEvents, WithdrawClaim},
};

fn one(body: &str) -> Result<BackendEvent, Unreadable> {
    match read_backend_events(body)? {
        BackendEvents::One(event) => Ok(event),
        BackendEvents::Several(events) => panic!("{events:?}"),
    }
}

fn codes<T: std::fmt::Debug>(read: Result<T, Unreadable>) -> Vec<String> {
    match read {
        Err(Unreadable::Fields(errors)) => errors
            .iter()
            .map(|error| format!("{} {}", error.pointer, error.code))
            .collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn number_and_address_of_an_order_are_trimmed() {
    let read =
        read_find_order(r#"{"order_number":" LL-1001 ","email":" c@mail.example "}"#).unwrap();
    assert_eq!(
        (read.asked.text(), read.email.as_str()),
        ("LL-1001", "c@mail.example")
    );
}

#[test]
fn an_order_is_asked_for_by_one_thing_and_a_link_needs_no_address() {
    let read = |body: &str| read_find_order(body).unwrap().asked;
    assert_eq!(
        read(r#"{"receipt":" B-1 ","email":"c@mail.example"}"#),
        Asked::Receipt("B-1".to_owned())
    );
    assert_eq!(
        read(r#"{"serial":"SN 1","email":"c@mail.example"}"#),
        Asked::Serial("SN 1".to_owned())
    );
    assert_eq!(read(r#"{"link":"a.b.c"}"#), Asked::Link("a.b.c".to_owned()));
    assert_eq!(
        codes(read_find_order(r#"{"serial":"1"}"#)),
        ["/email required"]
    );
    assert_eq!(
        codes(read_find_order(
            r#"{"order_number":"1","serial":"2","email":"c@mail.example"}"#
        )),
        ["/serial too_many"]
    );
}

#[test]
fn mistakes_of_the_small_bodies_are_named() {
    assert_eq!(
        codes(read_find_order("{}")),
        ["/order_number required", "/email required"]
    );
    assert_eq!(
        codes(read_find_order(
            r#"{"order_number":"  ","email":"nobody","mail":1}"#
        )),
        [
            "/mail unknown_field",
            "/order_number required",
            "/email invalid_email"
        ]
    );
    assert_eq!(codes(read_message(r#"{"text":" "}"#)), ["/text required"]);
    assert_eq!(
        codes(read_message(r#"{"text":["a"]}"#)),
        ["/text wrong_type"]
    );
    assert_eq!(
        codes(read_withdraw(r#"{"because":"x"}"#)),
        ["/because unknown_field"]
    );
    assert_eq!(
        codes(read_recover(r#"{"number":1}"#)),
        ["/email required", "/number wrong_type"]
    );
    assert_eq!(codes(read_solved("{}")), ["/problem required"]);
    assert_eq!(read_withdraw("").unwrap(), WithdrawClaim::default());
    assert!(matches!(read_message("text"), Err(Unreadable::NotJson(_))));
}

#[test]
fn an_event_of_the_shop_is_read_with_the_fields_of_its_type() {
    let read = one(
        r#"{"claim":"2222","type":"claim.approved","lines":[{"line":"1","decision":"approve","remedy":"refund",
           "amount":{"amount_minor":100,"currency":"EUR"}}],"send_goods":false}"#,
    )
    .unwrap();
    let ClaimEvent::Approved {
        lines, send_goods, ..
    } = read.event
    else {
        panic!("{read:?}")
    };
    assert_eq!(
        (lines[0].decision, lines[0].remedy),
        (Decision::Approve, Some(Remedy::Refund))
    );
    assert_eq!(send_goods, Some(false));
}

#[test]
fn mistakes_of_an_event_are_named() {
    for (body, expected) in [
        ("{}", &["/claim required", "/type required"][..]),
        (
            r#"{"claim":"x","type":"claim.declined","reason":""}"#,
            &["/reason required"],
        ),
        (
            r#"{"claim":"x","type":"claim.declined","message":"no"}"#,
            &["/message unknown_field", "/reason required"],
        ),
        (
            r#"{"claim":"x","type":"claim.aproved"}"#,
            &["/type unknown_value"],
        ),
        (
            r#"{"claim":"x","type":"claim.submitted"}"#,
            &["/type unknown_value"],
        ),
        (
            r#"{"claim":"x","type":"order.checked"}"#,
            &["/type unknown_value"],
        ),
        (
            r#"{"claim":"x","type":"offer.made","amount":{}}"#,
            &[
                "/remedy required",
                "/amount/currency required",
                "/amount/amount_minor required",
            ],
        ),
        (
            r#"{"claim":"x","type":"claim.approved","lines":[{}]}"#,
            &["/lines/0/line required", "/lines/0/decision required"],
        ),
        ("[]", &[" wrong_type"]),
    ] {
        assert_eq!(codes(one(body)), expected, "{body}");
    }
}
