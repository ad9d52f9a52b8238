//! Every condition: where it holds, where it does not, and where nobody knows.

use crate::{
    draft::DraftLine,
    order::{CustomerHistory, OrderFacts, OrderLine, Service, ServiceKind, Trait},
    policy::{
        Case, Policy,
        file::conditions,
        rule::{CaseFacts, Facts},
        sample::{claimed, day, euros, order, photo, policy},
    },
    problem::Problem,
    verdict::Remedy,
};

/// The condition, what holds for [`known`], what does not, and whether nobody may know it.
const TABLE: &[(&str, &str, &str, bool)] = &[
    ("problem", "\"dead\"", "[\"changed_mind\"]", false),
    ("kind", "[\"other\", \"defective\"]", "\"other\"", false),
    ("category", "[\"bulb\", \"lamp\"]", "\"Lamp\"", true),
    ("product_type", "\"table lamp\"", "\"lamp\"", true),
    ("sku", "\"LAMP-1\"", "\"LAMP-2\"", false),
    ("tag", "[\"old\", \"new\"]", "\"old\"", true),
    ("vendor", "\"Lumen\"", "\"Ombra\"", true),
    ("trait", "\"digital_started\"", "\"digital\"", true),
    ("started_with_consent", "true", "false", true),
    ("serial_known", "true", "false", true),
    ("extended_plan", "true", "false", true),
    ("repeat_fault", "true", "false", true),
    ("repairs_at_least", "2", "3", true),
    ("days_in_repair_at_least", "15", "16", true),
    ("price_below", "\"49.01 EUR\"", "\"49 EUR\"", true),
    ("price_above", "\"48.99 EUR\"", "\"49 EUR\"", true),
    ("quantity_at_least", "2", "3", false),
    ("quantity_at_most", "2", "1", false),
    ("country", "[\"DE\", \"FR\"]", "\"DE\"", false),
    ("channel", "\"web\"", "\"phone\"", true),
    ("days_since_delivery_at_most", "10", "9", true),
    ("days_since_delivery_at_least", "10", "11", true),
    ("delivered_from", "\"2026-11-11\"", "\"2026-11-12\"", true),
    ("delivered_until", "\"2026-11-11\"", "\"2026-11-10\"", true),
    ("days_since_order_at_most", "13", "12", false),
    ("days_since_order_at_least", "13", "14", false),
    ("ordered_from", "\"2026-11-08\"", "\"2026-11-09\"", false),
    ("ordered_until", "\"2026-11-08\"", "\"2026-11-07\"", false),
    ("order_value_above", "\"97.99 EUR\"", "\"98 EUR\"", true),
    ("order_value_below", "\"98.01 EUR\"", "\"98 EUR\"", true),
    ("discounted", "true", "false", true),
    ("discount_above", "\"4.99 EUR\"", "\"5 EUR\"", true),
    ("discount_below", "\"5.01 EUR\"", "\"5 EUR\"", true),
    (
        "payment_method",
        "[\"card\", \"invoice\"]",
        "\"card\"",
        true,
    ),
    ("gift", "true", "false", true),
    ("claimed_amount_above", "\"97.99 EUR\"", "\"98 EUR\"", true),
    ("claimed_amount_below", "\"98.01 EUR\"", "\"98 EUR\"", true),
    ("buyer", "\"consumer\"", "\"business\"", false),
    ("informed_of_withdrawal", "true", "false", false),
    ("verified", "true", "false", false),
    ("opened", "true", "false", false),
    ("seal_broken", "true", "false", false),
    ("damaged_by_customer", "true", "false", false),
    ("serial_given", "true", "false", false),
    ("requested", "[\"refund\", \"repair\"]", "\"repair\"", true),
    (
        "evidence",
        "[\"photo\", \"serial\"]",
        "[\"photo\", \"video\"]",
        false,
    ),
    ("locale", "\"en\"", "\"fr\"", false),
    ("earlier_claims_at_least", "3", "4", true),
    ("earlier_claims_at_most", "3", "2", true),
    ("orders_at_least", "7", "8", true),
    ("orders_at_most", "7", "6", true),
    ("customer_tag", "[\"vip\", \"press\"]", "\"press\"", true),
    ("customer_blocked", "true", "false", true),
];

/// A line, its order and a claim of which everything is known.
fn known() -> (OrderFacts, DraftLine) {
    let mut order = order("2026-11-11");
    order.discount = Some(euros(500));
    order.payment_method = Some("invoice".to_owned());
    order.gift = Some(true);
    order.customer = Some(CustomerHistory {
        earlier_claims: 3,
        orders: 7,
        tags: vec!["vip".to_owned()],
        blocked: true,
    });
    let line = &mut order.lines[0];
    line.product_type = Some("table lamp".to_owned());
    line.tags = vec!["new".to_owned(), "heavy".to_owned()];
    line.vendor = Some("Lumen".to_owned());
    line.traits = vec![Trait::DigitalStarted];
    line.extended_plan_months = Some(12);
    line.serial = Some("SN-1".to_owned());
    // Days within the year before 2026-11-21: 5 of the first, none of the second, 10 of the third.
    line.history = [
        (ServiceKind::Repair, "2025-11-01", Some("2025-11-26")),
        (ServiceKind::Replacement, "2026-02-01", Some("2026-03-01")),
        (ServiceKind::Repair, "2026-11-11", None),
    ]
    .map(|(kind, from, until)| Service {
        kind,
        problem: Some("defective".to_owned()),
        instead_of: None,
        from: day(from),
        until: until.map(day),
    })
    .to_vec();
    let claimed = DraftLine {
        quantity: 2,
        requested: Some(Remedy::Refund),
        opened: true,
        seal_broken: true,
        serial: Some("SN-1".to_owned()),
        damaged_by_customer: true,
        ..claimed("dead")
    };
    (order, claimed)
}

/// What the customer alone can say.
fn unknown() -> (OrderFacts, DraftLine) {
    let order = OrderFacts {
        verified: false,
        channel: None,
        customer: None,
        lines: vec![OrderLine {
            id: "1".to_owned(),
            quantity: 2,
            ..OrderLine::default()
        }],
        ..order("not yet")
    };
    (order, claimed("dead"))
}

fn policy_with(when: &str) -> Policy {
    policy(&format!(
        "preset = \"fr\"\n[[vars.RULES]]\nid = \"a\"\nprivate = true\nwhen = {{ {when} }}\n\
         then = {{ decision = \"review\" }}\n\
         [[vars.PROBLEMS]]\nid = \"dead\"\nkind = \"defective\"\ntext = {{ fr = \"Morte\", en = \"Dead\" }}"
    ))
}

fn holds(when: &str, (order, claimed): &(OrderFacts, DraftLine)) -> bool {
    let policy = policy_with(when);
    let case = Case {
        order,
        lines: &[],
        files: &[photo()],
        locale: "EN-gb",
        today: day("2026-11-21"),
    };
    let problem: &Problem = policy.problem("dead").unwrap();
    let of_case = CaseFacts::new(&policy.currency, "en-gb", &case);
    let facts = Facts::new(of_case, &case, &order.lines[0], claimed, problem);
    policy.rules[0].when.holds(&facts)
}

#[test]
fn every_condition_holds_where_it_should_and_never_where_nobody_knows() {
    for (key, met, unmet, can_be_unknown) in TABLE {
        let (met, unmet) = (format!("{key} = {met}"), format!("{key} = {unmet}"));
        assert!(holds(&met, &known()), "{met}");
        assert!(!holds(&unmet, &known()), "{unmet}");
        if *can_be_unknown {
            assert!(!holds(&met, &unknown()), "{met}, of something unknown");
            assert!(!holds(&unmet, &unknown()), "{unmet}, of something unknown");
        }
    }
}

#[test]
fn the_table_above_has_every_condition() {
    let mut tested: Vec<&str> = TABLE.iter().map(|row| row.0).collect();
    let mut all: Vec<&str> = conditions().iter().map(|row| row.key).collect();
    tested.sort_unstable();
    all.sort_unstable();
    assert_eq!(tested, all);
}

#[test]
fn all_conditions_of_a_rule_must_hold_and_none_always_do() {
    assert!(holds("", &unknown()));
    assert!(holds("opened = true, gift = true", &known()));
    assert!(!holds("opened = true, gift = false", &known()));
}

#[test]
fn amounts_in_another_currency_are_unknown() {
    let (mut order, claimed) = known();
    for line in &mut order.lines {
        line.unit_price.as_mut().unwrap().currency.0 = "USD".to_owned();
    }
    order.discount.as_mut().unwrap().currency.0 = "USD".to_owned();
    let abroad = (order, claimed);
    for amount in ["price", "order_value", "claimed_amount", "discount"] {
        assert!(
            !holds(&format!("{amount}_above = \"1 EUR\""), &abroad),
            "{amount}"
        );
        assert!(
            !holds(&format!("{amount}_below = \"999 EUR\""), &abroad),
            "{amount}"
        );
    }
}

#[test]
fn a_fault_comes_back_when_it_was_the_same_or_nobody_knows() {
    for (before, is_repeat) in [
        (Some("dead"), true),
        (Some("defective"), true),
        (Some("scratched"), false),
        (None, true),
    ] {
        let (mut order, claimed) = known();
        order.lines[0].history.truncate(1);
        order.lines[0].history[0].problem = before.map(str::to_owned);
        assert_eq!(
            holds("repeat_fault = true", &(order, claimed)),
            is_repeat,
            "{before:?}"
        );
    }
}
