use super::*;
use crate::places::Places;
use serde_json::Value;

fn wanted(today: &str) -> Wanted {
    let story = Places::of_this_checkout().at("examples/policies/eu-withdrawal-last-day");
    Wanted {
        config: Some(story.join("policy.toml")),
        order: Some(story.join("order.json")),
        draft: Some(story.join("draft.json")),
        today: Some(today.to_owned()),
        locale: Some("en".to_owned()),
    }
}

fn mistakes(wanted: &Wanted) -> String {
    match tried(wanted) {
        Ok(_) => String::new(),
        Err(trouble) => trouble.to_string(),
    }
}

#[test]
fn a_claim_is_told_to_the_customer_and_to_the_shop() {
    let trial = tried(&wanted("2026-11-16")).unwrap();
    let words = words::of(&trial);
    for part in [
        "What the customer reads",
        "Granted",
        "What the shop reads",
        "withdrawal.until",
    ] {
        assert!(words.contains(part), "{part} in\n{words}");
    }
    let reasons = &trial.verdict.lines[0].reasons;
    assert!(reasons.iter().all(|reason| !reason.text.is_empty()));
}

#[test]
fn what_is_missing_or_wrong_is_named_at_once() {
    let lines = mistakes(&Wanted::default());
    for option in ["--config", "--order", "--draft", "--today"] {
        assert!(lines.contains(option), "{lines}");
    }
    let day = mistakes(&wanted("2026-02-30"));
    assert_eq!(
        day,
        "--today: found `2026-02-30`, expected a day such as 2026-11-21"
    );
    let swapped = Wanted {
        order: wanted("2026-11-16").draft,
        draft: wanted("2026-11-16").order,
        ..wanted("2026-11-16")
    };
    let lines = mistakes(&swapped);
    assert!(lines.contains("--order: /number: found nothing"), "{lines}");
    assert!(
        lines.contains("--order: /placed_on: found nothing"),
        "{lines}"
    );
    assert!(lines.contains("--draft: /customer"), "{lines}");
    let language = Wanted {
        locale: Some("ru".to_owned()),
        ..wanted("2026-11-16")
    };
    assert!(mistakes(&language).starts_with("--locale: found `ru`"));
}

/// The command of each story's README is the one that reproduces it.
#[test]
fn every_story_can_be_tried_with_the_command_it_names() {
    let places = Places::of_this_checkout();
    let mut tried_stories = 0;
    for entry in fs::read_dir(places.at("examples/policies")).unwrap() {
        let readme = entry.unwrap().path().join("README.md");
        let Ok(text) = fs::read_to_string(&readme) else {
            continue;
        };
        let command = text
            .lines()
            .find(|line| line.starts_with("cargo xtask policy try "));
        let command = command.unwrap_or_else(|| panic!("{}: no command", readme.display()));
        let words = command.split_whitespace().skip(4);
        let mut wanted = Wanted::parse(lexopt::Parser::from_args(words)).unwrap();
        for file in [&mut wanted.config, &mut wanted.order, &mut wanted.draft] {
            *file = file.take().map(|file| places.at(file));
        }
        let trial = tried(&wanted).unwrap_or_else(|it| panic!("{}: {it}", readme.display()));
        let expected = fs::read_to_string(readme.with_file_name("verdict.json")).unwrap();
        let expected: Value = serde_json::from_str(&expected).unwrap();
        let found = serde_json::to_value(&trial.verdict).unwrap();
        for at in compared(&expected) {
            let name = readme.display();
            assert_eq!(found.pointer(&at), expected.pointer(&at), "{name}: {at}");
        }
        tried_stories += 1;
    }
    assert!(tried_stories >= 60, "{tried_stories}");
}

/// What of a story's verdict is compared here: the decisions and the grounds. The walk in `claims` compares all of it.
fn compared(expected: &Value) -> Vec<String> {
    let mut pointers = vec!["/decision".to_owned()];
    let lines = expected["lines"].as_array();
    for (n, line) in lines.into_iter().flatten().enumerate() {
        let grounds = line["entitlements"].as_array();
        for ground in 0..grounds.map_or(0, Vec::len) {
            pointers.push(format!("/lines/{n}/entitlements/{ground}/basis"));
            pointers.push(format!("/lines/{n}/entitlements/{ground}/until"));
        }
    }
    // Null is how a story says that there is none.
    pointers.retain(|at| expected.pointer(at).is_some_and(|value| !value.is_null()));
    pointers
}
