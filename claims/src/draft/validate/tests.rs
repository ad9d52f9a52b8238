//! Each error of a draft that does not fit.

use super::*;
use crate::{
    draft::{Customer, StatedLine, StatedOrder},
    order::Trait,
    policy::sample::{claimed, day, euros, order, photo, policy},
};

const TODAY: &str = "2026-11-21";

fn good() -> ClaimDraft {
    ClaimDraft {
        locale: "fr".to_owned(),
        customer: Customer {
            name: "Camille".to_owned(),
            email: "camille@mail.example".to_owned(),
            phone: Some("+33 1 (23) 45.67-89".to_owned()),
        },
        lines: vec![claimed("defective")],
        files: vec![photo()],
        stated_order: None,
    }
}

fn stated() -> StatedOrder {
    let line = StatedLine {
        id: "1".to_owned(),
        title: "Lamp".to_owned(),
        quantity: 1,
        unit_price: Some(euros(4900)),
    };
    StatedOrder {
        placed_on: day("2026-11-02"),
        delivered_on: Some(day("2026-11-05")),
        lines: vec![line],
    }
}

fn errors(draft: &ClaimDraft, order: &OrderFacts, open: &[(&str, u32)]) -> Vec<String> {
    let problems = "[[vars.PROBLEMS]]\nid = \"defective\"\nkind = \"defective\"\n\
                    text = { fr = \"Cassé\", en = \"Broken\" }\n[[vars.PROBLEMS]]\nid = \"flat\"\nkind = \"defective\"\n\
                    categories = [\"battery\"]\ntext = { fr = \"Vide\", en = \"Flat\" }\n[[vars.PROBLEMS]]\nid = \"other\"\n\
                    kind = \"other\"\ntext = { fr = \"Autre\", en = \"Other\" }";
    let policy = policy(&format!("preset = \"fr\"\n{problems}"));
    let open = open
        .iter()
        .map(|(id, units)| ((*id).to_owned(), *units))
        .collect();
    match validate(
        draft,
        order,
        &open,
        &policy,
        &Limits::standard(),
        day(TODAY),
    ) {
        Ok(_) => Vec::new(),
        Err(errors) => errors
            .iter()
            .map(|error| format!("{} {}", error.pointer, error.code))
            .collect(),
    }
}

/// A change to the good stated order.
type StatedChange = fn(&mut StatedOrder);

/// A change to the good draft.
type Change = fn(&mut ClaimDraft);

#[test]
fn each_error_has_its_place_and_code() {
    assert_eq!(
        errors(&good(), &order("2026-11-09"), &[]),
        Vec::<String>::new()
    );
    let cases: [(Change, &str); 32] = [
        (
            |draft| draft.locale = "french".to_owned(),
            "/locale invalid_locale",
        ),
        (
            |draft| draft.locale = String::new(),
            "/locale invalid_locale",
        ),
        (
            |draft| draft.customer.name = "  ".to_owned(),
            "/customer/name required",
        ),
        (
            |draft| draft.customer.name = "é".repeat(201),
            "/customer/name too_long",
        ),
        (
            |draft| draft.customer.email = String::new(),
            "/customer/email required",
        ),
        (
            |draft| draft.customer.email = "camille@example".to_owned(),
            "/customer/email invalid_email",
        ),
        (
            |draft| {
                draft.customer.email =
                    format!("{}@mail.example", "c".repeat(60)) + &".com".repeat(60)
            },
            "/customer/email too_long",
        ),
        (
            |draft| draft.customer.phone = Some("call me".to_owned()),
            "/customer/phone invalid_phone",
        ),
        (
            |draft| draft.customer.phone = Some("1".repeat(41)),
            "/customer/phone too_long",
        ),
        (|draft| draft.lines.clear(), "/lines required"),
        (
            |draft| draft.lines[0].line = "9".to_owned(),
            "/lines/0/line unknown_line",
        ),
        (
            |draft| draft.lines.push(claimed("defective")),
            "/lines/1/line duplicate_line",
        ),
        (
            |draft| draft.lines[0].quantity = 0,
            "/lines/0/quantity too_small",
        ),
        (
            |draft| draft.lines[0].quantity = 3,
            "/lines/0/quantity too_large",
        ),
        (
            |draft| draft.lines[0].problem = String::new(),
            "/lines/0/problem required",
        ),
        (
            |draft| draft.lines[0].problem = "haunted".to_owned(),
            "/lines/0/problem unknown_problem",
        ),
        (
            |draft| draft.lines[0].problem = "flat".to_owned(),
            "/lines/0/problem unknown_problem",
        ),
        (
            |draft| draft.lines[0].problem = "other".to_owned(),
            "/lines/0/description required",
        ),
        (
            |draft| draft.lines[0].description = "x".repeat(4001),
            "/lines/0/description too_long",
        ),
        (
            |draft| draft.lines[0].serial = Some(" ".to_owned()),
            "/lines/0/serial required",
        ),
        (
            |draft| draft.lines[0].serial = Some("7".repeat(101)),
            "/lines/0/serial too_long",
        ),
        (
            |draft| draft.lines[0].requested = Some(Remedy::Coupon),
            "/lines/0/requested not_offered",
        ),
        (|draft| draft.files = vec![photo(); 11], "/files too_many"),
        (
            |draft| draft.files[0].name = String::new(),
            "/files/0/name required",
        ),
        (
            |draft| draft.files[0].name = "x".repeat(201),
            "/files/0/name too_long",
        ),
        (
            |draft| draft.files[0].media_type = "image/svg+xml".to_owned(),
            "/files/0/media_type unsupported_media_type",
        ),
        (
            |draft| draft.files[0].size_bytes = 0,
            "/files/0/size_bytes too_small",
        ),
        (
            |draft| draft.files[0].size_bytes = 11 * 1024 * 1024,
            "/files/0/size_bytes too_large",
        ),
        (
            |draft| draft.stated_order = Some(stated()),
            "/stated_order not_allowed",
        ),
        (
            |draft| draft.lines = vec![claimed("defective"); 51],
            "/lines too_many",
        ),
        (
            |draft| draft.customer.email = "a b@mail.example".to_owned(),
            "/customer/email invalid_email",
        ),
        (
            |draft| draft.customer.phone = Some("+".to_owned()),
            "/customer/phone invalid_phone",
        ),
    ];
    for (change, expected) in cases {
        let mut draft = good();
        change(&mut draft);
        let found = errors(&draft, &order("2026-11-09"), &[]);
        assert!(
            found.contains(&expected.to_owned()),
            "{expected}: {found:?}"
        );
        let one = if expected.contains("too_many") {
            found.len()
        } else {
            1
        };
        assert_eq!(found.len(), one, "{expected}: {found:?}");
    }
}

#[test]
fn units_in_an_open_claim_cannot_be_claimed_again() {
    let claims = |quantity, open: &[(&str, u32)]| {
        let mut draft = good();
        draft.lines[0].quantity = quantity;
        errors(&draft, &order("2026-11-09"), open)
    };
    assert_eq!(claims(1, &[("1", 1)]), Vec::<String>::new());
    assert_eq!(claims(2, &[("1", 1)]), ["/lines/0/quantity too_large"]);
    assert_eq!(claims(1, &[("1", 0)]), ["/lines/0/quantity too_large"]);
    assert_eq!(claims(2, &[("2", 0)]), Vec::<String>::new());
}

#[test]
fn an_order_nobody_confirmed_is_stated() {
    let unknown = OrderFacts {
        verified: false,
        lines: vec![],
        delivered_on: None,
        ..order("2026-11-09")
    };
    assert_eq!(errors(&good(), &unknown, &[])[0], "/stated_order required");
    let states = |change: fn(&mut StatedOrder)| {
        let mut stated = stated();
        change(&mut stated);
        errors(
            &ClaimDraft {
                stated_order: Some(stated),
                ..good()
            },
            &unknown,
            &[],
        )
    };
    assert_eq!(states(|_| ()), Vec::<String>::new());
    let cases: [(StatedChange, &str); 11] = [
        (
            |stated| (stated.placed_on, stated.delivered_on) = (day("2026-11-22"), None),
            "/stated_order/placed_on in_the_future",
        ),
        (
            |stated| stated.delivered_on = Some(day("2026-11-22")),
            "/stated_order/delivered_on in_the_future",
        ),
        (
            |stated| stated.delivered_on = Some(day("2026-11-01")),
            "/stated_order/delivered_on before_purchase",
        ),
        (
            |stated| stated.lines.clear(),
            "/stated_order/lines required",
        ),
        (
            |stated| stated.lines = vec![stated.lines[0].clone(); 51],
            "/stated_order/lines too_many",
        ),
        (
            |stated| stated.lines.push(stated.lines[0].clone()),
            "/stated_order/lines/1/id duplicate_line",
        ),
        (
            |stated| stated.lines[0].title = String::new(),
            "/stated_order/lines/0/title required",
        ),
        (
            |stated| stated.lines[0].quantity = 0,
            "/stated_order/lines/0/quantity too_small",
        ),
        (
            |stated| stated.lines[0].quantity = 10_001,
            "/stated_order/lines/0/quantity too_large",
        ),
        (
            |stated| stated.lines[0].unit_price = Some(euros(-1)),
            "/stated_order/lines/0/unit_price/amount_minor too_small",
        ),
        (
            |stated| stated.lines[0].unit_price.as_mut().unwrap().currency.0 = "USD".to_owned(),
            "/stated_order/lines/0/unit_price/currency wrong_currency",
        ),
    ];
    for (change, expected) in cases {
        let found = states(change);
        assert!(
            found.contains(&expected.to_owned()),
            "{expected}: {found:?}"
        );
    }
}

#[test]
fn a_stated_order_becomes_the_facts_and_stays_unverified() {
    let unknown = OrderFacts {
        verified: false,
        lines: vec![],
        delivered_on: None,
        ..order("2026-11-09")
    };
    let draft = ClaimDraft {
        stated_order: Some(stated()),
        ..good()
    };
    let policy = policy("preset = \"fr\"");
    let valid = validate(
        &draft,
        &unknown,
        &BTreeMap::new(),
        &policy,
        &Limits::standard(),
        day(TODAY),
    )
    .unwrap();
    assert_eq!(valid.draft(), &draft);
    let (_, facts) = valid.into_parts();
    assert!(!facts.verified);
    assert_eq!(
        (facts.placed_on, facts.delivered_on),
        (day("2026-11-02"), Some(day("2026-11-05")))
    );
    assert_eq!(
        (facts.lines[0].title.as_str(), facts.number.as_str()),
        ("Lamp", "LL-1")
    );
}

#[test]
fn where_nothing_is_on_offer_any_wish_may_be_sent() {
    let wish = |problem: &str, delivered_on: &str| {
        let mut order = order(delivered_on);
        order.lines[0].traits = vec![Trait::CustomMade];
        let line = DraftLine {
            requested: Some(Remedy::Refund),
            description: "?".to_owned(),
            ..claimed(problem)
        };
        errors(
            &ClaimDraft {
                lines: vec![line],
                ..good()
            },
            &order,
            &[],
        )
    };
    assert_eq!(
        wish("defective", "2026-11-09"),
        ["/lines/0/requested not_offered"]
    );
    assert_eq!(wish("defective", "2020-11-09"), Vec::<String>::new());
    assert_eq!(wish("other", "2026-11-09"), Vec::<String>::new());
}
