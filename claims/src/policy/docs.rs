//! Every policy in the documentation and every example shop's is checked.

use crate::policy::{
    file::{actions, check, conditions},
    sample::config,
};
use std::path::Path;

fn read(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)).unwrap()
}

fn assert_good(place: &str, toml: &str) {
    let found = check(&config(toml));
    let lines: Vec<String> = found.mistakes.iter().map(ToString::to_string).collect();
    assert!(lines.is_empty(), "{place}: {lines:#?}");
}

#[test]
fn each_toml_block_of_the_policy_page_is_a_good_policy() {
    let page = read("docs/policy.md");
    let blocks: Vec<&str> = page
        .split("```toml\n")
        .skip(1)
        .map(|rest| rest.split("```").next().unwrap())
        .collect();
    assert!(blocks.len() >= 4, "{} blocks", blocks.len());
    for block in blocks {
        // A block may show one variable alone: the law then is France's.
        let preset = if block.contains("[vars.POLICY]") {
            ""
        } else {
            "[vars.POLICY]\npreset = \"fr\"\n"
        };
        assert_good("docs/policy.md", &format!("{preset}{block}"));
    }
}

#[test]
fn the_page_names_every_condition_and_action() {
    let page = read("docs/policy.md");
    for described in conditions().into_iter().chain(actions()) {
        let name = format!("`{}`", described.key);
        assert!(page.contains(&name), "docs/policy.md lacks {name}");
    }
}

#[test]
fn the_example_shops_have_good_policies() {
    for shop in ["lamps", "shoes"] {
        let path = format!("examples/storefront-{shop}/wrangler.toml");
        assert_good(&path, &read(&path));
    }
}
