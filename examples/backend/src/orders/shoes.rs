//! Orders of Strider Shoes.

use super::{DemoOrder, delivered, line, times, with_trait};
use crate::config::DemoShop;
use claims::{
    civil::Date,
    order::{OrderLine, Trait},
};

/// The orders, dated back from `today`.
pub fn orders(today: Date) -> Vec<DemoOrder> {
    let order = |number: &str, email: &str, days_ago: i32, lines: Vec<OrderLine>| {
        delivered(DemoShop::Shoes, number, email, today, days_ago, lines)
    };
    vec![
        order(
            "SS-2001",
            "emma@mail.example",
            10,
            vec![ridge("UK 6"), times(3, socks())],
        )
        .story("10 days: does not fit, another size at once"),
        order(
            "SS-2002",
            "oliver@mail.example",
            40,
            vec![ridge("UK 9"), times(2, harbour("UK 9"))],
        )
        .story("40 days: the sole came off, several pairs"),
        order("SS-2003", "priya@mail.example", 400, vec![harbour("UK 5")])
            .story("400 days: a defect long after, inside the six years"),
        order(
            "SS-2004",
            "george@mail.example",
            1_100,
            vec![ridge("UK 10")],
        )
        .story("3 years: a defect, a person decides"),
        order(
            "SS-2005",
            "walter@mail.example",
            2_500,
            vec![harbour("UK 8")],
        )
        .story("almost 7 years: out of policy, goodwill"),
        order(
            "SS-2006",
            "amelia@mail.example",
            5,
            vec![with_trait(Trait::CustomMade, monogram("UK 4"))],
        )
        .story("5 days: monogram to order, no size swap but a guarantee"),
        order(
            "SS-2007",
            "club@runners.example",
            9,
            vec![times(12, ridge("UK 8"))],
        )
        .story("9 days: twelve pairs for a running club, a business")
        .for_business(),
        order("SS-2008", "jack@mail.example", 0, vec![harbour("UK 11")])
            .story("not delivered yet: changing your mind is enough")
            .not_yet_delivered(today),
        order(
            "SS-2009",
            "victor@mail.example",
            15,
            vec![ridge("UK 7"), socks()],
        )
        .story("15 days: a customer the shop has blocked, a person decides")
        .by_a_blocked_customer(),
        order(
            "SS-2010",
            "zoe@mail.example",
            20,
            vec![
                with_trait(Trait::FinalSale, harbour("UK 3")),
                times(2, socks()),
            ],
        )
        .story("20 days: final sale, and two pairs of socks with a hole"),
    ]
}

fn ridge(size: &str) -> OrderLine {
    sized(
        line(
            "RIDGE-3",
            &format!("Ridge 3 trail shoe, {size}"),
            "shoes",
            "Strider",
            11_900,
            "GBP",
        ),
        size,
    )
}

fn harbour(size: &str) -> OrderLine {
    sized(
        line(
            "HARBOUR-1",
            &format!("Harbour canvas shoe, {size}"),
            "shoes",
            "Strider",
            6_500,
            "GBP",
        ),
        size,
    )
}

fn monogram(size: &str) -> OrderLine {
    sized(
        line(
            "HARBOUR-M",
            &format!("Harbour with monogram “A.W.”, {size}"),
            "shoes",
            "Strider",
            8_500,
            "GBP",
        ),
        size,
    )
}

fn socks() -> OrderLine {
    let socks = line(
        "MERINO-2",
        "Merino running socks",
        "socks",
        "Fell & Fleece",
        1_200,
        "GBP",
    );
    OrderLine {
        product_type: Some("ready-made".to_owned()),
        ..socks
    }
}

fn sized(line: OrderLine, size: &str) -> OrderLine {
    let made = if line.sku == "HARBOUR-M" {
        "made-to-order"
    } else {
        "ready-made"
    };
    let tags = vec![size.to_lowercase().replace(' ', "-")];
    OrderLine {
        product_type: Some(made.to_owned()),
        tags,
        ..line
    }
}
