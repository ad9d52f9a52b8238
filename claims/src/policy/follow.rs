//! What rules make of a ground: for each thing, the first matching rule that sets it.

use crate::{
    civil::Date,
    few::Few,
    money::Money,
    policy::{
        Fee, Policy, Terms,
        floor::{self, listed},
        grounds::{self, Ground},
        line::{Line, named},
        rule::{SETS, Set, times},
        why::{Notes, Why},
    },
    problem::EvidenceKind,
    verdict::{AskedQuestion, Basis, Entitlement, Reason, Remedy},
    words::{EVIDENCE, PAYERS, word},
};

mod deadlines;

/// A ground with what rules make of it, and the floor under that.
pub(super) fn entitlement(line: &Line<'_>, ground: &Ground, notes: &mut Notes) -> Entitlement {
    let mut given = Entitlement {
        basis: ground.basis,
        remedies: ground.remedies.clone(),
        until: Some(ground.span.until).filter(|last| *last < Date::LAST),
        evidence: Vec::new(),
        return_shipping: ground.return_shipping,
        fee: None,
        keep_item: false,
        bonus: None,
        loaner: floor::lends(line, ground),
        drop_off: Vec::new(),
        deadlines: ground.deadlines.clone(),
    };
    let follows_rules =
        line.is_sound() || !matches!(ground.basis, Basis::Withdrawal | Basis::Exchange);
    if follows_rules {
        follow_rules(line, &mut given, notes);
    }
    if follows_rules && !asks_nothing(line, ground) {
        given.evidence = evidence(line, terms_of(line.policy, ground.basis), notes);
    }
    if !line.case.order.verified && !given.evidence.contains(&EvidenceKind::Receipt) {
        given.evidence.push(EvidenceKind::Receipt);
    }
    floor::raise(line, ground, &mut given, notes);
    if ground.basis == Basis::Conformity {
        grounds::only_offered(&mut given.deadlines, &given.remedies);
    }
    if !given.loaner {
        given.deadlines.loaner = None;
    }
    if follows_rules {
        follow_rules_beside_the_law(line, &mut given, notes);
        deadlines::follow(line, ground, &mut given, notes);
        note_what_stands(line, &given, notes);
    }
    given
}

/// A withdrawal asks for name, order and address only.
fn asks_nothing(line: &Line<'_>, ground: &Ground) -> bool {
    ground.basis == Basis::Withdrawal && ground.is_law(line.today())
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

fn follow_rules(line: &Line<'_>, given: &mut Entitlement, notes: &mut Notes) {
    if let Some(rule) = line.winner(Set::Remedies) {
        given.remedies.clone_from(&rule.then.remedies);
        notes.step(|| named(rule), "remedies", || listed(&rule.then.remedies));
    }
    if let Some(rule) = line.winner(Set::ReturnShipping)
        && let Some(payer) = rule.then.return_shipping
    {
        given.return_shipping = payer;
        notes.step(
            || named(rule),
            "return_shipping",
            || word(&PAYERS, &payer).to_owned(),
        );
    }
    if let Some(rule) = line.winner(Set::KeepItem) {
        given.keep_item = rule.then.keep_item == Some(true);
        notes.step(|| named(rule), "keep_item", || yes_or_no(given.keep_item));
    }
    if let Some(rule) = line.winner(Set::Fee) {
        given.fee = amount(line, rule.then.fee.as_ref());
        if let Some(fee) = &given.fee {
            notes.step(|| named(rule), "fee", || fee.to_string());
        }
    }
    if let Some(rule) = line.winner(Set::Loaner).filter(|_| !line.is_sound()) {
        given.loaner = rule.then.loaner == Some(true);
        notes.step(|| named(rule), "loaner", || yes_or_no(given.loaner));
    }
}

/// What no law speaks of, and what depends on what the floor made of the rest.
fn follow_rules_beside_the_law(line: &Line<'_>, given: &mut Entitlement, notes: &mut Notes) {
    let has_credit = given
        .remedies
        .iter()
        .any(|remedy| matches!(remedy, Remedy::StoreCredit | Remedy::Coupon));
    if let Some(rule) = line.winner(Set::Bonus).filter(|_| has_credit) {
        given.bonus = amount(line, rule.then.bonus.as_ref());
        if let Some(bonus) = &given.bonus {
            notes.step(|| named(rule), "bonus", || bonus.to_string());
            notes.why_money(Why::BonusCredit, bonus.clone());
        }
    }
    if let Some(rule) = line.winner(Set::DropOff).filter(|_| !given.keep_item) {
        given.drop_off.clone_from(&rule.then.drop_off);
        notes.step(|| named(rule), "drop_off", || given.drop_off.join(", "));
    }
}

/// Which rules set something that neither the floor nor anything else took back.
fn note_what_stands(line: &Line<'_>, given: &Entitlement, notes: &mut Notes) {
    let all_asked = |kinds: &Vec<EvidenceKind>| kinds.iter().all(|it| given.evidence.contains(it));
    for set in [
        Set::Remedies,
        Set::Evidence,
        Set::ReturnShipping,
        Set::KeepItem,
        Set::Fee,
        Set::Loaner,
        Set::Bonus,
        Set::DropOff,
    ] {
        let Some(rule) = line.winner(set) else {
            continue;
        };
        let then = &rule.then;
        let stands = match set {
            Set::Evidence => then.evidence.as_ref().is_some_and(all_asked),
            Set::ReturnShipping => then.return_shipping == Some(given.return_shipping),
            Set::Fee => given.fee.is_some(),
            Set::Loaner => then.loaner == Some(given.loaner),
            Set::Bonus => given.bonus.is_some(),
            Set::DropOff => !given.drop_off.is_empty(),
            Set::Remedies
            | Set::KeepItem
            | Set::Eligible
            | Set::Window
            | Set::Decision
            | Set::Tip
            | Set::Contact => true,
        };
        if stands {
            notes.stands(named(rule));
        }
    }
}

fn yes_or_no(is: bool) -> String {
    (if is { "yes" } else { "no" }).to_owned()
}

/// An amount as money; per cent of an unknown price are nothing.
fn amount(line: &Line<'_>, fee: Option<&Fee>) -> Option<Money> {
    match fee? {
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
pub(super) fn evidence(line: &Line<'_>, terms: &Terms, notes: &mut Notes) -> Vec<EvidenceKind> {
    let mut wanted: Vec<EvidenceKind> = Vec::new();
    if let Some((rule, ruled)) = line.ruled(Set::Evidence, |then| then.evidence.as_ref()) {
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

/// What matching rules ask, each question once. A withdrawal the law grants waits for no answer.
pub(super) fn questions(line: &Line<'_>, best: Option<&Ground>) -> Vec<AskedQuestion> {
    let may_wait = !best.is_some_and(|best| asks_nothing(line, best));
    let mut asked: Vec<AskedQuestion> = Vec::new();
    for question in line
        .rules
        .iter()
        .filter_map(|rule| rule.then.question.as_ref())
    {
        if asked.iter().any(|other| other.id == question.id) {
            continue;
        }
        let answer = line.claimed.answers.get(&question.id);
        asked.push(AskedQuestion {
            id: question.id.clone(),
            text: question.text.get(line.case.locale).to_owned(),
            required: question.required && may_wait,
            answered: answer.is_some_and(|answer| !answer.trim().is_empty()),
        });
    }
    asked
}

/// A rule that decided, or set something that stands and has words for it, is a reason. Reasons of rules stand before
/// those of the decision, which begin at `at`.
pub(super) fn explain_rules(line: &Line<'_>, at: usize, notes: &mut Notes) {
    let mut told = Vec::new();
    for rule in &line.rules {
        let name = named(rule);
        let text = rule.then.text.as_ref();
        let decided = notes.deciding.contains(&name);
        let has_its_say = notes.standing.contains(&name) || rule.then.sets() == 0;
        if decided || has_its_say && text.is_some() {
            told.push(Reason {
                rule: name,
                text: text.map_or(String::new(), |text| text.get(line.case.locale).to_owned()),
                facts: Few::default(),
            });
        }
    }
    notes.reasons.splice(at..at, told);
}

/// For the shop: matching rules that came too late, and those that had nothing to say here.
pub(super) fn trace_the_rest(line: &Line<'_>, notes: &mut Notes) {
    if !cfg!(feature = "trace") {
        return;
    }
    for lost in &line.lost {
        for (n, set) in SETS.iter().enumerate() {
            let bit = 1 << n;
            if lost.sets & bit == 0 {
                continue;
            }
            if let Some(winner) = line.rules.iter().find(|rule| rule.then.sets() & bit != 0) {
                let by = || named(lost.rule);
                notes.step(by, &format!("lost.{set}"), || named(winner));
            }
        }
    }
    for rule in &line.rules {
        let name = named(rule);
        if !notes.trace.iter().any(|step| step.by == name) {
            let to = if notes.reasons.iter().any(|reason| reason.rule == name) {
                "has something to say"
            } else if rule.then.question.is_some() {
                "asks a question"
            } else {
                "without effect here"
            };
            notes.step(|| name, "matched", || to.to_owned());
        }
    }
}
