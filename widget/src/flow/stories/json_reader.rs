//! The page's JSON reader against serde's.

use super::shop_answer;
use crate::json::{Tree, Unreadable, read};
use serde_json::{Value, json};

/// What serde read, as the page's reader has it.
fn as_tree(value: &Value) -> Tree {
    match value {
        Value::Null => Tree::Nothing,
        Value::Bool(is) => Tree::Truth(*is),
        Value::Number(number) => Tree::Number(number.as_i64().unwrap()),
        Value::String(text) => Tree::Text(text.clone()),
        Value::Array(list) => Tree::List(list.iter().map(as_tree).collect()),
        Value::Object(map) => Tree::Map(
            map.iter()
                .map(|(name, value)| (name.clone(), as_tree(value)))
                .collect(),
        ),
    }
}

#[test]
fn both_readers_read_the_same() {
    for text in [
        "null",
        " true ",
        "\n\t\r false",
        "0",
        "-1",
        "9007199254740993",
        "9223372036854775807",
        "\"\"",
        r#""\"\\\/\b\f\n\r\t""#,
        r#""\u0000\u001f\u00e9\uFFFF\ud7ff\ue000""#,
        r#""\ud83d\ude00\ud800\udc00\udbff\udfff""#,
        "\"é漢\u{1f600}\u{2028}\"",
        "[]",
        "[ ]",
        "[1,[2,[3]]]",
        "{}",
        r#"{"a":{"b":[{"c":null}]},"d":"e"}"#,
        r#"{"":""}"#,
    ] {
        let by_serde: Value = serde_json::from_str(text).unwrap();
        assert_eq!(read(text), Ok(as_tree(&by_serde)), "{text}");
    }
    let answer = serde_json::to_value(shop_answer(|_| {})).unwrap();
    for text in [
        serde_json::to_string(&answer).unwrap(),
        serde_json::to_string_pretty(&answer).unwrap(),
    ] {
        assert_eq!(read(&text), Ok(as_tree(&answer)));
    }
}

#[test]
fn garbage_is_refused_by_both_readers() {
    for text in [
        " ",
        "}",
        "]",
        ",",
        "{]",
        "[}",
        "[1",
        "[1,",
        "[,1]",
        "[1 2]",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{a:1}",
        "{\"a\":1 \"b\":2}",
        "tru",
        "truee",
        "nulls",
        "True",
        "'a'",
        "\"a",
        "\"\\\"",
        "\"\\u00g0\"",
        "\"\\u\"",
        "\"\\ud83d\"",
        "\"\\ud83d x\"",
        "\"\\ud83d\\n\"",
        "\"\\ud83d\\u0041\"",
        "\"\\ude00\"",
        "--1",
        "+1",
        "1a",
        "-",
        ".5",
        "[] []",
        "{} x",
        "null\0",
        "\u{feff}{}",
    ] {
        assert!(serde_json::from_str::<Value>(text).is_err(), "{text:?}");
        assert_eq!(read(text), Err(Unreadable), "{text:?}");
    }
}

#[test]
fn what_is_nested_too_deep_is_refused_before_the_stack_ends() {
    let nested = |depth: usize| ["[".repeat(depth), "]".repeat(depth)].concat();
    assert!(read(&nested(30)).is_ok());
    for text in [
        nested(40),
        "[".repeat(1_000_000),
        "{\"a\":".repeat(1_000_000),
    ] {
        assert_eq!(read(&text), Err(Unreadable));
    }
}

#[test]
fn every_start_of_an_answer_is_refused_and_none_breaks_the_reader() {
    let whole =
        serde_json::to_string(&json!({ "a": ["é", "\u{1f600}\n", -12, true, null], "b": {} }))
            .unwrap();
    for (end, _) in whole.char_indices() {
        assert_eq!(read(&whole[..end]), Err(Unreadable), "{}", &whole[..end]);
    }
}
