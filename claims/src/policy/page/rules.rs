//! The shop's rules, each as one sentence.

use crate::policy::{
    Rule,
    page::{RuleText, Section, actions, conditions, speaker::Speaker},
};

/// The rules everyone may know.
pub(super) fn public(speaker: Speaker<'_>) -> Option<Section> {
    listed(speaker, "rules", |rule| !rule.private)
}

/// Those that only the edge knows.
pub(super) fn private(speaker: Speaker<'_>) -> Option<Section> {
    listed(speaker, "private", |rule| rule.private)
}

fn listed(speaker: Speaker<'_>, id: &'static str, shown: fn(&Rule) -> bool) -> Option<Section> {
    let shown = speaker.policy.rules.iter().filter(|rule| shown(rule));
    let rules: Vec<RuleText> = shown
        .map(|rule| RuleText {
            id: rule.id.clone(),
            text: sentence(speaker, rule),
        })
        .collect();
    if rules.is_empty() {
        return None;
    }
    let lead = speaker.text(&format!("policy.{id}.lead"));
    Some(Section {
        rules,
        ..Section::new(speaker, id, lead)
    })
}

/// `If the item costs less than €30: replacement or refund; approved at once.` Then what the shop itself says of it.
fn sentence(speaker: Speaker<'_>, rule: &Rule) -> String {
    let conditions: Vec<String> = rule
        .when
        .0
        .iter()
        .map(|condition| conditions::said(speaker, condition))
        .collect();
    let conditions = speaker.language.all_of(&conditions);
    let mut actions = actions::said(speaker, &rule.then);
    let code = speaker.language.code;
    let mut own = match &rule.then.text {
        // What the shop says in another language helps only where there is nothing else to say.
        Some(text) if actions.is_empty() || text.0.contains_key(code) => text.get(code).trim(),
        Some(_) | None => "",
    };
    if actions.is_empty() {
        actions = vec![own.trim_end_matches('.').to_owned()];
        own = "";
    }
    let actions = speaker.language.clauses(actions);
    let key = match rule.when.0.as_slice() {
        [] => "policy.rule_always",
        _ => "policy.rule",
    };
    let values = [
        ("conditions", conditions.as_str()),
        ("actions", actions.as_str()),
    ];
    let sentence = speaker.fill(key, &values);
    [sentence.as_str(), own].join(" ").trim_end().to_owned()
}
