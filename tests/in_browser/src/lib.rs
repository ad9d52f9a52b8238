//! A verdict as WebAssembly: what `cargo xtask bench` times in a browser.

use claims::{
    civil::Date,
    draft::DraftLine,
    order::OrderFacts,
    policy::{Case, Policy, judge},
};
use serde_json::Value;
use wasm_bindgen::{JsError, prelude::wasm_bindgen};

/// A claim that can be judged again and again.
#[wasm_bindgen]
pub struct Claim {
    policy: Policy,
    order: OrderFacts,
    lines: Vec<DraftLine>,
    today: Date,
}

#[wasm_bindgen]
impl Claim {
    /// Of `{ policy, order, lines }` as JSON, on a day.
    ///
    /// # Errors
    /// Something in it cannot be read.
    #[wasm_bindgen(constructor)]
    pub fn new(world: &str, today: &str) -> Result<Self, JsError> {
        let world: Value = serde_json::from_str(world)?;
        Ok(Self {
            policy: serde_json::from_value(world["policy"].clone())?,
            order: serde_json::from_value(world["order"].clone())?,
            lines: serde_json::from_value(world["lines"].clone())?,
            today: Date::parse(today).ok_or_else(|| JsError::new("no such day"))?,
        })
    }

    /// Judges it so many times; how many entitlements there were.
    #[must_use]
    pub fn judge(&self, times: u32) -> usize {
        let case = Case {
            order: &self.order,
            lines: &self.lines,
            files: &[],
            locale: "en",
            today: self.today,
        };
        let mut entitlements = 0;
        for _ in 0..times {
            let verdict = judge(&self.policy, &case);
            let lines = verdict.lines.iter();
            entitlements += lines.map(|line| line.entitlements.len()).sum::<usize>();
        }
        entitlements
    }
}
