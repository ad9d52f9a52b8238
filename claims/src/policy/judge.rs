//! The verdict: what the customer is entitled to, line by line, and what the shop does by itself.

use crate::{
    draft::DraftLine,
    locale::Localized,
    order::OrderLine,
    policy::{
        Case, Policy, Terms, decide,
        follow::{self, entitlement, evidence},
        grounds::{self, Ground},
        law::Law,
        line::{Line, named},
        rule::{CaseFacts, Set, is_given},
        why::{Notes, Why},
    },
    problem::{Problem, ProblemKind},
    verdict::{Decision, Entitlement, LineVerdict, StillPossible, Verdict},
};

#[cfg(feature = "texts")]
use crate::policy::preset;

/// What the customer is entitled to, line by line, and what the shop does by itself.
///
/// The same for the same policy, case and day, in the page and at the edge, but for private rules.
///
/// ```
/// use claims::{
///     draft::DraftLine,
///     order::OrderFacts,
///     policy::{Case, Policy, judge},
///     verdict::Decision,
/// };
///
/// let policy: Policy = serde_json::from_str(r#"{"preset":"fr","problems":[
///     {"id":"changed-my-mind","kind":"changed_mind","text":{"en":"I changed my mind"}}]}"#)?;
/// let order: OrderFacts = serde_json::from_str(r#"{"number":"LL-1001","verified":true,"placed_on":"2026-11-04",
///     "delivered_on":"2026-11-07","country":"FR","currency":"EUR",
///     "lines":[{"id":"1","title":"Lamp","quantity":1}]}"#)?;
/// let line = DraftLine { line: "1".into(), quantity: 1, problem: "changed-my-mind".into(), ..DraftLine::default() };
///
/// // The 14th day is a Saturday, so that Monday the 23rd is the last.
/// let today = claims::civil::Date::parse("2026-11-23").ok_or("no such day")?;
/// let case = Case { order: &order, lines: &[line], files: &[], locale: "en", today };
/// let verdict = judge(&policy, &case);
/// assert_eq!(verdict.decision, Decision::Approve);
/// assert_eq!(verdict.lines[0].entitlements[0].until, claims::civil::Date::parse("2026-11-23"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn judge(policy: &Policy, case: &Case<'_>) -> Verdict {
    let preset = if policy.laws.is_empty() {
        laws_of(&policy.preset)
    } else {
        Vec::new()
    };
    let laws = if policy.laws.is_empty() {
        &preset
    } else {
        &policy.laws
    };
    let law = Law::of(laws, case.order.placed_on);
    let locale = case.locale.to_ascii_lowercase();
    let of_case = CaseFacts::new(&policy.currency, &locale, case);
    let lines: Vec<LineVerdict> = case
        .lines
        .iter()
        .map(|claimed| match law {
            Some(law) => judge_line(policy, law, case, of_case, claimed),
            None => without_law(claimed),
        })
        .collect();
    let decision = lines
        .iter()
        .map(|line| line.decision)
        .max()
        .unwrap_or(Decision::Review);
    Verdict {
        policy_version: policy.version.clone(),
        decision,
        lines,
    }
}

/// The law of a policy that does not carry it, where the presets are at hand.
#[cfg(feature = "texts")]
fn laws_of(preset: &str) -> Vec<Law> {
    preset::laws_of(preset)
}

/// The page has no presets: what it judges by comes with the policy.
#[cfg(not(feature = "texts"))]
fn laws_of(_preset: &str) -> Vec<Law> {
    Vec::new()
}

/// Nothing can be judged where the law is not known: a person decides.
fn without_law(claimed: &DraftLine) -> LineVerdict {
    let mut notes = Notes::default();
    notes.why(Why::ReviewPerson);
    LineVerdict {
        line: claimed.line.clone(),
        entitlements: Vec::new(),
        decision: Decision::Review,
        reasons: notes.reasons,
        evidence: Vec::new(),
        missing_evidence: Vec::new(),
        questions: Vec::new(),
        tip: None,
        contact: None,
        still_possible: vec![StillPossible::HumanReview],
        trace: Vec::new(),
    }
}

fn judge_line(
    policy: &Policy,
    law: &Law,
    case: &Case<'_>,
    of_case: CaseFacts<'_>,
    claimed: &DraftLine,
) -> LineVerdict {
    // Validation refuses unknown lines and problems; a page that asks early gets the answer of the kind `other`.
    let no_line = OrderLine {
        id: claimed.line.clone(),
        ..OrderLine::default()
    };
    let no_problem = unlisted(&claimed.problem);
    let bought = case.order.line(&claimed.line).unwrap_or(&no_line);
    let problem = policy.problem(&claimed.problem).unwrap_or(&no_problem);
    let line = Line::new(policy, law, case, of_case, bought, claimed, problem);

    let mut notes = Notes::default();
    let mut grounds = grounds::find(&line, &mut notes);
    let mut entitlements: Vec<Entitlement> = grounds
        .iter()
        .map(|ground| entitlement(&line, ground, &mut notes))
        .collect();
    put_requested_first(&line, &mut grounds, &mut entitlements);
    let questions = follow::questions(&line, grounds.first());
    let unanswered = questions.iter().any(|it| it.required && !it.answered);
    let at = notes.reasons.len();
    let decision = decide::decide(&line, &grounds, unanswered, &mut notes);
    if decision == Decision::Approve {
        for given in &mut entitlements {
            let agreed = given.deadlines.refund_agreed(case.today);
            given.deadlines.refund = agreed.or(given.deadlines.refund);
        }
    }

    let evidence = match entitlements.first() {
        Some(best) => best.evidence.clone(),
        None => evidence(&line, &Terms::default(), &mut notes),
    };
    let (tip, contact) = (line.winner(Set::Tip), line.winner(Set::Contact));
    for (rule, set) in [(tip, "tip"), (contact, "contact")] {
        if let Some(rule) = rule {
            notes.step(|| named(rule), set, || "yes".to_owned());
            notes.stands(named(rule));
        }
    }
    follow::explain_rules(&line, at, &mut notes);
    follow::trace_the_rest(&line, &mut notes);
    let missing_evidence = evidence
        .iter()
        .filter(|kind| !is_given(case, claimed, **kind))
        .copied()
        .collect();
    LineVerdict {
        line: claimed.line.clone(),
        still_possible: decide::still_possible(&line, decision, &grounds),
        entitlements,
        decision,
        reasons: notes.reasons,
        evidence,
        missing_evidence,
        questions,
        tip: tip
            .and_then(|rule| rule.then.tip.as_ref())
            .map(|tip| tip.get(case.locale).to_owned()),
        contact: contact.and_then(|rule| rule.then.contact.clone()),
        trace: notes.trace,
    }
}

fn unlisted(id: &str) -> Problem {
    Problem {
        id: id.to_owned(),
        kind: ProblemKind::Other,
        categories: Vec::new(),
        text: Localized::default(),
        tip: None,
        evidence: Vec::new(),
    }
}

/// What the customer would like decides which ground is best; else the order in which they were found.
fn put_requested_first(
    line: &Line<'_>,
    grounds: &mut Vec<Ground>,
    entitlements: &mut Vec<Entitlement>,
) {
    let Some(requested) = line.claimed.requested else {
        return;
    };
    let Some(at) = entitlements
        .iter()
        .position(|given| given.remedies.contains(&requested))
    else {
        return;
    };
    let (ground, given) = (grounds.remove(at), entitlements.remove(at));
    grounds.insert(0, ground);
    entitlements.insert(0, given);
}
