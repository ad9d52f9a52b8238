//! Lists that go on in the next variable.

use super::*;

/// A rule of about `bytes` bytes of JSON.
fn long_rule(id: &str, bytes: usize) -> serde_json::Value {
    json!({ "id": id, "when": { "sku": id }, "then": { "decision": "review", "text": { "fr": "a".repeat(bytes), "en": "a" } } })
}

#[test]
fn a_long_list_goes_on_in_the_next_variable() {
    let mut vars = json!({
        "POLICY": { "preset": "fr" },
        "RULES_3": [long_rule("c", 9)],
        "RULES": [long_rule("a", 9)],
        "RULES_2": [long_rule("b", 9)],
        "PROBLEMS": [{ "id": "dead", "kind": "defective", "text": { "fr": "Morte", "en": "Dead" } }],
        "PROBLEMS_2": [{ "id": "dull", "kind": "other", "text": { "fr": "Terne", "en": "Dull" } }],
    });
    vars["SHOP"] = config(SHOP).shop;
    let check = |vars: &serde_json::Value| check(&ConfigFile::of(vars.as_object().unwrap()));
    let (_, policy) = check(&vars).config.unwrap();
    let ids: Vec<&str> = policy.rules.iter().map(|rule| rule.id.as_str()).collect();
    assert_eq!(ids, ["a", "b", "c"]);
    assert!(policy.problem("dead").is_some() && policy.problem("dull").is_some());

    let lines = |vars: &serde_json::Value| -> Vec<String> {
        let found = check(vars);
        found.mistakes.iter().map(Mistake::to_string).collect()
    };
    let mut wrong = vars.clone();
    wrong["RULES_2"][0]["id"] = json!("a");
    wrong["RULES_3"] = json!({});
    wrong["PROBLEMS_2"][0]["kind"] = json!("others");
    assert_eq!(
        lines(&wrong),
        [
            "PROBLEMS_2[0].kind: found \"others\", expected one of: changed_mind, does_not_fit, not_as_described, \
             defective, damaged_in_transit, wrong_item, missing_parts, other; did you mean `other`?",
            "RULES_3: found a table, headed [vars.RULES_3], expected an array of tables, each headed [[vars.RULES_3]]",
            "RULES_2[0].id: found \"a\" again, expected an id of its own",
        ]
    );
    let mut gap = vars.clone();
    gap.as_object_mut().unwrap().remove("RULES_2");
    assert_eq!(
        lines(&gap),
        [
            "RULES_3: found no RULES_2 before it, expected numbers without a gap; did you mean `RULES_2`?"
        ]
    );
    for (name, meant) in [
        ("RULES4", "RULES_4"),
        ("RULES_04", "RULES_4"),
        ("rules_4", "RULES_4"),
        ("PROBLEM_3", "PROBLEMS"),
        ("POLICY_2", "POLICY"),
    ] {
        let mut odd = vars.clone();
        odd[name] = json!([]);
        if name == "POLICY_2" || name == "PROBLEM_3" {
            odd.as_object_mut().unwrap().remove(meant);
        }
        let expected = format!(
            "{name}: found a name that is not read, expected SHOP, POLICY, MAIL, RULES or PROBLEMS; a long list goes on in \
             RULES_2, RULES_3; did you mean `{meant}`?"
        );
        assert!(
            lines(&odd).contains(&expected),
            "{name}: {:#?}",
            lines(&odd)
        );
    }
    for name in [
        "SHARDS",
        "SHOP_SECRET",
        "BACKEND_URL",
        "RULE_BOOK",
        "MY_PROBLEMS",
    ] {
        let mut other = vars.clone();
        other[name] = json!("x");
        assert_eq!(lines(&other), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn a_variable_that_is_too_long_says_where_to_cut_it() {
    let warnings = |rules: serde_json::Value| -> Vec<String> {
        let mut file = config(&format!("{SHOP}[vars.POLICY]\npreset = \"fr\""));
        file.rules = rules.into();
        check(&file)
            .warnings
            .iter()
            .map(Mistake::to_string)
            .collect()
    };
    let of = |id: &str| long_rule(id, 1000);
    assert_eq!(
        warnings(json!([of("a"), of("b"), of("c"), of("d"), of("e")])),
        [
            "RULES: found 5426 bytes, expected at most 5120 bytes in one variable: head what comes from RULES[4] on with \
          [[vars.RULES_2]]"
        ]
    );
    assert_eq!(
        warnings(json!([of("a"), of("b"), of("c"), of("d")])),
        Vec::<String>::new()
    );
    assert_eq!(
        warnings(json!([long_rule("a", 6000)])),
        [
            "RULES: found 6086 bytes, expected at most 5120 bytes in one variable: the first entry alone is longer"
        ]
    );
}
