//! Any policy and any facts: what the property of the floor is tried on.

use crate::{
    civil::Date,
    draft::DraftLine,
    order::{Buyer, OrderFacts, OrderLine, Service, ServiceKind, Trait},
    policy::{
        BusinessTerms, Condition, Deadline, Fee, OutOfPolicy, Policy, Rule, Subject, Terms, Test,
        Then, When, Window, WindowFrom, Within,
        preset::PRESETS,
        sample::{euros, order, policy},
    },
    problem::{EvidenceKind, Problem},
    verdict::{Decision, Payer, Remedy},
    words::{DECISIONS, EVIDENCE, REMEDIES, TRAITS},
};
use proptest::{collection::vec, option, prelude::*, sample::select};
use std::sync::LazyLock;

/// An order, what is claimed of it, and the day.
#[derive(Clone, Debug)]
pub(super) struct Facts {
    pub order: OrderFacts,
    pub line: DraftLine,
    pub today: Date,
}

/// The problems of a shop that lists none.
static PROBLEMS: LazyLock<Vec<Problem>> = LazyLock::new(|| policy("preset = \"fr\"").problems);

/// What an empty policy is: the preset alone.
pub(super) fn preset_alone(id: &str) -> Policy {
    Policy {
        preset: id.to_owned(),
        laws: crate::policy::preset::laws_of(id),
        problems: PROBLEMS.clone(),
        respond_hours: 48,
        ..Policy::default()
    }
}

/// A policy with a preset, any terms and any rules.
pub(super) fn any_policy() -> impl Strategy<Value = Policy> {
    let preset = (0..PRESETS.len()).prop_map(|at| PRESETS[at].id);
    let out = select(vec![
        OutOfPolicy::Review,
        OutOfPolicy::Decline,
        OutOfPolicy::Goodwill,
    ]);
    let terms = vec(prop_oneof![Just(Terms::default()), any_terms()], 6);
    let business = (option::of(1..60_u32), option::of(1..60_u32));
    let holidays = vec(any_day(), 0..3);
    (
        preset,
        out,
        terms,
        business,
        holidays,
        vec(any_rule(), 0..5),
    )
        .prop_map(
            |(preset, out_of_policy, terms, business, holidays, rules)| Policy {
                out_of_policy,
                withdrawal: terms[0].clone(),
                exchange: terms[1].clone(),
                guarantee: terms[2].clone(),
                warranty: terms[3].clone(),
                transit: terms[4].clone(),
                goodwill: terms[5].clone(),
                business: BusinessTerms {
                    withdrawal_days: business.0,
                    guarantee_months: business.1,
                },
                holidays,
                rules: numbered(rules),
                ..preset_alone(preset)
            },
        )
}

fn numbered(rules: Vec<Rule>) -> Vec<Rule> {
    let with_id = |(n, rule): (usize, Rule)| Rule {
        id: format!("rule-{n}"),
        ..rule
    };
    rules.into_iter().enumerate().map(with_id).collect()
}

fn any_terms() -> impl Strategy<Value = Terms> {
    (
        any_window(),
        any_remedies(),
        any_evidence(),
        option::of(any_payer()),
    )
        .prop_map(|(window, remedies, evidence, return_shipping)| Terms {
            days: window.days,
            months: window.months,
            remedies,
            evidence,
            return_shipping,
        })
}

fn any_window() -> impl Strategy<Value = Window> {
    prop_oneof![
        Just(Window::default()),
        (1..1000_u32).prop_map(|days| Window {
            days: Some(days),
            ..Window::default()
        }),
        (1..80_u32).prop_map(|months| Window {
            months: Some(months),
            ..Window::default()
        }),
    ]
}

/// A rule's window, which has a length and may start elsewhere.
fn any_started_window() -> impl Strategy<Value = Window> {
    let from = option::of(select(vec![
        WindowFrom::Delivery,
        WindowFrom::Order,
        WindowFrom::LastDelivery,
    ]));
    let length = prop_oneof![
        (1..1000_u32).prop_map(|days| (Some(days), None)),
        (1..80_u32).prop_map(|months| (None, Some(months))),
    ];
    (length, from).prop_map(|((days, months), from)| Window { days, months, from })
}

fn any_remedies() -> impl Strategy<Value = Vec<Remedy>> {
    let all: Vec<Remedy> = REMEDIES.iter().map(|(_, remedy)| *remedy).collect();
    prop_oneof![
        Just(Vec::new()),
        proptest::sample::subsequence(all, 1..4).prop_shuffle()
    ]
}

fn any_evidence() -> impl Strategy<Value = Vec<EvidenceKind>> {
    let all: Vec<EvidenceKind> = EVIDENCE.iter().map(|(_, kind)| *kind).collect();
    proptest::sample::subsequence(all, 0..3)
}

fn any_payer() -> impl Strategy<Value = Payer> {
    select(vec![Payer::Shop, Payer::Customer])
}

fn any_rule() -> impl Strategy<Value = Rule> {
    let fee = prop_oneof![
        (1..100_u32).prop_map(Fee::Percent),
        (1..9000_i64).prop_map(|amount| Fee::Money(euros(amount))),
    ];
    let decisions: Vec<Decision> = DECISIONS.iter().map(|(_, decision)| *decision).collect();
    let flag = || option::of(any::<bool>());
    let flags = (flag(), flag(), flag());
    let deadlines = (0..Deadline::ALL.len(), 1..2000_u32)
        .prop_map(|(at, hours)| Within(Deadline::ALL[at], hours));
    (
        vec(any_condition(), 0..3),
        prop::bool::weighted(0.1),
        flags,
        (option::of(any_started_window()), vec(deadlines, 0..2)),
        any_remedies(),
        option::of(select(decisions)),
        option::of(any_evidence()),
        option::of(any_payer()),
        option::of(fee),
    )
        .prop_map(
            |(
                when,
                private,
                flags,
                (window, deadlines),
                remedies,
                decision,
                evidence,
                return_shipping,
                fee,
            )| {
                Rule {
                    id: String::new(),
                    private,
                    when: When(when),
                    then: Then {
                        eligible: flags.0,
                        keep_item: flags.1,
                        loaner: flags.2,
                        deadlines,
                        window,
                        remedies,
                        decision,
                        evidence,
                        return_shipping,
                        fee,
                        ..Then::default()
                    },
                }
            },
        )
}

fn any_condition() -> impl Strategy<Value = Condition> {
    let numbers = select(vec![
        Subject::Price,
        Subject::Quantity,
        Subject::DaysSinceDelivery,
        Subject::DaysSinceOrder,
        Subject::Opened,
        Subject::SealBroken,
    ]);
    let limit = prop_oneof![0..3_i64, 0..800_i64];
    let of_number = (numbers, limit, any::<bool>()).prop_map(|(subject, limit, at_least)| {
        let test = if at_least {
            Test::AtLeast(limit)
        } else {
            Test::AtMost(limit)
        };
        Condition(subject, test)
    });
    let words = select(vec![
        Subject::Problem,
        Subject::Kind,
        Subject::Trait,
        Subject::Requested,
        Subject::Buyer,
        Subject::Category,
    ]);
    let word = select(vec![
        "defective",
        "changed_mind",
        "does_not_fit",
        "custom_made",
        "refund",
        "consumer",
        "lamp",
    ]);
    let of_words = (words, vec(word, 1..4)).prop_map(|(subject, words)| {
        let words = words.into_iter().map(str::to_owned).collect();
        Condition(subject, Test::AnyOf(words))
    });
    prop_oneof![of_number, of_words]
}

fn any_day() -> impl Strategy<Value = Date> {
    (0..2600_i32).prop_map(|days| Date::of(2021, 1, 1).add_days(days))
}

/// Days around which a period of some law ends, and any others.
fn days_since_delivery() -> impl Strategy<Value = i32> {
    let edges = select(vec![
        0, 7, 14, 15, 30, 90, 92, 183, 365, 379, 730, 731, 1095, 1096, 1826, 2191,
    ]);
    prop_oneof![
        (edges, -2..4_i32).prop_map(|(edge, off)| (edge + off).max(0)),
        0..2400_i32
    ]
}

fn any_service(delivered_on: Date) -> impl Strategy<Value = Service> {
    let problem = option::of(select(vec!["defective".to_owned(), "other".to_owned()]));
    let kind = || select(vec![ServiceKind::Repair, ServiceKind::Replacement]);
    let times = (0..800_i32, option::of(0..60_i32));
    (kind(), option::of(kind()), problem, times).prop_map(
        move |(kind, instead_of, problem, (after, days))| {
            let from = delivered_on.add_days(after);
            Service {
                kind,
                problem,
                instead_of,
                from,
                until: days.map(|days| from.add_days(days)),
            }
        },
    )
}

fn any_line(delivered_on: Date) -> impl Strategy<Value = OrderLine> {
    let all: Vec<Trait> = TRAITS.iter().map(|(_, held)| *held).collect();
    let traits = prop_oneof![Just(Vec::new()), proptest::sample::subsequence(all, 0..3)];
    (
        traits,
        option::of(1..60_u32),
        prop_oneof![Just(Vec::new()), vec(any_service(delivered_on), 0..4)],
        option::of(0..20_000_i64),
    )
        .prop_map(|(traits, warranty_months, history, price)| OrderLine {
            id: "1".to_owned(),
            title: "Lamp".to_owned(),
            quantity: 2,
            category: Some("lamp".to_owned()),
            unit_price: price.map(euros),
            traits,
            warranty_months,
            history,
            ..OrderLine::default()
        })
}

/// An order and a claim around the edges of its periods.
pub(super) fn any_facts() -> impl Strategy<Value = Facts> {
    (any_day(), prop::bool::weighted(0.9), days_since_delivery()).prop_flat_map(
        |(delivered_on, came, days)| {
            let claimed = (
                (0..PROBLEMS.len()).prop_map(|at| PROBLEMS[at].id.clone()),
                option::of(select(
                    REMEDIES
                        .iter()
                        .map(|(_, remedy)| *remedy)
                        .collect::<Vec<_>>(),
                )),
                any::<bool>(),
                any::<bool>(),
            );
            let facts = (
                prop::bool::weighted(0.9),
                prop::bool::weighted(0.8),
                prop::bool::weighted(0.9),
                option::of(0..30_i32),
            );
            (any_line(delivered_on), claimed, facts).prop_map(move |(line, claimed, facts)| {
                let second = facts.3.map(|later| OrderLine {
                    id: "2".to_owned(),
                    delivered_on: Some(delivered_on.add_days(later)),
                    ..line.clone()
                });
                let order = OrderFacts {
                    delivered_on: Some(delivered_on).filter(|_| came),
                    placed_on: delivered_on.add_days(-3),
                    verified: facts.0,
                    informed_of_withdrawal: facts.1,
                    buyer: if facts.2 {
                        Buyer::Consumer
                    } else {
                        Buyer::Business
                    },
                    lines: std::iter::once(line).chain(second).collect(),
                    ..order("2026-01-01")
                };
                let line = DraftLine {
                    line: "1".to_owned(),
                    quantity: 1,
                    problem: claimed.0,
                    requested: claimed.1,
                    opened: claimed.2,
                    seal_broken: claimed.3,
                    ..DraftLine::default()
                };
                Facts {
                    order,
                    line,
                    today: delivered_on.add_days(days),
                }
            })
        },
    )
}
