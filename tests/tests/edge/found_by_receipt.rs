//! An order without its number: by a receipt or a serial number, where the shop says so.

use claims::wire::FoundOrder;
use serde_json::{Value, json};
use tests::{
    config::Config,
    customer,
    http::{Answer, get, post},
    shop::Order,
    world::World,
};

fn finds_by_both() -> World {
    let by = vec!["order", "receipt", "serial"];
    World::of(&Config::lumen().with_in("SHOP", "find_by", by))
}

fn find(world: &World, asked: &Value) -> Answer {
    post(&world.edge.at("/v1/orders/find")).json(asked).send()
}

fn sold(world: &World) -> Order {
    let mut order = Order::delivered(10);
    order.facts.lines[0].serial = Some(format!("SN-{}", order.number()));
    world.shop.sells(&order);
    order
}

#[test]
fn a_receipt_or_a_serial_number_with_the_address_finds_the_order() {
    let world = finds_by_both();
    let order = sold(&world);
    let serial = format!("SN-{}", order.number());
    for asked in [
        json!({ "receipt": order.receipt(), "email": order.email }),
        json!({ "serial": serial, "email": order.email }),
        json!({ "order_number": order.number(), "email": order.email }),
    ] {
        let found: FoundOrder = find(&world, &asked).expect(200).json();
        assert_eq!(found.order.number, order.number(), "{asked}");
    }
    let shop: Value = get(&world.edge.at("/v1/shop")).send().expect(200).json();
    assert_eq!(shop["shop"]["find_by"], json!(["receipt", "serial"]));
}

#[test]
fn a_number_of_somebody_else_and_one_of_nobody_are_answered_alike_and_guessing_ends() {
    let world = finds_by_both();
    let order = sold(&world);
    let of_another = json!({ "receipt": order.receipt(), "email": "guess@mail.example" });
    let of_nobody = json!({ "receipt": "TILL-NONE", "email": "guess@mail.example" });
    // A receipt's number does not serve as an order's, nor a serial number as a receipt's.
    let as_an_order = json!({ "order_number": order.receipt(), "email": order.email });
    let as_a_serial = json!({ "serial": order.receipt(), "email": order.email });
    let answers =
        [of_another, of_nobody, as_an_order, as_a_serial].map(|asked| find(&world, &asked));
    for answer in &answers {
        let _ = answer.problem(404, "order_not_found");
        assert_eq!(answer.but_for_its_id(), answers[0].but_for_its_id());
    }
    let refused = (0..40).find(|n| {
        let email = format!("guess-{n}@mail.example");
        find(
            &world,
            &json!({ "receipt": order.receipt(), "email": email }),
        )
        .status
            == 429
    });
    assert!(
        refused.is_some_and(|n| n < 31),
        "guesses were counted by the receipt: {refused:?}"
    );
}

#[test]
fn a_shop_that_does_not_say_so_takes_orders_numbers_only() {
    let world = World::shared();
    let order = world.order(10);
    let asked = json!({ "receipt": order.receipt(), "email": order.email });
    let problem = find(&world, &asked).problem(422, "invalid_body");
    assert_eq!(problem.errors[0].pointer, "/receipt");
    let asked = json!({ "serial": "1", "receipt": "2", "email": order.email });
    let problem = find(&world, &asked).problem(422, "invalid_body");
    assert_eq!(problem.errors[0].code, "too_many");
}

#[test]
fn the_plain_page_asks_what_the_number_is_of_where_the_shop_finds_by_more_than_one() {
    let world = finds_by_both();
    let order = sold(&world);
    let page = get(&world.edge.at("/claim?plain=1"))
        .send()
        .expect(200)
        .text();
    for option in ["value=\"order\"", "value=\"receipt\"", "value=\"serial\""] {
        assert!(page.contains(option), "{page}");
    }
    let (receipt, email) = (order.receipt(), order.email.replace('@', "%40"));
    let form = format!("by=receipt&order_number={receipt}&email={email}");
    let items = post(&world.edge.at("/claim?plain=1"))
        .body("application/x-www-form-urlencoded", form)
        .send()
        .expect(200)
        .text();
    assert!(items.contains("Lampe de table Aube"), "{items}");
    let missing = post(&world.edge.at("/claim?plain=1"))
        .header("accept-language", "en")
        .body(
            "application/x-www-form-urlencoded",
            format!("by=serial&email={email}"),
        )
        .send()
        .expect(422)
        .text();
    assert!(missing.contains("Enter the number."), "{missing}");
    let usual = World::shared();
    let page = get(&usual.edge.at("/claim?plain=1"))
        .send()
        .expect(200)
        .text();
    assert!(!page.contains("name=\"by\""), "{page}");
    let _ = customer::find(&usual.edge, "nothing", "nobody@mail.example")
        .problem(404, "order_not_found");
}

#[test]
fn an_order_asked_for_by_its_receipt_while_the_backend_was_down_is_looked_up_by_it_later() {
    let world = finds_by_both();
    let order = sold(&world);
    world.shop.closes();
    let asked = json!({ "receipt": order.receipt(), "email": order.email });
    let found: FoundOrder = find(&world, &asked).expect(200).json();
    assert!(!found.order.verified);
    let held = customer::file(
        &world.edge,
        &found,
        &super::the_backend_is_down::stated(&world, &order),
    );
    world.shop.reopens();
    let number = held.filed.claim.number.to_string();
    let checked = world.shop.waits_for(&number, "order.checked");
    assert_eq!(checked.event.data.claim.order.number, order.number());
    assert!(checked.event.data.claim.order.verified);
}
