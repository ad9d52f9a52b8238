//! What Analytics Engine is given, read back: wrangler's own dataset keeps nothing, so one of ours stands in its place.

use claims::limits::FILE_BYTES;
use serde_json::Value;
use tests::{
    config::{Config, SHOP_SECRET},
    customer::{self, Upload},
    edge::Edge,
    http::{get, post},
    patience, photo,
    shop::Shop,
    world::World,
};

/// <https://developers.cloudflare.com/analytics/analytics-engine/limits/>
const INDEX_BYTES: usize = 96;
const FIELDS: usize = 20;
const BLOBS_BYTES: usize = 16 * 1024;

fn data_points(edge: &Edge) -> Vec<Value> {
    let log = edge.log();
    let points = log
        .lines()
        .filter_map(|line| line.split_once("data point "));
    points
        .filter_map(|(_, point)| serde_json::from_str(point).ok())
        .collect()
}

fn texts(point: &Value, field: &str) -> Vec<String> {
    let all = point[field].as_array().into_iter().flatten();
    all.map(|text| text.as_str().expect("a text").to_owned())
        .collect()
}

fn numbers(point: &Value) -> Vec<f64> {
    let all = point["doubles"].as_array().into_iter().flatten();
    all.map(|number| number.as_f64().expect("a number"))
        .collect()
}

#[test]
fn every_request_is_one_data_point_of_its_route_and_outcome_within_the_platforms_limits() {
    let shop = Shop::open();
    let edge = Edge::start_by_wrangler(&Config::lumen().with_recorded_analytics(), &shop.url());
    let world = World { edge, shop };
    let claim = world.claim();
    let _ = claim
        .upload(&Upload::photo(&photo::phone_jpeg(1)))
        .expect(200);
    let _ = customer::find(&world.edge, "T-99999", "stranger@mail.example")
        .problem(404, "order_not_found");
    let too_long = vec![0; usize::try_from(FILE_BYTES).unwrap() + 1];
    let _ = claim
        .upload(&Upload::photo(&too_long))
        .problem(413, "file_too_large");
    let made_up = format!("/{}", "zoe@mail.example/".repeat(40));
    let _ = get(&world.edge.at(&made_up))
        .send()
        .problem(404, "not_found");
    let _ = get(&world.edge.at("/v1/backend/metrics"))
        .bearer(SHOP_SECRET)
        .send()
        .expect(200);
    let problem = world.shop_answer().policy.problems[0].id.clone();
    let _ = post(&world.edge.at("/v1/solved"))
        .body(
            "text/plain;charset=UTF-8",
            format!("{{\"problem\":\"{problem}\"}}"),
        )
        .send()
        .expect(202);

    // Route, method, code, status; `/v1/shop` is asked for by the draft and for the problem.
    let expected = [
        ("/v1/orders/find", "POST", "", 200),
        ("/v1/shop", "GET", "", 200),
        ("/v1/claims", "POST", "", 201),
        ("/v1/claims/{number}/evidence/{n}", "PUT", "", 200),
        ("/v1/orders/find", "POST", "order_not_found", 404),
        (
            "/v1/claims/{number}/evidence/{n}",
            "PUT",
            "file_too_large",
            413,
        ),
        ("elsewhere", "GET", "not_found", 404),
        ("/v1/backend/metrics", "GET", "", 200),
        ("/v1/shop", "GET", "", 200),
    ];
    let points = patience::until("the last data point", || {
        let points = data_points(&world.edge);
        (points.len() >= expected.len() + 2).then_some(points)
    });
    assert_eq!(
        points.len(),
        expected.len() + 2,
        "one a request, and what the tip has solved"
    );
    for (point, (route, method, code, status)) in points.iter().zip(expected) {
        assert_eq!(texts(point, "indexes"), [route]);
        assert_eq!(texts(point, "blobs"), [route, method, code]);
        let numbers = numbers(point);
        assert_eq!(
            (numbers.len(), numbers[0]),
            (4, f64::from(status)),
            "{point}"
        );
        let (total, ledger, backend) = (numbers[1], numbers[2], numbers[3]);
        assert!(
            ledger + backend <= total + 2.0,
            "waiting is part of it: {point}"
        );
    }
    let solved = &points[expected.len()];
    assert_eq!(texts(solved, "indexes"), ["solved"]);
    assert_eq!(texts(solved, "blobs"), ["solved", problem.as_str()]);
    let last = &points[expected.len() + 1];
    assert_eq!(texts(last, "blobs"), ["/v1/solved", "POST", ""]);

    for point in &points {
        let (indexes, blobs) = (texts(point, "indexes"), texts(point, "blobs"));
        assert!(
            indexes.len() == 1 && indexes[0].len() <= INDEX_BYTES,
            "{point}"
        );
        assert!(
            blobs.len() <= FIELDS && numbers(point).len() <= FIELDS,
            "{point}"
        );
        assert!(
            blobs.iter().map(String::len).sum::<usize>() <= BLOBS_BYTES,
            "{point}"
        );
    }
    for personal in [
        "zoe",
        "mail.example",
        claim.number(),
        &*claim.filed.tracking_token,
    ] {
        let named = points
            .iter()
            .find(|point| point.to_string().contains(personal));
        assert_eq!(named, None, "{personal}");
    }
    let longest = claims::wire::routes::ROUTES
        .iter()
        .map(|route| route.path.len())
        .max();
    assert!(longest <= Some(INDEX_BYTES), "any route can be an index");
}
