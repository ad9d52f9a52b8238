//! Reasons in the customer's words.

use crate::{
    few::Few,
    verdict::{Fact, Reason, Verdict},
};
use std::collections::BTreeMap;

/// Texts of one language: key to sentence.
pub type Texts = BTreeMap<String, String>;

/// Fills every reason's `text` with that of `reason.<rule>`; `{name}` stands for the fact of that name as `show`
/// writes it. A sentence with the fact `count` has a form for each category that `plural` puts counts into:
/// `reason.<rule>.few`. What a rule of the shop says in its own words stays; one without words gets `reason.rule`.
pub fn explain<'t>(
    verdict: &mut Verdict,
    text: &dyn Fn(&str) -> Option<&'t str>,
    show: &dyn Fn(&Fact) -> String,
    plural: &dyn Fn(u32) -> String,
) {
    for reason in verdict.lines.iter_mut().flat_map(|line| &mut line.reasons) {
        if reason.text.is_empty() {
            reason.text = sentence(reason, text, show, plural);
        }
    }
}

fn sentence<'t>(
    reason: &Reason,
    text: &dyn Fn(&str) -> Option<&'t str>,
    show: &dyn Fn(&Fact) -> String,
    plural: &dyn Fn(u32) -> String,
) -> String {
    let mut key = "reason.".to_owned();
    key.push_str(&reason.rule);
    if let Some(Fact::Count(count)) = reason.facts.get("count") {
        key.push('.');
        key.push_str(&plural(*count));
    }
    let pattern = text(&key).or_else(|| text("reason.rule"));
    pattern.map_or_else(String::new, |pattern| fill(pattern, &reason.facts, show))
}

/// `pattern` with the facts in its braces; a brace without its fact stays as it is.
fn fill(pattern: &str, facts: &Few<Fact>, show: &dyn Fn(&Fact) -> String) -> String {
    let mut filled = String::with_capacity(pattern.len() + 16);
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        match after
            .split_once('}')
            .and_then(|(name, after)| Some((facts.get(name)?, after)))
        {
            Some((fact, after)) => {
                filled.push_str(&show(fact));
                rest = after;
            }
            None => {
                filled.push('{');
                rest = after;
            }
        }
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        civil::Date,
        verdict::{Decision, LineVerdict},
    };

    fn explained(rule: &str, text: &str, facts: &[(&str, Fact)]) -> String {
        let facts = facts
            .iter()
            .map(|(name, fact)| ((*name).to_owned(), fact.clone()))
            .collect();
        let reasons = vec![Reason {
            rule: rule.to_owned(),
            text: text.to_owned(),
            facts,
        }];
        let line = LineVerdict {
            line: "1".to_owned(),
            entitlements: vec![],
            decision: Decision::Review,
            reasons,
            evidence: vec![],
            missing_evidence: vec![],
            questions: vec![],
            tip: None,
            contact: None,
            still_possible: vec![],
            trace: vec![],
        };
        let mut verdict = Verdict {
            policy_version: String::new(),
            decision: Decision::Review,
            lines: vec![line],
        };
        let texts = Texts::from([
            (
                "reason.a".to_owned(),
                "Until {until}, or {until}: {other} {".to_owned(),
            ),
            ("reason.rule".to_owned(), "A rule.".to_owned()),
            ("reason.b.one".to_owned(), "Repaired once.".to_owned()),
            (
                "reason.b.other".to_owned(),
                "Repaired {count} times.".to_owned(),
            ),
        ]);
        let show = |fact: &Fact| match fact {
            Fact::Date(date) => date.to_string(),
            Fact::Text(text) => text.clone(),
            Fact::Count(count) => count.to_string(),
            Fact::Money(_) => "?".to_owned(),
        };
        let plural = |count| if count == 1 { "one" } else { "other" }.to_owned();
        explain(
            &mut verdict,
            &|key| texts.get(key).map(String::as_str),
            &show,
            &plural,
        );
        verdict.lines[0].reasons[0].text.clone()
    }

    #[test]
    fn facts_stand_where_their_names_do() {
        let until = [("until", Fact::Date(Date::of(2026, 12, 7)))];
        assert_eq!(
            explained("a", "", &until),
            "Until 2026-12-07, or 2026-12-07: {other} {"
        );
        let odd = [("until", Fact::Text("{until}".to_owned()))];
        assert_eq!(
            explained("a", "", &odd),
            "Until {until}, or {until}: {other} {"
        );
    }

    #[test]
    fn a_count_takes_its_form() {
        let count = |count| explained("b", "", &[("count", Fact::Count(count))]);
        assert_eq!(count(1), "Repaired once.");
        assert_eq!(count(2), "Repaired 2 times.");
    }

    #[test]
    fn the_shops_own_words_stay_and_a_rule_without_words_has_some() {
        assert_eq!(explained("rule:x", "Our words", &[]), "Our words");
        assert_eq!(explained("rule:x", "", &[]), "A rule.");
    }
}
