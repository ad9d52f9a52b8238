//! What went wrong that no field is to blame for.

use super::{refused, set, shop, start};
use crate::flow::{Act, Field, News, Todo, Trouble};
use serde_json::json;

#[test]
fn a_wrong_address_and_an_unknown_order_are_told_alike() {
    let told = |detail: &str| {
        let mut flow = start(shop());
        set(&mut flow, Field::Order, "LL-1001");
        set(&mut flow, Field::Email, "anna@example.com");
        flow.apply(Act::Next);
        let answer = refused(
            "order_not_found",
            &json!({ "status": 404, "detail": detail }),
        );
        let todos = flow.hear(News::Found(Err(answer)));
        (
            todos,
            flow.alert,
            flow.errors,
            flow.kept.screen,
            flow.kept.order_number,
        )
    };
    let (todos, alert, ..) = told("wrong e-mail");
    assert_eq!(
        todos,
        [Todo::Emit(
            "error",
            "{\"code\":\"order_not_found\"}".to_owned()
        )]
    );
    let alert = alert.unwrap();
    assert_eq!((alert.key, alert.retry), ("find.not_found", false));
    assert_eq!(told("wrong e-mail"), told("unknown order"));
}

#[test]
fn each_trouble_has_its_words_and_says_whether_to_try_again() {
    let no_more = json!({});
    for (trouble, key, retry) in [
        (Trouble::NoAnswer, "error.network", true),
        (Trouble::Offline, "error.network", true),
        (refused("backend_unavailable", &no_more), "error.busy", true),
        (refused("internal", &no_more), "error.busy", true),
        (
            refused("config_invalid", &no_more),
            "error.unavailable",
            false,
        ),
        (
            refused("origin_not_allowed", &no_more),
            "error.unavailable",
            false,
        ),
        (refused("token_expired", &no_more), "error.session", false),
        (
            refused("illegal_transition", &no_more),
            "error.illegal",
            false,
        ),
        (
            refused("idempotency_key_reused", &no_more),
            "check.changed",
            false,
        ),
    ] {
        let alert = trouble.alert();
        assert_eq!((alert.key, alert.retry), (key, retry), "{trouble:?}");
    }
}

#[test]
fn a_code_nobody_knows_is_told_and_passed_on() {
    let mut flow = start(shop());
    let todos = flow.hear(News::Found(Err(refused("brand_new", &json!({})))));
    assert_eq!(
        todos,
        [Todo::Emit("error", "{\"code\":\"brand_new\"}".to_owned())]
    );
    assert_eq!(flow.alert.map(|alert| alert.key), Some("error.busy"));
}
