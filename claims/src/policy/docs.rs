//! Every policy in the documentation and every example shop's is checked.

use crate::policy::{
    file::{About, Described, actions, check, conditions},
    sample::config,
};
use std::path::{Path, PathBuf};

fn place(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

fn read(path: &str) -> String {
    std::fs::read_to_string(place(path)).unwrap()
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

/// The table of what stands in `docs/policy.md` between `<!-- NAME -->` and `<!-- end -->`.
fn table(heads: [&str; 3], rows: &[Described]) -> String {
    let mut table = format!("| {} |\n|---|---|---|\n", heads.join(" | "));
    for row in rows {
        let line = format!("| `{}` | {} | {} |\n", row.key, row.written, row.says);
        table.push_str(&line);
    }
    table
}

fn conditions_about(about: About) -> String {
    let rows: Vec<Described> = conditions()
        .into_iter()
        .filter(|row| row.about == about)
        .collect();
    table(["condition", "written", "holds where"], &rows)
}

/// The pages with their tables made anew.
fn with_fresh_tables(page: &str) -> String {
    let tables = [
        ("conditions on the claim", conditions_about(About::Claim)),
        ("conditions on the line", conditions_about(About::Line)),
        ("conditions on the order", conditions_about(About::Order)),
        (
            "conditions on the customer",
            conditions_about(About::Customer),
        ),
        ("actions", table(["action", "written", "sets"], &actions())),
    ];
    tables.iter().fold(page.to_owned(), |page, (name, table)| {
        let mark = format!("<!-- {name} -->\n");
        let (before, rest) = page.split_once(&mark).expect(name);
        let (_, after) = rest.split_once("<!-- end -->\n").expect(name);
        format!("{before}{mark}{table}<!-- end -->\n{after}")
    })
}

/// `RECOURSE_BLESS=1 cargo test -p claims docs` writes them.
#[test]
fn the_tables_of_the_policy_page_are_those_of_the_check() {
    let page = read("docs/policy.md");
    let fresh = with_fresh_tables(&page);
    if std::env::var_os("RECOURSE_BLESS").is_some() {
        std::fs::write(place("docs/policy.md"), &fresh).unwrap();
        return;
    }
    assert_eq!(
        page, fresh,
        "run `RECOURSE_BLESS=1 cargo test -p claims docs` to write the tables anew"
    );
}

#[test]
fn the_example_shops_have_good_policies() {
    for shop in ["lamps", "shoes"] {
        let path = format!("examples/storefront-{shop}/wrangler.toml");
        assert_good(&path, &read(&path));
    }
}
