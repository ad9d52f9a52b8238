//! Whether a rule's conditions hold. What is not known does not.

use crate::{
    civil::Date,
    draft::DraftLine,
    money::Money,
    order::OrderLine,
    policy::{Case, rule::When},
    problem::{EvidenceKind, Problem},
    words::{KINDS, word},
};

impl When {
    /// Whether all of it holds for a line of the case.
    pub(crate) fn holds(
        &self,
        case: &Case<'_>,
        line: &OrderLine,
        claimed: &DraftLine,
        problem: &Problem,
    ) -> bool {
        self.holds_for_problem(problem)
            && self.holds_for_line(line)
            && self.holds_for_claim(case, line, claimed)
            && self.holds_for_days(case, line)
            && self.holds_for_order(case)
            && self.holds_for_customer(case)
    }

    fn holds_for_problem(&self, problem: &Problem) -> bool {
        let kind = word(&KINDS, &problem.kind);
        let named = self
            .problem
            .iter()
            .any(|name| *name == problem.id || name == kind);
        (self.problem.is_empty() || named) && any_of(&self.kind, &problem.kind)
    }

    fn holds_for_line(&self, line: &OrderLine) -> bool {
        any_of(&self.sku, &line.sku)
            && known_any_of(&self.category, line.category.as_ref())
            && known_any_of(&self.product_type, line.product_type.as_ref())
            && known_any_of(&self.vendor, line.vendor.as_ref())
            && shares(&self.tag, &line.tags)
            && shares(&self.line_trait, &line.traits)
            && below(self.price_below.as_ref(), line.unit_price.as_ref())
            && above(self.price_above.as_ref(), line.unit_price.as_ref())
    }

    fn holds_for_claim(&self, case: &Case<'_>, line: &OrderLine, claimed: &DraftLine) -> bool {
        let amount = line
            .unit_price
            .as_ref()
            .map(|price| times(price, claimed.quantity));
        let given = |kind: &EvidenceKind| is_given(case, claimed, *kind);
        self.quantity_at_least
            .is_none_or(|least| claimed.quantity >= least)
            && self
                .quantity_at_most
                .is_none_or(|most| claimed.quantity <= most)
            && below(self.claimed_amount_below.as_ref(), amount.as_ref())
            && above(self.claimed_amount_above.as_ref(), amount.as_ref())
            && self.opened.is_none_or(|opened| opened == claimed.opened)
            && self
                .seal_broken
                .is_none_or(|broken| broken == claimed.seal_broken)
            && self
                .serial_given
                .is_none_or(|given| given == claimed.serial.is_some())
            && known_any_of(&self.requested, claimed.requested.as_ref())
            && self.evidence.iter().all(given)
    }

    fn holds_for_days(&self, case: &Case<'_>, line: &OrderLine) -> bool {
        let since = |day: Date| u32::try_from(day.days_until(case.today)).unwrap_or(0);
        let delivered = case.order.delivered_on(line).map(since);
        let ordered = Some(since(case.order.placed_on));
        at_most(self.days_since_delivery_at_most, delivered)
            && at_least(self.days_since_delivery_at_least, delivered)
            && at_most(self.days_since_order_at_most, ordered)
            && at_least(self.days_since_order_at_least, ordered)
            && self
                .ordered_from
                .is_none_or(|day| case.order.placed_on >= day)
            && self
                .ordered_until
                .is_none_or(|day| case.order.placed_on <= day)
    }

    fn holds_for_order(&self, case: &Case<'_>) -> bool {
        let order = case.order;
        let asks_value = self.order_value_above.is_some() || self.order_value_below.is_some();
        let value = if asks_value { order_value(case) } else { None };
        any_of(&self.country, &order.country)
            && known_any_of(&self.channel, order.channel.as_ref())
            && above(self.order_value_above.as_ref(), value.as_ref())
            && below(self.order_value_below.as_ref(), value.as_ref())
            && self.buyer.is_none_or(|buyer| buyer == order.buyer)
            && self
                .informed_of_withdrawal
                .is_none_or(|told| told == order.informed_of_withdrawal)
            && self
                .verified
                .is_none_or(|verified| verified == order.verified)
            && (self.locale.is_empty()
                || self
                    .locale
                    .iter()
                    .any(|locale| is_language(case.locale, locale)))
    }

    fn holds_for_customer(&self, case: &Case<'_>) -> bool {
        if !self.asks_about_customer() {
            return true;
        }
        let Some(customer) = &case.order.customer else {
            return false;
        };
        self.earlier_claims_at_least
            .is_none_or(|least| customer.earlier_claims >= least)
            && self
                .orders_at_most
                .is_none_or(|most| customer.orders <= most)
            && shares(&self.customer_tag, &customer.tags)
            && self
                .customer_blocked
                .is_none_or(|blocked| blocked == customer.blocked)
    }
}

/// Whether evidence of `kind` is announced, or typed where it can be.
pub(crate) fn is_given(case: &Case<'_>, claimed: &DraftLine, kind: EvidenceKind) -> bool {
    let typed = kind == EvidenceKind::Serial && claimed.serial.is_some();
    typed || case.files.iter().any(|file| file.kind == kind)
}

/// `price` of each of so many units.
pub(crate) fn times(price: &Money, quantity: u32) -> Money {
    Money {
        amount_minor: price.amount_minor.saturating_mul(i64::from(quantity)),
        currency: price.currency.clone(),
    }
}

/// What all lines cost; `None` where one of them has no price.
fn order_value(case: &Case<'_>) -> Option<Money> {
    let start = Money {
        amount_minor: 0,
        currency: case.order.currency.clone(),
    };
    case.order.lines.iter().try_fold(start, |sum, line| {
        let price = times(line.unit_price.as_ref()?, line.quantity);
        let amount_minor = sum.amount_minor.saturating_add(price.amount_minor);
        (price.currency == sum.currency).then_some(Money {
            amount_minor,
            ..sum
        })
    })
}

fn is_language(spoken: &str, asked: &str) -> bool {
    spoken.eq_ignore_ascii_case(asked)
        || spoken
            .split('-')
            .next()
            .is_some_and(|base| base.eq_ignore_ascii_case(asked))
}

fn any_of<T: PartialEq>(list: &[T], value: &T) -> bool {
    list.is_empty() || list.contains(value)
}

fn known_any_of<T: PartialEq>(list: &[T], value: Option<&T>) -> bool {
    list.is_empty() || value.is_some_and(|value| list.contains(value))
}

fn shares<T: PartialEq>(list: &[T], values: &[T]) -> bool {
    list.is_empty() || values.iter().any(|value| list.contains(value))
}

fn below(limit: Option<&Money>, amount: Option<&Money>) -> bool {
    compare(limit, amount, |amount, limit| amount < limit)
}

fn above(limit: Option<&Money>, amount: Option<&Money>) -> bool {
    compare(limit, amount, |amount, limit| amount > limit)
}

/// Amounts of two currencies cannot be compared: the condition does not hold.
fn compare(limit: Option<&Money>, amount: Option<&Money>, holds: fn(i64, i64) -> bool) -> bool {
    let Some(limit) = limit else { return true };
    amount.is_some_and(|amount| {
        amount.currency == limit.currency && holds(amount.amount_minor, limit.amount_minor)
    })
}

fn at_most(limit: Option<u32>, days: Option<u32>) -> bool {
    limit.is_none_or(|limit| days.is_some_and(|days| days <= limit))
}

fn at_least(limit: Option<u32>, days: Option<u32>) -> bool {
    limit.is_none_or(|limit| days.is_some_and(|days| days >= limit))
}
