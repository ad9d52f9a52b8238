//! A shop of so many rules and a claim of so many lines.

use claims::{
    civil::Date,
    draft::DraftLine,
    order::OrderFacts,
    policy::{
        Case, Policy,
        file::{ConfigFile, check},
    },
};
use serde_json::{Value, json};

/// What is judged.
pub struct World {
    /// The shop's policy.
    pub policy: Policy,
    /// The order.
    pub order: OrderFacts,
    /// The claim's lines.
    pub lines: Vec<DraftLine>,
}

impl World {
    /// Rules of three conditions, as shops write them; most hold for nothing in the order.
    pub fn new(rules: usize, lines: usize) -> Self {
        let rules: Vec<Value> = (0..rules).map(rule).collect();
        let vars = json!({
            "SHOP": {
                "name": "Lumen Lampes", "origins": ["https://lumen.example"], "country": "FR",
                "time_zone": "Europe/Paris", "currency": "EUR", "locales": ["en"],
                "contact": { "name": "Claire", "email": "sav@lumen.example" },
            },
            "POLICY": { "preset": "fr", "withdrawal": { "days": 30 }, "warranty": { "months": 36 } },
            "RULES": rules,
        });
        let checked = check(&ConfigFile::of(vars.as_object().unwrap()));
        let (_, policy) = checked
            .config
            .unwrap_or_else(|| panic!("{:?}", checked.mistakes));
        let bought: Vec<Value> = (0..lines)
            .map(|n| {
                json!({
                    "id": n.to_string(), "sku": format!("SKU-{n}"), "title": "Lamp", "quantity": 2,
                    "unit_price": { "amount_minor": 4900, "currency": "EUR" }, "category": "lamp",
                    "product_type": "light", "tags": ["sale", "new"], "vendor": "Lumen",
                })
            })
            .collect();
        let order = json!({
            "number": "LL-1", "verified": true, "placed_on": "2026-11-01", "delivered_on": "2026-11-04",
            "country": "FR", "currency": "EUR", "lines": bought,
        });
        let claimed = |n: usize| DraftLine {
            line: n.to_string(),
            quantity: 1,
            problem: "defective".to_owned(),
            ..DraftLine::default()
        };
        Self {
            policy,
            order: serde_json::from_value(order).unwrap(),
            lines: (0..lines).map(claimed).collect(),
        }
    }

    /// Policy, order and lines, as the page gets them.
    pub fn json(&self) -> String {
        let policy = self.policy.for_page();
        json!({ "policy": policy, "order": self.order, "lines": self.lines }).to_string()
    }

    /// What the engine is asked.
    pub fn case(&self) -> Case<'_> {
        Case {
            order: &self.order,
            lines: &self.lines,
            files: &[],
            locale: "en",
            today: Date::parse("2026-11-21").unwrap(),
        }
    }
}

fn rule(n: usize) -> Value {
    let when = match n % 4 {
        0 => json!({ "kind": "defective", "category": "lamp", "sku": format!("OTHER-{n}") }),
        1 => {
            json!({ "kind": "defective", "price_below": format!("{} EUR", n % 48 + 1), "tag": "sale" })
        }
        2 => {
            json!({ "category": ["battery", "bulb"], "vendor": "Lumen", "days_since_delivery_at_most": n + 20 })
        }
        _ => json!({ "country": ["FR", "BE"], "channel": format!("shop-{n}"), "opened": true }),
    };
    json!({
        "id": format!("rule-{n}"), "when": when,
        "then": { "remedies": ["replace", "refund"], "decision": "approve", "evidence": ["photo"] },
    })
}
