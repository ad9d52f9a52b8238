//! Rules in conflict: with themselves, with the rules above them, with the law.

use crate::{
    policy::{Condition, Policy, Rule, Subject, Test, Then, When, file::reader::Reader},
    problem::Problem,
};
use kinds::{implies, possible_kinds};
use serde_json::{Map, Value};

mod below;
mod kinds;

/// A rule with what it sets.
type Seen<'r> = (&'r Placed, Map<String, Value>);

/// A rule and where it stands.
pub(super) struct Placed {
    /// `RULES_2[3]`.
    pub path: String,
    pub rule: Rule,
}

/// Looks at every rule; `policy` is absent where its law is not known.
pub(super) fn check(
    reader: &mut Reader,
    rules: &[Placed],
    policy: Option<&Policy>,
    problems: &[Problem],
) {
    let seen: Vec<Seen<'_>> = rules.iter().map(|it| (it, set_by(&it.rule.then))).collect();
    for (n, rule) in seen.iter().enumerate() {
        contradictions(reader, rule.0, problems);
        shadowed(reader, &seen[..n], rule, problems);
        overlapping(reader, &seen[..n], rule);
    }
    let Some((policy, law)) = policy.and_then(|it| Some((it, it.laws.last()?))) else {
        return;
    };
    below::check_terms(reader, policy, law);
    for placed in rules {
        below::check_rule(reader, placed, law, problems);
    }
}

/// What a rule sets, each with its value; the text goes with the rest.
fn set_by(then: &Then) -> Map<String, Value> {
    let Ok(Value::Object(set)) = serde_json::to_value(then) else {
        return Map::new();
    };
    let named = |(key, value): (String, Value)| match value.get("id").and_then(Value::as_str) {
        Some(id) => (format!("{key} `{id}`"), value),
        None => (key, value),
    };
    set.into_iter()
        .filter(|(key, _)| key != "text")
        .map(named)
        .collect()
}

/// Conditions on different things that nothing meets; those on one number the reader finds.
fn contradictions(reader: &mut Reader, placed: &Placed, problems: &[Problem]) {
    /// The first is never less than the second.
    const LARGER: [(Subject, Subject); 4] = [
        (Subject::DaysSinceOrder, Subject::DaysSinceDelivery),
        (Subject::ClaimedAmount, Subject::Price),
        (Subject::OrderValue, Subject::Price),
        (Subject::OrderValue, Subject::ClaimedAmount),
    ];
    let when = &placed.rule.when;
    let path = format!("{}.when", placed.path);
    if possible_kinds(when, problems).is_empty() {
        let found = "a problem of another kind than `kind`";
        reader.mistake(
            path.as_str(),
            found,
            "conditions that something can meet",
            None,
        );
    }
    for (larger, smaller) in LARGER {
        let (_, most) = range(when, larger);
        let (least, _) = range(when, smaller);
        if let (Some(least), Some(most)) = (least, most)
            && least > most
        {
            let (larger, smaller) = (name(larger), name(smaller));
            let found = format!("more {smaller} than {larger}");
            reader.mistake(
                path.as_str(),
                found,
                "conditions that something can meet",
                None,
            );
        }
    }
}

/// What an earlier rule sets first whenever this one matches.
fn shadowed(
    reader: &mut Reader,
    earlier: &[Seen<'_>],
    (placed, set): &Seen<'_>,
    problems: &[Problem],
) {
    let rule = &placed.rule;
    let always_before: Vec<&Seen<'_>> = earlier
        .iter()
        .filter(|(other, _)| other.rule.private == rule.private)
        .filter(|(other, _)| implies(&rule.when, &other.rule.when, problems))
        .collect();
    let winner = |thing: &String| {
        let mut before = always_before.iter();
        let first = before.find(|(_, set)| set.contains_key(thing));
        first.map(|(other, _)| other.rule.id.as_str())
    };
    let lost: Vec<(&String, &str)> = set
        .keys()
        .filter_map(|thing| Some((thing, winner(thing)?)))
        .collect();
    if lost.len() < set.len() {
        for (thing, by) in lost {
            let key = thing.split(' ').next().unwrap_or(thing);
            reader.warning(
                format!("{}.then.{key}", placed.path),
                format!("a value that is never used: `{by}` matches whenever this rule does and sets it first"),
                format!("this rule above `{by}`, or no `{key}` here"),
            );
        }
        return;
    }
    if let Some((_, by)) = lost.first() {
        let things: Vec<&str> = lost.iter().map(|(thing, _)| thing.as_str()).collect();
        let things = things.join(", ");
        reader.warning(
            placed.path.as_str(),
            format!(
                "a rule that can never win: `{by}` matches whenever it does and sets {things} first"
            ),
            format!("this rule above `{by}`, or conditions that `{by}` does not meet"),
        );
    }
}

/// Two ranges of one number that share a part, where the two rules say different things and else ask the same.
fn overlapping(reader: &mut Reader, earlier: &[Seen<'_>], (placed, mine): &Seen<'_>) {
    let rule = &placed.rule;
    for (other, theirs) in earlier
        .iter()
        .filter(|it| it.0.rule.private == rule.private)
    {
        let differs = |(key, value): &(&String, &Value)| {
            theirs.get(*key).is_some_and(|theirs| theirs != *value)
        };
        let Some((thing, _)) = mine.iter().find(differs) else {
            continue;
        };
        for Condition(subject, _) in &rule.when.0 {
            let subject = *subject;
            let (mine, theirs) = (range(&rule.when, subject), range(&other.rule.when, subject));
            let asks_the_same = others(&rule.when, subject) == others(&other.rule.when, subject);
            let Some((from, to)) = shared(mine, theirs).filter(|_| asks_the_same) else {
                continue;
            };
            let counted = !matches!(
                subject,
                Subject::Price | Subject::ClaimedAmount | Subject::OrderValue | Subject::Ordered
            );
            let part = if counted {
                format!("{} from {from} to {to}", name(subject))
            } else {
                format!("a part of the {}", name(subject))
            };
            reader.warning(
                format!("{}.when", placed.path),
                format!(
                    "{part}, which `{}` has as well: there it wins, and sets {thing}",
                    other.rule.id
                ),
                "ranges that do not overlap",
            );
            break;
        }
    }
}

/// The least and the most a rule asks of a number.
fn range(when: &When, subject: Subject) -> (Option<i64>, Option<i64>) {
    let mut range = (None, None);
    for Condition(about, test) in &when.0 {
        match test {
            Test::AtLeast(least) if *about == subject => range.0 = Some(*least),
            Test::AtMost(most) if *about == subject => range.1 = Some(*most),
            Test::AtLeast(_) | Test::AtMost(_) | Test::AnyOf(_) | Test::AllOf(_) => {}
        }
    }
    range
}

/// What two ranges share, where neither is within the other.
fn shared(
    mine: (Option<i64>, Option<i64>),
    theirs: (Option<i64>, Option<i64>),
) -> Option<(i64, i64)> {
    let ends = |(least, most): (Option<i64>, Option<i64>)| {
        (least.unwrap_or(i64::MIN), most.unwrap_or(i64::MAX))
    };
    let is_open = |range: (Option<i64>, Option<i64>)| range == (None, None);
    if is_open(mine) || is_open(theirs) {
        return None;
    }
    let ((a, b), (c, d)) = (ends(mine), ends(theirs));
    let (from, to) = (a.max(c), b.min(d));
    let within = (from, to) == (a, b) || (from, to) == (c, d);
    (from <= to && !within).then_some((from, to))
}

/// All but the conditions on one subject.
fn others(when: &When, subject: Subject) -> Vec<&Condition> {
    when.0.iter().filter(|it| it.0 != subject).collect()
}

/// `days since delivery`.
fn name(subject: Subject) -> String {
    let name = serde_json::to_value(subject).unwrap_or_default();
    name.as_str().unwrap_or_default().replace('_', " ")
}
