//! Orders of Lumen Lampes.

use super::{DemoOrder, delivered, line, times, with_trait};
use crate::config::DemoShop;
use claims::{
    civil::Date,
    order::{OrderLine, Trait},
};

/// The orders, dated back from `today`.
pub fn orders(today: Date) -> Vec<DemoOrder> {
    let order = |number: &str, email: &str, days_ago: i32, lines: Vec<OrderLine>| {
        delivered(DemoShop::Lamps, number, email, today, days_ago, lines)
    };
    vec![
        order(
            "LL-1001",
            "camille@mail.example",
            10,
            vec![aube(), times(2, battery()), times(3, bulb())],
        )
        .story("10 days: several lines, several units, every way open")
        .with_a_receipt("TK-20417"),
        order("LL-1002", "youssef@mail.example", 40, vec![battery()])
            .story("40 days: a battery that does not charge, new one at once"),
        order("LL-1003", "nadia@mail.example", 400, vec![aube(), bulb()])
            .story("400 days: a lamp that went out, inside the guarantee")
            .with_a_protection_plan(),
        order("LL-1004", "paul@mail.example", 1_200, vec![phare()])
            .story("over 3 years: out of policy, with what is still possible"),
        order(
            "LL-1005",
            "ines@mail.example",
            5,
            vec![with_trait(Trait::CustomMade, engraved())],
        )
        .story("5 days: engraved to order, no withdrawal but a guarantee"),
        order(
            "LL-1006",
            "bureau@atelier.example",
            8,
            vec![times(6, phare())],
        )
        .story("8 days: bought by a business")
        .for_business(),
        order("LL-1007", "hugo@mail.example", 0, vec![phare(), battery()])
            .story("not delivered yet: changing your mind is enough")
            .not_yet_delivered(today),
        order(
            "LL-1008",
            "max@mail.example",
            12,
            vec![bulb(), times(2, battery())],
        )
        .story("12 days: a customer the shop has blocked, a person decides")
        .by_a_blocked_customer(),
        order(
            "LL-1009",
            "olga@mail.example",
            6,
            vec![times(4, bulb()), aube()],
        )
        .story("6 days: a bulb below 30 EUR, approved and kept"),
        order("LL-1010", "louise@mail.example", 60, vec![aube()])
            .story("60 days: by phone, never told of the right to withdraw")
            .not_told_of_withdrawal(),
        order("LL-1011", "theo@mail.example", 800, vec![aube()])
            .story("800 days: after the legal guarantee, inside the shop's three years"),
    ]
}

fn aube() -> OrderLine {
    line(
        "AUBE-01",
        "Lampe de table Aube, laiton",
        "lamp",
        "Atelier Lumen",
        12_900,
        "EUR",
    )
}

fn phare() -> OrderLine {
    line(
        "PHARE-02",
        "Lampe nomade Phare, rechargeable",
        "lamp",
        "Atelier Lumen",
        7_900,
        "EUR",
    )
}

fn battery() -> OrderLine {
    line(
        "PILE-18",
        "Batterie Lumen 18 Wh",
        "battery",
        "Voltéo",
        2_490,
        "EUR",
    )
}

fn bulb() -> OrderLine {
    line(
        "FILA-04",
        "Ampoule Fila E27, 4 W",
        "bulb",
        "Filament & Cie",
        890,
        "EUR",
    )
}

fn engraved() -> OrderLine {
    line(
        "AUBE-G1",
        "Lampe Aube gravée « Inès »",
        "lamp",
        "Atelier Lumen",
        15_900,
        "EUR",
    )
}
