//! `/embed-check`: what the Worker tells a shop's developer, and that it fetches nothing for anyone.

use serde_json::Value;
use tests::{config::ORIGIN, http::get, world::World};

fn facts(world: &World, path: &str, origin: Option<&str>) -> Value {
    let mut call = get(&world.edge.at(path));
    if let Some(origin) = origin {
        call = call.header("origin", origin);
    }
    let answer = call.send().expect(200);
    assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    answer.json()
}

#[test]
fn a_page_learns_whether_its_origin_is_the_shops_and_what_time_it_is() {
    let world = World::shared();
    let own = facts(&world, "/embed-check.json", Some(ORIGIN));
    assert_eq!(own["product"], "recourse");
    assert_eq!(own["origin"], ORIGIN);
    assert_eq!(own["allowed"], true);
    assert!(own["now"].as_i64().unwrap() > 1_700_000_000);
    for foreign in ["https://foreign.example", "null"] {
        let told = facts(&world, "/embed-check.json", Some(foreign));
        assert_eq!(told["origin"], foreign);
        assert_eq!(told["allowed"], false);
        assert!(
            !told.to_string().contains(ORIGIN),
            "the shop's other origins are not named"
        );
    }
}

#[test]
fn the_origin_of_a_pasted_page_is_judged_as_if_it_had_asked() {
    let world = World::shared();
    let path = |origin: &str| format!("/embed-check.json?origin={origin}");
    assert_eq!(facts(&world, &path(ORIGIN), None)["allowed"], true);
    let foreign = "https%3A%2F%2Fforeign.example";
    assert_eq!(facts(&world, &path(foreign), None)["allowed"], false);
}

#[test]
fn the_page_runs_its_own_script_alone_and_its_files_are_there() {
    let world = World::shared();
    let page = get(&world.edge.at("/embed-check")).send().expect(200);
    let policy = page.header("content-security-policy").unwrap();
    assert!(policy.contains("default-src 'none'; script-src 'self'; connect-src 'self'"));
    assert!(policy.contains("form-action 'none'; frame-ancestors 'none'"));
    assert!(page.text().contains("/assets/check.js"));
    for file in ["check.js", "embed-check.js", "recourse.d.ts"] {
        let answer = get(&world.edge.at(&format!("/assets/{file}"))).send();
        let answer = answer.expect(200);
        assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
        assert_eq!(
            answer.header("cross-origin-resource-policy"),
            Some("cross-origin")
        );
    }
}
