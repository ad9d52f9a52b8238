//! A claim speaks its customer's language.

use claims::problem::ProblemKind;
use std::collections::BTreeSet;
use tests::{customer, http::get, world::World};

#[test]
fn reasons_problems_and_statement_are_in_the_customers_language() {
    let world = World::shared();
    let (mut reasons, mut problems) = (BTreeSet::new(), BTreeSet::new());
    for locale in ["fr", "en", "ru", "ar"] {
        let (order, found) = world.found(10);
        let mut draft = world.draft(&order, "1", ProblemKind::Defective);
        draft.locale = locale.to_owned();
        let claim = customer::file(&world.edge, &found, &draft);
        let view = claim.view();
        assert_eq!(view.locale, locale);
        reasons.insert(view.verdict.lines[0].reasons[0].text.clone());
        problems.insert(view.lines[0].problem.clone());
        let statement = claim.call("GET", "/statement").send().expect(200);
        assert!(
            statement.text().contains(&format!("lang=\"{locale}\"")),
            "{statement:?}"
        );
    }
    assert_eq!(reasons.len(), 4, "{reasons:?}");
    assert_eq!(problems.len(), 4, "{problems:?}");
    let is_cyrillic = |text: &String| text.chars().any(|sign| ('а'..='я').contains(&sign));
    assert!(reasons.iter().any(is_cyrillic), "{reasons:?}");
}

#[test]
fn arabic_is_written_from_the_right_with_the_digits_of_the_shop() {
    let world = World::shared();
    let (order, found) = world.found(10);
    let mut draft = world.draft(&order, "1", ProblemKind::Defective);
    draft.locale = "ar".to_owned();
    let claim = customer::file(&world.edge, &found, &draft);
    let reason = &claim.view().verdict.lines[0].reasons[0].text;
    let is_arabic = |text: &str| text.chars().any(|sign| ('ء'..='ي').contains(&sign));
    let has_arabic_digits = |text: &str| text.chars().any(|sign| ('٠'..='٩').contains(&sign));
    assert!(is_arabic(reason) && !has_arabic_digits(reason), "{reason}");

    let statement = claim.call("GET", "/statement").send().expect(200).text();
    let policy = get(&world.edge.at("/policy?lang=ar"))
        .send()
        .expect(200)
        .text();
    for page in [statement, policy] {
        assert!(page.contains("<html lang=\"ar\" dir=\"rtl\">"), "{page}");
        assert!(is_arabic(&page) && !has_arabic_digits(&page), "{page}");
    }
}

#[test]
fn a_language_the_shop_does_not_speak_becomes_one_it_does() {
    let world = World::shared();
    let (order, found) = world.found(10);
    let mut draft = world.draft(&order, "1", ProblemKind::Defective);
    draft.locale = "fr-CA".to_owned();
    let claim = customer::file(&world.edge, &found, &draft);
    assert!(!claim.view().verdict.lines[0].reasons[0].text.is_empty());
}
