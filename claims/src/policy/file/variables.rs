//! The Worker's variables that make the policy, and the lists that are too long for one of them.
//!
//! A variable holds 5 KB, so that `RULES` may go on in `RULES_2`, `RULES_3` and so on, and `PROBLEMS` likewise. Rules
//! are read in that order, as if they stood in one list.

use crate::{nearest::slips, policy::file::reader::Reader};
use serde_json::Value;

/// Bytes one variable of a Worker holds (Cloudflare, Workers limits).
pub const VARIABLE_BYTES: usize = 5 * 1024;

/// The five names, the lists last.
const NAMES: [&str; 5] = ["SHOP", "POLICY", "MAIL", "RULES", "PROBLEMS"];

/// Of [`NAMES`], where the lists begin.
const LISTS: usize = 3;

/// The variables as the Worker's environment holds them.
#[derive(Clone, Debug, Default)]
pub struct ConfigFile {
    /// Table `SHOP`.
    pub shop: Value,
    /// Table `POLICY`.
    pub policy: Value,
    /// Table `MAIL`; null: the customer is not written to.
    pub mail: Value,
    /// Arrays of tables `RULES`, `RULES_2` and so on.
    pub rules: Parts,
    /// Arrays of tables `PROBLEMS`, `PROBLEMS_2` and so on.
    pub problems: Parts,
    /// Names that are nearly one of these, and which.
    unread: Vec<(String, String)>,
}

/// A list over several variables: the number each bears, and what stands in it.
#[derive(Clone, Debug, Default)]
pub struct Parts(Vec<(usize, Value)>);

impl From<Value> for Parts {
    /// The whole list in one variable; null is none.
    fn from(value: Value) -> Self {
        let is_there = !value.is_null();
        Self(is_there.then_some((1, value)).into_iter().collect())
    }
}

impl ConfigFile {
    /// Takes out of all `variables` those that make the policy.
    ///
    /// ```
    /// use claims::policy::file::{ConfigFile, check};
    ///
    /// let vars = serde_json::json!({ "SHOP": {}, "POLICY": { "preset": "fr" }, "RULES_3": [], "SHARDS": 4 });
    /// let found = check(&ConfigFile::of(vars.as_object().into_iter().flatten()));
    /// let gap = found.mistakes.iter().find(|mistake| mistake.path == "RULES_3").map(ToString::to_string);
    /// assert_eq!(gap.as_deref(), Some("RULES_3: found no RULES before it, expected numbers without a gap; did you mean `RULES`?"));
    /// ```
    pub fn of<'v>(variables: impl IntoIterator<Item = (&'v String, &'v Value)>) -> Self {
        let mut file = Self::default();
        let mut written: Vec<&str> = Vec::new();
        let mut strange: Vec<&str> = Vec::new();
        for (name, value) in variables {
            match part_of(name) {
                Some(("SHOP", _)) => file.shop = value.clone(),
                Some(("POLICY", _)) => file.policy = value.clone(),
                Some(("MAIL", _)) => file.mail = value.clone(),
                Some(("RULES", number)) => file.rules.put(number, value),
                Some((_, number)) => file.problems.put(number, value),
                None => strange.push(name),
            }
            written.push(name);
        }
        for name in strange {
            let meant = meant(name).filter(|meant| !written.contains(&meant.as_str()));
            file.unread
                .extend(meant.map(|meant| (name.to_owned(), meant)));
        }
        file
    }

    /// Names that are nearly one of ours are slips.
    pub(super) fn check_names(&self, reader: &mut Reader) {
        for (name, meant) in &self.unread {
            let expected =
                "SHOP, POLICY, MAIL, RULES or PROBLEMS; a long list goes on in RULES_2, RULES_3";
            reader.mistake(name, "a name that is not read", expected, Some(meant));
        }
        for (name, parts) in [("RULES", &self.rules), ("PROBLEMS", &self.problems)] {
            for (at, (number, _)) in parts.0.iter().enumerate() {
                if *number != at + 1 {
                    let missing = named(name, at + 1);
                    reader.mistake(
                        named(name, *number),
                        format!("no {missing} before it"),
                        "numbers without a gap",
                        Some(&missing),
                    );
                    break;
                }
            }
        }
    }

    /// What Cloudflare will not take, and where to cut it.
    pub(super) fn check_lengths(&self, reader: &mut Reader) {
        let tables = [
            ("SHOP", &self.shop),
            ("POLICY", &self.policy),
            ("MAIL", &self.mail),
        ];
        for (name, value) in tables {
            let bytes = value.to_string().len();
            if bytes > VARIABLE_BYTES {
                let expected = format!("at most {VARIABLE_BYTES} bytes in one variable");
                reader.warning(name, format!("{bytes} bytes"), expected);
            }
        }
        for (name, parts) in [("RULES", &self.rules), ("PROBLEMS", &self.problems)] {
            for (number, value) in &parts.0 {
                warn_if_long(reader, name, *number, value);
            }
        }
    }
}

impl Parts {
    fn put(&mut self, number: usize, value: &Value) {
        if !value.is_null() {
            let at = self.0.partition_point(|(other, _)| *other < number);
            self.0.insert(at, (number, value.clone()));
        }
    }

    /// No variable of this name.
    pub(super) fn is_absent(&self) -> bool {
        self.0.is_empty()
    }

    /// Each variable with its name.
    pub(super) fn named(&self, name: &str) -> impl Iterator<Item = (String, &Value)> {
        self.0
            .iter()
            .map(move |(number, value)| (named(name, *number), value))
    }
}

/// Whether a variable of this name is part of the policy.
///
/// ```
/// use claims::policy::file::is_policy_variable;
///
/// assert!(is_policy_variable("POLICY") && is_policy_variable("RULES_2"));
/// assert!(!is_policy_variable("POLICY_2") && !is_policy_variable("RULES_1") && !is_policy_variable("SHARDS"));
/// ```
#[must_use]
pub fn is_policy_variable(name: &str) -> bool {
    part_of(name).is_some()
}

/// `RULES_2` is the second part of `RULES`.
fn part_of(name: &str) -> Option<(&'static str, usize)> {
    if let Some(whole) = NAMES.into_iter().find(|known| *known == name) {
        return Some((whole, 1));
    }
    let (base, digits) = name.rsplit_once('_')?;
    let list = NAMES[LISTS..]
        .iter()
        .copied()
        .find(|known| *known == base)?;
    let number: usize = digits
        .parse()
        .ok()
        .filter(|number| (2..=99).contains(number))?;
    (named(list, number) == name).then_some((list, number))
}

fn named(name: &str, number: usize) -> String {
    if number == 1 {
        name.to_owned()
    } else {
        format!("{name}_{number}")
    }
}

/// `RULES2`, `RULES_02`, `RULES_1`, `RULE` and `Policy` are slips; any other name is none of our business.
fn meant(name: &str) -> Option<String> {
    let upper = name.to_ascii_uppercase();
    let base = upper.trim_end_matches(|sign: char| sign.is_ascii_digit());
    let digits = &upper[base.len()..];
    let list = NAMES[LISTS..]
        .iter()
        .find(|known| base.trim_end_matches(['_', '-']) == **known);
    if let (Some(list), Ok(number @ 1..=99)) = (list, digits.parse()) {
        return Some(named(list, number));
    }
    // The binding by which Cloudflare sends e-mails.
    if upper == "EMAIL" {
        return None;
    }
    NAMES
        .into_iter()
        .find(|known| slips(&upper, known) <= if known.len() > 4 { 2 } else { 1 })
        .map(ToOwned::to_owned)
}

/// A list is cut before the first entry that no longer fits.
fn warn_if_long(reader: &mut Reader, name: &str, number: usize, value: &Value) {
    let bytes = value.to_string().len();
    if bytes <= VARIABLE_BYTES {
        return;
    }
    let here = named(name, number);
    let mut length = "[]".len();
    let entries = value.as_array().map_or(&[][..], Vec::as_slice);
    let cut = entries.iter().position(|entry| {
        length += entry.to_string().len() + ",".len();
        length > VARIABLE_BYTES
    });
    let next = named(name, number + 1);
    let expected = match cut {
        Some(cut @ 1..) => format!(
            "at most {VARIABLE_BYTES} bytes in one variable: head what comes from {here}[{cut}] on with [[vars.{next}]]"
        ),
        Some(0) | None => format!(
            "at most {VARIABLE_BYTES} bytes in one variable: the first entry alone is longer"
        ),
    };
    reader.warning(here, format!("{bytes} bytes"), expected);
}
