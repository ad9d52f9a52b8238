//! The shop's policy: the page judges by the very same one as the edge.

use crate::{
    json::Tree,
    read::{
        name,
        order::{date, localized, money},
    },
};
use claims::{
    money::Currency,
    policy::{BusinessTerms, Fee, Policy, Rule, Terms, Then, When, Window},
    problem::{Problem, ProblemKind},
};

/// The policy.
#[must_use]
pub fn policy(tree: &Tree) -> Policy {
    Policy {
        version: tree.text("version"),
        country: tree.text("country"),
        preset: tree.text("preset"),
        currency: Currency(tree.text("currency")),
        respond_hours: tree.count("respond_hours"),
        out_of_policy: name::out_of_policy(tree.at("out_of_policy")).unwrap_or_default(),
        withdrawal: terms(tree.at("withdrawal")),
        exchange: terms(tree.at("exchange")),
        guarantee: terms(tree.at("guarantee")),
        warranty: terms(tree.at("warranty")),
        transit: terms(tree.at("transit")),
        goodwill: terms(tree.at("goodwill")),
        business: business(tree.at("business")),
        holidays: tree.all("holidays", date),
        rules: tree.all("rules", rule),
        problems: tree.all("problems", problem),
    }
}

fn terms(tree: &Tree) -> Terms {
    Terms {
        days: tree.maybe_count("days"),
        months: tree.maybe_count("months"),
        remedies: tree.all("remedies", name::remedy),
        evidence: tree.all("evidence", name::kind),
        return_shipping: name::payer(tree.at("return_shipping")),
    }
}

fn business(tree: &Tree) -> BusinessTerms {
    BusinessTerms {
        withdrawal_days: tree.maybe_count("withdrawal_days"),
        guarantee_months: tree.maybe_count("guarantee_months"),
    }
}

fn problem(tree: &Tree) -> Option<Problem> {
    Some(Problem {
        id: tree.text("id"),
        kind: name::problem_kind(tree.at("kind")).unwrap_or(ProblemKind::Other),
        categories: tree.texts("categories"),
        text: localized(tree.at("text")),
        tip: tree.maybe("tip", localized),
        evidence: tree.all("evidence", name::kind),
    })
}

fn rule(tree: &Tree) -> Option<Rule> {
    Some(Rule {
        id: tree.text("id"),
        private: tree.is("private"),
        when: when(tree.at("when")),
        then: then(tree.at("then")),
    })
}

fn when(tree: &Tree) -> When {
    When {
        problem: tree.texts("problem"),
        kind: tree.all("kind", name::problem_kind),
        category: tree.texts("category"),
        product_type: tree.texts("product_type"),
        sku: tree.texts("sku"),
        tag: tree.texts("tag"),
        vendor: tree.texts("vendor"),
        line_trait: tree.all("trait", name::line_trait),
        price_below: tree.maybe("price_below", money),
        price_above: tree.maybe("price_above", money),
        quantity_at_least: tree.maybe_count("quantity_at_least"),
        quantity_at_most: tree.maybe_count("quantity_at_most"),
        country: tree.texts("country"),
        channel: tree.texts("channel"),
        days_since_delivery_at_most: tree.maybe_count("days_since_delivery_at_most"),
        days_since_delivery_at_least: tree.maybe_count("days_since_delivery_at_least"),
        days_since_order_at_most: tree.maybe_count("days_since_order_at_most"),
        days_since_order_at_least: tree.maybe_count("days_since_order_at_least"),
        ordered_from: date(tree.at("ordered_from")),
        ordered_until: date(tree.at("ordered_until")),
        order_value_above: tree.maybe("order_value_above", money),
        order_value_below: tree.maybe("order_value_below", money),
        claimed_amount_above: tree.maybe("claimed_amount_above", money),
        claimed_amount_below: tree.maybe("claimed_amount_below", money),
        buyer: name::buyer(tree.at("buyer")),
        informed_of_withdrawal: tree.maybe_is("informed_of_withdrawal"),
        verified: tree.maybe_is("verified"),
        opened: tree.maybe_is("opened"),
        seal_broken: tree.maybe_is("seal_broken"),
        serial_given: tree.maybe_is("serial_given"),
        requested: tree.all("requested", name::remedy),
        evidence: tree.all("evidence", name::kind),
        locale: tree.texts("locale"),
        earlier_claims_at_least: tree.maybe_count("earlier_claims_at_least"),
        orders_at_most: tree.maybe_count("orders_at_most"),
        customer_tag: tree.texts("customer_tag"),
        customer_blocked: tree.maybe_is("customer_blocked"),
    }
}

fn then(tree: &Tree) -> Then {
    let evidence = tree.at("evidence");
    Then {
        eligible: tree.maybe_is("eligible"),
        text: tree.maybe("text", localized),
        window: tree.maybe("window", |tree| Window {
            days: tree.maybe_count("days"),
            months: tree.maybe_count("months"),
        }),
        remedies: tree.all("remedies", name::remedy),
        decision: name::decision(tree.at("decision")),
        // An empty list asks for nothing; no list leaves it open.
        evidence: (*evidence != Tree::Nothing).then(|| tree.all("evidence", name::kind)),
        return_shipping: name::payer(tree.at("return_shipping")),
        fee: fee(tree.at("fee")),
        keep_item: tree.maybe_is("keep_item"),
    }
}

fn fee(tree: &Tree) -> Option<Fee> {
    tree.maybe("money", money)
        .map(Fee::Money)
        .or_else(|| tree.maybe_count("percent").map(Fee::Percent))
}
