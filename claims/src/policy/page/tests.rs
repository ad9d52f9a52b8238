//! The page says what the policy decides, in every language, and nothing that customers must not see.

use super::*;
use crate::{
    policy::{Subject, preset::PRESETS, sample::checked},
    texts::{LANGUAGES, texts},
};
use serde_json::json;

const SHOP: &str = r#"
[vars.SHOP]
name = "Lumen & Co"
origins = ["https://lumen.example"]
country = "FR"
time_zone = "Europe/Paris"
currency = "EUR"
locales = ["fr", "en", "de"]
contact = { name = "Claire", email = "sav@lumen.example" }
"#;

const POLICY: &str = r#"
[vars.POLICY]
preset = "fr"
withdrawal = { days = 30, return_shipping = "shop" }
warranty = { months = 36, remedies = ["repair", "replace"], evidence = ["serial"] }
business = { withdrawal_days = 14 }
respond_within = "24h"
out_of_policy = "goodwill"

[[vars.RULES]]
id = "small-defects-are-replaced"
when = { problem = "defective", category = "battery", price_below = "30 EUR", days_since_delivery_at_most = 60 }
then = { remedies = ["replace", "refund"], decision = "approve", keep_item = true, evidence = ["photo"] }

[[vars.RULES]]
id = "opened-software-has-a-fee"
when = { kind = "changed_mind", opened = true, ordered_from = "2026-11-23", country = ["FR", "DE"] }
[vars.RULES.then]
fee = "15 %"
text = { fr = "Un logiciel ouvert perd de sa valeur.", en = "Opened software is worth less.", de = "Geöffnete Software ist weniger wert." }

[[vars.RULES]]
id = "known-abuse-is-reviewed"
private = true
when = { customer_blocked = true, earlier_claims_at_least = 5 }
then = { decision = "review" }
"#;

fn page(language: &str) -> Document {
    let (shop, policy) = checked(&[SHOP, POLICY].concat());
    document(&shop, &policy, language)
}

fn section(page: &Document, id: &str) -> Section {
    page.sections.iter().find(|it| it.id == id).unwrap().clone()
}

fn row(section: &Section, name: &str) -> Vec<String> {
    let row = section.rows.iter().find(|row| row.name == name);
    row.map(|row| row.texts.clone()).unwrap_or_default()
}

#[test]
fn a_rule_is_one_sentence_in_the_readers_language() {
    for (language, first, second) in [
        (
            "en",
            "If the problem is “It is broken or does not work”, the item is in the category “battery”, the item costs \
             less than €30 and the item was delivered at most 60 days ago: replacement or refund; approved at once; \
             please show us: photo; you can keep the item.",
            "If the problem is “I changed my mind”, the order went to France or Germany, you ordered on \
             November 23, 2026 or later and the item was opened or used: 15% is kept back from a refund. Opened \
             software is worth less.",
        ),
        (
            "de",
            "Wenn das Problem „Es ist kaputt oder funktioniert nicht“ ist, der Artikel zur Kategorie „battery“ gehört, \
             der Artikel weniger als 30\u{a0}€ kostet und der Artikel vor höchstens 60 Tagen geliefert wurde: Ersatz \
             oder Geld zurück; sofort bewilligt; bitte zeigen Sie uns: Foto; Sie können den Artikel behalten.",
            "Wenn das Problem „Ich habe es mir anders überlegt“ ist, die Bestellung in eines dieser Länder ging \
             (Frankreich oder Deutschland), Sie am 23. November 2026 oder später bestellt haben und der Artikel \
             geöffnet oder benutzt wurde: von der Erstattung behalten wir 15 % ein. Geöffnete Software ist weniger \
             wert.",
        ),
    ] {
        let rules = section(&page(language), "rules").rules;
        assert_eq!(rules.len(), 2);
        assert_eq!(rules[0].id, "small-defects-are-replaced");
        assert_eq!(rules[0].text, first);
        assert_eq!(rules[1].text, second);
    }
}

#[test]
fn what_only_the_shop_may_know_is_on_its_own_page_alone() {
    let (shop, policy) = checked(&[SHOP, POLICY].concat());
    for language in LANGUAGES {
        let public = document(&shop, &policy, language);
        let whole = [public.to_text(100), public.to_html()].concat();
        assert!(!whole.contains("known-abuse"), "{whole}");
        let own = document_for_the_shop(&shop, &policy, language);
        assert_eq!(own.sections.len(), public.sections.len() + 1);
        assert!(own.to_text(100).contains("known-abuse-is-reviewed"));
    }
    let own = document_for_the_shop(&shop, &policy, "en");
    assert_eq!(
        section(&own, "private").rules[0].text,
        "If the customer has made at least 5 claims before and the customer is blocked: a person looks at it first."
    );
}

#[test]
fn the_shops_own_promise_stands_beside_the_laws() {
    let page = page("en");
    let withdrawal = section(&page, "withdrawal");
    assert_eq!(
        row(&withdrawal, "Time"),
        ["30 days after your whole order has arrived"]
    );
    assert_eq!(row(&withdrawal, "By law"), ["14 days"]);
    assert_eq!(row(&withdrawal, "Return costs"), ["We pay for the return"]);
    assert_eq!(
        row(&withdrawal, "Money back"),
        ["Within 14 days of your message"]
    );
    assert!(row(&withdrawal, "Not for").contains(&"Goods made specially for you".to_owned()));
    let guarantee = section(&page, "guarantee");
    assert_eq!(row(&guarantee, "Time"), ["2 years after delivery"]);
    assert_eq!(row(&guarantee, "You get"), ["Repair or replacement"]);
    assert_eq!(
        row(&section(&page, "warranty"), "Time"),
        ["3 years after delivery"]
    );
    assert_eq!(
        row(&section(&page, "transit"), "Time"),
        ["14 days after delivery"]
    );
    assert_eq!(
        section(&page, "outside").lead,
        "We would still like to help: a discount on your next order. A person decides how much."
    );
    assert_eq!(
        row(&section(&page, "answer"), "You hear from us"),
        ["Within 24 hours"]
    );
    assert!(page.sections.iter().all(|section| section.id != "exchange"));
}

/// A key that is missing shows as itself, a fact that is missing as a brace.
#[test]
fn every_preset_is_said_whole_in_every_language() {
    for law in PRESETS.iter().flat_map(|preset| (preset.laws)()) {
        let mut policy = checked(&[SHOP, POLICY].concat());
        policy.1.laws = vec![law];
        for language in LANGUAGES {
            let text = document_for_the_shop(&policy.0, &policy.1, language).to_text(100);
            let groups = [
                "policy.",
                "condition.",
                "said.",
                "trait.",
                "time.",
                "evidence.",
            ];
            let is_key = |word: &str| {
                let rest = groups.iter().find_map(|group| word.strip_prefix(group));
                rest.is_some_and(|rest| !rest.is_empty())
            };
            assert!(!text.split_whitespace().any(is_key), "{language}: {text}");
            assert!(!text.contains(['{', '}']), "{language}: {text}");
        }
    }
}

#[test]
fn every_condition_has_its_clause_in_every_language() {
    for language in LANGUAGES {
        let said = |key: &str| texts(language).contains_key(key);
        for subject in Subject::ALL {
            let key = format!("condition.{}", conditions::name(subject));
            let forms = ["", ".yes", ".above", ".from", ".at_least.one"];
            let all = forms.iter().any(|form| said(&format!("{key}{form}")));
            assert!(all, "{language} has no clause for {key}");
        }
    }
}

/// A rule that sets everything there is to set.
const EVERYTHING: &str = r#"{
    "id": "everything",
    "when": [["discount", {"at_least": 1}]],
    "then": {
        "remedies": ["store_credit"], "eligible": true, "decision": "review",
        "window": {"days": 60, "from": "order"}, "evidence": [],
        "question": {"id": "age", "text": {"en": "How old is it?"}},
        "tip": {"en": "Charge it first."}, "return_shipping": "customer",
        "drop_off": ["12 rue de l’Abat-Jour"], "fee": {"money": {"amount_minor": 500, "currency": "EUR"}},
        "bonus": {"percent": 10}, "keep_item": false, "loaner": true, "contact": {"name": "Nadia"},
        "deadlines": [["respond", 24], ["refund", 72]]
    }
}"#;

#[test]
fn every_action_of_a_rule_is_said_in_every_language() {
    let (shop, mut policy) = checked(&[SHOP, POLICY].concat());
    policy.rules = vec![serde_json::from_str(EVERYTHING).unwrap()];
    let said = |language| {
        section(&document(&shop, &policy, language), "rules").rules[0]
            .text
            .clone()
    };
    assert_eq!(
        said("en"),
        "If the order was discounted: store credit; we help even if the usual time is over; a person looks at it \
         first; time: 60 days after you ordered; nothing to show; we ask you: “How old is it?”; we show you this tip \
         first: “Charge it first.”; you pay for the return; you can hand it in at: 12 rue de l’Abat-Jour; €5 is kept \
         back from a refund; 10% more if you choose store credit or a discount; please send the item back; you get a \
         loaner meanwhile; your contact: Nadia; an answer within 24 hours; your money back within 3 days."
    );
    for language in LANGUAGES {
        assert_eq!(
            // Arabic has its own semicolon.
            said(language).replace('؛', ";").matches("; ").count(),
            15,
            "{language}: {}",
            said(language)
        );
    }
}

#[test]
fn a_law_without_withdrawal_says_so() {
    let (shop, mut policy) = checked(&[SHOP, "[vars.POLICY]\npreset = \"fr\"\n"].concat());
    policy.laws.clear();
    let page = document(&shop, &policy, "en");
    assert!(
        section(&page, "withdrawal")
            .lead
            .starts_with("There is no general right")
    );
    assert!(
        page.sections
            .iter()
            .all(|section| section.id != "guarantee")
    );
}

#[test]
fn the_text_keeps_to_its_width_and_html_is_escaped() {
    for language in LANGUAGES {
        let page = page(language);
        let text = page.to_text(72);
        let longest = text.lines().map(|line| line.chars().count()).max();
        assert!(longest <= Some(72), "{language}: {longest:?}");
        let html = page.to_html();
        assert!(html.contains("Lumen &amp; Co"), "{html}");
        for (open, close) in [
            ("<section", "</section>"),
            ("<dl>", "</dl>"),
            ("<li>", "</li>"),
        ] {
            assert_eq!(html.matches(open).count(), html.matches(close).count());
        }
    }
}

#[test]
fn search_engines_are_told_the_same() {
    let (shop, policy) = checked(&[SHOP, POLICY].concat());
    let expected = json!({
        "@context": "https://schema.org",
        "@type": "OnlineStore",
        "name": "Lumen & Co",
        "url": "https://lumen.example",
        "hasMerchantReturnPolicy": {
            "@type": "MerchantReturnPolicy",
            "applicableCountry": "FR",
            "returnPolicyCountry": "FR",
            "merchantReturnLink": "https://claims.lumen.example/policy",
            "returnPolicyCategory": "https://schema.org/MerchantReturnFiniteReturnWindow",
            "merchantReturnDays": 30,
            "returnMethod": "https://schema.org/ReturnByMail",
            "returnFees": "https://schema.org/FreeReturn",
            "customerRemorseReturnFees": "https://schema.org/FreeReturn",
            "refundType": ["https://schema.org/FullRefund"],
            "itemDefectReturnFees": "https://schema.org/FreeReturn",
        },
    });
    assert_eq!(
        json_ld(&shop, &policy, "https://claims.lumen.example/policy"),
        expected
    );
}

#[test]
fn where_neither_law_nor_shop_takes_sound_goods_back_search_engines_are_told_so() {
    let (shop, mut policy) = checked(&[SHOP, "[vars.POLICY]\npreset = \"fr\"\n"].concat());
    policy.laws.clear();
    let returns = &json_ld(&shop, &policy, "x")["hasMerchantReturnPolicy"];
    assert_eq!(
        returns["returnPolicyCategory"],
        "https://schema.org/MerchantReturnNotPermitted"
    );
    assert_eq!(returns.get("merchantReturnDays"), None);
    assert_eq!(returns.get("itemDefectReturnFees"), None);
}
