//! An order as the customer states it: can it be, and the facts it makes.

use super::{Found, too_many};
use crate::{
    civil::Date,
    draft::{StatedLine, StatedOrder},
    limits,
    order::{OrderFacts, OrderLine},
};

impl Found {
    pub(super) fn stated(
        &mut self,
        stated: &StatedOrder,
        order: &OrderFacts,
        today: Date,
    ) -> OrderFacts {
        let at = |name: &str| format!("/stated_order/{name}");
        if stated.placed_on > today {
            self.error(
                at("placed_on"),
                "in_the_future",
                format!("found {}, today is {today}", stated.placed_on),
            );
        }
        if let Some(delivered_on) = stated.delivered_on {
            if delivered_on > today {
                let detail = format!("found {delivered_on}, today is {today}");
                self.error(at("delivered_on"), "in_the_future", detail);
            }
            if delivered_on < stated.placed_on {
                let detail = format!("found {delivered_on}, bought on {}", stated.placed_on);
                self.error(at("delivered_on"), "before_purchase", detail);
            }
        }
        if stated.lines.is_empty() {
            self.error(
                at("lines"),
                "required",
                "found nothing, expected what was bought",
            );
        }
        if stated.lines.len() > limits::LINES {
            self.error(
                at("lines"),
                "too_many",
                too_many(stated.lines.len(), limits::LINES),
            );
        }
        for (n, line) in stated.lines.iter().enumerate().take(limits::LINES) {
            let at = |name: &str| format!("/stated_order/lines/{n}/{name}");
            self.filled(at("id"), &line.id, limits::ID_CHARS);
            self.filled(at("title"), &line.title, limits::NAME_CHARS);
            if stated
                .lines
                .iter()
                .take(n)
                .any(|earlier| earlier.id == line.id)
            {
                self.error(
                    at("id"),
                    "duplicate_line",
                    format!("`{}` stands above already", line.id),
                );
            }
            if line.quantity < 1 {
                self.error(at("quantity"), "too_small", "found 0, expected at least 1");
            }
            if line.quantity > limits::UNITS {
                let detail = format!(
                    "found {}, expected at most {}",
                    line.quantity,
                    limits::UNITS
                );
                self.error(at("quantity"), "too_large", detail);
            }
            let Some(price) = &line.unit_price else {
                continue;
            };
            if price.currency != order.currency {
                let detail = format!(
                    "found `{}`, expected `{}`",
                    price.currency.0, order.currency.0
                );
                self.error(at("unit_price/currency"), "wrong_currency", detail);
            }
            if price.amount_minor < 0 {
                let detail = format!("found {}, expected 0 or more", price.amount_minor);
                self.error(at("unit_price/amount_minor"), "too_small", detail);
            }
        }
        let line = |line: &StatedLine| OrderLine {
            id: line.id.clone(),
            title: line.title.clone(),
            quantity: line.quantity,
            unit_price: line.unit_price.clone(),
            ..OrderLine::default()
        };
        OrderFacts {
            placed_on: stated.placed_on,
            delivered_on: stated.delivered_on,
            lines: stated.lines.iter().map(line).collect(),
            ..order.clone()
        }
    }
}
