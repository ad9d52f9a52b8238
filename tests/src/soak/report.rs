//! How many of each fault happened, and what did not hold.

use std::{collections::BTreeMap, fmt::Write};

/// What happened so far.
#[derive(Debug, Default)]
pub struct Report {
    counts: BTreeMap<&'static str, u32>,
    /// Events of the shop by their type: kept, refused.
    heard: BTreeMap<&'static str, [u32; 2]>,
    breaches: Vec<String>,
    /// Submissions that were answered with 201 before or while the fault happened.
    pub answered_before: u32,
}

impl Report {
    pub fn counts(&mut self, name: &'static str) {
        *self.counts.entry(name).or_default() += 1;
    }

    pub fn hears(&mut self, kind: &'static str, is_kept: bool) {
        let [kept, refused] = self.heard.entry(kind).or_default();
        *if is_kept { kept } else { refused } += 1;
    }

    pub fn breaks(&mut self, what: String) {
        println!("soak: does not hold: {what}");
        self.breaches.push(what);
    }

    pub fn in_short(&self) -> String {
        format!("{} breaches", self.breaches.len())
    }

    /// As a table; an error where something did not hold.
    pub fn end(self, invariants: &[(&str, usize)]) -> Result<String, String> {
        let mut text = String::from("\nfaults\n");
        for (name, count) in &self.counts {
            let _ = writeln!(text, "  {count:>6}  {name}");
        }
        let _ = writeln!(
            text,
            "  {:>6}  submissions answered with 201 at the moment of the fault",
            self.answered_before
        );
        text.push_str("events of the shop: kept, refused\n");
        for (kind, [kept, refused]) in &self.heard {
            let _ = writeln!(text, "  {kept:>6} {refused:>6}  {kind}");
        }
        text.push_str("what was looked at\n");
        for (name, count) in invariants {
            let _ = writeln!(text, "  {count:>6}  {name}");
        }
        let _ = writeln!(text, "  {:>6}  breaches", self.breaches.len());
        match self.breaches.is_empty() {
            true => Ok(text),
            false => Err(format!("{text}{}", self.breaches.join("\n"))),
        }
    }
}
