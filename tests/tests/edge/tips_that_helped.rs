//! A tip that solves a problem is counted by problem, and nobody can have anything else counted.

use tests::{
    config::SHOP_SECRET,
    http::{get, post},
    world::World,
};

#[test]
fn what_a_tip_has_solved_is_counted_by_the_shops_own_problems_alone() {
    let world = World::new();
    let told = |body: &str| {
        post(&world.edge.at("/v1/solved"))
            .body("text/plain;charset=UTF-8", body)
            .send()
    };
    let known = world.shop_answer().policy.problems[0].id.clone();
    for problem in [known.as_str(), "no-such-problem", &known] {
        let _ = told(&format!("{{\"problem\":\"{problem}\"}}")).expect(202);
    }
    let _ = told("{}").problem(422, "invalid_body");
    let _ = told("solved").problem(400, "invalid_json");

    let metrics = get(&world.edge.at("/v1/backend/metrics"))
        .bearer(SHOP_SECRET)
        .send()
        .expect(200)
        .text();
    let counted: Vec<_> = metrics
        .lines()
        .filter(|line| line.starts_with("recourse_solved_total"))
        .collect();
    let expected = format!("recourse_solved_total{{problem=\"{known}\"}} 2");
    assert_eq!(counted, [expected]);
    world.edge.wait_for_log("\"event\":\"solved\"");
}
