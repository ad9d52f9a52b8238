//! `GET /policy`: the policy in plain words, for everyone.

use serde_json::Value;
use tests::{http::get, world::World};

/// The JSON-LD in the head of a page.
fn json_ld(page: &str) -> Value {
    let (_, rest) = page
        .split_once("<script type=\"application/ld+json\">")
        .expect("the page has JSON-LD");
    let (data, rest) = rest.split_once("</script>").expect("an end");
    assert!(!rest.contains("<script"), "no other script: {rest}");
    serde_json::from_str(data).expect("JSON")
}

#[test]
fn the_policy_is_a_page_in_the_readers_language() {
    let world = World::shared();
    for (path, accepted, code, title) in [
        (
            "/policy",
            "fr-FR,fr;q=0.9",
            "fr",
            "Retours et garanties chez Lumen Lampes",
        ),
        (
            "/policy",
            "de-AT,de;q=0.9,en;q=0.5",
            "de",
            "Rückgabe und Garantie bei Lumen Lampes",
        ),
        (
            "/policy?lang=uk",
            "fr",
            "uk",
            "Повернення та гарантії в Lumen Lampes",
        ),
        (
            "/policy",
            "nl",
            "fr",
            "Retours et garanties chez Lumen Lampes",
        ),
    ] {
        let answer = get(&world.edge.at(path))
            .header("accept-language", accepted)
            .send()
            .expect(200);
        let page = answer.text();
        assert!(
            page.contains(&format!("<html lang=\"{code}\">")),
            "{path} {accepted}: {page}"
        );
        assert!(
            page.contains(&format!("<h1>{title}</h1>")),
            "{path} {accepted}: {page}"
        );
        assert!(
            page.contains("href=\"/claim\""),
            "the way to a claim: {page}"
        );
        assert_eq!(answer.header("content-language"), Some(code));
    }
}

#[test]
fn the_page_runs_nothing_and_tells_search_engines_the_same() {
    let world = World::shared();
    let answer = get(&world.edge.at("/policy?lang=en")).send().expect(200);

    let returns = &json_ld(&answer.text())["hasMerchantReturnPolicy"];
    assert_eq!(returns["@type"], "MerchantReturnPolicy");
    assert_eq!(returns["applicableCountry"], "FR");
    assert!(
        returns["merchantReturnDays"].as_u64() >= Some(14),
        "{returns}"
    );
    let link = returns["merchantReturnLink"].as_str().unwrap();
    assert!(link.ends_with("/policy"), "{link}");

    let policy = answer
        .header("content-security-policy")
        .expect("a policy of its own");
    assert!(
        policy.contains("default-src 'none'") && !policy.contains("unsafe"),
        "{policy}"
    );
    assert!(!policy.contains("script-src"), "{policy}");
    assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
    assert_eq!(answer.header("referrer-policy"), Some("no-referrer"));
}

#[test]
fn public_rules_are_sentences_and_private_rules_are_not_there() {
    let world = World::shared();
    for (language, public, private) in [
        ("en", "the item costs less than €30", "blocked"),
        ("fr", "l’article coûte moins de 30", "bloqué"),
        ("de", "der Artikel weniger als 30", "gesperrt"),
        ("ru", "товар стоит меньше чем 30", "заблокирован"),
    ] {
        let path = format!("/policy?lang={language}");
        let page = get(&world.edge.at(&path)).send().expect(200).text();
        assert!(page.contains(public), "{language}: {page}");
        assert!(
            !page.contains(private) && !page.contains("known-abuse"),
            "{language}: {page}"
        );
    }
}

#[test]
fn editors_find_the_schema_of_the_policy() {
    let world = World::shared();
    let schema = get(&world.edge.at("/policy.schema.json"))
        .send()
        .expect(200);
    let kept = include_str!("../../../docs/policy.schema.json");
    let (served, kept): (Value, Value) = (schema.json(), serde_json::from_str(kept).unwrap());
    assert_eq!(served, kept);
}
