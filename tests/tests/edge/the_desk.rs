//! `GET /v1/backend/claims`: the shop reads what it has.

use claims::{claim::Claim, status::ClaimEvent};
use serde_json::Value;
use tests::{
    config::SHOP_SECRET,
    desk,
    http::{Answer, get},
    world::World,
};

fn list(world: &World, query: &str) -> Answer {
    get(&world.edge.at(&format!("/v1/backend/claims{query}")))
        .bearer(SHOP_SECRET)
        .send()
}

#[test]
fn the_desk_lists_claims_by_status_and_opens_one_with_its_timeline() {
    let world = World::new();
    let (first, second) = (world.claim(), world.claim());
    desk::answer(
        &world.edge,
        second.number(),
        ClaimEvent::Declined {
            reason: "Water damage.".to_owned(),
        },
    );

    let numbers = |query: &str| -> Vec<String> {
        let page: Value = list(&world, query).expect(200).json();
        let claims: Vec<Claim> = serde_json::from_value(page["claims"].clone()).unwrap();
        claims
            .into_iter()
            .map(|claim| claim.number.as_str().to_owned())
            .collect()
    };
    assert_eq!(numbers("").len(), 2);
    assert_eq!(numbers("?status=declined"), [second.number()]);
    assert_eq!(numbers("?status=received"), [first.number()]);
    assert_eq!(numbers("?status=resolved"), [""; 0]);

    let opened: Value = desk::claim(&world.edge, second.number()).expect(200).json();
    assert!(
        opened.to_string().contains("Water damage."),
        "with what happened: {opened}"
    );
}

#[test]
fn the_desk_opens_with_the_shops_secret_only() {
    let world = World::shared();
    let claim = world.claim();
    for path in [
        "/v1/backend/claims".to_owned(),
        format!("/v1/backend/claims/{}", claim.number()),
    ] {
        let url = world.edge.at(&path);
        let _ = get(&url).send().problem(401, "token_missing");
        let almost = &SHOP_SECRET[..SHOP_SECRET.len() - 1];
        for secret in ["wrong", almost, &claim.filed.tracking_token] {
            let _ = get(&url)
                .bearer(secret)
                .send()
                .problem(401, "token_invalid");
        }
        let _ = get(&url).bearer(SHOP_SECRET).send().expect(200);
    }
}

#[test]
fn a_question_the_desk_cannot_mean_is_refused_with_the_parameter() {
    let world = World::shared();
    for (query, pointer) in [
        ("?status=lost", "/status"),
        ("?limit=0", "/limit"),
        ("?limit=many", "/limit"),
        ("?after=%20", "/after"),
    ] {
        let problem = list(&world, query).problem(422, "invalid_body");
        assert_eq!(problem.errors[0].pointer, pointer, "{query}");
    }
    let _ = desk::claim(&world.edge, "2222-2222-2223").problem(404, "claim_not_found");
}
