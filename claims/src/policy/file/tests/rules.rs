//! Each mistake of a rule, with the line its owner reads.

use super::*;

#[test]
fn a_mistake_in_a_rule_is_named() {
    let rule =
        |lines: &str| format!("{SHOP}[vars.POLICY]\npreset = \"fr\"\n[[vars.RULES]]\n{lines}");
    let then = "then = { decision = \"review\" }";
    for (lines, expected) in [
        (
            then,
            "RULES[0].id: found nothing, expected up to 64 small letters, digits, `-` and `_`, such as \"does-not-charge\"",
        ),
        (
            "id = \"Small Defects\"\nthen = { keep_item = true }",
            "RULES[0].id: found \"Small Defects\", expected up to 64 small letters, digits, `-` and `_`, such as \
          \"does-not-charge\"; did you mean `small-defects`?",
        ),
        (
            "id = \"a\"",
            "RULES[0].then: found nothing, expected at least one of: eligible, text, window, remedies, decision, \
          evidence, question, tip, return_shipping, drop_off, fee, bonus, keep_item, loaner, contact, deadlines",
        ),
        (
            "id = \"a\"\nthen = {}",
            "RULES[0].then: found a rule without an action, expected at least one of: eligible, text, window, remedies, \
          decision, evidence, question, tip, return_shipping, drop_off, fee, bonus, keep_item, loaner, contact, deadlines",
        ),
        (
            "id = \"a\"\nthen = { remedy = \"refund\" }",
            "RULES[0].then.remedy: found an unknown key, expected one of: eligible, text, window, remedies, decision, \
          evidence, question, tip, return_shipping, drop_off, fee, bonus, keep_item, loaner, contact, deadlines; did you mean `remedies`?",
        ),
        (
            "id = \"a\"\nwhen = { problem = \"defectiv\" }\nthen = { keep_item = true }",
            "RULES[0].when.problem: found \"defectiv\", expected the id of one of PROBLEMS, or a kind such as \
          \"defective\"; did you mean `defective`?",
        ),
        (
            "id = \"a\"\nwhen = { price_below = \"30 USD\" }\nthen = { keep_item = true }",
            "RULES[0].when.price_below: found \"30 USD\", expected an amount in EUR, the shop's currency; did you mean \
          `30 EUR`?",
        ),
        (
            "id = \"a\"\nwhen = { price_below = 30 }\nthen = { keep_item = true }",
            "RULES[0].when.price_below: found 30, expected an amount with its currency, such as \"30 EUR\"; did you mean \
          `30 EUR`?",
        ),
        (
            "id = \"a\"\nwhen = { country = [\"FR\", \"UK\"] }\nthen = { keep_item = true }",
            "RULES[0].when.country[1]: found \"UK\", expected a country as two capital letters (ISO 3166-1); did you \
          mean `GB`?",
        ),
        (
            "id = \"a\"\nwhen = { days_since_delivery_at_most = -1 }\nthen = { keep_item = true }",
            "RULES[0].when.days_since_delivery_at_most: found -1, expected a whole number of days from 0 to 36500",
        ),
        (
            "id = \"a\"\nwhen = { days_since_order_at_most = 5, days_since_order_at_least = 9 }\nthen = { keep_item = true }",
            "RULES[0].when: found `days_since_order_at_least = 9` with `days_since_order_at_most = 5`, expected a range that \
          something can be in",
        ),
        (
            "id = \"a\"\nwhen = { trait = \"custom\" }\nthen = { keep_item = true }",
            "RULES[0].when.trait: found \"custom\", expected one of: digital, perishable, sealed_hygiene, sealed_media, \
          custom_made, final_sale, oversized, technically_complex, digital_started, dated_leisure, \
             periodical, urgent_repair, regular_delivery; did you mean `custom_made`?",
        ),
        (
            "id = \"a\"\nwhen = { locale = \"de\" }\nthen = { keep_item = true }",
            "RULES[0].when.locale: found \"de\", expected one of: fr, en",
        ),
        (
            "id = \"a\"\nwhen = { opened = \"no\" }\nthen = { keep_item = true }",
            "RULES[0].when.opened: found \"no\", expected true or false",
        ),
        (
            "id = \"a\"\nwhen = { customer_blocked = true }\nthen = { decision = \"review\" }",
            "RULES[0]: found a condition on the customer's history in a rule that is not private, expected `private = \
          true`: the page must not know the customer's history",
        ),
        (
            "id = \"a\"\nprivate = true\nthen = { decision = \"decline\" }",
            "RULES[0].then: found other actions in a private rule, expected `decision = \"review\"` and nothing else: a \
          private rule can only ask for a person",
        ),
        (
            "id = \"a\"\nthen = { fee = \"150 %\" }",
            "RULES[0].then.fee: found \"150 %\", expected whole per cent from 1 to 100, such as \"15 %\"",
        ),
        (
            "id = \"a\"\nthen = { window = { weeks = 2 } }",
            "RULES[0].then.window.weeks: found an unknown key, expected one of: days, months, from",
        ),
        (
            "id = \"a\"\nthen = { window = {} }",
            "RULES[0].then.window: found an empty table, expected `days` or `months`",
        ),
        (
            "id = \"a\"\nthen = { window = { from = \"order\" } }",
            "RULES[0].then.window: found no duration, expected `days` or `months`",
        ),
        (
            "id = \"a\"\nthen = { window = { days = 9, from = \"ordering\" } }",
            "RULES[0].then.window.from: found \"ordering\", expected one of: delivery, order, last_delivery; did you \
          mean `order`?",
        ),
        (
            "id = \"a\"\nthen = { question = { id = \"which\" } }",
            "RULES[0].then.question.text: found nothing, expected what is asked, in each language",
        ),
        (
            "id = \"a\"\nthen = { question = { text = { fr = \"?\", en = \"?\" } } }",
            "RULES[0].then.question.id: found nothing, expected up to 64 small letters, digits, `-` and `_`, such as \
          \"does-not-charge\"",
        ),
        (
            "id = \"a\"\nthen = { tip = { fr = \"Non\" } }",
            "RULES[0].then.tip.en: found nothing, expected the text in this language",
        ),
        (
            "id = \"a\"\nthen = { loaner = \"yes\" }",
            "RULES[0].then.loaner: found \"yes\", expected true or false",
        ),
        (
            "id = \"a\"\nthen = { bonus = \"10\" }",
            "RULES[0].then.bonus: found \"10\", expected an amount with its currency, such as \"30 EUR\"",
        ),
        (
            "id = \"a\"\nthen = { drop_off = [] }",
            "RULES[0].then.drop_off: found an empty list, expected a place, or a list of places",
        ),
        (
            "id = \"a\"\nthen = { contact = { name = \"Ann\" } }",
            "RULES[0].then.contact: found neither e-mail nor phone, expected at least one way to reach the person",
        ),
        (
            "id = \"a\"\nthen = { deadlines = { refund = 3 } }",
            "RULES[0].then.deadlines.refund: found 3, expected hours or days from \"1h\" to \"365d\"; did you mean `3h`?",
        ),
        (
            "id = \"a\"\nthen = { deadlines = { repairs = \"3d\" } }",
            "RULES[0].then.deadlines.repairs: found an unknown key, expected one of: respond, decide, refund, repair, \
          replace, loaner, send_back; did you mean `repair`?",
        ),
        (
            "id = \"a\"\nthen = { deadlines = {} }",
            "RULES[0].then.deadlines: found an empty table, expected some of: respond, decide, refund, repair, replace, \
          loaner, send_back",
        ),
        (
            "id = \"a\"\nthen = { text = { fr = \"Non\" }, eligible = false }",
            "RULES[0].then.text.en: found nothing, expected the text in this language",
        ),
        (
            "id = \"a\"\nthen = { eligible = false, decision = \"approve\" }",
            "RULES[0].then: found `eligible = false` with `decision = \"approve\"`, expected one or the other",
        ),
        (
            "id = \"a\"\nthen = { keep_item = true }\n[[vars.RULES]]\nid = \"a\"\nthen = { keep_item = true }",
            "RULES[1].id: found \"a\" again, expected an id of its own",
        ),
    ] {
        assert_eq!(mistake(&rule(lines)), expected);
    }
    let one = format!("{SHOP}[vars.POLICY]\npreset = \"fr\"\n[vars.RULES]\nid = \"a\"\n{then}");
    let expected = "RULES: found a table, headed [vars.RULES], expected an array of tables, each headed [[vars.RULES]]";
    assert_eq!(mistake(&one), expected);
}
