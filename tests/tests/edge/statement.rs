//! The written claim, to print or keep.

use claims::problem::ProblemKind;
use tests::{customer, world::World};

#[test]
fn the_statement_has_what_the_customer_wrote_and_runs_none_of_it() {
    let world = World::shared();
    let (order, found) = world.found(10);
    let mut draft = world.draft(&order, "1", ProblemKind::Defective);
    let attack = "</td><script>alert(1)</script><img src=x onerror='alert(2)'> \"quoted\" & more";
    draft.customer.name = format!("Zoé {attack}");
    draft.lines[0].description = attack.to_owned();
    let claim = customer::file(&world.edge, &found, &draft);

    let statement = claim.call("GET", "/statement").send().expect(200);

    let page = statement.text();
    assert_eq!(
        statement
            .header("content-type")
            .unwrap()
            .to_lowercase()
            .replace(' ', ""),
        "text/html;charset=utf-8"
    );
    assert!(
        !page.contains("<script") && !page.contains("<img"),
        "{page}"
    );
    assert!(
        page.contains("&lt;script&gt;alert(1)"),
        "the words are there, escaped: {page}"
    );
    for said in [
        claim.number(),
        order.number(),
        "Lampe de table Aube",
        "Zoé",
        "Lumen Lampes",
    ] {
        assert!(page.contains(said), "{said} in {page}");
    }
    let policy = statement
        .header("content-security-policy")
        .expect("a policy of its own");
    assert!(policy.contains("default-src 'none'"), "{policy}");
    assert_eq!(statement.header("x-content-type-options"), Some("nosniff"));
}
