//! The shop's policy: the page judges by the very same one as the edge.

use crate::{
    json::Tree,
    read::{
        law, name,
        order::{contact, date, localized, money},
    },
};
use claims::{
    money::Currency,
    policy::{
        BusinessTerms, Condition, Fee, Policy, Question, Rule, Subject, Terms, Test, Then, When,
        Window, Within,
    },
    problem::{Problem, ProblemKind},
};

/// The policy.
#[must_use]
pub fn policy(tree: &Tree) -> Policy {
    Policy {
        version: tree.text("version"),
        country: tree.text("country"),
        preset: tree.text("preset"),
        laws: tree.all("laws", law::law),
        currency: Currency(tree.text("currency")),
        respond_hours: tree.count("respond_hours"),
        expire_days: 0,
        out_of_policy: name::out_of_policy(tree.at("out_of_policy")).unwrap_or_default(),
        withdrawal: terms(tree.at("withdrawal")),
        exchange: terms(tree.at("exchange")),
        guarantee: terms(tree.at("guarantee")),
        warranty: terms(tree.at("warranty")),
        transit: terms(tree.at("transit")),
        goodwill: terms(tree.at("goodwill")),
        business: business(tree.at("business")),
        holidays: tree.all("holidays", date),
        rules: tree.all("rules", rule),
        problems: tree.all("problems", problem),
    }
}

fn terms(tree: &Tree) -> Terms {
    Terms {
        days: tree.maybe_count("days"),
        months: tree.maybe_count("months"),
        remedies: tree.all("remedies", name::remedy),
        evidence: tree.all("evidence", name::kind),
        return_shipping: name::payer(tree.at("return_shipping")),
    }
}

fn business(tree: &Tree) -> BusinessTerms {
    BusinessTerms {
        withdrawal_days: tree.maybe_count("withdrawal_days"),
        guarantee_months: tree.maybe_count("guarantee_months"),
    }
}

fn problem(tree: &Tree) -> Option<Problem> {
    Some(Problem {
        id: tree.text("id"),
        kind: name::problem_kind(tree.at("kind")).unwrap_or(ProblemKind::Other),
        categories: tree.texts("categories"),
        text: localized(tree.at("text")),
        tip: tree.maybe("tip", localized),
        evidence: tree.all("evidence", name::kind),
    })
}

/// A rule; none where it has a condition this page does not know: it would match where it should not.
fn rule(tree: &Tree) -> Option<Rule> {
    let when = tree.all("when", condition);
    let Tree::List(written) = tree.at("when") else {
        return None;
    };
    (when.len() == written.len()).then(|| Rule {
        id: tree.text("id"),
        private: tree.is("private"),
        when: When(when),
        then: then(tree.at("then")),
    })
}

/// `["price", {"at_most": 2999}]`.
fn condition(tree: &Tree) -> Option<Condition> {
    let Tree::List(parts) = tree else { return None };
    let [subject, test] = parts.as_slice() else {
        return None;
    };
    let subject = Subject::named(subject.as_str()?)?;
    let Tree::Map(map) = test else { return None };
    let (name, value) = map.first()?;
    let test = match (name.as_str(), value) {
        ("at_least", Tree::Number(least)) => Test::AtLeast(*least),
        ("at_most", Tree::Number(most)) => Test::AtMost(*most),
        ("any_of", Tree::List(_)) => Test::AnyOf(test.texts(name)),
        ("all_of", Tree::List(_)) => Test::AllOf(test.texts(name)),
        _ => return None,
    };
    Some(Condition(subject, test))
}

fn then(tree: &Tree) -> Then {
    let evidence = tree.at("evidence");
    Then {
        eligible: tree.maybe_is("eligible"),
        text: tree.maybe("text", localized),
        window: tree.maybe("window", window),
        remedies: tree.all("remedies", name::remedy),
        decision: name::decision(tree.at("decision")),
        // An empty list asks for nothing; no list leaves it open.
        evidence: (*evidence != Tree::Nothing).then(|| tree.all("evidence", name::kind)),
        question: tree.maybe("question", question),
        tip: tree.maybe("tip", localized),
        return_shipping: name::payer(tree.at("return_shipping")),
        drop_off: tree.texts("drop_off"),
        fee: fee(tree.at("fee")),
        bonus: fee(tree.at("bonus")),
        keep_item: tree.maybe_is("keep_item"),
        loaner: tree.maybe_is("loaner"),
        contact: tree.maybe("contact", contact),
        deadlines: tree.all("deadlines", within),
    }
}

fn window(tree: &Tree) -> Window {
    Window {
        days: tree.maybe_count("days"),
        months: tree.maybe_count("months"),
        from: name::window_from(tree.at("from")),
    }
}

fn question(tree: &Tree) -> Question {
    Question {
        id: tree.text("id"),
        text: localized(tree.at("text")),
        required: tree.is("required"),
    }
}

/// `["refund", 72]`.
fn within(tree: &Tree) -> Option<Within> {
    let Tree::List(parts) = tree else { return None };
    let [name, Tree::Number(hours)] = parts.as_slice() else {
        return None;
    };
    Some(Within(name::deadline(name)?, u32::try_from(*hours).ok()?))
}

fn fee(tree: &Tree) -> Option<Fee> {
    tree.maybe("money", money)
        .map(Fee::Money)
        .or_else(|| tree.maybe_count("percent").map(Fee::Percent))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn both(rules: &Value) -> (Policy, Policy) {
        let json = json!({ "rules": rules }).to_string();
        let theirs = serde_json::from_str(&json).expect("a policy");
        let ours = policy(&crate::json::read(&json).expect("a tree"));
        (ours, theirs)
    }

    #[test]
    fn rules_come_through_with_every_kind_of_condition_and_every_action() {
        let (ours, theirs) = both(&json!([
            { "id": "a", "when": [
                ["price", { "at_most": 2999 }], ["days_since_delivery", { "at_least": 3 }],
                ["problem", { "any_of": ["defective", "dead"] }], ["evidence", { "all_of": ["photo"] }],
                ["discount", { "at_least": -1 }] ],
              "then": {
                "eligible": true, "text": { "en": "A" }, "window": { "days": 3, "from": "last_delivery" },
                "remedies": ["refund"], "decision": "review", "evidence": [],
                "question": { "id": "q", "text": { "en": "Q" }, "required": true }, "tip": { "en": "T" },
                "return_shipping": "shop", "drop_off": ["Here"], "fee": { "percent": 5 },
                "bonus": { "money": { "amount_minor": 500, "currency": "EUR" } }, "keep_item": false,
                "loaner": true, "contact": { "name": "Ann", "email": "a@b.c" },
                "deadlines": [["respond", 4], ["send_back", 72]] } },
            { "id": "b", "when": [], "then": { "window": { "months": 2 } } },
        ]));
        assert_eq!(ours.rules, theirs.rules);
        assert_eq!(ours.rules.len(), 2);
    }

    #[test]
    fn a_rule_with_a_condition_of_a_newer_edge_never_matches_here() {
        let rules = json!([{ "id": "a", "when": [["moon", { "at_most": 3 }]], "then": { "keep_item": true } }]);
        let tree = crate::json::read(&json!({ "rules": rules }).to_string()).expect("a tree");
        assert_eq!(policy(&tree).rules, []);
    }
}
