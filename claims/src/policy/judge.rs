//! The verdict: what the customer is entitled to, line by line, and what the shop does by itself.

use crate::{
    civil::Date,
    draft::DraftLine,
    locale::Localized,
    money::Money,
    order::OrderLine,
    policy::{
        Case, Policy, Terms, decide,
        floor::{self, listed},
        grounds::{self, Ground},
        law::Law,
        line::{Line, named},
        rule::{CaseFacts, Fee, is_given, times},
        why::{Notes, Why},
    },
    problem::{EvidenceKind, Problem, ProblemKind},
    verdict::{Basis, Decision, Entitlement, LineVerdict, StillPossible, Verdict},
    words::{EVIDENCE, PAYERS, word},
};
use std::collections::BTreeMap;

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
    let of_case = CaseFacts::new(&policy.currency, case);
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
    explain_rules(&line, &mut notes);
    let decision = decide::decide(&line, &grounds, &mut notes);

    let evidence = match entitlements.first() {
        Some(best) => best.evidence.clone(),
        None => evidence(&line, &Terms::default(), &mut notes),
    };
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

/// A ground with what rules make of it, and the floor under that.
fn entitlement(line: &Line<'_>, ground: &Ground, notes: &mut Notes) -> Entitlement {
    let mut given = Entitlement {
        basis: ground.basis,
        remedies: ground.remedies.clone(),
        until: Some(ground.span.until).filter(|last| *last < Date::LAST),
        evidence: Vec::new(),
        return_shipping: ground.return_shipping,
        fee: None,
        keep_item: false,
        deadlines: ground.deadlines.clone(),
    };
    let follows_rules =
        line.is_sound() || !matches!(ground.basis, Basis::Withdrawal | Basis::Exchange);
    if follows_rules {
        follow_rules(line, &mut given, notes);
    }
    // A withdrawal asks for name, order and address only.
    let asks_nothing = ground.basis == Basis::Withdrawal && ground.is_law(line.today());
    if follows_rules && !asks_nothing {
        given.evidence = evidence(line, terms_of(line.policy, ground.basis), notes);
    }
    if !line.case.order.verified && !given.evidence.contains(&EvidenceKind::Receipt) {
        given.evidence.push(EvidenceKind::Receipt);
    }
    floor::raise(line, ground, &mut given, notes);
    if ground.basis == Basis::Conformity {
        grounds::only_offered(&mut given.deadlines, &given.remedies);
    }
    given
}

fn terms_of(policy: &Policy, basis: Basis) -> &Terms {
    match basis {
        Basis::Withdrawal => &policy.withdrawal,
        Basis::Exchange => &policy.exchange,
        Basis::Conformity => &policy.guarantee,
        Basis::Warranty => &policy.warranty,
        Basis::Transit => &policy.transit,
        Basis::Goodwill => &policy.goodwill,
    }
}

/// For each thing, the first matching rule that sets it.
fn follow_rules(line: &Line<'_>, given: &mut Entitlement, notes: &mut Notes) {
    if let Some((rule, remedies)) =
        line.ruled(|then| Some(&then.remedies).filter(|list| !list.is_empty()))
    {
        given.remedies.clone_from(remedies);
        notes.step(|| named(rule), "remedies", || listed(remedies));
    }
    if let Some((rule, payer)) = line.ruled(|then| then.return_shipping) {
        given.return_shipping = payer;
        notes.step(
            || named(rule),
            "return_shipping",
            || word(&PAYERS, &payer).to_owned(),
        );
    }
    if let Some((rule, keep)) = line.ruled(|then| then.keep_item) {
        given.keep_item = keep;
        notes.step(
            || named(rule),
            "keep_item",
            || (if keep { "yes" } else { "no" }).to_owned(),
        );
    }
    if let Some((rule, fee)) = line.ruled(|then| then.fee.as_ref()) {
        given.fee = amount(line, fee);
        if let Some(fee) = &given.fee {
            notes.step(|| named(rule), "fee", || fee.to_string());
        }
    }
}

/// A fee as money; per cent of an unknown price are nothing.
fn amount(line: &Line<'_>, fee: &Fee) -> Option<Money> {
    match fee {
        Fee::Money(money) => Some(money.clone()),
        Fee::Percent(percent) => {
            let price = times(line.bought.unit_price.as_ref()?, line.claimed.quantity);
            let amount_minor = price.amount_minor.saturating_mul(i64::from(*percent)) / 100;
            Some(Money {
                amount_minor,
                ..price
            })
        }
    }
}

/// What must be shown: what the first rule that speaks of it says, else what the problem and the shop's terms say.
fn evidence(line: &Line<'_>, terms: &Terms, notes: &mut Notes) -> Vec<EvidenceKind> {
    let mut wanted: Vec<EvidenceKind> = Vec::new();
    if let Some((rule, ruled)) = line.ruled(|then| then.evidence.as_ref()) {
        wanted.clone_from(ruled);
        let names = || ruled.iter().map(|kind| word(&EVIDENCE, kind));
        notes.step(
            || named(rule),
            "evidence",
            || names().collect::<Vec<_>>().join(", "),
        );
    } else {
        for kind in line.problem.evidence.iter().chain(&terms.evidence) {
            if !wanted.contains(kind) {
                wanted.push(*kind);
            }
        }
    }
    if !line.case.order.verified && !wanted.contains(&EvidenceKind::Receipt) {
        wanted.push(EvidenceKind::Receipt);
    }
    wanted
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

/// A rule that decided, or has something to say, is a reason; its own words go with it.
fn explain_rules(line: &Line<'_>, notes: &mut Notes) {
    let eligible = line.ruled(|then| then.eligible).map(|(rule, _)| rule);
    let decided = line.ruled(|then| then.decision).map(|(rule, _)| rule);
    for rule in &line.rules {
        let won = [eligible, decided]
            .into_iter()
            .flatten()
            .any(|other| other.id == rule.id);
        let text = rule
            .then
            .text
            .as_ref()
            .map(|text| text.get(line.case.locale));
        if won || text.is_some() {
            let text = text.unwrap_or_default().to_owned();
            notes.reason(&named(rule), text, BTreeMap::new());
        }
    }
}
